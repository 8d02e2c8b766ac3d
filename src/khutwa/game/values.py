"""What complying, stalling and walking away are worth at every stage (docs/model.md, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.worth import Worth

EDGE = 1e-9
"""Share of the scale within which a slack counts as zero."""


@dataclass(frozen=True)
class Values:
    """Values in d draws, at K stages and the durability row, for m parties.

    Attributes:
        comply: V_i(k-1), shape (d, K+1, m).
        walk: X_i(S_{k-1}), -inf where the party may not leave, shape (d, K+1, m).
        stall: D_i(k), -inf where the party cannot stall, shape (d, K+1, m).
        late: p_k (V_i(k) + c_i(T_k) - X_i(S_{k-1})), the slack just before a stage ends; inf where
            a stage takes no time, shape (d, K, m).
        scale: scale_i, shape (d, m).
    """

    comply: Array
    walk: Array
    stall: Array
    late: Array
    scale: Array

    @cached_property
    def slack(self) -> Array:
        """Return slack_i(k), inf where a party can do nothing but comply, shape (d, K+1, m)."""
        result: Array = self.comply - np.maximum(self.walk, self.stall)
        return result

    @cached_property
    def relative(self) -> Array:
        """Return rel_i(k), shape (d, K+1, m); 0 for a party without stakes."""
        scale = self.scale[:, None, :]
        result: Array = np.divide(self.slack, scale, out=np.zeros_like(self.slack), where=scale > 0)
        return result

    @cached_property
    def smallest(self) -> Array:
        """Return the smallest rel_i(k), shape (d,); parties without stakes have no say in it."""
        result: Array = self._deciding.min(axis=1)
        return result

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Tell in which draws the schedule is self-enforcing, shape (d,); a tie counts as so."""
        result: NDArray[np.bool_] = self.smallest >= -EDGE
        return result

    @property
    def weakest(self) -> NDArray[np.int64]:
        """Return row and party of the weakest link, shape (d, 2).

        Ties within `EDGE` go to the earlier row, then to the first party. A party without stakes
        decides nothing and is never the weakest link, unless nobody has stakes.
        """
        first = (self._deciding <= self.smallest[:, None] + EDGE).argmax(axis=1)
        return np.stack(np.divmod(first, self.scale.shape[1]), axis=1)

    @property
    def leaves_late(self) -> NDArray[np.bool_]:
        """Tell who keeps to a stage as it begins and would leave just before it ends.

        Between the two the slack against walking away moves in one direction only, so nobody is
        overlooked who would leave in the middle.

        Returns:
            Truth values, shape (d, K, m).
        """
        begins = self.relative[:, :-1] >= -EDGE
        result: NDArray[np.bool_] = begins & (self.late < -EDGE * self.scale[:, None, :])
        return result

    @cached_property
    def _deciding(self) -> Array:
        """Return rel of the parties that have stakes, inf for others, shape (d, (K+1) m)."""
        relative = np.where(self.scale[:, None, :] > 0, self.relative, np.inf)
        return relative.reshape(len(relative), -1)


def values(game: Game, stakes: Stakes, discount: Array | None = None) -> Values:
    """Evaluate the schedule by backward recursion.

    Args:
        game: The scheduled roadmap.
        stakes: Its stakes, d rows.
        discount: delta per party, shape (m,) or (d, m), in place of the game's.
    """
    worth = Worth(game, stakes, discount)
    count, m = len(game.stages), len(game.parties)
    shape = (worth.rows, count + 1, m)
    comply, walk = np.empty(shape), np.empty(shape)
    stall = np.full(shape, -np.inf)
    late = np.full((worth.rows, count, m), np.inf)
    for k in range(count + 1):
        walk[:, k] = np.where(game.may_leave[k], worth.collapse(k), -np.inf)
    comply[:, count] = worth.completion
    for i in range(m):
        own = worth.of(i)
        undone = own.undone(i)
        if undone is not None:
            stall[:, count, i] = undone[:, 0]
        for k in np.flatnonzero(game.owes[:, i]).tolist():
            stalled = own.stalled(k, i)
            if stalled is not None:
                stall[:, k, i] = stalled[:, 0]
    for k in range(count - 1, -1, -1):
        comply[:, k] = worth.complied(k, comply[:, k + 1])
        if game.duration[k]:
            gain = stakes.once[:, :, list(game.stages[k])].sum(-1)
            late[:, k] = game.reliability[k] * (comply[:, k + 1] + gain - walk[:, k])
    return Values(comply, walk, stall, late, worth.scale)
