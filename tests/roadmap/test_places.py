"""Places of a plan: what a step may name, and which corners go round one piece of land."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.location import Location
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

Corner = tuple[int, int]


def plan(text: str) -> Roadmap:
    loaded = load_text(text)
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return loaded.roadmap


def place(step: str, places: str = "") -> Location | None:
    """Return where a step is done whose field `place` is as given."""
    table = f"places: {{{places}}}\n" if places else ""
    roadmap = plan(f"title: T\n{table}steps: {{a: {{place: {step}}}}}\n")
    return roadmap.location(roadmap.steps["a"])


def test_a_step_names_a_place_of_the_table() -> None:
    found = place("idlib", "idlib: {name: {en: Idlib, ar: إدلب}, at: {lat: 35.93, lon: 36.63}}")
    assert found is not None
    assert found.label == Text({"en": "Idlib", "ar": "إدلب"})
    assert [(p.lat, p.lon) for p in found.positions] == [(35.93, 36.63)]


@pytest.mark.parametrize("words", ["Idlib", "the hills of Idlib", "{en: Idlib, ar: إدلب}"])
def test_without_a_table_a_place_is_words(words: str) -> None:
    found = place(words)
    assert found is not None
    assert "Idlib" in found.label.get("en")
    assert found.positions == ()
    assert found.id == ""


@pytest.mark.parametrize("words", ["the hills of Idlib", "{en: Geneva}", "{en: idlib}"])
def test_words_may_stand_beside_a_table(words: str) -> None:
    found = place(words, "idlib: Idlib")
    assert found is not None
    assert found.id == ""


def test_a_step_without_a_place_has_none() -> None:
    assert place("") is None


def test_degrees_may_be_in_arabic_digits_and_whole() -> None:
    found = place("x", 'x: {at: {lat: "٣٥٫٩٣", lon: -180}}')
    assert found is not None
    assert [(p.lat, p.lon) for p in found.positions] == [(35.93, -180.0)]


def area(corners: list[Corner]) -> str:
    told = ", ".join(f"{{lat: {lat}, lon: {lon}}}" for lon, lat in corners)
    return f"title: T\nplaces: {{zone: {{area: [{told}]}}}}\nsteps: {{a: {{place: zone}}}}\n"


def common(a: Corner, b: Corner, c: Corner, d: Corner) -> list[tuple[Fraction, Fraction]]:
    """Return the ends of what two sides have in common, by solving for where they meet."""
    (rx, ry), (sx, sy) = (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1])
    across = rx * sy - ry * sx
    qx, qy = c[0] - a[0], c[1] - a[1]
    if across:
        t, u = Fraction(qx * sy - qy * sx, across), Fraction(qx * ry - qy * rx, across)
        inside = 0 <= t <= 1 and 0 <= u <= 1
        return [(a[0] + t * rx, a[1] + t * ry)] if inside else []
    if qx * ry - qy * rx:
        return []
    length = rx * rx + ry * ry
    ends = sorted(Fraction((p[0] - a[0]) * rx + (p[1] - a[1]) * ry, length) for p in (c, d))
    low, high = max(ends[0], Fraction(0)), min(ends[1], Fraction(1))
    return [(a[0] + t * rx, a[1] + t * ry) for t in (low, high)] if low <= high else []


def goes_round_one_piece(corners: list[Corner]) -> bool:
    """Tell whether sides meet in nothing but the corner that one ends and the next begins with."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    if len(set(corners)) < len(corners):
        return False
    for one, other in combinations(sides, 2):
        shared = set(one) & set(other)
        if not set(common(*one, *other)) <= shared:
            return False
    return True


grid = st.tuples(st.integers(0, 4), st.integers(0, 4))


@given(st.lists(grid, min_size=3, max_size=6))
def test_an_area_loads_where_its_border_does_not_meet_itself(corners: list[Corner]) -> None:
    told = corners if corners[0] != corners[-1] else corners[:-1]
    sound = len(told) >= 3 and goes_round_one_piece(told)
    loaded = load_text(area(corners))
    assert loaded.ok == sound
    assert {d.code for d in loaded.diagnostics} == (set() if sound else {"KH055"})


@given(st.lists(grid, min_size=3, max_size=6, unique=True))
def test_the_way_of_the_corners_is_known(corners: list[Corner]) -> None:
    if not goes_round_one_piece(corners):
        return
    # The sum of the areas under the sides is positive where they run with the clock.
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    under = sum((b[0] - a[0]) * (a[1] + b[1]) for a, b in pairs)
    assert plan(area(corners)).places["zone"].is_clockwise == (under > 0)
