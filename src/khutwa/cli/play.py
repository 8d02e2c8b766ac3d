"""`khutwa play`: who would move next if nobody imposed an order."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.memory import memory_option
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.cli.sampling import scale_option
from khutwa.words import M


@command(
    "play",
    M(
        "Say who would move next if nobody imposed an order.\n\nAt every "
        "point the parties do a step, pass or walk away, each knowing what the others will do."
    ),
    "khutwa play my-plan",
    "khutwa play my-plan --lambda 50",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--lambda",
    "rationality",
    type=click.FloatRange(0, 1e6),
    multiple=True,
    message=M("Let the parties err as well, and say how surely they choose what is best for them; "
              "may be given several times."),
)  # fmt: skip
@scale_option
@memory_option
def run(
    plan: Path, rationality: tuple[float, ...], scale: str, memory: int, as_json: bool
) -> None:
    """Play one plan."""
    from khutwa.game import InfeasibleSchedule, Precision, TooLarge, play
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    roadmap = sound(loaded)
    errs = Precision(rationality, "raw" if scale == "raw" else "relative") if rationality else None
    try:
        result = play(roadmap, errs, memory=memory)
    except (InfeasibleSchedule, TooLarge) as error:
        stop(error.message)
    if as_json:
        write_json({**origin(loaded), **result.to_dict()})
    else:
        console().print(result)
