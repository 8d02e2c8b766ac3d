"""Scores of forecasts on numbers worked out by hand."""

from __future__ import annotations

from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.track.scores import brier, calibration, log_loss, ranked_probability

ROWS = np.array([[0.1, 0.2, 0.3, 0.4], [0.0, 0.0, 1.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
CAME = np.array([2, 2, 0])


def test_the_ranked_probability_score_adds_the_squared_cumulative_gaps() -> None:
    # Cumulative .1 .3 .6 against 0 0 1; certain and right; cumulative .25 .5 .75 against 1 1 1.
    assert ranked_probability(ROWS, CAME) == pytest.approx(
        [(0.01 + 0.09 + 0.16) / 3, 0.0, (0.5625 + 0.25 + 0.0625) / 3]
    )


def test_certain_and_wrong_by_all_levels_is_the_worst() -> None:
    assert ranked_probability(np.array([[1.0, 0, 0, 0]]), np.array([3])) == pytest.approx([1.0])


def test_being_wrong_by_one_level_costs_a_third_of_being_wrong_by_three() -> None:
    near = ranked_probability(np.array([[1.0, 0, 0, 0]]), np.array([1]))
    assert near == pytest.approx([1 / 3])


def test_the_log_loss_looks_only_at_what_came() -> None:
    assert log_loss(ROWS, CAME) == pytest.approx([-log(0.3), 0.0, log(4)])


def test_ruling_out_what_comes_costs_without_limit() -> None:
    assert log_loss(np.array([[1.0, 0, 0, 0]]), np.array([1]))[0] == inf


def test_the_brier_score_adds_the_squared_gaps() -> None:
    # .1² + .2² + .7² + .4²; nothing; .75² + 3 · .25².
    assert brier(ROWS, CAME) == pytest.approx([0.01 + 0.04 + 0.49 + 0.16, 0.0, 0.5625 + 0.1875])


@given(
    st.lists(st.floats(0.01, 1), min_size=4, max_size=4),
    st.lists(st.floats(0.01, 1), min_size=4, max_size=4),
)
def test_nobody_gains_by_saying_another_chance_than_the_one_believed_in(
    believed: list[float], said: list[float]
) -> None:
    p, q = np.array(believed) / sum(believed), np.array(said) / sum(said)
    levels = np.arange(4)
    for score in (ranked_probability, brier, log_loss):
        honest = p @ score(np.tile(p, (4, 1)), levels)
        other = p @ score(np.tile(q, (4, 1)), levels)
        assert honest <= other + 1e-12


def test_a_calibration_table_compares_means_with_shares() -> None:
    chances = np.array([0.1, 0.15, 0.2, 0.55, 1.0])
    happened = np.array([False, True, False, True, True])
    table = calibration(chances, happened, edges=(0, 0.2, 0.5, 1), least=1)
    assert [(b.low, b.high, b.count) for b in table] == [(0, 0.2, 2), (0.2, 0.5, 1), (0.5, 1, 2)]
    assert [b.forecast for b in table] == pytest.approx([0.125, 0.2, 0.775])
    assert [b.observed for b in table] == pytest.approx([0.5, 0.0, 1.0])
    assert table[0].gap == pytest.approx(-0.375)
    # The variance of two draws with chances .1 and .15 is .09 + .1275.
    assert table[0].sampling == pytest.approx(0.2175**0.5 / 2)


def test_small_bins_are_left_out() -> None:
    assert calibration(np.full(49, 0.3), np.zeros(49, dtype=bool)) == ()
    assert len(calibration(np.full(50, 0.3), np.zeros(50, dtype=bool))) == 1


def drawn(categories: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return forecasts of categories, a few of them certain, and what came."""
    draw = np.random.default_rng(seed)
    chances = draw.dirichlet(np.full(categories, 0.5), 500)
    chances[:20] = np.eye(categories)[draw.integers(0, categories, 20)]
    return chances, draw.integers(0, categories, 500)


@pytest.mark.parametrize("categories", [2, 3, 4, 7])
def test_ranked_probability_scores_are_those_of_scoringrules(categories: int) -> None:
    peer = pytest.importorskip("scoringrules", reason="the peer scoringrules is not installed")
    chances, came = drawn(categories, seed=1)
    # There the cumulative gaps are added, here divided by their number; categories count from 1.
    theirs = peer.rps_score(came + 1, chances) / (categories - 1)
    assert ranked_probability(chances, came) == pytest.approx(theirs, abs=1e-12)


def test_log_loss_and_brier_score_of_two_categories_are_those_of_scoringrules() -> None:
    peer = pytest.importorskip("scoringrules", reason="the peer scoringrules is not installed")
    chances, came = drawn(2, seed=2)
    with np.errstate(divide="ignore"):
        assert log_loss(chances, came) == pytest.approx(peer.log_score(came, chances[:, 1]))
    # The Brier score of two categories counts the one gap twice.
    theirs = 2 * peer.brier_score(came.astype(float), chances[:, 1])
    assert brier(chances, came) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("categories", [3, 4])
def test_log_loss_of_more_categories_is_that_of_the_one_that_came(categories: int) -> None:
    peer = pytest.importorskip("scoringrules", reason="the peer scoringrules is not installed")
    chances, came = drawn(categories, seed=3)
    given = chances[np.arange(500), came]
    with np.errstate(divide="ignore"):
        theirs = peer.log_score(np.ones(500), given)
        assert log_loss(chances, came) == pytest.approx(theirs)
