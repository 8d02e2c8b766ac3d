"""Dates, durations and moments against the calendar, counted day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import DAYS_PER_MONTH, Duration
from khutwa.roadmap.moment import Moment, parse_moment

days = st.dates(date(1600, 1, 1), date(2399, 12, 31))
durations = st.builds(Duration, st.integers(0, 12 * 400), st.integers(0, 366 * 400))

DAYS = [date(2000, 1, 1) + timedelta(days=n) for n in range(146_097)]
"""Every day of a cycle of 400 years, after which the calendar repeats."""


def month_later(day: date, months: int) -> date:
    """Return the day so many months later, walking back from a day that the month lacks."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015-12-18", date(2015, 12, 18), date(2015, 12, 18)),
        ("2015-2", date(2015, 2, 1), date(2015, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        (" 2015 ", date(2015, 1, 1), date(2015, 12, 31)),
        ("٢٠١٥-١٢-١٨", date(2015, 12, 18), date(2015, 12, 18)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_known_to_the_month_or_year_has_a_first_and_a_last_day(
    text: str, first: date, last: date
) -> None:
    day = PartialDate.parse(text)
    assert (day.first, day.last) == (first, last)
    assert day.is_exact == (first == last)


@pytest.mark.parametrize(
    "text",
    ["", "15", "2015-13", "2015-00", "2015-02-29", "2015-12-32", "2015-12-00", "2015/12/18",
     "18-12-2015", "2015-12-18T00:00", "0000", "20151", "2015-012-01", "-2015", "2015-", "٢٠١"],
)  # fmt: skip
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate.parse(text)


@given(days, st.sampled_from(["day", "month", "year"]))
def test_a_date_reads_back_as_it_is_shown(day: date, known: str) -> None:
    month = None if known == "year" else day.month
    partial = PartialDate(day.year, month, day.day if known == "day" else None)
    assert PartialDate.parse(str(partial)) == partial
    assert partial.first <= day <= partial.last


@pytest.mark.parametrize(
    ("text", "months", "count"),
    [
        ("P30D", 0, 30), ("p2w", 0, 14), ("P1Y6M", 18, 0), ("P1Y2M3W4D", 14, 25), ("P0D", 0, 0),
        ("30 days", 0, 30), ("1 day", 0, 1), ("2  Weeks", 0, 14), ("18 months", 18, 0),
        ("1 quarter", 3, 0), ("2 years", 24, 0), (" 0 days ", 0, 0), ("٣٠ days", 0, 30),
        ("400 years", 4800, 0),
    ],
)  # fmt: skip
def test_a_duration_is_months_and_days(text: str, months: int, count: int) -> None:
    assert Duration.parse(text) == Duration(months, count)


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT5H", "P1.5M", "-P1D", "30", "days", "a month", "1 fortnight", "30days",
     "30 days 2 months", "401 years", "146401 days", "9999999 days", "P" + "9" * 400 + "D",
     "1 moon", "½ year"],
)  # fmt: skip
def test_what_has_no_length_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Duration.parse(text)


@given(durations)
def test_a_duration_reads_back_as_it_is_shown(length: Duration) -> None:
    assert Duration.parse(str(length)) == length


@given(days, st.integers(0, 60), st.integers(0, 1000))
def test_months_are_added_before_days(day: date, months: int, count: int) -> None:
    expected = month_later(day, months) + timedelta(days=count)
    assert Duration(months, count).after(day) == expected


@pytest.mark.parametrize(
    ("day", "length", "expected"),
    [
        (date(2015, 1, 31), "1 month", date(2015, 2, 28)),
        (date(2016, 1, 31), "1 month", date(2016, 2, 29)),
        (date(2016, 2, 29), "1 year", date(2017, 2, 28)),
        (date(2016, 2, 29), "4 years", date(2020, 2, 29)),
        (date(2015, 11, 30), "1 quarter", date(2016, 2, 29)),
        (date(2015, 12, 31), "P2M1D", date(2016, 3, 1)),
        (date(9999, 12, 31), "0 days", date(9999, 12, 31)),
    ],
)
def test_a_month_ends_where_the_next_has_no_such_day(
    day: date, length: str, expected: date
) -> None:
    assert Duration.parse(length).after(day) == expected


@pytest.mark.parametrize("length", ["1 day", "1 month", "400 years"])
def test_time_ends_with_the_year_9999(length: str) -> None:
    with pytest.raises(OverflowError):
        Duration.parse(length).after(date(9999, 12, 31))


@pytest.mark.parametrize("months", [1, 2, 3, 11, 12, 13, 48, 1200])
def test_shortest_and_longest_are_the_extremes_over_every_day_of_the_cycle(months: int) -> None:
    spans = [(Duration(months).after(day) - day).days for day in DAYS]
    assert Duration(months).shortest_days == min(spans)
    assert Duration(months).longest_days == max(spans)


@pytest.mark.parametrize("months", [*range(37), 59, 60, 97, 100, 1201, 2399, 2412, 4799, 4800])
def test_shortest_and_longest_are_the_extremes_over_the_ends_of_every_month(months: int) -> None:
    """Only the number of the day matters within a month, and only from the 28th on."""
    ends = [day for day in DAYS if day.day in (1, 28, 29, 30, 31)]
    spans = [(Duration(months).after(day) - day).days for day in ends]
    assert Duration(months).shortest_days == min(spans)
    assert Duration(months).longest_days == max(spans)


@given(days, st.integers(0, 4800), st.integers(0, 1000))
def test_no_span_lies_outside_shortest_and_longest(day: date, months: int, count: int) -> None:
    length = Duration(months, count)
    span = (length.after(day) - day).days
    assert length.shortest_days <= span <= length.longest_days
    assert length.shortest_days <= length.mean_days <= length.longest_days


def test_the_mean_month_is_that_of_the_cycle() -> None:
    assert len(DAYS) / 4800 == DAYS_PER_MONTH


@given(durations, st.floats(0, 1))
def test_a_share_of_a_duration_is_exact_in_months_or_right_to_half_a_day(
    length: Duration, share: float
) -> None:
    part = length.share(share)
    assert abs(part.mean_days - length.mean_days * share) <= 0.5 + 1e-4
    assert not (part.months and part.days)


@pytest.mark.parametrize(
    ("whole", "share", "part"),
    [("2 months", 0.5, "P1M"), ("1 year", 1 / 3, "P4M"), ("30 days", 0.5, "P15D"),
     ("1 month", 0.5, "P15D"), ("3 months", 0, "P0D"), ("P1M1D", 1, "P31D")],
)  # fmt: skip
def test_whole_months_stay_months(whole: str, share: float, part: str) -> None:
    assert str(Duration.parse(whole).share(share)) == part


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015-12", Moment(PartialDate(2015, 12))),
        ("adoption", Moment(clock="adoption")),
        ("arms.2", Moment(clock="arms.2")),
        ("التوقيع", Moment(clock="التوقيع")),
        ("30 days after adoption", Moment(clock="adoption", offset=Duration(0, 30))),
        ("P1M of  2015-12-18", Moment(PartialDate(2015, 12, 18), offset=Duration(1))),
        ("0 days after adoption", Moment(clock="adoption")),
        ("2 weeks\nafter adoption", Moment(clock="adoption", offset=Duration(0, 14))),
    ],
)
def test_a_moment_is_a_date_or_a_clock_and_an_offset(text: str, moment: Moment) -> None:
    assert parse_moment(text) == moment
    assert parse_moment(str(moment)) == moment


@pytest.mark.parametrize(
    "text",
    ["", "after adoption", "30 days", "30 days before adoption", "30 days after", "soon enough",
     "30 days after 2 days after adoption", "2015-13", "adoption + 30 days", "arms.", "a.b",
     "30 days AFTER adoption", "a" + " " * 100_000 + "b"],
)  # fmt: skip
def test_what_names_no_point_in_time_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_moment(text)


dates = st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12))
moments = st.builds(Moment, date=dates, offset=durations) | st.builds(
    Moment, clock=st.sampled_from(["adoption", "arms.2", "x-1", "هدنة"]), offset=durations
)


@given(moments)
def test_a_moment_reads_back_as_it_is_shown(moment: Moment) -> None:
    assert parse_moment(str(moment)) == moment
