"""`khutwa demo`: the whole way on one real process."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    console,
    origin,
    say,
    sound,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.words import LANGUAGES, M, current_language, use_language

EXAMPLE = "syria-2254"

REPAIRS = 3
"""Changes that are shown."""


@command(
    "demo",
    M(
        "Take one real process the whole way.\n\nSyria in 2019 under Security Council resolution "
        "2254: check, analyse, draw, brief. Writes everything into a folder and says what to open."
    ),
    "khutwa demo",
    "khutwa demo --lang ar --into /tmp/khutwa",
)
@option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("khutwa-demo"),
    show_default=True,
    message=M("The folder to write into."),
)
def run(into: Path, as_json: bool) -> None:
    """Run the whole on the example."""
    from khutwa.examples.catalogue import path
    from khutwa.game import analyse, repair
    from khutwa.linter import check
    from khutwa.report import DRAWINGS, NoBrowser, brief_html, drawing, print_pdf
    from khutwa.roadmap.loader import FILE, load

    plan = into / FILE
    example = path(EXAMPLE)
    if os.path.exists(plan) and load(plan).document.text != load(example).document.text:
        stop(M("{file} is already there; nothing was changed.", file=str(plan)))
    write_file(plan, example.read_bytes())
    loaded = load(plan)
    roadmap = sound(loaded)
    report = check(loaded)
    analysis = analyse(roadmap)
    repairs = repair(loaded, top=REPAIRS)
    found = [finding.to_dict() for finding in report.findings]
    results = {"check": found, "analysis": analysis.to_dict(), "repairs": repairs.to_dict()}
    for name, result in results.items():
        write_file(into / f"{name}.json", json.dumps(result, ensure_ascii=False, indent=2))
    for language in LANGUAGES:
        with use_language(language):
            for name in DRAWINGS:
                write_file(into / f"{name}.{language}.svg", drawing(name, roadmap, language))
            write_file(into / f"brief.{language}.html", brief_html(loaded, language))
    brief = into / f"brief.{current_language()}.html"
    opened = [brief]
    try:
        pdf = into / f"brief.{current_language()}.pdf"
        write_file(pdf, print_pdf(brief.read_text(encoding="utf-8")))
        opened.append(pdf)
    except NoBrowser as error:
        console(stderr=True).print(str(error.message))
    if as_json:
        write_json({**origin(loaded), "open": [str(file) for file in opened]})
        return
    write_diagnostics(tuple(f for f in report.findings if f.severity != "info"))
    console().print(analysis)
    say("")
    console().print(repairs)
    say(M("Open first: {file}", file=[str(file) for file in opened]))
    say(M("The plan: {file}. The drawings: {folder}/*.svg.", file=str(plan), folder=str(into)))
