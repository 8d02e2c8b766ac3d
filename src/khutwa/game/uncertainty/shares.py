"""How often a schedule holds when its stakes are drawn from their ranges."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from khutwa.game.arrays import Game, Stakes, draw_stakes
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap

CHUNK = 4000
"""Draws evaluated at once; bounds the memory and does not change a result."""

CELLS = 2_000_000
"""Numbers of a table of stakes that are held at once, so that large plans take fewer draws."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Shares:
    """How the verdict fares in seeded draws.

    Attributes:
        draws: Number of draws.
        seed: Their seed.
        share: Share of the draws in which the schedule is self-enforcing.
        interval: 95 per cent Wilson interval of that share: the error of drawing, no other.
        late: Share in which it is, and yet a party would leave before a long stage ends.
        weakest: How often each (row, party) was the weakest link, most often first.
    """

    draws: int
    seed: int
    share: float
    interval: Interval
    late: float
    weakest: tuple[tuple[tuple[int, int], float], ...]

    def to_dict(self, game: Game) -> dict[str, Any]:
        """Return plain values."""
        return {
            "draws": self.draws,
            "seed": self.seed,
            "share": self.share,
            "interval": list(self.interval),
            "late": self.late,
            "weakest": [
                {"row": row, "party": game.parties[i], "share": share}
                for (row, i), share in self.weakest
            ],
        }


def wilson(count: int, total: int) -> Interval:
    """Return the 95 per cent score interval of a share (Wilson 1927, JASA 22:209-212)."""
    z = 1.959963984540054
    share = count / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    bottom = 1 + z * z / total
    return max(0.0, (centre - spread) / bottom), min(1.0, (centre + spread) / bottom)


def at_once(game: Game) -> int:
    """Return how many rows of stakes are evaluated at once."""
    return max(1, min(CHUNK, CELLS // (len(game.parties) * len(game.steps))))


def batches(whole: Roadmap, game: Game, draws: int, seed: int) -> Iterator[Stakes]:
    """Yield `draws` drawn rows of stakes in all, some at once."""
    size = at_once(game)
    for start in range(0, draws, size):
        yield draw_stakes(whole, game, min(size, draws - start), seed, start)


def shares(whole: Roadmap, game: Game, draws: int, seed: int) -> Shares:
    """Draw the stakes and count how often the schedule holds.

    Args:
        whole: The expanded roadmap.
        game: Its game.
        draws: Number of draws, at least 1.
        seed: Their seed; the same seed gives the same result.
    """
    held = late = 0
    links: Counter[tuple[int, int]] = Counter()
    for stakes in batches(whole, game, draws, seed):
        found = values(game, stakes)
        held += int(found.holds.sum())
        late += int((found.holds & found.leaves_late.any(axis=(1, 2))).sum())
        where, count = np.unique(found.weakest, axis=0, return_counts=True)
        for (row, i), times in zip(where.tolist(), count.tolist(), strict=True):
            links[row, i] += times
    often = sorted(links.items(), key=lambda item: (-item[1], item[0]))
    weakest = tuple((link, times / draws) for link, times in often)
    return Shares(draws, seed, held / draws, wilson(held, draws), late / draws, weakest)
