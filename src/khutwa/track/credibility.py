"""What a party's record says of its word, and how much of what was due stayed ink on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khutwa.track.commitments import Commitment
from khutwa.track.levels import DAYS

HALF_LIFE = 3.0
"""Years after which a kept or broken word counts half; an assumption, said where it is used."""

PRIOR = (1.0, 1.0)
"""A uniform prior: before anything was due, nothing is known of a party."""

SLIP, LONE_SURE, LONE_SLIP = 0.125, 0.73, 0.44
"""How much of a broken word counts where the one before was kept: .73 ± .07 of it where no act was
a slip, .44 ± .04 where one in eight was, by how far it moved what players meant to do next towards
what they meant after two broken in a row. Computed from the choices of Fudenberg, Rand & Dreber
2012, American Economic Review 102:720-749, at the one gain that both were played for; see
`khutwa.track.strategies.record`. Between the two the share is taken to fall evenly, and beyond to
stay: an assumption."""

INSIDE = 0.9
"""Chance of the intervals."""


@dataclass(frozen=True)
class Credibility:
    """The record of one party.

    Attributes:
        party: Its id.
        kept: Expected number of commitments that were done when due.
        late: Expected number that were done after.
        broken: Expected number that are due and not done.
        share: Mean of the share of commitments that it keeps in time, after what was seen.
        interval: 90 per cent interval of that share.
    """

    party: str
    kept: float
    late: float
    broken: float
    share: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Ink:
    """How much of what was due is not implemented.

    Attributes:
        due: How many commitments are due.
        share: Expected share of them that is not fully implemented; None where nothing is due.
        interval: 90 per cent interval of that share.
    """

    due: int
    share: float | None
    interval: tuple[float, float] | None


def credibility(party: str, found: Iterable[Commitment], today: date) -> Credibility:
    """Return what the record of a party says of its word.

    Each commitment that is due counts as kept with the chance that it was done in time, the less
    the longer ago that was. One that was not counts in part where the one due before it was kept,
    the less the likelier it is a slip (`lone`). The counts update a Beta distribution.

    Args:
        party: Its id.
        found: Commitments, each once.
        today: The day looked at.
    """
    from scipy.special import betaincinv

    kept = late = broken = 0.0
    good, bad = PRIOR
    before = 1.0
    for each in sorted(found, key=lambda each: each.due or date.max):
        if each.in_time is None or each.due is None or party not in each.obligors:
            continue
        weight = 0.5 ** ((today - each.due).days / DAYS / HALF_LIFE)
        kept += each.in_time
        late += max(each.done - each.in_time, 0.0)
        broken += 1 - max(each.done, each.in_time)
        good += weight * each.in_time
        bad += weight * (1 - each.in_time) * (1 - before * (1 - lone(each)))
        before = each.in_time
    low, high = (float(betaincinv(good, bad, q)) for q in ((1 - INSIDE) / 2, (1 + INSIDE) / 2))
    return Credibility(party, kept, late, broken, good / (good + bad), (low, high))


def lone(each: Commitment) -> float:
    """Return how much of a commitment that was not kept counts, where the one before was kept.

    It may be a slip as far as its obligors do not control it, and as far as it is not sure that it
    was not kept.
    """
    sure = max(each.in_time, 1 - each.in_time) if each.in_time is not None else 1.0
    noise = 1 - each.reliability * sure
    return LONE_SURE + (LONE_SLIP - LONE_SURE) * min(noise / SLIP, 1.0)


def ink(found: Sequence[Commitment]) -> Ink:
    """Return the ink-on-paper index of some commitments, each once.

    The number not implemented is a sum of independent chances; its distribution is exact
    (Poisson-binomial, by convolution).
    """
    chances = [1 - each.done for each in found if each.is_due]
    if not chances:
        return Ink(0, None, None)
    counts = np.array([1.0])
    for chance in chances:
        counts = np.convolve(counts, [1 - chance, chance])
    below = np.cumsum(counts)
    low, high = (int(np.searchsorted(below, q)) for q in ((1 - INSIDE) / 2, (1 + INSIDE) / 2))
    n = len(chances)
    return Ink(n, float(np.mean(chances)), (low / n, min(high, n) / n))
