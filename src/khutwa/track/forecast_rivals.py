"""What a forecast must beat: persistence, climatology, and two Markov chains."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from khutwa.track.forecast_fit import fit
from khutwa.track.forecast_model import chances
from khutwa.track.forecast_panel import Array, Ints, Panel

Mask = NDArray[np.bool_]
Forecaster = Callable[[Panel, Mask], Array]
"""Takes a panel and the rows to learn from, returns the chances of every row, shape (n, 4)."""

LAST_YEAR = 10
"""Years of the accord that are told apart."""

CELL = 0.5
"""Cases added to each that is counted (Jeffreys' prior), so that none seen is not never."""


def persistence(panel: Panel, _rows: Mask) -> Array:
    """Forecast that nothing changes."""
    return np.eye(4)[panel.level]


def climatology(panel: Panel, rows: Mask) -> Array:
    """Forecast how often each level came, whatever went before."""
    counts = np.bincount(panel.following[rows], minlength=4) + CELL
    return np.tile(counts / counts.sum(), (len(panel), 1))


def markov(panel: Panel, rows: Mask) -> Array:
    """Forecast how often each level followed the present one."""
    return chain(panel, rows)[panel.level]


def markov_years(panel: Panel, rows: Mask) -> Array:
    """Forecast how often each level followed the present one in that year of the accord."""
    year = years_in(panel)
    found = np.zeros((len(panel), 4))
    for number in range(LAST_YEAR + 1):
        here = year == number
        if here.any():
            found[here] = chain(panel, rows & here)[panel.level[here]]
    return found


def this_forecast(panel: Panel, rows: Mask) -> Array:
    """Forecast as `khutwa forecast` does, with coefficients fitted to the rows."""
    return chances(fit(panel, rows), panel)


FORECASTERS: Mapping[str, Forecaster] = {
    "persistence": persistence,
    "climatology": climatology,
    "markov": markov,
    "markov-years": markov_years,
    "khutwa": this_forecast,
}
"""Every model of the backtest."""


def years_in(panel: Panel) -> Ints:
    """Return which year of its accord's panel each row is of, from 0, at most LAST_YEAR."""
    first = np.array([panel.year[panel.accord == a].min() for a in range(len(panel.accords))])
    result: Ints = np.minimum(panel.year - first[panel.accord], LAST_YEAR)
    return result


def chain(panel: Panel, rows: Mask) -> Array:
    """Return how often each level followed each, shape (4, 4)."""
    counts = np.full((4, 4), CELL)
    np.add.at(counts, (panel.level[rows], panel.following[rows]), 1)
    result: Array = counts / counts.sum(axis=1, keepdims=True)
    return result
