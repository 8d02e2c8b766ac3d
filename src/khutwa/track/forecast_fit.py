"""Fitting the forecast to accords whose course is known.

Logistic regressions with a normal prior on each coefficient. How far kinds differ is not set by
hand: the precision of each group of kind coefficients maximises the evidence (MacKay 1992, The
evidence framework applied to classification networks, Neural Computation 4:720-736), so that what
the accords do not show is drawn to 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from khutwa.track.forecast_kinds import KINDS
from khutwa.track.forecast_model import (
    KEPT,
    Coefficients,
    doublings,
    expected_rise,
    log_pace,
    rise,
)
from khutwa.track.forecast_panel import Array, Panel

WEAK = 0.5
"""Precision of the prior on coefficients that belong to no group."""

SHAPE, RATE = 1.0, 0.05
"""Weak prior on the precision of a group, so that one that shows nothing stays finite."""

ROUNDS = 30

SOME_FALLS = 0.01
"""Falls that are added to all that were seen, so that none seen is not never."""

MEAN_FALLS = 3.0
"""Promise-years with the mean rate of falls that are added to those of each level."""


def fit(panel: Panel, rows: NDArray[np.bool_] | None = None) -> Coefficients:
    """Return the coefficients that the rows with a known following level support.

    Args:
        panel: The accords; whole ones, for the pace of an accord is taken from all its rows.
        rows: Which rows count; all of them where not given.
    """
    use = panel.known if rows is None else panel.known & rows
    open_ = use & (panel.level < 3)
    rose = panel.rose[open_].astype(np.float64)
    time = doublings(panel.elapsed)[:, None]
    levels = np.eye(4)[panel.level][:, :3]
    simple = np.hstack([levels, time])
    first = logistic(simple[open_], rose, np.full(4, WEAK))
    told = _blank(first)
    expected = expected_rise(told, panel.level, panel.elapsed)
    quick = log_pace(panel.past(panel.rose * 1.0, KEPT), panel.past(expected, KEPT))
    kinds = _kinds(panel.kind)
    whole = np.hstack([simple, quick[:, None], panel.so_far[:, None] - 0.5, kinds, kinds * time])
    k = len(KINDS)
    groups = [np.arange(6, 6 + k), np.arange(6 + k, 6 + 2 * k)]
    found = by_evidence(whole[open_], rose, groups)
    further, further_kind = _further(panel, use)
    fall, fall_further = _falls(panel, use)
    made = Coefficients(
        level=_plain(found[:3]),
        time=float(found[3]),
        kind=_plain(found[groups[0]]),
        kind_time=_plain(found[groups[1]]),
        pace=float(found[4]),
        so_far=float(found[5]),
        expected_level=told.expected_level,
        expected_time=told.expected_time,
        further=further,
        further_kind=further_kind,
        fall=fall,
        fall_further=fall_further,
        spread=0.0,
    )
    return Coefficients(**{**vars(made), "spread": spread(panel, rise(made, panel), open_)})


def spread(panel: Panel, chance: Array, rows: NDArray[np.bool_]) -> float:
    """Return how far accord-years differ beyond chance, in log-odds.

    The method of moments: the squared gap between the rises of an accord in a year and those
    forecast has the variance of independent draws, V, plus V squared times that of the log-odds.

    Args:
        panel: The accords.
        chance: The forecast chance of a rise of each row.
        rows: Which rows count.
    """
    own = chance * (1 - chance)
    excess = scale = 0.0
    for accord in np.unique(panel.accord[rows]):
        for year in np.unique(panel.year[rows & (panel.accord == accord)]):
            here = rows & (panel.accord == accord) & (panel.year == year)
            gap = float((panel.rose[here] - chance[here]).sum())
            variance = float(own[here].sum())
            excess += gap**2 - variance
            scale += variance**2
    return float(np.sqrt(max(excess, 0.0) / scale)) if scale else 0.0


def logistic(x: Array, y: Array, precision: Array) -> Array:
    """Return the coefficients of a logistic regression with normal priors around 0.

    Newton's method on a concave function, its step held to 5; converges for any data because of
    the priors.

    Args:
        x: Columns, shape (n, k).
        y: 0 or 1, shape (n,).
        precision: Of each coefficient's prior, shape (k,), above 0.
    """
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = expit(x @ w)
        slope = x.T @ (chance - y) + precision * w
        step = np.linalg.solve(_curvature(x, chance, precision), slope)
        w = w - step * min(1.0, 5 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(step).max() < 1e-8:
            break
    return w


def by_evidence(x: Array, y: Array, groups: Sequence[NDArray[np.int64]]) -> Array:
    """Return coefficients where each group's prior precision maximises the evidence.

    Args:
        x: Columns, shape (n, k).
        y: 0 or 1, shape (n,).
        groups: Indices of the columns of each group; the others have a weak prior.
    """
    precision = np.full(x.shape[1], WEAK)
    for group in groups:
        precision[group] = 10.0
    for _ in range(ROUNDS):
        w = logistic(x, y, precision)
        covariance = np.linalg.inv(_curvature(x, expit(x @ w), precision))
        before = precision.copy()
        for group in groups:
            # The number of coefficients that the data determine rather than the prior.
            told = len(group) - float(precision[group[0]] * np.trace(covariance[group][:, group]))
            precision[group] = (max(told, 0.0) + SHAPE) / (float((w[group] ** 2).sum()) + RATE)
        if np.allclose(precision, before, rtol=1e-3):
            break
    return logistic(x, y, precision)


def _curvature(x: Array, chance: Array, precision: Array) -> Array:
    result: Array = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(precision)
    return result


def _further(panel: Panel, use: NDArray[np.bool_]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the coefficients of going on by a level once risen, from the rises that could."""
    cases = []
    for number in np.flatnonzero(use & panel.rose):
        start, end = int(panel.level[number]), int(panel.following[number])
        for at in range(start + 1, min(end, 2) + 1):
            cases.append((start + at - 1 if start == 0 else 2, number, end > at))
    where = np.array([case[0] for case in cases], dtype=np.int64)
    kinds = _kinds(panel.kind[[case[1] for case in cases]])
    went = np.array([case[2] for case in cases], dtype=np.float64)
    group = np.arange(3, 3 + len(KINDS))
    found = by_evidence(np.hstack([np.eye(3)[where], kinds]), went, [group])
    return _plain(found[:3]), _plain(found[group])


def _falls(panel: Panel, use: NDArray[np.bool_]) -> tuple[tuple[float, ...], float]:
    """Return the yearly rate of falls from each level, and how often one goes on by a level."""
    above = use & (panel.level > 0)
    fell = panel.fell
    mean = (fell[above].sum() + SOME_FALLS) / (above.sum() + 1)
    rates = []
    for level in (1, 2, 3):
        here = use & (panel.level == level)
        rates.append((fell[here].sum() + MEAN_FALLS * mean) / (here.sum() + MEAN_FALLS))
    start, end = panel.level[use & fell], panel.following[use & fell]
    went = int((start - 1 - end).sum())
    could = went + int(((end > 0) & (start > 1)).sum())
    return _plain(rates), (went + 0.5) / (could + 1)


def _kinds(kind: NDArray[np.int64]) -> Array:
    """Return one column a kind; all 0 where the kind is not known."""
    return np.vstack([np.eye(len(KINDS)), np.zeros(len(KINDS))])[kind]


def _plain(values: Sequence[float] | Array) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _blank(first: Array) -> Coefficients:
    """Return coefficients that hold only the simple expectation."""
    none = (0.0,) * len(KINDS)
    return Coefficients(
        level=(0.0,) * 3,
        time=0.0,
        kind=none,
        kind_time=none,
        pace=0.0,
        so_far=0.0,
        expected_level=_plain(first[:3]),
        expected_time=float(first[3]),
        further=(0.0,) * 3,
        further_kind=none,
        fall=(0.0,) * 3,
        fall_further=0.0,
        spread=0.0,
    )
