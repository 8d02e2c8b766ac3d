"""Repairs, ranked, each with its patch of the file and what it does."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from khutwa.game.repairs.patch import Patch
from khutwa.game.repairs.plan import Plan
from khutwa.game.summary import Shown, Summary
from khutwa.game.uncertainty.shares import Shares
from khutwa.roadmap.document import Document


@dataclass(frozen=True)
class Repair:
    """One change of the file, analysed.

    Attributes:
        patches: What it consists of: one change, or two of which the second was found in the plan
            that the first leaves.
        plan: The plan after it.
        text: The file after it; empty until it is known to be among the best.
        shares: How it fares when the stakes are drawn; None where nothing is a range.
    """

    patches: tuple[Patch, ...]
    plan: Plan
    text: str = ""
    shares: Shares | None = None

    @property
    def changes(self) -> int:
        """Return how many promises it changes."""
        return sum(patch.changes for patch in self.patches)

    @property
    def rank(self) -> tuple[bool, float, int, float, tuple[str, ...]]:
        """Return the key by which repairs are ranked, the best first.

        What holds on the likely stakes comes first, then what holds in more of the draws, then what
        changes less, then what leaves the weakest link stronger. Shares are compared in fives of a
        hundred, so that a promise less outweighs what the draws cannot tell apart. The names of the
        moves decide between equals, whichever was found first.
        """
        share = round(20 * self.shares.share) if self.shares else 0
        moves = tuple(patch.move for patch in self.patches)
        return (not self.plan.holds, -share, self.changes, -self.plan.smallest, moves)

    def diff(self, before: Document) -> str:
        """Return the change of the file as a unified diff."""
        old, new = (text.splitlines(keepends=True) for text in (before.text, self.text))
        lines = difflib.unified_diff(old, new, before.name, before.name)
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


@dataclass(frozen=True)
class Repairs(Shown):
    """What would mend a plan.

    Attributes:
        document: The file as it is.
        plan: The plan as it is.
        shares: How it fares when the stakes are drawn; None where nothing is a range.
        ranked: The repairs, the best first.
        weighed: How many changes were analysed.
        stopped: Whether the time was over before all that could be tried was.
        seed: Seed of the draws.
        version: Version of the product.
    """

    document: Document
    plan: Plan
    shares: Shares | None
    ranked: tuple[Repair, ...]
    weighed: int
    stopped: bool
    seed: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.repairs.words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.repairs.words import summary

        return summary(self)
