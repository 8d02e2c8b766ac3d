"""On which stakes a verdict rests, and how far they are from turning it: exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from khutwa.game.arrays import Array, Game
from khutwa.game.uncertainty.judgement import Judgement, effects, margins
from khutwa.game.uncertainty.shares import at_once
from khutwa.game.values import EDGE, Values


@dataclass(frozen=True)
class Lever:
    """One stake on which a link rests.

    Attributes:
        judgement: The stake.
        turn: The smallest change of it, all else equal, at which the slack becomes zero.
    """

    judgement: Judgement
    turn: float

    @property
    def value(self) -> float:
        """Return the value of the stake at which the link turns."""
        return self.judgement.stake.likely + self.turn

    @property
    def within_range(self) -> bool:
        """Tell whether that value lies within the range that the file gives."""
        return self.judgement.stake.low <= self.value <= self.judgement.stake.high


def levers(
    game: Game, found: Values, chosen: Sequence[Judgement], row: int, party: int, most: int = 5
) -> tuple[Lever, ...]:
    """Return the stakes of a link that turn it soonest for their size.

    Args:
        game: The scheduled roadmap.
        found: The values of its likely stakes.
        chosen: The stakes to look at.
        row: The link's stage; the number of stages for the durability row.
        party: The link's party.
        most: How many to return.
    """
    own = [j for j in chosen if j.party == party]
    if not own:
        return ()
    base = margins(found)[0, row, party]
    base = np.where(np.abs(base) <= EDGE * found.scale[0, party], 0.0, base)
    result = []
    slopes = (slope for part in _parts(game, own) for slope in effects(game, part)[:, row, party])
    for judgement, slope in zip(own, slopes, strict=True):
        turn = turning_point(base, slope)
        if turn is not None:
            result.append(Lever(judgement, turn))
    result.sort(key=lambda lever: abs(lever.turn) / lever.judgement.size)
    return tuple(result[:most])


def turning_point(base: Array, slope: Array) -> float | None:
    """Return the smallest t in size at which the least of the lines `base + slope t` is zero.

    Returns:
        None where no t makes it so.
    """
    low, high = -math.inf, math.inf
    for height, rise in zip(base.tolist(), slope.tolist(), strict=True):
        if rise == 0 and height < 0:
            return None
        if rise > 0:
            low = max(low, -height / rise)
        elif rise < 0:
            high = min(high, -height / rise)
    ends = [end for end in (low, high) if math.isfinite(end)]
    return min(ends, key=abs) if low <= high and ends else None


def radius(game: Game, found: Values, chosen: Sequence[Judgement]) -> float | None:
    """Return by how much the ranges may be stretched about the likely values and still hold.

    Each margin is linear in the stakes, so it is least at a corner of the box of ranges, and the
    stretch at which that corner turns is exact. At 1 or more the schedule holds everywhere within
    the ranges.

    Args:
        game: The scheduled roadmap.
        found: The values of its likely stakes.
        chosen: The stakes of the file.

    Returns:
        The factor, at least 0, inf where no range matters; None where nothing is a range.
    """
    ranged = [j for j in chosen if j.stake.is_range]
    if not ranged:
        return None
    if not found.holds[0]:
        return 0.0
    base = np.maximum(margins(found)[0], 0.0)
    worst = np.zeros(base.shape)
    for part in _parts(game, ranged):
        slope = effects(game, part)
        down, up = (
            np.array([getattr(j.stake, end) - j.stake.likely for j in part]).reshape(-1, 1, 1, 1)
            for end in ("low", "high")
        )
        worst -= np.minimum(slope * down, slope * up).sum(axis=0)
    risky = worst > 0
    return float((base[risky] / worst[risky]).min()) if risky.any() else math.inf


def _parts(game: Game, chosen: Sequence[Judgement]) -> Iterator[Sequence[Judgement]]:
    """Yield judgements, as many at once as memory is meant to hold the effects of."""
    size = at_once(game)
    for start in range(0, len(chosen), size):
        yield chosen[start : start + size]


def stretch(radius: float | None) -> dict[str, Any]:
    """Return the exact radius for JSON, which knows no infinity: null where no range matters."""
    finite = radius is not None and radius != math.inf
    return {
        "radius": radius if finite else None,
        "holds_everywhere": radius is not None and radius >= 1,
    }
