"""The steps of a plan on a map: what RFC 7946 asks, and what is said of each step."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.terminal import run, saved
from exchange.rfc7946 import read, turning, violations
from khutwa.examples.catalogue import ledger, names, roadmap
from khutwa.exchange.geojson import features_json, unnamed_sources
from khutwa.ledger import Entry, Grade, Ledger, Status, load_ledger
from khutwa.ledger.entry import Source
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.loader import load_text
from khutwa.track import Track, track
from khutwa.words import use_language

PLAN = """
khutwa: 1
title: {en: Tides, ar: "المد"}
languages: [en, ar]
start: 2019-01-01
parties: {reef: {name: {en: Reef, ar: "الشعاب"}}}
clocks:
  launch:
    contested:
      - {at: 2019-02-01, reading: {en: as the Reef counts, ar: "كما تحسب الشعاب"}}
      - {at: 2019-03-01, reading: {en: as the Shore counts, ar: "كما يحسب الشاطئ"}}
places:
  bay: {name: {en: The bay, ar: "الخليج"}, at: {lat: 35.93, lon: 36.63}, source: chart}
  shoal:
    name: {en: The shoal, ar: "الضحلة"}
    area: [{lat: 1, lon: 10}, {lat: 2, lon: 10}, {lat: 2, lon: 12}, {lat: 1, lon: 12}]
  channel: {name: {en: The channel, ar: "القناة"}, line: [{lat: -1, lon: -3}, {lat: 0, lon: -4}]}
  harbour: {en: The harbour, ar: "الميناء"}
steps:
  calm: {name: {en: Calm, ar: "هدوء"}, obligors: reef, place: bay, by: 2019-06-30}
  talks: {name: Talks, obligors: reef, place: bay, requires: calm, within: 10 days of launch}
  nets: {name: Nets, obligors: reef, place: shoal, tranches: 2}
  boats: {name: Boats, obligors: reef, place: channel}
  vote: {name: Vote, obligors: reef, place: harbour}
  song: {name: Song, obligors: reef, place: On the far shore}
  rest: {name: Rest}
schedule:
  - {name: {en: First, ar: "أولا"}, steps: [calm]}
  - [talks, nets.1]
  - [nets.2, boats, vote, song, rest]
sources: {chart: {title: {en: Chart of the bay, ar: "خريطة الخليج"}, url: "https://example.org"}}
"""


def tracked(text: str = PLAN, *entries: Entry) -> Track:
    loaded = load_text(text)
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return track(loaded.roadmap, Ledger(entries), date(2019, 7, 1))


def said(name: str, tlp: Any = None) -> Entry:
    """Return an entry of a good source that calm is kept, a week before the day looked at."""
    return Entry(f"e-{name}", date(2019, 6, 24), "calm", Status.DONE, PartialDate(2019, 6, 24),
                 assessor=name, source=Source(f"Paper of {name}", "", f"https://{name}.example"),
                 grade=Grade("A", 1), tlp=tlp)  # fmt: skip


def features(found: Track) -> dict[str, Any]:
    """Return the features of a process by their ids."""
    value = read(features_json(found))
    assert list(violations(value)) == []
    return {feature["id"]: feature for feature in value["features"]}


def test_a_step_with_coordinates_is_a_feature_and_no_other_is() -> None:
    found = features(tracked())
    assert list(found) == ["calm", "talks", "nets.1", "nets.2", "boats"]
    missing = read(features_json(tracked()))["khutwa"]["without coordinates"]
    assert missing == ["vote", "song", "rest"]


def test_longitude_comes_first() -> None:
    assert features(tracked())["calm"]["geometry"] == {
        "type": "Point", "coordinates": [36.63, 35.93]}  # fmt: skip
    assert features(tracked())["boats"]["geometry"] == {
        "type": "LineString", "coordinates": [[-3, -1], [-4, 0]]}  # fmt: skip


def test_a_ring_that_the_file_has_with_the_clock_is_turned_and_closed() -> None:
    # The file goes north, east, south: with the clock.
    geometry = features(tracked())["nets.1"]["geometry"]
    (ring,) = geometry["coordinates"]
    assert ring[0] == ring[-1]
    assert turning(ring) == 2 * (1 * 2)
    assert sorted(map(tuple, ring[1:])) == [(10, 1), (10, 2), (12, 1), (12, 2)]


@given(
    st.lists(st.integers(0, 359), min_size=3, max_size=12, unique=True),
    st.floats(-80, 80),
    st.floats(-170, 170),
    st.booleans(),
    st.booleans(),
)
def test_any_convex_area_is_valid(
    angles: list[int], lat: float, lon: float, turned: bool, closed: bool
) -> None:
    # Corners on a circle are those of a convex area, in the order of their angles.
    around = [math.radians(angle) for angle in sorted(angles, reverse=turned)]
    corners = [(lat + 5 * math.sin(a), lon + 5 * math.cos(a)) for a in around]
    told = [*corners, corners[0]] if closed else corners
    area = ", ".join(f"{{lat: {north:.9f}, lon: {east:.9f}}}" for north, east in told)
    place = f"title: T\nplaces: {{zone: {{area: [{area}]}}}}\nsteps: {{a: {{place: zone}}}}\n"
    (ring,) = features(tracked(place))["a"]["geometry"]["coordinates"]
    assert len(ring) == len(corners) + 1
    assert {tuple(p) for p in ring} == {(round(e, 9), round(n, 9)) for n, e in corners}


def test_a_step_says_what_it_is_and_where_its_coordinates_are_from() -> None:
    told = features(tracked())["calm"]["properties"]
    assert told["step"] == "calm"
    assert told["name"] == told["name:en"] == "Calm"
    assert told["name:ar"] == "هدوء"
    assert told["obligors"] == "Reef"
    assert told["place"] == "The bay"
    assert told["coordinates from"] == "Chart of the bay, https://example.org"
    assert (told["stage"], told["stage name"]) == (1, "First")
    assert features(tracked())["nets.1"]["properties"]["coordinates from"] is None
    assert features(tracked())["nets.1"]["properties"]["stage"] == 2


def test_stages_are_counted_as_the_file_has_them_or_as_the_conditions_allow() -> None:
    empty = PLAN.replace("schedule:\n", "schedule:\n  - {name: Pause, steps: []}\n")
    told = features(tracked(empty))["calm"]["properties"]
    assert (told["stage"], told["stage name"]) == (2, "First")
    without = PLAN[: PLAN.index("schedule:")] + PLAN[PLAN.index("sources:") :]
    told = features(tracked(without))["talks"]["properties"]
    assert (told["stage"], told["stage name"]) == (2, None)


def test_texts_are_in_the_language_asked_for() -> None:
    with use_language("ar"):
        told = features(tracked(PLAN, said("reef")))["calm"]["properties"]
    assert told["name"] == "هدوء"
    assert told["place"] == "الخليج"
    assert told["stage name"] == "أولا"
    assert told["coordinates from"].startswith("خريطة الخليج")


def test_a_contested_clock_gives_both_deadlines() -> None:
    found = tracked()
    told = features(found)["talks"]["properties"]
    assert (told["due"], told["due latest"]) == ("2019-02-11", "2019-03-11")
    assert [(d["due"], d["reading"]) for d in told["deadlines"]] == [
        ("2019-02-11", "as the Reef counts"), ("2019-03-11", "as the Shore counts")]  # fmt: skip
    standings = [each.standing for each in found.commitments if each.step == "talks"]
    assert [d["standing"] for d in told["deadlines"]] == standings
    assert set(told["standing"].split("; ")) == set(standings)


def test_without_evidence_there_is_no_level() -> None:
    told = features(tracked())["calm"]["properties"]
    assert told["entries"] == 0
    for key in ("level", "level low", "level high", "level in words", "done", "sources"):
        assert told[key] is None, key


def test_with_evidence_there_is_a_level_its_range_and_its_sources() -> None:
    found = tracked(PLAN, said("reef"), said("shore", "CLEAR"))
    told = features(found)["calm"]["properties"]
    chances = [float(chance) for chance in found.status("calm").chances]
    low, high = told["level low"], told["level high"]
    assert sum(chances[low : high + 1]) >= 0.9
    assert sum(chances[:low]) <= 0.05
    assert sum(chances[high + 1 :]) <= 0.05
    assert low <= told["level"] <= high
    assert chances[told["level"]] == max(chances)
    assert told["done"] == round(chances[3], 3)
    assert (told["on"], told["last entry"]) == ("2019-07-01", "2019-06-24")
    assert told["sources"] == (
        "Paper of reef, https://reef.example; Paper of shore, https://shore.example"
    )


@pytest.mark.parametrize("tlp", ["RED", "AMBER+STRICT", "AMBER"])
def test_a_confidential_source_is_not_named_anywhere(tlp: str) -> None:
    found = tracked(PLAN, said("reef"), said("shore", tlp))
    told = features(found)["calm"]["properties"]
    assert told["sources"] == "Paper of reef, https://reef.example"
    assert told["entries"] == 2
    assert "Paper of shore" not in features_json(found).decode()


def test_a_source_that_another_entry_marks_as_confidential_is_not_named() -> None:
    earlier, last = said("shore", "RED"), said("shore")
    talks = Entry("e-talks", date(2019, 6, 25), "talks", Status.BEGUN, source=last.source)
    found = tracked(PLAN, earlier, talks)
    assert features(found)["talks"]["properties"]["sources"] is None
    assert unnamed_sources(found) == 2


ASIDE = {
    "a correction without a label": {"id": "e-old", "step": "calm"},
    "of a step that the plan does not have": {"step": "elsewhere"},
    "of a day that is still to come": {"date": PartialDate(2019, 12, 1)},
    "with the same address and another title": {"source": Source("X", "", "https://reef.example")},
    "with the same title and no address": {"source": Source("Paper of reef ")},
}


@pytest.mark.parametrize("aside", ASIDE.values(), ids=ASIDE)
def test_an_entry_that_does_not_count_here_closes_its_source_as_well(aside: dict[str, Any]) -> None:
    closing = replace(said("reef", "RED"), **({"id": "e-red"} | aside))
    shown = replace(said("reef"), supersedes=("e-old",))
    assert "Paper of reef" in features_json(tracked(PLAN, shown)).decode()
    found = tracked(PLAN, closing, shown)
    assert "Paper of reef" not in features_json(found).decode()
    assert "https://reef.example" not in features_json(found).decode()
    assert unnamed_sources(found) == 1


def test_a_confidential_publisher_is_not_named_where_nothing_else_is_said() -> None:
    shown = replace(said("reef", "AMBER"), source=Source("", "Monitors"))
    assert "Monitors" in features_json(tracked(PLAN, replace(shown, tlp=None))).decode()
    assert "Monitors" not in features_json(tracked(PLAN, shown)).decode()


@pytest.mark.parametrize("name", names())
def test_every_example_is_valid_and_says_where_its_coordinates_are_from(name: str) -> None:
    plan = roadmap(name)
    found = track(plan, load_ledger(ledger(name), plan).ledger, date(2020, 1, 1))
    for feature in features(found).values():
        assert feature["properties"]["coordinates from"]


def test_the_check_of_the_tests_finds_what_the_rfc_forbids() -> None:
    square = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    for kind, coordinates, section in (
        ("Point", [36.63, 135.93], "4"), ("Point", [36.63], "3.1.1"),
        ("Point", ["1", "2"], "3.1.1"), ("LineString", [[0, 0]], "3.1.4"),
        ("Polygon", [square[::-1]], "3.1.6"), ("Polygon", [square[:-1]], "3.1.6"),
    ):  # fmt: skip
        geometry = {"type": kind, "coordinates": coordinates}
        feature = {"type": "Feature", "geometry": geometry, "properties": None}
        value = {"type": "FeatureCollection", "features": [feature]}
        assert [each for each in violations(value) if each.startswith(section)], geometry


def test_the_command_says_what_is_not_on_the_map(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    result = run("export", saved(tmp_path, PLAN), "--geojson", str(file))
    assert result.exit_code == 0
    assert "3 steps of 8 have no coordinates" in result.stdout
    assert "Vote, Song and Rest" in result.stdout
    assert list(violations(read(file.read_bytes()))) == []


def test_a_plan_without_coordinates_is_an_empty_map_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    plan = saved(tmp_path, "title: Mine\nsteps: {a: {place: Here}}\n")
    result = run("export", plan, "--geojson", str(file))
    assert "1 step of 1 has no coordinates" in result.stdout
    assert read(file.read_bytes())["features"] == []


def test_the_command_says_which_sources_the_map_does_not_name(tmp_path: Path) -> None:
    plan = saved(tmp_path, PLAN)
    Path(tmp_path, "ledger.csv").write_text(
        "id,recorded,step,status,tlp,source title\nx,2019-01-01,calm,done,RED,A name\n"
        "y,2019-01-01,vote,done,RED,Another\n", encoding="utf-8")  # fmt: skip
    file = tmp_path / "a.geojson"
    result = run("export", plan, "--geojson", str(file))
    # What is said of a vote without coordinates is not on the map.
    assert "source of 1 entry, which the ledger marks TLP RED or AMBER" in result.stderr
    assert "A name" not in file.read_text("utf-8")


def test_a_map_must_end_as_maps_do(tmp_path: Path) -> None:
    plan = saved(tmp_path, PLAN)
    result = run("export", plan, "--geojson", plan)
    assert result.exit_code == 2
    assert ".geojson" in result.stderr
