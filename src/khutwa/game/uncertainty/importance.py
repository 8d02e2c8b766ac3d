"""Which stake the firmness of a schedule depends on most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes, draw_stakes
from khutwa.game.uncertainty.judgement import Judgement, read, write
from khutwa.game.uncertainty.shares import CHUNK, Interval
from khutwa.game.uncertainty.sobol import sobol
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap

LEAST_BASE, MOST_BASE = 100, 4096
"""Rows of the base samples: with fewer nothing is said, and more make the intervals hardly
narrower."""

MOST_CELLS = 10_000_000
"""Slacks to compute in all: the design evaluates the base samples once for each stake."""


@dataclass(frozen=True)
class Importance:
    """How much one stake matters for the smallest relative slack.

    Attributes:
        judgement: The stake.
        rank: Spearman's rank correlation of the two.
        first: First-order Sobol index: share of the variance that knowing the stake would be
            expected to take away.
        total: Total Sobol index: share that would be expected to stay if all others were known.
        first_interval: 95 per cent bootstrap interval of the first-order index.
        total_interval: The same of the total index.
    """

    judgement: Judgement
    rank: float
    first: float
    total: float
    first_interval: Interval
    total_interval: Interval

    def to_dict(self, game: Game) -> dict[str, Any]:
        """Return plain values."""
        return self.judgement.to_dict(game) | {
            "rank_correlation": self.rank,
            "first_order": self.first,
            "first_order_interval": list(self.first_interval),
            "total": self.total,
            "total_interval": list(self.total_interval),
        }


def base_rows(game: Game, chosen: Sequence[Judgement], draws: int) -> int:
    """Return how many rows each of the two base samples has.

    Args:
        game: The scheduled roadmap.
        chosen: The stakes of the file.
        draws: How many draws are asked for; never more are used.
    """
    slacks = (len(game.stages) + 1) * len(game.parties)
    evaluations = sum(j.stake.is_range for j in chosen) + 2
    affordable = max(MOST_CELLS // (slacks * evaluations), LEAST_BASE)
    return min(draws, MOST_BASE, affordable)


def importance(
    whole: Roadmap, game: Game, chosen: Sequence[Judgement], draws: int, seed: int
) -> tuple[Importance, ...]:
    """Return how much each ranged stake matters, the largest total index first.

    Args:
        whole: The expanded roadmap.
        game: Its game.
        chosen: The stakes of the file.
        draws: How many draws are made; `base_rows` of them are used.
        seed: Their seed.

    Returns:
        Nothing where no range moves the smallest slack, or where the draws are too few to tell.
    """
    ranged = [j for j in chosen if j.stake.is_range]
    if not ranged or draws < LEAST_BASE:
        return ()
    likely, n = draw_stakes(whole, game), base_rows(game, chosen, draws)
    a, b = (read(draw_stakes(whole, game, n, seed, skip), ranged) for skip in (0, n))

    def smallest(rows: Array) -> Array:
        return _smallest(game, likely, ranged, rows)

    found = sobol(smallest, a, b, seed)
    if found is None:
        return ()
    ranks = rank_correlation(a, smallest(a))
    result = [
        Importance(
            judgement,
            float(ranks[i]),
            float(found.first[i]),
            float(found.total[i]),
            _interval(found.first_interval[i]),
            _interval(found.total_interval[i]),
        )
        for i, judgement in enumerate(ranged)
    ]
    return tuple(sorted(result, key=lambda one: -one.total))


def _smallest(game: Game, likely: Stakes, ranged: Sequence[Judgement], rows: Array) -> Array:
    parts = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    return np.concatenate([values(game, write(likely, ranged, part)).smallest for part in parts])


def rank_correlation(columns: Array, target: Array) -> Array:
    """Return Spearman's rank correlation of each column with the target.

    Args:
        columns: Shape (n, k).
        target: Shape (n,).

    Returns:
        Shape (k,); 0 where a column or the target is constant.
    """
    from scipy.stats import rankdata

    ranks = rankdata(np.column_stack([columns, target]), axis=0)
    ranks -= ranks.mean(axis=0)
    length = np.sqrt((ranks**2).sum(axis=0))
    length[length == 0] = np.inf
    unit = ranks / length
    result: Array = unit[:, :-1].T @ unit[:, -1]
    return result


def _interval(ends: Array) -> Interval:
    return float(ends[0]), float(ends[1])
