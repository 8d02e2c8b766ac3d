"""`khutwa repair`: what would mend a plan, as changes of its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, say, sound, stop, write_file, write_json
from khutwa.cli.sampling import seed_option
from khutwa.words import M

if TYPE_CHECKING:
    from khutwa.game.repairs import Repairs

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@command(
    "repair",
    M(
        "Find changes of the plan that make it hold, or hold better.\n\nAnother order, parts, an "
        "exchange, closer verification, payments, gains that end with a breach, and pairs of "
        "these. Each is analysed anew; --apply writes one into the file, comments and all."
    ),
    "khutwa repair my-plan",
    "khutwa repair my-plan --apply 1",
    "khutwa repair my-plan --time 10",
)  # fmt: skip
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--top",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    message=M("How many changes to show."),
)
@option(
    "--time",
    "seconds",
    type=click.FloatRange(0, 10**7, min_open=True),
    default=60.0,
    show_default=True,
    message=M("Seconds after which to stop with the best changes so far."),
)
@seed_option
@option("--apply", "number", type=click.IntRange(1), message=M("Write this change into the file."))
def run(plan: Path, top: int, seconds: float, seed: int, number: int | None, as_json: bool) -> None:
    """Mend one plan."""
    from khutwa.game import InfeasibleSchedule
    from khutwa.game.repairs import NothingToWeigh, repair
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    sound(loaded)
    try:
        found = repair(loaded, top=max(top, number or 0), seed=seed, time=seconds)
    except InfeasibleSchedule as error:
        stop(error.message)
    except NothingToWeigh:
        stop(M("The file gives no stakes, so no change can be weighed. Add `stakes:` to the steps, "
               "with a sentence of reasoning each."))  # fmt: skip
    if number is not None and number > len(found.ranked):
        stop(M("There are {n} changes; {number} is none of them.", n=len(found.ranked),
               number=number))  # fmt: skip
    if as_json:
        write_json({**origin(loaded), **found.to_dict()})
    else:
        console().print(found)
        _diffs(found)
    if number is not None:
        write_file(Path(loaded.document.name), found.ranked[number - 1].text)
        if not as_json:
            say(M("Change {number} is written into {file}.", number=number,
                  file=loaded.document.name))  # fmt: skip


def _diffs(found: Repairs) -> None:
    from rich.text import Text

    out = console()
    for number, each in enumerate(found.ranked):
        say("")
        say(M("Change {number} in the file:", number=number + 1))
        for line in each.diff(found.document).splitlines():
            out.print(Text(line, style=COLOURS.get(line[:1], "")))
