"""Calendar dates that may be known only to the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PATTERN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year of the Gregorian calendar.

    An agreement often says "by the end of 2015" or "in September": as a deadline the last day
    counts, as an earliest date the first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2015`, `2015-02` or `2015-02-15`.

        Raises:
            ValueError: if the text has another form or names a day that does not exist.
        """
        found = _PATTERN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = (None if part is None else int(part) for part in found.groups())
        assert year is not None
        result = cls(year, month, day)
        result.last  # noqa: B018  an impossible day or month raises here
        return result

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the exact day `day`."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """Return the first day that this may mean."""
        month = 1 if self.month is None else self.month
        return date(self.year, month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """Return the last day that this may mean."""
        month = 12 if self.month is None else self.month
        day = calendar.monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, day)

    @property
    def is_exact(self) -> bool:
        """Tell whether the day itself is known."""
        return self.day is not None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)
