"""`khutwa track`: is it being kept, or does it stay ink on paper?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import ALIKE, console, origin, sound, stop, write_diagnostics, write_json
from khutwa.words import M

if TYPE_CHECKING:
    from khutwa.roadmap.model import Roadmap
    from khutwa.track import Track


def day(_ctx: click.Context, _param: click.Parameter, given: str | None) -> date | None:
    """Read a day as 2019-11-25, written as in a ledger; of a month or year its last day."""
    from khutwa.ledger.cells import CellError, read_date

    if given is None:
        return None
    try:
        return read_date(given).last
    except CellError as bad:
        said = M("{given} is not a day; write year-month-day as in 2019-11-25.", given=given)
        if bad.kind == "ambiguous-date":
            said = M("{given} may be {one} or {other}.", **bad.values)
        raise click.BadParameter(str(said)) from None


ledger_option = option(
    "--ledger",
    type=click.Path(path_type=Path),
    message=M("The ledger; the one beside the plan when not given."),
)

today_option = option(
    "--on",
    "today",
    callback=day,
    metavar="DATE",
    message=M("The day to look at; today when not given."),
)


@command(
    "track",
    M(
        "Hold the ledger against the plan: what is kept, and what not.\n\n"
        "Reads `ledger.csv` beside the plan."
    ),
    "khutwa track my-plan",
    "khutwa track my-plan --on 2019-12-01",
)
@click.argument("plan", type=click.Path(path_type=Path))
@ledger_option
@today_option
def run(plan: Path, ledger: Path | None, today: date | None, as_json: bool) -> None:
    """Track one process."""
    show_track(plan, ledger, today or date.today(), as_json)


def show_track(
    plan: Path, ledger: Path | None, today: date, as_json: bool, until: date | None = None
) -> None:
    """Show where a process stands on a day, of what was recorded until another."""
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    found = tracked(sound(loaded), ledger or plan, today, until)
    if as_json:
        write_json({**origin(loaded), **found.to_dict()})
    else:
        console().print(found)


def tracked(roadmap: Roadmap, ledger: Path, today: date, until: date | None = None) -> Track:
    """Return where a process stands, or end with what is wrong with its ledger.

    Rows that cannot be read lose only themselves, and that is said first.
    """
    from khutwa.ledger import load_ledger
    from khutwa.roadmap.diagnostic import Severity
    from khutwa.track import track

    evidence = load_ledger(ledger, roadmap)
    errors = tuple(d for d in evidence.diagnostics if d.severity is Severity.ERROR)
    write_diagnostics(evidence.notes + errors, stderr=True, alike=ALIKE)
    if errors and not evidence.ledger.entries:
        stop(M("Without a ledger nothing can be said of what was done; add entries with "
               "`khutwa log`."))  # fmt: skip
    return track(roadmap, evidence.ledger.as_known(until or date.max), today)
