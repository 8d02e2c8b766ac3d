"""Lengths of time as agreements write them: calendar months and days are not interchangeable."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_PER_MONTH = 365.2425 / 12
"""Mean length of a month of the Gregorian calendar, in days."""

_LONGEST_MONTHS = 12 * 400
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


def _span(months: int, *, longest: bool) -> int:
    """Return the extreme number of days that `months` consecutive calendar months can span."""
    years, rest = divmod(months, 12)
    leap = -(-years // 4) if longest else years // 4 + (-years // 100)
    return 365 * years + max(leap, 0) + (_LONGEST if longest else _SHORTEST)[rest]


# Extremes over the twelve possible first months; a start on the 29th to 31st is clipped to the
# month's last day by `after`, which can shorten a run by up to three days.
_SHORTEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
_LONGEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)
