"""`khutwa show`: the plan as drawings."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    origin,
    say,
    sound,
    stop,
    write_file,
    write_json,
)
from khutwa.words import M, current_language

DRAWINGS = ("plan", "timeline", "slack")

PICTURES = {".png", ".pdf", ".jpg", ".jpeg", ".gif", ".html"}
"""Endings that ask for a kind of file that is not drawn, and name no folder."""


@command(
    "show",
    M(
        "Draw the steps, the timeline and the slack of each party.\n\n"
        "Writes SVG files that stand alone, from right to left in Arabic."
    ),
    "khutwa show my-plan",
    "khutwa show my-plan --only timeline -o pictures --lang ar",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--only",
    type=click.Choice(DRAWINGS),
    message=M("Which drawing to make; all when not given."),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    message=M("The folder to write into, or the SVG file for one drawing."),
)
def run(plan: Path, only: str | None, output: Path, as_json: bool) -> None:
    """Draw one plan."""
    from khutwa.game import InfeasibleSchedule
    from khutwa.report import drawing
    from khutwa.roadmap.loader import load

    if output.suffix.lower() in PICTURES:
        check_ending(output, ".svg")
    loaded = load(plan)
    roadmap = sound(loaded)
    written: list[str] = []
    for name in (only,) if only else DRAWINGS:
        try:
            svg = drawing(name, roadmap, current_language())
        except InfeasibleSchedule as error:
            # The other drawings show what blocks the schedule.
            if only:
                stop(error.message)
            console(stderr=True).print(str(error.message))
            continue
        single = only is not None and output.suffix.lower() == ".svg"
        target = output if single else output / f"{name}.{current_language()}.svg"
        write_file(target, svg)
        written.append(str(target))
    if as_json:
        write_json({**origin(loaded), "written": written})
    else:
        say(M("Written: {file}", file=written))
