"""The analysis in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from khutwa.game.critical import LEAST_PATIENCE, MOST_PATIENCE
from khutwa.game.phrases import (
    few,
    holds_words,
    percent_up,
    quoted,
    round_up,
    share_words,
    signed,
    significant,
    stage_words,
    stake_words,
    stakes_source,
    sure,
    unit_word,
)
from khutwa.words import MN, M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.analysis import Analysis, Link


def verdict(analysis: Analysis) -> list[Message]:
    """Return what the analysis says first: does it hold, and where is it weakest."""
    if not analysis.has_stakes:
        return [
            M("The file gives no stakes, so nothing can be said of where a party would rather "
              "stall or walk away. Add `stakes:` to the steps, with a sentence of reasoning each.")
        ]  # fmt: skip
    weakest = analysis.weakest
    late = [_leaves_late(analysis, link) for link in analysis.leave_late]
    first = holds_words(analysis.holds, bool(late))
    if not weakest.decides:
        return [M("Nobody can do anything but comply, so nothing tempts a party.")]
    if analysis.holds:
        return [first, *late, M("Its weakest point: {point}", point=_nearly(analysis, weakest))]
    breaking = sum(not link.holds for link in analysis.links)
    said = [first, temptation(analysis, weakest)]
    if breaking > 1:
        said.append(M("In all, the plan gives way at {n} of {total} points: see the table.",
                      n=breaking, total=sum(1 for _ in analysis.links)))  # fmt: skip
    return [*said, *late]


def temptation(analysis: Analysis, link: Link) -> Message:
    """Return the sentence that says what tempts a party where it does not hold."""
    party = analysis.roadmap.label(link.party)
    own = analysis.own_steps(link)
    steps, n = quoted(own), len(own)
    if link.row >= len(analysis.game.stages):
        if link.temptation == "stall":
            return MN("Once all is done, {party} gains more by quietly undoing {steps} than by "
                      "keeping to it.",
                      "Once all is done, {party} gains more by quietly undoing {steps} than by "
                      "keeping to them.", n, party=party, steps=steps)  # fmt: skip
        return M("Once all is done, {party} gains more by walking away than by keeping to the "
                 "plan.", party=party)  # fmt: skip
    stage = quoted(analysis.stage_steps(link.row))
    if link.row == 0 and analysis.game.base:
        if link.temptation == "stall":
            return MN("As things stand, {party} gains more by stalling on {steps} than by "
                      "carrying it out.",
                      "As things stand, {party} gains more by stalling on {steps} than by "
                      "carrying them out.", n, party=party, steps=steps)  # fmt: skip
        return M("As things stand, {party} gains more by walking away than by going on to "
                 "{stage}.", party=party, stage=stage)  # fmt: skip
    if link.row == 0:
        if link.temptation == "stall":
            return MN("At the very start, {party} gains more by stalling on {steps} than by "
                      "carrying it out.",
                      "At the very start, {party} gains more by stalling on {steps} than by "
                      "carrying them out.", n, party=party, steps=steps)  # fmt: skip
        return M("At the very start, {party} gains more by walking away than by going on to "
                 "{stage}.", party=party, stage=stage)  # fmt: skip
    before = quoted(analysis.stage_steps(link.row - 1))
    if link.temptation == "stall":
        return MN("After {before}, {party} gains more by stalling on {steps} than by carrying it "
                  "out.",
                  "After {before}, {party} gains more by stalling on {steps} than by carrying them "
                  "out.", n, before=before, party=party, steps=steps)  # fmt: skip
    return M("After {before}, {party} gains more by walking away than by going on to {stage}.",
             before=before, party=party, stage=stage)  # fmt: skip


def _leaves_late(analysis: Analysis, link: Link) -> Message:
    stage = analysis.stage_steps(link.row)
    return MN("{party} gains by staying through most of {stage} and walking away just before it is "
              "done.",
              "{party} gains by staying through most of {stage} and walking away just before they "
              "are done.", len(stage), party=analysis.roadmap.label(link.party),
              stage=quoted(stage))  # fmt: skip


def _nearly(analysis: Analysis, link: Link) -> Message:
    party = analysis.roadmap.label(link.party)
    steps = analysis.own_steps(link) or analysis.stage_steps(link.row)
    margin = format_percent(max(link.relative, 0.0), digits=1)
    if link.row >= len(analysis.game.stages):
        return M("{party}, once all is done; its margin is {margin} of what it has at stake.",
                 party=party, margin=margin)  # fmt: skip
    return M("{party} at {steps}; its margin is {margin} of what it has at stake.",
             party=party, steps=quoted(steps), margin=margin)  # fmt: skip


def closing(analysis: Analysis) -> list[Message]:
    """Return what would keep each party in that does not hold, each by itself, all else equal."""
    if not analysis.has_stakes or analysis.holds:
        return []
    said = []
    worst = [analysis.worst(party) for party in analysis.game.parties]
    breaking = sorted((link for link in worst if not link.holds), key=lambda link: link.relative)
    for link in breaking:
        said.append(_dividend_words(analysis, link.party))
        if link.temptation == "stall":
            said.append(_detection_words(analysis, link))
        said.append(patience_words(analysis, link.party))
    if len(breaking) > 1:
        said.append(M("Each of these keeps one party in; the plan holds when every party stays."))
    return said


def _dividend_words(analysis: Analysis, party: str) -> Message:
    name, found = analysis.roadmap.label(party), analysis.closing[party].dividend
    if found is None:
        return M("No dividend of completion would keep {party} in.", party=name)
    return M("A dividend of completion higher by {amount} a {unit} would keep {party} in.",
             amount=format_number(round_up(found)), unit=unit_word(analysis.roadmap.unit),
             party=name)  # fmt: skip


def _detection_words(analysis: Analysis, link: Link) -> Message:
    party, found = analysis.roadmap.label(link.party), analysis.closing[link.party].detection
    if found is None:
        return M("Verification alone would not keep {party} in: it would gain by stalling or "
                 "walking away even if every breach were noticed at once.",
                 party=party)  # fmt: skip
    words = {
        "party": party,
        "steps": quoted(analysis.own_steps(link)),
        "chance": percent_up(found),
        "unit": unit_word(analysis.roadmap.unit),
    }
    if link.row < len(analysis.game.stages):
        return M("Stalling on {steps} would not pay {party} if a breach were noticed with a chance "
                 "of {chance} a {unit} or more.", **words)  # fmt: skip
    return M("Undoing {steps} would not pay {party} if it were noticed with a chance of {chance} a "
             "{unit} or more.", **words)  # fmt: skip


def patience_words(analysis: Analysis, party: str) -> Message:
    """Return with which patience a party keeps to the whole schedule."""
    found = analysis.closing[party].patience
    name = analysis.roadmap.label(party)
    if not found.holds:
        return M("No patience would keep {party} in.", party=name)
    if found.threshold is not None:
        return M("{party} keeps to the whole plan if next year counts {share} or more of this "
                 "year.", party=name, share=percent_up(found.threshold))  # fmt: skip
    return M("{party} keeps to the whole plan with these degrees of patience, the share of this "
             "year that next year counts: {spans}.", party=name,
             spans=[_span(low, high) for low, high in found.holds])  # fmt: skip


def _span(low: float, high: float) -> Message:
    """Return an interval of patience, rounded inwards where it is wide enough for that."""
    inner = round_up(low, 0.001), math.floor(high * 1000) / 1000
    low_said, high_said = inner if inner[0] < inner[1] else (low, high)
    bottom, top = (format_percent(value, digits=1) for value in (low_said, high_said))
    if low <= LEAST_PATIENCE:
        return M("at most {high}", high=top)
    if high >= MOST_PATIENCE:
        return M("{low} or more", low=bottom)
    return M("{low} to {high}", low=bottom, high=top)


def robust(analysis: Analysis) -> list[Message]:
    """Return how far the verdict rests on the ranges of the stakes."""
    found = analysis.robustness
    if found is None:
        if not analysis.has_stakes:
            return []
        return [
            M("The stakes are single numbers, so nothing is said of how sure they are; give ranges "
              "[low, likely, high] to see.")
        ]  # fmt: skip
    row, i = found.weakest[0][0]
    party = analysis.roadmap.label(analysis.game.parties[i])
    return [
        *sure(found, analysis.radius),
        M("In {share} of the draws the weakest link is {party} at {stage}.",
          share=share_words(found.weakest[0][1]), party=party,
          stage=stage_words(analysis.stage_steps(row))),
    ]  # fmt: skip


def rests_on(analysis: Analysis) -> list[Message]:
    """Return the stakes on which the weakest link rests and how far they are from turning it."""
    said = []
    for lever in analysis.levers:
        words = {
            "stake": stake_words(analysis.roadmap, analysis.game, lever.judgement),
            "turn": signed(lever.turn),
            "value": significant(lever.value),
        }
        if lever.judgement.stake.is_range and lever.within_range:
            said.append(M("{stake}: turns when changed by {turn}, to {value}, which is within its "
                          "range.", **words))  # fmt: skip
        else:
            said.append(M("{stake}: turns when changed by {turn}, to {value}.", **words))
    return said


def assumptions(analysis: Analysis) -> list[Message]:
    """Return what is assumed where the file is silent."""
    roadmap = analysis.roadmap
    said = [
        M("Everything is measured against no deal: walking away before anything has happened is "
          "worth nothing."),
        M("A breach that is noticed ends the process."),
        *stakes_source(roadmap),
    ]  # fmt: skip
    base = [roadmap.label(analysis.game.steps[a]) for a in analysis.game.base]
    if base:
        said.append(M("Taken as done and in force: {steps}.", steps=quoted(base)))
    if not analysis.game.stalls:
        said.append(M("As the file says, nobody can stall."))
    if not analysis.game.free_exit:
        said.append(M("As the file says, only who owes a step of a stage can walk away at it."))
    passing = [roadmap.label(party) for i, party in enumerate(analysis.game.parties)
               if roadmap.parties[party].successor and analysis.game.owed[i].any()]  # fmt: skip
    if passing:
        said.append(M("The promises of {parties} pass to a successor some day; here the same party "
                      "decides and gains throughout.", parties=passing))  # fmt: skip
    owed = [name for a, name in enumerate(analysis.game.steps) if analysis.game.owed[:, a].any()]
    silent = [step.label for step in (roadmap.steps[name] for name in owed)
              if step.verification.detects is None]  # fmt: skip
    if silent:
        said.append(M("Where the file gives no chance of detection, a breach is taken to be "
                      "noticed at once: {steps}.", steps=few(silent)))  # fmt: skip
    facts = [fact.label for fact in roadmap.facts.values() if not (fact.since or fact.never)]
    if facts:
        said.append(M("Facts that are not known are taken to come true: {facts}.",
                      facts=few(facts)))  # fmt: skip
    if not roadmap.schedule:
        said.append(M("The file gives no schedule: one step a stage in the order of the file is "
                      "taken, as far as conditions allow."))  # fmt: skip
    bare = [roadmap.label(link.party) for link in analysis.table[0] if not link.scale]
    if bare and analysis.has_stakes:
        said.append(M("Without stakes, and so taken to go along with anything: {parties}.",
                      parties=bare))  # fmt: skip
    return said
