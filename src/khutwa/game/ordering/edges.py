"""The feasible states of an order problem with every stage that may follow on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import Array
from khutwa.game.ordering.lattice import Masks, TooManyStates, opened, states
from khutwa.game.ordering.problem import CHUNK, Problem

Numbers = NDArray[np.int32]

_EDGE_BYTES = 8
"""Memory of one edge."""


Deadline = Callable[[], bool]


class OutOfTime(Exception):  # noqa: N818  a limit that the user has set, no slip of code
    """The time is over."""


@dataclass(frozen=True)
class Edges:
    """All states in ascending order, and the edges between them.

    Attributes:
        states: Masks of the N states.
        start: Edges of state s are those from start[s] to start[s + 1].
        target: Number of the state to which each edge leads.
        stage: Number of the stage of each edge.
        worth: u_i and X_i of every state, flat.
    """

    states: Masks
    start: Masks
    target: Numbers
    stage: Numbers
    worth: Array


def edges(problem: Problem, memory: int, over: Deadline) -> Edges:
    """Return the states and edges of a problem.

    Args:
        problem: A problem whose masks fit 64 bits.
        memory: Bytes that they may take; checked before they are taken.
        over: Tells when the time is over.

    Raises:
        TooManyStates: if they would take more.
        OutOfTime: when the time is over.
    """
    found, each = _states(problem, memory)
    if _guessed(problem, found) * _EDGE_BYTES > 2 * memory:
        raise TooManyStates(len(found))
    after = _after(problem, found)
    count = np.zeros(len(found) + 1, dtype=np.int64)
    left = (memory - each * len(found)) // _EDGE_BYTES
    for _, at, _ in _fitting(problem, after):
        left -= len(at)
        if over():
            raise OutOfTime
        if left < 0:
            raise TooManyStates(len(found))
        count[at + 1] += 1
    start = np.cumsum(count)
    target, stage = np.empty(start[-1], dtype=np.int32), np.empty(start[-1], dtype=np.int32)
    place = start[:-1].copy()
    for t, at, to in _fitting(problem, after):
        if over():
            raise OutOfTime
        target[place[at]], stage[place[at]] = to, t
        place[at] += 1
    return Edges(found, start, target, stage, _worth(problem, found))


def promising(problem: Problem, memory: int) -> bool:
    """Tell whether the states and edges of a problem are likely to fit so much memory."""
    try:
        found, each = _states(problem, memory)
    except TooManyStates:
        return False
    return each * len(found) + _EDGE_BYTES * _guessed(problem, found) <= memory


def _states(problem: Problem, memory: int) -> tuple[Masks, int]:
    """Return the states, and the bytes that one takes without its edges."""
    each = 8 * (8 + 6 * len(problem.parties)) + 4 * problem.units.family.count
    return states(problem.units.family, min(memory // each, 2**31 - 1)), each


def _guessed(problem: Problem, found: Masks) -> float:
    """Return about how many edges there are, from some states; counting takes its time."""
    some = found[:: max(1, len(found) // 100)].tolist()
    return len(found) / len(some) * sum(len(problem.open_stages(state)) for state in some)


def _after(problem: Problem, found: Masks) -> Numbers:
    """Return the number of the state with one unit more, -1 where it may not begin."""
    family = problem.units.family
    full = opened(family, found)
    after = np.full((family.count, len(found)), -1, dtype=np.int32)
    for u, need in enumerate(family.need):
        at = np.flatnonzero((full & (need | 1 << u)) == need)
        after[u, at] = np.searchsorted(found, found[at] | 1 << u)
    return after


def _fitting(problem: Problem, after: Numbers) -> Iterator[tuple[int, Numbers, Numbers]]:
    """Yield every stage with the states on which it may follow, and those to which it leads.

    A stage follows where the same one without its last unit does, if that unit may begin as well.
    """
    above: list[tuple[int, Numbers, Numbers]] = []
    everywhere = np.arange(after.shape[1], dtype=np.int32)
    for t, mask in enumerate(problem.stages):
        while above and above[-1][0] & ~mask:
            above.pop()
        rest, at, to = above[-1] if above else (0, everywhere, everywhere)
        added = after[(mask ^ rest).bit_length() - 1]
        fit = added[at] >= 0
        at, to = at[fit], added[to[fit]]
        above.append((mask, at, to))
        yield t, at, to


def _worth(problem: Problem, found: Masks) -> Array:
    total = problem.sums[0][found & 255]
    for chunk, table in enumerate(problem.sums[1:], start=1):
        total = total + table[found >> CHUNK * chunk & 255]
    m = len(problem.parties)
    both = total.reshape(len(found), m, 3)[:, :, :2]
    result: Array = np.ascontiguousarray(both).reshape(-1)
    return result
