"""What reports tell of more periods than their own: figures that come late, or a second time.

A report may give the figure of an earlier period for the first time; that is known only then. It
may also repeat the figure of the period before, and call it otherwise than the report of that
period did. A small difference is a revision. A large one that nobody explains is a contradiction:
the second figure stands beside the first, for nothing tells which is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from khutwa.track.alarms_figures import contradict
from khutwa.track.alarms_series import Count

DAY = timedelta(days=1)

ALIKE = 3
"""Days by which two periods that follow each other may differ and be of one kind, as months do."""


@dataclass(frozen=True)
class Said:
    """What the report of a period calls the figure of the period before."""

    by: Count
    count: int


def known_by_report(counts: Sequence[Count]) -> list[Count]:
    """Return counts with the day on which each was known: a report is known at its last period.

    Args:
        counts: As they stand in the file, each with its end.
    """
    last: dict[str, Count] = {}
    for each in counts:
        if each.report and (each.report not in last or each.end > last[each.report].end):
            last[each.report] = each
    return [
        replace(each, known=last[each.report].end, within=last[each.report].start)
        if each.report and each.known == date.min and last[each.report].end > each.end
        else each
        for each in counts
    ]


def beside(counts: Iterable[Count], each: Count) -> Count:
    """Return a figure of a later report as one that replaces those before, or stands beside them.

    Args:
        counts: The figures known before.
        each: The figure.
    """
    before = [c for c in counts if (c.start, c.source) == (each.start, each.source)]
    if each.within is None or not any(contradict(c, each) for c in before):
        return each
    said = each.report or each.within.isoformat()
    return replace(each, source=f"{each.source} {said}".strip())


def before(said: Said, counts: Sequence[Count]) -> Count | None:
    """Return the figure that a report gives of the period before; None where none fits.

    Args:
        said: What the report says.
        counts: The figures of the series; their periods do not overlap.
    """
    by = said.by
    same = [c for c in counts if c.end == by.start - DAY and _meant(said, c)]
    start, end = (same[0].start, same[0].end) if same else _span(by)
    if not same and any(c.start <= end and start <= c.end for c in counts):
        return None
    return Count(
        start, end, said.count, same[0].share if same else 1.0,
        by.known if by.known > date.min else by.end,
        same[0].source if same else by.source, by.report, by.start,
    )  # fmt: skip


def _meant(said: Said, each: Count) -> bool:
    """Tell whether a report means this period: one as long as its own, or one of about its figure.

    Of unequal periods a report may compare other days than those of the last one.
    """
    alike = abs(each.days - said.by.days) <= ALIKE
    return alike or not contradict(each, replace(each, count=said.count))


def _span(by: Count) -> tuple[date, date]:
    """Return the first and the last day of the period before one."""
    end = by.start - DAY
    if by.start.day == 1 and (by.end + DAY).day == 1 and by.days <= 31:
        return end.replace(day=1), end
    return by.start - timedelta(days=by.days), end
