"""A tracked process for spreadsheets, other programs, calendars and IATI."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.examples.catalogue import ledger, roadmap
from khutwa.exchange import calendar as room
from khutwa.exchange.calendar import calendar
from khutwa.exchange.hxl import STEPS
from khutwa.exchange.iati import results_xml
from khutwa.exchange.sheet import read_sheet
from khutwa.exchange.steps_table import COLUMNS, steps_csv
from khutwa.exchange.workbook import workbook
from khutwa.ledger import Entry, Grade, Ledger, Status, load_ledger
from khutwa.ledger.hxl_tags import tags
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.loader import load_text
from khutwa.track import Track, track
from khutwa.track.words import summary
from khutwa.words import M, use_language

EVIL = '=HYPERLINK("http://evil.example";"x")'
PLAN = """
khutwa: 1
title: {en: "Tides; a plan, in steps", ar: "المد"}
languages: [en, ar]
start: 2019-01-01
parties: {reef: {name: {en: Reef, ar: "الشعاب"}}}
clocks:
  launch:
    name: Launch
    contested:
      - {at: 2019-02-01, reading: {en: as the Reef counts, ar: "كما تحسب الشعاب"}}
      - {at: 2019-03-01, reading: {en: as the Shore counts, ar: "كما يحسب الشاطئ"}}
steps:
  calm: {name: {en: "EVIL", ar: "هدوء"}, obligors: reef, by: 2019-06-30}
  talks:
    name: {en: Talks, ar: "محادثات"}
    obligors: reef
    requires: calm
    within: 10 days of launch
  vote: {name: {en: Vote, ar: "اقتراع"}, obligors: reef, requires: talks}
""".replace('"EVIL"', f"'{EVIL}'")


def tracked(text: str = PLAN, today: str = "2019-07-01") -> Track:
    loaded = load_text(text)
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    entry = Entry("e1", date(2019, 6, 2), "calm", Status.DONE, PartialDate(2019, 6, 1),
                  assessor="reef", grade=Grade("A", 1), note="+1\nsecond line")  # fmt: skip
    return track(loaded.roadmap, Ledger((entry,)), date.fromisoformat(today))


def example(name: str, today: str) -> Track:
    plan = roadmap(name)
    return track(plan, load_ledger(ledger(name), plan).ledger, date.fromisoformat(today))


def events(text: str) -> list[dict[str, str]]:
    """Read a calendar as RFC 5545 says: unfold, cut at the first colon, take escapes back."""
    assert text.endswith("\r\n")
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
            found[-1][name.partition(";")[0]] = plain
    return found


def test_the_table_has_a_row_of_hxl_tags_that_reads_back() -> None:
    sheet = read_sheet(steps_csv(tracked()), "a.csv", {"step"})
    assert sheet.tags == STEPS
    assert sheet.columns == tuple(column.name for column in COLUMNS)
    rows = list(sheet.rows)
    assert [row.text("step") for row in rows] == ["calm", "talks", "talks", "vote"]
    assert [row.text("due") for row in rows] == ["2019-06-30", "2019-02-11", "2019-03-11", ""]
    assert [row.text("standing") for row in rows[1:]] == ["no report", "no report", "open"]
    assert rows[1].text("level") == ""


def test_every_column_has_a_tag() -> None:
    assert set(STEPS) == {column.name for column in COLUMNS}
    assert tags(list(STEPS), list(STEPS.values())) == STEPS


@pytest.mark.parametrize(("cells", "are"), [
    (["#date", "#org +code +v_pcode", ""], True), (["#date", "date"], False), (["", ""], False),
    (["# date"], False), (["#1"], False), (["#date+"], False), (["#التاريخ"], False),
])  # fmt: skip
def test_a_row_is_a_row_of_tags_only_if_all_its_cells_are(cells: list[str], are: bool) -> None:
    assert bool(tags(["a", "b", "c"], cells)) is are


def test_no_text_of_the_table_runs_as_a_formula() -> None:
    text = steps_csv(tracked()).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not re.search(r"(^|,)\"?[=+@-]", text, re.MULTILINE)


def sheets(found: Track) -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    return openpyxl.load_workbook(io.BytesIO(workbook(found)))


@pytest.mark.parametrize(("language", "rtl"), [("en", False), ("ar", True), ("ru", False)])
def test_the_workbook_runs_as_its_language_does(language: str, rtl: bool) -> None:
    with use_language(language):
        book = sheets(tracked())
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets] == [rtl] * 4
    assert len(set(book.sheetnames)) == 4


def test_dates_and_numbers_of_the_workbook_are_such_and_texts_no_formulas() -> None:
    book = sheets(tracked())
    steps = book.worksheets[0]
    head = [cell.value for cell in steps[1]]
    first = dict(zip(head, steps[2], strict=True))
    assert first["Due"].is_date
    assert first["Due"].value.date() == date(2019, 6, 30)
    assert isinstance(first["Chance that it is done"].value, float)
    assert first["Step"].value == "'" + EVIL
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    notes = [cell.value for row in book.worksheets[2].iter_rows() for cell in row]
    assert "'+1\nsecond line" in notes


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_workbook_heads_the_record_of_a_party_as_tracking_does(language: str) -> None:
    with use_language(language):
        found = tracked()
        head = [cell.value for cell in sheets(found).worksheets[1][1]]
        (shown,) = (grid.head for grid in summary(found).grids if str(M("Broken")) in grid.head)
    assert head[:5] == list(shown[:5])


def test_the_workbook_gives_no_share_where_nothing_of_a_party_counted() -> None:
    parties = sheets(example("jcpoa", "2016-02-01")).worksheets[1]
    rows = [[cell.value for cell in row] for row in parties.iter_rows(min_row=2)]
    assert [row[1:] for row in rows] == [[0, 0, 0, None, None, None, 0]] * 2


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_titles_of_sheets_are_what_excel_allows(language: str) -> None:
    with use_language(language):
        titles = sheets(tracked()).sheetnames
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_the_workbook_has_every_entry_of_the_example_once() -> None:
    found = example("colombia-2016-arms", "2017-07-01")
    ids = [row[0].value for row in sheets(found).worksheets[2].iter_rows(min_row=2)]
    written = [entry.id for step in found.steps for entry in step.entries]
    assert ids == sorted(written)
    assert len(ids) == 13


def test_a_contested_clock_gives_both_deadlines() -> None:
    found = events(calendar(tracked()))
    assert [(e["SUMMARY"], e["DTSTART"]) for e in found[1:]] == [
        ("Talks", "20190211"), ("Talks", "20190311")]  # fmt: skip
    assert [e["STATUS"] for e in found] == ["CONFIRMED", "TENTATIVE", "TENTATIVE"]
    assert "as the Reef counts" in found[1]["DESCRIPTION"]
    assert len({e["UID"] for e in found}) == 3
    days = [e["DTSTART"] for e in events(calendar(example("jcpoa", "2021-03-01")))]
    assert days == ["20231018", "20231019", "20251018", "20251019"]


def test_what_has_no_date_is_no_event() -> None:
    assert "Vote" not in {e["SUMMARY"] for e in events(calendar(tracked()))}


def test_an_event_keeps_its_name_when_its_date_moves_and_in_every_language() -> None:
    before = events(calendar(tracked()))
    moved = events(calendar(tracked(PLAN.replace("2019-06-30", "2020-06-30"), "2020-01-01")))
    assert [e["UID"] for e in moved] == [e["UID"] for e in before]
    assert moved[0]["DTSTART"] != before[0]["DTSTART"]
    with use_language("ar"):
        arabic = events(calendar(tracked()))
    assert [e["UID"] for e in arabic] == [e["UID"] for e in before]
    assert arabic[0]["SUMMARY"] == "هدوء"


def test_a_step_of_another_plan_has_another_name() -> None:
    one = {e["UID"] for e in events(calendar(tracked()))}
    other = {e["UID"] for e in events(calendar(tracked(PLAN.replace("Tides;", "Ebbs;"))))}
    assert not one & other


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_no_line_of_a_calendar_is_longer_than_75_octets(language: str) -> None:
    with use_language(language):
        text = calendar(example("six-party-2007", "2008-09-30"))
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not [line for line in lines if "\n" in line]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_whatever_is_folded_and_escaped_reads_back(text: str) -> None:
    whole = "".join(f"{part}\r\n" for part in room._folded("X:" + room._escaped(text)))
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))
    assert events("BEGIN:VEVENT\r\n" + whole) == [{"X": text}]


def test_steps_are_iati_results_with_target_and_actual() -> None:
    root = Xml.fromstring(results_xml(tracked(), "XM-DAC-1-2"))
    activity = root[0]
    assert root.attrib["version"] == "2.03"
    assert [child.tag for child in activity] == ["iati-identifier", "title", *["result"] * 3]
    assert activity[0].text == "XM-DAC-1-2"
    calm, talks, vote = activity.findall("result")
    assert [child.tag for child in calm] == ["title", "indicator"]
    indicator = calm.find("indicator")
    assert indicator is not None
    assert [child.tag for child in indicator] == ["title", "baseline", "period"]
    (period,) = indicator.findall("period")
    assert [child.tag for child in period] == ["period-start", "period-end", "target", "actual"]
    assert [child.get("iso-date") or child.get("value") for child in period] == [
        "2019-01-01", "2019-06-30", "3", "3"]  # fmt: skip
    assert len(talks.findall(".//period")) == 2
    assert talks.find(".//actual") is None
    assert vote.find(".//target") is None


def test_iati_narratives_name_their_languages() -> None:
    with use_language("ar"):
        root = Xml.fromstring(results_xml(tracked(), "A"))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    told = [n.get(language) for n in root.findall(".//result/title/narrative")]
    assert told == ["en", "ar"] * 3
    assert "\u2068" not in Xml.tostring(root, "unicode")


def test_a_character_that_xml_cannot_carry_is_replaced() -> None:
    assert "A\N{REPLACEMENT CHARACTER}" in results_xml(tracked(), "A\x01").decode()
