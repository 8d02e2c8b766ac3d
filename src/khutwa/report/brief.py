"""Two pages for the envoy: what is owed next, the weakest links, the findings, the assumptions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khutwa.game import Analysis, InfeasibleSchedule, analyse
from khutwa.game import sentences as say
from khutwa.game.phrases import and_more
from khutwa.game.show import cell, stage_name
from khutwa.linter import check
from khutwa.report.next_steps import Owed, owed
from khutwa.report.page import dress, template
from khutwa.report.shorten import shortened
from khutwa.report.timeline_drawing import draw_timeline
from khutwa.roadmap.condition import NotBefore, Truth
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.condition_why import Leaves, leaf_words
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.loader import Loaded
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import moment_words
from khutwa.roadmap.tranches import expand
from khutwa.track import words as tracking
from khutwa.track.commitment_words import overdue_words
from khutwa.track.due import deadline_words
from khutwa.version import __version__
from khutwa.words import (
    M,
    Message,
    Text,
    direction,
    format_date,
    format_list,
    format_partial,
    isolate,
    use_language,
)

if TYPE_CHECKING:
    from khutwa.track import Track

TIMELINE = 780.0
"""Width of the timeline, so that its letters print as large as the text."""

MOST_OWED, MOST_KINDS, MOST_OVERDUE, MOST_STAGES, MOST_DRAWN = 8, 6, 4, 10, 10
"""Rows that two pages have room for; the rest is counted."""

MOST_OWED_BESIDE, MOST_KINDS_BESIDE, MOST_DRAWN_BESIDE = 5, 4, 6
"""The same where what a ledger says takes room as well."""


@dataclass(frozen=True)
class Row:
    """One step that is owed, in words."""

    step: str
    by: str
    to: str
    due: str
    waits: str


def brief_html(loaded: Loaded, language: str, track: Track | None = None) -> str:
    """Return the brief of a plan as a page that stands alone.

    Args:
        loaded: A plan that loaded.
        language: Language of its words; Arabic reads from right to left.
        track: Where the process stands, if a ledger is kept; what is likely done is then no longer
            owed, and what is left of the plan is analysed.
    """
    assert loaded.roadmap is not None
    with use_language(language):
        return template("brief.html").render(_content(loaded, loaded.roadmap, language, track))


def _content(
    loaded: Loaded, roadmap: Roadmap, language: str, track: Track | None
) -> dict[str, Any]:
    done = track.done if track else ()
    roadmap = shortened(roadmap)
    analysis, obstacle = _analysed(roadmap, done)
    whole = expand(roadmap)
    pending = owed(roadmap, done)
    kinds = _kinds(loaded)
    most, most_kinds, most_drawn = (
        (MOST_OWED_BESIDE, MOST_KINDS_BESIDE, MOST_DRAWN_BESIDE)
        if track
        else (MOST_OWED, MOST_KINDS, MOST_DRAWN)
    )
    return {
        "lang": language,
        "dir": direction(language),
        **dress(),
        "title": roadmap.title,
        "summary": roadmap.summary,
        "as_of": _as_of(roadmap, track),
        "heads": _heads(),
        "verdict": say.verdict(analysis) if analysis else [obstacle],
        "alarm": analysis is None or not analysis.holds,
        "closing": say.closing(analysis) if analysis else [],
        "sure": say.robust(analysis) if analysis else [],
        "rests": say.rests_on(analysis)[:3] if analysis else [],
        "assumed": [
            *(tracking.grounds(track) if track else [
                M("No record of what was done was read, so every step counts as owed.")
            ]),
            *(say.assumptions(analysis) if analysis else []),
        ],
        "kept": _kept(track) if track else [],
        "owed": [_row(whole, item) for item in pending[:most]],
        "owed_more": _more(len(pending) - most),
        "kinds": kinds[:most_kinds],
        "kinds_more": _more(len(kinds) - most_kinds),
        "table": _table(analysis) if analysis and analysis.has_stakes else None,
        "timeline": draw_timeline(
            roadmap, language, width=TIMELINE, titled=False, only=_drawn(whole, pending, most_drawn)
        ),
        "timeline_more": _more(len(whole.steps) - most_drawn),
        "made": M("Made by khutwa {version} from {file} (sha256 {hash}…).", version=__version__,
                  file=Path(loaded.document.name).name, hash=loaded.document.sha256[:12]),
    }  # fmt: skip


def _as_of(roadmap: Roadmap, track: Track | None) -> Message | None:
    day = PartialDate.of(track.today) if track else roadmap.as_of or roadmap.start
    return M("As of {date}", date=format_partial(day)) if day else None


def _kept(track: Track) -> list[Message]:
    """Return how much of what was due was done, and what is overdue."""
    overdue = [each for each in track.commitments if each.standing == "overdue"]
    said = [overdue_words(track, each) for each in overdue[:MOST_OVERDUE]]
    return [*tracking.verdict(track), *said, *and_more(len(overdue) - MOST_OVERDUE)]


def _analysed(
    roadmap: Roadmap, done: tuple[str, ...]
) -> tuple[Analysis | None, Message | None]:
    try:
        return analyse(roadmap, done=done), None
    except InfeasibleSchedule as error:
        return None, error.message


def _kinds(loaded: Loaded) -> list[tuple[Diagnostic, Message | None]]:
    """Return errors and warnings, errors first: the first of each code and how many more it has."""
    found = [f for f in check(loaded).findings if f.severity is not Severity.INFO]
    found.sort(key=lambda f: f.severity is not Severity.ERROR)
    count = Counter(finding.code for finding in found)
    first = {finding.code: finding for finding in reversed(found)}
    return [(first[code], _more(count[code] - 1)) for code in count]


def _heads() -> dict[str, Message]:
    return {
        "brief": M("Brief"),
        "kept": M("Is it being kept?"),
        "owed": M("What is owed next"),
        "step": M("Step"),
        "by": M("Owed by"),
        "to": M("Owed to"),
        "due": M("Due"),
        "waits": M("Waits for"),
        "weakest": M("Where it would break"),
        "closing": M("What would close it, each by itself"),
        "slack": M("Slack, per cent of what each party has at stake"),
        "stage": M("Stage"),
        "stages_more": M("Stages with more slack"),
        "findings": M("What the checker found"),
        "fix": M("What to do"),
        "sure": M("How sure"),
        "rests": M("What the weakest link rests on"),
        "assumed": M("What is assumed"),
        "time": M("In time"),
    }


def _row(whole: Roadmap, item: Owed) -> Row:
    step = item.step

    def names(ids: tuple[str, ...]) -> str:
        return format_list([isolate(str(whole.label(name))) for name in ids])

    by = names(item.obligors) or str(M("nobody"))
    former = tuple(name for name in step.obligors if name not in item.obligors)
    if former:
        by = str(M("{heirs}, after {former}", heirs=by, former=names(former)))
    others = tuple(name for name in step.performers if name not in step.obligors)
    if others:
        by = str(M("{obligors}, through {performers}", obligors=by, performers=names(others)))
    to, due = names(step.beneficiaries) or "–", _due(whole, item)
    return Row(str(step.label), by, to, due, str(_waits(whole, item)))


def _waits(whole: Roadmap, item: Owed) -> Message:
    """Return what a step waits for; of several ways the shortest."""

    def said(leaves: Leaves) -> list[Text | Message]:
        return [leaf_words(whole.label, leaf) for leaf in leaves]

    match item.why.truth:
        case Truth.YES:
            later = None if item.ready else item.step.not_before
            return moment_words(whole.label, later) if later else M("nothing: it can begin")
        case Truth.UNKNOWN:
            return M("It is not known whether this holds: {parts}", parts=said(item.why.because))
    lacks, unknown = said(item.why.lacks), said(item.why.open)
    words = M("{parts}; and it is not known whether this holds: {unknown}", parts=lacks,
              unknown=unknown) if unknown else M("{parts}", parts=lacks)  # fmt: skip
    needed = necessary(item.step.condition)
    if all(isinstance(leaf, NotBefore) or leaf.name in needed for leaf in item.why.lacks):
        return words
    return M("{shortest} (or another way that the plan leaves open)", shortest=words)


def _due(whole: Roadmap, item: Owed) -> str:
    """Return when a step is due; every answer where its clock is contested."""
    days = [(format_date(day) if day else str(M("no date yet")), say) for day, say in item.due]
    if any(reading for _, reading in days):
        return " / ".join(
            str(M("{day} ({reading})", day=day, reading=reading)) for day, reading in days
        )
    if item.due and item.due[0][0]:
        return str(M("by {moment}", moment=days[0][0]))
    return str(deadline_words(whole, item.step))


def _drawn(whole: Roadmap, pending: list[Owed], most: int) -> list[str]:
    """Return the steps that the timeline shows: all, or of many those that come next."""
    if len(whole.steps) <= most:
        return list(whole.steps)
    return [item.step.id for item in pending[:most]]


def _more(count: int) -> Message | None:
    return next(iter(and_more(count)), None)


def _table(analysis: Analysis) -> dict[str, Any]:
    shown = _rows(analysis)
    return {
        "parties": [str(analysis.roadmap.label(party)) for party in analysis.game.parties],
        "rows": [
            (
                stage_name(analysis, row),
                [
                    (cell(link), link.holds, link == analysis.weakest)
                    for link in analysis.table[row]
                ],
            )
            for row in shown
        ],
        "more": _more(len(analysis.table) - len(shown)),
    }


def _rows(analysis: Analysis) -> list[int]:
    """Return the rows of the table that are shown: all, or of many those with the least slack."""

    def least(row: int) -> float:
        return min((link.relative for link in analysis.table[row] if link.decides), default=1.0)

    rows = range(len(analysis.table))
    if len(rows) <= MOST_STAGES + 1:
        return list(rows)
    # What holds once all is done is always shown.
    return sorted([*sorted(rows[:-1], key=least)[:MOST_STAGES], rows[-1]])
