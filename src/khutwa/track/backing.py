"""Whether the record of each party backs the trust that the rest of a plan needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from khutwa.game.arrays import DAYS_PER_YEAR
from khutwa.game.trust.doubt import Doubt, turns
from khutwa.game.values import EDGE
from khutwa.track.credibility import PRIOR, Counts, Interval, fade, inside

if TYPE_CHECKING:
    from khutwa.game import Analysis
    from khutwa.game.trust.needed import Need
    from khutwa.track.tracking import Track

Ground = Literal["enough", "open", "gap", "guess"]
"""`gap` is a need above the interval of the record, `open` one within it, `guess` one where nothing
has counted."""

MOST_AT_ONCE = 10
"""Parties at their turn in one stage; every set of them that may fail is looked at."""


@dataclass(frozen=True)
class Backing:
    """The trust that a party needs at a stage, beside what the record of the other supports.

    Attributes:
        need: The trust that is needed: above 0, and there is one that is enough.
        counts: Kept and broken words of the other by then, the prior included.
    """

    need: Need
    counts: Counts

    @property
    def level(self) -> float:
        """Return the share of its word that the other must be believed to keep."""
        assert self.need.each_time is not None, "only a need that some trust meets is backed"
        return self.need.each_time

    @property
    def interval(self) -> Interval:
        """Return the 90 per cent interval of the share that the record supports."""
        return inside(self.counts)

    @property
    def chance(self) -> float:
        """Return the chance, by the record, that the other keeps its word as often as needed."""
        from scipy.special import betainc

        return float(1 - betainc(*self.counts, self.level))

    @property
    def ground(self) -> Ground:
        """Return whether the record backs the trust that is needed."""
        if self.counts == PRIOR:
            return "guess"
        low, high = self.interval
        return "enough" if self.level <= low else "gap" if self.level > high else "open"

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "party": self.need.party,
            "other": self.need.other,
            "row": self.need.row,
            "needs": self.level,
            "supports": list(self.interval),
            "chance": self.chance,
            "ground": self.ground,
        }


@dataclass(frozen=True)
class Together:
    """How a party fares that knows no more of the others than their records.

    Attributes:
        party: Its id.
        row: The stage at which its trust is backed least.
        share: The share of draws of the words of all others in which going on there is best for it.
        draws: How many were drawn.
        seed: Their seed.
    """

    party: str
    row: int
    share: float
    draws: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "party": self.party,
            "row": self.row,
            "share": self.share,
            "draws": self.draws,
            "seed": self.seed,
        }


def backing(analysis: Analysis, track: Track) -> tuple[Backing, ...]:
    """Return the trust that the rest of a plan needs beside the records, the worst backed first.

    Args:
        analysis: What is left of the plan, as `analyse(roadmap, done=track.done)` gives it.
        track: Where the process stands.

    Returns:
        Every need that is above 0 and that some trust meets.
    """
    known = records(analysis, track)
    found = [Backing(need, known[need.other][need.row]) for need in analysis.trust
             if need.each_time]  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.chance))


def together(
    analysis: Analysis, track: Track, found: Iterable[Backing], draws: int, seed: int
) -> tuple[Together, ...]:
    """Return how each party fares, where its trust is backed least, if it doubts all others.

    The share of its word that each other party keeps is drawn from its record by then,
    independently of the others.

    Args:
        analysis: What is left of the plan.
        track: Where the process stands.
        found: What `backing` found, the worst backed first.
        draws: How often to draw, at least 1.
        seed: Seed of the draws.

    Returns:
        One for each party that needs trust, the worst first; nothing where more than `MOST_AT_ONCE`
        have a turn at once.
    """
    from scipy.special import betaincinv

    game, known = analysis.game, records(analysis, track)
    at_turn = turns(game)
    if at_turn.sum(axis=1).max() > MOST_AT_ONCE:
        return ()
    uniform = np.random.default_rng(seed).random((len(game.parties), draws))
    rows: dict[str, int] = {}
    for each in found:
        rows.setdefault(each.need.party, each.need.row)
    shares = []
    for party, row in rows.items():
        i = game.parties.index(party)
        others = [j for j in np.flatnonzero(at_turn[row:].any(axis=0)).tolist() if j != i]
        trust = [betaincinv(*known[game.parties[j]][row], uniform[j]) for j in others]
        doubt = Doubt(game, analysis.stakes, analysis.values, i, others)
        slack = doubt.slack(np.array(trust).T)[:, row]
        keeps = slack >= -EDGE * analysis.table[row][i].scale
        shares.append(Together(party, row, float(keeps.mean()), draws, seed))
    return tuple(sorted(shares, key=lambda each: each.share))


def records(analysis: Analysis, track: Track) -> dict[str, list[Counts]]:
    """Return the record that each party will have at every stage, if the stage is reached.

    It is the record of today, faded by the time until then, and one kept word for each earlier
    stage in which the party owes something: without it the stage would not be reached.
    """
    today = {each.party: each.counts for each in track.credibility}
    game = analysis.game
    years = analysis.roadmap.period.mean_days / DAYS_PER_YEAR
    times = [0.0, *(game.duration.cumsum() * years).tolist()]
    at_turn = turns(game)
    return {
        party: [
            later(today.get(party, PRIOR), [times[k + 1] for k in range(row) if at_turn[k, j]], now)
            for row, now in enumerate(times)
        ]
        for j, party in enumerate(game.parties)
    }


def later(counts: Counts, kept: Iterable[float], years: float) -> Counts:
    """Return a record as it will be if every word until then is kept.

    Args:
        counts: The record of today.
        kept: When each word is kept, in years from today.
        years: When the record is looked at, in years from today.
    """
    good, bad = (prior + fade(years) * (n - prior) for n, prior in zip(counts, PRIOR, strict=True))
    return good + sum(fade(years - at) for at in kept), bad


def worst_by_pair(found: Iterable[Backing]) -> list[Backing]:
    """Return the worst backed need of each party in each other one, in the order given."""
    first: dict[tuple[str, str], Backing] = {}
    for each in found:
        first.setdefault((each.need.party, each.need.other), each)
    return list(first.values())
