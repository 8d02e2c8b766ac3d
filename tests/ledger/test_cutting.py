"""What is cut fast is what `RowReader` cuts slowly, place by place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import Entry, Ledger, Status, cutting, dumped, read_ledger
from khutwa.ledger.cutting import RowReader
from khutwa.ledger.formats import csv_format
from khutwa.ledger.records import Records
from khutwa.ledger.table import Row, under
from ledger.drawn import LEDGERS

HEAD = "id,recorded,step,status,note"
COLUMNS = HEAD.split(",")
PIECES = st.sampled_from(
    ["a", "é", "نص", " ", ",", ",", '"', '"', '""', "\n", "\r\n", "\r", "'", "'=", "\t", "\u2028",
     "\x0b", "\x85", "x,y\n", '"a, b",', '"a\nb"\n', '"a" ,', "\ufeff"]
)  # fmt: skip


def slowly(text: str) -> list[Row]:
    """Return the rows of a ledger's text, without the first, as `RowReader` finds them."""
    found = [
        Row(line, raw=cells) if isinstance(cells, str) else Row(line, under(COLUMNS, cells))
        for line, cells, _ in RowReader(text, ",").rows()
    ]
    return found[1:]


@pytest.mark.parametrize("together", [1, 3, 256])
@settings(max_examples=120, deadline=None)
@given(pieces=st.lists(PIECES, max_size=40), mark=st.booleans())
def test_rows_and_places_are_those_of_the_row_reader(
    together: int, pieces: list[str], mark: bool
) -> None:
    text = "".join([HEAD, "\n", *pieces])
    before, cutting.TOGETHER = cutting.TOGETHER, together
    try:
        table = csv_format.read(text.encode("utf-8-sig" if mark else "utf-8"), "ledger.csv")
    finally:
        cutting.TOGETHER = before
    rows = slowly(text)
    assert list(table.rows) == rows
    assert table.by_column.lines.tolist() == [row.line for row in rows]
    for name in COLUMNS:
        column = table.by_column.texts[name]
        assert [column[n] for n in range(len(rows))] == [row.text(name) for row in rows]


def test_a_cell_longer_than_the_csv_module_takes_is_read() -> None:
    long = "x" * 200_000
    loaded = read_ledger(f"{HEAD}\na,2027-01-01,talks,begun,{long}\nb,2027-01-01,talks,begun,y\n"
                         .encode())  # fmt: skip
    assert [entry.note for entry in loaded.ledger.entries] == [long, "y"]


def test_a_broken_encoding_far_down_is_said_at_its_place() -> None:
    data = f"{HEAD}\n".encode() + b"a,2027-01-01,talks,begun,x\n" * 2000 + b"b,\xe9\x81,,,\n"
    (found,) = read_ledger(data).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("KH803", 2002, 3)


@given(LEDGERS)
def test_a_ledger_of_columns_is_a_ledger_of_entries(drawn: list[Entry]) -> None:
    read = read_ledger(dumped(drawn)).ledger.entries
    made = Records.of(drawn)
    assert read == made == tuple(drawn)
    assert list(made) == [made[number] for number in range(len(made))] == drawn
    assert made[1:] == tuple(drawn[1:])
    assert made.ids == [entry.id for entry in drawn]
    assert not drawn or made != made[1:]


def test_ledgers_differ_where_one_entry_differs() -> None:
    def ledger(note: str) -> Ledger:
        entries = (Entry("a", date(2027, 1, 1), "talks", Status.DONE, note=note),
                   Entry("b", date(2027, 1, 1), "talks", Status.DONE))  # fmt: skip
        return Ledger(Records.of(entries))

    assert ledger("one") == ledger("one")
    assert ledger("one") != ledger("two")
    assert ledger("one") != ledger("")
