"""Good orders found by moving one unit at a time; where to begin, and what else comes close."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from khutwa.game.ordering.problem import Problem

Masks = tuple[int, ...]
"""A schedule as the unit masks of its stages."""


class Local:
    """A seeded local search that remembers every schedule it has weighed.

    Args:
        problem: The problem.
        budget: Schedules to weigh.
        over: Tells when the time is over.
    """

    def __init__(self, problem: Problem, budget: int, over: Callable[[], bool]) -> None:
        self.problem, self.budget, self.over = problem, budget, over
        self.known: dict[Masks, tuple[float, float]] = {}
        self.random = random.Random(0)

    @property
    def spent(self) -> bool:
        """Tell whether the search has to end."""
        return len(self.known) >= self.budget or self.over()

    def weigh(self, masks: Masks) -> tuple[float, float]:
        """Return the smallest rel of a schedule, then the mean of its stages to tell ties apart."""
        if masks not in self.known:
            margins = self.problem.margins([self.problem.number[mask] for mask in masks])
            self.known[masks] = (min(margins), sum(margins) / len(margins))
        return self.known[masks]

    def best(self) -> Masks:
        """Return the best schedule weighed so far; the first of equals."""
        return max(self.known, key=lambda masks: self.known[masks])

    def search(self, begin: Masks) -> None:
        """Climb from a schedule, then again and again from a shaken copy of the best one."""
        self.climb(begin)
        best, still = self.best(), 0
        while not self.spent and still < 40:
            before = len(self.known)
            self.climb(self._shaken(best))
            better = self.best()
            still = 0 if better != best else still + 1
            best = better
            if len(self.known) == before:
                still += 1

    def climb(self, masks: Masks) -> None:
        """Move single units as long as that makes the schedule better."""
        score = self.weigh(masks)
        while not self.spent:
            found = max(((self.weigh(new), new) for new in self._near(masks)), default=None)
            if found is None or found[0] <= score:
                return
            score, masks = found

    def _near(self, masks: Masks) -> Iterator[Masks]:
        units = list(range(len(self.problem.units.members)))
        self.random.shuffle(units)
        count = 0
        for u in units:
            found = self._moved(masks, 1 << u)
            yield from found
            count += len(found)
            if count > 400 or self.over():
                return

    def _moved(self, masks: Masks, unit: int) -> list[Masks]:
        """Return the feasible schedules in which one unit stands elsewhere."""
        bare = tuple(mask & ~unit for mask in masks if mask & ~unit)
        near = [(*bare[:at], unit, *bare[at:]) for at in range(len(bare) + 1)]
        near += [
            (*bare[:at], mask | unit, *bare[at + 1 :])
            for at, mask in enumerate(bare)
            if mask | unit in self.problem.number
        ]
        return [new for new in near if new != masks and self.problem.feasible(new)]

    def _shaken(self, masks: Masks) -> Masks:
        for _ in range(self.random.randint(2, 4)):
            unit = 1 << self.random.randrange(len(self.problem.units.members))
            near = self._moved(masks, unit)
            if near:
                masks = self.random.choice(near)
        return masks


def as_masks(problem: Problem, stages: Sequence[Sequence[int]]) -> Masks | None:
    """Return a schedule of steps in units, or None where this problem does not allow it."""
    masks = tuple(problem.units.mask(stage) for stage in stages)
    whole = [problem.units.steps(mask) for mask in masks]
    if whole != [tuple(sorted(stage)) for stage in stages]:
        return None
    return masks if problem.feasible(masks) else None


def nearest(problem: Problem, stages: Sequence[Sequence[int]]) -> Masks:
    """Return a schedule of single units that follows the order of `stages` where it may."""
    wanted = list(dict.fromkeys(problem.units.of_step[a] for stage in stages for a in stage))
    state, found = 0, []
    while wanted:
        ready = problem.units.family.ready(state)
        unit = next(u for u in wanted if ready >> u & 1)
        wanted.remove(unit)
        found.append(1 << unit)
        state |= 1 << unit
    return tuple(found)
