"""Events of the Armed Conflict Location & Event Data project, from an export of its data as CSV.

Raleigh, Linke, Hegre & Karlsen 2010, Introducing ACLED: An Armed Conflict Location and Event
Dataset, Journal of Peace Research 47(5):651-660.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khutwa.exchange.line import Line
from khutwa.exchange.loading import Loader, Origin
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M


@dataclass(frozen=True, slots=True)
class AcledEvent:
    """One event.

    Attributes:
        id: Its name, `event_id_cnty`.
        day: The day, or the day that stands for a week or a month.
        precision: 1 the day is known, 2 the week, 3 the month.
        kind: Event type.
        subkind: Sub-event type.
        actor1: One actor.
        actor2: The other one; empty where there is none.
        country: The country.
        province: First-order administrative unit.
        where: Name of the place.
        latitude: In degrees; None where it is not known.
        longitude: In degrees; None where it is not known.
        fatalities: Reported deaths.
        source: Who reported it.
        notes: What happened, in the coders' words.
        place: Where it stood in the file.
    """

    id: str
    day: date
    precision: int | None
    kind: str
    subkind: str
    actor1: str
    actor2: str
    country: str
    province: str
    where: str
    latitude: float | None
    longitude: float | None
    fatalities: int | None
    source: str
    notes: str
    place: Place


def _record(line: Line) -> AcledEvent:
    day = line.day("event_date", key=True)
    assert day is not None
    year = line.number("year")
    if year is not None and year != day.year:
        line.say("disagrees", "year", first="year", one=str(year), second="event_date",
                 other=day.isoformat())  # fmt: skip
    return AcledEvent(
        id=line.key("event_id_cnty"),
        day=day,
        precision=line.number("time_precision"),
        kind=line.key("event_type"),
        subkind=line.text("sub_event_type"),
        actor1=line.text("actor1"),
        actor2=line.text("actor2"),
        country=line.text("country"),
        province=line.text("admin1"),
        where=line.text("location"),
        latitude=line.real("latitude"),
        longitude=line.real("longitude"),
        fatalities=line.number("fatalities"),
        source=line.text("source"),
        notes=line.text("notes"),
        place=line.place,
    )


ACLED = Loader(
    kind="acled",
    origin=Origin(
        title="Armed Conflict Location & Event Data (ACLED)",
        citation="Raleigh, C., Linke, A., Hegre, H. & Karlsen, J. 2010, Introducing ACLED: An "
        "Armed Conflict Location and Event Dataset, Journal of Peace Research 47(5):651-660.",
        licence=M("Under the terms that you accepted when you exported it; it may not be passed "
                  "on. Charts and counts made of it name ACLED and the day of the export."),
        page="https://acleddata.com/",
    ),
    required=("event_id_cnty", "event_date", "event_type"),
    record=_record,
    key=lambda event: event.id,
)  # fmt: skip
"""Reads an export of ACLED."""
