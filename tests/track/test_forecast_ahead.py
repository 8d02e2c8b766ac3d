"""Several years ahead: the forecast of one year repeated, and what shocks do to it."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from khutwa.track.forecast_ahead import ahead, standing
from khutwa.track.forecast_backtest import count_range
from khutwa.track.forecast_model import Coefficients, chances
from khutwa.track.forecast_panel import Panel, panel
from track.forecast_courses import NONE, PLAIN, courses

FULL = replace(
    PLAIN,
    time=-0.4,
    kind=(0.5, *NONE[1:]),
    pace=0.5,
    so_far=1.0,
    further=(0.3, -0.4, -0.8),
    fall=(0.02, 0.05, 0.01),
    fall_further=0.1,
)

ACCORD = panel(courses({"p": [0, 1, 1], "q": [0, 0, 0], "r": [2, 3, 3], "s": [2, 1, 2]},
                       kind="arms"))  # fmt: skip


def now(told: Coefficients, found: Panel = ACCORD, year: int = 2002) -> np.ndarray:
    """Return the chances of next year as the forecast of one year has them."""
    return chances(told, found)[found.year == year]


def test_one_year_ahead_without_shocks_is_the_forecast_of_one_year() -> None:
    states = ahead(FULL, standing(FULL, ACCORD, 2002), 1, histories=3)
    for history in states[0]:
        assert history == pytest.approx(now(FULL))


def test_shocks_leave_the_chance_of_one_year_about_as_it_was() -> None:
    told = replace(FULL, spread=0.8)
    states = ahead(told, standing(told, ACCORD, 2002), 1)
    assert states[0].mean(axis=0) == pytest.approx(now(told), abs=0.012)
    assert states[0, :, 0, 3].std() > 0.02


def test_a_chain_that_looks_at_nothing_but_the_level_is_a_power_of_its_matrix() -> None:
    told = replace(PLAIN, further=(0.3, -0.4, -0.8))
    single = panel(courses({"p": [0], "q": [1], "r": [2], "s": [3]}))
    matrix = chances(told, single)
    states = ahead(told, standing(told, single, 2000), 4, histories=2)
    for year in range(4):
        assert states[year, 0] == pytest.approx(np.linalg.matrix_power(matrix, year + 1))


def test_the_chance_of_being_done_without_falls_only_grows() -> None:
    told = replace(FULL, fall=(0.0, 0.0, 0.0), spread=0.8)
    done = ahead(told, standing(told, ACCORD, 2002), 6)[..., 3]
    assert (np.diff(done, axis=0) >= -1e-12).all()


def test_states_are_chances_in_every_history() -> None:
    states = ahead(replace(FULL, spread=2.0), standing(FULL, ACCORD, 2002), 10)
    assert (states >= -1e-12).all()
    assert states.sum(axis=-1) == pytest.approx(np.ones(states.shape[:-1]))


def test_the_same_seed_gives_the_same_histories() -> None:
    told = replace(FULL, spread=0.8)
    start = standing(told, ACCORD, 2002)
    assert (ahead(told, start, 3, seed=4) == ahead(told, start, 3, seed=4)).all()
    assert (ahead(told, start, 3, seed=4) != ahead(told, start, 3, seed=5)).any()


def test_two_years_ahead_agree_with_playing_every_course() -> None:
    """One promise alone, its pace and shocks off: every course of two years, one by one."""
    told = replace(FULL, pace=0.0, so_far=0.0)
    alone = panel(courses({"p": [0]}, kind="arms"))
    expected = np.zeros(4)
    first = chances(told, alone)[0]
    for level, chance in enumerate(first):
        later = panel(courses({"p": [0, level]}, kind="arms"))
        second = chances(told, later)[1]
        # A fall seen or not seen changes the rate of falls; only from level 0 none can be seen.
        expected += chance * second
    found = ahead(told, standing(told, alone, 2000), 2, histories=1)[1, 0, 0]
    assert found == pytest.approx(expected, abs=1e-9)


def test_promises_without_evidence_do_not_slow_the_others() -> None:
    start = standing(FULL, ACCORD, 2002)
    silent = np.tile([1.0, 0, 0, 0], (30, 1))
    more = replace(
        start,
        state=np.vstack([start.state, silent]),
        kind=np.append(start.kind, np.full(30, -1)),
        counted=np.append(start.counted, np.zeros(30, dtype=bool)),
    )
    alone, beside = (ahead(FULL, each, 3, histories=2) for each in (start, more))
    assert beside[:, :, :4] == pytest.approx(alone)


def test_a_range_of_a_number_holds_with_four_fifths() -> None:
    # Twenty promises of one half each: within 7 to 13 with a chance of 0.88, 8 to 12 with 0.74.
    low, high = count_range(np.full((4000, 20), 0.5))
    assert (low, high) == (7, 13)


def test_certain_promises_have_no_range() -> None:
    assert count_range(np.ones((50, 3))) == (3, 3)


def test_the_first_chance_is_the_logistic_of_its_level() -> None:
    single = panel(courses({"p": [2]}))
    states = ahead(PLAIN, standing(PLAIN, single, 2000), 1, histories=1)
    assert states[0, 0, 0, 3] == pytest.approx(1 / (1 + exp(2)))
