"""Files as Excel on an Arabic or Russian Windows machine leaves them."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from khutwa.ledger import Counts, Entry, Grade, Status, UnwritableError, append, read_ledger
from khutwa.ledger.columns import COLUMNS, canonical
from khutwa.roadmap.dates import PartialDate

DAY = PartialDate(2015, 12, 18)


def only(data: bytes, name: str = "ledger.csv") -> Entry:
    """Return the only entry of a file without complaint."""
    loaded = read_ledger(data, name)
    assert loaded.diagnostics == (), [str(d) for d in loaded.diagnostics]
    (entry,) = loaded.ledger.entries
    return entry


def with_date(text: str) -> bytes:
    """Return a ledger of one entry with this date."""
    return f"id;recorded;date;step;status\nx;2016-01-01;{text};talks;done\n".encode()


def test_semicolons_windows_line_ends_a_mark_and_arabic_digits() -> None:
    text = (
        "المعرف;تاريخ التسجيل;التاريخ;الخطوة;الحالة;المستوى;الأعداد;درجة المصدر;الاقتباس;;\r\n"
        '١;٢٠١٦-٠١-٠٢;٢٠١٥/١٢/١٨;talks;جزئي;٢;٢٧/١٧/١٥ من ٥٩;B٢;"سطر\nآخر; نعم";;\r\n'
        ";;;;;;;;;;\r\n"
    )
    entry = only(text.encode("utf-8-sig"))
    assert entry == Entry(
        id="١",
        recorded=date(2016, 1, 2),
        date=DAY,
        step="talks",
        status=Status.PARTIAL,
        level=2,
        counts=Counts((27, 17, 15), 59),
        grade=Grade("B", 2),
        quote="سطر\nآخر; نعم",
    )


@pytest.mark.parametrize(
    "text",
    ["2015-12-18", "18/12/2015", "12/18/2015", "18.12.2015", "18-12-2015", "2015/12/18",
     "2015-12-18 00:00:00", "\u200f18\u200f/12\u200f/2015", "۲۰۱۵-۱۲-۱۸", " 2015-12-18 "],
)  # fmt: skip
def test_a_date_that_can_only_be_one_day(text: str) -> None:
    assert only(with_date(text)).date == DAY


@pytest.mark.parametrize(
    ("text", "known"),
    [("2015-12", PartialDate(2015, 12)), ("2015/12", PartialDate(2015, 12)),
     ("12/2015", PartialDate(2015, 12)), ("2015", PartialDate(2015)),
     ("05/05/2015", PartialDate(2015, 5, 5)), ("", None)],
)  # fmt: skip
def test_a_date_known_in_part_or_the_same_in_both_orders(
    text: str, known: PartialDate | None
) -> None:
    assert only(with_date(text)).date == known


@pytest.mark.parametrize(
    ("order", "day"),
    [("day-first", PartialDate(2015, 11, 12)), ("month-first", PartialDate(2015, 12, 11))],
)
def test_an_ambiguous_date_is_read_as_a_person_says(order: Any, day: PartialDate) -> None:
    data = with_date("12/11/2015")
    assert [d.code for d in read_ledger(data).diagnostics] == ["KH819"]
    loaded = read_ledger(data, dates=order)
    assert [entry.date for entry in loaded.ledger.entries] == [day]
    # A day that the order does not allow has only one meaning all the same.
    assert read_ledger(with_date("18/12/2015"), dates=order).ledger.entries[0].date == DAY
    assert read_ledger(with_date("12/18/2015"), dates=order).ledger.entries[0].date == DAY


def test_the_line_with_which_excel_says_its_separator() -> None:
    assert only(b"sep=;\r\n" + with_date("2015-12-18")).date == DAY


def test_a_file_saved_with_tabs() -> None:
    assert only(with_date("2015-12-18").replace(b";", b"\t")).date == DAY


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_heading_is_known_in_every_language_however_it_is_typed(column: Any) -> None:
    for heading in (column.name, column.arabic, column.russian, *column.others):
        for typed in (heading, heading.upper(), f" {heading}\u200f ", heading.replace(" ", "_")):
            assert canonical(typed) == column.name


def test_no_heading_means_two_columns() -> None:
    said = [h for c in COLUMNS for h in {c.name, c.arabic, c.russian, *c.others}]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_known_in_every_language(status: Status) -> None:
    for word in map(status.label.get, ("en", "ar", "ru")):
        text = f"id,recorded,step,status\nx,2016-01-01,talks,{word}\n"
        assert only(text.encode()).status is status


@pytest.mark.parametrize(
    ("text", "label"),
    [("TLP:RED", "RED"), ("amber", "AMBER"), ("tlp: amber+strict", "AMBER+STRICT"),
     ("Amber Strict", "AMBER+STRICT"), ("WHITE", "CLEAR")],
)  # fmt: skip
def test_labels_of_the_traffic_light_protocol(text: str, label: str) -> None:
    data = f"id,recorded,step,status,tlp\nx,2016-01-01,talks,done,{text}\n"
    assert only(data.encode()).tlp == label


def workbook(cells: dict[str, tuple[Any, str]]) -> bytes:
    """Return a workbook of one entry with these values and number formats by column."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    usual = {"id": ("x", "@"), "recorded": (datetime(2016, 1, 1), "dd/mm/yyyy"),
             "step": ("talks", "@"), "status": ("done", "@")}  # fmt: skip
    for number, (name, (value, shown)) in enumerate({**usual, **cells}.items(), 1):
        sheet.cell(1, number, name)
        cell = sheet.cell(2, number, value)
        cell.number_format = shown
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("value", "shown", "known"),
    [
        (datetime(2015, 12, 18), "[$-2000000]dd/mm/yyyy;@", DAY),
        (datetime(2015, 12, 18), "m/d/yyyy", DAY),
        (datetime(2015, 12, 1), "mmm-yy", PartialDate(2015, 12)),
        (datetime(2015, 1, 1), "yyyy", PartialDate(2015)),
        (2015, "General", PartialDate(2015)),
        (2015.0, "0.00", PartialDate(2015)),
        ("18/12/2015", "@", DAY),
    ],
)
def test_a_date_of_a_workbook_is_as_exact_as_it_is_shown(
    value: Any, shown: str, known: PartialDate
) -> None:
    assert only(workbook({"date": (value, shown)}), "ledger.xlsx").date == known


def test_numbers_of_a_workbook_are_levels_and_ids() -> None:
    entry = only(workbook({"id": (7, "General"), "level": (3.0, "0.0")}), "ledger.xlsx")
    assert (entry.id, entry.level) == ("7", 3)


def test_a_wrong_cell_of_a_workbook_is_named_by_its_row_and_column() -> None:
    loaded = read_ledger(workbook({"level": (9, "0")}), "ledger.xlsx")
    (found,) = loaded.diagnostics
    assert (found.code, found.place.line, found.place.column) == ("KH822", 2, 5)
    assert found.path == (2, "level")


@pytest.mark.parametrize("damage", [b"", b"<worksheet", b"<a/>", b"\0"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_damaged_workbook_is_said_and_never_raises(part: str, damage: bytes) -> None:
    whole, broken = BytesIO(workbook({})), BytesIO()
    with ZipFile(whole) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, damage if name == part else old.read(name))
    loaded = read_ledger(broken.getvalue(), "ledger.xlsx")
    assert [d.code for d in loaded.diagnostics] in (["KH806"], ["KH807"])
    assert loaded.ledger.entries == ()


def test_a_sheet_that_says_a_wrong_size_of_itself_is_read_whole() -> None:
    whole, wrong = BytesIO(workbook({})), BytesIO()
    with ZipFile(whole) as old, ZipFile(wrong, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            assert name != "xl/worksheets/sheet1.xml" or b'<dimension ref="A1:D2"' in text
            new.writestr(name, text.replace(b'<dimension ref="A1:D2"', b'<dimension ref="A1"'))
    assert only(wrong.getvalue(), "ledger.xlsx").id == "x"


def test_an_archive_that_unpacks_to_far_more_is_not_unpacked() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for number in range(5):
            new.writestr(f"xl/{number}.xml", b" " * (25 * 1024 * 1024))
    (found,) = read_ledger(packed.getvalue(), "l.xlsx").diagnostics
    assert found.code == "KH802"
    assert f"{5 * 25 * 1024 * 1024:,}" in str(found.what)


def revalued(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook in whose first sheet something is replaced."""
    whole, made = BytesIO(data), BytesIO()
    with ZipFile(whole) as old_book, ZipFile(made, "w") as new_book:
        for name in old_book.namelist():
            text = old_book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in text
                text = text.replace(old, new)
            new_book.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(("column", "address"), [("level", "E2"), ("note", "E2"), ("status", "D2")])
def test_a_formula_without_a_value_is_no_empty_cell(column: str, address: str) -> None:
    loaded = read_ledger(workbook({column: ("=1+2", "General")}), "ledger.xlsx")
    found = next(each for each in loaded.diagnostics if each.code == "KH850")
    assert (found.place.line, found.place.column) == (2, 5 if address == "E2" else 4)
    assert address in str(found.what)
    assert loaded.ledger.entries == ()


def test_a_formula_with_a_value_says_that() -> None:
    data = workbook({"level": ("=1+2", "General")})
    stored = revalued(data, b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")
    assert only(stored, "ledger.xlsx").level == 3


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell() -> None:
    data = workbook({"level": ("=1+2", "General")})
    empty = revalued(data, b'"><f>1+2</f><v></v>', b'" t="str"><f>1+2</f><v></v>')
    assert only(empty, "ledger.xlsx").level is None


def test_a_formula_of_another_sheet_is_not_asked_about() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(BytesIO(workbook({})))
    book.create_sheet("Sums")["A1"] = "=1+2"
    buffer = BytesIO()
    book.save(buffer)
    assert only(buffer.getvalue(), "ledger.xlsx").id == "x"


def test_a_formula_in_a_column_that_does_not_count_loses_nothing() -> None:
    loaded = read_ledger(workbook({"mine": ("=1+2", "General")}), "ledger.xlsx")
    assert [found.code for found in loaded.diagnostics] == ["KH809"]
    assert [entry.id for entry in loaded.ledger.entries] == ["x"]


def test_adding_to_a_workbook_never_loses_the_value_of_a_formula(tmp_path: Path) -> None:
    data = workbook({"level": ("=1+2", "General")})
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(stored := revalued(data, b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>"))
    with pytest.raises(UnwritableError) as error:
        append(path, Entry("new", date(2016, 1, 1), "talks", Status.BEGUN))
    assert "E2" in str(error.value.message)
    assert path.read_bytes() == stored
