"""Gaps, revisions, exposure, and alarms as they were given at the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.track.alarms_replay import Alarm, replayed
from khutwa.track.alarms_series import Series
from track.counts import count, day, fortnights, steady

DAY = timedelta(days=1)


def test_the_last_figure_of_a_period_stands_and_revisions_are_numbered() -> None:
    later = day(5)
    series = Series.of([count(0, 30, known=later), count(1, 12), count(0, 10)])
    assert [(c.start, c.count, c.revision) for c in series.standing()] == [
        (day(0), 30, 1), (day(1), 12, 0),
    ]  # fmt: skip


def test_a_figure_is_known_at_the_end_of_its_period_and_a_revision_on_its_day() -> None:
    series = Series.of([count(0, 10), count(0, 30, known=day(5)), count(1, 12)])
    assert series.as_known(day(1) - 2 * DAY).counts == ()
    assert [c.count for c in series.as_known(day(2)).standing()] == [10, 12]
    assert [c.count for c in series.as_known(day(5)).standing()] == [30, 12]


def test_a_figure_taken_back_leaves_a_gap() -> None:
    series = Series.of([count(0, 10), count(0, None, known=day(5)), count(1, 12)])
    assert [c.count for c in series.counted()] == [12]


def test_gaps_are_told_as_time_waited_and_not_as_zeros() -> None:
    seen = fortnights([10, None, None, 12, 9]).seen(14)
    assert [(each.count, each.waited) for each in seen] == [(10, 1), (12, 3), (9, 1)]


def test_the_rate_before_is_known_where_no_gap_lies_between() -> None:
    seen = fortnights([10, 12, None, 9]).seen(14)
    assert [each.last for each in seen] == [None, 10.5, None]


def test_exposure_is_the_share_observed_and_the_length_of_the_period() -> None:
    long = replace(count(1, 8), end=day(1) + 27 * DAY)
    seen = Series.of([count(0, 5, share=0.5), long]).seen(14)
    assert [each.exposure for each in seen] == [0.5, 2.0]


def test_late_figures_are_revisions_and_those_that_come_after_the_next_period() -> None:
    series = Series.of(
        [
            count(0, 5),
            count(1, 6),
            count(2, 7, known=day(9)),
            count(3, 8),
            count(0, 9, known=day(6)),
        ]
    )
    assert series.late() == (day(6), day(9))
    assert fortnights([1, 2, 3]).late() == ()


def as_of(alarms: tuple[Alarm, ...], on: date) -> list[tuple[object, ...]]:
    """Return what was said of alarms until a day."""
    return [
        (a.raised, a.onset, a.direction, a.withdrawn if (a.withdrawn or on) < on else None)
        for a in alarms
        if a.raised < on
    ]


def test_an_alarm_that_a_revision_takes_back_is_withdrawn_on_that_day() -> None:
    numbers = steady(50, 24)
    wrong = [count(24, 400), count(25, 380), count(26, 390)]
    right = [count(period, 52, known=day(28)) for period in (24, 25, 26)]
    counts = [count(period, number) for period, number in enumerate(numbers)]
    alarms, _ = replayed(Series.of([*counts, *wrong, *right, count(27, 49), count(28, 51)]))
    (alarm,) = alarms
    assert alarm.direction == "up"
    assert alarm.onset == day(24)
    assert alarm.raised == day(26) - DAY
    assert alarm.withdrawn == day(28)


def test_an_alarm_that_only_a_revision_gives_is_of_the_day_of_the_revision() -> None:
    counts = [count(period, number) for period, number in enumerate(steady(50, 30))]
    revised = [count(period, 300, known=day(33)) for period in range(24, 30)]
    ((alarm,), _) = replayed(Series.of(counts + revised))
    assert alarm.raised == day(33)
    assert alarm.onset == day(24)
    assert alarm.withdrawn is None


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from([5, 40, 60, 200]), min_size=4, max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 300), st.integers(1, 34)), max_size=4),
    st.integers(0, 34),
)
def test_the_alarms_until_a_day_are_those_of_what_was_known_on_it(blocks, revisions, until) -> None:
    numbers = [level for block in blocks for level in steady(block, 4)]
    counts = [count(period, number) for period, number in enumerate(numbers)]
    known = {(period, at): number for period, number, at in revisions if at > period + 1}
    counts += [
        count(period, number, known=day(at))
        for (period, at), number in known.items()
        if period < len(numbers)
    ]
    series = Series.of(counts)
    whole, _ = replayed(series)
    then, _ = replayed(series.as_known(day(until) - DAY))
    assert as_of(whole, day(until)) == as_of(then, day(until))


def test_levels_are_told_in_the_usual_period() -> None:
    months = [date(2020, month, 1) for month in range(1, 13)]
    series = Series.of(
        replace(count(0, 5), start=first, end=last - DAY)
        for first, last in zip(months, [*months[1:], date(2021, 1, 1)], strict=True)
    )
    assert series.days == 31


@pytest.mark.parametrize("numbers", [[], [None, None]])
def test_a_series_without_counts_has_no_alarms(numbers) -> None:
    alarms, result = replayed(fortnights(numbers))
    assert alarms == ()
    assert result.levels.shape[0] == 0
