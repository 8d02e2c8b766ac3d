"""The analysis in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from khutwa.words import M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.analysis import Analysis, Link

KINDS = {
    "flow": M("lasting gain or cost"),
    "once": M("one-time gain or cost"),
    "outside": M("effect on the value of walking away"),
    "dividend": M("dividend of completion"),
}


def verdict(analysis: Analysis) -> list[Message]:
    """Return what the analysis says first: does it hold, and where is it weakest."""
    if not analysis.has_stakes:
        return [
            M("The file gives no stakes, so nothing can be said of where a party would rather stall "
              "or walk away. Add `stakes:` to the steps, with a sentence of reasoning each.")
        ]  # fmt: skip
    weakest = analysis.weakest
    if analysis.holds:
        first = M("On the likely stakes the plan holds: at no stage does a party gain by stalling "
                  "or walking away.")  # fmt: skip
        return [first, M("Its weakest point: {point}", point=_nearly(analysis, weakest))]
    breaking = sum(not link.holds for link in analysis.links)
    said = [
        M("On the likely stakes the plan does not hold."),
        temptation(analysis, weakest),
    ]
    if breaking > 1:
        said.append(M("In all {n} of {total} points give way: see the table.", n=breaking,
                      total=sum(1 for _ in analysis.links)))  # fmt: skip
    return said


def temptation(analysis: Analysis, link: Link) -> Message:
    """Return the sentence that says what tempts a party where it does not hold."""
    party = analysis.roadmap.label(link.party)
    own = analysis.own_steps(link)
    if link.row >= len(analysis.game.stages):
        if link.temptation == "stall":
            return M("Once all is done, {party} gains more by quietly undoing {steps} than by "
                     "keeping to it.", party=party, steps=own)  # fmt: skip
        return M("Once all is done, {party} gains more by walking away than by keeping to the plan.",
                 party=party)  # fmt: skip
    before, stage = analysis.stage_steps(link.row - 1), analysis.stage_steps(link.row)
    if link.row == 0:
        if link.temptation == "stall":
            return M("At the very start, {party} gains more by stalling on {steps} than by carrying "
                     "it out.", party=party, steps=own)  # fmt: skip
        return M("At the very start, {party} gains more by walking away than by going on to "
                 "{stage}.", party=party, stage=stage)  # fmt: skip
    if link.temptation == "stall":
        return M("After {before}, {party} gains more by stalling on {steps} than by carrying it "
                 "out.", before=before, party=party, steps=own)  # fmt: skip
    return M("After {before}, {party} gains more by walking away than by going on to {stage}.",
             before=before, party=party, stage=stage)  # fmt: skip


def _nearly(analysis: Analysis, link: Link) -> Message:
    party = analysis.roadmap.label(link.party)
    own, stage = analysis.own_steps(link), analysis.stage_steps(link.row)
    margin = format_percent(max(link.relative, 0.0), digits=1)
    if link.row >= len(analysis.game.stages):
        return M("{party}, once all is done; its margin is {margin} of what it has at stake.",
                 party=party, margin=margin)  # fmt: skip
    return M("{party} at {steps}; its margin is {margin} of what it has at stake.",
             party=party, steps=own or stage, margin=margin)  # fmt: skip


def closing(analysis: Analysis) -> list[Message]:
    """Return what would close the weakest link, each by itself, all else equal."""
    if not analysis.has_stakes or analysis.holds:
        return []
    link = analysis.weakest
    party = analysis.roadmap.label(link.party)
    found = analysis.closing[link.party]
    said = []
    if found.dividend:
        said.append(
            M("A dividend of completion higher by {amount} a {unit} would keep {party} in.",
              amount=format_number(_up(found.dividend)), unit=unit_word(analysis.roadmap.unit),
              party=party)
        )  # fmt: skip
    elif found.dividend is None:
        said.append(M("No dividend of completion would keep {party} in.", party=party))
    if link.temptation == "stall":
        if found.detection is None:
            said.append(M("Verification alone would not close it: stalling pays even where every "
                          "breach is noticed at once."))  # fmt: skip
        else:
            said.append(
                M("Stalling there would not pay if a breach were noticed with a chance of {chance} "
                  "a {unit} or more.", chance=format_percent(min(_up(found.detection), 1.0)),
                  unit=unit_word(analysis.roadmap.unit))
            )  # fmt: skip
    said.append(patience_words(analysis, link.party))
    return said


def patience_words(analysis: Analysis, party: str) -> Message:
    """Return with which patience a party keeps to the whole schedule."""
    found = analysis.closing[party].patience
    name = analysis.roadmap.label(party)
    if not found.holds:
        return M("No patience would keep {party} in.", party=name)
    if found.threshold is not None:
        return M("{party} keeps to the whole plan if next year counts {share} or more of this year.",
                 party=name, share=format_percent(_up(found.threshold, 0.01)))  # fmt: skip
    spans = [f"{format_percent(low)} – {format_percent(high)}" for low, high in found.holds]
    return M("{party} keeps to the whole plan if next year counts {spans} of this year.",
             party=name, spans=spans)  # fmt: skip


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
    low, high = found.interval
    said = [
        M("With the stakes drawn from their ranges it holds in {share} of {draws} draws (95% "
          "interval {low} to {high}; seed {seed}).", share=format_percent(found.share, digits=1),
          draws=found.draws, low=format_percent(low, digits=1), high=format_percent(high, digits=1), seed=found.seed)
    ]  # fmt: skip
    if analysis.radius is not None and analysis.radius >= 1:
        said.append(M("It holds everywhere within the ranges, not only in the draws."))
    elif analysis.radius:
        said.append(
            M("It is sure to hold as long as no stake moves more than {share} of the way to the end "
              "of its range.", share=format_percent(math.floor(analysis.radius * 100) / 100))
        )  # fmt: skip
    row, i = found.weakest[0][0]
    link = analysis.table[row][i]
    said.append(
        M("In {share} of the draws the weakest link is {party} at {stage}.",
          share=format_percent(found.weakest[0][1]), party=analysis.roadmap.label(link.party),
          stage=analysis.stage_steps(row) or M("the end, once all is done"))
    )  # fmt: skip
    return said


def rests_on(analysis: Analysis) -> list[Message]:
    """Return the stakes on which the weakest link rests and how far they are from turning it."""
    said = []
    for lever in analysis.levers:
        party = analysis.roadmap.label(analysis.game.parties[lever.party])
        if lever.step < 0:
            said.append(M("{party}, {kind}: turns when changed by {turn}.", party=party,
                          kind=KINDS[lever.kind], turn=_signed(lever.turn)))  # fmt: skip
        else:
            step = analysis.roadmap.label(analysis.game.steps[lever.step])
            said.append(M("{party}, {kind} of {step}: turns when changed by {turn}.", party=party,
                          kind=KINDS[lever.kind], step=step, turn=_signed(lever.turn)))  # fmt: skip
    return said


def assumptions(analysis: Analysis) -> list[Message]:
    """Return what is assumed where the file is silent."""
    roadmap = analysis.roadmap
    said = [
        M("Everything is measured against no deal: walking away before anything has happened is "
          "worth nothing."),
        M("A breach that is noticed ends the process."),
    ]  # fmt: skip
    basis = roadmap.stakes_basis
    if basis is None:
        said.append(M("The file does not say where its stakes come from."))
    elif basis.basis == "illustrative":
        said.append(M("The stakes are illustrative: nobody measured them."))
    if basis is not None and basis.note:
        said.append(M("{note}", note=basis.note))
    silent = [s.label for s in roadmap.steps.values()
              if s.verification.detects is None and s.id in analysis.game.steps]  # fmt: skip
    if silent:
        said.append(M("Where the file gives no chance of detection, a breach is taken to be noticed "
                      "at once: {steps}.", steps=silent))  # fmt: skip
    facts = [fact.label for fact in roadmap.facts.values() if not (fact.since or fact.never)]
    if facts:
        said.append(M("Facts that are not known are taken to come true: {facts}.", facts=facts))
    if not roadmap.schedule:
        said.append(M("The file gives no schedule: one step a stage in the order of the file is "
                      "taken, as far as conditions allow."))  # fmt: skip
    bare = [roadmap.label(party) for i, party in enumerate(analysis.game.parties)
            if not analysis.stakes.flow[0, i].any() and not analysis.stakes.once[0, i].any()
            and not analysis.stakes.outside[0, i].any() and not analysis.stakes.dividend[0, i]]  # fmt: skip
    if bare and analysis.has_stakes:
        said.append(M("Without stakes, and so taken to go along with anything: {parties}.",
                      parties=bare))  # fmt: skip
    return said


def unit_word(unit: str) -> Message:
    """Return the word for one period."""
    match unit:
        case "day":
            return M("day")
        case "week":
            return M("week")
        case "month":
            return M("month")
        case "quarter":
            return M("quarter")
        case _:
            return M("year")


def _up(value: float, step: float = 0.01) -> float:
    """Round up, so that what is said to suffice does."""
    return math.ceil(value / step - 1e-9) * step


def _signed(value: float) -> str:
    sign = "+" if value > 0 else ""
    return sign + format_number(value)
