"""What holds of every loader of other people's data, whatever it reads."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.samples import SAMPLES, Sample, codes, table
from khutwa.exchange.loading import ALIKE, LARGEST, LoadedData
from khutwa.roadmap.diagnostic import Place, Severity

GAP = re.compile(r"\{[a-z]{3,}\}")
"""A value that a text lacks."""

every_loader = pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))


def sound(loaded: LoadedData[Any], name: str) -> None:
    """Assert what holds of any outcome."""
    for found in loaded.diagnostics:
        assert found.place.file == name
        assert found.place.line >= 1
        assert found.place.column >= 1
        assert str(found.what)
        assert not GAP.search(str(found.what) + str(found.why) + str(found.fix))
    places = [(d.place.line, d.place.column) for d in loaded.diagnostics]
    assert places == sorted(places)
    assert all(record.place.file == name for record in loaded.records)


def without_places(loaded: LoadedData[Any]) -> list[Any]:
    return [replace(record, place=Place("")) for record in loaded.records]


@every_loader
def test_it_reads_its_sample_and_every_record_says_where_it_stood(sample: Sample) -> None:
    loaded = sample.loader.read(sample.csv(), "a.csv")
    assert codes(loaded) == []
    assert loaded.ok
    assert [record.place for record in loaded.records] == [Place("a.csv", 2), Place("a.csv", 3)]


@every_loader
def test_it_reads_the_same_twice(sample: Sample) -> None:
    assert sample.loader.read(sample.csv(), "a.csv") == sample.loader.read(sample.csv(), "a.csv")


@every_loader
def test_it_says_whose_data_they_are(sample: Sample) -> None:
    assert sample.loader.origin.title
    assert str(sample.loader.origin.licence)


@every_loader
@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_make_no_difference(sample: Sample, separator: str) -> None:
    plain = sample.loader.read(sample.csv(), "a.csv")
    assert sample.loader.read(sample.csv(separator), "a.csv") == plain


@every_loader
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_make_no_difference(sample: Sample, encoding: str) -> None:
    data = sample.csv().decode().encode(encoding)
    assert sample.loader.read(data, "a.csv") == sample.loader.read(sample.csv(), "a.csv")


@every_loader
def test_a_workbook_says_the_same_as_its_csv(sample: Sample) -> None:
    pytest.importorskip("openpyxl")
    found = sample.loader.read(sample.xlsx(), "a.xlsx")
    assert codes(found) == []
    assert without_places(found) == without_places(sample.loader.read(sample.csv(), "a.csv"))


@every_loader
def test_a_workbook_with_a_cell_at_the_end_of_its_sheet_is_soon_read(sample: Sample) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(sample.xlsx()))
    book.worksheets[1]["XFD1048576"].value = "stray"
    book.worksheets[1]["A1048575"].number_format = "0.00"
    buffer = io.BytesIO()
    book.save(buffer)
    found = sample.loader.read(buffer.getvalue(), "a.xlsx")
    assert codes(found) == [("KH931", 1_048_576)]
    assert len(found.records) == 2


@every_loader
def test_a_row_of_hxl_tags_is_no_data(sample: Sample) -> None:
    head, *rows = sample.rows
    tags = ("#meta +id", *("" for _ in head[1:]))
    found = sample.loader.read(table((head, tags, *rows)).encode(), "a.csv")
    assert without_places(found) == without_places(sample.loader.read(sample.csv(), "a.csv"))
    assert list(found.tags.values()) == ["#meta+id"]


@every_loader
def test_a_column_that_is_needed_and_missing_is_named(sample: Sample) -> None:
    at = sample.rows[0].index(sample.key)
    rows = tuple(row[:at] + row[at + 1 :] for row in sample.rows)
    found = sample.loader.read(table(rows).encode(), "a.csv")
    assert not found.ok
    assert found.records == ()
    assert [d.code for d in found.diagnostics] == ["KH928"]
    assert sample.key.casefold() in str(found.diagnostics[0].what).casefold()


@every_loader
def test_another_table_is_refused(sample: Sample) -> None:
    found = sample.loader.read(b"name,colour\r\nsea,blue\r\n", "a.csv")
    assert [d.code for d in found.diagnostics] == ["KH927"]
    assert not found.ok


@every_loader
def test_a_row_that_is_broken_loses_only_itself(sample: Sample) -> None:
    head, first, second = sample.csv().decode().splitlines()
    text = "\r\n".join([head, first[:-1] + 'x"y', second, second + ',"more"', ""])
    found = sample.loader.read(text.encode(), "a.csv")
    assert [d.code for d in found.diagnostics] == ["KH930", "KH931"]
    assert [record.place.line for record in found.records] == [3]


@every_loader
def test_a_row_that_stands_twice_counts_once(sample: Sample) -> None:
    found = sample.loader.read(table((*sample.rows, sample.rows[-1])).encode(), "a.csv")
    assert codes(found) == [("KH935", 4)]
    assert len(found.records) == 2


@every_loader
def test_of_many_that_are_alike_a_few_are_listed(sample: Sample) -> None:
    head, _, row = sample.rows
    at = head.index(sample.key)
    bad = (*row[:at], "never", *row[at + 1 :])
    found = sample.loader.read(table((head, *[bad] * (ALIKE + 5))).encode(), "a.csv")
    assert [d.code for d in found.diagnostics].count("KH933") == ALIKE
    assert [d.code for d in found.diagnostics].count("KH938") == 1
    assert found.records == ()


@every_loader
def test_a_file_that_cannot_be_opened_is_said(sample: Sample, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, "\0", tmp_path / "x" / "y"):
        found = sample.loader.load(path)
        assert [d.code for d in found.diagnostics] == ["KH921"]
        assert found.diagnostics[0].severity is Severity.ERROR


@every_loader
def test_a_file_that_is_too_large_is_not_read(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert [d.code for d in sample.loader.load(path).diagnostics] == ["KH922"]


@every_loader
def test_it_reads_from_a_path_as_from_bytes(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(sample.csv())
    found = sample.loader.load(path)
    assert without_places(found) == without_places(sample.loader.read(sample.csv(), "a.csv"))


@every_loader
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_it_never_raises_for_a_spoilt_file(sample: Sample, data: st.DataObject) -> None:
    whole = sample.csv()
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 12))
    odd = data.draw(st.one_of(
        st.binary(max_size=8),
        st.sampled_from([b'"', b"\r", b"\0", b"\xff\xfe", b",,", b"nan", b"1e999", b"-", b"9" * 40,
                         "١٢".encode(), b"2019-13-45", b"0000-00-00", b"='x", b"#"]),
    ))  # fmt: skip
    sound(sample.loader.read(whole[:at] + odd + whole[at + cut :], "a.csv"), "a.csv")


@every_loader
@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=300))
def test_it_never_raises_for_any_bytes(sample: Sample, data: bytes) -> None:
    sound(sample.loader.read(data, "a.csv"), "a.csv")
    sound(sample.loader.read(data, "a.xlsx"), "a.xlsx")
