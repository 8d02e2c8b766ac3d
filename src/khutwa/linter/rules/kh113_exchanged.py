"""The latitude and the longitude of a place seem to be exchanged.

Catches: a place more than 500 km from every other place of the plan that would lie ten times nearer
to one of them if its two coordinates were exchanged.

Why it matters: some programs write the latitude first and others the longitude, and a number that
is copied into the wrong field still lies somewhere on the earth.

Write instead: `lat` for degrees north and `lon` for degrees east. Where the place is right as it
is, silence the finding with the reason.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from math import asin, cos, radians, sin, sqrt
from operator import itemgetter

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.location import Location, Position
from khutwa.words import M, format_number

RADIUS = 6371.0
"""Mean radius of the earth in km."""

FAR = 500.0
"""Distance in km from which a place may be astray."""

NEARER = 10.0
"""How many times nearer it must come when its coordinates are exchanged."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find places far from all others that an exchange would bring near."""
    places = {name: p for name, p in ctx.roadmap.places.items() if p.positions}
    if len(places) < 2:
        return
    for name, place in places.items():
        first = place.positions[0]
        others = partial(_others, place, places.values())
        # Of thousands of places nearly all have one near them, which is soon found.
        if abs(first.lon) > 90 or any(distance <= FAR for distance, _ in others(first)):
            continue
        exchanged = Position(lat=first.lon, lon=first.lat)
        now, _ = min(others(first), key=itemgetter(0))
        then, nearest = min(others(exchanged), key=itemgetter(0))
        if then * NEARER < now:
            yield ctx.finding(
                RULE,
                ("places", name),
                key=True,
                what=M("The latitude and the longitude of {place} may be exchanged.",
                       place=place.label),
                why=M("It lies {now} km from every other place of the plan; exchanged, it would "
                      "lie {then} km from {other}.", now=format_number(now, digits=0),
                      then=format_number(then, digits=0), other=nearest.label),
                fix=M("Write the degrees north as `lat` and the degrees east as `lon`."),
                subject=name,
            )  # fmt: skip


def _others(
    place: Location, places: Iterable[Location], point: Position
) -> Iterator[tuple[float, Location]]:
    """Yield how far from a point all places but one are."""
    for other in places:
        if other is not place:
            yield _distance(point, other.positions[0]), other


def _distance(a: Position, b: Position) -> float:
    """Return the distance along a great circle in km, by the haversine formula."""
    lat, lon = radians(b.lat - a.lat), radians(b.lon - a.lon)
    chord = sin(lat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(lon / 2) ** 2
    return 2 * RADIUS * asin(sqrt(min(chord, 1.0)))


RULE = Rule("KH113", "exchanged-coordinates", Family.STRUCTURE, Severity.WARNING, check)
