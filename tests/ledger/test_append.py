"""Writing is adding: one line more, and every other byte as it was."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import (
    Entry,
    Status,
    UnwritableError,
    append,
    dumped,
    load_ledger,
    read_ledger,
)
from khutwa.ledger.format import formats
from khutwa.ledger.journal import Journal
from ledger.drawn import LEDGERS, entries

NEW = Entry("new", date(2027, 1, 6), "ceasefire", Status.BEGUN, note="=1; 2, 'x'\n\"y\"")
MISSING = "id,recorded,step,status\n"

STYLES = st.sampled_from(
    [
        lambda data: data,
        lambda data: data.removeprefix("\ufeff".encode()),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n",
        lambda data: data + b'x,"never closed\n',
        lambda data: data + b"x,yesterday,,,\n",
        lambda data: data + b'"x\ny",2027-01-01\rz,,,\n',
        lambda data: data + b"," * 40 + b"far to the right\n",
        lambda data: data.replace(b"retracts\n", b"retracts,mine\n"),
        lambda data: b"sep=,\r\n" + data.removeprefix(b"\xef\xbb\xbf"),
    ]
)


def refused(path: Path, entry: Entry) -> str:
    """Return why an entry is not added; nothing must have been written."""
    before = path.read_bytes()
    with pytest.raises(UnwritableError) as error:
        append(path, entry)
    assert path.read_bytes() == before
    return str(error.value.message)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
@settings(max_examples=60, deadline=None)
@given(old=LEDGERS, new=entries(st.just("new")), style=STYLES)
def test_every_byte_before_stays_and_the_entry_reads_back(
    suffix: str, old: list[Entry], new: Entry, style
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ledger{suffix}"
        path.write_bytes(before := style(dumped(old, suffix)))
        known = load_ledger(path).ledger.entries
        try:
            after = append(path, new)
        except UnwritableError:
            # An open quote could swallow what is written behind it.
            assert b"never closed" in before
            assert path.read_bytes() == before
            return
        data = path.read_bytes()
        assert data.startswith(before)
        assert after.entries == (*known, new)
        assert load_ledger(path).ledger.entries == (*known, new)


HEAD = "id,recorded,step,status,note\n"
ABOVE = st.lists(
    st.sampled_from(
        ["a,2027-01-01,talks,done,x\n", 'b,2027-01-01,talks,done,"x\n,""y"\r\n', ",", '"', '""',
         "\n", "\r", "\r\n", "c", "'=", '"c,', '",', ' "', '"d"x', "\u2028", "2027-01-01"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(above=ABOVE, note=st.sampled_from(["", '"', '",', "\n", 'x\n"y', "'=1"]))
def test_whatever_stands_above_the_file_says_what_was_returned(above: str, note: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_text(HEAD + above, encoding="utf-8", newline="")
        before = load_ledger(path)
        try:
            after = append(path, replace(NEW, note=note))
        except UnwritableError:
            assert path.read_bytes() == (HEAD + above).encode()
            return
        assert load_ledger(path).ledger == after
        assert after.entries[:-1] == before.ledger.entries


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line_is_written_as_the_others_are(tmp_path: Path, separator: str, newline: str) -> None:
    path = tmp_path / "ledger.csv"
    head = separator.join(["note", "status", "step", "recorded", "id"])
    first = separator.join(["", "begun", "talks", "2027-01-01", "a"])
    path.write_bytes((head + newline + first).encode("utf-8-sig"))
    append(path, NEW)
    added = path.read_bytes().decode("utf-8-sig").removeprefix(head + newline + first)
    assert added.startswith(newline)
    assert added.endswith(separator.join(["", "begun", "ceasefire", "2027-01-06", "new"]) + newline)
    assert [e.id for e in load_ledger(path).ledger.entries] == ["a", "new"]


@pytest.mark.parametrize("suffix", list(formats()))
def test_a_ledger_that_does_not_exist_is_made(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "process" / f"ledger{suffix}"
    append(path, NEW)
    append(path, replace(NEW, id="second"))
    loaded = load_ledger(path)
    assert loaded.diagnostics == ()
    assert loaded.ledger.entries == (NEW, replace(NEW, id="second"))


@pytest.mark.parametrize("suffix", list(formats()))
def test_several_at_once_are_as_one_after_the_other(tmp_path: Path, suffix: str) -> None:
    entries = [replace(NEW, id=f"n{number}") for number in range(4)]
    once, each = tmp_path / f"once{suffix}", tmp_path / f"each{suffix}"
    append(once, *entries[:2])
    append(once, *entries[2:])
    for entry in entries:
        append(each, entry)
    assert load_ledger(once).ledger == load_ledger(each).ledger
    assert load_ledger(once).ledger.entries == tuple(entries)


def test_nothing_to_add_makes_no_file(tmp_path: Path) -> None:
    append(tmp_path / "ledger.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_two_new_entries_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError):
        append(tmp_path / "ledger.csv", NEW, NEW)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_gets_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"")
    append(path, NEW)
    assert load_ledger(path).ledger.entries == (NEW,)


def test_the_folder_of_a_plan_stands_for_its_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_bytes(b"")
    append(tmp_path, NEW)
    assert load_ledger(tmp_path / "roadmap.yaml").ledger.entries == (NEW,)
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.jsonl"]


@pytest.mark.parametrize("suffix", list(formats()))
def test_an_id_that_is_taken_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ledger{suffix}"
    path.write_bytes(dumped([NEW], suffix))
    assert "new" in refused(path, replace(NEW, step="talks"))


def test_the_id_of_a_row_that_cannot_be_read_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{MISSING}new,yesterday,talks,done\n", encoding="utf-8")
    assert "taken" in refused(path, replace(NEW, note=""))


def test_what_a_file_has_no_column_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(MISSING, encoding="utf-8")
    assert "note" in refused(path, NEW)
    append(path, replace(NEW, note=""))


@pytest.mark.parametrize(
    "data", [b"a,b\n1,2\n", "id,recorded,step,status\nوقف".encode("cp1256"), b"\xff\xfei\0"]
)
def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(data)
    assert refused(path, NEW)


OPEN = f'note,{MISSING}"this is never closed'


def test_an_entry_behind_an_open_quote_is_still_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(OPEN, encoding="utf-8")
    append(path, NEW)
    assert load_ledger(path).ledger.entries == (NEW,)


def test_an_entry_that_an_open_quote_would_swallow_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(OPEN, encoding="utf-8")
    assert "quote" in refused(path, replace(NEW, note='",x'))


@pytest.mark.parametrize("spoiled", [{"quote": "a\x07b"}, {"id": "a b"}, {"quote": "\ud800"}])
def test_an_entry_that_no_file_can_carry_is_refused(
    tmp_path: Path, spoiled: dict[str, str]
) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(dumped([], ".csv"))
    assert refused(path, replace(NEW, **spoiled))


def test_a_workbook_keeps_what_else_it_holds(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "My own notes"
    sheet = book.create_sheet("Ledger")
    for row in (["status", "step", "recorded", "id", "mine"], ["begun", "talks", date(2027, 1, 1),
                "a", "=1+1"]):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    append(path, replace(NEW, note=""))
    after = openpyxl.load_workbook(path)
    assert after.worksheets[0]["A1"].value == "My own notes"
    assert after["Ledger"]["E2"].value == "=1+1"
    assert [e.id for e in load_ledger(path).ledger.entries] == ["a", "new"]
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.xlsx"]


def test_a_file_that_is_named_otherwise_is_not_taken_for_another(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError) as error:
        append(tmp_path / "notes.txt", NEW)
    assert ".csv" in str(error.value.message)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").mkdir()
    with pytest.raises(UnwritableError):
        append(tmp_path / "ledger.csv", NEW)


def test_a_program_that_adds_at_the_same_moment_without_asking_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.csv"
    append(path, NEW)
    theirs = dumped([replace(NEW, id="theirs")]).split(b"\n", 1)[1]
    write = Journal.add

    def after_another(self: Journal, before: bytes, tail: bytes) -> None:
        with path.open("ab") as stream:
            stream.write(theirs)
        write(self, before, tail)

    monkeypatch.setattr(Journal, "add", after_another)
    append(path, replace(NEW, id="ours"))
    assert [e.id for e in load_ledger(path).ledger.entries] == ["new", "theirs", "ours"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_disk_that_fails_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"ledger{suffix}"
    append(path, NEW)

    write, calls = os.write, []

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def half(handle: int, data: memoryview) -> int:
        # The first call is of the journal; the ledger gets five bytes and no more.
        calls.append(handle)
        if len(calls) > 2:
            fail()
        return write(handle, data if len(calls) < 2 else data[:5])

    monkeypatch.setattr("os.replace", fail)
    monkeypatch.setattr("os.write", half)
    assert "the disk is full" in refused(path, replace(NEW, id="second"))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_appended_text_is_what_a_reader_of_bytes_sees() -> None:
    assert read_ledger(dumped([NEW])).ledger.entries == (NEW,)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_ledger_that_excel_holds_open_is_said_to_be_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"ledger{suffix}"
    append(path, NEW)
    opened, replaced = os.open, os.replace

    def held(target: object) -> bool:
        return str(target) == str(path)

    def no_open(target: object, *rest: int) -> int:
        if held(target):
            raise PermissionError(13, "Permission denied")
        return opened(target, *rest)  # type: ignore[call-overload,no-any-return]

    def no_replace(source: object, target: object) -> None:
        if held(target):
            raise PermissionError(13, "Permission denied")
        replaced(source, target)  # type: ignore[call-overload]

    monkeypatch.setattr("os.open", no_open)
    monkeypatch.setattr("os.replace", no_replace)
    assert "Excel holds it open" in refused(path, replace(NEW, id="second"))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
