"""The free-order game (docs/model.md): what can be done at a state and what that is worth.

At every state the parties are asked in file order. Each does a step that it owes and that may
begin, passes, or walks away. A step or an exchange that several parties owe comes about if all of
them agree; the others are asked for their consent in file order, and a refusal counts as a pass.
A step that no party owes comes about when all have passed, the first in the file that may begin:
roles carry out what they owe and do not wait for anything. Where there is none, everything stays
as it is for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.ordering.problem import bits_of
from khutwa.game.ordering.units import Units
from khutwa.game.worth import Worth, annuity


@dataclass(frozen=True)
class Rules:
    """The game in numbers, for n units and m parties.

    Attributes:
        game: The steps.
        units: Single steps, and the steps of each exchange together.
        turn: The units in the order in which the file names the first step of each.
        owners: The parties that owe a part of each unit, in file order.
        sure: p of each unit, shape (n,).
        wait: ann_i(d) of each unit, shape (n, m).
        later: delta_i^d of each unit, shape (n, m).
        once: c of each unit, shape (n, m).
        flow: f of each unit, shape (n, m).
        kept: What of each unit is left after a collapse, shape (n, m).
        horizon: H_i, shape (m,).
        final: V_i(G), shape (m,).
        scale: scale_i, shape (m,).
    """

    game: Game
    units: Units
    turn: tuple[int, ...]
    owners: tuple[tuple[int, ...], ...]
    sure: Array
    wait: Array
    later: Array
    once: Array
    flow: Array
    kept: Array
    horizon: Array
    final: Array
    scale: Array

    @cached_property
    def terms(self) -> Array:
        """Return what u_i(S), X_i(S), 1 and V_i(S + c) count where unit c is done at S.

        Returns:
            ann(d), (1 - p) delta^d, p delta^d c and p delta^d, shape (n, m, 4).
        """
        p = self.sure[:, None]
        lost, kept = self.later * (1 - p), self.later * p
        return np.stack([self.wait, lost, kept * self.once, kept], axis=-1)

    def ready(self, state: int) -> list[int]:
        """Return the units that may begin at a state, in file order."""
        able = self.units.family.ready(state) & ~state
        return [c for c in self.turn if able >> c & 1]

    def gains(self, state: int) -> Array:
        """Return u_i of a state."""
        return self._sum(self.flow, state)

    def leaves(self, state: int) -> Array:
        """Return X_i of a state."""
        return self._sum(self.kept, state)

    def may_leave(self, party: int, able: Sequence[int]) -> bool:
        """Tell whether a party may walk away where these units may begin."""
        return self.game.free_exit or any(party in self.owners[c] for c in able)

    def unowed(self, able: Sequence[int]) -> int | None:
        """Return the unit that comes about when all pass, the first that no party owes."""
        return next((c for c in able if not self.owners[c]), None)

    def _sum(self, each: Array, state: int) -> Array:
        result: Array = each[bits_of(state)].sum(axis=0)
        return result


def rules(game: Game, units: Units, stakes: Stakes) -> Rules:
    """Return the free-order game of some steps.

    Args:
        game: The steps, in any order of theirs.
        units: Its units.
        stakes: One row of stakes.
    """
    worth = Worth(game, stakes)
    members = [list(own) for own in units.members]
    length = [float(game.length[own].max()) for own in members]
    return Rules(
        game=game,
        units=units,
        turn=tuple(sorted(range(len(members)), key=lambda c: members[c][0])),
        owners=tuple(tuple(np.flatnonzero(game.owed[:, own].any(axis=1)).tolist())
                     for own in members),
        sure=np.array([game.sure[own].prod() for own in members]),
        wait=np.array([annuity(game.discount, d) for d in length]),
        later=np.array([game.discount**d for d in length]),
        once=np.array([stakes.once[0][:, own].sum(axis=1) for own in members]),
        flow=np.array([stakes.flow[0][:, own].sum(axis=1) for own in members]),
        kept=np.array([worth.left_by(own)[0] for own in members]),
        horizon=worth.horizon[0],
        final=worth.completion[0],
        scale=worth.scale[0],
    )  # fmt: skip
