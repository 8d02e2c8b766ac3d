"""The analysis as a terminal, a notebook and a program see it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from khutwa.game import sentences
from khutwa.words import M, current_language, direction, format_list, format_number

if TYPE_CHECKING:
    from rich.console import Group

    from khutwa.game.analysis import Analysis, Link


def stage_name(analysis: Analysis, row: int) -> str:
    """Return how a stage is called in tables."""
    names = analysis.stage_steps(row)
    if not names:
        return str(M("Once all is done"))
    return f"{format_number(row + 1)}. {format_list([str(name) for name in names])}"


def cell(link: Link) -> str:
    """Return a slack as a table shows it: relative, in per cent, with what tempts."""
    shown = format_number(100 * link.relative, digits=1)
    if link.on_the_edge:
        return str(M("0 (on the edge)"))
    if link.holds:
        return shown
    word = M("stalls") if link.temptation == "stall" else M("walks away")
    return f"{shown} {word}"


def terminal(analysis: Analysis) -> Group:
    """Return what a terminal shows."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Styled

    parts: list[Any] = []
    style = "bold green" if analysis.holds else "bold red"
    for number, message in enumerate(sentences.verdict(analysis)):
        parts.append(Styled(str(message), style=style if number == 0 else ""))
    for title, messages in _sections(analysis):
        if messages:
            parts.append(Styled(f"\n{title}", style="bold"))
            parts.extend(Padding(Styled(f"- {m}"), (0, 0, 0, 2), expand=False) for m in messages)
    if analysis.has_stakes:
        table = Table(title=str(M("Slack, per cent of what each party has at stake")))
        table.add_column(str(M("Stage")))
        for party in analysis.game.parties:
            table.add_column(str(analysis.roadmap.label(party)), justify="right")
        for row, links in enumerate(analysis.table):
            cells = [
                Styled(cell(link), style="" if link.holds else "bold red") for link in links
            ]
            table.add_row(stage_name(analysis, row), *cells)
        parts.extend([Styled(""), table])
    return Group(*parts)


def _sections(analysis: Analysis) -> list[tuple[str, list[Any]]]:
    return [
        (str(M("What would close it, each by itself")), sentences.closing(analysis)),
        (str(M("How sure")), sentences.robust(analysis)),
        (str(M("What the weakest link rests on")), sentences.rests_on(analysis)),
        (str(M("What is assumed")), sentences.assumptions(analysis)),
    ]


def html(analysis: Analysis) -> str:
    """Return what a notebook shows."""
    lang = current_language()
    parts = [f'<div lang="{lang}" dir="{direction(lang)}">']
    parts += [f"<p>{escape(str(m))}</p>" for m in sentences.verdict(analysis)]
    for title, messages in _sections(analysis):
        if messages:
            items = "".join(f"<li>{escape(str(m))}</li>" for m in messages)
            parts.append(f"<h4>{escape(title)}</h4><ul>{items}</ul>")
    head = "".join(f"<th>{escape(str(analysis.roadmap.label(p)))}</th>"
                   for p in analysis.game.parties)  # fmt: skip
    rows = "".join(
        f"<tr><th>{escape(stage_name(analysis, row))}</th>"
        + "".join(f"<td>{escape(cell(link))}</td>" for link in links)
        + "</tr>"
        for row, links in enumerate(analysis.table)
    )
    parts.append(f"<table><tr><th></th>{head}</tr>{rows}</table></div>")
    return "".join(parts)


def plain(analysis: Analysis) -> dict[str, Any]:
    """Return plain values for JSON."""
    robust = analysis.robustness
    weakest = analysis.weakest
    return {
        "version": analysis.version,
        "unit": analysis.roadmap.unit,
        "holds": analysis.holds,
        "words": [str(m) for m in sentences.verdict(analysis)],
        "closing": [str(m) for m in sentences.closing(analysis)],
        "sure": [str(m) for m in sentences.robust(analysis)],
        "rests_on": [str(m) for m in sentences.rests_on(analysis)],
        "assumptions": [str(m) for m in sentences.assumptions(analysis)],
        "parties": list(analysis.game.parties),
        "stages": [[analysis.game.steps[a] for a in stage] for stage in analysis.game.stages],
        "weakest": {"party": weakest.party, "row": weakest.row, "temptation": weakest.temptation},
        "links": [
            {
                "party": link.party,
                "row": link.row,
                "slack": link.slack,
                "relative": link.relative,
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
        "robustness": None
        if robust is None
        else {
            "draws": robust.draws,
            "seed": robust.seed,
            "share": robust.share,
            "interval": list(robust.interval),
            "radius": None if analysis.radius == float("inf") else analysis.radius,
            "weakest": [
                {"row": row, "party": analysis.game.parties[i], "share": share}
                for (row, i), share in robust.weakest
            ],
        },
    }
