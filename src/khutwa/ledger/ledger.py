"""The entries of a process in the order of their recording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from khutwa.ledger.corrections import gone
from khutwa.ledger.entry import Entry
from khutwa.ledger.records import ById, Records


@dataclass(frozen=True)
class Ledger:
    """Everything that was recorded.

    Attributes:
        entries: In the order of the file; corrections stand beside what they correct.
    """

    entries: Sequence[Entry] = ()

    @cached_property
    def records(self) -> Records:
        """Return the entries column by column."""
        return Records.of(self.entries)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Return every entry by its name."""
        return ById(self.records)

    def as_known(self, until: date) -> Ledger:
        """Return what had been recorded by the end of a day."""
        recorded = self.records.column("recorded").numbers(date.toordinal)
        return Ledger(self.records.take(recorded <= until.toordinal()))

    def standing(self) -> Records:
        """Return the entries that no other one corrects or takes back, by date of the fact.

        An entry that takes others back says nothing itself. A correction that is itself taken back
        corrects nothing. Entries without a date come last.
        """
        records = self.records
        out = gone(records)
        left = records.column("retracts").numbers(len) == 0
        if out:
            left &= records.column("id").numbers(out.__contains__) == 0
        last = records.column("date").numbers(
            lambda when: (when.last if when else date.max).toordinal()
        )
        recorded = records.column("recorded").numbers(date.toordinal)
        order = np.lexsort((recorded, last))
        return records.take(order[left[order]])

    def of(self, steps: Iterable[str]) -> Records:
        """Return the standing entries of some steps."""
        wanted = set(steps)
        standing = self.standing()
        return standing.take(standing.column("step").numbers(lambda name: name in wanted) == 1)
