"""Where a noisy process ends: the chance that it is completed, and who ends it where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from khutwa.game.arrays import Array, Game, draw_stakes, scheduled
from khutwa.game.quantal.response import ANSWERS, COMPLY, STALL, Answer, Answers, Precision, answers
from khutwa.game.summary import Shown, Summary
from khutwa.roadmap.model import Roadmap

SWEEP = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
"""Values of lambda that are tried where none is given, on the relative scale."""


@dataclass(frozen=True)
class Ending:
    """One way in which the process can end.

    Attributes:
        row: Index of the stage; the number of stages where all is done.
        party: Who ends it; None where all is done, or where a step did not come about although
            everybody complied.
        answer: What that party does; `comply` where nobody ends it.
        chance: Chance of this ending.
        periods: Mean time from the beginning to this ending, in periods; None where a breach would
            never be noticed.
    """

    row: int
    party: str | None
    answer: Answer
    chance: float
    periods: float | None


@dataclass(frozen=True)
class Outlook:
    """What is to be expected at one value of lambda.

    Attributes:
        rationality: lambda.
        endings: Every ending, the likeliest first.
    """

    rationality: float
    endings: tuple[Ending, ...]
    stages: int

    @property
    def completed(self) -> float:
        """Return the chance that all is done."""
        return sum(ending.chance for ending in self.endings if ending.row == self.stages)

    @property
    def breaks(self) -> tuple[Ending, ...]:
        """Return the endings before all is done, the likeliest first."""
        return tuple(ending for ending in self.endings if ending.row < self.stages)

    @property
    def periods(self) -> float | None:
        """Return the mean time to whichever ending, in periods; None where it may never come."""
        times = [(e.chance, e.periods) for e in self.endings if e.chance > 0]
        if any(periods is None for _, periods in times):
            return None
        return sum(chance * periods for chance, periods in times if periods is not None)


@dataclass(frozen=True)
class Noise(Shown):
    """A schedule played by parties who err.

    Attributes:
        roadmap: The plan as played, tranches as steps of their own.
        game: Its arrays.
        precision: How noise enters.
        outlooks: What is to be expected, for each value of lambda in ascending order.
        version: Version of the product.
    """

    roadmap: Roadmap
    game: Game
    precision: Precision
    outlooks: tuple[Outlook, ...]
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.quantal.words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.quantal.words import summary

        return summary(self)


def noise(roadmap: Roadmap, precision: Precision | None = None) -> Noise:
    """Play the schedule of a roadmap with parties who err.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        precision: How noise enters; a sweep over lambda where it is not given.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        ValueError: if a lambda is negative or not finite, or none is given.
    """
    from khutwa.version import __version__

    precision = precision or Precision(SWEEP)
    lambdas = precision.rationality
    if not lambdas or not all(0 <= lam < float("inf") for lam in lambdas):
        raise ValueError("lambda must be a finite number, 0 or more")
    game, whole = scheduled(roadmap)
    found = answers(game, draw_stakes(whole, game), precision)
    outlooks = (outlook(game, found, row, lam) for row, lam in enumerate(lambdas))
    ordered = tuple(sorted(outlooks, key=lambda each: each.rationality))
    return Noise(whole, game, precision, ordered, __version__)


def outlook(game: Game, found: Answers, row: int, rationality: float) -> Outlook:
    """Return where the process ends under the answers of one lambda.

    Args:
        game: The scheduled roadmap.
        found: What parties answer.
        row: Index of lambda in them.
        rationality: lambda.
    """
    endings: list[Ending] = []
    reach, time = 1.0, 0.0
    for k, stage in enumerate(game.stages):
        length = float(game.duration[k])
        for i, party in enumerate(game.parties):
            chances = found.chance[row, k, i]
            for answer in range(COMPLY + 1, len(ANSWERS)):
                chance = reach * float(chances[answer])
                periods: float | None = time
                if answer == STALL:
                    own = [a for a in stage if game.owed[i, a]]
                    q = float(game.detects[own].min()) if own else 1.0
                    # Noticed at the end of a period with chance q: the mean wait is 1/q periods.
                    periods = time + length + 1 / q if q else None
                if chance > 0:
                    endings.append(Ending(k, party, ANSWERS[answer], chance, periods))
            reach *= float(chances[COMPLY])
        time += length
        fails = reach * (1 - float(game.reliability[k]))
        if fails > 0:
            endings.append(Ending(k, None, "comply", fails, time))
        reach *= float(game.reliability[k])
    endings.append(Ending(len(game.stages), None, "comply", reach, time))
    endings.sort(key=lambda ending: -ending.chance)
    return Outlook(rationality, tuple(endings), len(game.stages))


def ends_at(game: Game, found: Answers) -> Array:
    """Return the chance of ending at each stage, and of all being done, shape (r, K+1)."""
    stays = found.chance[..., COMPLY].prod(axis=2) * game.reliability
    reach = np.concatenate([np.ones((len(stays), 1)), stays.cumprod(axis=1)], axis=1)
    result: Array = np.concatenate([reach[:, :-1] * (1 - stays), reach[:, -1:]], axis=1)
    return result
