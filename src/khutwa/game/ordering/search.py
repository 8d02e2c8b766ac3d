"""The best order: the schedule whose weakest link is the strongest (docs/model.md, section 4.2)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from khutwa.game import kernels
from khutwa.game.arrays import Game, InfeasibleSchedule, Stakes, draw_stakes, scheduled
from khutwa.game.limit import Limit
from khutwa.game.ordering.annealing import annealed
from khutwa.game.ordering.backward import backward
from khutwa.game.ordering.ceilings import Ceilings
from khutwa.game.ordering.edges import Deadline, Edges, OutOfTime, edges, promising
from khutwa.game.ordering.labels import FINE, MET, Bar, Labels, OutOfMemory
from khutwa.game.ordering.lattice import TooManyStates
from khutwa.game.ordering.local import Local, Masks, as_masks, nearest
from khutwa.game.ordering.problem import Problem, problem
from khutwa.game.ordering.result import (
    Certificate,
    Method,
    Order,
    OrderSearch,
    Stop,
    different,
    evaluated,
)
from khutwa.game.ordering.units import units
from khutwa.game.ordering.widest import widest
from khutwa.game.values import EDGE
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import Fault

MEMORY = 2 * 10**9
"""Bytes that a search may take where nothing is said."""

MOVES = 4000
"""Schedules that the local search weighs at most."""

_NODE_BYTES = 600
"""Memory that one state of the widest-path search takes with the edges that wait there."""

_LABEL_BYTES = 1000
"""Memory that one label of the search from the end takes."""

_SMALL = 4 * 10**6
"""Bytes of states and edges up to which it does not pay to load the compiler."""

_NEAR = 0.0199
"""How far above the best schedule known a bound is tried first, in shares of what is at stake."""

_CAREFUL = 0.5
"""Share of the time left in which compiled code is to be through, at the pace it had so far."""

_FEW = 10_000
"""States up to which the widest-path search does without compiled code."""


def order(
    roadmap: Roadmap,
    *,
    stage_size: int = 1,
    top: int = 5,
    time: float | None = None,
    memory: int | None = None,
) -> OrderSearch:
    """Find the schedule whose smallest relative slack is the largest.

    Steps of one escrow stay together; an escrow larger than `stage_size` stands alone. What the
    durability row says does not depend on the order, so the stages alone are compared.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        stage_size: Most steps of a stage, at least 1.
        top: Schedules to return, at least 1: the best, and runner-ups that differ in kind.
        time: Seconds after which to stop with the best so far; None for no limit.
        memory: Bytes that the search may take; None for `MEMORY`.

    Raises:
        InfeasibleSchedule: if there is no party, or a step can never be reached.
        TooManyStages: if stages of this size can be formed in too many ways.
        ValueError: if `stage_size` or `top` is less than 1, or a limit is not above 0.
    """
    from khutwa.version import __version__

    if stage_size < 1 or top < 1:
        raise ValueError("stage_size and top must be at least 1")
    if not all(limit is None or limit > 0 for limit in (time, memory)):
        raise ValueError("time and memory must be above 0")
    limit = Limit(math.inf if time is None else time)
    game, whole, faults = _steps(roadmap)
    stakes = draw_stakes(whole, game)
    asked = problem(game, units(whole, game), stakes, stage_size)
    search = _Search(asked, stakes, limit, memory or MEMORY)
    search.begin(game.stages)
    certificate = search.prove()
    if top > 1:
        search.look_around()
    found = different(search.ranked(top), top)
    return OrderSearch(
        roadmap=whole,
        stakes=stakes,
        stage_size=stage_size,
        best=found[0],
        others=tuple(found[1:]),
        current=None if faults else evaluated(game, stakes, game.stages),
        faults=faults,
        searched=as_masks(asked, game.stages) is not None,
        split=asked.units.split,
        certificate=certificate,
        version=__version__,
    )


def _steps(roadmap: Roadmap) -> tuple[Game, Roadmap, tuple[Fault, ...]]:
    """Return the steps to order, in the file's order or the default one, and the file's faults."""
    try:
        return *scheduled(roadmap), ()
    except InfeasibleSchedule as error:
        if not roadmap.schedule:
            raise
        # What the file's schedule gets wrong need not be wrong in every other.
        game, whole = scheduled(roadmap.model_copy(update={"schedule": ()}))
        return game, whole, error.faults


@dataclass
class _Search:
    """The search over the orders of one problem."""

    problem: Problem
    stakes: Stakes
    limit: Limit
    memory: int

    def __post_init__(self) -> None:
        self.over = self.limit.over
        # Where half of the time is over, the other half is left to use what was found.
        self._half_over = self.limit.share(0.5).over
        self.local = Local(self.problem, MOVES, self.over)

    def begin(self, stages: tuple[tuple[int, ...], ...]) -> None:
        """Weigh the order at hand, as it is where it is allowed and step by step."""
        known = as_masks(self.problem, stages)
        if known:
            self.local.weigh(known)
        self.local.weigh(nearest(self.problem, stages))

    def look_around(self) -> None:
        """Look for more schedules near the best one."""
        self.local.search(self.local.best())

    @property
    def best(self) -> float:
        return self.local.known[self.local.best()][0]

    def improve(self, order: tuple[int, ...]) -> float:
        """Take note of a schedule."""
        self.local.weigh(tuple(self.problem.stages[t] for t in order))
        return self.best

    def prove(self) -> Certificate:
        """Find the best schedule and prove it, as far as time and memory allow."""
        if self.problem.undiscounted:
            return self._widest()
        self.local.climb(self.local.best())
        return self._known() or self._labels()

    def _known(self) -> Certificate | None:
        """Return a proof where the best schedule is as good as the best last stage."""
        if self.best < self.problem.ceiling - EDGE:
            return None
        return Certificate(True, self.best, "from the end", None, 1)

    def _from_the_end(self) -> Certificate:
        """Look for a bound from the end, where the states are too many to list."""
        self.look_around()
        found = backward(self.problem, self.best, self.memory // _LABEL_BYTES, self.over)
        if found.order:
            self.improve(found.order)
        stop: Stop | None = None
        if not found.through:
            stop = "time" if self.over() else "memory"
        made = found.labels
        return self._proved("from the end", found.bound, stop, states=made, labels=made)

    def _proved(self, method: Method, bound: float, stop: Stop | None, **work: Any) -> Certificate:
        """Return what was proved; a bound that is met is a proof, whatever ended the search."""
        bound = max(min(bound, self._first_bound()), self.best)
        if bound <= self.best + MET:
            stop = None
        return Certificate(stop is None, bound, method, stop, **work)

    def _first_bound(self) -> float:
        """Return what no schedule exceeds, known before any search."""
        # No value is beyond scale_i, so no rel is above 2 where there is an alternative at all.
        return min(2.0, self.problem.ceiling)

    def _widest(self) -> Certificate:
        compiled, most, states = False, _FEW, 0
        may_compile = kernels.available() and self.problem.units.family.fits
        stop: Stop | None = None
        while not stop:
            begun = self.limit.now()
            found = widest(self.problem, self.best, most, over=self.over, compiled=compiled)
            spent = self.limit.now() - begun
            states = max(states, found.seen)
            if found.order is not None:
                self.improve(found.order)
            if found.exact:
                return Certificate(True, self.best, "widest path", None, states, compiled=compiled)
            if self.over():
                stop = "time"
            elif 4 * most * _NODE_BYTES > self.memory:
                stop = "memory"
            # Begun anew with more room: at most a third of the work is done twice.
            room = 4 * most
            if compiled and math.isfinite(self.limit.left):
                # What is compiled does not look at the clock.
                room = min(room, int(_CAREFUL * self.limit.left * found.seen / max(spent, 1e-6)))
                if room <= most:
                    stop = "time"
            most = room
            compiled = may_compile
        self.look_around()
        return self._proved("widest path", found.bound, stop, states=states, compiled=compiled)

    def _labels(self) -> Certificate:
        if not self.problem.units.family.fits:
            return self._from_the_end()
        graph, bound = self._listed(_SMALL, self._half_over), self._first_bound()
        if graph is None and self.over():
            return self._from_the_end()
        if graph is None:
            swept = self._large(bound)
            if swept and (swept.exact or self.over()):
                return swept
            graph = self._listed(self.memory // 2, self.over)
            if graph is None and swept:
                return replace(swept, stopped_by="time" if self.over() else "memory")
            if graph is None:
                return self._from_the_end()
            bound = swept.bound if swept else bound
        return self._settled(graph, bound)

    def _listed(self, memory: int, over: Deadline) -> Edges | None:
        """Return the states and edges, None where time or memory do not suffice to list them."""
        try:
            return edges(self.problem, min(memory, self.memory // 2), over)
        except (OutOfTime, TooManyStates):
            return None

    def _large(self, bound: float) -> Certificate | None:
        """Look for a good schedule of a large plan, and for a bound without a list of edges.

        Returns:
            None where numba is not installed, or memory does not suffice.
        """
        if not kernels.available():
            return None
        begin = [self.problem.number[mask] for mask in self.local.best()]
        for seed in (1, 2):
            self.improve(annealed(self.problem, begin, self.over, seed=seed))
        try:
            # Half of the time is for what lists may prove afterwards, where there can be lists.
            over = self._half_over if promising(self.problem, self.memory // 2) else self.over
            ceilings = Ceilings(self.problem, self.memory, over, compiled=True)
        except OutOfMemory:
            return self._known()
        low, bar = self.best, self.best + _NEAR
        stop: Stop | None = "memory"
        try:
            while bound - low > FINE and bound > self.best + MET:
                bar = bar if low < bar < bound else (low + bound) / 2
                if ceilings.conceivable(bar):
                    low = bar
                else:
                    bound = bar
        except OutOfTime:
            stop = "time"
        return self._proved(
            "ceilings",
            bound,
            stop,
            states=ceilings.states,
            refuted=ceilings.refuted,
            compiled=True,
        )

    def _settled(self, graph: Edges, bound: float) -> Certificate:
        """Move a bar between the best schedule and a bound until the two meet."""
        most = self.memory // 2 // (40 + 32 * len(self.problem.parties))
        labels = Labels(self.problem, graph, self.over, most)
        bar = Bar(labels, self.best, bound, self.improve)
        stop: Stop | None = None
        try:
            bar.settle()
        except OutOfTime:
            stop = "time"
        except OutOfMemory:
            stop = "memory"
        work = labels.work
        return self._proved(
            "labels",
            bar.bound,
            stop,
            states=len(graph.states),
            labels=work.made,
            refuted=work.refuted,
            compiled=work.compiled,
        )

    def ranked(self, top: int) -> Iterator[Order]:
        """Yield the schedules weighed so far, the best first; `top` where the time is over."""
        known = self.local.known
        ordered = sorted(known, key=lambda each: known[each], reverse=True)
        for number, masks in enumerate(ordered):
            if number >= top and self.over():
                return
            yield self._order(masks)

    def _order(self, masks: Masks) -> Order:
        stages = [self.problem.units.steps(mask) for mask in masks]
        return evaluated(self.problem.game, self.stakes, stages)
