"""What every format keeps: all that an entry says, and all that could not be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from khutwa.ledger import Entry, Status, UnwritableError, dumped, read_ledger
from khutwa.ledger.format import formats
from khutwa.ledger.load import LoadedLedger
from khutwa.ledger.save import written
from khutwa.words import LANGUAGES, use_language
from ledger.drawn import LEDGERS

SUFFIXES = list(formats())

on_every_format = pytest.mark.parametrize("suffix", SUFFIXES)

PLAIN = Entry("a", date(2027, 1, 6), "ceasefire", Status.BEGUN)

BAD = """\
id,recorded,step,status,date,remarks
a,2027-01-06,ceasefire,begun,2027-01-05,first
b,2027-01-06,ceasefire,begun,05/06/2027,"second, with =1+1"
,2027-01-07,ceasefire,done,,third
c,2027-01-08,ceasefire,finished,,fourth,and,more
"""


def read(data: bytes, suffix: str) -> LoadedLedger:
    """Return a ledger from bytes that are no user's mistake."""
    loaded = read_ledger(data, f"ledger{suffix}")
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    return loaded


def test_there_are_three_formats_and_csv_is_looked_for_first() -> None:
    assert SUFFIXES == [".csv", ".jsonl", ".xlsx"]


@on_every_format
@settings(max_examples=60, deadline=None)
@given(drawn=LEDGERS)
def test_what_is_written_reads_back_equal(suffix: str, drawn: list[Entry]) -> None:
    loaded = read(dumped(drawn, suffix), suffix)
    assert loaded.ledger.entries == tuple(drawn)
    assert loaded.diagnostics == ()


@pytest.mark.parametrize("other", SUFFIXES)
@on_every_format
@settings(max_examples=10, deadline=None)
@given(drawn=LEDGERS)
def test_every_format_converts_into_every_other(
    suffix: str, other: str, drawn: list[Entry]
) -> None:
    loaded = read(written(read(dumped(drawn, suffix), suffix), other), other)
    assert loaded.ledger.entries == tuple(drawn)


@on_every_format
def test_line_breaks_become_one_kind(suffix: str) -> None:
    entry = replace(PLAIN, quote="one\r\ntwo\rthree\nfour")
    (back,) = read(dumped([entry], suffix), suffix).ledger.entries
    assert back.quote == "one\ntwo\nthree\nfour"


@on_every_format
def test_rows_that_cannot_be_read_and_other_columns_are_carried_over(suffix: str) -> None:
    before = read_ledger(BAD.encode())
    after = read_ledger(written(before, suffix), f"ledger{suffix}")
    assert [entry.id for entry in after.ledger.entries] == ["a"]
    for old, new in zip(before.table.rows, after.table.rows, strict=True):
        assert sorted(cell.text for cell in new.cells.values()) == sorted(
            cell.text for cell in old.cells.values()
        )
        assert all(new.text(name) == old.text(name) for name in before.table.columns)
    lost = {d.code for d in before.diagnostics} - {"KH812"}
    assert lost <= {d.code for d in after.diagnostics}


@on_every_format
def test_a_line_that_could_not_even_be_cut_is_carried_over(suffix: str) -> None:
    broken = 'b,2027-01-06,"ceasefire,begun'
    before = read_ledger(f"id,recorded,step,status\na,2027-01-06,talks,begun\n{broken}\n".encode())
    assert [d.code for d in before.diagnostics] == ["KH811"]
    data = written(before, suffix)
    after = read_ledger(data, f"ledger{suffix}")
    assert [entry.id for entry in after.ledger.entries] == ["a"]
    row = after.table.rows[1]
    assert broken in (row.raw, row.text("id"))
    assert not after.ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_speaks_the_language_and_reads_back_in_any(language: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from io import BytesIO

    with use_language(language):
        data = dumped([PLAIN], ".xlsx")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")
    assert sheet["D1"].value == {"en": "step", "ar": "الخطوة", "ru": "шаг"}[language]
    assert read(data, ".xlsx").ledger.entries == (PLAIN,)


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@sum", "\t=1", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_text_is_a_formula_in_a_spreadsheet(suffix: str, risky: str) -> None:
    data = dumped([replace(PLAIN, note=risky)], suffix)
    if suffix == ".csv":
        assert f"'{risky}" in data.decode()
    else:
        openpyxl = pytest.importorskip("openpyxl")
        from io import BytesIO

        cells = [c for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0] for c in row]
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
        assert f"'{risky}" in [cell.value for cell in cells]


def test_a_text_that_excel_would_cut_off_is_refused() -> None:
    with pytest.raises(UnwritableError) as said:
        dumped([replace(PLAIN, quote="x" * 40_000)], ".xlsx")
    assert ".csv" in str(said.value.message)


def test_a_workbook_that_could_not_be_read_again_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("khutwa.ledger.formats.xlsx_format.LARGEST", 5000)
    with pytest.raises(UnwritableError) as said:
        dumped([PLAIN], ".xlsx")
    assert ".csv" in str(said.value.message)
