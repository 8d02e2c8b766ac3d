"""A series of counts, with gaps, revisions, contradictions and limits of what was observed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
        source: Whose figure it is. A later one of the same source replaces it, one of another
            source stands beside it.
        report: Where it is stated; empty where the file does not tell.
        within: First day of the period whose report states it, where that is a later one.
        revision: 0 for the first figure of a source for a period, 1 for the one that replaced it,
            and so on.
    """

    start: date
    end: date
    count: int | None
    share: float = 1.0
    known: date = date.min
    source: str = ""
    report: str = ""
    within: date | None = None
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
        so_far: dict[tuple[date, str], int] = {}
        # Figures known by the end of their period keep their order.
        for each in sorted(counts, key=lambda c: (c.start, max(c.known, c.end))):
            known = each.known if each.known > date.min else each.end
            key = each.start, each.source
            so_far[key] = so_far.get(key, -1) + 1
            made.append(replace(each, known=known, revision=so_far[key]))
        return cls(tuple(made))

    def stated(self) -> tuple[tuple[Count, ...], ...]:
        """Return by period the last figure of each source, who spoke first before the others."""
        found: dict[date, dict[str, Count]] = {}
        for each in self.counts:
            found.setdefault(each.start, {})[each.source] = each
        return tuple(tuple(by_source.values()) for by_source in found.values())

    def standing(self) -> tuple[Count, ...]:
        """Return one figure of each period: the last of who spoke first and counted."""
        return tuple(
            next((each for each in figures if each.count is not None), figures[0])
            for figures in self.stated()
        )

    def counted(self) -> tuple[Count, ...]:
        """Return the figure of each period that was counted."""
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

    def seen(self, days: int, events: Sequence[date] = ()) -> tuple[Seen, ...]:
        """Return the counted periods as the filter takes them.

        Args:
            days: Length of a usual period.
            events: Days on which something happened that may have moved the level.
        """
        found: list[Seen] = []
        last: Count | None = None
        rate: float | None = None
        for figures in self.stated():
            told = [each for each in figures if each.count is not None]
            if not told:
                continue
            each, *others = told
            assert each.count is not None
            waited = (each.start - last.start).days / days if last else 1.0
            exposure = self.exposure(each, days)
            # Half an event more: of nothing, too, a part may carry over.
            known = rate if last and (each.start - last.end).days == 1 else None
            since = _middle(last) if last else date.min
            found.append(
                Seen(
                    each.count, exposure, max(waited, 1.0), known,
                    any(since < day <= _middle(each) for day in events),
                    tuple((o.count or 0, self.exposure(o, days)) for o in others),
                )
            )  # fmt: skip
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


def _middle(each: Count) -> date:
    """Return the day in the middle: an event after it moves the next period more than this one."""
    return each.start + (each.end - each.start) / 2
