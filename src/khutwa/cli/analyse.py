"""`khutwa analyse`: where a party would rather stall or walk away."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.cli.sampling import draws_option, seed_option
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
@draws_option(2000)
@seed_option
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
        write_json({**origin(loaded), **analysis.to_dict()})
    else:
        console().print(analysis)
