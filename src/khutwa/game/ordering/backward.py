"""A bound, and with luck the best order, where the states are too many to list.

Labels are followed backward from everything done, widest first: a label is a way from a state to
the end, with the values of the parties at the state and the smallest rel on the way. Every
schedule ends in some way that waits or was followed, and rel only falls as a way grows longer, so
the widest label that waits is a bound at every moment. Of two labels of a state, one that is no
better for any party and was taken up later, so not wider, is dropped: V(k-1) rises with V(k).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heappop, heappush

from khutwa.game.ordering.edges import Deadline
from khutwa.game.ordering.problem import STRIDE, Problem

Label = tuple[float, int, int, int, int, int, tuple[float, ...]]
"""Minus the smallest rel, steps left, number, parent, stage, state, and V of each party."""


@dataclass(frozen=True)
class Backward:
    """What was found.

    Attributes:
        order: Numbers of the stages of a best schedule; None where the search did not get so far,
            or no schedule is better than what was known.
        bound: No schedule has a larger smallest rel, or one larger than what was known.
        through: Whether the search came to its end.
        labels: Labels made.
    """

    order: tuple[int, ...] | None
    bound: float
    through: bool
    labels: int


def backward(problem: Problem, above: float, most: int, over: Deadline) -> Backward:
    """Follow labels from the end until the best order is found or a limit is met.

    Args:
        problem: The problem.
        above: Labels this narrow or narrower are left aside.
        most: Labels that may be kept.
        over: Tells when the time is over.
    """
    heap: list[Label] = [(-math.inf, 0, 0, -1, -1, problem.goal, problem.final)]
    taken: list[tuple[int, int]] = []
    settled: dict[int, list[tuple[float, ...]]] = {}
    made = 1
    while heap:
        if over() or made > most:
            return Backward(None, -heap[0][0], False, made)
        narrow, _, _, parent, stage, state, worth = heappop(heap)
        known = settled.setdefault(state, [])
        if any(all(a <= b for a, b in zip(worth, other, strict=True)) for other in known):
            continue
        known.append(worth)
        taken.append((parent, stage))
        if not state:
            return Backward(_path(taken), -narrow, True, made)
        for t in problem.last_stages(state):
            before = state ^ problem.stages[t]
            if not problem.may_precede(before, state):
                continue
            new, least = _step(problem, before, t, worth)
            width = min(-narrow, least)
            if width > above:
                entry = (-width, before.bit_count(), made, len(taken) - 1, t, before, new)
                heappush(heap, entry)
                made += 1
    return Backward(None, above, True, made)


def _step(
    problem: Problem, before: int, stage: int, worth: tuple[float, ...]
) -> tuple[tuple[float, ...], float]:
    """Return V before a stage, and the smallest rel there."""
    totals, terms, least = problem.totals(before), problem.terms, math.inf
    found = []
    k = stage * len(worth) * STRIDE
    for i, later in enumerate(worth):
        u, x = totals[3 * i], totals[3 * i + 1]
        v = terms[k] * u + terms[k + 1] * x + terms[k + 2] + terms[k + 3] * later
        stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
        least = min(least, v - max(x + terms[k + 7], stall))
        found.append(v)
        k += STRIDE
    return tuple(found), least


def _path(taken: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return the stages from the last label taken up to the end."""
    order = []
    at = len(taken) - 1
    while at > 0:
        at, stage = taken[at]
        order.append(stage)
    return tuple(order)
