"""The entries of a process in the order of their recording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from khutwa.ledger.corrections import gone
from khutwa.ledger.entry import Entry


@dataclass(frozen=True)
class Ledger:
    """Everything that was recorded.

    Attributes:
        entries: In the order of the file; corrections stand beside what they correct.
    """

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Return every entry by its name."""
        return {entry.id: entry for entry in self.entries}

    def as_known(self, until: date) -> Ledger:
        """Return what had been recorded by the end of a day."""
        return Ledger(tuple(entry for entry in self.entries if entry.recorded <= until))

    def standing(self) -> tuple[Entry, ...]:
        """Return the entries that no other one corrects or takes back, by date of the fact.

        An entry that takes others back says nothing itself. A correction that is itself taken back
        corrects nothing. Entries without a date come last.
        """
        out = gone(self.entries)
        left = [entry for entry in self.entries if entry.id not in out and not entry.retracts]
        return tuple(sorted(left, key=_when))

    def of(self, steps: Iterable[str]) -> tuple[Entry, ...]:
        """Return the standing entries of some steps."""
        wanted = set(steps)
        return tuple(entry for entry in self.standing() if entry.step in wanted)


def _when(entry: Entry) -> tuple[date, date]:
    return (entry.date.last if entry.date else date.max, entry.recorded)
