"""Series of counts for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from khutwa.track.alarms_filter import Filtered, Seen, filtered
from khutwa.track.alarms_model import model
from khutwa.track.alarms_series import Count, Series

FIRST = date(2020, 1, 6)
"""First day of the first period, a Monday."""


def day(period: int) -> date:
    """Return the first day of a fortnight, by its number from 0."""
    return FIRST + timedelta(days=14 * period)


def count(
    period: int,
    number: int | None,
    *,
    share: float = 1.0,
    known: date = date.min,
    source: str = "",
) -> Count:
    """Return the count of a fortnight."""
    return Count(day(period), day(period + 1) - timedelta(days=1), number, share, known, source)


def fortnights(numbers: Iterable[int | None]) -> Series:
    """Return a series of fortnights without revisions."""
    return Series.of(count(period, number) for period, number in enumerate(numbers))


def steady(level: int, periods: int) -> list[int]:
    """Return counts that swing a little around a level."""
    return [round(level * (1, 1.15, 0.9, 1.05, 0.85)[n % 5]) for n in range(periods)]


def filter_of(numbers: Sequence[int]) -> Filtered:
    """Return what the filter says of fully observed counts without gaps."""
    return filtered(model(np.array(numbers, dtype=float)), seen(numbers))


def seen(numbers: Sequence[int], shares: Sequence[float] = ()) -> list[Seen]:
    """Return counts one period after another, as the filter takes them."""
    return list(Series.of(
        count(period, number, share=shares[period] if shares else 1.0)
        for period, number in enumerate(numbers)
    ).seen(14))  # fmt: skip
