"""Where on the earth a step is done: a point, a line or an area, or a name alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticKnownError

from khutwa.roadmap.fields import Names, TextField
from khutwa.roadmap.record import Parsed, Record, either_or, failure
from khutwa.roadmap.stake import parse_number
from khutwa.words import Text

MOST_POSITIONS = 200
"""Positions of a line or an area; a border with more belongs into a file of its own."""

FLAT = 1e-12
"""Square degrees below which three positions stand in one line: a hundredth of a square metre."""


def _degrees(most: float) -> Callable[[Any], float]:
    """Return the reader of degrees from `-most` to `most`."""

    def read(raw: Any) -> float:
        if isinstance(raw, str):
            value = parse_number(raw)
        elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
            value = float(raw)
        else:
            raise TypeError("not a number")
        if not -most <= value <= most:
            raise ValueError("beyond the earth")
        return value

    return read


def _schema(most: int) -> dict[str, Any]:
    return {
        "type": ["number", "string"],
        "pattern": "[0-9\u0660-\u0669]",
        "minimum": -most,
        "maximum": most,
    }


def _position(raw: Any) -> Any:
    if not isinstance(raw, (Mapping, Record)):
        raise failure("bad-position", given=raw)
    return raw


class Position(Record):
    """A point on the earth, in decimal degrees of WGS 84.

    Attributes:
        lat: Degrees north of the equator; south is negative.
        lon: Degrees east of Greenwich; west is negative.
    """

    lat: Annotated[float, Parsed("bad-latitude", _degrees(90), float, _schema(90))]
    lon: Annotated[float, Parsed("bad-longitude", _degrees(180), float, _schema(180))]


PositionField = Annotated[Position, BeforeValidator(_position, json_schema_input_type=Position)]


def _two(line: tuple[Position, ...]) -> tuple[Position, ...]:
    # Counted here, because pydantic would not count positions that are wrong.
    if len(line) < 2:
        counts = {"field_type": "Tuple", "min_length": 2, "actual_length": len(line)}
        raise PydanticKnownError("too_short", counts)
    return line


def _open(ring: tuple[Position, ...]) -> tuple[Position, ...]:
    """Return the corners of an area, the first not repeated at the end."""
    corners = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
    if len(corners) < 3 or _meets_itself([(each.lon, each.lat) for each in corners]):
        raise failure("bad-area")
    return corners


Point = tuple[float, float]
"""Degrees east and north."""


def _meets_itself(corners: list[Point]) -> bool:
    """Tell whether two sides of a ring have more in common than the corner between them."""
    count = len(corners)
    sides = [(n, corner, corners[(n + 1) % count]) for n, corner in enumerate(corners)]
    # From west to east, so that a side is held only against those that begin before it ends.
    sides.sort(key=lambda side: min(side[1][0], side[2][0]))
    for number, (n, a, b) in enumerate(sides):
        for m, c, d in sides[number + 1 :]:
            if min(c[0], d[0]) > max(a[0], b[0]):
                break
            if (n + 1) % count == m:
                met = _on(d, a, b) or _on(a, c, d)
            elif (m + 1) % count == n:
                met = _on(c, a, b) or _on(b, c, d)
            else:
                met = _cross(a, b, c, d)
            if met:
                return True
    return False


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return twice the area of a triangle, positive where it runs against the clock."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _on(point: Point, a: Point, b: Point) -> bool:
    """Tell whether a point lies on the side from `a` to `b`."""
    return (
        min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
        and abs(_turn(a, b, point)) < FLAT
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether the side from `a` to `b` meets the side from `c` to `d`."""
    apart = _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0
    return apart or _on(c, a, b) or _on(d, a, b) or _on(a, c, d) or _on(b, c, d)


class Location(Record):
    """Where steps are done.

    Attributes:
        id: The key under which the file names it; empty for a place that a step describes itself.
        name: How a person calls it.
        at: Its coordinates, where it is a point.
        line: Its points in order, where it is a line.
        area: Its corners in order along the border, in either direction, where it is an area.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    at: PositionField | None = None
    line: Annotated[
        tuple[PositionField, ...],
        Field(max_length=MOST_POSITIONS, json_schema_extra={"minItems": 2}),
        AfterValidator(_two),
    ] = ()
    area: Annotated[
        tuple[PositionField, ...],
        Field(max_length=MOST_POSITIONS, json_schema_extra={"minItems": 3}),
        AfterValidator(_open),
    ] = ()
    source: Names = ()

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        for first, second in combinations(("at", "line", "area"), 2):
            either_or(self, first, second)
        return self

    @property
    def label(self) -> Text:
        """Return the name, or the id where the file gives none."""
        return self.name or Text.plain(self.id)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return its coordinates: one, those of a line, the corners of an area, or none."""
        return (self.at,) if self.at else self.line or self.area

    @property
    def is_clockwise(self) -> bool:
        """Tell whether the corners of an area run with the clock, seen with north above."""
        first, *others = ((corner.lon, corner.lat) for corner in self.area)
        return sum(_turn(first, one, other) for one, other in pairwise(others)) < 0
