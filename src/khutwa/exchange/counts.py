"""Counts by week or month, made of events, and written as `khutwa alarms` reads them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal, TypeVar

from khutwa.track.alarms_series import Count

Every = Literal["week", "month"]

COLUMNS = ("date", "end", "count", "exposure", "revised")
"""First and last day of the period, the figure, the share observed, the day it was known."""

E = TypeVar("E")


def tallied(
    events: Iterable[E], day: Callable[[E], date], weight: Callable[[E], int], every: Every
) -> list[Count]:
    """Return counts of events by week (from Monday) or month, from the first to the last.

    A period without events between them counts 0: an event data set reports what it knows of, so
    nothing tells a quiet week from one of which nobody wrote.

    Args:
        events: In any order.
        day: The day of an event.
        weight: What it counts for: 1, or its deaths.
        every: The period.
    """
    sums = Counter[date]()
    for event in events:
        sums[_start(day(event), every)] += weight(event)
    found: list[Count] = []
    at, last = min(sums, default=date.max), max(sums, default=date.min)
    while at <= last:
        end = _end(at, every)
        found.append(Count(at, end, sums[at]))
        if end == date.max:
            break
        at = end + timedelta(days=1)
    return found


def counts_csv(counts: Iterable[Count]) -> str:
    """Return counts as the CSV that `khutwa alarms` reads, with their source where one is known."""
    told = list(counts)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    sourced = any(each.source for each in told)
    writer.writerow([*COLUMNS, "source"] if sourced else COLUMNS)
    for each in told:
        known = each.known.isoformat() if each.known > each.end else ""
        share = "" if each.share == 1 else f"{each.share:g}"
        count = "" if each.count is None else each.count
        row = [each.start.isoformat(), each.end.isoformat(), count, share, known]
        writer.writerow([*row, each.source] if sourced else row)
    return buffer.getvalue()


def _start(day: date, every: Every) -> date:
    if every == "month":
        return day.replace(day=1)
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def _end(start: date, every: Every) -> date:
    after = start.toordinal() + (31 if every == "month" else 6)
    end = date.fromordinal(min(after, date.max.toordinal()))
    return end if every == "week" or end == date.max else end.replace(day=1) - timedelta(days=1)
