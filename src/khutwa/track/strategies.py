"""How people play when what others see of an act may be a slip: strategies fitted to choices.

In a repeated prisoner's dilemma a player means to cooperate or not; with the chance `noise` the
other act comes about, and only that is seen. Two families are fitted by maximum likelihood, as
mixtures over the players of one treatment:

- *kinds* of memory one: a chance to cooperate at first, and after each of the four things that may
  have been seen last (Nowak & Sigmund 1990, Acta Applicandae Mathematicae 20:247-265);
- *named* strategies of Fudenberg, Rand & Dreber 2012, Slow to anger and fast to forgive, American
  Economic Review 102:720-749, from which a player departs with one chance for all (Dal Bo &
  Frechette 2011, American Economic Review 101:411-429).

Mixtures are fitted by expectation and maximisation (Dempster, Laird & Rubin 1977, Journal of the
Royal Statistical Society B 39:1-38).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khutwa.track.trust import Array

SEEN = ("", "cc", "cd", "dc", "dd")
"""What may have been seen last: nothing yet, or the own act and the other's."""

STEPS = 1000
ENOUGH = 1e-6
"""Rise of the log likelihood in a step below which the search ends."""

STARTS = 6
"""Beginnings of the search for kinds, of which the likeliest end is taken."""


@dataclass(frozen=True, eq=False)
class Treatment:
    """The choices of the players of one treatment.

    Attributes:
        noise: Chance that an act comes about as its contrary.
        gain: What cooperation gives the other, over what it costs.
        games: The games of each player. A game is a list of rounds: what had been seen last, as a
            number of `SEEN`, and whether the player meant to cooperate.
    """

    noise: float
    gain: float
    games: Sequence[Sequence[Sequence[tuple[int, bool]]]]

    @property
    def counts(self) -> Array:
        """Return how often each player refused and cooperated after each sight, shape (n, 5, 2)."""
        found = np.zeros((len(self.games), len(SEEN), 2))
        for player, games in enumerate(self.games):
            for game in games:
                for seen, cooperates in game:
                    found[player, seen, int(cooperates)] += 1
        return found

    @property
    def going(self) -> Array:
        """Return how many games have a first round, a second, and so on."""
        lengths = [len(game) for games in self.games for game in games]
        return np.array([sum(length > n for length in lengths) for n in range(max(lengths))])


@dataclass(frozen=True, eq=False)
class Kinds:
    """Kinds of players of memory one.

    Attributes:
        shares: How many players are of each kind, as a share, shape (k,).
        chances: Chance to cooperate after each sight, shape (k, 5).
        log_likelihood: Of the choices from which they were fitted.
        players: How many players those are.
    """

    shares: Array
    chances: Array
    log_likelihood: float
    players: int

    @property
    def bic(self) -> float:
        """Return the Bayesian information criterion (Schwarz 1978); the smaller the better."""
        free = self.chances.size + len(self.shares) - 1
        return float(-2 * self.log_likelihood + free * np.log(self.players))


def fit_kinds(treatment: Treatment, kinds: int, seed: int = 0) -> Kinds:
    """Return the likeliest kinds of the players of a treatment.

    Half a cooperation and half a refusal are added to each kind and sight, so that no chance is 0
    or 1.

    Args:
        treatment: The choices.
        kinds: How many kinds there are.
        seed: Seed of the beginnings of the search.
    """
    counts = treatment.counts
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(STARTS):
        shares, chances = np.full(kinds, 1 / kinds), draw.uniform(0.1, 0.9, (kinds, len(SEEN)))
        height = -np.inf
        for _ in range(STEPS):
            before = height
            logs = np.einsum("nsc,ksc->nk", counts, np.log(np.stack([1 - chances, chances], -1)))
            height, of = _belonging(logs, shares)
            if abs(height - before) < ENOUGH:
                break
            shares = of.mean(axis=0)
            often = np.einsum("nk,nsc->ksc", of, counts) + 0.5
            chances = often[:, :, 1] / often.sum(axis=2)
        found.append(Kinds(shares, chances, height, len(counts)))
    return max(found, key=lambda each: each.log_likelihood)


def _belonging(logs: Array, shares: Array) -> tuple[float, Array]:
    """Return the log likelihood of a mixture, and to which part each player belongs, shape (n, k).

    Args:
        logs: Log likelihood of the choices of each player under each part, shape (n, k).
        shares: The share of each part.
    """
    logs = logs + np.log(np.maximum(shares, 1e-300))
    top = logs.max(axis=1, keepdims=True)
    weights = np.exp(logs - top)
    total = weights.sum(axis=1, keepdims=True)
    return float((np.log(total) + top).sum()), weights / total


def played(kinds: Kinds, treatment: Treatment) -> Array:
    """Return how often such players would refuse and cooperate after each sight, shape (5, 2).

    They meet each other at random, as often and as long as the treatment's players did, with its
    noise. Exact: chances are carried from round to round, nothing is drawn.
    """
    others = [SEEN.index(seen[::-1]) for seen in SEEN]
    going, noise = treatment.going, treatment.noise
    found = np.zeros((len(SEEN), 2))
    for share, own in zip(kinds.shares, kinds.chances, strict=True):
        for other_share, other in zip(kinds.shares, kinds.chances[:, others], strict=True):
            state = np.eye(len(SEEN))[0]
            for games in going:
                often = state * share * other_share * games
                found += np.stack([often * (1 - own), often * own], axis=-1)
                one, two = (p * (1 - noise) + (1 - p) * noise for p in (own, other))
                state = np.array(
                    [0, *(state @ (a * b) for a in (one, 1 - one) for b in (two, 1 - two))]
                )
    return found


@dataclass(frozen=True)
class Strategy:
    """A strategy that answers refusals by refusing.

    Attributes:
        patience: How many rounds with a refusal, one after the other, it lets pass less one; 0 for
            one that always refuses.
        anger: For how many rounds it then refuses.
        both: Whether its own refusals count as well.
        opens: Whether it begins with cooperation.
    """

    patience: float
    anger: float = 1
    both: bool = False
    opens: bool = True

    def plays(self, game: Sequence[tuple[int, bool]]) -> list[bool]:
        """Return whether it would cooperate in each round of a game as it was seen."""
        run, left, found = 0, 0.0 if self.opens else 1.0, []
        for seen, _ in game:
            if seen:
                refused = "d" in (SEEN[seen] if self.both else SEEN[seen][1])
                run = run + 1 if refused else 0
                left = self.anger if run >= self.patience else max(left - 1, 0)
            found.append(left == 0)
        return found


EVER = float("inf")

NAMED: Mapping[str, Strategy] = {
    "ALLC": Strategy(EVER),
    "TFT": Strategy(1),
    "TF2T": Strategy(2),
    "TF3T": Strategy(3),
    "2TFT": Strategy(1, 2),
    "2TF2T": Strategy(2, 2),
    "Grim": Strategy(1, EVER, both=True),
    "Grim2": Strategy(2, EVER, both=True),
    "Grim3": Strategy(3, EVER, both=True),
    "ALLD": Strategy(0, opens=False),
    "D-TFT": Strategy(1, opens=False),
}
"""The strategies of Table 2 of Fudenberg, Rand & Dreber: tit for tat, which refuses once after a
refusal; after two or three in a row; twice; those that never forgive; and the two that begin with
refusal."""


@dataclass(frozen=True, eq=False)
class Named:
    """How many players follow each named strategy.

    Attributes:
        shares: By name.
        slip: Chance that a player departs from its strategy.
        log_likelihood: Of the choices.
    """

    shares: Mapping[str, float]
    slip: float
    log_likelihood: float


def fit_named(treatment: Treatment, strategies: Mapping[str, Strategy] = NAMED) -> Named:
    """Return the likeliest shares of strategies among the players of a treatment."""
    rounds = treatment.counts.sum(axis=(1, 2))
    agree = np.array(
        [
            [
                sum(
                    told == cooperates
                    for game in games
                    for told, (_, cooperates) in zip(each.plays(game), game, strict=True)
                )
                for each in strategies.values()
            ]
            for games in treatment.games
        ]
    )
    shares, slip, height = np.full(len(strategies), 1 / len(strategies)), 0.1, -np.inf
    for _ in range(STEPS):
        before = height
        logs = agree * np.log(1 - slip) + (rounds[:, None] - agree) * np.log(slip)
        height, of = _belonging(logs, shares)
        if abs(height - before) < ENOUGH:
            break
        shares = of.mean(axis=0)
        slip = float(np.clip(1 - (of * agree).sum() / rounds.sum(), 1e-9, 0.5))
    return Named(dict(zip(strategies, shares.tolist(), strict=True)), slip, height)


@dataclass(frozen=True)
class Record:
    """What the last two acts that were seen of a player say of what it means to do next.

    Attributes:
        chances: Chance to cooperate after `cc`, `cd`, `dc` and `dd`, the earlier act first.
        counts: How many choices each rests on.
    """

    chances: Mapping[str, float]
    counts: Mapping[str, int]

    @property
    def lone(self) -> float:
        """Return how far a refusal after a cooperation moves the chance towards that after two."""
        kept, lone, both = (self.chances[seen] for seen in ("cc", "cd", "dd"))
        return (kept - lone) / (kept - both)

    @property
    def error(self) -> float:
        """Return the standard error of that, if choices were independent (delta method)."""
        c, d = self.chances, self.chances["cc"] - self.chances["dd"]
        slopes = {"cc": (c["cd"] - c["dd"]) / d**2, "cd": -1 / d, "dd": self.lone / d}
        variances = {seen: c[seen] * (1 - c[seen]) / self.counts[seen] for seen in slopes}
        return float(np.sqrt(sum(slopes[seen] ** 2 * variances[seen] for seen in slopes)))


def record(treatments: Sequence[Treatment]) -> Record:
    """Return what the last two acts of a player say of the next, over some treatments."""
    found: dict[str, list[bool]] = {seen: [] for seen in SEEN[1:]}
    for treatment in treatments:
        for game in (game for games in treatment.games for game in games):
            own = [SEEN[seen][:1] for seen, _ in game]
            for number in range(2, len(game)):
                found[own[number - 1] + own[number]].append(game[number][1])
    means = {seen: float(np.mean(given)) for seen, given in found.items()}
    return Record(means, {seen: len(given) for seen, given in found.items()})


def shares_after(counts: NDArray[np.float64]) -> dict[str, float]:
    """Return the share of cooperation after each sight.

    Args:
        counts: How often players refused and cooperated after each, shape (5, 2).
    """
    return dict(zip(SEEN, (counts[:, 1] / counts.sum(axis=1)).tolist(), strict=True))
