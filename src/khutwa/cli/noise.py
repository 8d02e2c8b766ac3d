"""`khutwa noise`: how a plan fares with parties who err."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    origin,
    say,
    sound,
    stop,
    write_file,
    write_json,
)
from khutwa.cli.sampling import scale_option
from khutwa.words import M, current_language

if TYPE_CHECKING:
    from khutwa.game.quantal.response import Precision
    from khutwa.roadmap.model import Roadmap


@command(
    "noise",
    M(
        "Say how likely the plan is to be completed when parties err.\n\nAgent quantal response: "
        "the better an answer is for a party, the likelier it is given. Without --lambda a range "
        "of it is tried."
    ),
    "khutwa noise my-plan",
    "khutwa noise my-plan --lambda 50 --hazard 0.05",
    "khutwa noise game.yaml --fit counts.csv --scale raw",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--lambda",
    "rationality",
    type=click.FloatRange(0, 1e6),
    multiple=True,
    message=M("How surely parties choose what is best for them; may be given several times."),
)
@scale_option
@option(
    "--hazard",
    type=click.FloatRange(0, 1000),
    message=M("Rate a period of leaving before values are looked at; for comparing splittings."),
)
@option(
    "--fit",
    "counts",
    type=click.Path(path_type=Path),
    message=M("A CSV file `stage,count` of observed endings (the last stage is `done`), from which "
              "lambda is estimated."),
)  # fmt: skip
@option(
    "--plot",
    type=click.Path(path_type=Path),
    message=M("An SVG file to draw the chance that all is done into."),
)
def run(
    plan: Path,
    rationality: tuple[float, ...],
    scale: str,
    hazard: float | None,
    counts: Path | None,
    plot: Path | None,
    as_json: bool,
) -> None:
    """Play one plan with noise."""
    from khutwa.game import InfeasibleSchedule
    from khutwa.game.quantal.response import Precision
    from khutwa.game.quantal.result import SWEEP, noise
    from khutwa.roadmap.loader import load

    if plot:
        check_ending(plot, ".svg")
    loaded = load(plan)
    roadmap = sound(loaded)
    lambdas = tuple(dict.fromkeys(rationality)) or SWEEP
    precision = Precision(lambdas, "raw" if scale == "raw" else "relative", hazard)
    try:
        result = _fitted(roadmap, counts, precision) if counts else noise(roadmap, precision)
    except InfeasibleSchedule as error:
        stop(error.message)
    if plot:
        from khutwa.report import draw_noise

        write_file(plot, draw_noise(noise(roadmap, precision), current_language()))
    if as_json:
        write_json({**origin(loaded), **result.to_dict()})
        return
    console().print(result)
    if plot:
        say(M("Written: {file}", file=str(plot)))


def _fitted(roadmap: Roadmap, counts: Path, precision: Precision) -> Any:
    from khutwa.game.quantal.counts import BadCounts, read_counts
    from khutwa.game.quantal.fit import NeverEnds, fit
    from khutwa.roadmap.schedule import stages

    try:
        return fit(roadmap, read_counts(counts, len(stages(roadmap))), precision)
    except BadCounts as error:
        stop(error.message)
    except NeverEnds as error:
        stop(M("{place}: endings are counted at {stage}, where this plan cannot end.",
               place=str(counts), stage=error.place))  # fmt: skip
