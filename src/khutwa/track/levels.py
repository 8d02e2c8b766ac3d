"""The level of a step over time, from graded and conflicting entries: a hidden Markov chain.

Forward filtering and backward smoothing (Rabiner 1989, A tutorial on hidden Markov models, IEEE
Proceedings 77:257-286) over the four levels 0 to 3 in continuous time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import numpy as np

from khutwa.ledger import Entry
from khutwa.ledger.coded import Ints
from khutwa.ledger.records import Records
from khutwa.track.told import Told, counted
from khutwa.track.trust import Array

DAYS = 365.2425

STEP_UP, JUMP_UP, DOWN = 0.08, 0.02, 0.006
"""Changes a year of which nobody writes: one level up, several at once, one down. In the Peace
Accords Matrix scores rise in about 10 and fall in 0.6 of a hundred transitions a year (Joshi, Quinn
& Regan 2015; counted on 24 of its accords)."""

OPEN = 0.2
"""Chance that something has changed when an entry is written: people write because something has
happened. An assumption; it decides how readily the level follows a new entry."""


@dataclass(frozen=True, eq=False)
class Belief:
    """What is known of one step's level.

    Attributes:
        ordinals: The days with entries, ascending, as ordinals of the calendar, shape (d,).
        filtered: Chances of the levels on each, from what was known then, shape (d, 4).
        smoothed: The same with hindsight, shape (d, 4).
        start: The day before any of it, at level 0; None where nothing is known.
        until: The last day that anybody reports on, of this step or another. What came after it is
            not known, and the level stays; None where it is carried on for good.
    """

    ordinals: Ints
    filtered: Array
    smoothed: Array
    start: date | None
    until: date | None = None

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Return the days with entries, ascending."""
        return tuple(map(date.fromordinal, self.ordinals.tolist()))

    def at(self, day: date, *, hindsight: bool = True) -> Array:
        """Return the chances of the levels on a day, shape (4,).

        A step of which nothing is recorded is taken as not begun.

        Args:
            day: The day.
            hindsight: Whether entries after the day count as well.
        """
        asked = min(day, self.until or day).toordinal()
        later = int(np.searchsorted(self.ordinals, asked, side="right"))
        if not len(self.ordinals) or (not hindsight and not later):
            return _nothing_done()
        if not later:
            state, since = _nothing_done(), (self.start or day).toordinal()
        else:
            state, since = self.filtered[later - 1], int(self.ordinals[later - 1])
        here: Array = state @ transition(max(asked - since, 0))
        if not hindsight or later == len(self.ordinals):
            return here
        # What comes later weighs each level by how well it leads there.
        ahead = reported(int(self.ordinals[later]) - asked)
        predicted = here @ ahead
        ratio = np.divide(self.smoothed[later], predicted, out=np.zeros(4), where=predicted > 0)
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
    records = Records.of(entries)
    return beliefs(counted(records, np.zeros(len(records), dtype=np.int64)), 1, start)[0]


def beliefs(told: Told, many: int, start: date | None = None) -> list[Belief]:
    """Return the same of many steps at once, one after the other by number.

    Args:
        told: What counts of the entries of all, by step and then by day.
        many: How many steps there are.
        start: As in `believe`.
    """
    entered = np.flatnonzero(
        np.diff(told.chains, prepend=-1).astype(bool) | np.diff(told.days, prepend=-1).astype(bool)
    )
    chains, days = told.chains[entered], told.days[entered]
    seen = _seen(told, entered)
    counts = np.bincount(chains, minlength=many)
    ends = np.cumsum(counts)
    begins = ends - counts
    gaps = np.diff(days, prepend=0)
    leading = begins[counts > 0]
    gaps[leading] = np.maximum(days[leading] - start.toordinal(), 0) if start else 0
    known, moves = np.unique(gaps, return_inverse=True)
    table = reported(known)
    if start is None:
        # Before the first entry of a step whose beginning nobody knows, any level may be.
        moves[leading] = len(table)
        table = np.concatenate([table, np.full((1, 4, 4), 0.25)])
    filtered = np.zeros((len(days), 4))
    state = np.tile(_nothing_done(), (many, 1))
    order = np.argsort(-counts, kind="stable")
    longest = int(counts.max(initial=0))
    # The chains go forward together, and those that have ended stand behind.
    going = [order[: int((counts > number).sum())] for number in range(longest)]
    for number, chain in enumerate(going):
        place = begins[chain] + number
        after = np.einsum("ci,cij->cj", state[chain], table[moves[place]]) * seen[place]
        filtered[place] = state[chain] = after / after.sum(axis=1, keepdims=True)
    smoothed = filtered.copy()
    for number in range(longest - 2, -1, -1):
        place = begins[going[number + 1]] + number
        move = table[moves[place + 1]]
        predicted = np.einsum("ci,cij->cj", filtered[place], move)
        ratio = np.divide(
            smoothed[place + 1], predicted, out=np.zeros_like(predicted), where=predicted > 0
        )
        weighed = filtered[place] * np.einsum("cij,cj->ci", move, ratio)
        smoothed[place] = weighed / weighed.sum(axis=1, keepdims=True)
    found = []
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        first = start and min(start, date.fromordinal(int(days[begin]))) if end > begin else start
        part = slice(begin, end)
        found.append(Belief(days[part], filtered[part], smoothed[part], first))
    return found


def _seen(told: Told, entered: Ints) -> Array:
    """Return how likely all entries of each day are under each level, up to a constant."""
    if not len(entered):
        return np.zeros((0, 4))
    logs = np.add.reduceat(np.log(told.likelihoods)[told.kinds], entered, axis=0)
    result: Array = np.exp(logs - logs.max(axis=1, keepdims=True))
    return result


@cache
def transition(days: int) -> Array:
    """Return the chance of going from each level to each other in some days, shape (4, 4)."""
    result: Array = transitions(np.array([days]))[0]
    result.setflags(write=False)
    return result


def transitions(days: Ints) -> Array:
    """Return the same for many numbers of days, shape (n, 4, 4): powers of the chances of a day."""
    result = np.tile(np.eye(4), (len(days), 1, 1))
    power, left = _one_day(), days
    while left.any():
        odd = left & 1 == 1
        result[odd] = np.einsum("nij,jk->nik", result[odd], power)
        power, left = power @ power, left >> 1
    return result


@cache
def _one_day() -> Array:
    rate = np.zeros((4, 4))
    for level in range(4):
        if level < 3:
            rate[level, level + 1] += STEP_UP
            rate[level, level + 1 :] += JUMP_UP / (3 - level)
        if level:
            rate[level, level - 1] += DOWN
    rate -= np.diag(rate.sum(axis=1))
    result, term = np.eye(4), np.eye(4)
    # The exponential series; a day is so short that it has ended by then.
    for number in range(1, 12):
        term = term @ rate / (DAYS * number)
        result += term
    return result


def reported(days: int | Ints) -> Array:
    """Return the chance of going from each level to each other up to a day with an entry.

    Args:
        days: The days until then; a number gives shape (4, 4), n of them shape (n, 4, 4).
    """
    move = transition(days) if isinstance(days, int) else transitions(days)
    return (1 - OPEN) * move + OPEN / 4


def _nothing_done() -> Array:
    return np.array([1.0, 0.0, 0.0, 0.0])
