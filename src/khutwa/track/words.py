"""Where a process stands, in plain words, as tables and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import and_more, few
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.track.commitment_words import (
    due_words,
    late_words,
    overdue_words,
    standing_word,
    undone_words,
)
from khutwa.track.commitments import SILENT
from khutwa.track.credibility import HALF_LIFE, LONE_SLIP, LONE_SURE
from khutwa.track.level_words import level_and_chance
from khutwa.track.scorecards import differences, scorecards
from khutwa.words import (
    MN,
    M,
    Message,
    Text,
    format_date,
    format_number,
    format_partial,
    format_percent,
)

if TYPE_CHECKING:
    from khutwa.track.commitments import Commitment, Standing
    from khutwa.track.credibility import Ink
    from khutwa.track.tracking import StepStatus, Track

MOST = 8
"""Sentences of a list."""


def summary(found: Track) -> Summary:
    """Return where a process stands, in words and tables."""
    overdue = [overdue_words(found, each) for each in _stand(found, "overdue")]
    silent = [due_words(found, each) for each in _stand(found, "no report")]
    late = [late_words(found, each) for each in _stand(found, "late")]
    steps = dict.fromkeys(each.step for each in _stand(found, "undone"))
    undone = [undone_words(found, step) for step in steps]
    return Summary(
        verdict(found),
        None,
        [
            (M("Overdue"), _first(overdue)),
            (M("Due, and nobody has reported"), _first(silent)),
            (M("Done late"), _first(late)),
            (M("Violated or reversed"), _first(undone)),
            (M("Where assessors differ"), differences(found)),
            (M("How this is known"), [*grounds(found), *record_grounds(found)]),
        ],
        [grid for grid in (_steps(found), *scorecards(found), record_table(found), _demands(found),
                           _stages(found)) if grid.rows],
    )


def _stand(found: Track, standing: Standing) -> list[Commitment]:
    return [each for each in found.commitments if each.standing == standing]


def _first(said: list[Message]) -> list[Message]:
    return said[:MOST] + and_more(len(said) - MOST)


def verdict(found: Track) -> list[Message]:
    """Return what is said first."""
    if not found.entries[1]:
        return [M("The ledger is empty: nothing can be said of what was done.")]
    if not found.entries[0]:
        return [M("No entry of the ledger counts for this plan on {day}: nothing can be said of "
                  "what was done.", day=format_date(found.today))]  # fmt: skip
    early, late = found.ink
    day = format_date(found.today)
    if not early.due:
        return [M("On {day} nothing was due yet.", day=day)]
    if early.silent == early.due:
        said = [MN("On {day} {n} commitment is due, and nobody has reported on it.",
                   "On {day} {n} commitments are due, and nobody has reported on any of them.",
                   early.due, day=day)]  # fmt: skip
    else:
        said = [
            MN("On {day}, of {n} commitment that is due, {share} is not fully implemented "
               "({interval}).",
               "On {day}, of {n} commitments that are due, {share} are not fully implemented "
               "({interval}).", early.due, day=day, share=_share(early), interval=_interval(early))
        ]  # fmt: skip
    if 0 < early.silent < early.due:
        said.append(MN("On {n} of them nobody has reported: the lower figure takes it as done, the "
                       "higher one as not done.",
                       "On {n} of them nobody has reported: the lower figure takes them as done, "
                       "the higher one as not done.", early.silent))  # fmt: skip
    if late != early:
        if late.due:
            said.append(MN("Where contested clocks started at the later of their readings, "
                           "{n} is due, and {share} of it is not ({interval}).",
                           "Where contested clocks started at the later of their readings, "
                           "{n} are due, and {share} of them are not ({interval}).", late.due,
                           share=_share(late), interval=_interval(late)))  # fmt: skip
        else:
            said.append(M("Where contested clocks started at the later of their readings, nothing "
                          "is due yet."))  # fmt: skip
    return said


def grounds(found: Track) -> list[Message]:
    """Return what the levels rest on."""
    standing, recorded = found.entries
    silent = [found.roadmap.label(s.step) for s in found.steps if not s.known]
    said = [
        MN("{n} entry counts, of {recorded} recorded.",
           "{n} entries count, of {recorded} recorded.", standing, recorded=recorded),
        M("How often a source of a grade is right, and how readily a level changes, are "
          "assumptions; an entry without a grade is taken to be right three times in four."),
    ]  # fmt: skip
    if found.until and found.today - found.until > SILENT:
        said.append(M("The last entry speaks of {day}. What came after is not known: levels are "
                      "shown as they were then, and what was due more than {n} days later is left "
                      "open.", day=found.until, n=SILENT.days))  # fmt: skip
    said += astray_words(found)
    if silent:
        said.append(M("Nothing is recorded of {steps}. Shares of implementation take that as not "
                      "begun. Where it was due it is left open, unless it waits for what is "
                      "not done.", steps=few(silent)))  # fmt: skip
    return said


def astray_words(found: Track) -> list[Message]:
    """Return which entries do not count because the plan does not have their steps."""
    if not found.astray:
        return []
    return [M("The plan has no steps of these names, and entries on them do not count: {steps}.",
              steps=few([Text.plain(name) for name in found.astray]))]  # fmt: skip


def record_grounds(found: Track) -> list[Message]:
    """Return what the record of a party rests on."""
    if not found.credibility:
        return []
    return [
        M("A party's record fades by half in {years} years; where little was due, the interval is "
          "wide.", years=HALF_LIFE),
        M("A broken word after a kept one counts {sure} of one, and {slip} where it may be a slip, "
          "as it did for people in a laboratory (Fudenberg, Rand & Dreber 2012).",
          sure=format_percent(LONE_SURE), slip=format_percent(LONE_SLIP)),
    ]  # fmt: skip


def _steps(found: Track) -> Grid:
    head = (M("Step"), M("Status"), M("Done"), M("Due"), M("How it stands"), M("Last entry"))
    rows = []
    for each in found.commitments:
        status = found.status(each.step)
        name = found.roadmap.label(each.step)
        shown = M("{step} ({reading})", step=name, reading=each.reading) if each.reading else name
        rows.append(
            (
                Cell(str(shown)),
                Cell(str(level_and_chance(status))),
                Cell(format_percent(each.done) if status.known else "–"),
                Cell(format_date(each.due, short=True) if each.due else "–"),
                Cell(str(standing_word(each.standing)), each.standing == "overdue"),
                Cell(format_partial(status.last, short=True) if status.last else "–"),
            )
        )
    return Grid(M("Due against done"), tuple(str(each) for each in head), tuple(rows))


def record_table(found: Track) -> Grid:
    """Return the record of each party as a table."""
    head = [M("Party"), M("Kept in time"), M("Late"), M("Broken"), M("Keeps its word"),
            M("90% interval")]  # fmt: skip
    silent = any(each.silent for each in found.credibility)
    if silent:
        head.append(M("No report"))
    rows = []
    for each in found.credibility:
        numbers = (each.kept, each.late, each.broken)
        low, high = map(format_percent, each.interval)
        unreported = [Cell(format_number(each.silent))] if silent else []
        rows.append(
            (
                Cell(str(found.roadmap.label(each.party))),
                *(Cell(format_number(number, digits=1)) for number in numbers),
                Cell(format_percent(each.share) if each.known else str(M("not known"))),
                Cell(f"{low} – {high}" if each.known else "–"),
                *unreported,
            )
        )
    title = M("The record of each party, expected numbers")
    return Grid(title, tuple(str(each) for each in head), tuple(rows))


def _demands(found: Track) -> Grid:
    texts = {name: demand.text for name, _, demand in found.roadmap.demands()}
    rows = tuple(
        (Cell(str(texts[name])), Cell(format_number(len(steps))), Cell(_implemented(steps)))
        for name, steps in found.demands.items()
    )
    head = (str(M("Demand")), str(M("Steps that serve it")), str(M("Implemented")))
    return Grid(M("Each demand, expected level as a share of full implementation"), head, rows)


def _stages(found: Track) -> Grid:
    rows = tuple(
        (
            Cell(str(stage.name or M("Stage {number}", number=number + 1))),
            Cell(format_number(len(steps))),
            Cell(_implemented(steps)),
        )
        for number, (stage, steps) in enumerate(
            zip(found.roadmap.schedule, found.stages, strict=True)
        )
    )
    head = (str(M("Stage")), str(M("Steps")), str(M("Implemented")))
    return Grid(M("Each stage, expected level as a share of full implementation"), head, rows)


def _implemented(steps: tuple[StepStatus, ...]) -> str:
    if not steps:
        return str(M("no step serves it"))
    if not any(each.known for each in steps):
        return str(M("nothing recorded"))
    return format_percent(sum(each.implemented for each in steps) / len(steps))


def _share(index: Ink) -> str:
    return _percents(index.share or (0.0, 1.0))


def _interval(index: Ink) -> str:
    low, high = (format_percent(end) for end in index.interval or (0.0, 1.0))
    return str(M("90% interval {low} to {high}", low=low, high=high))


def _percents(ends: tuple[float, float]) -> str:
    """Return a range in per cent, or one number where its ends are shown alike."""
    low, high = map(format_percent, ends)
    return low if low == high else str(M("{low} to {high}", low=low, high=high))


def plain(found: Track) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": found.version,
        "today": found.today.isoformat(),
        "words": [str(message) for message in verdict(found)],
        "entries": {"standing": found.entries[0], "recorded": found.entries[1]},
        "astray": list(found.astray),
        "ink_on_paper": [
            {
                "due": i.due,
                "silent": i.silent,
                "share": list(i.share) if i.share else None,
                "interval": list(i.interval) if i.interval else None,
            }
            for i in found.ink
        ],
        "steps": [
            {
                "step": s.step,
                "chances": [float(c) for c in s.chances],
                "implemented": s.implemented,
                "by_assessor": {n: [float(c) for c in p] for n, p in s.by_assessor.items()},
                "said": {
                    n: {"entry": e.id, "status": e.status.value, "levels": list(e.levels)}
                    for n, e in s.said.items()
                },
                "entries": s.entries.ids,
                "last": str(s.last) if s.last else None,
            }
            for s in found.steps
        ],
        "demands": {
            name: [each.step for each in steps] for name, steps in found.demands.items()
        },
        "commitments": [
            {
                "step": c.step,
                "obligors": list(c.obligors),
                "due": c.due.isoformat() if c.due else None,
                "promised": c.promised.isoformat() if c.promised else None,
                "reading": str(c.reading) if c.reading else None,
                "standing": c.standing,
                "done": c.done,
                "in_time": c.in_time,
                "since": c.since.isoformat() if c.since else None,
                "known": c.known,
                "undone": c.undone.isoformat() if c.undone else None,
                "held_up_by": list(c.held_up_by),
                "holders": list(c.holders),
                "lost": c.lost.isoformat() if c.lost else None,
                "blocked_by": list(c.blocked_by),
                "blockers": list(c.blockers),
            }
            for c in found.commitments
        ],
        "credibility": [
            {
                "party": c.party,
                "kept": c.kept,
                "late": c.late,
                "broken": c.broken,
                "silent": c.silent,
                "share": c.share if c.known else None,
                "interval": list(c.interval) if c.known else None,
            }
            for c in found.credibility
        ],
        "agreement": {
            "alpha": found.agreement.alpha,
            "units": found.agreement.units,
            "kappa": [
                {"assessors": list(pair), "kappa": kappa, "steps": count}
                for pair, (kappa, count) in found.agreement.kappa.items()
            ],
        },
    }
