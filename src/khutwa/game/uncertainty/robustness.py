"""How far the verdict on a schedule rests on the stakes of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khutwa.game.arrays import Game, draw_stakes, scheduled
from khutwa.game.summary import Shown, Summary
from khutwa.game.uncertainty.importance import Importance, base_rows, importance
from khutwa.game.uncertainty.judgement import judgements
from khutwa.game.uncertainty.levers import radius, stretch
from khutwa.game.uncertainty.shares import Shares, shares
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap


@dataclass(frozen=True)
class Robustness(Shown):
    """How a verdict fares over the ranges of the stakes.

    Attributes:
        roadmap: The plan, tranches as steps of their own.
        game: Its arrays.
        holds: Whether the schedule is self-enforcing on the likely stakes.
        leaves_late: Whether it is, and yet a party would leave before a long stage ends.
        radius: Exact stretch of the ranges within which it is; None where nothing is a range.
        shares: How it fares in draws; None where nothing is a range.
        importance: How much each ranged stake matters, the most important first.
        base: Rows of each of the two base samples from which the importance is taken.
        version: Version of the product.
    """

    roadmap: Roadmap
    game: Game
    holds: bool
    leaves_late: bool
    radius: float | None
    shares: Shares | None
    importance: tuple[Importance, ...]
    base: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.uncertainty.robustness_words import assumed, lead, matters

        return {
            "version": self.version,
            "unit": self.roadmap.unit,
            "holds": self.holds,
            "leaves_late": self.leaves_late,
            "words": [str(m) for m in lead(self)],
            "matters": [str(m) for m in matters(self)],
            "assumptions": [str(m) for m in assumed(self)],
            "parties": list(self.game.parties),
            "stages": [[self.game.steps[a] for a in stage] for stage in self.game.stages],
            **stretch(self.radius),
            "sampled": None if self.shares is None else self.shares.to_dict(self.game),
            "base": self.base,
            "importance": [one.to_dict(self.game) for one in self.importance],
        }

    def _summary(self) -> Summary:
        from khutwa.game.uncertainty.robustness_words import summary

        return summary(self)


def robust(roadmap: Roadmap, *, draws: int = 10_000, seed: int = 0) -> Robustness:
    """Say how far the verdict on the schedule of a roadmap rests on its stakes.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        draws: How often to draw the stakes from their ranges, at least 1.
        seed: Seed of the draws.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        ValueError: if `draws` is less than 1.
    """
    from khutwa import __version__

    if draws < 1:
        raise ValueError("draws must be at least 1")
    game, whole = scheduled(roadmap)
    found = values(game, draw_stakes(whole, game))
    chosen = judgements(roadmap, game)
    reach = radius(game, found, chosen)
    return Robustness(
        roadmap=whole,
        game=game,
        holds=bool(found.holds[0]),
        leaves_late=bool(found.holds[0]) and bool(found.leaves_late.any()),
        radius=reach,
        shares=None if reach is None else shares(whole, game, draws, seed),
        importance=importance(whole, game, chosen, draws, seed),
        base=base_rows(game, chosen, draws),
        version=__version__,
    )
