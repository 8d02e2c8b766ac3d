"""The best order where nothing is discounted: a widest path through the feasible states.

Without durations and risks the value of a state depends on the set alone, so the smallest rel of
a schedule is the narrowest edge of a path from nothing done to everything done. The search looks
from both ends, below a falling threshold: states are followed while every edge is at least as
wide as the threshold, and narrower edges wait in a heap. Once one end has nowhere left to go, no
path can be wider than the widest edge that waits there, and the threshold falls to it. The two
ends meet at the optimum. The lattice is never listed, and no limit on the number of steps applies.

Source of the threshold form: Pollack (1960), Operations Research 8:733-736, on maximum capacity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from khutwa.game.ordering.edges import Deadline
from khutwa.game.ordering.problem import STRIDE, Problem

Edge = tuple[float, int, int, int]
"""An edge that waits: minus its width, when it was found, where it leads, its stage."""


@dataclass(frozen=True)
class Widest:
    """What a search for the widest path has found.

    Attributes:
        order: Numbers of the stages of a path wider than was asked for; None where none was found.
        bound: No path is wider than this, or than what was asked for if that is more.
        exact: Whether the search came to its end.
        seen: States that were reached.
    """

    order: tuple[int, ...] | None
    bound: float
    exact: bool
    seen: int


def widest(
    problem: Problem,
    above: float,
    most: int,
    *,
    over: Deadline = lambda: False,
    compiled: bool = False,
) -> Widest:
    """Search the schedule with the largest smallest rel, if it is larger than `above`.

    Args:
        problem: An undiscounted problem.
        above: Edges this narrow or narrower are left aside.
        most: States that may be kept.
        over: Tells when the time is over; compiled code does not look at it.
        compiled: Whether to run compiled code; needs masks that fit 64 bits.
    """
    if compiled:
        return _compiled(problem, above, most)
    search = _Search(problem, above)
    while True:
        if search.meeting is not None:
            return Widest(search.path(), search.threshold, True, search.count)
        if search.count > most or over():
            return Widest(None, search.threshold, False, search.count)
        if not search.step():
            return Widest(None, above, True, search.count)


def _compiled(problem: Problem, above: float, most: int) -> Widest:
    from khutwa.game.kernels import compiled
    from khutwa.game.kernels.widest import widest

    family = problem.units.family
    result, threshold, seen, path = compiled(widest)(
        family.count,
        np.array(family.need),
        np.array([mask for mask, _ in family.gates], dtype=np.int64),
        np.array([k for _, k in family.gates], dtype=np.int64),
        family.orderly,
        np.array(problem.stages),
        np.array(problem.skip),
        np.array(problem.users),
        problem.sums,
        problem.steps_worth,
        np.array(problem.base),
        problem.coefficients,
        above,
        most,
    )
    order = tuple(int(t) for t in path) if result == 1 else None
    return Widest(order, float(threshold), result >= 0, int(seen))


class _Search:
    """The state of a search; end 0 starts from nothing done, end 1 from everything done."""

    def __init__(self, problem: Problem, above: float) -> None:
        self.problem = problem
        self.above = above
        self.threshold = math.inf
        goal = problem.goal
        self.seen: tuple[dict[int, int], dict[int, int]] = ({0: -1}, {goal: -1})
        self.open: tuple[list[int], list[int]] = ([0], [goal])
        self.waiting: tuple[list[Edge], list[Edge]] = ([], [])
        self.widths: tuple[dict[int, float], dict[int, float]] = ({}, {})
        self.found = 0
        self.meeting: int | None = None

    def _worth(self, state: int) -> list[float]:
        """Return u, X and V of every party at a state."""
        totals, base = self.problem.totals(state), self.problem.base
        result = list(totals)
        for i in range(len(base)):
            result[3 * i + 2] = base[i] + totals[3 * i + 2]
        return result

    @property
    def count(self) -> int:
        return len(self.seen[0]) + len(self.seen[1])

    def step(self) -> bool:
        """Look at one state or one edge, or lower the threshold; False when nothing is left."""
        end = 0 if len(self.seen[0]) <= len(self.seen[1]) else 1
        for side in (end, 1 - end):
            waiting = self.waiting[side]
            if waiting and -waiting[0][0] >= self.threshold:
                _, _, new, stage = heappop(waiting)
                self._reach(side, new, stage)
                return True
            if not self.open[side]:
                if not waiting:
                    return False
                self.threshold = -waiting[0][0]
                return True
        state = self.open[end].pop()
        if end == 0:
            self._forward(state)
        else:
            self._backward(state)
        return True

    def _reach(self, side: int, new: int, stage: int) -> None:
        if new in self.seen[side]:
            return
        self.seen[side][new] = stage
        self.open[side].append(new)
        if self.meeting is None and new in self.seen[1 - side]:
            self.meeting = new

    def _edge(self, side: int, width: float, new: int, stage: int) -> None:
        if width >= self.threshold:
            self._reach(side, new, stage)
        elif width > self.above and width > self.widths[side].get(new, -math.inf):
            # A narrower edge to the same state, or one as wide, would come too late.
            self.widths[side][new] = width
            heappush(self.waiting[side], (-width, self.found, new, stage))
            self.found += 1

    def _width(self, worth: list[float], stage: int) -> float:
        terms, least = self.problem.terms, math.inf
        k = stage * len(self.problem.parties) * STRIDE
        for at in range(0, len(worth), 3):
            u, x, v = worth[at : at + 3]
            stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
            leave = x + terms[k + 7]
            least = min(least, v - (stall if stall > leave else leave))
            if least <= self.above:
                break
            k += STRIDE
        return least

    def _forward(self, state: int) -> None:
        worth, seen = self._worth(state), self.seen[0]
        for t in self.problem.open_stages(state):
            new = state | self.problem.stages[t]
            if new not in seen:
                self._edge(0, self._width(worth, t), new, t)

    def _backward(self, state: int) -> None:
        worth, seen, each = self._worth(state), self.seen[1], self.problem.stage_rows
        for t in self.problem.last_stages(state):
            new = state ^ self.problem.stages[t]
            if new not in seen and self.problem.may_precede(new, state):
                there = [a - b for a, b in zip(worth, each[t], strict=True)]
                self._edge(1, self._width(there, t), new, t)

    def path(self) -> tuple[int, ...]:
        """Return the stages of the path through the meeting point."""
        assert self.meeting is not None
        order: list[int] = []
        state = self.meeting
        while state:
            order.append(self.seen[0][state])
            state ^= self.problem.stages[order[-1]]
        order.reverse()
        state = self.meeting
        while state != self.problem.goal:
            order.append(self.seen[1][state])
            state ^= self.problem.stages[order[-1]]
        return tuple(order)
