"""What a party's record says of its word, and how much of what was due stayed ink on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khutwa.track.commitments import Commitment
from khutwa.track.levels import DAYS

HALF_LIFE = 3.0
"""Years after which a kept or broken word counts half; an assumption, said where it is used."""

Counts = tuple[float, float]
"""Kept and broken words, the prior included: the parameters of a Beta distribution."""

Interval = tuple[float, float]

PRIOR: Counts = (1.0, 1.0)
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

TAILS = ((1 - INSIDE) / 2, (1 + INSIDE) / 2)


@dataclass(frozen=True)
class Credibility:
    """The record of one party.

    Attributes:
        party: Its id.
        kept: Expected number of commitments that were done when due.
        late: Expected number that were done after.
        broken: Expected number that are due and not done, or that have no date and were violated or
            reversed.
        silent: How many are due of which nobody reported; they do not count.
        counts: The Beta distribution of the share of its word that it keeps, after what was seen.
    """

    party: str
    kept: float
    late: float
    broken: float
    silent: int
    counts: Counts

    @property
    def share(self) -> float:
        """Return the mean of the share of its word that it keeps."""
        good, bad = self.counts
        return good / (good + bad)

    @property
    def interval(self) -> Interval:
        """Return the 90 per cent interval of that share."""
        return inside(self.counts)

    @property
    def known(self) -> bool:
        """Tell whether anything counted."""
        return self.counts != PRIOR


@dataclass(frozen=True)
class Ink:
    """How much of what was due is not implemented.

    Attributes:
        due: How many commitments are due.
        silent: Of how many of them nobody reported.
        share: Expected share of them that is not fully implemented: if all of which nobody reported
            are done, and if none is; None where nothing is due.
        interval: 90 per cent interval of that share, from the lower end of the one to the upper end
            of the other; both shares lie in it.
    """

    due: int
    silent: int
    share: Interval | None
    interval: Interval | None


def inside(counts: Counts) -> Interval:
    """Return the 90 per cent interval of a Beta distribution."""
    from scipy.special import betaincinv

    low, high = (float(betaincinv(*counts, q)) for q in TAILS)
    return low, high


def fade(years: float) -> float:
    """Return what a kept or broken word counts after some years."""
    return float(0.5 ** (years / HALF_LIFE))


def credibility(party: str, found: Iterable[Commitment], today: date) -> Credibility:
    """Return what the record of a party says of its word.

    Each commitment that is due counts as kept with the chance that it was done in time, the less
    the longer ago that was; one without a date that was violated or reversed, and is not done,
    counts as broken on that day. A broken word counts in part where the one before was kept, the
    less the likelier it is a slip (`lone`). The counts update a Beta distribution. What nobody
    reported on does not count.

    Args:
        party: Its id.
        found: Commitments, each once.
        today: The day looked at.
    """
    own = [each for each in found if party in each.obligors]
    kept = late = broken = 0.0
    good, bad = PRIOR
    before = 1.0
    for day, in_time, each in sorted(_words(own), key=lambda word: word[0]):
        weight = fade((today - day).days / DAYS)
        kept += in_time
        late += max(each.done - in_time, 0.0)
        broken += 1 - max(each.done, in_time)
        good += weight * in_time
        bad += weight * (1 - in_time) * (1 - before * (1 - lone(in_time, each.reliability)))
        before = in_time
    silent = sum(each.is_due and not each.known for each in own)
    return Credibility(party, kept, late, broken, silent, (good, bad))


def _words(own: Iterable[Commitment]) -> Iterator[tuple[date, float, Commitment]]:
    """Yield the day on which each word of a party was kept or broken, and the chance of kept."""
    for each in own:
        if each.undone:
            yield each.undone, each.done, each
        elif each.due and each.in_time is not None and each.known:
            yield each.due, each.in_time, each


def lone(kept: float, reliability: float) -> float:
    """Return how much of a broken word counts where the one before was kept.

    It may be a slip as far as its obligors do not control the step, and as far as it is not sure
    whether it was kept.

    Args:
        kept: Chance that it was kept.
        reliability: Chance that the step comes about once its obligors try.
    """
    noise = 1 - reliability * max(kept, 1 - kept)
    return LONE_SURE + (LONE_SLIP - LONE_SURE) * min(noise / SLIP, 1.0)


def ink(found: Sequence[Commitment]) -> Ink:
    """Return the ink-on-paper index of some commitments, each once.

    The number not implemented is a sum of independent chances; its distribution is exact
    (Poisson-binomial, by convolution). What nobody reported on may be done or not: the index is
    given for both.
    """
    due = [each for each in found if each.is_due]
    if not due:
        return Ink(0, 0, None, None)
    chances = [1 - each.done for each in due if each.known]
    counts = np.array([1.0])
    for chance in chances:
        counts = np.convolve(counts, [1 - chance, chance])
    low, high = np.minimum(np.searchsorted(np.cumsum(counts), TAILS), len(chances)).tolist()
    n, silent = len(due), len(due) - len(chances)
    share = (sum(chances) / n, (sum(chances) + silent) / n)
    # Where one number is nearly sure, the expected one would lie just beside it.
    return Ink(n, silent, share, (min(low / n, share[0]), max((high + silent) / n, share[1])))
