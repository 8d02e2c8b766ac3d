"""What the order search answers: the best schedule, its proof, what else comes close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

import numpy as np

from khutwa.game.analysis import Link, link_at
from khutwa.game.arrays import Game, Stakes
from khutwa.game.summary import Shown, Summary
from khutwa.game.values import EDGE, values
from khutwa.roadmap.model import Roadmap, Stage
from khutwa.roadmap.schedule import Fault
from khutwa.words import Text

Stop = Literal["time", "memory"]
Method = Literal["from the end", "widest path", "ceilings", "labels"]


@dataclass(frozen=True)
class Order:
    """One schedule as `values` evaluates it.

    Attributes:
        game: The steps in this order.
        smallest: The smallest rel over its stages and the parties that have stakes; inf where
            nobody has an alternative anywhere.
        durability: The same once all is done, which does not depend on the order.
        table: Every link, by stage and then party; the last row is durability.
        weakest: The weakest link of its stages; ties go to the earlier stage, then the first party.
    """

    game: Game
    smallest: float
    durability: float
    table: tuple[tuple[Link, ...], ...]
    weakest: Link

    @property
    def stages(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the steps of each stage."""
        return tuple(tuple(self.game.steps[a] for a in stage) for stage in self.game.stages)

    @property
    def holds(self) -> bool:
        """Tell whether it is self-enforcing: every stage holds, and so does what follows."""
        return min(self.smallest, self.durability) >= -EDGE

    @cached_property
    def place(self) -> dict[int, int]:
        """Return the stage of every step, by index."""
        return {a: k for k, stage in enumerate(self.game.stages) for a in stage}


@dataclass(frozen=True)
class Certificate:
    """What was proved, and at what cost.

    Attributes:
        exact: Whether no schedule is better by more than `EDGE`.
        bound: No schedule has a larger smallest rel.
        method: How the bound was proved: from the end, by a widest path, by ceilings of each party,
            or by labels of listed states.
        stopped_by: What ended the search before it was through; None where nothing did.
        states: States looked at.
        labels: Labels made, one for each partial schedule that was not dominated at once.
        refuted: How many bars were refuted.
        compiled: Whether compiled code was used.
    """

    exact: bool
    bound: float
    method: Method
    stopped_by: Stop | None
    states: int
    labels: int = 0
    refuted: int = 0
    compiled: bool = False


@dataclass(frozen=True)
class OrderSearch(Shown):
    """The best order of a plan's steps.

    Attributes:
        roadmap: The plan, tranches as steps of their own.
        stakes: Its likely stakes.
        stage_size: Most steps of a stage.
        best: The best schedule found.
        others: Runner-ups that differ in kind, the best first (`differs`).
        current: The file's schedule, or the default one; None where it cannot be followed.
        faults: Why it cannot.
        searched: Whether the file's schedule is among those compared: its stages may be larger, or
            divide what goes together.
        split: Escrows whose steps cannot begin together, so that each was ordered by itself.
        certificate: What was proved.
        version: Version of the product.
    """

    roadmap: Roadmap
    stakes: Stakes
    stage_size: int
    best: Order
    others: tuple[Order, ...]
    current: Order | None
    faults: tuple[Fault, ...]
    searched: bool
    split: tuple[str, ...]
    certificate: Certificate
    version: str

    @property
    def gap(self) -> float:
        """Return how much better than `best` a schedule could still be, as a share of stakes."""
        return max(0.0, self.certificate.bound - self.best.smallest)

    @property
    def has_stakes(self) -> bool:
        """Tell whether any party has stakes."""
        return any(link.scale > 0 for link in self.best.table[0])

    def scheduled(self, order: Order | None = None) -> Roadmap:
        """Return the plan with the stages of the best order, or another, as its schedule."""
        stages = tuple(Stage(steps=stage) for stage in (order or self.best).stages)
        return self.roadmap.model_copy(update={"schedule": stages})

    def labels(self, stage: Sequence[str]) -> list[Text]:
        """Return the names of steps."""
        return [self.roadmap.label(name) for name in stage]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.ordering.words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.ordering.words import summary

        return summary(self)


def evaluated(game: Game, stakes: Stakes, stages: Sequence[Sequence[int]]) -> Order:
    """Return a schedule with its numbers.

    Args:
        game: The steps.
        stakes: One row of stakes.
        stages: Indices of the steps of each stage.
    """
    ordered = game.in_order(stages)
    found = values(ordered, stakes)
    table = tuple(
        tuple(link_at(ordered, found, row, i) for i in range(len(game.parties)))
        for row in range(len(ordered.stages) + 1)
    )
    relative = np.where(found.scale[0] > 0, found.relative[0], np.inf)
    smallest = float(relative[:-1].min())
    weakest = next(
        link
        for row, links in enumerate(table[:-1])
        for i, link in enumerate(links)
        if relative[row, i] <= smallest + EDGE
    )
    return Order(ordered, smallest, float(relative[-1].min()), table, weakest)


def differs(one: Order, other: Order) -> bool:
    """Tell whether two schedules differ in kind.

    They do where another party is the weakest link, or the same one over other steps, or where at
    least a quarter of all pairs of steps stand in another order.
    """
    return _weak_point(one) != _weak_point(other) or 4 * turned(one, other) >= _pairs(one)


def turned(one: Order, other: Order) -> int:
    """Return how many pairs of steps stand in another order (Kendall's distance, ties apart)."""
    return sum(
        _side(one.place[a] - one.place[b]) != _side(other.place[a] - other.place[b])
        for a, b in combinations(range(len(one.place)), 2)
    )


def _pairs(order: Order) -> int:
    return len(order.place) * (len(order.place) - 1) // 2


def _side(difference: int) -> int:
    return (difference > 0) - (difference < 0)


def _weak_point(order: Order) -> tuple[str, frozenset[int]]:
    return order.weakest.party, frozenset(order.game.stages[order.weakest.row])


def different(orders: Iterator[Order], most: int) -> list[Order]:
    """Return the first `most` orders of which no two are alike in kind."""
    found: list[Order] = []
    for order in orders:
        if len(found) >= most:
            break
        if all(differs(order, known) for known in found):
            found.append(order)
    return found
