"""`khutwa alarms`: has the level of a count changed, and what did a recommitment do to it?"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.cli.track import day
from khutwa.words import M, current_language

if TYPE_CHECKING:
    from khutwa.ledger.cells import Order


@command(
    "alarms",
    M(
        "Say where the level of a count stands, and when it changed.\n\nReads a CSV "
        "file `date,count`, one row a period, such as violations a fortnight. One odd period gives "
        "no alarm. Figures that contradict each other, and revised ones, are named."
    ),
    "khutwa alarms violations.csv",
    "khutwa alarms violations.csv --events recommitments.csv --plot violations.svg",
    "khutwa alarms violations.csv --on 2019-08-01",
)
@click.argument("counts", type=click.Path(path_type=Path))
@option(
    "--events",
    type=click.Path(path_type=Path),
    message=M("A CSV file `date,label` of events, whose effect on the rate is estimated."),
)
@option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    message=M("How to read dates such as 12/11/2015, which can be read in two ways."),
)
@option(
    "--on",
    callback=day,
    metavar="DATE",
    message=M("Look at what was known on this day; at everything when not given."),
)
@option(
    "--sure",
    type=click.FloatRange(0.5, 0.999),
    default=0.8,
    show_default=True,
    message=M("How sure a change must be for an alarm; lower gives more of them, and earlier."),
)
@option(
    "--carry-over",
    "carry",
    is_flag=True,
    message=M("Let the scatter of a period carry over to the next: alarms are rarer and later."),
)
@option(
    "--plot",
    type=click.Path(path_type=Path),
    message=M("An SVG file to draw the counts into."),
)
def run(
    counts: Path,
    events: Path | None,
    dates: Order | None,
    on: date | None,
    sure: float,
    carry: bool,
    plot: Path | None,
    as_json: bool,
) -> None:
    """Look for changes of level in one series."""
    from khutwa.track.alarms import alarms
    from khutwa.track.alarms_csv import LoadedEvents, load_counts, load_events

    if plot:
        check_ending(plot, ".svg")
    loaded = load_counts(counts, dates)
    dated = load_events(events, dates) if events else LoadedEvents()
    problems = (*loaded.diagnostics, *dated.diagnostics)
    sound = bool(loaded.series.counted()) and (bool(dated.events) or not dated.diagnostics)
    origin = {"file": str(counts), "sha256": hashlib.sha256(loaded.data).hexdigest()}
    findings = [finding.to_dict() for finding in problems]
    if not sound:
        if as_json:
            write_json({**origin, "findings": findings})
        else:
            write_diagnostics(problems, stderr=True)
        raise SystemExit(2)
    # Rows that cannot be read lose only themselves, and that is said first.
    if not as_json:
        write_diagnostics(problems, stderr=True)
    found = alarms(loaded.series, dated.events, on=on, sure=sure, carry=carry)
    if found.level is None:
        stop(M("On that day nothing was counted yet."))
    if plot:
        from khutwa.report.counts_drawing import draw_counts

        write_file(plot, draw_counts(found, dated.events, current_language(), title=counts.stem))
    if as_json:
        write_json({**origin, "findings": findings, **found.to_dict()})
    else:
        console().print(found)
