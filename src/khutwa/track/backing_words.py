"""The trust that the rest of a plan needs beside what the records support, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import percent_up, share_words, stage_title, stage_words
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.track.backing import MOST_AT_ONCE, Ground, Together, worst_by_pair
from khutwa.track.words import grounds, record_grounds, record_table
from khutwa.words import M, Message, format_percent

if TYPE_CHECKING:
    from khutwa.game import Analysis
    from khutwa.track.backing import Backing
    from khutwa.track.tracking import Track

MOST = 8
"""Rows of the table."""


def ground_word(ground: Ground) -> Message:
    """Return the word for how far a record backs the trust that is needed."""
    words = {
        "enough": M("enough"),
        "open": M("open"),
        "gap": M("a gap"),
        "guess": M("a guess"),
    }
    return words[ground]


def summary(
    analysis: Analysis, track: Track, found: Sequence[Backing], at_once: Sequence[Together]
) -> Summary:
    """Return what stands below an analysis of what is left: how the records bear on it."""
    grids = [_table(analysis, found), record_table(track)]
    return Summary(
        [*lead(analysis, found), *_drawn(analysis, found, at_once)],
        None,
        [(M("How this is known"), [*grounds(track), *_grounds(found), *record_grounds(track)])],
        [grid for grid in grids if grid.rows],
    )


def lead(analysis: Analysis, found: Sequence[Backing]) -> list[Message]:
    """Return where the plan asks for more trust than the record of the other supports."""
    if not found:
        # Where no trust is needed, or none is enough, the analysis has said so.
        return []
    gaps = [each for each in found if each.ground == "gap"]
    unsure = [each for each in found if each.ground == "open"]
    guesses = [each for each in found if each.ground == "guess"]
    if not (gaps or unsure or guesses):
        if any(need.each_time is None for need in analysis.trust):
            return [M("Wherever trust can keep a party in, the records support what it takes.")]
        return [M("The records support all the trust that the rest of the plan needs.")]
    said = []
    if gaps:
        first = min(gaps, key=lambda each: each.need.row)
        said += [M("The first gap in trust is at {stage}.", stage=_stage(analysis, first)),
                 _beside(analysis, first)]  # fmt: skip
    elif unsure:
        said += [M("The records leave it open whether there is the trust that the rest of the plan "
                   "needs, most of all at {stage}.", stage=_stage(analysis, unsure[0])),
                 _beside(analysis, unsure[0])]  # fmt: skip
    if guesses:
        most = max(guesses, key=lambda each: each.level)
        said.append(M("At {stage} {party} needs to believe that {other} keeps its word with a "
                      "chance of {need}. Nothing that {other} owed has counted so far, so any "
                      "trust in it is a guess.", **_names(analysis, most)))  # fmt: skip
    return said


def _beside(analysis: Analysis, each: Backing) -> Message:
    low, high = map(format_percent, each.interval)
    return M("{party} needs to believe there that {other} keeps its word, each time, with a chance "
             "of {need}; the record of {other} will by then support {low} to {high}.",
             low=low, high=high, **_names(analysis, each))  # fmt: skip


def _names(analysis: Analysis, each: Backing) -> dict[str, Any]:
    return {
        "stage": _stage(analysis, each),
        "party": analysis.roadmap.label(each.need.party),
        "other": analysis.roadmap.label(each.need.other),
        "need": percent_up(each.level),
    }


def _stage(analysis: Analysis, each: Backing | Together) -> list[Message] | Message:
    row = each.row if isinstance(each, Together) else each.need.row
    return stage_words(analysis.stage_steps(row))


def _drawn(
    analysis: Analysis, found: Sequence[Backing], at_once: Sequence[Together]
) -> list[Message]:
    """Return how the worst backed party fares if all others are only as good as their records."""
    if not found:
        return []
    if not at_once:
        return [M("More than {n} parties have a turn in one stage: how a party fares that doubts "
                  "all others at once was not computed.", n=MOST_AT_ONCE)]  # fmt: skip
    worst = at_once[0]
    return [M("With the word of all others drawn from their records, going on is best for {party} "
              "at {stage} in {share} of {draws} draws; no other party that trust can keep in "
              "fares worse.",
              party=analysis.roadmap.label(worst.party), stage=_stage(analysis, worst),
              share=share_words(worst.share), draws=worst.draws)]  # fmt: skip


def _grounds(found: Sequence[Backing]) -> list[Message]:
    if not found:
        return []
    return [
        M("A record that backs trust at a later stage is that of today, faded until then, with a "
          "word kept at each stage before it: else the stage is not reached. How a party kept its "
          "word does not change the slack."),
    ]  # fmt: skip


def _table(analysis: Analysis, found: Sequence[Backing]) -> Grid:
    head = (M("Party"), M("In whom"), M("Stage"), M("Needs"), M("Record"), M("Backed"))
    rows = tuple(
        (
            Cell(str(analysis.roadmap.label(each.need.party))),
            Cell(str(analysis.roadmap.label(each.need.other))),
            Cell(stage_title(analysis.roadmap, analysis.game, each.need.row)),
            Cell(percent_up(each.level)),
            Cell("–" if each.ground == "guess" else _span(each)),
            Cell(_ground(each), each.ground == "gap"),
        )
        for each in worst_by_pair(found)[:MOST]
    )
    return Grid(M("Trust in others, where their record backs it least"),
                tuple(str(each) for each in head), rows)  # fmt: skip


def _span(each: Backing) -> str:
    low, high = map(format_percent, each.interval)
    return f"{low} – {high}"


def _ground(each: Backing) -> str:
    """Return the chance that the record is as good as needed, with the word for it."""
    word = ground_word(each.ground)
    if each.ground == "guess":
        return str(word)
    return str(M("{chance} ({word})", chance=share_words(each.chance), word=word))
