"""How far patience, verification or reward would have to change for a link to turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.values import EDGE, Values, values

_GRID = np.concatenate([np.linspace(0.005, 0.99, 198), 1 - np.geomspace(0.009, 0.0005, 20)])
_STEPS = 50

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
        return low if low > _GRID[0] and high >= _GRID[-1] else None


def patience(game: Game, stakes: Stakes, party: int, years: float) -> Patience:
    """Return with which yearly discount factors a party keeps to the schedule, all else equal.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        party: Index of the party.
        years: Length of one period in years.
    """

    def least(factors: Array) -> Array:
        discount = np.repeat(game.discount[None, :], len(factors), axis=0)
        discount[:, party] = factors**years
        found = values(game, stakes, discount)
        result: Array = found.relative[:, :, party].min(axis=1) + EDGE
        return result

    signs = least(_GRID) >= 0
    intervals: list[Interval] = []
    start: float | None = float(_GRID[0]) if signs[0] else None
    for left, right, was, now in zip(_GRID, _GRID[1:], signs, signs[1:], strict=False):
        if was == now:
            continue
        turn = bisect(lambda x: bool(least(np.array([x]))[0] >= 0) == bool(now), left, right)
        if now:
            start = turn
        else:
            assert start is not None
            intervals.append((start, turn))
            start = None
    if start is not None:
        intervals.append((start, float(_GRID[-1])))
    return Patience(tuple(intervals))


def bisect(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the point in [low, high] from which `holds` is true, false at `low`."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high


def detection(game: Game, stakes: Stakes, party: int, row: int) -> float | None:
    """Return the least chance of detection a period at which stalling in a row does not pay.

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

    def holds(q: float) -> bool:
        detects = game.detects.copy()
        detects[own] = q
        found = values(replace(game, detects=detects), stakes)
        gap = found.comply[0, row, party] - found.stall[0, row, party]
        return bool(gap >= -EDGE * max(found.scale[0, party], 1e-300))

    if holds(0.0):
        return 0.0
    return bisect(holds, 0.0, 1.0) if holds(1.0) else None


def extra_dividend(game: Game, stakes: Stakes, found: Values, party: int) -> float | None:
    """Return the smallest addition to a party's dividend that closes all its gaps.

    Slack is affine in the dividend, so one further evaluation gives it exactly.

    Returns:
        The addition a period, 0 where nothing is missing, None where no dividend helps.
    """
    slack = found.slack[0, :, party]
    if slack.min() >= -EDGE * found.scale[0, party]:
        return 0.0
    raised = stakes.dividend.copy()
    raised[:, party] += 1
    gain = values(game, replace(stakes, dividend=raised)).slack[0, :, party] - slack
    short = slack < 0
    if (gain[short] <= 1e-12).any():
        return None
    return float((-slack[short] / gain[short]).max())
