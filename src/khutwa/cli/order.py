"""`khutwa order`: the order of steps whose weakest link is the strongest."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.memory import memory_option
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.words import M


@command(
    "order",
    M(
        "Find the order of steps in which the weakest link is strongest.\n\nEvery order that the "
        "conditions allow is compared, and the best is proved to be the best, as far as time and "
        "memory allow."
    ),
    "khutwa order my-plan",
    "khutwa order roadmap.yaml --stage-size 3 --time 10",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--stage-size",
    type=click.IntRange(1, 20),
    default=1,
    show_default=True,
    message=M("How many steps may be performed at the same time."),
)
@option(
    "--top",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    message=M("How many orders to show that differ in kind."),
)
@option(
    "--time",
    "seconds",
    type=click.FloatRange(0, 10**7, min_open=True),
    default=60.0,
    show_default=True,
    message=M("Seconds after which to stop with the best order so far."),
)
@memory_option
def run(plan: Path, stage_size: int, top: int, seconds: float, memory: int, as_json: bool) -> None:
    """Order the steps of one plan."""
    from khutwa.game import InfeasibleSchedule, order
    from khutwa.game.ordering.problem import TooManyStages
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    roadmap = sound(loaded)
    try:
        search = order(roadmap, stage_size=stage_size, top=top, time=seconds, memory=memory)
    except (InfeasibleSchedule, TooManyStages) as error:
        stop(error.message)
    if as_json:
        write_json({**origin(loaded), **search.to_dict()})
    else:
        console().print(search)
