"""What the forecast of one year says, on numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.track.forecast_kinds import KIND_OF, KINDS, PROVISIONS
from khutwa.track.forecast_model import (
    Coefficients,
    arrivals,
    chances,
    doublings,
    fall,
    landings,
    pace,
    rise,
)
from khutwa.track.forecast_panel import Progress, panel
from track.forecast_courses import NONE, PLAIN, courses


def logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def test_each_of_the_51_provisions_has_one_kind() -> None:
    names = [name for found in PROVISIONS.values() for name in found]
    assert len(names) == len(set(names)) == len(KIND_OF) == 51


def test_rows_stand_by_accord_promise_and_year_with_what_followed() -> None:
    found = panel(
        [*courses({"z": [0, 1], "a": [2, 2]}, accord="b"), *courses({"m": [3]}, accord="a")]
    )
    assert found.items == ("m", "a", "a", "z", "z")
    assert found.following.tolist() == [-1, 2, -1, 1, -1]
    assert found.level.tolist() == [3, 2, 2, 0, 1]


def test_time_runs_from_the_day_of_signature() -> None:
    late = panel(courses({"p": [0, 0]}, signed=2000.75))
    assert late.elapsed.tolist() == pytest.approx([0.25, 1.25])
    assert doublings(np.array([1.0, 2.0, 4.0])).tolist() == [-1, 0, 1]


def test_how_far_an_accord_has_come_is_the_mean_level_of_its_promises_that_year() -> None:
    found = panel(courses({"p": [0, 3], "q": [1, 3], "r": [2, 0]}))
    assert found.so_far.tolist() == pytest.approx([1 / 3, 2 / 3] * 3)


def test_the_past_of_an_accord_is_gathered_from_the_years_before() -> None:
    # Two rises in the first year, one in the second, none in the third.
    found = panel(courses({"p": [0, 1, 2, 2], "q": [0, 2, 2, 2]}))
    rises = found.rose * 1.0
    assert found.past(rises, 1.0)[:4].tolist() == [0, 2, 3, 3]
    assert found.past(rises, 0.5)[:4].tolist() == [0, 2, 2, 1]
    assert found.past(rises, 0.0)[:4].tolist() == [0, 2, 1, 0]


def test_a_year_that_is_missing_still_lets_the_past_fade() -> None:
    found = panel([Progress("a", "p", "", 2000.0, {2000: 0, 2001: 1, 2004: 1})])
    assert found.past(found.rose * 1.0, 0.5).tolist() == [0, 1, 0.125]


def test_nothing_is_known_to_follow_a_gap() -> None:
    found = panel([Progress("a", "p", "", 2000.0, {2000: 0, 2002: 3})])
    assert not found.known.any()
    assert not found.rose.any()


def test_the_chance_of_a_rise_is_the_logistic_of_a_sum() -> None:
    told = replace(
        PLAIN,
        time=-0.5,
        kind=(0.3, *NONE[1:]),
        kind_time=(-0.2, *NONE[1:]),
        so_far=1.2,
    )
    # Elapsed 1 year at the end of the first: -1 doublings. Mean level 1 of 3.
    found = panel(courses({"p": [1]}, kind=KINDS[0]))
    assert rise(told, found)[0] == pytest.approx(
        logistic(-1.5 + 0.5 + 0.3 + 0.2 + 1.2 * (1 / 3 - 0.5))
    )


def test_a_promise_of_no_kind_is_one_of_the_mean_kind() -> None:
    told = replace(PLAIN, kind=tuple(float(n) for n in range(8)), further_kind=NONE)
    assert rise(told, panel(courses({"p": [0]})))[0] == pytest.approx(logistic(-1.0))


def test_the_pace_is_rises_against_expected_rises_with_half_an_event_on_both() -> None:
    found = panel(courses({"p": [0, 1], "q": [0, 0]}))
    expected = 2 * logistic(-1.0)
    assert pace(PLAIN, found).tolist() == pytest.approx([0, log(1.5 / (expected + 0.5))] * 2)


def test_an_accord_that_moved_is_likelier_to_move_on() -> None:
    told = replace(PLAIN, pace=0.5)
    moved = panel(courses({"p": [0, 0], "q": [0, 1], "r": [0, 2]}))
    stood = panel(courses({"p": [0, 0], "q": [1, 1], "r": [2, 2]}))
    assert rise(told, moved)[1] > rise(told, stood)[1]


def test_what_is_fully_done_cannot_rise_and_what_is_not_begun_cannot_fall() -> None:
    told = replace(PLAIN, fall=(0.1, 0.1, 0.1))
    found = panel(courses({"p": [0], "q": [3]}))
    assert rise(told, found)[1] == 0
    assert fall(told, found)[0] == 0


def test_falls_are_likelier_where_there_were_falls() -> None:
    told = replace(PLAIN, fall=(0.1, 0.1, 0.1))
    found = panel(courses({"p": [2, 1], "q": [2, 2]}))
    # One fall seen and two tenths expected, half an event added to both.
    assert fall(told, found).tolist() == pytest.approx([0.1, 0.1 * 1.5 / 0.7] * 2)


def test_a_rise_goes_on_by_a_chain() -> None:
    told = replace(PLAIN, further=(log(3), log(1 / 3), 0.0))
    up = arrivals(told, np.array([-1]))[0]
    assert up[0].tolist() == pytest.approx([0, 1 / 4, 3 / 4 * 3 / 4, 3 / 4 / 4])
    assert up[1].tolist() == pytest.approx([0, 0, 1 / 2, 1 / 2])
    assert up[2].tolist() == [0, 0, 0, 1]
    assert not up[3].any()


def test_a_fall_goes_on_by_a_chain() -> None:
    down = landings(replace(PLAIN, fall_further=0.2))
    assert down[1].tolist() == [1, 0, 0, 0]
    assert down[2].tolist() == pytest.approx([0.2, 0.8, 0, 0])
    assert down[3].tolist() == pytest.approx([0.04, 0.16, 0.8, 0])
    assert not down[0].any()


NUMBER = st.floats(-3, 3)
THREE = st.tuples(NUMBER, NUMBER, NUMBER)
EIGHT = st.tuples(*[NUMBER] * 8)
SHARE = st.floats(0, 0.9)


@st.composite
def any_coefficients(draw: st.DrawFn) -> Coefficients:
    return Coefficients(
        level=draw(THREE),
        time=draw(NUMBER),
        kind=draw(EIGHT),
        kind_time=draw(EIGHT),
        pace=draw(NUMBER),
        so_far=draw(NUMBER),
        expected_level=draw(THREE),
        expected_time=draw(NUMBER),
        further=draw(THREE),
        further_kind=draw(EIGHT),
        fall=draw(st.tuples(SHARE, SHARE, SHARE)),
        fall_further=draw(SHARE),
        spread=draw(SHARE),
    )


COURSE = st.lists(st.integers(0, 3), min_size=1, max_size=5)
ACCORD = st.dictionaries(st.sampled_from("pqrs"), COURSE, min_size=1, max_size=3)


@settings(deadline=None)
@given(any_coefficients(), ACCORD, st.sampled_from(["", *KINDS]))
def test_chances_are_chances(told: Coefficients, accord: dict[str, list[int]], kind: str) -> None:
    found = chances(told, panel(courses(accord, kind=kind)))
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(len(found)))


@settings(deadline=None)
@given(any_coefficients(), ACCORD, st.integers(0, 3))
def test_what_comes_later_changes_no_earlier_forecast(
    told: Coefficients, accord: dict[str, list[int]], last: int
) -> None:
    longest = max(map(len, accord.values()))
    before = panel(courses(accord))
    after = panel(courses({n: [*p, last] if len(p) == longest else p for n, p in accord.items()}))
    kept = after.year < 2000 + longest - (longest == 1)
    earlier = before.year < 2000 + longest - (longest == 1)
    assert chances(told, after)[kept] == pytest.approx(chances(told, before)[earlier])


@given(any_coefficients())
def test_coefficients_survive_being_written_down(told: Coefficients) -> None:
    assert Coefficients.from_dict(told.to_dict()) == told
