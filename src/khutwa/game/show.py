"""The analysis as a terminal, a notebook and a program see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game import sentences
from khutwa.game.phrases import stage_title
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.game.trust.words import trust_words
from khutwa.game.uncertainty.levers import stretch
from khutwa.words import M, format_number

if TYPE_CHECKING:
    from khutwa.game.analysis import Analysis, Link


def stage_name(analysis: Analysis, row: int) -> str:
    """Return how a stage is called in tables."""
    return stage_title(analysis.roadmap, analysis.game, row)


def cell(link: Link) -> str:
    """Return a slack as a table shows it: relative, in per cent, with what tempts."""
    if not link.decides:
        return "–"
    shown = format_number(100 * link.relative, digits=1)
    if link.leaves_late:
        return str(M("{slack} {word}", slack=shown, word=M("leaves near the end")))
    if link.on_the_edge:
        return str(M("0 (on the edge)"))
    if link.holds:
        return shown
    word = M("stalls") if link.temptation == "stall" else M("walks away")
    return str(M("{slack} {word}", slack=shown, word=word))


def summary(analysis: Analysis) -> Summary:
    """Return the analysis in words and a table."""
    sections = [
        (M("What would close it, each by itself"), sentences.closing(analysis)),
        (M("How sure"), sentences.robust(analysis)),
        (M("How much trust it takes"), trust_words(analysis)),
        (M("What the weakest link rests on"), sentences.rests_on(analysis)),
        (M("What is assumed"), sentences.assumptions(analysis)),
    ]
    sound = analysis.holds and not analysis.leave_late
    grids = [_grid(analysis)] if analysis.has_stakes else []
    return Summary(sentences.verdict(analysis), sound if grids else None, sections, grids)


def _grid(analysis: Analysis) -> Grid:
    parties = [str(analysis.roadmap.label(party)) for party in analysis.game.parties]
    return Grid(
        title=M("Slack, per cent of what each party has at stake"),
        head=(str(M("Stage")), *parties),
        rows=tuple(
            (
                Cell(stage_name(analysis, row)),
                *(Cell(cell(link), not link.holds or link.leaves_late) for link in links),
            )
            for row, links in enumerate(analysis.table)
        ),
    )


def plain(analysis: Analysis) -> dict[str, Any]:
    """Return plain values for JSON."""
    robust = analysis.robustness
    game = analysis.game
    return {
        "version": analysis.version,
        "unit": analysis.roadmap.unit,
        "holds": analysis.holds,
        "words": [str(m) for m in sentences.verdict(analysis)],
        "closing": [str(m) for m in sentences.closing(analysis)],
        "sure": [str(m) for m in sentences.robust(analysis)],
        "trusting": [str(m) for m in trust_words(analysis)],
        "rests_on": [str(m) for m in sentences.rests_on(analysis)],
        "assumptions": [str(m) for m in sentences.assumptions(analysis)],
        "parties": list(game.parties),
        "stages": [[game.steps[a] for a in stage] for stage in game.stages],
        "weakest": _place(analysis.weakest) | {"temptation": analysis.weakest.temptation},
        "leave_late": [_place(link) for link in analysis.leave_late],
        "links": [
            _place(link)
            | {
                "slack": link.slack if link.decides else None,
                "relative": link.relative if link.decides else None,
                "temptation": link.temptation,
                "holds": link.holds,
                "late": link.late,
            }
            for link in analysis.links
        ],
        "critical": {
            party: {
                "patience": [list(interval) for interval in found.patience.holds],
                "dividend": found.dividend,
                "detection": found.detection,
            }
            for party, found in analysis.closing.items()
        },
        "trust": [need.to_dict() for need in analysis.trust],
        "levers": [
            lever.judgement.to_dict(game) | {"turn": lever.turn} for lever in analysis.levers
        ],
        "robustness": None if robust is None else robust.to_dict(game) | stretch(analysis.radius),
    }


def _place(link: Link) -> dict[str, Any]:
    return {"party": link.party, "row": link.row}
