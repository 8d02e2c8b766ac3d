"""The feasible states of an order problem with every stage that may follow on each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khutwa.game.arrays import Array
from khutwa.game.lattice import Masks, TooManyStates, opened, states
from khutwa.game.order_problem import CHUNK, Problem

_EDGE_BYTES = 40
"""Memory that one edge takes while the edges are sorted."""


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
    target: Masks
    stage: Masks
    worth: Array


def state_bytes(problem: Problem) -> int:
    """Return the memory that one state takes apart from its edges."""
    return 8 * (8 + 6 * len(problem.parties))


def edges(problem: Problem, memory: int) -> Edges:
    """Return the states and edges of a problem.

    Args:
        problem: A problem whose masks fit 64 bits.
        memory: Bytes that they may take; checked before they are taken.

    Raises:
        TooManyStates: if they would take more.
    """
    family = problem.units.family
    each = state_bytes(problem)
    found = states(family, memory // each)
    full = opened(family, found)
    left = (memory - each * len(found)) // _EDGE_BYTES
    sources: list[Masks] = []
    for mask, need in zip(problem.stages, problem.needs, strict=True):
        at = np.flatnonzero((full & (need | mask)) == need)
        left -= len(at)
        if left < 0:
            raise TooManyStates(len(found))
        sources.append(at)
    source = np.concatenate(sources)
    stage = np.repeat(np.arange(len(sources)), [len(at) for at in sources])
    target = np.concatenate(
        [np.searchsorted(found, found[at] | mask)
         for at, mask in zip(sources, problem.stages, strict=True)]
    )  # fmt: skip
    order = np.argsort(source, kind="stable")
    start = np.searchsorted(source[order], np.arange(len(found) + 1))
    return Edges(found, start, target[order], stage[order], _worth(problem, found))


def _worth(problem: Problem, found: Masks) -> Array:
    total = problem.sums[0][found & 255]
    for chunk, table in enumerate(problem.sums[1:], start=1):
        total = total + table[found >> CHUNK * chunk & 255]
    m = len(problem.parties)
    both = total.reshape(len(found), m, 3)[:, :, :2]
    result: Array = np.ascontiguousarray(both).reshape(-1)
    return result
