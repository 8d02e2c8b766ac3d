"""`khutwa robust`: how far the verdict rests on the stakes."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.cli.sampling import draws_option, seed_option
from khutwa.words import M


@command(
    "robust",
    M(
        "Find how far the verdict rests on the stakes.\n\nSays in which part of their ranges the "
        "plan is sure to hold, how often it holds when they are drawn at random, and which of them "
        "matters most."
    ),
    "khutwa robust my-plan",
    "khutwa robust roadmap.yaml --draws 50000 --seed 7 --orders 3",
)
@click.argument("plan", type=click.Path(path_type=Path))
@draws_option(10_000)
@seed_option
@option(
    "--orders",
    type=click.IntRange(1, 50),
    message=M("How many of the best orders to compare with the plan's own, on the same draws."),
)
def run(plan: Path, draws: int, seed: int, orders: int | None, as_json: bool) -> None:
    """Say how robust the schedule of one plan is."""
    from khutwa.game import InfeasibleSchedule, robust
    from khutwa.game.uncertainty.compare import compare_best
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    roadmap = sound(loaded)
    try:
        found = robust(roadmap, draws=draws, seed=seed)
        compared = orders and compare_best(roadmap, orders=orders, draws=draws, seed=seed)
    except InfeasibleSchedule as error:
        stop(error.message)
    if as_json:
        more = {"orders": compared.to_dict() if compared else None}
        write_json({**origin(loaded), **found.to_dict(), **more})
    else:
        console().print(found)
        if compared:
            console().print("", compared, sep="\n")
