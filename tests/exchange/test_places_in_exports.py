"""Where a step is done, in the formats that have a field for it."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from exchange.test_exports import events
from exchange.test_geojson import PLAN, said, tracked
from khutwa.exchange.calendar import calendar
from khutwa.exchange.iati import results_xml
from khutwa.exchange.sheet import read_sheet
from khutwa.exchange.steps_table import steps_csv
from khutwa.words import use_language


def test_the_table_has_the_coordinates_of_points_and_the_name_of_every_place() -> None:
    sheet = read_sheet(steps_csv(tracked()), "a.csv", {"step"})
    told = {
        row.text("step"): tuple(row.text(name) for name in ("place", "latitude", "longitude"))
        for row in sheet.rows
    }
    assert told["calm"] == ("The bay", "35.93", "36.63")
    assert told["nets.2"] == ("The shoal", "", "")
    assert told["song"] == ("On the far shore", "", "")
    assert told["rest"] == ("", "", "")
    assert sheet.tags["latitude"] == "#geo+lat"
    assert sheet.tags["longitude"] == "#geo+lon"


def test_an_event_of_the_calendar_says_where() -> None:
    calm = events(calendar(tracked()))[0]
    assert calm["SUMMARY"] == "Calm"
    assert calm["LOCATION"] == "The bay"
    # RFC 5545, 3.8.1.6: latitude, a semicolon, longitude.
    assert [float(number) for number in calm["GEO"].split(";")] == [35.93, 36.63]
    with use_language("ar"):
        assert events(calendar(tracked()))[0]["LOCATION"] == "الخليج"


def test_an_event_at_a_place_without_a_point_has_its_name_alone() -> None:
    plan = PLAN.replace("place: shoal, tranches: 2", "place: shoal, by: 2019-06-01").replace(
        "nets.1", "nets").replace("nets.2, ", "")  # fmt: skip
    nets = next(e for e in events(calendar(tracked(plan))) if e["SUMMARY"] == "Nets")
    assert nets["LOCATION"] == "The shoal"
    assert "GEO" not in nets


def test_places_are_locations_of_the_iati_activity() -> None:
    activity = Xml.fromstring(results_xml(tracked(PLAN, said("reef")), "A"))[0]
    assert [child.tag for child in activity][:3] == ["iati-identifier", "title", "location"]
    located = {each.attrib["ref"]: each for each in activity.findall("location")}
    assert list(located) == ["bay", "shoal", "channel", "harbour"]
    assert located["bay"].findtext("point/pos") == "35.93 36.63"
    assert located["shoal"].find("point") is None
    calm, *_, rest = activity.findall("result")
    for value in ("target", "actual"):
        # In the order of the standard the location comes before the comment.
        first = calm.find(f".//{value}/*")
        assert first is not None
        assert (first.tag, first.get("ref")) == ("location", "bay")
    assert rest.find(".//location") is None
