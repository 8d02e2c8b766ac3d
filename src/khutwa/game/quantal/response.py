"""How a schedule fares with parties who err: agent quantal response.

McKelvey & Palfrey 1998, Quantal response equilibria for extensive form games, Experimental
Economics 1:9-41. In each stage the parties are asked in file order; each complies, stalls where it
may, or walks away, the likelier the more it is worth, knowing that all later answers are noisy too
(docs/model.md, section 4.3). The first who does not comply ends the stage.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.worth import Worth

Answer = Literal["comply", "stall", "walk away"]
Scale = Literal["relative", "raw"]

COMPLY, STALL, WALK = 0, 1, 2
ANSWERS: tuple[Answer, ...] = ("comply", "stall", "walk away")


@dataclass(frozen=True)
class Precision:
    """How noise enters the answers.

    Attributes:
        rationality: lambda, one finite value or several; 0 is blind chance.
        scale: Whether values are taken as shares of what is at stake for the party (`relative`)
            or as they stand (`raw`).
        hazard: eta, the chance a period of leaving before values are looked at, as a rate. With it
            complying has the prior weight exp(-eta d_k), and the ways of leaving share the rest,
            so that splitting a step does not add noise. None gives every answer the weight 1.
    """

    rationality: tuple[float, ...]
    scale: Scale = "relative"
    hazard: float | None = None


@dataclass(frozen=True)
class Answers:
    """What parties answer, for r values of lambda, K stages and m parties.

    Attributes:
        chance: Chance of each answer when the party is asked, shape (r, K, m, 3).
        value: What the process is worth before each stage and once all is done, shape (r, K+1, m).
    """

    chance: Array
    value: Array


def answers(game: Game, stakes: Stakes, precision: Precision) -> Answers:
    """Return the agent quantal response of a schedule by backward recursion.

    Args:
        game: The scheduled roadmap.
        stakes: One row of stakes.
        precision: How noise enters.
    """
    worth = Worth(game, stakes)
    lam = np.asarray(precision.rationality, dtype=float)
    count, m = len(game.stages), len(game.parties)
    chance = np.zeros((len(lam), count, m, 3))
    value = np.empty((len(lam), count + 1, m))
    value[:, count] = worth.completion[0]
    scale = worth.scale[0] if precision.scale == "relative" else np.ones(m)
    for k in range(count - 1, -1, -1):
        left = worth.collapse(k)[0]
        # The values of the party that is asked hang on what those asked after it will answer.
        ahead = worth.complied(k, value[:, k + 1])
        for i in range(m - 1, -1, -1):
            stalled = worth.stalled(k, i)
            outcomes = [ahead, None if stalled is None else stalled[0], left]
            if not game.may_leave[k, i]:
                outcomes[WALK] = None
            weights = _prior(game, k, outcomes, precision.hazard)
            if worth.scale[0, i] > 0:
                own = np.zeros((len(lam), 3))
                for answer, outcome in enumerate(outcomes):
                    if outcome is not None:
                        own[:, answer] = outcome[..., i]
                chance[:, k, i] = _logit(own / scale[i], lam, weights)
            else:
                # A party without stakes decides nothing and goes along.
                chance[:, k, i, COMPLY] = 1
            ahead = np.sum([
                chance[:, k, i, answer, None] * outcome
                for answer, outcome in enumerate(outcomes)
                if outcome is not None
            ], axis=0)  # fmt: skip
        value[:, k] = ahead
    return Answers(chance, value)


def _prior(game: Game, k: int, outcomes: Sequence[Array | None], hazard: float | None) -> Array:
    """Return the weight of each answer before values are looked at, shape (3,)."""
    open_to = np.array([outcome is not None for outcome in outcomes], dtype=float)
    if hazard is None:
        return open_to
    stays = math.exp(-hazard * float(game.duration[k]))
    ways = open_to[1:].sum()
    leaves = (1 - stays) / ways if ways else 0.0
    weights: Array = open_to * np.array([stays if ways else 1.0, leaves, leaves])
    return weights


def _logit(values: Array, lam: Array, weights: Array) -> Array:
    """Return weights times exp(lambda value), normalised, shape (r, 3)."""
    possible = weights > 0
    gap = values - np.where(possible, values, -np.inf).max(axis=1, keepdims=True)
    power = lam[:, None] * np.where(possible, gap, 0.0)
    raised = weights * np.exp(power)
    result: Array = raised / raised.sum(axis=1, keepdims=True)
    return result
