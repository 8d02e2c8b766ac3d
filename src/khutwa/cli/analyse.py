"""`khutwa analyse`: where a party would rather stall or walk away."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, sound, stop, write_json
from khutwa.words import M


@command(
    "analyse",
    M(
        "Find where a party would rather stall or walk away.\n\nReads the stakes of the file as "
        "judgements, and says how far the result rests on them."
    ),
    "khutwa analyse my-plan",
    "khutwa analyse roadmap.yaml --draws 10000 --seed 7",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--draws",
    type=click.IntRange(1, 1_000_000),
    default=2000,
    show_default=True,
    message=M("How many times to draw the stakes from their ranges."),
)
@option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    message=M("The seed of the draws; the same seed gives the same result."),
)
def run(plan: Path, draws: int, seed: int, as_json: bool) -> None:
    """Analyse the schedule of one plan."""
    from khutwa.game import InfeasibleSchedule, analyse
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    roadmap = sound(loaded)
    try:
        analysis = analyse(roadmap, draws=draws, seed=seed)
    except InfeasibleSchedule as error:
        stop(error.message)
    if as_json:
        write_json({"file": str(plan), "sha256": loaded.document.sha256, **analysis.to_dict()})
    else:
        console().print(analysis)
