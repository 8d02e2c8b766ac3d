"""Lengths of time as agreements write them: calendar months and days are not interchangeable."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

DAYS_PER_MONTH = 365.2425 / 12
"""Mean length of a month of the Gregorian calendar, in days."""

_CYCLE = 12 * 400
_LONGEST_MONTHS = _CYCLE
_LONGEST_DAYS = 366 * 400

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.IGNORECASE)
_WORDS = re.compile(r"(\d+)\s+(day|week|month|quarter|year)s?", re.IGNORECASE)
_UNITS = {
    "day": (0, 1),
    "week": (0, 7),
    "month": (1, 0),
    "quarter": (3, 0),
    "year": (12, 0),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of calendar months and a number of days, neither negative."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read ISO 8601 (`P30D`, `P1Y6M`, `P2W`) or plain words (`30 days`, `18 months`).

        Raises:
            ValueError: if the text has another form or exceeds four hundred years.
        """
        text = text.strip()
        words = _WORDS.fullmatch(text)
        iso = None if words else _ISO.fullmatch(text)
        if words:
            months, days = _UNITS[words[2].lower()]
            result = cls(months * _count(words[1]), days * _count(words[1]))
        elif iso and any(iso.groups()):
            years, months, weeks, days = (_count(part or "0") for part in iso.groups())
            result = cls(12 * years + months, 7 * weeks + days)
        else:
            raise ValueError(f"not a duration: {text!r}")
        if result.months > _LONGEST_MONTHS or result.days > _LONGEST_DAYS:
            raise ValueError(f"duration too long: {text!r}")
        return result

    def after(self, start: date) -> date:
        """Return `start` plus this duration, on the last day of the month where the day lacks.

        Raises:
            OverflowError: if the result lies beyond the year 9999.
        """
        count = start.year * 12 + start.month - 1 + self.months
        year, month = divmod(count, 12)
        if year > date.max.year:
            raise OverflowError("date after the year 9999")
        month += 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days)

    @property
    def shortest_days(self) -> int:
        """Return the fewest days this can span, whatever the start (a month has 28 or more)."""
        return _span(self.months, longest=False) + self.days

    @property
    def longest_days(self) -> int:
        """Return the most days this can span, whatever the start (a month has 31 or fewer)."""
        return _span(self.months, longest=True) + self.days

    @property
    def mean_days(self) -> float:
        """Return the mean span in days."""
        return self.months * DAYS_PER_MONTH + self.days

    def share(self, share: float) -> Duration:
        """Return a share of this duration: whole months where it comes out so, else whole days."""
        months = self.months * share
        if not self.days and abs(months - round(months)) < 1e-9:
            return Duration(months=round(months))
        return Duration(days=round(self.mean_days * share))

    def __bool__(self) -> bool:
        return bool(self.months or self.days)

    def __str__(self) -> str:
        if not self:
            return "P0D"
        years, months = divmod(self.months, 12)
        parts = [f"{years}Y" if years else "", f"{months}M" if months else ""]
        parts.append(f"{self.days}D" if self.days else "")
        return "P" + "".join(parts)


def _count(digits: str) -> int:
    # A longer run of digits is a slip or an attack; int() would take its time over it.
    if len(digits) > 6:
        raise ValueError("duration too long")
    return int(digits)


@cache
def _span(months: int, *, longest: bool) -> int:
    """Return the extreme number of days that `months` months after any day can span.

    The calendar repeats after 400 years, so that every first month of such a cycle is tried. A
    month counted from its first day spans the most. It spans the least from the last day of a
    month that is longer than the one in which it ends, for `after` then stops at the end of that.
    """
    firsts = _first_days()
    spans = []
    for start in range(_CYCLE):
        span = firsts[start + months] - firsts[start]
        length = firsts[start + 1] - firsts[start]
        reached = firsts[start + months + 1] - firsts[start + months]
        spans.append(span if longest else span - max(0, length - reached))
    return max(spans) if longest else min(spans)


@cache
def _first_days() -> tuple[int, ...]:
    """Return the day number of the first of every month of two cycles of 400 years."""
    days = (calendar.monthrange(2000 + i // 12 % 400, i % 12 + 1)[1] for i in range(2 * _CYCLE + 1))
    return tuple(accumulate(days, initial=0))
