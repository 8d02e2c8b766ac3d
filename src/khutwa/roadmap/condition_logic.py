"""What a condition means whatever happens: its necessary parts, and those that never matter."""

from __future__ import annotations

from itertools import product

from khutwa.roadmap.condition import Condition

MOST_ATOMS = 12
"""Names in a condition up to which every case is tried."""


def necessary(condition: Condition) -> frozenset[str]:
    """Return the names without which the condition cannot hold.

    Exact: in a monotone formula a name is necessary if and only if the formula is false when that
    name alone is missing.
    """
    atoms = condition.atoms()
    return frozenset(name for name in atoms if not condition.holds(atoms - {name}))


def irrelevant(condition: Condition) -> frozenset[str]:
    """Return the names whose value never changes whether the condition holds.

    Exact by trying every case; a condition of more than `MOST_ATOMS` names gives no answer.
    """
    atoms = sorted(condition.atoms())
    if len(atoms) > MOST_ATOMS:
        return frozenset()
    matters: set[str] = set()
    for bits in product((False, True), repeat=len(atoms)):
        state = {name for name, bit in zip(atoms, bits, strict=True) if bit}
        if condition.holds(state):
            # In a monotone formula a name matters where taking it away turns the answer.
            matters |= {name for name in state - matters if not condition.holds(state - {name})}
    return frozenset(atoms) - matters
