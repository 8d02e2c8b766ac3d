"""What RFC 7946 asks of a text, read from its sections and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

GEOMETRIES = {"Point", "LineString", "Polygon"}
"""Of the seven geometries of section 1.4 those that a plan has."""


def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; section 1.3 takes names to be unique, as RFC 7493 does."""
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"a member twice among {names}"
    return dict(pairs)


def no_number(text: str) -> Any:
    raise AssertionError(f"{text} is no number of JSON")


def read(data: bytes) -> Any:
    """Return the value of a JSON text in UTF-8, without a mark of the byte order (RFC 8259)."""
    assert not data.startswith(b"\xef\xbb\xbf")
    return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=no_number)


def violations(value: Any) -> Iterator[str]:
    """Yield what a FeatureCollection has against the RFC."""
    if value.get("type") != "FeatureCollection":
        yield "3.3: the type is FeatureCollection"
    if not isinstance(value.get("features"), list):
        yield "3.3: features is an array"
    yield from forbidden(value, "coordinates", "geometries", "geometry", "properties", "crs")
    for feature in value.get("features", ()):
        yield from _feature(feature)


def forbidden(value: dict[str, Any], *names: str) -> Iterator[str]:
    """Yield members that would define another type (7.1), or an old system of coordinates (4)."""
    for name in names:
        if name in value:
            yield f"7.1 or 4: {value.get('type')} has no {name}"


def _feature(value: Any) -> Iterator[str]:
    if value.get("type") != "Feature":
        yield "3.2: the type is Feature"
    if not isinstance(value.get("id", ""), (str, int, float)):
        yield "3.2: an id is a text or a number"
    if "properties" not in value or not isinstance(value["properties"], (dict, type(None))):
        yield "3.2: properties is an object or null"
    yield from forbidden(value, "coordinates", "geometries", "features", "crs")
    if "geometry" not in value:
        yield "3.2: a feature has a geometry"
    elif value["geometry"] is not None:
        yield from _geometry(value["geometry"])


def _geometry(value: Any) -> Iterator[str]:
    yield from forbidden(value, "geometry", "properties", "features", "crs")
    kind, given = value.get("type"), value.get("coordinates")
    if kind not in GEOMETRIES:
        yield f"3.1: {kind} is no geometry of a plan"
    lines = {"Point": [[given]], "LineString": [given], "Polygon": given}[kind]
    for line in lines:
        for position in line:
            yield from _position(position)
    if kind == "LineString" and len(given) < 2:
        yield "3.1.4: a line has two positions or more"
    for number, ring in enumerate(lines if kind == "Polygon" else ()):
        if len(ring) < 4:
            yield "3.1.6: a ring has four positions or more"
        if ring[0] != ring[-1]:
            yield "3.1.6: a ring ends where it begins"
        if (turning(ring) > 0) != (number == 0):
            yield "3.1.6: an exterior ring runs against the clock, a hole with it"


def _position(value: Any) -> Iterator[str]:
    numbers = isinstance(value, list) and all(
        isinstance(part, (int, float)) and not isinstance(part, bool) for part in value
    )
    if not numbers or not 2 <= len(value) <= 3:
        yield f"3.1.1: {value} is no position of two or three numbers"
    elif not (-180 <= value[0] <= 180 and -90 <= value[1] <= 90):
        yield f"4: {value} is no longitude and latitude in degrees"


def turning(ring: list[list[float]]) -> float:
    """Return twice the area of a ring, positive against the clock (the shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
