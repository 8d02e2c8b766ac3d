"""The best order where time or risk counts: is there a schedule whose every rel is above a bar?

The question is answered for one bar at a time, backward from everything done, with the undominated
values of the parties as labels of a state (`loops.labels`), and with the values without which
the stages before a state cannot have held (`loops.requirements`). The bar is then moved between
the best schedule known and the lowest bar that is refuted, until the two meet: what is refuted is
a proven upper bound at every moment, and so is the gap.

Why a refutation is a proof, whatever the size of the stages and the reliabilities:
1. b = delta^d p >= 0, so V(k-1) does not fall when V(k) rises, and no slack does: whatever a
   dropped label could complete, the label that is no worse for every party can complete as well.
2. V_i(k-1) = gain + b V_i(k) >= r asks for V_i(k) >= (r - gain) / b; taking for each party by
   itself the least over all ways to a state is a relaxation of the one way common to all.
3. So a label below what is required belongs to no schedule over the bar.

Source of labels with dominance: Hansen (1980), Bicriterion path problems, LNEMS 177:109-127.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from khutwa.game import kernels
from khutwa.game.kernels import labels as loops
from khutwa.game.ordering.edges import Deadline, Edges, OutOfTime
from khutwa.game.ordering.problem import Problem
from khutwa.game.values import EDGE

PATIENCE = 1_000_000
"""Operations from which on it pays to load the compiler."""

_ROUNDS = 4
"""How often requirements and ceilings are drawn together at most."""

MET = 1.5 * EDGE
"""Gap at which bound and best schedule meet: bars are refuted `EDGE` above, but for rounding."""

FINE = 1e-3
"""How close bars are drawn before the next, more costly way of refuting them is tried."""

_BUDGET = 20_000_000
"""Operations between two looks at the clock, compiled; a fiftieth of it otherwise."""


class OutOfMemory(Exception):  # noqa: N818  a limit that the user has set, no slip of code
    """The labels would take more memory than is allowed."""


@dataclass
class Work:
    """What a search has cost.

    Attributes:
        operations: Comparisons and edges looked at.
        made: Labels made.
        kept: Most labels kept at once.
        refuted: How many bars were refuted.
        compiled: Whether compiled code was used.
    """

    operations: int = 0
    made: int = 0
    kept: int = 0
    refuted: int = 0
    compiled: bool = False


class Labels:
    """The question for one problem, asked for one bar after the other.

    Args:
        problem: The problem.
        graph: Its states and edges.
        over: Tells when the time is over.
        most: Labels that may be kept at once.
        use_compiled: Whether to compile; where None, when it is installed and pays.
    """

    def __init__(
        self,
        problem: Problem,
        graph: Edges,
        over: Deadline,
        most: int,
        use_compiled: bool | None = None,
    ) -> None:
        self.problem, self.graph, self.over, self.most = problem, graph, over, most
        self.work = Work()
        self.certain = True
        self.may_compile = kernels.available() if use_compiled is None else use_compiled
        self.patience = 0 if use_compiled else PATIENCE
        self.m = len(problem.parties)
        self.fixed: tuple[Any, Any, Any, Any, Any]
        self._convert()

    def _convert(self) -> None:
        """Hand the arrays over as the code at work likes them."""
        graph, terms = self.graph, self.problem.terms
        arrays = (graph.start, graph.target, graph.stage, graph.worth, np.array(terms))
        ahead = 5 * len(graph.target) * self.m
        self.work.compiled = self.may_compile and self.work.operations + ahead >= self.patience
        if self.work.compiled:
            self.fixed = arrays
        else:
            start, target, stage, worth, terms = (array.tolist() for array in arrays)
            self.fixed = start, target, stage, worth, terms

    def _full(self, size: int, value: float) -> Any:
        return np.full(size, value) if self.work.compiled else [value] * size

    def ask(self, least: float, cap: int = 0) -> tuple[int, ...] | None:
        """Return a schedule whose every rel is `least` or more; the widest among those found.

        Args:
            least: The bar.
            cap: Labels to keep of a state, 0 for all; `certain` tells whether any had to go.

        Returns:
            Numbers of the stages in order, or None where there is no such schedule.

        Raises:
            OutOfTime: when the time is over.
            OutOfMemory: when the labels exceed the memory.
        """
        self.certain = True
        required, dead = self._narrowed(least)
        if required is None:
            self.work.refuted += 1
            return None
        order = self._labels(least, cap, dead, required)
        self.work.refuted += order is None and self.certain
        return order

    def conceivable(self, least: float) -> bool:
        """Tell whether every party by itself could have all its rel at `least` or above.

        Raises:
            OutOfTime: when the time is over.
        """
        required, _ = self._narrowed(least)
        self.work.refuted += required is None
        return required is not None

    def drop(self, least: float) -> bool:
        """Forget the edges that no schedule over a bar uses; later bars must not be lower.

        Returns:
            Whether every party by itself could have all its rel at `least` or above.

        Raises:
            OutOfTime: when the time is over.
        """
        required, dead = self._narrowed(least)
        self.work.refuted += required is None
        alive = np.flatnonzero(np.array(dead) == 0)
        start = np.searchsorted(alive, self.graph.start)
        graph = self.graph
        self.graph = replace(
            graph, start=start, target=graph.target[alive], stage=graph.stage[alive]
        )
        self._convert()
        return required is not None

    def _narrowed(self, least: float) -> tuple[Any, Any]:
        """Return what is required at each state and which edges are dead, as far as rounds tell.

        Returns:
            None for the requirements where no schedule keeps to them.
        """
        if not self.work.compiled and self.may_compile and self.work.operations > self.patience:
            self._convert()
        count, m = len(self.graph.states), self.m
        size = len(self.graph.target)
        dead: Any = np.zeros(size, dtype=np.int8) if self.work.compiled else [0] * size
        died = self._full(1, 0)
        for _ in range(_ROUNDS):
            required = self._full(m * count, math.inf)
            required[:m] = self._full(m, -math.inf)
            self._pass(loops.requirements, range(count), least, dead, required)
            goal = (count - 1) * m
            if any(v < required[goal + i] - 1e-10 for i, v in enumerate(self.problem.final)):
                return None, dead
            before = int(died[0])
            most = self._full(m * count, -1e300)
            most[goal:] = self.problem.final
            states = range(count - 2, -1, -1)
            self._pass(loops.ceilings, states, least, dead, required, most, died)
            if not most[0] > -1e299:
                return None, dead
            if int(died[0]) - before < size // 50:
                break
        return required, dead

    def _pass(self, kernel: Callable[..., None], states: range, least: float, *arrays: Any) -> None:
        """Run a kernel over the states in turn, with a look at the clock now and then."""
        run = kernels.compiled(kernel) if self.work.compiled else kernel
        size = max(1, len(states) // 20)
        for at in range(0, len(states), size):
            if self.over():
                raise OutOfTime
            part = states[at : at + size]
            run(part.start, part.stop, *self.fixed, self.m, least, *arrays)
        self.work.operations += len(self.graph.target) * self.m

    def _labels(self, least: float, cap: int, dead: Any, required: Any) -> tuple[int, ...] | None:
        count, m = len(self.graph.states), self.m
        room = 4 * count + 1000
        first = self._full(count + 1, 0)
        first[count - 1] = 1
        value = self._full(m * room, 0.0)
        value[:m] = self.problem.final
        bottleneck = self._full(room, math.inf)
        parent, via = self._full(room, -1), self._full(room, -1)
        report = self._full(5, 0)
        run = kernels.compiled(loops.labels) if self.work.compiled else loops.labels
        budget = _BUDGET if self.work.compiled else _BUDGET // 50
        at = count - 2
        while at >= 0:
            run(at, budget, cap, *self.fixed, m, least, dead, required, first, value, bottleneck,
                parent, via, report)  # fmt: skip
            at = int(report[0])
            self.work.kept = max(self.work.kept, int(report[1]))
            if at >= 0 and self.over():
                raise OutOfTime
            if at >= 0 and report[3]:
                if 2 * room > self.most:
                    raise OutOfMemory
                value = self._grown(value, m * room)
                bottleneck, parent, via = (self._grown(a, room) for a in (bottleneck, parent, via))
                room *= 2
        self.certain = not report[4]
        self.work.made += int(report[2])
        self.work.operations += int(report[2]) + len(self.graph.target)
        if first[0] == first[1]:
            return None
        best = max(range(int(first[1]), int(first[0])), key=lambda label: bottleneck[label])
        order = []
        while parent[best] >= 0:
            order.append(int(via[best]))
            best = int(parent[best])
        return tuple(order)

    def _grown(self, old: Any, by: int) -> Any:
        if isinstance(old, list):
            return old + old[:1] * by
        return np.concatenate([old, np.zeros(by, dtype=old.dtype)])


class Bar:
    """The bar between the best schedule known and what is refuted.

    Args:
        asked: The question.
        best: Smallest rel of the best schedule known.
        bound: What no smallest rel exceeds.
        improve: Called with every better schedule; returns its smallest rel.
    """

    def __init__(
        self,
        asked: Labels,
        best: float,
        bound: float,
        improve: Callable[[tuple[int, ...]], float],
    ) -> None:
        self.asked, self.best, self.bound, self.improve = asked, best, bound, improve

    @property
    def open(self) -> bool:
        """Tell whether the best schedule known and the bound are still apart."""
        return self.bound - self.best > MET

    def settle(self) -> None:
        """Move the bar until the two meet.

        Raises:
            OutOfTime, OutOfMemory: when a limit is met; `bound` holds all the same.
        """
        self._one_by_one()
        self._few_labels()
        self._all_labels()

    def _one_by_one(self) -> None:
        """Refute what the parties would not bear each by itself; often that is all it takes."""
        if not self.asked.drop(self.best + EDGE):
            self.bound = self.best + EDGE
            return
        low = self.best
        while self.bound - low > FINE:
            bar = (low + self.bound) / 2
            if self.asked.conceivable(bar):
                low = bar
            else:
                self.bound = bar

    def _few_labels(self) -> None:
        """Find a good schedule by looking at few labels of each state."""
        low, high = self.best, self.bound
        while high - low > FINE:
            bar = (low + high) / 2
            found = self.asked.ask(bar, cap=4)
            if found is None:
                high = bar
                self.bound = bar if self.asked.certain else self.bound
            else:
                low = self.best = self.improve(found)

    def _all_labels(self) -> None:
        """Refute what is left, from above: high bars are refuted sooner."""
        climbed = False
        while self.open:
            near = self.bound - self.best <= 10 * FINE and not climbed
            bar = self.best + EDGE if near else (self.best + self.bound) / 2
            found = self.asked.ask(bar)
            if found is None:
                self.bound = bar
            else:
                self.best = self.improve(found)
            climbed = found is not None and near
