"""Coordinates come without their source.

Catches: a place with coordinates and without a `source`.

Why it matters: a line on a map is read as agreed. Where it was drawn, and by whom, is the first
question of whoever lives beside it.

Write instead: under `source:` the key of the annex, the map or the gazetteer from which the
coordinates were taken.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find places whose coordinates come from nowhere."""
    for name, place in ctx.roadmap.places.items():
        if place.positions and not place.source:
            yield ctx.finding(
                RULE,
                ("places", name),
                key=True,
                what=M("The coordinates of {place} have no source.", place=place.label),
                why=M("What is drawn on a map is read as agreed."),
                fix=M("Add `source:` with the annex, the map or the gazetteer."),
                subject=name,
            )


RULE = Rule("KH607", "coordinates-without-source", Family.COVERAGE, Severity.INFO, check)
