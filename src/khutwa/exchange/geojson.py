"""Steps that have a place as a map in the format of RFC 7946 (GeoJSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from khutwa.exchange.steps_table import names_of
from khutwa.ledger.entry import Source
from khutwa.roadmap.location import Location, Position
from khutwa.roadmap.schedule import default_stages
from khutwa.track import Track
from khutwa.track.level_words import level_word
from khutwa.track.tracking import StepStatus
from khutwa.words import Text


def features_json(found: Track) -> bytes:
    """Return a collection with one feature for every step whose place has coordinates.

    Coordinates are longitude and latitude of WGS 84, in this order; the ring of an area is closed
    and runs against the clock (RFC 7946, 3.1.6). A line or an area across the 180th meridian is
    not cut there (3.1.9). Texts are in the current language, names in every language they have.
    """
    whole = found.roadmap
    stages = [stage.steps for stage in whole.schedule] or default_stages(whole)
    order = {name: number for number, names in enumerate(stages) for name in names}
    features = []
    for status in found.steps:
        place = whole.location(whole.steps[status.step])
        if place and place.positions:
            features.append({
                "type": "Feature",
                "id": status.step,
                "geometry": _geometry(place),
                "properties": _properties(found, status, place, order.get(status.step)),
            })  # fmt: skip
    collection = {
        "type": "FeatureCollection",
        "name": str(whole.title),
        "khutwa": {
            "version": found.version,
            "today": found.today.isoformat(),
            "without coordinates": unplaced(found),
        },
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def unplaced(found: Track) -> list[str]:
    """Return the steps whose place has no coordinates, or that have no place."""
    places = {name: found.roadmap.location(step) for name, step in found.roadmap.steps.items()}
    return [name for name, place in places.items() if not (place and place.positions)]


def unnamed_sources(found: Track) -> int:
    """Return how many entries the map would cite if their sources were not confidential."""
    left_out = set(unplaced(found))
    shown = (status for status in found.steps if status.step not in left_out)
    said = (entry for status in shown for entry in status.said.values())
    return sum(_is_closed(found, entry.source) for entry in said)


def _is_closed(found: Track, source: Source) -> bool:
    """Tell whether some entry labels a source as confidential, this one or another."""
    return not found.confidential.isdisjoint(source.keys)


def _geometry(place: Location) -> dict[str, Any]:
    if place.at:
        return {"type": "Point", "coordinates": _pair(place.at)}
    if place.line:
        return {"type": "LineString", "coordinates": [_pair(point) for point in place.line]}
    ring = [_pair(corner) for corner in place.area]
    ring.append(ring[0])
    return {"type": "Polygon", "coordinates": [ring[::-1] if place.is_clockwise else ring]}


def _pair(position: Position) -> list[float]:
    return [position.lon, position.lat]


def _properties(
    found: Track, status: StepStatus, place: Location, stage: int | None
) -> dict[str, Any]:
    whole, known = found.roadmap, status.known
    step = whole.steps[status.step]
    own = [each for each in found.commitments if each.step == status.step]
    days = sorted(each.due for each in own if each.due)
    low, high = status.interval
    return {
        "step": status.step,
        **_spoken("name", step.label),
        "obligors": names_of(found, step.obligors),
        **_spoken("place", place.label),
        "coordinates from": _listed(_cited(found, place)),
        "stage": None if stage is None else stage + 1,
        "stage name": _stage_name(found, stage),
        "due": days[0].isoformat() if days else None,
        "due latest": days[-1].isoformat() if days else None,
        "standing": _listed(each.standing for each in own),
        "deadlines": [
            {
                "due": each.due.isoformat() if each.due else None,
                "promised": each.promised.isoformat() if each.promised else None,
                "reading": str(each.reading) if each.reading else None,
                "standing": each.standing,
            }
            for each in own
        ],
        "on": found.today.isoformat(),
        "level": status.level if known else None,
        "level in words": str(level_word(status.level)) if known else None,
        "level low": low if known else None,
        "level high": high if known else None,
        "done": round(own[0].done, 3) if known else None,
        "entries": len(status.entries),
        "last entry": str(status.last) if status.last else None,
        "sources": _listed(_read(found, status)),
    }


def _spoken(key: str, text: Text) -> dict[str, str]:
    """Return a text in the current language, and under `key:language` in each that it has."""
    told = {f"{key}:{name}": text.get(name) for name in text.languages if name != "und"}
    return {key: str(text), **told}


def _stage_name(found: Track, stage: int | None) -> str | None:
    schedule = found.roadmap.schedule
    name = schedule[stage].name if schedule and stage is not None else None
    return str(name) if name else None


def _cited(found: Track, place: Location) -> Iterator[str]:
    """Yield the sources of a place."""
    for key in place.source:
        source = found.roadmap.sources[key]
        yield _told(str(source.title) or key, str(source.publisher), source.url or "")


def _read(found: Track, status: StepStatus) -> Iterator[str]:
    """Yield where the last entry of each assessor was read, without what is confidential."""
    for source in (entry.source for entry in status.said.values()):
        told = _told(source.title, source.publisher, source.url)
        if told and not _is_closed(found, source):
            yield told


def _told(*parts: str) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _listed(texts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(texts)) or None
