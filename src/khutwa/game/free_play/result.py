"""What free play answers: who moves next, where that ends, what the agreed order does instead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from khutwa.game.arrays import Game
from khutwa.game.ordering.result import Order
from khutwa.game.quantal.response import Precision
from khutwa.game.summary import Shown, Summary
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

End = Literal["done", "frozen", "walk away"]


@dataclass(frozen=True)
class Move:
    """One move of free play.

    Attributes:
        party: Who moves; None where no party owes the steps.
        steps: What comes about: a step, or the steps of an exchange.
        agree: The other parties that owe a part of it and agree.
        sure: Chance that it comes about.
    """

    party: str | None
    steps: tuple[str, ...]
    agree: tuple[str, ...]
    sure: float


@dataclass(frozen=True)
class Chances:
    """Where free play ends when parties err.

    Attributes:
        rationality: lambda.
        done: Chance that everything is done.
        failed: Chance that a step does not come about although its owners try.
        frozen: Chance that nobody moves any more before everything is done.
        left: Chance that each party walks away, in file order.
        steps: Chance that each step is done when play ends.
        worth: What play is worth to each party at the beginning, in file order.
    """

    rationality: float
    done: float
    failed: float
    frozen: float
    left: tuple[float, ...]
    steps: tuple[float, ...]
    worth: tuple[float, ...]


@dataclass(frozen=True)
class FreeOrder(Shown):
    """Free play of a plan next to its agreed order.

    Attributes:
        roadmap: The plan as played, tranches as steps of their own.
        game: Its arrays.
        moves: The moves, if every step succeeds.
        end: How play ends after them.
        leaver: Who walks away at the end; None otherwise.
        worth: What free play is worth to each party at the beginning, in file order.
        agreed: The agreed order with its numbers.
        promised: What the agreed order is worth to each party if all comply.
        owners: The parties that owe a part of each step or exchange.
        states: Number of states that the plan can be in.
        split: Exchanges whose steps cannot begin together, so that each step is done by itself.
        chances: What is to be expected if parties err, by ascending lambda; empty if not asked.
        precision: How parties err; None if not asked.
        version: Version of the product.
    """

    roadmap: Roadmap
    game: Game
    moves: tuple[Move, ...]
    end: End
    leaver: str | None
    worth: tuple[float, ...]
    agreed: Order
    promised: tuple[float, ...]
    owners: tuple[tuple[str, ...], ...]
    states: int
    split: tuple[str, ...]
    chances: tuple[Chances, ...]
    precision: Precision | None
    version: str

    @property
    def sure(self) -> float:
        """Return the chance that every step of the moves comes about."""
        return math.prod(move.sure for move in self.moves)

    @property
    def has_stakes(self) -> bool:
        """Tell whether any party has stakes."""
        return any(link.scale > 0 for link in self.agreed.table[0])

    def labels(self, move: Move) -> list[Text]:
        """Return the names of the steps of a move."""
        return [self.roadmap.label(name) for name in move.steps]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.free_play.words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.free_play.words import summary

        return summary(self)
