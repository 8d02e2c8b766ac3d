"""Marks of a time axis at the beginnings of years, months or days, whichever are few enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration

MOST = 8
"""Marks that an axis has room for."""

_DAYS = tuple(Duration(days=days) for days in (1, 2, 7))
_MONTHS = tuple(Duration(months=months) for months in (1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400))


def ticks(first: date, last: date) -> list[PartialDate]:
    """Return at most `MOST` evenly spaced dates from `first` to `last`, as vague as they may be."""
    for step in (*_DAYS, *_MONTHS):
        found = list(_marks(first, last, step))
        if len(found) <= MOST:
            break
    return found


def _marks(first: date, last: date, step: Duration) -> Iterator[PartialDate]:
    if step.days:
        day = first
    else:
        count = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step.months)
        year, month = divmod(count * step.months, 12)
        if year > date.max.year:
            return
        day = date(year, month + 1, 1)
    number = 0
    while day <= last and number <= MOST:
        number += 1
        if step.days:
            yield PartialDate.of(day)
        elif step.months % 12:
            yield PartialDate(day.year, day.month)
        else:
            yield PartialDate(day.year)
        try:
            day = step.after(day)
        except OverflowError:
            return
