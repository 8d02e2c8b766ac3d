"""docs/ledger.md says what the program does: columns, statuses, values, and its example."""

from __future__ import annotations

import re

import pytest

from docs.pages import DOCS, blocks, codes, sections
from khutwa.ledger import Entry, Status, read_ledger
from khutwa.ledger.check import check_ledger
from khutwa.ledger.columns import COLUMNS, NAMES, REQUIRED, texts
from khutwa.ledger.entry import IMPLIED
from khutwa.ledger.format import formats

PAGE = DOCS / "ledger.md"
SECTIONS = {section.title: section for section in sections(PAGE)}
(EXAMPLE,) = blocks(PAGE, "csv")


def test_the_columns_are_those_of_the_program_with_their_headings() -> None:
    said = [[code for cell in row[:3] for code in codes(cell)] for row in
            SECTIONS["Columns"].rows("column")]  # fmt: skip
    assert said == [[c.name, c.arabic, c.russian] for c in COLUMNS]


def test_the_columns_that_are_needed_are_those_of_the_program() -> None:
    rows = SECTIONS["Columns"].rows("column")
    assert [codes(row[0])[0] for row in rows if row[3].endswith("needed")] == list(REQUIRED)


def test_the_statuses_are_those_of_the_program_with_their_words_and_levels() -> None:
    said = {
        codes(row[0])[0]: (codes(row[1])[0], codes(row[2])[0], row[3])
        for row in SECTIONS["Statuses"].rows("status")
    }
    assert said == {
        status.value: (
            status.label.get("ar"),
            status.label.get("ru"),
            ", ".join(map(str, IMPLIED[status])),
        )
        for status in Status
    }


VALUES = SECTIONS["What may stand in a cell"].rows("column")


@pytest.mark.parametrize("row", VALUES, ids=lambda row: row[1])
def test_everything_that_may_be_written_can_be_read(row: list[str]) -> None:
    column, value = codes(row[0])[0], codes(row[1])[0]
    text = f"id,recorded,step,status,{column}\nx,2027-01-01,talks,done,{value}\n"
    loaded = read_ledger(text.encode())
    assert loaded.diagnostics == (), [str(d) for d in loaded.diagnostics]
    (entry,) = loaded.ledger.entries
    assert texts(entry)[column]
    if "same day" in row[2]:
        assert texts(entry)["date"] == "2015-12-18"


def test_the_example_has_every_column_and_nothing_wrong_with_it() -> None:
    loaded = read_ledger(EXAMPLE.text.encode())
    assert loaded.table.columns == NAMES
    found = check_ledger(loaded)
    # Its pages are not real, so that there is nothing to archive.
    assert [str(d) for d in found if d.code != "KH841"] == []
    assert [entry.id for entry in loaded.ledger.standing()] == [
        "2027-01-05_1",
        "2027-02_1",
        "2027-03-10_2",
    ]


def test_every_column_but_the_hash_is_used_in_the_example() -> None:
    entries: tuple[Entry, ...] = read_ledger(EXAMPLE.text.encode()).ledger.entries
    used = {name for entry in entries for name in texts(entry)}
    assert used == set(NAMES) - {"source sha256", "retracts"}


def test_the_formats_are_those_of_the_program() -> None:
    rows = SECTIONS["Formats"].rows("file")
    assert {codes(row[0])[0].removeprefix("ledger") for row in rows} == set(formats())


def test_what_is_ambiguous_on_the_page_is_ambiguous() -> None:
    page = " ".join(SECTIONS["What may stand in a cell"].lines)
    said = re.search(r"never guessed: `([^`]+)`", page)
    assert said
    text = f"id,recorded,step,status,date\nx,2027-01-01,talks,done,{said[1]}\n"
    assert [d.code for d in read_ledger(text.encode()).diagnostics] == ["KH819"]
