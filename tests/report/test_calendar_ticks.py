"""Marks of a time axis are few, evenly spaced and on round dates."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from khutwa.report.calendar_ticks import MOST, ticks

DAYS = st.dates(date(1900, 1, 1), date(2400, 1, 1))


@given(DAYS, DAYS)
def test_marks_are_few_and_lie_within(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    found = [tick.first for tick in ticks(first, last)]
    assert len(found) <= MOST
    assert all(first <= day <= last for day in found)
    assert found == sorted(set(found))
    # A span of some years is long enough for two marks, whatever days it begins and ends on.
    if 3 * 366 < (last - first).days < 200 * 365:
        assert len(found) >= 2


def test_a_fortnight_is_marked_by_days_and_a_decade_by_years() -> None:
    assert str(ticks(date(2027, 1, 1), date(2027, 1, 14))[1]) == "2027-01-03"
    assert [str(t) for t in ticks(date(2014, 6, 1), date(2018, 2, 1))] == [
        "2015", "2016", "2017", "2018",
    ]  # fmt: skip
    assert [str(t) for t in ticks(date(2026, 12, 20), date(2027, 3, 2))] == [
        "2027-01", "2027-02", "2027-03",
    ]  # fmt: skip


def test_the_end_of_the_calendar_is_no_danger() -> None:
    assert len(ticks(date(9000, 1, 1), date.max)) <= MOST
