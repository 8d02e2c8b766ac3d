"""`khutwa backtest`: how good the forecast would have been."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    say,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.words import M


@command(
    "backtest",
    M(
        "Say how good the forecast was on accords that are known.\n\nEach accord of the Peace "
        "Accords Matrix is forecast from all the others. The data are not part of the product; "
        "get the Excel file of version 1.5 from its authors."
    ),
    "khutwa backtest --pam PAM_ID-1.5.xlsx",
    "khutwa backtest --pam PAM_ID-1.5.xlsx --write coefficients.json",
)
@option(
    "--pam",
    required=True,
    type=click.Path(path_type=Path),
    message=M("The Excel file of the Peace Accords Matrix implementation data, as published."),
)
@option(
    "--write",
    type=click.Path(path_type=Path),
    message=M("A JSON file to write the coefficients into that all accords together give."),
)
def run(pam: Path, write: Path | None, as_json: bool) -> None:
    """Score the forecast on one file."""
    from khutwa.exchange.pam import load_pam
    from khutwa.exchange.pam_panel import SOURCE, pam_panel
    from khutwa.roadmap.diagnostic import Severity
    from khutwa.track.forecast_backtest import backtest
    from khutwa.track.forecast_fit import fit
    from khutwa.track.forecast_shipped import Fitted

    if write:
        check_ending(write, ".json")
    data = load_pam(pam)
    if not as_json:
        grave = tuple(d for d in data.diagnostics if d.severity is not Severity.INFO)
        write_diagnostics(grave, stderr=True)
    panel = pam_panel(data) if data.ok else None
    if panel is None or len(panel.accords) < 3 or not panel.rose.any():
        stop(M("{file} does not hold three accords with a rise; nothing can be learnt from it.",
               file=str(pam)))  # fmt: skip
    found = backtest(panel)
    if write:
        fitted = Fitted(fit(panel), SOURCE, found.accords, found.rows)
        write_file(write, fitted.to_json())
    if as_json:
        write_json({"file": str(pam), "defects": [d.to_dict() for d in data.diagnostics],
                    **found.to_dict()})  # fmt: skip
        return
    console().print(found)
    if write:
        say(M("Written: {file}", file=str(write)))
