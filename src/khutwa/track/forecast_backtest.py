"""How good the forecast would have been: each accord forecast from all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from khutwa.game.summary import Shown, Summary
from khutwa.track.forecast_ahead import ahead, standing
from khutwa.track.forecast_fit import fit
from khutwa.track.forecast_panel import Array, Panel
from khutwa.track.forecast_rivals import FORECASTERS, Forecaster, chain
from khutwa.track.scores import Bin, brier, calibration, log_loss, ranked_probability

OWN = "khutwa"

RPS_BAR, LOG_BAR, GAP_BAR = 0.0365, 0.335, 0.02
"""Ranked probability score, log loss and gap of calibration that the forecast is to keep to."""

HORIZON = 3
"""Years ahead of the second test."""

DRAWN = 200
"""Histories drawn for each forecast of the second test."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean scores of a model; the smaller the better.

    Attributes:
        model: A key of FORECASTERS.
        ranked: Ranked probability score.
        log_loss: Infinite where the model ruled out what came.
        brier: Brier score over the four levels.
    """

    model: str
    ranked: float
    log_loss: float
    brier: float


@dataclass(frozen=True, slots=True)
class Later:
    """Whether promises not done were fully done HORIZON years later.

    Attributes:
        cases: Promises not done, at the end of every year from which the horizon can be seen.
        own: Brier score of the forecast's chance.
        markov: The same of the Markov chain, repeated.
        groups: Accords and years from which was forecast.
        covered: Those in which the number then done lay within the forecast's range of 80%.
        bins: Calibration of the chance.
    """

    cases: int
    own: float
    markov: float
    groups: int
    covered: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Backtest(Shown):
    """Every model on the accords that it did not learn from.

    Attributes:
        accords: How many accords.
        rows: Cases scored: the promise is in the accord and the following year is known.
        scores: Every model, in the order of FORECASTERS.
        rises: Calibration of the chance of a rise, of promises not done, in ten equal bins.
        done: Of the chance of being fully done next year, likewise.
        levels: Of the chances of all four levels of all cases together, likewise.
        later: The test several years ahead.
        version: Version of the product.
    """

    accords: int
    rows: int
    scores: tuple[Scores, ...]
    rises: tuple[Bin, ...]
    done: tuple[Bin, ...]
    levels: tuple[Bin, ...]
    later: Later
    version: str

    def of(self, model: str) -> Scores:
        """Return the scores of a model."""
        return next(each for each in self.scores if each.model == model)

    @property
    def misses(self) -> tuple[Bin, ...]:
        """Return the bins of rises and of done in which the forecast is off beyond the bar."""
        return tuple(each for each in (*self.rises, *self.done) if abs(each.gap) > GAP_BAR)

    @property
    def met(self) -> bool:
        """Tell whether the forecast keeps to every bar."""
        own = self.of(OWN)
        return own.ranked <= RPS_BAR and own.log_loss <= LOG_BAR and not self.misses

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        from khutwa.track.forecast_backtest_words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.track.forecast_backtest_words import summary

        return summary(self)


def backtest(panel: Panel) -> Backtest:
    """Score every model, leaving out one accord at a time.

    Args:
        panel: At least three accords.
    """
    from khutwa.version import __version__

    known = panel.known
    came = panel.following[known]
    found = {name: left_out(panel, model)[known] for name, model in FORECASTERS.items()}
    own = found[OWN]
    rows = np.arange(len(came))
    level = panel.level[known]
    open_ = level < 3
    risen = own.sum(axis=1) - np.cumsum(own, axis=1)[rows, level]
    return Backtest(
        accords=len(panel.accords),
        rows=len(came),
        scores=tuple(
            Scores(
                name,
                float(ranked_probability(each, came).mean()),
                float(log_loss(each, came).mean()),
                float(brier(each, came).mean()),
            )
            for name, each in found.items()
        ),
        rises=calibration(risen[open_], (came > level)[open_]),
        done=calibration(own[open_, 3], (came == 3)[open_]),
        levels=calibration(own.ravel(), (came[:, None] == np.arange(4)).ravel()),
        later=later(panel),
        version=__version__,
    )


def left_out(panel: Panel, model: Forecaster) -> Array:
    """Return the chances of each accord's rows as learnt from all other accords, shape (n, 4)."""
    found = np.zeros((len(panel), 4))
    for number in range(len(panel.accords)):
        mine = panel.accord == number
        found[mine] = model(panel, panel.known & ~mine)[mine]
    return found


def later(panel: Panel, years: int = HORIZON) -> Later:
    """Score the chance of being fully done some years later, each accord from all the others."""
    own: list[float] = []
    chained: list[float] = []
    done: list[bool] = []
    groups = covered = 0
    for number in range(len(panel.accords)):
        others = panel.known & (panel.accord != number)
        told = fit(panel, others)
        repeated = np.linalg.matrix_power(chain(panel, others), years)[:, 3]
        mine = panel.of_accord(number)
        held = dict(zip(zip(mine.items, mine.year, strict=True), mine.level, strict=True))
        for year in np.unique(mine.year):
            here = np.flatnonzero(mine.year == year)
            ends = np.array([held.get((mine.items[i], year + years), -1) for i in here])
            open_ = (ends >= 0) & (mine.level[here] < 3)
            if not open_.any():
                continue
            states = ahead(told, standing(told, mine, year), years, histories=DRAWN)[-1]
            chance = states[:, open_, 3]
            came = ends[open_] == 3
            own += chance.mean(axis=0).tolist()
            chained += repeated[mine.level[here][open_]].tolist()
            done += came.tolist()
            low, high = count_range(chance)
            groups += 1
            covered += low <= came.sum() <= high
    gaps = np.array(own) - done, np.array(chained) - done
    return Later(
        cases=len(done),
        own=float((gaps[0] ** 2).mean()),
        markov=float((gaps[1] ** 2).mean()),
        groups=groups,
        covered=int(covered),
        bins=calibration(np.array(own), np.array(done, dtype=bool)),
    )


def count_range(chance: Array, seed: int = 0) -> tuple[int, int]:
    """Return how many promises will be done, as a range that holds with a chance of 80%.

    Args:
        chance: Of each promise in each history, shape (histories, n).
        seed: Of the draws.
    """
    drawn = np.random.default_rng(seed).random(chance.shape) < chance
    low, high = np.quantile(drawn.sum(axis=1), (0.1, 0.9), method="inverted_cdf")
    return int(low), int(high)
