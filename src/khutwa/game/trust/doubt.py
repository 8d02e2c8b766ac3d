"""What a plan is worth to a party that doubts the word of others (docs/model.md, section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.values import Values
from khutwa.game.worth import Worth

Failing = tuple[int, ...]


def turns(game: Game) -> NDArray[np.bool_]:
    """Return who has a turn at each stage and once all is done, shape (K+1, m)."""
    found = game.owes.copy()
    used = [*game.base, *(a for stage in game.stages for a in stage)]
    can_undo = (game.owed & game.reversible)[:, used].any(axis=1)
    found[-1] = can_undo & game.stalls
    return found


class Doubt:
    """The plan as one party sees it that doubts the word of some others.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        found: Their values where nobody's word is in doubt.
        party: Index of the party.
        others: Indices of those whose word it doubts; every subset of those who have a turn in one
            stage is looked at, so they should be few.
    """

    def __init__(
        self, game: Game, stakes: Stakes, found: Values, party: int, others: Sequence[int]
    ) -> None:
        self._own = Worth(game, stakes).of(party)
        self._sure, self._walk = found.comply[0, :, party], found.walk[0, :, party]
        self._stalls = np.isfinite(found.stall[0, :, party])
        self._last = len(game.stages)
        # Complying is worth a start and a factor of what it is worth to be past the stage.
        ahead = range(self._last)
        self._start = [float(self._own.complied(k, np.zeros((1, 1)))[0, 0]) for k in ahead]
        self._factor = self._own.delta[0, 0] ** game.duration * game.reliability
        self._turns = [[j for j in others if row[j]] for row in turns(game)]
        self._column = {j: column for column, j in enumerate(others)}
        failed = [list(_failing(at_turn)) for at_turn in self._turns]
        self._failed = [
            {who: self._if_failing(row, who) for who in sets if who}
            for row, sets in enumerate(failed)
        ]
        self._stalled = [
            {who: self._breach(row, (party, *who)) for who in sets} if self._stalls[row] else {}
            for row, sets in enumerate(failed)
        ]

    def slack(self, trust: Array, *, settles: bool = False) -> Array:
        """Return the slack under doubt at every stage and once all is done.

        Args:
            trust: The chance that each of the others keeps its word at a turn, shape (d, others).
            settles: Whether the doubt ends with the next turn, for all who have it.

        Returns:
            slack_i(k; t), inf where the party can do nothing but comply, shape (d, K+1).
        """
        later = np.zeros(len(trust))
        slack = np.empty((len(trust), self._last + 1))
        for row in range(self._last, -1, -1):
            chances = {who: self._chance(row, who, trust) for who in _failing(self._turns[row])}
            if settles and self._turns[row]:
                comply = np.full(len(trust), self._sure[row])
            elif row == self._last:
                comply = np.full(len(trust), float(self._own.completion[0, 0]))
            else:
                comply = self._start[row] + self._factor[row] * later
            comply = comply * chances[()]
            for who, worth in self._failed[row].items():
                comply = comply + chances[who] * worth
            best = np.full(len(trust), self._walk[row])
            if self._stalls[row]:
                stalled = [chances[who] * worth for who, worth in self._stalled[row].items()]
                best = np.maximum(best, np.sum(stalled, axis=0))
            slack[:, row] = comply - best
            later = comply
        return slack

    def _chance(self, row: int, failing: Failing, trust: Array) -> Array:
        """Return the chance that these of those at their turn fail, and no others, (d,) or (1,)."""
        chance = np.ones(1)
        for j in self._turns[row]:
            kept = trust[:, self._column[j]]
            chance = chance * ((1 - kept) if j in failing else kept)
        return chance

    def _if_failing(self, row: int, failing: Failing) -> float:
        """Return what the party has if it complies and these fail."""
        if self._own.game.stalls:
            return self._breach(row, failing)
        return float(self._own.collapse(row)[0, 0])

    def _breach(self, row: int, failing: Failing) -> float:
        """Return what the party has if these, and perhaps itself, stall or undo their steps."""
        own, last = self._own, row == self._last
        found = own.undone(*failing) if last else own.stalled(row, *failing)
        assert found is not None, "only who has a turn can fail at it"
        return float(found[0, 0])


def _failing(parties: Sequence[int]) -> Iterator[Failing]:
    """Yield every set of parties, the empty one first."""
    for size in range(len(parties) + 1):
        yield from combinations(parties, size)
