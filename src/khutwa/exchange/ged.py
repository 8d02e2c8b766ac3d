"""Events with deaths of the UCDP Georeferenced Event Dataset, from its CSV.

Sundberg & Melander 2013, Introducing the UCDP Georeferenced Event Dataset, Journal of Peace
Research 50(4):523-532. Exports are in windows-1252 and write dates as month/day/year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khutwa.exchange.line import Line
from khutwa.exchange.loading import Loader, Origin
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, Message

KINDS: Mapping[int, Message] = {
    1: M("between a state and an armed group, or states"),
    2: M("between groups"),
    3: M("against civilians"),
}
"""What `type_of_violence` tells apart."""


@dataclass(frozen=True, slots=True)
class GedEvent:
    """One event.

    Attributes:
        id: Its number.
        start: First day on which it may have happened.
        end: Last day.
        precision: 1 the day is known, to 5 only the year.
        kind: 1 to 3, as in `KINDS`.
        side_a: One side.
        side_b: The other side.
        where: Name of the place.
        country: The country.
        province: First-order administrative unit.
        latitude: In degrees; None where it is not known.
        longitude: In degrees; None where it is not known.
        where_precision: 1 the place is known, to 7.
        low: Lowest estimate of deaths.
        best: Best estimate.
        high: Highest estimate.
        place: Where it stood in the file.
    """

    id: int
    start: date
    end: date
    precision: int | None
    kind: int | None
    side_a: str
    side_b: str
    where: str
    country: str
    province: str
    latitude: float | None
    longitude: float | None
    where_precision: int | None
    low: int | None
    best: int | None
    high: int | None
    place: Place


def _record(line: Line) -> GedEvent:
    number = line.number("id", key=True)
    assert number is not None
    start, end = line.day("date_start", key=True), line.day("date_end", key=True)
    assert start is not None
    assert end is not None
    if end < start:
        line.say("out-of-order", "date_end", first="date_start", one=start.isoformat(),
                 second="date_end", other=end.isoformat())  # fmt: skip
    year = line.number("year")
    if year is not None and year not in (start.year, end.year):
        line.say("disagrees", "year", first="year", one=str(year), second="date_start",
                 other=start.isoformat())  # fmt: skip
    low, best, high = (line.number(name) for name in ("low", "best", "high"))
    for (first, one), (second, other) in ((("low", low), ("best", best)),
                                          (("best", best), ("high", high))):  # fmt: skip
        if one is not None and other is not None and one > other:
            line.say("out-of-order", second, first=first, one=str(one), second=second,
                     other=str(other))  # fmt: skip
    return GedEvent(
        id=number,
        start=start,
        end=end,
        precision=line.number("date_prec"),
        kind=line.number("type_of_violence"),
        side_a=line.text("side_a"),
        side_b=line.text("side_b"),
        where=line.text("where_coordinates"),
        country=line.text("country"),
        province=line.text("adm_1"),
        latitude=line.real("latitude"),
        longitude=line.real("longitude"),
        where_precision=line.number("where_prec"),
        low=low,
        best=best,
        high=high,
        place=line.place,
    )


GED = Loader(
    kind="ged",
    origin=Origin(
        title="UCDP Georeferenced Event Dataset",
        citation="Sundberg, R. & Melander, E. 2013, Introducing the UCDP Georeferenced Event "
        "Dataset, Journal of Peace Research 50(4):523-532.",
        licence=M("CC BY 4.0 by what its owners say of their data; confirm on their page."),
        page="https://ucdp.uu.se/downloads/",
    ),
    required=("id", "date_start", "date_end", "best"),
    record=_record,
    key=lambda event: event.id,
    dates="month-first",
)
"""Reads the CSV of the Georeferenced Event Dataset."""
