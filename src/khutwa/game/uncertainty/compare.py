"""Several orders of the same steps on the same draws of the stakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from khutwa.game.arrays import Game
from khutwa.game.summary import Shown, Summary
from khutwa.game.uncertainty.shares import Interval, batches, wilson
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap

Order = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class OrderShare:
    """How often one order is self-enforcing.

    Attributes:
        stages: Ids of the steps of each stage.
        share: Share of the draws in which it is.
        interval: 95 per cent Wilson interval of that share.
        only_best: Draws in which the best order is and this one is not.
        only_this: Draws in which this one is and the best order is not.
    """

    stages: Order
    share: float
    interval: Interval
    only_best: int
    only_this: int


@dataclass(frozen=True)
class Comparison(Shown):
    """Orders compared on common random numbers.

    Attributes:
        roadmap: The plan, tranches as steps of their own.
        orders: The orders as given.
        best: Index of the one most often self-enforcing; the first of these in a tie.
        current: Index of the file's own schedule, where it is among them.
        proved: Whether it is proved that no order has a stronger weakest link on the likely stakes
            than the first of the others; None where they were not searched for.
        draws: Number of draws, the same for all.
        seed: Their seed.
        version: Version of the product.
    """

    roadmap: Roadmap
    orders: tuple[OrderShare, ...]
    best: int
    current: int | None
    proved: bool | None
    draws: int
    seed: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "version": self.version,
            "draws": self.draws,
            "seed": self.seed,
            "best": self.best,
            "current": self.current,
            "proved": self.proved,
            "orders": [
                {
                    "stages": [list(stage) for stage in order.stages],
                    "share": order.share,
                    "interval": list(order.interval),
                    "only_best": order.only_best,
                    "only_this": order.only_this,
                }
                for order in self.orders
            ],
        }

    def _summary(self) -> Summary:
        from khutwa.game.uncertainty.compare_words import summary

        return summary(self)


def compare_orders(
    whole: Roadmap, game: Game, orders: Sequence[Sequence[Sequence[int]]], draws: int, seed: int
) -> Comparison:
    """Find the order that is most often self-enforcing when the stakes are drawn.

    All orders meet the same draws, so they differ by nothing but the order.

    Args:
        whole: The expanded roadmap.
        game: Its steps.
        orders: Stages of indices of the game's steps, each order feasible; at least one.
        draws: Number of draws, at least 1.
        seed: Their seed; the same seed gives the same result.

    Raises:
        ValueError: if there is no order or `draws` is less than 1.
    """
    from khutwa.version import __version__

    if not orders or draws < 1:
        raise ValueError("needs at least one order and one draw")
    games = [game.in_order(order) for order in orders]
    held = np.concatenate(
        [
            np.stack([values(each, stakes).holds for each in games], axis=1)
            for stakes in batches(whole, game, draws, seed)
        ]
    )
    counts = held.sum(axis=0)
    best = int(counts.argmax())
    found = tuple(
        OrderShare(
            stages=tuple(tuple(each.steps[a] for a in stage) for stage in each.stages),
            share=int(count) / draws,
            interval=wilson(int(count), draws),
            only_best=int((held[:, best] & ~mine).sum()),
            only_this=int((mine & ~held[:, best]).sum()),
        )
        for each, count, mine in zip(games, counts, held.T, strict=True)
    )
    return Comparison(whole, found, best, None, None, draws, seed, __version__)


def compare_best(
    roadmap: Roadmap, *, orders: int = 3, draws: int = 10_000, seed: int = 0, time: float = 60.0
) -> Comparison:
    """Compare the schedule of a roadmap with the best orders of its steps.

    The best orders are those whose weakest link is the strongest on the likely stakes and that
    differ in kind (`khutwa.game.ordering.search`). The one that holds most often when the stakes
    are drawn need not be the first of them.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        orders: How many orders to find, at least 1.
        draws: Number of draws, at least 1.
        seed: Their seed; the same seed gives the same result.
        time: Seconds after which the search stops with the best so far.

    Raises:
        InfeasibleSchedule: if there is no party, or a step can never be reached.
        ValueError: if `orders` or `draws` is less than 1.
    """
    from khutwa.game.ordering.search import order

    search = order(roadmap, top=orders, time=time)
    game = search.best.game
    found = [search.best.game.stages, *(other.game.stages for other in search.others)]
    own = search.current.game if search.current else None
    current = None
    if own and own.steps == game.steps:
        if own.stages in found:
            current = found.index(own.stages)
        else:
            found.insert(0, own.stages)
            current = 0
    compared = compare_orders(search.roadmap, game, found, draws, seed)
    return replace(compared, current=current, proved=search.certificate.exact)
