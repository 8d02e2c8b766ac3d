"""What complying, stalling and walking away are worth at every stage (docs/model.md, section 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes

EDGE = 1e-9
"""Share of the scale within which a slack counts as zero."""


@dataclass(frozen=True)
class Values:
    """Values in d draws, at K stages and the durability row, for m parties.

    Attributes:
        comply: V_i(k-1), shape (d, K+1, m).
        walk: X_i(S_{k-1}), shape (d, K+1, m).
        stall: D_i(k), -inf where the party cannot stall, shape (d, K+1, m).
        late: V_i(k) + c_i(T_k) - X_i(S_{k-1}), the slack just before a stage ends, shape (d, K, m).
        scale: scale_i, shape (d, m).
    """

    comply: Array
    walk: Array
    stall: Array
    late: Array
    scale: Array

    @property
    def slack(self) -> Array:
        """Return slack_i(k), shape (d, K+1, m)."""
        result: Array = self.comply - np.maximum(self.walk, self.stall)
        return result

    @property
    def relative(self) -> Array:
        """Return rel_i(k), shape (d, K+1, m); 0 for a party without stakes."""
        scale = self.scale[:, None, :]
        result: Array = np.divide(
            self.slack, scale, out=np.zeros_like(self.slack), where=scale > 0
        )
        return result


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


def values(game: Game, stakes: Stakes, discount: Array | None = None) -> Values:
    """Evaluate the schedule by backward recursion.

    Args:
        game: The scheduled roadmap.
        stakes: Its stakes, d rows.
        discount: delta per party, shape (m,) or (d, m), in place of the game's.
    """
    delta = np.atleast_2d(game.discount if discount is None else discount)
    rows, m = max(len(stakes.dividend), len(delta)), len(game.parties)
    horizon = 1 / (1 - delta)
    count = len(game.stages)
    before = _states(game)
    shape = (rows, count + 1, m)
    comply, walk = np.empty(shape), np.empty(shape)
    stall = np.full(shape, -np.inf)
    late = np.empty((rows, count, m))
    scale = horizon * np.abs(stakes.dividend) + (
        horizon[..., None] * np.abs(stakes.flow) + np.abs(stakes.once) + np.abs(stakes.outside)
    ).sum(-1)

    def flow(state: Array) -> Array:
        return stakes.flow @ state

    def collapse(state: Array) -> Array:
        result: Array = horizon * (stakes.flow @ (state * game.persists)) + stakes.outside @ state
        return result

    def breach(i: int, state: Array, q: float) -> Array:
        """Return the value of a breach that is noticed with chance q a period."""
        d = delta[:, i]
        held = flow(state)[:, i] + d * q * collapse(state)[:, i]
        result: Array = held / (1 - d * (1 - q))
        return result

    goal = before[-1]
    comply[:, count] = horizon * (flow(goal) + stakes.dividend)
    walk[:, count] = collapse(goal)
    for i in range(m):
        undone = [a for s in game.stages for a in s if game.owed[i, a] and game.reversible[a]]
        if undone:
            state = goal.copy()
            state[undone] = 0
            stall[:, count, i] = breach(i, state, float(game.detects[undone].min()))
    for k in range(count - 1, -1, -1):
        stage, length, p = game.stages[k], float(game.duration[k]), float(game.reliability[k])
        state = before[k]
        waiting = annuity(delta, length) * flow(state)
        worth = delta**length
        gain = stakes.once[:, :, list(stage)].sum(-1)
        walk[:, k] = collapse(state)
        comply[:, k] = waiting + worth * (
            p * (gain + comply[:, k + 1]) + (1 - p) * walk[:, k]
        )
        late[:, k] = comply[:, k + 1] + gain - walk[:, k]
        for i in range(m):
            out = withheld(game, i, stage)
            if not out:
                continue
            rest = [a for a in stage if a not in out]
            after = state.copy()
            after[rest] = 1
            own = [a for a in stage if game.owed[i, a]]
            q = float(game.detects[own].min())
            got = stakes.once[:, i, rest].sum(-1)
            stall[:, k, i] = waiting[:, i] + worth[:, i] * (got + breach(i, after, q))
    return Values(comply, walk, stall, late, scale)


def _states(game: Game) -> list[Array]:
    """Return S_0 .. S_K as vectors of 0 and 1."""
    state = np.zeros(len(game.steps))
    found = [state]
    for stage in game.stages:
        state = state.copy()
        state[list(stage)] = 1
        found.append(state)
    return found
