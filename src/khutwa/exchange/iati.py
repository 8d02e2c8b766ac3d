"""Steps as results of an activity in the format of IATI 2.03: target and actual of each period.

International Aid Transparency Initiative, activity standard 2.03 (iatistandard.org): result,
indicator, baseline, period with target and actual. The indicator is the level of implementation of
the Peace Accords Matrix, 0 to 3.
"""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as Xml

from khutwa.ledger.cells import UNUSABLE
from khutwa.roadmap.location import Location
from khutwa.track import Track
from khutwa.track.commitments import Commitment
from khutwa.track.level_words import level_word
from khutwa.words import M, Message, Text, current_language, format_percent, strip_isolates

ORDINAL = "4"
"""Code of the measure of the indicator."""

OUTPUT = "1"
"""Code of the kind of result."""

WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
"""Name of the system of coordinates, latitude first."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def results_xml(found: Track, activity: str) -> bytes:
    """Return the steps as results of an activity.

    A step has one period, from the first day of the plan to its deadline, and one for each reading
    of a contested clock. The actual value is the likeliest level on the day looked at, with its
    chance beside it; where nothing is recorded there is none. A step without a dated deadline has
    the period until that day, and no target. Places of the plan are locations of the activity, with
    coordinates where they are points; targets and actual values refer to them.

    Args:
        found: The tracked process.
        activity: Identifier of the activity of which they are results.
    """
    root = Xml.Element("iati-activities", {"version": "2.03"})
    top = Xml.SubElement(root, "iati-activity", {LANGUAGE: found.roadmap.languages[0]})
    Xml.SubElement(top, "iati-identifier").text = _clean(activity)
    _narrated(top, "title", found.roadmap.title)
    visited = {step.place_name for step in found.roadmap.steps.values()}
    for name, place in found.roadmap.places.items():
        if name in visited:
            _location(top, place)
    for status in found.steps:
        result = Xml.SubElement(top, "result", {"type": OUTPUT, "aggregation-status": "0"})
        label = found.roadmap.label(status.step)
        _narrated(result, "title", label)
        indicator = Xml.SubElement(result, "indicator", {"measure": ORDINAL, "ascending": "1"})
        _narrated(indicator, "title", _said(
            M("Level of implementation, 0 (not initiated) to 3 (full)")
        ))  # fmt: skip
        start = found.roadmap.first_day or found.today
        Xml.SubElement(indicator, "baseline", {
            "year": str(start.year), "iso-date": start.isoformat(), "value": "0",
        })  # fmt: skip
        own = [each for each in found.commitments if each.step == status.step]
        for each in [each for each in own if each.due] or own[:1]:
            _period(indicator, found, each, start)
    Xml.indent(root)
    text: bytes = Xml.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _period(indicator: Xml.Element, found: Track, each: Commitment, start: date) -> None:
    status = found.status(each.step)
    end = each.due or found.today
    period = Xml.SubElement(indicator, "period")
    Xml.SubElement(period, "period-start", {"iso-date": min(start, end).isoformat()})
    Xml.SubElement(period, "period-end", {"iso-date": end.isoformat()})
    place = found.roadmap.location(found.roadmap.steps[each.step])
    if each.due:
        target = Xml.SubElement(period, "target", {"value": "3"})
        _refer(target, place)
        if each.reading:
            _narrated(target, "comment", each.reading)
    if status.known:
        actual = Xml.SubElement(period, "actual", {"value": str(status.level)})
        _refer(actual, place)
        chance = format_percent(float(status.chances[status.level]))
        said = M("{level} ({chance}) on {day}, from {n} entries.", level=level_word(status.level),
                 chance=chance, day=found.today, n=len(status.entries))  # fmt: skip
        _narrated(actual, "comment", _said(said))


def _location(top: Xml.Element, place: Location) -> None:
    location = Xml.SubElement(top, "location", {"ref": place.id})
    _narrated(location, "name", place.label)
    if place.at:
        point = Xml.SubElement(location, "point", {"srsName": WGS84})
        Xml.SubElement(point, "pos").text = f"{place.at.lat} {place.at.lon}"


def _refer(value: Xml.Element, place: Location | None) -> None:
    """Name the location of the activity at which a value holds."""
    if place and place.id:
        Xml.SubElement(value, "location", {"ref": place.id})


def _said(message: Message) -> Text:
    return Text({current_language(): strip_isolates(str(message))})


def _narrated(parent: Xml.Element, name: str, text: Text) -> None:
    """Add an element with a narrative in every language of a text."""
    element = Xml.SubElement(parent, name)
    for language in text.languages:
        said = {} if language == "und" else {LANGUAGE: language}
        Xml.SubElement(element, "narrative", said).text = _clean(text.get(language))


def _clean(text: str) -> str:
    """Return a text without what XML cannot carry."""
    return UNUSABLE.sub("\N{REPLACEMENT CHARACTER}", text)
