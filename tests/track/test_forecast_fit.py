"""Fitting: the right optimum, what can be learnt is learnt, what cannot is drawn to nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from khutwa.track.forecast_fit import by_evidence, fit, logistic, spread
from khutwa.track.forecast_kinds import KINDS
from khutwa.track.forecast_model import chances
from khutwa.track.forecast_panel import panel
from track.forecast_courses import NONE, PLAIN, courses, drawn


def test_the_logistic_regression_is_at_its_optimum() -> None:
    draws = np.random.default_rng(1)
    x = draws.normal(size=(60, 3))
    y = (draws.random(60) < 0.4).astype(float)
    precision = np.array([0.5, 2.0, 10.0])

    def loss(w: np.ndarray) -> float:
        odds = x @ w
        return float((np.logaddexp(0, odds) - y * odds).sum() + 0.5 * (precision * w**2).sum())

    close = {"xatol": 1e-8, "fatol": 1e-10}
    best = minimize(loss, np.zeros(3), method="Nelder-Mead", options=close)
    assert logistic(x, y, precision) == pytest.approx(best.x, abs=1e-4)


def test_data_that_a_column_separates_give_no_infinite_coefficient() -> None:
    x = np.array([[1.0], [1.0], [-1.0], [-1.0]])
    found = logistic(x, np.array([1.0, 1.0, 0.0, 0.0]), np.array([0.5]))
    assert 0 < found[0] < 5


def test_kinds_that_do_not_differ_are_drawn_to_nothing_and_kinds_that_do_are_not() -> None:
    draws = np.random.default_rng(2)
    kind = draws.integers(0, 8, 2000)
    x = np.hstack([np.ones((2000, 1)), np.eye(8)[kind]])
    alike = (draws.random(2000) < 0.2).astype(float)
    apart = (draws.random(2000) < np.where(kind < 4, 0.05, 0.5)).astype(float)
    group = [np.arange(1, 9)]
    assert np.abs(by_evidence(x, alike, group)[1:]).max() < 0.15
    found = by_evidence(x, apart, group)[1:]
    assert found[4:].min() - found[:4].max() > 1.5


def test_the_chances_behind_a_drawn_panel_are_found_again() -> None:
    told = replace(
        PLAIN,
        level=(-0.5, -1.0, -1.5),
        time=-0.6,
        kind=(1.0, -1.0, *NONE[2:]),
        further=(0.5, -0.5, -1.0),
        fall=(0.03, 0.03, 0.03),
    )
    seen = drawn(told, accords=60, promises=24)
    found = fit(seen)
    # Time and how far the accord has come go together, so the sum is compared, not its parts.
    assert np.abs(chances(found, seen) - chances(told, seen)).mean() < 0.01
    assert found.kind[0] - found.kind[1] == pytest.approx(2.0, abs=0.4)
    assert found.further == pytest.approx(told.further, abs=0.35)
    # No accord is faster than another here.
    assert abs(found.pace) < 0.15
    # A variance of nothing, give or take what 480 accord-years leave open.
    assert found.spread**2 < 0.06


def test_rates_of_falls_are_counted() -> None:
    # Level 2: two falls in four years, one of them by two levels. Level 1: none in one year.
    found = fit(panel(courses({"p": [2, 1, 1], "q": [2, 0], "r": [2, 2, 2], "s": [0, 1]})))
    assert found.fall[1] > found.fall[0]
    # Both could go on and one did; half a case on each side.
    assert found.fall_further == pytest.approx(1.5 / 3)


def test_rows_left_out_do_not_count() -> None:
    told = drawn(replace(PLAIN, fall=(0.05, 0.05, 0.05)), accords=6, promises=8)
    other = drawn(PLAIN, accords=6, promises=8, seed=9)
    mine = told.accord == 2
    swapped = replace(
        told,
        level=np.where(mine, other.level, told.level),
        following=np.where(mine, other.following, told.following),
        so_far=np.where(mine, other.so_far, told.so_far),
    )
    assert fit(told, ~mine) == fit(swapped, ~mine)
    assert fit(told) != fit(swapped)


def test_the_spread_is_nothing_where_years_differ_by_chance_alone() -> None:
    found = panel(courses({f"p{n}": [0, int(n < 2)] for n in range(8)}))
    # Two of eight rose, as forecast: less than chance would scatter.
    assert spread(found, np.full(len(found), 0.25), found.known) == 0


def test_the_spread_is_that_of_the_moments() -> None:
    # Accord a: all four rise; accord b: none of four. Forecast one half each: V = 1 in both years,
    # the squared gap is 4, so the variance of the log-odds is (4 - 1) / 1.
    found = panel(
        [
            *courses({f"p{n}": [0, 1] for n in range(4)}, accord="a"),
            *courses({f"p{n}": [0, 0] for n in range(4)}, accord="b"),
        ]
    )
    assert spread(found, np.full(len(found), 0.5), found.known) == pytest.approx(3**0.5)


def test_every_kind_has_its_coefficient() -> None:
    found = fit(drawn(PLAIN, accords=4, promises=8))
    assert len(found.kind) == len(found.kind_time) == len(found.further_kind) == len(KINDS)
