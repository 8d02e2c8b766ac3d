"""How good chances were, once it is known what happened.

All scores are losses: the smaller the better, 0 the best. The ranked probability score (Epstein
1969, A scoring system for probability forecasts of ranked categories, Journal of Applied
Meteorology 8:985-987, in the form of Murphy 1971, A note on the ranked probability score, same
journal 10:155-156) also counts how far a forecast was from what happened; the log loss (Good 1952,
Rational decisions, Journal of the Royal Statistical Society B 14:107-114) punishes ruling out what
happens; the Brier score is of Brier 1950, Monthly Weather Review 78:1-3. All three are proper:
nobody gains by saying another chance than the one believed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

TENTHS = tuple(tenth / 10 for tenth in range(11))
"""Edges of ten bins of equal width."""


def ranked_probability(chances: Array, happened: Ints) -> Array:
    """Return the ranked probability score of each forecast, from 0 to 1, shape (n,).

    The squared gaps of the cumulative chances, summed over all but the last category and divided by
    their number.

    Args:
        chances: Chances of the ordered categories, shape (n, k).
        happened: The category that came, from 0, shape (n,).
    """
    most = chances.shape[1] - 1
    below = np.cumsum(chances, axis=1)[:, :most]
    came = happened[:, None] <= np.arange(most)
    result: Array = ((below - came) ** 2).sum(axis=1) / most
    return result


def log_loss(chances: Array, happened: Ints) -> Array:
    """Return minus the natural logarithm of the chance given to what came, shape (n,).

    Infinite where a forecast ruled that out.
    """
    with np.errstate(divide="ignore"):
        result: Array = -np.log(chances[np.arange(len(happened)), happened])
    return result


def brier(chances: Array, happened: Ints) -> Array:
    """Return the squared gaps between the chances and what came, summed, 0 to 2, shape (n,)."""
    came = happened[:, None] == np.arange(chances.shape[1])
    result: Array = ((chances - came) ** 2).sum(axis=1)
    return result


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like chances against what came of them.

    Attributes:
        low: Lower edge of the bin, within it.
        high: Upper edge; within it for the last bin only.
        count: How many forecasts.
        forecast: Their mean chance.
        observed: The share in which it happened.
        sampling: Standard error of the observed share if every chance were exactly right and the
            cases independent.
    """

    low: float
    high: float
    count: int
    forecast: float
    observed: float
    sampling: float

    @property
    def gap(self) -> float:
        """Return by how much the forecasts were too high."""
        return self.forecast - self.observed


def calibration(
    chances: Array, happened: NDArray[np.bool_], edges: Sequence[float] = TENTHS, least: int = 50
) -> tuple[Bin, ...]:
    """Return the reliability table of chances of one event (Murphy & Winkler 1977).

    Reliability of subjective probability forecasts of precipitation and temperature, Applied
    Statistics 26:41-47.

    Args:
        chances: The chance of the event in each case, shape (n,).
        happened: Whether it came, shape (n,).
        edges: Edges of the bins, ascending.
        least: Cases below which a bin is left out.
    """
    place = np.clip(np.searchsorted(edges, chances, side="right") - 1, 0, len(edges) - 2)
    found = []
    for number in range(len(edges) - 1):
        here = place == number
        count = int(here.sum())
        if count and count >= least:
            said = chances[here]
            found.append(
                Bin(
                    low=float(edges[number]),
                    high=float(edges[number + 1]),
                    count=count,
                    forecast=float(said.mean()),
                    observed=float(happened[here].mean()),
                    sampling=float(np.sqrt((said * (1 - said)).sum()) / count),
                )
            )
    return tuple(found)
