"""Several years ahead: the forecast of one year, repeated.

Accords have good and bad years that nothing foretells. So many histories are drawn, each with a
shock of its own every year that all promises of the accord share; within a history the chances of
every promise are carried forward exactly, and its pace follows the rises that it expects. What
differs between histories is the range of a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from khutwa.track.forecast_model import (
    KEPT,
    MOST_FALLS,
    Coefficients,
    arrivals,
    doublings,
    expected_rise,
    fall_rate,
    frail,
    landings,
    log_pace,
    of_kind,
)
from khutwa.track.forecast_panel import SOONEST, Array, Ints, Panel

HISTORIES = 400

FLATTENS = (16 * 3**0.5 / (15 * np.pi)) ** 2
"""How far a normal shock flattens a logistic chance (Zeger, Liang & Albert 1988, Models for
longitudinal data, Biometrics 44:1049-1060)."""


@dataclass(frozen=True)
class Standing:
    """Where an accord stands.

    Attributes:
        state: Chances of the levels of each promise, shape (n, 4).
        kind: Its kind; -1 where it is not known, shape (n,).
        counted: Whether it counts for the pace of the accord, shape (n,).
        elapsed: Years since the signature.
        rises: Rises so far, older ones counting less.
        expected: Rises that were to be expected, likewise.
        falls: Falls so far.
        expected_falls: Falls that were to be expected.
    """

    state: Array
    kind: Ints
    counted: NDArray[np.bool_]
    elapsed: float
    rises: float
    expected: float
    falls: float
    expected_falls: float


def standing(told: Coefficients, panel: Panel, year: int) -> Standing:
    """Return where the only accord of a panel stands at the end of a year."""
    here = panel.year == year
    first = np.flatnonzero(here)[0]
    expected = expected_rise(told, panel.level, panel.elapsed)
    return Standing(
        state=np.eye(4)[panel.level[here]],
        kind=panel.kind[here],
        counted=np.ones(int(here.sum()), dtype=bool),
        elapsed=float(panel.elapsed[first]),
        rises=float(panel.past(panel.rose * 1.0, KEPT)[first]),
        expected=float(panel.past(expected, KEPT)[first]),
        falls=float(panel.past(panel.fell * 1.0, 1.0)[first]),
        expected_falls=float(panel.past(fall_rate(told)[panel.level], 1.0)[first]),
    )


def ahead(
    told: Coefficients, start: Standing, years: int, *, histories: int = HISTORIES, seed: int = 0
) -> Array:
    """Return the chances of the levels in each coming year, shape (years, histories, n, 4).

    Args:
        told: The fitted coefficients.
        start: Where the accord stands now.
        years: How many years ahead.
        histories: How many histories are drawn.
        seed: Of the draws.
    """
    draws = np.random.default_rng(seed)
    # Evenly spaced quantiles in random order: the shocks of a year are normal to the last digit.
    quantiles = ndtri((np.arange(histories) + 0.5) / histories)
    stretch = np.sqrt(1 + FLATTENS * told.spread**2)
    state = np.broadcast_to(start.state, (histories, *start.state.shape)).copy()
    rises, expected = np.full(histories, start.rises), np.full(histories, start.expected)
    falls, due_falls = np.full(histories, start.falls), np.full(histories, start.expected_falls)
    up, down, rate = arrivals(told, start.kind), landings(told), fall_rate(told)
    kind, kind_time = of_kind(told.kind, start.kind), of_kind(told.kind_time, start.kind)
    all_levels = np.arange(4)
    found = np.zeros((years, *state.shape))
    for year in range(years):
        elapsed = max(start.elapsed + year, SOONEST)
        time = float(doublings(elapsed))
        counted = state[:, start.counted] if start.counted.any() else state
        so_far = counted.mean(axis=1) @ all_levels / 3
        shared = told.pace * log_pace(rises, expected) + told.so_far * (so_far - 0.5)
        own = (kind + (told.time + kind_time) * time)[:, None] + np.array([*told.level, -np.inf])
        odds = stretch * (own + shared[:, None, None])
        chance = expit(odds + told.spread * draws.permutation(quantiles)[:, None, None])
        drop = np.minimum(rate * frail(falls, due_falls)[:, None], MOST_FALLS)
        rising = state * chance * (1 - drop)[:, None, :]
        falling = state * drop[:, None, :]
        simple = expected_rise(told, all_levels, np.full(4, elapsed))
        only = start.counted
        rises = rises * KEPT + rising[:, only].sum(axis=(1, 2))
        expected = expected * KEPT + (state @ simple)[:, only].sum(axis=1)
        falls = falls + falling[:, only].sum(axis=(1, 2))
        due_falls = due_falls + (state @ rate)[:, only].sum(axis=1)
        state = state - rising - falling + np.einsum("hns,nst->hnt", rising, up) + falling @ down
        found[year] = state
    return found
