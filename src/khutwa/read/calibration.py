"""How often a person kept what the rules called sure, likely or unsure.

The reader's words for confidence count weak rules. What they are worth is seen only from decisions:
the share of proposals that were accepted as they stood, word by word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from khutwa.read.decisions import Decision
from khutwa.read.frame import Confidence
from khutwa.read.sentences import confidence_word
from khutwa.words import M, Message, format_percent

COVER = 0.9
"""Probability that an interval covers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the proposals of one confidence.

    Attributes:
        confidence: What the reader said of them.
        kept: How many were accepted as they stood.
        decided: How many were decided.
    """

    confidence: Confidence
    kept: int
    decided: int

    @property
    def share(self) -> float:
        """Return the share that was kept."""
        return self.kept / self.decided

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 90% interval of the chance that such a proposal is kept.

        That of Jeffreys, which reaches 0 or 1 where none or all were kept. Source: Brown, Cai &
        DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science
        16:101-133.
        """
        from scipy.special import betaincinv

        a, b = self.kept + 0.5, self.decided - self.kept + 0.5
        tail = (1 - COVER) / 2
        low = float(betaincinv(a, b, tail)) if self.kept else 0.0
        high = float(betaincinv(a, b, 1 - tail)) if self.kept < self.decided else 1.0
        return low, high

    @property
    def words(self) -> Message:
        """Return it in words."""
        low, high = self.interval
        return M("Where {sure}: {kept} of {decided} decided were kept as proposed, {share} (90% "
                 "interval {low} to {high}).", sure=confidence_word(self.confidence),
                 kept=self.kept, decided=self.decided, share=format_percent(self.share),
                 low=format_percent(low), high=format_percent(high))  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"confidence": self.confidence.value, "kept": self.kept, "decided": self.decided,
                "share": self.share, "interval": list(self.interval)}  # fmt: skip


def calibration(decisions: Iterable[Decision]) -> list[Kept]:
    """Return what became of proposals, by their confidence; those without any are left out.

    Of a proposal that was decided more than once the last decision counts.
    """
    last = {(d.source, d.start, d.end): d for d in decisions if d.confidence}
    found = []
    for confidence in Confidence:
        own = [d for d in last.values() if d.confidence is confidence]
        if own:
            kept = sum(d.verdict == "accepted" for d in own)
            found.append(Kept(confidence, kept, len(own)))
    return found
