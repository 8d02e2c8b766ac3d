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
    surest = likelihoods.max(axis=1, initial=0)[kinds]
    when = chains << 22 | days  # no ordinal of the calendar is larger
    what = _sources(records) * (voices.max(initial=0) + 1) + voices
    what = what * (levels.max(initial=0) + 1) + levels
    order = np.lexsort((-surest, what, when))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (np.diff(when[order]) != 0) | (np.diff(what[order]) != 0)
    kept = order[new]
    return Told(chains[kept], days[kept], voices[kept], kinds[kept], likelihoods)


def _kinds(records: Records) -> tuple[Ints, Ints, Array]:
    """Return the levels that each entry leaves open and its kind, as numbers; and likelihoods.

    Entries of one kind have the same status, level and grade.
    """
    kinds = np.zeros(len(records), dtype=np.int64)
    for name in ("status", "level", "grade"):
        column = records.column(name)
        kinds = kinds * len(column.values) + column.codes
    _, firsts, kinds = np.unique(kinds, return_index=True, return_inverse=True)
    examples = [records[number] for number in firsts.tolist()]
    levels = Coded.of([entry.levels for entry in examples]).codes.astype(np.int64)
    likelihoods = np.array([likelihood(entry) for entry in examples]).reshape(-1, 4)
    return levels[kinds], kinds, likelihoods


def _sources(records: Records) -> Ints:
    """Return a number of the source of each entry; one without any is a source of its own."""
    found = np.arange(len(records), dtype=np.int64)
    below = -1
    for name in ("source url", "source sha256"):
        column = records.column(name)
        found = np.where(column.numbers(len) > 0, below - column.codes.astype(np.int64), found)
        below -= len(column.values)
    return found


def first_days(records: Records) -> Ints:
    """Return the first day that the date of each entry may mean, else when it was recorded."""
    recorded = records.column("recorded").numbers(date.toordinal)

    def first(when: PartialDate | None) -> int:
        return when.first.toordinal() if when else 0

    given = records.column("date").numbers(first)
    result: Ints = np.where(given == 0, recorded, given)
    return result
