"""The stakes of a file one by one, as the analyst judged them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.values import Values, values
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.tranches import parts_of
from khutwa.words import Text

Kind = Literal["flow", "once", "outside", "dividend"]

TABLES: tuple[Kind, ...] = ("flow", "once", "outside", "dividend")
"""The tables of `Stakes`."""

NOISE = 1e-12
"""Share of what 1 a period for ever is worth, below which an effect is taken for rounding."""


@dataclass(frozen=True)
class Judgement:
    """One stake: what one step is worth to a party, or its dividend.

    Attributes:
        party: Index of the party.
        kind: Which of the tables of `Stakes` it stands in.
        stake: Its value or range in the file.
        step: The step's id in the file; None for a dividend.
        name: How a person calls the step; None for a dividend.
        at: Indices of the game's steps over which it is spread: several for tranches.
        shares: Share of each of them.
    """

    party: int
    kind: Kind
    stake: Stake
    step: str | None = None
    name: Text | None = None
    at: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()

    @property
    def size(self) -> float:
        """Return the largest absolute value that it may have."""
        return max(abs(self.stake.low), abs(self.stake.high))

    def to_dict(self, game: Game) -> dict[str, Any]:
        """Return plain values."""
        return {
            "party": game.parties[self.party],
            "kind": self.kind,
            "step": self.step,
            "low": self.stake.low,
            "likely": self.stake.likely,
            "high": self.stake.high,
        }


def judgements(roadmap: Roadmap, game: Game) -> tuple[Judgement, ...]:
    """Return every stake of the scheduled steps that is not zero, by party and then step.

    Args:
        roadmap: The roadmap as the file has it, before its tranches become steps of their own.
        game: Its game.
    """
    return tuple(_judgements(roadmap, game))


def _judgements(roadmap: Roadmap, game: Game) -> Iterator[Judgement]:
    index = {name: a for a, name in enumerate(game.steps)}
    for i, party in enumerate(game.parties):
        dividend = roadmap.parties[party].dividend
        if dividend:
            yield Judgement(i, "dividend", dividend)
        for step in roadmap.steps.values():
            stakes = step.stakes.get(party)
            if stakes is None:
                continue
            shares = dict(zip(parts_of(step), (part.share for part in step.tranches), strict=True))
            placed = {index[n]: s for n, s in (shares or {step.id: 1.0}).items() if n in index}
            at, parts = tuple(placed), tuple(placed.values())
            kinds: tuple[tuple[Kind, Stake], ...] = (
                ("flow", stakes.flow), ("once", stakes.once), ("outside", stakes.outside)
            )  # fmt: skip
            for kind, stake in kinds:
                if stake and at:
                    yield Judgement(i, kind, stake, step.id, step.label, at, parts)


def read(stakes: Stakes, chosen: Sequence[Judgement]) -> Array:
    """Return the values of some judgements in d draws, shape (d, number of judgements)."""
    columns = [
        stakes.dividend[:, j.party]
        if j.kind == "dividend"
        else getattr(stakes, j.kind)[:, j.party, list(j.at)].sum(-1) / sum(j.shares)
        for j in chosen
    ]
    return np.stack(columns, axis=1)


def write(stakes: Stakes, chosen: Sequence[Judgement], given: Array) -> Stakes:
    """Return stakes in which some judgements have other values.

    Args:
        stakes: One row, for everything else.
        chosen: The judgements to set.
        given: Their values, shape (d, number of judgements).
    """
    tables = {kind: np.repeat(getattr(stakes, kind), len(given), axis=0) for kind in TABLES}
    for j, column in zip(chosen, given.T, strict=True):
        if j.kind == "dividend":
            tables[j.kind][:, j.party] = column
        else:
            tables[j.kind][:, j.party, list(j.at)] = column[:, None] * np.array(j.shares)
    return replace(stakes, **tables)


def margins(found: Values) -> Array:
    """Return comply less walk and comply less stall, shape (d, K+1, m, 2).

    Each is linear in the stakes, while their minimum, the slack, is not. Where a party cannot
    stall the second is inf.
    """
    result: Array = np.stack([found.comply - found.walk, found.comply - found.stall], axis=-1)
    return result


def effects(game: Game, chosen: Sequence[Judgement]) -> Array:
    """Return the change of every margin for one unit more of each judgement.

    Returns:
        Shape (number of judgements, K+1, m, 2); 0 where a party cannot stall.
    """
    m, n = len(game.parties), len(game.steps)
    table = np.zeros((1, m, n))
    none = Stakes(table, table, table, np.zeros((1, m)))
    found = margins(values(game, write(none, chosen, np.eye(len(chosen)))))
    # What rounding leaves of a difference of equal values is no effect.
    noise = NOISE / (1 - game.discount)[:, None]
    result: Array = np.where(np.isinf(found) | (np.abs(found) <= noise), 0.0, found)
    return result
