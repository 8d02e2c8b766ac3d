"""The entries of a process in the order of their recording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from khutwa.ledger.corrections import correcting, gone
from khutwa.ledger.entry import CONFIDENTIAL, Entry, Source
from khutwa.ledger.records import SOURCE, ById, Records


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

    @cached_property
    def confidential(self) -> frozenset[str]:
        """Return what tells the sources that an entry labels as not for everybody.

        An entry that was corrected or taken back counts as well: to forget the label in a
        correction does not open a source. A correction with a label of its own does.
        """
        tlp = self.records.column("tlp")
        labelled = self.records.take(tlp.numbers(lambda label: label is not None) == 1)
        taken_back = {name for each in correcting(self.records) for name in each.retracts}
        lifted = {
            name
            for each in correcting(labelled)
            if each.id not in taken_back
            for name in each.supersedes
        }
        closed = tlp.numbers(lambda label: label in CONFIDENTIAL) == 1
        if lifted:
            closed &= self.records.column("id").numbers(lifted.__contains__) == 0
        entries = self.records.take(closed)
        sources = zip(*(entries.each(name) for name in SOURCE), strict=True)
        return frozenset(key for source in sources for key in Source(*source).keys)

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
