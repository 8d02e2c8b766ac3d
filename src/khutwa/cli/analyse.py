"""`khutwa analyse`: where a party would rather stall or walk away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, say, sound, stop, write_json
from khutwa.cli.sampling import draws_option, seed_option
from khutwa.cli.track import tracked
from khutwa.words import M


@command(
    "analyse",
    M(
        "Find where a party would rather stall or walk away.\n\nReads the stakes of the file as "
        "judgements, and says how far the result rests on them."
    ),
    "khutwa analyse my-plan",
    "khutwa analyse roadmap.yaml --draws 10000 --seed 7",
    "khutwa analyse my-plan --ledger my-plan",
)
@click.argument("plan", type=click.Path(path_type=Path))
@draws_option(2000)
@seed_option
@option(
    "--ledger",
    type=click.Path(path_type=Path),
    message=M("A ledger, or the folder that holds it: what it shows as likely done is taken as in "
              "force, what is left of the plan is analysed, and the trust that this needs is held "
              "against the record of each party."),
)  # fmt: skip
def run(plan: Path, draws: int, seed: int, ledger: Path | None, as_json: bool) -> None:
    """Analyse the schedule of one plan."""
    from khutwa.game import InfeasibleSchedule, analyse
    from khutwa.roadmap.loader import load
    from khutwa.track.backing import backing, together
    from khutwa.track.backing_words import summary
    from khutwa.track.words import astray_words, plain, verdict

    loaded = load(plan)
    roadmap = sound(loaded)
    found = tracked(roadmap, ledger, date.today()) if ledger else None
    if found and not found.entries[0]:
        for said in (verdict(found)[0], *astray_words(found)):
            console(stderr=True).print(str(said))
    try:
        analysis = analyse(roadmap, draws=draws, seed=seed, done=found.done if found else ())
    except InfeasibleSchedule as error:
        stop(error.message)
    backed = backing(analysis, found) if found else ()
    at_once = together(analysis, found, backed, draws, seed) if found else ()
    if as_json:
        kept = {}
        if found:
            stands = plain(found)
            kept = {
                **{key: stands[key] for key in ("entries", "astray")},
                "record": stands["credibility"],
                "backing": [each.to_dict() for each in backed],
                "together": [each.to_dict() for each in at_once],
            }
        write_json({**origin(loaded), **analysis.to_dict(), **kept})
    else:
        console().print(analysis)
        if found and found.entries[0]:
            say("")
            console().print(summary(analysis, found, backed, at_once).terminal())
