"""What counts of many entries, as numbers: when each was said, by whom, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from khutwa.ledger.coded import Coded, Ints
from khutwa.ledger.records import Records
from khutwa.roadmap.dates import PartialDate
from khutwa.track.trust import Array, likelihood


@dataclass(frozen=True, eq=False)
class Told:
    """The entries that count, by chain and then by day.

    Attributes:
        chains: Of which step each speaks, as a number, shape (n,).
        days: The day on which it counts, as an ordinal of the calendar, shape (n,).
        voices: Number of its assessor, shape (n,).
        kinds: Which of the likelihoods is its own, shape (n,).
        likelihoods: How likely entries of each kind are under each level, shape (k, 4).
    """

    chains: Ints
    days: Ints
    voices: Ints
    kinds: Ints
    likelihoods: Array

    def of(self, chains: Ints, which: NDArray[np.bool_]) -> Told:
        """Return some of the entries in other chains."""
        order = np.flatnonzero(which)
        order = order[np.argsort(chains[which], kind="stable")]
        return Told(
            chains[order], self.days[order], self.voices[order], self.kinds[order], self.likelihoods
        )


def counted(records: Records, chains: Ints) -> Told:
    """Return what counts of entries: of those that repeat one source, the surest.

    An entry counts on the last day that its date may mean; one without a date on the day it was
    recorded.

    Args:
        records: The entries.
        chains: Of which step each speaks, as a number, shape (n,).
    """
    recorded = records.column("recorded").numbers(date.toordinal)
    given = records.column("date").numbers(lambda when: when.last.toordinal() if when else 0)
    exact = records.column("date").numbers(lambda when: bool(when and when.is_exact)) == 1
    days = np.where(given == 0, recorded, np.where(exact, given, np.minimum(given, recorded)))
    levels, kinds, likelihoods = _kinds(records)
    voices = records.column("assessor").codes.astype(np.int64)
    surest = likelihoods.max(axis=1, initial=0)
    when = chains << 22 | days  # no ordinal of the calendar is larger
    what = voices * (levels.max(initial=0) + 1) + levels
    order = np.lexsort((what, when))
    same = (np.diff(when[order]) == 0) & (np.diff(what[order]) == 0)
    # Only what says the same of a step on the same day can repeat a source.
    beside = np.zeros(len(order), dtype=np.bool_)
    beside[1:] |= same
    beside[:-1] |= same
    alike = order[beside]
    sources = _sources(records, alike)
    ranked = np.lexsort((-surest[kinds[alike]], sources, what[alike], when[alike]))
    alike, sources = alike[ranked], sources[ranked]
    again = np.ones(len(alike), dtype=np.bool_)
    again[:1] = False
    for key in (when[alike], what[alike], sources):
        again[1:] &= np.diff(key) == 0
    counting = np.ones(len(records), dtype=np.bool_)
    counting[alike[again]] = False
    kept = order[counting[order]]
    return Told(chains[kept], days[kept], voices[kept], kinds[kept], likelihoods)


def _kinds(records: Records) -> tuple[Ints, Ints, Array]:
    """Return the levels that each entry leaves open and its kind, as numbers; and likelihoods.

    Entries of one kind have the same status, level and grade.
    """
    kinds = np.zeros(len(records), dtype=np.int64)
    for name in ("status", "level", "grade"):
        column = records.column(name)
        kinds = kinds * len(column.values) + column.codes
    places = np.full(int(kinds.max(initial=0)) + 1, -1)
    places[kinds[::-1]] = np.arange(len(kinds))[::-1]
    present = np.flatnonzero(places >= 0)
    examples = [records[number] for number in places[present].tolist()]
    kinds = np.cumsum(places >= 0)[kinds] - 1
    levels = Coded.of([entry.levels for entry in examples]).codes.astype(np.int64)
    likelihoods = np.array([likelihood(entry) for entry in examples]).reshape(-1, 4)
    return levels[kinds], kinds, likelihoods


def _sources(records: Records, which: Ints) -> Ints:
    """Return a number of the source of some entries; one without any is a source of its own."""
    hashes, urls, ids = map(records.column, ("source sha256", "source url", "id"))
    names = (hashes[number] or urls[number] or ids[number] for number in which.tolist())
    return Coded.of(names).codes.astype(np.int64)


def first_days(records: Records) -> Ints:
    """Return the first day that the date of each entry may mean, else when it was recorded."""
    recorded = records.column("recorded").numbers(date.toordinal)

    def first(when: PartialDate | None) -> int:
        return when.first.toordinal() if when else 0

    given = records.column("date").numbers(first)
    result: Ints = np.where(given == 0, recorded, given)
    return result
