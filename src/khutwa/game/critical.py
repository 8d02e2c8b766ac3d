"""How far patience, verification or reward would have to change for a link to turn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.values import EDGE, Values, values

_GRID = np.concatenate([np.linspace(0.005, 0.99, 198), 1 - np.geomspace(0.009, 0.0005, 20)])
LEAST_PATIENCE, MOST_PATIENCE = float(_GRID[0]), float(_GRID[-1])
"""The ends of the yearly discount factors that are looked at."""

_POINTS, _ROUNDS = 65, 7

Interval = tuple[float, float]


@dataclass(frozen=True)
class Patience:
    """The yearly discount factors of a party with which it keeps to the whole schedule.

    Attributes:
        holds: Closed intervals within (0, 1), ascending; looked for on a grid from 0.005 to
            0.9995, so one narrower than 0.005 may be missed.
    """

    holds: tuple[Interval, ...]

    @property
    def threshold(self) -> float | None:
        """Return the one number from which on it holds; None where the set is another.

        In general there is no single critical discount factor.
        """
        if len(self.holds) != 1:
            return None
        low, high = self.holds[0]
        return low if low > LEAST_PATIENCE and high >= MOST_PATIENCE else None


def patience(game: Game, stakes: Stakes, party: int, years: float) -> Patience:
    """Return with which yearly discount factors a party keeps to the schedule, all else equal.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        party: Index of the party.
        years: Length of one period in years.
    """

    def keeps(factors: Array) -> NDArray[np.bool_]:
        discount = np.repeat(game.discount[None, :], len(factors), axis=0)
        discount[:, party] = factors**years
        found = values(game, stakes, discount)
        result: NDArray[np.bool_] = found.relative[:, :, party].min(axis=1) >= -EDGE
        return result

    holds = keeps(_GRID)
    ends = [LEAST_PATIENCE] if holds[0] else []
    for at in np.flatnonzero(holds[1:] != holds[:-1]):
        before, after = _turn(keeps, float(_GRID[at]), float(_GRID[at + 1]))
        ends.append(after if holds[at + 1] else before)
    if holds[-1]:
        ends.append(MOST_PATIENCE)
    return Patience(tuple(zip(ends[::2], ends[1::2], strict=True)))


def _turn(holds: Callable[[Array], NDArray[np.bool_]], low: float, high: float) -> Interval:
    """Return the last point before `holds` turns and the first one after it, in [low, high]."""
    was = holds(np.array([low]))[0]
    for _ in range(_ROUNDS):
        points = np.linspace(low, high, _POINTS)
        first = max(int((holds(points) != was).argmax()), 1)
        low, high = float(points[first - 1]), float(points[first])
    return low, high


def detection(game: Game, stakes: Stakes, party: int, row: int) -> float | None:
    """Return the least chance of detection a period at which a party complies in a row.

    With q the chance, D (1 - delta + delta q) is affine in q, so two evaluations give it exactly.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        party: Index of the party.
        row: Index of the stage; the number of stages for the durability row.

    Returns:
        A chance in [0, 1], or None where even certain detection does not help.
    """
    if row < len(game.stages):
        own = [a for a in game.stages[row] if game.owed[party, a]]
    else:
        own = [a for a in range(len(game.steps)) if game.owed[party, a] and game.reversible[a]]

    def excess(q: float) -> float:
        """Return what stalling is worth beyond complying, times 1 - delta (1 - q)."""
        detects = game.detects.copy()
        detects[own] = q
        found = values(replace(game, detects=detects), stakes)
        gap = float(found.stall[0, row, party] - found.comply[0, row, party])
        return gap * (1 - float(game.discount[party]) * (1 - q))

    found = values(game, stakes)
    edge = EDGE * float(found.scale[0, party])
    if found.comply[0, row, party] - found.walk[0, row, party] < -edge:
        return None
    never, always = excess(0.0), excess(1.0)
    if always > edge:
        return None
    return min(never / (never - always), 1.0) if never > max(always, 0.0) else 0.0


def extra_dividend(game: Game, stakes: Stakes, found: Values, party: int) -> float | None:
    """Return the smallest addition to a party's dividend that closes all its gaps.

    Slack is affine in the dividend, which neither stalling nor walking away touches, so the values
    of a plan that gives nothing but a dividend of 1 are the slopes.

    Returns:
        The addition a period, 0 where nothing is missing, None where no dividend helps.
    """
    slack = found.slack[0, :, party]
    if slack.min() >= -EDGE * found.scale[0, party]:
        return 0.0
    nothing = {kind: np.zeros_like(getattr(stakes, kind)) for kind in ("flow", "once", "outside")}
    one = values(game, Stakes(dividend=np.ones_like(stakes.dividend), **nothing))
    gain = one.comply[0, :, party]
    short = slack < 0
    with np.errstate(divide="ignore", over="ignore"):
        added = float((-slack[short] / gain[short]).max())
    return added if math.isfinite(added) else None
