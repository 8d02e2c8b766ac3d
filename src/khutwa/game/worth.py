"""What states and moves are worth to each party (docs/model.md, sections 2 and 3)."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes


def annuity(discount: Array, duration: float) -> Array:
    """Return ann_i(d) = (1 - delta^d) / (1 - delta)."""
    result: Array = (1 - discount**duration) / (1 - discount)
    return result


def withheld(game: Game, party: int, stage: tuple[int, ...]) -> list[int]:
    """Return the steps of a stage that do not take effect when `party` stalls.

    These are its own and every step of an escrow in which it owes one; empty when it owes none.
    """
    own = [a for a in stage if game.owed[party, a]]
    exchanges = {int(game.escrow[a]) for a in own} - {-1}
    return [a for a in stage if a in own or int(game.escrow[a]) in exchanges]


class Worth:
    """Values of states and moves for m parties in d draws; every result has the shape (d, m).

    A state is a vector of 0 and 1 over the n steps.

    Args:
        game: The scheduled roadmap.
        stakes: Its stakes, d rows.
        discount: delta per party, shape (m,) or (d, m), in place of the game's.
    """

    def __init__(self, game: Game, stakes: Stakes, discount: Array | None = None) -> None:
        self.game = game
        self.stakes = stakes
        self.delta = np.atleast_2d(game.discount if discount is None else discount)
        self.rows = max(len(stakes.dividend), len(self.delta))
        self.horizon = 1 / (1 - self.delta)

    @cached_property
    def states(self) -> list[Array]:
        """Return S_0 .. S_K."""
        state = np.zeros(len(self.game.steps))
        state[list(self.game.base)] = 1
        found = [state]
        for stage in self.game.stages:
            state = state.copy()
            state[list(stage)] = 1
            found.append(state)
        return found

    @cached_property
    def scale(self) -> Array:
        """Return scale_i, all that is at stake for a party."""
        stakes = self.stakes
        result: Array = self.horizon * np.abs(stakes.dividend) + (
            self.horizon[..., None] * np.abs(stakes.flow)
            + np.abs(stakes.once)
            + np.abs(stakes.outside)
        ).sum(-1)
        return result

    @cached_property
    def completion(self) -> Array:
        """Return V_i(G), what it is worth once all is done and kept."""
        result: Array = self.horizon * (self.flow(self.states[-1]) + self.stakes.dividend)
        return result

    def flow(self, state: Array) -> Array:
        """Return u_i(S), the gain a period."""
        result: Array = self.stakes.flow @ state
        return result

    def collapse(self, state: Array) -> Array:
        """Return X_i(S), what is left after the process collapses."""
        kept = self.stakes.flow @ (state * self.game.persists)
        result: Array = self.horizon * kept + self.stakes.outside @ state
        return result

    def breach(self, state: Array, q: float) -> Array:
        """Return what a breach is worth that leaves `state` until it is noticed.

        Args:
            state: The state without what the breach withholds or undoes.
            q: Chance of being noticed at the end of each period.
        """
        held = self.flow(state) + self.delta * q * self.collapse(state)
        result: Array = held / (1 - self.delta * (1 - q))
        return result

    def complied(self, k: int, later: Array) -> Array:
        """Return V_i(k-1) of stage k (counted from 0) if all comply.

        Args:
            k: Index of the stage.
            later: V_i(k), what it is worth to be past the stage.
        """
        stage, p = self.game.stages[k], float(self.game.reliability[k])
        gain = self.stakes.once[:, :, list(stage)].sum(-1)
        left = self.collapse(self.states[k])
        return self._after(k, p * (gain + later) + (1 - p) * left)

    def stalled(self, k: int, party: int) -> Array | None:
        """Return what each party has if one stalls in stage k (counted from 0).

        Returns:
            D_i(k) for the party itself and the like for the others; None where it owes nothing or
            nobody may stall.
        """
        stage = self.game.stages[k]
        out = withheld(self.game, party, stage)
        if not out or not self.game.stalls:
            return None
        rest = [a for a in stage if a not in out]
        state = self.states[k].copy()
        state[rest] = 1
        got = self.stakes.once[:, :, rest].sum(-1)
        return self._after(k, got + self.breach(state, self.noticed(k, party)))

    def noticed(self, k: int, party: int) -> float:
        """Return q, the chance a period that a party's stalling in stage k is noticed."""
        own = [a for a in self.game.stages[k] if self.game.owed[party, a]]
        return float(self.game.detects[own].min())

    def undone(self, party: int) -> Array | None:
        """Return D_i(K+1), what quietly undoing its reversible steps is worth once all is done.

        Returns:
            None where the party owes nothing that can be undone, or nobody may stall.
        """
        steps = [a for a in self._used if self.game.owed[party, a] and self.game.reversible[a]]
        if not steps or not self.game.stalls:
            return None
        state = self.states[-1].copy()
        state[steps] = 0
        return self.breach(state, float(self.game.detects[steps].min()))

    @cached_property
    def _used(self) -> list[int]:
        return [*self.game.base, *(a for stage in self.game.stages for a in stage)]

    def _after(self, k: int, worth: Array) -> Array:
        """Return what the time of stage k and `worth` at its end are worth at its beginning."""
        length = float(self.game.duration[k])
        waiting = annuity(self.delta, length) * self.flow(self.states[k])
        result: Array = waiting + self.delta**length * worth
        return result
