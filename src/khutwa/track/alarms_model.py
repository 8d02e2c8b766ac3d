"""How counts come about: a level that holds for a while and then jumps, and counts that scatter.

The count of a period is negative binomial with mean level x exposure and size r (variance
mean + mean^2 / r). If asked for, a part of the distance of a rate to its level may carry over to
the next period: log-linear autoregression of counts (Fokianos & Tjostheim 2011, Journal of
Multivariate Analysis 102:563-578). The level holds from period to period; with the chance of a
change it is multiplied by a factor of its own. Level, size and carry-over live on grids, so every
sum below is exact for the grid and nothing is drawn at random.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from khutwa.track.trust import Array

CHANGE = 1 / 26
"""Chance of a change a period: one a year of fortnights. An assumption."""

RETURN, RETURNS = 1 / 6, 8
"""Least chance of a change a period in so many periods after an alarm: calms lapse and flare-ups
die down sooner than a level changes that has long held. Assumptions."""

EVENT = 1 / 5
"""Least chance of a change in the period in which a dated event falls. An assumption: with four
idle events a year it keeps false alarms below one a year."""

LEAST, SPREAD = math.log(1.25), math.log(2.0)
"""A change multiplies or divides the level by 1.25 at least; by how much more is exponential on the
logarithmic scale, on average another factor of two. Assumptions."""

SIZES = np.array([1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 35.0, 64.0])
"""Sizes r that are tried, equally likely at first: scatter of 100 to 12 percent of the level on top
of chance. One size holds for the whole series."""

CARRIES = (0.0, 0.3, 0.6)
"""How much of the distance to its level a rate may keep until the next period, on the logarithmic
scale, where that is asked for; equally likely at first, the same for the whole series."""

STEP = 0.06
"""Distance of neighbouring levels of the grid, on the logarithmic scale."""

FEWEST = 0.05
"""Lowest level of the grid, a period: one event in twenty periods is as good as none."""

BELOW, ABOVE = 3.0, 5.0
"""How far the grid reaches beyond the rates seen, on the logarithmic scale."""


@dataclass(frozen=True)
class Model:
    """The grids and what does not depend on the counts.

    The levels are multiples of one step whatever the counts are, and the prior has no bounds of its
    own: later counts may widen the grid, but do not move what was concluded before them.

    Attributes:
        levels: Levels, counts a period of full exposure, ascending, shape (l,).
        jump: Chance of going from each level to each other at a change, shape (l, l).
        scatters: Size and carry-over of each scatter that is tried, shape (s, 2).
        first: Weight of each scatter and level at first: Jeffreys' prior of the level, flat on the
            logarithmic scale where chance counts little, shape (s, l).
    """

    levels: Array
    jump: Array
    scatters: Array
    first: Array


def model(rates: Array, *, carry: bool = False) -> Model:
    """Return the model with a grid wide enough for some rates.

    Args:
        rates: Count by exposure of each period that was counted, shape (t,).
        carry: Whether scatter may carry over to the next period.
    """
    low = math.log(max(float(rates.min(initial=np.inf)), FEWEST)) if rates.size else 0.0
    high = math.log(max(float(rates.max(initial=0.0)), 1.0))
    first = math.floor(max(low - BELOW, math.log(FEWEST)) / STEP)
    last = math.ceil((high + ABOVE) / STEP)
    logs = STEP * np.arange(first, last + 1)
    levels: Array = np.exp(logs)
    scatters = np.array(
        [(size, kept) for kept in CARRIES[: None if carry else 1] for size in SIZES]
    )
    size = scatters[:, :1]
    return Model(levels, jumps(len(levels)), scatters, np.sqrt(levels / (levels + size)))


def jumps(count: int, step: float = STEP) -> Array:
    """Return the chances of the jumps at a change, shape (l, l); what would leave the grid is lost.

    Args:
        count: Number of levels.
        step: Distance of neighbouring levels, on the logarithmic scale.
    """
    gap = step * np.abs(np.arange(count)[:, None] - np.arange(count)[None, :])
    beyond = step * np.arange(1, 1000)
    whole = 2 * np.exp(-beyond[beyond >= LEAST - step / 2] / SPREAD).sum()
    weight = np.where(gap >= LEAST - step / 2, np.exp(-gap / SPREAD), 0.0)
    result: Array = weight / whole
    return result


def likelihood(made: Model, count: int, exposure: float, last: float | None = None) -> Array:
    """Return how likely a count is under each scatter and level, shape (s, l).

    Args:
        made: The model.
        count: What was counted.
        exposure: How much of a usual period was observed.
        last: The rate in the period before, where the level was the same; None where it was another
            or is not known. Scatter that carries over keeps a part of its distance to the level.
    """
    size, carry = made.scatters[:, :1], made.scatters[:, 1:]
    logs = np.log(made.levels)[None, :]
    if last is not None:
        logs = logs + carry * (math.log(last) - logs)
    mean = np.exp(logs) * exposure
    result: Array = np.exp(
        gammaln(count + size) - gammaln(size) - gammaln(count + 1.0)
        - size * np.log1p(mean / size) - count * np.log1p(size / mean)
    )  # fmt: skip
    return result


def whole_scatter(made: Model, chances: Array) -> Array:
    """Return the chances of the sizes that tell all scatter around the level, shape (k,).

    Args:
        made: The model.
        chances: Chances of the scatters, shape (s,). What carries over adds to the scatter.
    """
    whole = np.log(made.scatters[:, 0] * (1 - made.scatters[:, 1] ** 2))
    nearest = np.abs(whole[:, None] - np.log(SIZES)).argmin(axis=1)
    return np.array([chances[nearest == k].sum() for k in range(len(SIZES))])


def changed(periods: float, least: float = 0.0) -> float:
    """Return the chance that the level has changed in some periods.

    Args:
        periods: How many.
        least: What it is at least, where something speaks for a change.
    """
    return max(float(1 - (1 - CHANGE) ** periods), least)
