"""`khutwa incentives`: who would have to be paid what, and when, for the plan to hold."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, sound, stop, write_json
from khutwa.words import M


@command(
    "incentives",
    M(
        "Find the cheapest payments that make the plan hold.\n\nEach is paid by one guarantor when "
        "a named step is done, or for as long as the completed plan is kept."
    ),
    "khutwa incentives my-plan --guarantor us",
    "khutwa incentives my-plan --guarantor eu --margin 0.02",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option("--guarantor", required=True, message=M("Who pays: a party or role of the plan."))
@option(
    "--margin",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    message=M("The least slack, as a share of what each party has at stake."),
)
def run(plan: Path, guarantor: str, margin: float, as_json: bool) -> None:
    """Find the payments for one plan."""
    from khutwa.game import InfeasibleSchedule
    from khutwa.game.arrays import scheduled
    from khutwa.game.payments import NoPayments, incentives
    from khutwa.game.payments_words import no_payments
    from khutwa.game.phrases import stage_title
    from khutwa.roadmap.loader import load
    from khutwa.roadmap.nearest import nearest

    loaded = load(plan)
    roadmap = sound(loaded)
    if guarantor not in roadmap.actors:
        near = nearest(guarantor, roadmap.actors) or next(iter(roadmap.actors), "")
        stop(M("{name} is neither a party nor a role of this plan. Did you mean {near}?",
               name=guarantor, near=near))  # fmt: skip
    try:
        found = incentives(roadmap, guarantor, margin=margin)
    except InfeasibleSchedule as error:
        stop(error.message)
    except NoPayments as error:
        game, whole = scheduled(roadmap)
        stop(no_payments(whole, error, stage_title(whole, game, error.row)), code=1)
    if as_json:
        write_json({**origin(loaded), **found.to_dict()})
    else:
        console().print(found)
