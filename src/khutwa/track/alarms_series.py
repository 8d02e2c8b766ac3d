"""A series of counts: one number a period, with gaps, revisions and limits of what was observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from khutwa.track.alarms_filter import Seen


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in a period, as it was stated once.

    Attributes:
        start: First day of the period.
        end: Last day of the period.
        count: What was counted; None where nobody counted.
        share: How much of the period or area was observed, above 0 and at most 1.
        known: Day on which this figure was known.
        revision: 0 for the first figure of a period, 1 for the one that replaced it, and so on.
    """

    start: date
    end: date
    count: int | None
    share: float = 1.0
    known: date = date.min
    revision: int = 0

    @property
    def days(self) -> int:
        """Return the length of the period."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Series:
    """Counts of one kind of event, every figure that was ever given.

    Attributes:
        counts: By period, and within a period by revision. Periods do not overlap.
    """

    counts: tuple[Count, ...]

    @classmethod
    def of(cls, counts: Iterable[Count]) -> Series:
        """Return a series of figures given in any order, with the revisions numbered."""
        made: list[Count] = []
        for each in sorted(counts, key=lambda c: (c.start, c.known)):
            again = bool(made) and made[-1].start == each.start
            revision = made[-1].revision + 1 if again else 0
            known = each.known if each.known > date.min else each.end
            made.append(Count(each.start, each.end, each.count, each.share, known, revision))
        return cls(tuple(made))

    def standing(self) -> tuple[Count, ...]:
        """Return the last figure of each period, by period."""
        return tuple({each.start: each for each in self.counts}.values())

    def counted(self) -> tuple[Count, ...]:
        """Return the last figure of each period that was counted."""
        return tuple(each for each in self.standing() if each.count is not None)

    def as_known(self, day: date) -> Series:
        """Return the series as it was known on a day."""
        return Series(tuple(each for each in self.counts if each.known <= day))

    @property
    def days(self) -> int:
        """Return the usual length of a period in days; levels are counts in so many days."""
        lengths = [each.days for each in self.standing()]
        return round(median(lengths)) if lengths else 1

    def exposure(self, each: Count, days: int) -> float:
        """Return how many usual periods' worth of observation a figure rests on."""
        return each.share * each.days / days

    def seen(self, days: int) -> tuple[Seen, ...]:
        """Return the counted periods as the filter takes them.

        Args:
            days: Length of a usual period.
        """
        found: list[Seen] = []
        last: Count | None = None
        rate: float | None = None
        for each in self.counted():
            waited = (each.start - last.start).days / days if last else 1.0
            assert each.count is not None
            exposure = self.exposure(each, days)
            # Half an event more: of nothing, too, a part may carry over.
            known = rate if last and (each.start - last.end).days == 1 else None
            found.append(Seen(each.count, exposure, max(waited, 1.0), known))
            last, rate = each, (each.count + 0.5) / exposure
        return tuple(found)

    def late(self) -> tuple[date, ...]:
        """Return the days on which a figure came in for a period that was not the newest any more.

        These are revisions, and first figures that came late.
        """
        found: set[date] = set()
        newest = date.min
        # Of figures known on one day, those of later periods count as there already.
        for each in sorted(self.counts, key=lambda c: (c.known, -c.start.toordinal())):
            if each.start < newest or each.revision:
                found.add(each.known)
            newest = max(newest, each.start)
        return tuple(sorted(found))
