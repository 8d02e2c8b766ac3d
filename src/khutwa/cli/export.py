"""`khutwa export`: the plan in the format of another program."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import check_ending, origin, say, sound, stop, write_file, write_json
from khutwa.words import M


@command(
    "export",
    M(
        "Write the plan's game for Gambit.\n\nGambit solves extensive games; its results can be "
        "compared with those of `khutwa noise` and `khutwa play`."
    ),
    "khutwa export my-plan --efg plan.efg",
    "khutwa export my-plan --efg free.efg --game free",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--efg",
    type=click.Path(path_type=Path),
    required=True,
    message=M("The file to write; its name ends in .efg."),
)
@option(
    "--game",
    type=click.Choice(["scheduled", "free"]),
    default="scheduled",
    show_default=True,
    message=M("The agreed order, or the game in which nobody imposes one."),
)
def run(plan: Path, efg: Path, game: str, as_json: bool) -> None:
    """Export one plan."""
    from khutwa.exchange.efg_free import free_efg
    from khutwa.exchange.efg_scheduled import scheduled_efg
    from khutwa.game import InfeasibleSchedule, TooLarge
    from khutwa.roadmap.loader import load

    check_ending(efg, ".efg")
    loaded = load(plan)
    roadmap = sound(loaded)
    try:
        text = free_efg(roadmap) if game == "free" else scheduled_efg(roadmap)
    except (InfeasibleSchedule, TooLarge) as error:
        stop(error.message)
    write_file(efg, text)
    if as_json:
        write_json({**origin(loaded), "written": [str(efg)]})
    else:
        say(M("Written: {file}", file=str(efg)))
