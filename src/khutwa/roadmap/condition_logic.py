"""What a condition means whatever happens: its necessary parts, and those that never matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import product

from khutwa.roadmap.condition import (
    Always,
    And,
    AtLeast,
    Atom,
    Condition,
    Node,
    NotBefore,
    Or,
    show,
    threshold,
    walk,
)

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

    A moment counts as something that may or may not be reached: in `not before 2020-01-01 or b`
    the step `b` matters. Exact by trying every case; a condition of more than `MOST_ATOMS` names
    and moments gives no answer.
    """
    leaves = [node for node in walk(condition.root) if isinstance(node, (Atom, NotBefore))]
    keys = sorted({_key(leaf) for leaf in leaves})
    # In a monotone formula in which nothing stands twice, everything matters.
    if len(keys) == len(leaves) or len(keys) > MOST_ATOMS:
        return frozenset()
    root = _with_moments_as_names(condition.root)
    free = Condition(condition.text, root)
    matters: set[str] = set()
    for bits in product((False, True), repeat=len(keys)):
        state = {name for name, bit in zip(keys, bits, strict=True) if bit}
        if free.holds(state):
            # In a monotone formula a name matters where taking it away turns the answer.
            matters |= {name for name in state - matters if not free.holds(state - {name})}
    return condition.atoms() - matters


def without(node: Node, names: Collection[str]) -> Node | None:
    """Return a node that means the same once `names` never hold, and None where it never holds.

    What stands twice among the parts of an `and` or an `or` is kept once.
    """
    match node:
        case Atom(name):
            return None if name in names else node
        case And(parts) | Or(parts) | AtLeast(_, parts):
            left = [part for part in (without(part, names) for part in parts) if part]
            if len(left) < threshold(node):
                return None
            if isinstance(node, AtLeast) and len(left) > node.k:
                return AtLeast(node.k, tuple(left))
            once = tuple(dict.fromkeys(left))
            if len(once) == 1:
                return once[0]
            return Or(once) if isinstance(node, Or) else And(once)
        case _:
            return node


def granted(node: Node, names: Collection[str]) -> Node | None:
    """Return a node that means the same once `names` hold, and None where nothing is left."""
    match node:
        case Always():
            return None
        case Atom(name):
            return None if name in names else node
        case And(parts) | Or(parts) | AtLeast(_, parts):
            open_parts = [part for part in (granted(part, names) for part in parts) if part]
            needed = threshold(node) - (len(parts) - len(open_parts))
            if needed <= 0:
                return None
            left = tuple(open_parts)
            if len(left) == 1:
                return left[0]
            if needed == len(left):
                return And(left)
            return Or(left) if needed == 1 else AtLeast(needed, left)
        case _:
            return node


def _key(leaf: Atom | NotBefore) -> str:
    return leaf.name if isinstance(leaf, Atom) else show(leaf)


def _with_moments_as_names(node: Node) -> Node:
    match node:
        case NotBefore():
            return Atom(show(node))
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return replace(node, parts=tuple(_with_moments_as_names(part) for part in parts))
        case _:
            return node
