"""A bound on the best order without a list of what may follow on what.

With stages of several steps a state has hundreds of stages that may follow on it, too many to keep.
For each party by itself the most that it can expect at a state is a single number, so they are
formed anew each time (`kernels.sweep`). No schedule keeps every rel at or above a bar where nothing
done has no such number: each party may take its own way to the end, but no way on which some party
has a rel below the bar. That is a relaxation of the one way common to all, and so a proof.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from khutwa.game import kernels
from khutwa.game.kernels.sweep import sweep
from khutwa.game.ordering.edges import Deadline, OutOfTime
from khutwa.game.ordering.labels import OutOfMemory
from khutwa.game.ordering.problem import STRIDE, Problem

_PARTS = 200
"""Looks at the clock while the states are gone through."""

_NOTHING = -1e300
"""What can be expected where nothing keeps to the bar."""

_MERE_ROUNDING = 1e-10


class Ceilings:
    """The question whether each party by itself could keep to a bar, for one problem.

    Args:
        problem: A problem whose masks fit 64 bits.
        memory: Bytes that may be taken; checked before they are taken.
        over: Tells when the time is over.
        compiled: Whether to compile.

    Attributes:
        states: Most states from which the end could be reached, of the bars asked about.
        refuted: How many bars were refuted.

    Raises:
        OutOfMemory: if memory does not suffice.
    """

    def __init__(self, problem: Problem, memory: int, over: Deadline, compiled: bool) -> None:
        self.problem, self.over, self.compiled = problem, over, compiled
        self.size = len(problem.parties) << problem.units.family.count
        self.states = self.refuted = 0
        if 8 * self.size > memory:
            raise OutOfMemory

    @cached_property
    def _fixed(self) -> tuple[Any, ...]:
        asked, m = self.problem, len(self.problem.parties)
        terms = asked.coefficients.reshape(-1, m, STRIDE).copy()
        u, x = np.moveaxis(asked.steps_worth.reshape(-1, m, 3)[:, :, :2], -1, 0)
        terms[:, :, 2] -= terms[:, :, 0] * u + terms[:, :, 1] * x
        terms[:, :, 6] -= terms[:, :, 4] * u + terms[:, :, 5] * x
        terms[:, :, 7] -= x
        family = asked.units.family
        masks = (np.array(asked.users), asked.children, np.array(asked.stages),
                 np.array(family.need), asked.gates)  # fmt: skip
        numbers = asked.sums_of_values, terms.reshape(-1)
        if self.compiled:
            return (*masks, family.count, *numbers, m)
        return (*(a.tolist() for a in masks), family.count, *(a.tolist() for a in numbers), m)

    def conceivable(self, least: float) -> bool:
        """Tell whether every party by itself could have all its rel at `least` or above.

        Raises:
            OutOfTime: when the time is over.
        """
        goal = self.problem.goal
        most: Any = np.full(self.size, _NOTHING)
        most[-len(self.problem.parties) :] = self.problem.final
        stage: Any = np.empty(len(self.problem.stages), dtype=np.int64)
        report: Any = np.zeros(2, dtype=np.int64)
        run: Callable[..., None] = kernels.compiled(sweep) if self.compiled else sweep
        if not self.compiled:
            most, stage, report = most.tolist(), stage.tolist(), report.tolist()
        part = goal // _PARTS + 1
        for begin in range(goal, 0, -part):
            if self.over():
                raise OutOfTime
            end = max(begin - part, 0)
            run(begin, end, *self._fixed, least - _MERE_ROUNDING, most, stage, report)
        self.states = max(self.states, int(report[0]))
        found = bool(most[0] > _NOTHING)
        self.refuted += not found
        return found
