"""Robustness in plain words and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.phrases import (
    holds_words,
    share_words,
    stage_title,
    stake_words,
    stakes_source,
    sure,
)
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.game.uncertainty.importance import LEAST_BASE
from khutwa.words import (
    MN,
    M,
    Message,
    format_number,
    format_percent,
)

if TYPE_CHECKING:
    from khutwa.game.uncertainty.importance import Importance
    from khutwa.game.uncertainty.robustness import Robustness
    from khutwa.game.uncertainty.shares import Interval

IDLE = 0.01
"""Total index below which a stake is said to hardly matter."""


def summary(found: Robustness) -> Summary:
    """Return the robustness of a schedule in words and tables."""
    sections = [
        (M("Which stake matters most"), matters(found)),
        (M("What is assumed"), assumed(found)),
    ]
    grids = [_weakest(found)] if found.shares else []
    if found.importance:
        grids.append(_stakes(found))
    sound = found.holds and not found.leaves_late
    return Summary(lead(found), sound if grids else None, sections, grids)


def lead(found: Robustness) -> list[Message]:
    """Return what is said first: does it hold, how often, and how far it is sure to."""
    if found.shares is None:
        return [
            M("No stake of the file is a range, so it cannot be said how sure the verdict is. Give "
              "ranges [low, likely, high].")
        ]  # fmt: skip
    first = holds_words(found.holds, found.leaves_late)
    return [first, *sure(found.shares, found.radius)]


def matters(found: Robustness) -> list[Message]:
    """Return which stakes account for how much of the spread of the smallest slack."""
    if not found.shares:
        return []
    if found.base < LEAST_BASE:
        return [M("Fewer than {n} draws do not tell which stake matters most.", n=LEAST_BASE)]
    if not found.importance:
        return [M("The smallest slack is the same wherever the stakes lie within their ranges.")]
    first = max(found.importance, key=lambda one: one.first)
    said = [
        M("If one stake could be known for sure, let it be this one: {stake}. By itself it "
          "accounts for {share} of the variance of the smallest slack (95% interval {low} to "
          "{high}).",
          stake=_stake(found, first), share=_percent(first.first),
          low=_percent(first.first_interval[0]), high=_percent(first.first_interval[1]))
    ]  # fmt: skip
    idle = sum(_idle(one) for one in found.importance)
    if idle:
        said.append(
            MN("{n} stake hardly matters: with all others known, less than {share} of the variance "
               "would stay.",
               "{n} stakes hardly matter: with all others known but one of them, less than {share} "
               "of the variance would stay.", idle, share=format_percent(IDLE))
        )  # fmt: skip
    return said


def assumed(found: Robustness) -> list[Message]:
    """Return what the numbers rest on."""
    said = stakes_source(found.roadmap)
    if not found.shares:
        return said
    return [
        M("A share of draws is no chance of success. It says how far the verdict rests on numbers "
          "that nobody knows."),
        M("Every stake is drawn by itself, from the triangle between its low, likely and high "
          "value; the tranches of a step are drawn together."),
        M("The smallest slack is that of the weakest link, as a share of what its party has at "
          "stake. The indices come from two samples of {base} rows each (Saltelli and others 2010; "
          "Jansen 1999).", base=found.base),
        *said,
    ]  # fmt: skip


def _weakest(found: Robustness) -> Grid:
    assert found.shares is not None
    return Grid(
        title=M("How often each link is the weakest"),
        head=(str(M("Stage")), str(M("Party")), str(M("Share of the draws"))),
        rows=tuple(
            (
                Cell(stage_title(found.roadmap, found.game, row)),
                Cell(str(found.roadmap.label(found.game.parties[i]))),
                Cell(share_words(share)),
            )
            for (row, i), share in found.shares.weakest
        ),
    )


def _stakes(found: Robustness) -> Grid:
    return Grid(
        title=M("How much each stake matters for the smallest slack"),
        head=(
            str(M("Stake")),
            str(M("Range")),
            str(M("Rank correlation")),
            str(M("Share of variance by itself")),
            str(M("With its interactions")),
        ),
        rows=tuple(
            (
                Cell(str(_stake(found, one))),
                Cell(
                    str(
                        M(
                            "{low} to {high}",
                            low=one.judgement.stake.low,
                            high=one.judgement.stake.high,
                        )
                    )
                ),
                Cell(format_number(one.rank)),
                Cell(_index(one.first, one.first_interval)),
                Cell(_index(one.total, one.total_interval)),
            )
            for one in found.importance
            if not _idle(one)
        ),
    )


def _stake(found: Robustness, one: Importance) -> Message:
    return stake_words(found.roadmap, found.game, one.judgement)


def _idle(one: Importance) -> bool:
    return one.total_interval[1] < IDLE


def _index(value: float, interval: Interval) -> str:
    low, high = (_percent(end) for end in interval)
    return str(M("{value} ({low} to {high})", value=_percent(value), low=low, high=high))


def _percent(index: float) -> str:
    """Return an index in per cent; an estimate outside [0, 1] is shown as its nearer end."""
    return format_percent(min(max(index, 0.0), 1.0))
