"""The level of a step over time, from graded and conflicting entries: a hidden Markov chain.

Forward filtering and backward smoothing (Rabiner 1989, A tutorial on hidden Markov models, IEEE
Proceedings 77:257-286) over the four levels 0 to 3 in continuous time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from khutwa.ledger import Entry
from khutwa.track.trust import Array, likelihood

DAYS = 365.2425

STEP_UP, JUMP_UP, DOWN = 0.08, 0.02, 0.006
"""Changes a year of which nobody writes: one level up, several at once, one down. In the Peace
Accords Matrix scores rise in about 10 and fall in 0.6 of a hundred transitions a year (Joshi, Quinn
& Regan 2015; counted on 24 of its accords)."""

OPEN = 0.2
"""Chance that something has changed when an entry is written: people write because something has
happened. An assumption; it decides how readily the level follows a new entry."""


@dataclass(frozen=True)
class Belief:
    """What is known of one step's level.

    Attributes:
        days: The days with entries, ascending.
        filtered: Chances of the levels on each, from what was known then, shape (d, 4).
        smoothed: The same with hindsight, shape (d, 4).
        start: The day before any of it, at level 0; None where nothing is known.
    """

    days: tuple[date, ...]
    filtered: Array
    smoothed: Array
    start: date | None

    def at(self, day: date, *, hindsight: bool = True) -> Array:
        """Return the chances of the levels on a day, shape (4,).

        A step of which nothing is recorded is taken as not begun.

        Args:
            day: The day.
            hindsight: Whether entries after the day count as well.
        """
        if not self.days or (not hindsight and day < self.days[0]):
            return _nothing_done()
        before = [number for number, known in enumerate(self.days) if known <= day]
        if not before:
            state, since = _nothing_done(), self.start or day
        else:
            state, since = self.filtered[before[-1]], self.days[before[-1]]
        here: Array = state @ transition(max((day - since).days, 0))
        after = [number for number, known in enumerate(self.days) if known > day]
        if not hindsight or not after:
            return here
        # What comes later weighs each level by how well it leads there.
        later = after[0]
        ahead = reported((self.days[later] - day).days)
        predicted = here @ ahead
        ratio = np.divide(
            self.smoothed[later], predicted, out=np.zeros(4), where=predicted > 0
        )
        weighed = here * (ahead @ ratio)
        result: Array = weighed / weighed.sum()
        return result


def believe(entries: Sequence[Entry], start: date | None = None) -> Belief:
    """Return what entries of one step say of its level over time.

    An entry counts on the last day that its date may mean; one without a date on the day it was
    recorded. Entries that repeat one source count once, by the surest of them.

    Args:
        entries: Standing entries of the step.
        start: A day on which the step was surely not begun; the first entry's day if not given.
    """
    by_day: dict[date, dict[object, Entry]] = {}
    for entry in entries:
        day = entry.date.last if entry.date else entry.recorded
        day = min(day, entry.recorded) if entry.date and not entry.date.is_exact else day
        known = by_day.setdefault(day, {})
        source = entry.source.sha256 or entry.source.url or entry.id
        key = (source, entry.assessor, entry.levels)
        held = known.get(key)
        if held is None or likelihood(entry).max() > likelihood(held).max():
            known[key] = entry
    days = tuple(sorted(by_day))
    if not days:
        return Belief((), np.zeros((0, 4)), np.zeros((0, 4)), start)
    first = min(start, days[0]) if start else days[0]
    filtered = np.zeros((len(days), 4))
    state, since = _nothing_done(), first
    steps = []
    for number, day in enumerate(days):
        # Before the first entry of a step whose beginning nobody knows, any level may be.
        move = reported((day - since).days) if number or start else np.full((4, 4), 0.25)
        steps.append(move)
        state = state @ move
        for entry in by_day[day].values():
            state = state * likelihood(entry)
        state = state / state.sum()
        filtered[number] = state
        since = day
    smoothed = filtered.copy()
    for number in range(len(days) - 2, -1, -1):
        predicted = filtered[number] @ steps[number + 1]
        ratio = np.divide(smoothed[number + 1], predicted, out=np.zeros(4), where=predicted > 0)
        smoothed[number] = filtered[number] * (steps[number + 1] @ ratio)
        smoothed[number] /= smoothed[number].sum()
    return Belief(days, filtered, smoothed, first if start else None)


@cache
def transition(days: int) -> Array:
    """Return the chance of going from each level to each other in some days, shape (4, 4)."""
    from scipy.linalg import expm

    rate = np.zeros((4, 4))
    for level in range(4):
        if level < 3:
            rate[level, level + 1] += STEP_UP
            rate[level, level + 1 :] += JUMP_UP / (3 - level)
        if level:
            rate[level, level - 1] += DOWN
    rate -= np.diag(rate.sum(axis=1))
    result: Array = expm(rate * days / DAYS)
    result.setflags(write=False)
    return result


def reported(days: int) -> Array:
    """Return the chance of going from each level to each other up to a day with an entry."""
    return (1 - OPEN) * transition(days) + OPEN / 4


def _nothing_done() -> Array:
    return np.array([1.0, 0.0, 0.0, 0.0])
