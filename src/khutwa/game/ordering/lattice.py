"""The feasible states of a plan: which sets of steps can be in force at the same time.

Steps that only go together are one *unit*; a state is a bit mask of units. The states form an
antimatroid (docs/model.md, section 1), and a set has a larger mask than each of its subsets: in
ascending order every state stands after all it could have come from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khutwa.roadmap.condition import And, AtLeast, Atom, Condition, Node, Or, threshold

Masks = NDArray[np.int64]

MOST_BITS = 63
"""Bits of a mask that fit an array of 64-bit integers with a sign."""


class TooManyStates(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """The family has more states than may be kept.

    Attributes:
        count: States that are there at least.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"at least {count} states")
        self.count = count


@dataclass(frozen=True)
class Family:
    """Units and what each requires, as bit masks.

    Bits from `count` on are *gates*: what a condition asks for apart from single units. A gate is
    open when at least `k` bits of its mask are set; each looks only at units and earlier gates.

    Attributes:
        count: Number of units.
        need: For each unit the bits that must be set before it.
        gates: Mask and k of each gate.
    """

    count: int
    need: tuple[int, ...]
    gates: tuple[tuple[int, int], ...]

    @property
    def goal(self) -> int:
        """Return the state in which everything is done."""
        return (1 << self.count) - 1

    @property
    def fits(self) -> bool:
        """Tell whether the masks fit 64-bit integers."""
        return self.count + len(self.gates) <= MOST_BITS

    @cached_property
    def mentioned(self) -> tuple[int, ...]:
        """Return for each unit the units that its condition mentions."""
        below: list[int] = []
        for mask, _ in self.gates:
            below.append(self._units_of(mask, below))
        return tuple(self._units_of(mask, below) for mask in self.need)

    def _units_of(self, mask: int, below: Sequence[int]) -> int:
        found = mask & self.goal
        for g, units in enumerate(below):
            if mask >> (self.count + g) & 1:
                found |= units
        return found

    @cached_property
    def orderly(self) -> bool:
        """Tell whether every condition mentions earlier units only.

        A set is then feasible as soon as the condition of each of its units holds in it.
        """
        return all(mentioned >> u == 0 for u, mentioned in enumerate(self.mentioned))

    def opened(self, state: int) -> int:
        """Return a state with the bits of the gates that it opens."""
        for g, (mask, k) in enumerate(self.gates):
            if (state & mask).bit_count() >= k:
                state |= 1 << (self.count + g)
        return state

    def ready(self, state: int) -> int:
        """Return the units whose condition holds in a state, those in force included."""
        closed = ~self.opened(state)
        return sum(1 << u for u, need in enumerate(self.need) if not need & closed)

    def reach(self, within: int) -> int:
        """Return what can be brought about one after the other with the units of `within`."""
        state = 0
        while more := self.ready(state) & within & ~state:
            state |= more
        return state

    def precedes(self, state: int, later: int) -> bool:
        """Tell whether a state is feasible and all that `later` has more may begin in it.

        Args:
            state: A subset of `later`.
            later: A feasible state.
        """
        if later & ~self.ready(state):
            return False
        return self.orderly or self.reach(state) == state


def family(
    conditions: Sequence[Sequence[Condition]], unit: Mapping[str, int], given: Collection[str]
) -> Family:
    """Return the family of units under their conditions.

    Args:
        conditions: For each unit the conditions of its steps.
        unit: The unit of every step that is used; other steps never hold.
        given: Facts that hold. Moments count as reached.
    """
    count = len(conditions)
    gates: list[tuple[int, int]] = []

    def bit(mask: int, taken: int) -> int:
        """Return one bit for a mask, by a gate of its own where it needs one."""
        if mask.bit_count() == 1 and not mask & taken:
            return mask
        gates.append((mask, mask.bit_count()))
        return 1 << (count + len(gates) - 1)

    def needed(node: Node) -> int | None:
        """Return the bits that a node needs, None where it never holds."""
        match node:
            case Atom(name):
                if name in given:
                    return 0
                return 1 << unit[name] if name in unit else None
            case And(parts) | Or(parts) | AtLeast(_, parts):
                found = [needed(part) for part in parts]
                masks = [mask for mask in found if mask]
                k = threshold(node) - found.count(0)
                if k <= 0:
                    return 0
                if len(masks) < k:
                    return None
                if len(masks) == k:
                    return union(masks)
                gate = 0
                for mask in masks:
                    gate |= bit(mask, gate)
                gates.append((gate, k))
                return 1 << (count + len(gates) - 1)
            case _:
                return 0

    need = []
    for u, own in enumerate(conditions):
        parts = [needed(condition.root) for condition in own]
        # What never holds is written as a unit that waits for itself.
        need.append(union([1 << u if mask is None else mask for mask in parts]))
    return Family(count, tuple(need), tuple(gates))


def states(family: Family, most: int) -> Masks:
    """Return the feasible states in ascending order.

    Built unit by unit: each state of the units so far, and the same with the next unit added
    where its condition may hold. The number is known before the memory is taken.

    Args:
        family: Units whose masks fit 64 bits.
        most: States that may be kept.

    Raises:
        TooManyStates: before more than `most` are kept.
    """
    found: Masks = np.zeros(1, dtype=np.int64)
    for u in range(family.count):
        # Units still to be decided count as done; what that lets through is sorted out below.
        later = 0 if family.orderly else family.goal & ~((1 << u) - 1)
        able = _holds(family, found | later, family.need[u] & ~(1 << u))
        if family.need[u] >> u & 1:
            able[:] = False
        total = len(found) + int(np.count_nonzero(able))
        if total > most:
            raise TooManyStates(total)
        found = np.concatenate([found, found[able] | (1 << u)])
    return found if family.orderly else found[_reached(family, found) == found]


def opened(family: Family, masks: Masks) -> Masks:
    """Return states with the bits of the gates that they open."""
    masks = masks.copy()
    for g, (mask, k) in enumerate(family.gates):
        bits = [b for b in range(MOST_BITS) if mask >> b & 1]
        held = np.zeros(len(masks), dtype=np.int8)
        for b in bits:
            held += (masks >> b & 1).astype(np.int8)
        masks |= (held >= k).astype(np.int64) << (family.count + g)
    return masks


def _holds(family: Family, masks: Masks, need: int) -> NDArray[np.bool_]:
    if need > family.goal:
        masks = opened(family, masks)
    result: NDArray[np.bool_] = masks & need == need
    return result


def _reached(family: Family, within: Masks) -> Masks:
    state = np.zeros_like(within)
    while True:
        full = opened(family, state)
        more = state.copy()
        for u, need in enumerate(family.need):
            more |= (full & need == need).astype(np.int64) << u
        more &= within
        if np.array_equal(more, state):
            return state
        state = more


def union(masks: Iterable[int]) -> int:
    """Return the bits that are set in any of the masks."""
    result = 0
    for mask in masks:
        result |= mask
    return result
