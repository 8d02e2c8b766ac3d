"""`khutwa forecast`: what is to be expected of a process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.cli.track import day, ledger_option, tracked
from khutwa.words import M

if TYPE_CHECKING:
    from khutwa.track import Track
    from khutwa.track.forecast_shipped import Fitted


@command(
    "forecast",
    M(
        "Say how far each step is likely to come, and by when.\n\nRests on how the promises of "
        "other accords were kept year by year, and on the ledger. Nothing here predicts a war."
    ),
    "khutwa forecast my-plan",
    "khutwa forecast my-plan --until 2030-12-31 --kind ceasefire=arms --kind vote=power",
)
@click.argument("plan", type=click.Path(path_type=Path))
@ledger_option
@option(
    "--on",
    "today",
    callback=day,
    metavar="DATE",
    message=M("The day from which to look ahead; today when not given."),
)
@option(
    "--until",
    callback=day,
    metavar="DATE",
    message=M("The day by which steps are to be done; one, three and five years on when not "
              "given."),
)  # fmt: skip
@option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="STEP=KIND",
    message=M("What kind of promise a step is: arms, machinery, outside, power, reforms, rights, "
              "people or repair; may be given several times."),
)  # fmt: skip
@option(
    "--coefficients",
    type=click.Path(path_type=Path),
    message=M("A file that `khutwa backtest --write` made; the product's own when not given."),
)
@option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    message=M("Seed of the random draws."),
)
def run(
    plan: Path,
    ledger: Path | None,
    today: date | None,
    until: date | None,
    kinds: tuple[str, ...],
    coefficients: Path | None,
    seed: int,
    as_json: bool,
) -> None:
    """Forecast one process."""
    from khutwa.roadmap.loader import load
    from khutwa.track.forecast import FARTHEST, forecast
    from khutwa.track.levels import DAYS

    loaded = load(plan)
    roadmap = sound(loaded)
    found = tracked(roadmap, ledger or plan, today or date.today())
    begun = roadmap.first_day
    if begun is None:
        stop(M("The plan does not say when it begins; add `start:`."))
    if begun > found.today:
        stop(M("The plan begins on {begun}, after {day}; choose a later day with `--on`.",
               begun=begun, day=found.today))  # fmt: skip
    if (date.max - found.today).days < FARTHEST * DAYS:
        stop(M("The calendar ends less than {n} years after {day}; choose an earlier day with "
               "`--on`.", n=FARTHEST, day=found.today))  # fmt: skip
    if until and not 0 < (until - found.today).days <= FARTHEST * DAYS:
        stop(M("{until} cannot be looked at from {day}: choose a day after it and at most {n} "
               "years later.", until=until, day=found.today, n=FARTHEST))  # fmt: skip
    days = (until,) if until else ()
    result = forecast(found, days, _kinds(found, kinds), _fitted(coefficients), seed=seed)
    if as_json:
        write_json({**origin(loaded), **result.to_dict()})
    else:
        console().print(result)


def _kinds(found: Track, given: tuple[str, ...]) -> dict[str, str]:
    """Return the kinds that the command line names, for every tranche of a step where it is whole.

    Ends with a message where one cannot be read.
    """
    from khutwa.track.forecast_kinds import KINDS

    kinds: dict[str, str] = {}
    for text in given:
        step, _, kind = text.partition("=")
        meant = [name for name in found.roadmap.steps if step in (name, name.rpartition(".")[0])]
        if not meant:
            stop(M("{given} is no step of this plan.", given=step or text))
        if kind not in KINDS:
            stop(M("{given} is no kind of promise; write one of: {allowed}.", given=kind or text,
                   allowed=list(KINDS)))  # fmt: skip
        kinds |= dict.fromkeys(meant, kind)
    return kinds


def _fitted(path: Path | None) -> Fitted | None:
    from khutwa.track.forecast_shipped import BadCoefficients, read_fitted

    try:
        return read_fitted(path) if path else None
    except BadCoefficients as error:
        stop(error.message)
