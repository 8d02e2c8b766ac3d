"""How much trust each party needs in each other one to go on (docs/model.md, section 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.trust.doubt import Doubt, turns
from khutwa.game.values import EDGE, Values

GRID = np.linspace(0, 1, 201)
"""Degrees of trust that are looked at first; a gap between two of them may be missed."""

_POINTS, _ROUNDS = 9, 10


@dataclass(frozen=True)
class Need:
    """The trust of one party in another that going on takes at one stage.

    Attributes:
        party: Who must trust.
        other: In whose word, that of all others taken as sure.
        row: Index of the stage; the number of stages for once all is done.
        each_time: The least chance, from which on going on is best, that the other keeps its word
            at each turn that it has left; 0 where no trust is needed, None where none is enough.
        next_time: The same where it is believed for the rest once it has kept its word at its next
            turn.
        turns: How many turns the other has left.
    """

    party: str
    other: str
    row: int
    each_time: float | None
    next_time: float | None
    turns: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "party": self.party,
            "other": self.other,
            "row": self.row,
            "each_time": self.each_time,
            "next_time": self.next_time,
            "turns": self.turns,
        }


def needed(game: Game, stakes: Stakes, found: Values) -> tuple[Need, ...]:
    """Return the trust that a schedule takes, by stage, then party, then whom it must trust.

    A party without stakes goes along with anything and needs none; nor does anybody need trust in
    one that has no turn left.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        found: Their values.
    """
    pairs = [pair for i in range(len(game.parties)) for pair in _pairs(game, stakes, found, i)]
    order = {name: number for number, name in enumerate(game.parties)}
    return tuple(sorted(pairs, key=lambda n: (n.row, order[n.party], order[n.other])))


def _pairs(game: Game, stakes: Stakes, found: Values, i: int) -> Iterator[Need]:
    edge = EDGE * float(found.scale[0, i])
    if not edge:
        return
    left = turns(game)[::-1].cumsum(axis=0)[::-1]
    for j, other in enumerate(game.parties):
        if j == i or not left[0, j]:
            continue
        doubt = Doubt(game, stakes, found, i, [j])
        each, once = (least_trust(partial(_keeps, doubt, edge, s)) for s in (False, True))
        for row in np.flatnonzero(left[:, j]).tolist():
            yield Need(game.parties[i], other, row, each[row], once[row], int(left[row, j]))


def _keeps(doubt: Doubt, edge: float, settles: bool, trust: Array) -> NDArray[np.bool_]:
    """Tell at which stages a party keeps to the plan that trusts another so far, shape (d, K+1)."""
    result: NDArray[np.bool_] = doubt.slack(trust[:, None], settles=settles) >= -edge
    return result


def least_trust(keeps: Callable[[Array], NDArray[np.bool_]]) -> list[float | None]:
    """Return the least trust from which on a party keeps to the plan, for every row.

    Args:
        keeps: Tells for d degrees of trust whether it keeps to the plan, shape (d, rows).

    Returns:
        0 where it always does, None where it does not at full trust.
    """
    on = keeps(GRID)
    rows = np.arange(on.shape[1])
    last = len(GRID) - 1 - (~on[::-1]).argmax(axis=0)
    turning = on[-1] & ~on.all(axis=0)
    low = GRID[np.where(turning, last, 0)]
    high = GRID[np.where(turning, last + 1, 0)]
    for _ in range(_ROUNDS):
        points = np.linspace(low, high, _POINTS)
        each = keeps(points.ravel()).reshape(_POINTS, len(rows), len(rows))[:, rows, rows]
        # The first point does not keep and the last one does, where anything turns at all.
        at = np.clip(_POINTS - 1 - (~each[::-1]).argmax(axis=0), 0, _POINTS - 2)
        low, high = points[at, rows], points[at + 1, rows]
    return [
        float(high[row]) if turning[row] else 0.0 if on[-1, row] else None for row in rows.tolist()
    ]
