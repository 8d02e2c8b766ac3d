"""The backtest: rivals counted by hand, no accord forecast from itself, the bars on real data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from khutwa.track.forecast_backtest import LOG_BAR, OWN, RPS_BAR, backtest, later, left_out
from khutwa.track.forecast_fit import fit
from khutwa.track.forecast_panel import Panel, panel
from khutwa.track.forecast_rivals import (
    FORECASTERS,
    climatology,
    markov,
    markov_years,
    persistence,
    years_in,
)
from khutwa.track.forecast_shipped import DIGITS, shipped
from track.forecast_courses import PLAIN, courses, drawn


@pytest.fixture(scope="module")
def real() -> Panel:
    """Return the published data, where they lie beside the repository."""
    pytest.importorskip("openpyxl")
    from exchange.pam_sheets import real_file
    from khutwa.exchange.pam import load_pam
    from khutwa.exchange.pam_panel import pam_panel

    if not real_file().exists():
        pytest.skip("the published PAM_ID 1.5 is absent")
    return pam_panel(load_pam(real_file()))


SMALL = panel(courses({"p": [0, 0, 1], "q": [0, 3, 3]}))


def test_persistence_says_that_nothing_changes() -> None:
    assert persistence(SMALL, SMALL.known).tolist() == np.eye(4)[SMALL.level].tolist()


def test_climatology_counts_what_came() -> None:
    # 0, 1, 3, 3 followed; half a case is added to each of the four.
    found = climatology(SMALL, SMALL.known)[0]
    assert found.tolist() == pytest.approx([1.5 / 6, 1.5 / 6, 0.5 / 6, 2.5 / 6])


def test_the_chain_counts_what_followed_each_level() -> None:
    # From 0 came 0, 1 and 3.
    found = markov(SMALL, SMALL.known)[SMALL.level == 0][0]
    assert found.tolist() == pytest.approx([1.5 / 5, 1.5 / 5, 0.5 / 5, 1.5 / 5])


def test_the_chain_by_year_counts_each_year_apart() -> None:
    found = markov_years(SMALL, SMALL.known)[(SMALL.level == 0) & (SMALL.year == 2000)][0]
    assert found.tolist() == pytest.approx([1.5 / 4, 0.5 / 4, 0.5 / 4, 1.5 / 4])
    assert years_in(SMALL).tolist() == [0, 1, 2, 0, 1, 2]


@pytest.mark.parametrize("name", FORECASTERS)
def test_no_accord_is_forecast_from_itself(name: str) -> None:
    seen = drawn(PLAIN, accords=5, promises=6)
    mine = seen.accord == 3
    last = mine & (seen.year == 2008)
    # What follows the last year forecast is known only to those who look.
    changed = replace(seen, following=np.where(last, 3 - seen.following, seen.following))
    before, after = (left_out(each, FORECASTERS[name])[last] for each in (seen, changed))
    assert before == pytest.approx(after)


def test_persistence_loses_only_what_moved() -> None:
    still = panel(
        each
        for name in "abc"
        for each in courses({"p": [0] * 4, "q": [2] * 4, "r": [0, 1, 1, 1]}, accord=name)
    )
    # One promise of three in each accord rises once in the first year.
    found = backtest(still).of("persistence")
    assert found.ranked == pytest.approx((1 / 9) * (1 / 3))
    assert found.log_loss == float("inf")


def test_of_promises_done_nothing_is_forecast_years_ahead() -> None:
    seen = drawn(PLAIN, accords=4, promises=6, years=5)
    found = later(seen)
    open_ = (seen.level < 3) & (seen.year <= 2002)
    assert found.cases == open_.sum()
    assert 0 <= found.covered <= found.groups == 4 * 3


def test_data_drawn_from_the_model_are_forecast_better_than_by_chains() -> None:
    told = replace(PLAIN, time=-0.8, kind=(1.5, -1.5, 1.5, -1.5, 1.5, -1.5, 1.5, -1.5))
    found = backtest(drawn(told, accords=16, promises=16))
    own = found.of(OWN)
    for name in ("climatology", "markov", "markov-years"):
        assert own.ranked < found.of(name).ranked
        assert own.log_loss < found.of(name).log_loss


def test_published_data_are_forecast_within_the_bars(real: Panel) -> None:
    found = backtest(real)
    assert (found.accords, found.rows) == (24, 4538)
    own = found.of(OWN)
    assert own.ranked <= RPS_BAR
    assert own.log_loss <= LOG_BAR
    assert found.misses == ()
    assert found.met
    for name in FORECASTERS:
        assert own.ranked <= found.of(name).ranked
    # What exactly right chances would miss by sampling alone is all that is missed elsewhere.
    assert all(abs(each.gap) <= 2 * each.sampling for each in found.levels)
    assert found.later.own < found.later.markov


def test_the_shipped_coefficients_are_those_of_the_published_data(real: Panel) -> None:
    found, told = fit(real), shipped()
    assert (told.accords, told.rows) == (24, 4538)
    for name, value in found.to_dict().items():
        assert told.told.to_dict()[name] == pytest.approx(value, abs=2 * 10**-DIGITS), name


def test_few_numbers_are_shipped() -> None:
    plain = shipped().told.to_dict()
    assert sum(len(v) if isinstance(v, list) else 1 for v in plain.values()) == 42
