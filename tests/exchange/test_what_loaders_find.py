"""What each loader makes of the real layouts and their real defects, in small invented files."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from exchange.samples import DATA, FORM, SAMPLES, codes, form, table
from khutwa.exchange.acled import ACLED
from khutwa.exchange.counts import counts_csv, tallied
from khutwa.exchange.ged import GED
from khutwa.exchange.kobo import kobo
from khutwa.exchange.kobo_mapping import read_mapping
from khutwa.exchange.pax import PAX
from khutwa.exchange.ucdp_agreements import UCDP
from khutwa.ledger import Status, append, load_ledger
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.track.alarms_csv import read_counts
from khutwa.track.alarms_series import Count
from khutwa.words import strip_isolates


def changed(kind: str, line: int, **cells: str) -> bytes:
    """Return a sample with some cells of a line changed."""
    rows = [list(row) for row in SAMPLES[kind].rows]
    for heading, text in cells.items():
        rows[line - 1][rows[0].index(heading)] = text
    return table(tuple(tuple(row) for row in rows)).encode()


def real(path: str) -> Path:
    """Return a real file, or skip the test by its name."""
    file = DATA / path
    if not DATA.name or not file.exists():
        pytest.skip(f"{path} is absent")
    return file


def test_pax_gives_the_issues_that_a_text_mentions() -> None:
    first, second = PAX.read(SAMPLES["pax"].csv(), "a.csv").records
    assert (first.id, first.name, first.signed) == (431, "Treaty of the Shore", date(2001, 3, 1))
    assert first.issues == {"ppsge:st": 1, "ce": 3}
    assert (first.ucdp, first.pam, second.pam) == (1113, None, 2)
    assert str(first.stage_words) == "substantive, comprehensive"


def test_pax_leaves_out_an_issue_that_is_no_grade() -> None:
    found = PAX.read(changed("pax", 2, Ce="4", GCh="many"), "a.csv")
    assert codes(found) == [("KH934", 2), ("KH934", 2)]
    assert found.records[0].issues == {"ppsge:st": 1}


def test_pax_loses_an_agreement_without_a_day() -> None:
    found = PAX.read(changed("pax", 2, Dat="1990"), "a.csv")
    assert codes(found) == [("KH933", 2)]
    assert [each.id for each in found.records] == [432]


def test_ucdp_gives_the_provisions_and_when_an_agreement_ended() -> None:
    first, second = UCDP.read(SAMPLES["ucdp"].csv(), "a.csv").records
    assert first.provisions == ("cease", "elections", "return", "pko")
    assert (first.ended, first.ended_on) == (True, date(2003, 1, 2))
    assert (second.ended, second.ended_on) == (None, None)
    assert first.conflicts == ("333", "334")
    assert str(second.kind_words) == "partial agreement"


@pytest.mark.parametrize(("cells", "code"), [
    ({"justice_prov": "0"}, "KH937"),
    ({"terr_prov": "1"}, "KH937"),
    ({"year": "2002"}, "KH937"),
    ({"duration": "2000-01-01"}, "KH936"),
])  # fmt: skip
def test_ucdp_says_where_an_agreement_contradicts_itself(cells: dict[str, str], code: str) -> None:
    found = UCDP.read(changed("ucdp", 2, **cells), "a.csv")
    assert codes(found) == [(code, 2)]
    assert len(found.records) == 2


def test_ged_reads_month_before_day_and_leaves_out_the_clock() -> None:
    first, second = GED.read(SAMPLES["ged"].csv(), "a.csv").records
    assert (first.start, first.longitude) == (date(2001, 1, 22), -30.5)
    assert (second.start, second.end) == (date(2001, 2, 3), date(2001, 2, 5))
    assert (second.latitude, second.low, second.high) == (None, 0, 1)


def test_ged_is_read_as_windows_1252_and_says_so() -> None:
    data = changed("ged", 3, side_b="People’s militia").decode().encode("cp1252")
    found = GED.read(data, "a.csv")
    assert codes(found) == [("KH926", 3)]
    assert found.records[1].side_b == "People’s militia"


@pytest.mark.parametrize(("cells", "code"), [
    ({"best": "8"}, "KH936"),
    ({"low": "6"}, "KH936"),
    ({"year": "1999"}, "KH937"),
    ({"date_end": "1/21/2001 12:00:00 AM"}, "KH936"),
    ({"latitude": "north"}, "KH934"),
    ({"latitude": "nan"}, "KH934"),
    ({"best": "1_0"}, "KH934"),
    ({"best": "5.5"}, "KH934"),
])  # fmt: skip
def test_ged_says_where_an_event_contradicts_itself(cells: dict[str, str], code: str) -> None:
    found = GED.read(changed("ged", 2, **cells), "a.csv")
    assert codes(found) == [(code, 2)]
    assert len(found.records) == 2


def test_acled_knows_the_months_by_name() -> None:
    first, second = ACLED.read(SAMPLES["acled"].csv(), "a.csv").records
    assert (first.day, second.day) == (date(2019, 5, 1), date(2019, 6, 2))
    assert (first.fatalities, second.actor2) == (3, "")
    found = ACLED.read(changed("acled", 2, event_date="01 Mai 2019"), "a.csv")
    assert codes(found) == [("KH933", 2)]


def test_an_acled_day_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    found = ACLED.read(changed("acled", 2, event_date="05/06/2019"), "a.csv")
    assert codes(found) == [("KH941", 2)]


def test_events_are_counted_by_month_with_the_months_without_any() -> None:
    days = [date(2019, 12, 31), date(2020, 2, 1), date(2020, 2, 29)]
    counts = tallied(days, lambda day: day, lambda day: 1, "month")
    assert [(c.start, c.end, c.count) for c in counts] == [
        (date(2019, 12, 1), date(2019, 12, 31), 1),
        (date(2020, 1, 1), date(2020, 1, 31), 0),
        (date(2020, 2, 1), date(2020, 2, 29), 2),
    ]
    assert tallied([], lambda day: date.min, lambda day: 1, "week") == []


def test_figures_that_contradict_each_other_are_written_with_their_sources() -> None:
    text = "date,end,count,previous,report\n2020-01-06,2020-01-19,100,,A\n"
    text += "2020-01-20,2020-02-02,90,150,B\n2020-02-03,2020-02-16,80,91,C\n"
    read = read_counts(text.encode(), "c.csv").series
    again = read_counts(counts_csv(read.counts).encode(), "a.csv")
    assert not again.diagnostics
    assert [[(c.count, c.known) for c in figures] for figures in again.series.stated()] == [
        [(c.count, c.known) for c in figures] for figures in read.stated()
    ]


def test_counts_are_written_as_alarms_read_them() -> None:
    days = [date(2019, 12, 31), date(2020, 2, 1)]
    counts = tallied(days, lambda day: day, lambda day: 1, "month")
    unseen = Count(date(2020, 3, 1), date(2020, 3, 31), None)
    partly = Count(date(2020, 4, 1), date(2020, 4, 30), 7, share=0.5, known=date(2020, 5, 9))
    found = read_counts(counts_csv([*counts, unseen, partly]).encode(), "a.csv")
    assert found.diagnostics == ()
    assert [(c.start, c.end, c.count) for c in found.series.counts[:3]] == [
        (c.start, c.end, c.count) for c in counts]  # fmt: skip
    assert found.series.counts[3].count is None
    assert found.series.counts[4] == partly


def test_the_last_month_of_the_calendar_ends_with_it() -> None:
    (last,) = tallied([date(9999, 12, 30)], lambda day: day, lambda day: 1, "month")
    assert (last.start, last.end) == (date(9999, 12, 1), date.max)


def test_a_week_begins_on_monday() -> None:
    days = [date(2024, 9, 1), date(2024, 9, 2)]  # a Sunday and the Monday after it
    counts = tallied(days, lambda day: day, lambda day: 2, "week")
    assert [(c.start, c.count) for c in counts] == [(date(2024, 8, 26), 2), (date(2024, 9, 2), 2)]


def test_a_field_report_becomes_an_entry() -> None:
    first, second = (each.entry for each in SAMPLES["kobo"].loader.read(
        SAMPLES["kobo"].csv(";"), "a.csv").records)  # fmt: skip
    assert (first.id, first.step, first.status) == ("0b1c-a", "ceasefire", Status.DONE)
    assert (first.recorded, str(first.date)) == (date(2019, 6, 2), "2019-06-01")
    assert (first.assessor, first.note, first.tlp) == ("monitor 1", "Quiet.\nMines", "AMBER")
    assert first.source.title == "KoboToolbox 17"
    assert second.status is Status.PARTIAL


def test_the_groups_of_a_column_may_be_left_out() -> None:
    short = form(FORM.replace(b"report/", b""))
    sample = SAMPLES["kobo"]
    assert kobo(short).read(sample.csv(), "a.csv").records == sample.loader.read(
        sample.csv(), "a.csv").records  # fmt: skip


def test_an_answer_without_a_meaning_is_not_guessed() -> None:
    found = SAMPLES["kobo"].loader.read(changed("kobo", 2, **{"report/status": "maybe"}), "a.csv")
    assert codes(found) == [("KH940", 2)]
    assert "maybe" in str(found.diagnostics[0].fix)
    assert [each.entry.id for each in found.records] == ["0b1c-b"]


def test_a_column_of_the_mapping_that_the_export_lacks_is_named() -> None:
    wrong = form(FORM.replace(b"assessor: username", b"assessor: user_name"))
    found = kobo(wrong).read(SAMPLES["kobo"].csv(), "a.csv")
    assert codes(found) == [("KH928", 1)]
    assert "user_name" in str(found.diagnostics[0].what)


@pytest.mark.parametrize("text", [
    b"step: a\n", b"- step\n", b"step: a\nstatus: b\ncolour: c\n", b"step: [a\n", b"\xff",
    b"step: a\nstatus: b\nvalues: {status: done}\n", b"step: a\nstatus: b\nalways: [x]\n", b"",
])  # fmt: skip
def test_a_mapping_that_cannot_be_used_is_said(text: bytes) -> None:
    found = read_mapping(text, "form.yaml")
    assert isinstance(found, Diagnostic)
    assert found.code == "KH939"
    assert found.place.file == "form.yaml"


def test_the_real_pax_file_is_sound() -> None:
    found = PAX.load(real("pax/pax_v10_first-150.csv"))
    assert found.diagnostics == ()
    assert len(found.records) == 150


def test_the_real_ucdp_agreements_contradict_themselves_in_nineteen_places() -> None:
    pytest.importorskip("openpyxl")
    found = UCDP.load(real("ucdp/ucdp-peace-agreements-221.xlsx"))
    assert len(found.records) == 374
    assert Counter(d.code for d in found.diagnostics) == {"KH937": 18, "KH936": 1}


def test_the_real_events_are_in_windows_1252_and_two_have_crossed_estimates() -> None:
    found = GED.load(real("ucdp/ged-ukraine-first-400.csv"))
    assert len(found.records) == 400
    assert Counter(d.code for d in found.diagnostics) == {"KH926": 1, "KH936": 2}
    counts = tallied(found.records, lambda e: e.start, lambda e: 1, "month")
    assert sum(each.count or 0 for each in counts) == 400


def test_a_report_whose_day_can_be_read_in_two_ways_is_read_as_a_person_says() -> None:
    data = changed("kobo", 2, **{"report/day": "12/11/2018"})
    (found,) = SAMPLES["kobo"].loader.read(data, "a.csv").diagnostics
    assert (found.code, found.place.line) == ("KH941", 2)
    assert "may be 2018-11-12 or 2018-12-11" in strip_isolates(str(found.what))
    assert "--dates day-first" in str(found.fix)
    for order, day in (("day-first", "2018-11-12"), ("month-first", "2018-12-11")):
        read = kobo(form(), dates=order).read(data, "a.csv")
        assert read.diagnostics == ()
        assert str(read.records[0].entry.date) == day


def test_a_day_of_submission_in_two_ways_loses_the_report() -> None:
    data = changed("kobo", 2, _submission_time="02/03/2019")
    found = SAMPLES["kobo"].loader.read(data, "a.csv")
    assert codes(found) == [("KH941", 2)]
    assert [each.entry.id for each in found.records] == ["0b1c-b"]


def test_an_export_that_an_arabic_excel_has_saved_again_is_read_in_its_encoding() -> None:
    sample = SAMPLES["kobo"]
    text = sample.csv(";").decode().replace("Quiet.", "صمتت المدافع في كل القطاعات.")
    found = sample.loader.read(text.encode("windows-1256"), "a.csv")
    assert [(code, line) for code, line in codes(found)] == [("KH926", 2)]
    assert found.records == sample.loader.read(text.encode(), "a.csv").records


@pytest.mark.parametrize("heading", ["username", "report/remark", "report/step"])
def test_a_control_character_loses_its_report_alone(heading: str) -> None:
    found = SAMPLES["kobo"].loader.read(changed("kobo", 2, **{heading: "a\x07b"}), "a.csv")
    assert codes(found) == [("KH933", 2)]
    assert [each.entry.id for each in found.records] == ["0b1c-b"]


@pytest.mark.parametrize("name", ["\u200fراصد", "رأصد".replace("أ", "ا\u0654"), "\ufeffراصد"])
def test_what_is_read_from_a_report_can_be_added_to_a_ledger(tmp_path: Path, name: str) -> None:
    found = SAMPLES["kobo"].loader.read(changed("kobo", 2, username=name), "a.csv")
    added = append(tmp_path / "ledger.csv", *(each.entry for each in found.records))
    assert load_ledger(tmp_path / "ledger.csv").ledger == added


def test_a_formula_without_a_value_is_said_and_the_rest_of_the_row_kept() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(SAMPLES["kobo"].xlsx()))
    sheet = book.worksheets[1]
    column = [cell.value for cell in sheet[1]].index("report/remark") + 1
    sheet.cell(2, column).value = "=1+1"
    buffer = io.BytesIO()
    book.save(buffer)
    found = SAMPLES["kobo"].loader.read(buffer.getvalue(), "a.xlsx")
    assert codes(found) == [("KH942", 2)]
    assert len(found.records) == 2
