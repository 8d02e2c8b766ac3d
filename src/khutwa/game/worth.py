"""What states and moves are worth to each party (docs/model.md, sections 2 and 3)."""

from __future__ import annotations

from functools import cached_property, reduce

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

    def of(self, party: int) -> Worth:
        """Return the values of one party alone, which rest on no other's stakes; shape (d, 1)."""
        only = slice(party, party + 1)
        stakes, delta = self.stakes, self.delta[:, only]
        flow, once, outside = (t[:, only] for t in (stakes.flow, stakes.once, stakes.outside))
        own = Worth(self.game, Stakes(flow, once, outside, stakes.dividend[:, only]), delta)
        one, two, three = self._sums
        own._sums = one[..., only], two[..., only], three[..., only]
        return own

    @cached_property
    def _sums(self) -> tuple[Array, Array, Array]:
        """Return u(S_k), the share of it that persists, and w(S_k), each of shape (K+1, d, m)."""
        flow, outside = self.stakes.flow, self.stakes.outside
        added = [self.game.base, *self.game.stages]
        tables = (flow, flow * self.game.persists, outside)
        # Summed up stage by stage, so that the cost grows with the steps and not with their square.
        sums = [np.array([table[:, :, list(a)].sum(-1) for a in added]) for table in tables]
        return sums[0].cumsum(axis=0), sums[1].cumsum(axis=0), sums[2].cumsum(axis=0)

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
        count = len(self.game.stages)
        result: Array = self.horizon * (self.flow(count) + self.stakes.dividend)
        return result

    def flow(self, k: int) -> Array:
        """Return u_i(S_k), the gain a period after k stages."""
        result: Array = self._sums[0][k]
        return result

    def collapse(self, k: int) -> Array:
        """Return X_i(S_k), what is left if the process collapses after k stages."""
        _, kept, outside = (table[k] for table in self._sums)
        result: Array = self.horizon * kept + outside
        return result

    def left_by(self, steps: list[int]) -> Array:
        """Return X_i of some steps alone, whatever else is in force."""
        kept = (self.stakes.flow[:, :, steps] * self.game.persists[steps]).sum(-1)
        result: Array = self.horizon * kept + self.stakes.outside[:, :, steps].sum(-1)
        return result

    def _breach(self, k: int, q: float, more: list[int], less: list[int]) -> Array:
        """Return what a breach is worth until it is noticed.

        Args:
            k: Stages that were done before it.
            q: Chance of being noticed at the end of each period.
            more: Steps that come about beside them.
            less: Steps that it undoes.
        """
        flow, outside, rho = self.stakes.flow, self.stakes.outside, self.game.persists
        gain, kept, shift = (table[k].copy() for table in self._sums)
        for steps, sign in ((more, 1), (less, -1)):
            if steps:
                gain += sign * flow[:, :, steps].sum(-1)
                kept += sign * (flow[:, :, steps] * rho[steps]).sum(-1)
                shift += sign * outside[:, :, steps].sum(-1)
        held = gain + self.delta * q * (self.horizon * kept + shift)
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
        left = self.collapse(k)
        return self._after(k, p * (gain + later) + (1 - p) * left)

    def stalled(self, k: int, *parties: int) -> Array | None:
        """Return what each party has if some stall in stage k (counted from 0).

        Returns:
            D_i(k) for one that stalls alone and the like for the others; None where one of them
            owes nothing or nobody may stall.
        """
        stage = self.game.stages[k]
        held = [withheld(self.game, party, stage) for party in parties]
        if not all(held) or not self.game.stalls:
            return None
        rest = [a for a in stage if not any(a in out for out in held)]
        got = self.stakes.once[:, :, rest].sum(-1)
        owed = [[a for a in stage if self.game.owed[party, a]] for party in parties]
        return self._after(k, got + self._breach(k, self._noticed(owed), rest, []))

    def undone(self, *parties: int) -> Array | None:
        """Return what each party has if some quietly undo their reversible steps once all is done.

        Returns:
            D_i(K+1) for one that does so alone and the like for the others; None where one of them
            owes nothing that can be undone, or nobody may stall.
        """
        game = self.game
        owed = [[a for a in self._used if game.owed[i, a] and game.reversible[a]] for i in parties]
        if not all(owed) or not game.stalls:
            return None
        steps = [a for a in self._used if any(a in own for own in owed)]
        return self._breach(len(game.stages), self._noticed(owed), [], steps)

    def _noticed(self, owed: list[list[int]]) -> float:
        """Return the chance a period that one of several breaches is noticed, by their steps."""
        each = [float(self.game.detects[steps].min()) for steps in owed]
        return reduce(lambda one, other: one + other - one * other, each)

    @cached_property
    def _used(self) -> list[int]:
        return [*self.game.base, *(a for stage in self.game.stages for a in stage)]

    def _after(self, k: int, worth: Array) -> Array:
        """Return what the time of stage k and `worth` at its end are worth at its beginning."""
        length = float(self.game.duration[k])
        waiting = annuity(self.delta, length) * self.flow(k)
        result: Array = waiting + self.delta**length * worth
        return result
