"""The strategic analysis of a schedule: slack, the weakest link, and what would close it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from khutwa.game.arrays import DAYS_PER_YEAR, Game, Stakes, draw_stakes, scheduled
from khutwa.game.critical import Patience, detection, extra_dividend, patience
from khutwa.game.summary import Shown, Summary
from khutwa.game.trust.needed import Need, needed
from khutwa.game.uncertainty.judgement import judgements
from khutwa.game.uncertainty.levers import Lever, levers, radius
from khutwa.game.uncertainty.shares import Shares, shares
from khutwa.game.values import EDGE, Values, values
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

Temptation = Literal["stall", "walk away"]


@dataclass(frozen=True)
class Link:
    """One party at one stage.

    Attributes:
        party: Its id.
        row: Index of the stage; the number of stages stands for durability, once all is done.
        slack: What complying is worth beyond the better of stalling and walking away; inf where
            the party can do neither.
        scale: All that is at stake for the party; 0 where it has no stakes.
        temptation: The better of the alternatives.
        late: Slack just before a long stage ends, where that is smaller than at its beginning.
        leaves_late: Whether the party keeps to the stage as it begins and would leave just before
            it ends.
    """

    party: str
    row: int
    slack: float
    scale: float
    temptation: Temptation
    late: float | None
    leaves_late: bool

    @property
    def relative(self) -> float:
        """Return the slack as a share of what is at stake for the party."""
        return self.slack / self.scale if self.scale else 0.0

    @property
    def decides(self) -> bool:
        """Tell whether the party can do anything but comply."""
        return self.slack < math.inf

    @property
    def holds(self) -> bool:
        """Tell whether the party keeps to the plan here; a tie counts as keeping."""
        return self.relative >= -EDGE

    @property
    def on_the_edge(self) -> bool:
        """Tell whether the slack is zero as far as can be computed."""
        return abs(self.relative) <= EDGE


@dataclass(frozen=True)
class Closing:
    """What would close the gaps of a party, each by itself, all else equal.

    Attributes:
        patience: The yearly discount factors with which it keeps to the schedule.
        dividend: Smallest addition to its dividend a period; None where none helps.
        detection: Least chance of detection a period with which its weakest link holds, where
            stalling tempts it there; None where even certainty does not help, or walking away is
            what tempts it.
    """

    patience: Patience
    dividend: float | None
    detection: float | None


@dataclass(frozen=True)
class Analysis(Shown):
    """The analysis of one schedule.

    Attributes:
        roadmap: The plan as analysed, tranches as steps of their own.
        game: Its arrays.
        stakes: Its likely stakes.
        table: Every link, by stage and then party.
        closing: What would close the gaps, by party.
        weakest: The link of least relative slack. Ties go to the earlier stage, then to the first
            party; a party without any stakes decides nothing and is left out.
        robustness: How the verdict fares in draws; None where nothing is a range.
        radius: Exact stretch of the ranges within which it holds; None where nothing is a range.
        levers: The stakes on which the weakest link rests.
        version: Version of the product.
    """

    roadmap: Roadmap
    game: Game
    stakes: Stakes
    table: tuple[tuple[Link, ...], ...]
    weakest: Link
    closing: dict[str, Closing]
    robustness: Shares | None
    radius: float | None
    levers: tuple[Lever, ...]
    version: str

    @property
    def links(self) -> Iterator[Link]:
        """Yield every link."""
        for row in self.table:
            yield from row

    @property
    def holds(self) -> bool:
        """Tell whether the schedule is self-enforcing on the likely stakes.

        Parties decide as a stage begins (docs/model.md, section 3). `leave_late` is not part of
        it, and is said beside it.
        """
        return all(link.holds for link in self.links)

    @property
    def leave_late(self) -> tuple[Link, ...]:
        """Return the links that hold as a stage begins and whose party would leave near its end.

        Such a plan is self-enforcing only if nobody can turn back while a stage is under way.
        """
        return tuple(link for link in self.links if link.leaves_late)

    @property
    def has_stakes(self) -> bool:
        """Tell whether the file gives any stake at all."""
        tables = (self.stakes.flow, self.stakes.once, self.stakes.outside, self.stakes.dividend)
        return any(bool(np.any(table)) for table in tables)

    @cached_property
    def trust(self) -> tuple[Need, ...]:
        """Return how much trust each party needs in each other one at every stage."""
        return needed(self.game, self.stakes, self.values)

    @cached_property
    def values(self) -> Values:
        """Return what complying, stalling and walking away are worth."""
        return values(self.game, self.stakes)

    def worst(self, party: str) -> Link:
        """Return the link of a party with the least slack; the earlier one in a tie."""
        return _worst(self.table, self.game.parties.index(party))

    def stage_steps(self, row: int) -> list[Text]:
        """Return the names of the steps of a stage; none for durability."""
        if row >= len(self.game.stages):
            return []
        return [self.roadmap.label(self.game.steps[a]) for a in self.game.stages[row]]

    def own_steps(self, link: Link) -> list[Text]:
        """Return the steps that a party owes at a link; the reversible ones for durability."""
        i = self.game.parties.index(link.party)
        if link.row < len(self.game.stages):
            chosen = [a for a in self.game.stages[link.row] if self.game.owed[i, a]]
        else:
            chosen = [
                a
                for a in range(len(self.game.steps))
                if self.game.owed[i, a] and self.game.reversible[a]
            ]
        return [self.roadmap.label(self.game.steps[a]) for a in chosen]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.show import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.show import summary

        return summary(self)


def analyse(
    roadmap: Roadmap, *, draws: int = 2000, seed: int = 0, done: Collection[str] = ()
) -> Analysis:
    """Analyse the schedule of a roadmap, or the default one where it gives none.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        done: Steps that are in force already, tranches by their own names; what is left of the
            schedule is analysed.
        draws: How often to draw the stakes from their ranges, at least 1.
        seed: Seed of the draws.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        ValueError: if `draws` is less than 1.
    """
    from khutwa.version import __version__

    if draws < 1:
        raise ValueError("draws must be at least 1")
    game, whole = scheduled(roadmap, done)
    stakes = draw_stakes(whole, game)
    found = values(game, stakes)
    table = tuple(
        tuple(link_at(game, found, row, i) for i in range(len(game.parties)))
        for row in range(len(game.stages) + 1)
    )
    years = roadmap.period.mean_days / DAYS_PER_YEAR
    closing = {
        party: _closing(game, stakes, found, table, i, years)
        for i, party in enumerate(game.parties)
    }
    weakest = table[found.weakest[0, 0]][found.weakest[0, 1]]
    chosen = judgements(roadmap, game)
    stretch = radius(game, found, chosen)
    return Analysis(
        roadmap=whole,
        game=game,
        stakes=stakes,
        table=table,
        weakest=weakest,
        closing=closing,
        robustness=None if stretch is None else shares(whole, game, draws, seed),
        radius=stretch,
        levers=levers(game, found, chosen, weakest.row, game.parties.index(weakest.party)),
        version=__version__,
    )


def link_at(game: Game, found: Values, row: int, i: int) -> Link:
    """Return the link of party i at a row of its values, one row of stakes."""
    stalls = bool(found.stall[0, row, i] > found.walk[0, row, i])
    slack = float(found.slack[0, row, i])
    last = row == len(game.stages)
    late = math.inf if last else float(found.late[0, row, i])
    return Link(
        party=game.parties[i],
        row=row,
        slack=slack,
        scale=float(found.scale[0, i]),
        temptation="stall" if stalls else "walk away",
        late=late if late < slack else None,
        leaves_late=not last and bool(found.leaves_late[0, row, i]),
    )


def _closing(
    game: Game,
    stakes: Stakes,
    found: Values,
    table: tuple[tuple[Link, ...], ...],
    i: int,
    years: float,
) -> Closing:
    worst = _worst(table, i)
    stalls = worst.temptation == "stall"
    return Closing(
        patience=patience(game, stakes, i, years),
        dividend=extra_dividend(game, stakes, found, i),
        detection=detection(game, stakes, i, worst.row) if stalls else None,
    )


def _worst(table: tuple[tuple[Link, ...], ...], i: int) -> Link:
    least = min(row[i].relative for row in table)
    return next(row[i] for row in table if row[i].relative <= least + EDGE)
