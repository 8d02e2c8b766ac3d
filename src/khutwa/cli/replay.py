"""`khutwa replay`: the process as it was known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.track import day, ledger_option, show_track
from khutwa.words import M


@command(
    "replay",
    M(
        "Track the process as it was known on a day.\n\nWhat was recorded later is left out, "
        "whatever day it speaks of."
    ),
    "khutwa replay my-plan --until 2019-12-01",
)
@click.argument("plan", type=click.Path(path_type=Path))
@ledger_option
@option(
    "--until",
    callback=day,
    metavar="DATE",
    required=True,
    message=M("The day on which it was known."),
)
def run(plan: Path, ledger: Path | None, until: date, as_json: bool) -> None:
    """Replay one process."""
    show_track(plan, ledger, until, as_json, until)
