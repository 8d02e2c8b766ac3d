"""What can be wrong with a file: every code at its cell, and every sound row kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import LoadedLedger, UnwritableError, append, load_ledger, read_ledger
from khutwa.ledger.format import formats
from khutwa.ledger.problems import PROBLEMS
from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.loader import load_text
from khutwa.words import LANGUAGES, strip_isolates, use_language

ARROW = "»"
"""Marks in a text where the finding must point."""

HEAD = "id,recorded,step,status"
GOOD = "good,2027-01-01,talks,begun"

PLAN = load_text("title: T\nsteps: {ceasefire: {}, talks: {}, arms: {tranches: 2}}\n").roadmap

JSON = '{"id": "good", "recorded": "2027-01-01", "step": "talks", "status": "begun"}'


def row(columns: str, cells: str) -> str:
    """Return a ledger with a sound row and one more."""
    return f"{HEAD},{columns}\n{GOOD},\nx,2027-01-01,talks,begun,{cells}\n"


ROWS: dict[str, list[str]] = {
    "KH809": [f"{HEAD},»remarks\n{GOOD},mine\n"],
    "KH810": [f"{HEAD},note,»ملاحظة\n{GOOD},one,two\n"],
    "KH811": [
        f'{HEAD},note\n{GOOD},\nx,2027-01-01,talks,begun,»"open\n',
        f'{HEAD},note\nx,2027-01-01,talks,begun,»"open\n{GOOD},"closed"\n',
        f'{HEAD},note\n{GOOD},"two\nlines"\nx,»"2027"-01-01,talks,begun,\n',
    ],
    "KH812": [f"{HEAD},note\n{GOOD},one\nx,2027-01-01,talks,begun,one,»two,three\n"],
    "KH814": [row("note", "»a\x07b")],
    "KH815": [
        f"{HEAD}\n{GOOD}\nx,2027-01-01,,begun\n",
        f"{HEAD}\n{GOOD}\nx,2027-01-01,talks\n",
        f"{HEAD}\n{GOOD}\nx,» ,talks,begun\n",
    ],
    "KH816": [f"{HEAD}\n{GOOD}\n»good,2027-01-02,talks,done\n"],
    "KH817": [f"{HEAD}\n{GOOD}\n»a b,2027-01-02,talks,done\n"],
    "KH818": [
        row("date", "»2027-02-30"),
        row("date", "»soon"),
        row("date", "»Sep-19"),
        row("date", "»18/12/15"),
        row("date", "»31/31/2015"),
        f"{HEAD}\n{GOOD}\nx,»2027-13-01,talks,begun\n",
    ],
    "KH819": [
        row("date", "»12/11/2015"),
        row("date", "»١٢/١١/٢٠١٥"),
        row("date", "»1.2.2015"),
        f"{HEAD}\n{GOOD}\nx,»12/11/2015,talks,begun\n",
    ],
    "KH852": [
        row("date", "»1448-06-10"),
        row("date", "»١٠/٠٦/١٤٤٨"),
        row("date", "»1405"),
        f"{HEAD}\n{GOOD}\nx,»1448-06-10,talks,begun\n",
    ],
    "KH820": [f"{HEAD}\n{GOOD}\nx,»2027-01,talks,begun\n"],
    "KH821": [f"{HEAD}\n{GOOD}\nx,2027-01-01,talks,»finished\n"],
    "KH822": [row("level", "»4"), row("level", "»-1"), row("level", "»1.5"), row("level", "»full")],
    "KH823": [row("grade", "»G2"), row("grade", "»B7"), row("grade", "»2B")],
    "KH824": [row("tlp", "»secret")],
    "KH825": [row("counts", "»27/17/15"), row("counts", "»27 tasks")],
    "KH826": [row("sha256", "»abc")],
    "KH827": [f"{HEAD}\n{GOOD}\nx,2027-01-01,»talk,begun\n"],
}
"""Tables in which one thing is wrong, by its code; the row `good` is always sound."""

LINES = {
    "KH813": [
        "nonsense", "[1]", '{"id": "x", "id": "y"}', '{"id": {"a": 1}}', '{"id": "\\ud800"}',
        '{"id": true}', "9" * 5000, "[" * 100_000,
    ],
}  # fmt: skip

WHOLE: dict[str, tuple[str, bytes]] = {
    "KH803": ("ledger.csv", f"{HEAD}\nx,2027-01-01,الحوار,begun\n".encode("cp1256")),
    "KH804": ("ledger.docx", b""),
    "KH806": ("ledger.xlsx", b"PK\x03\x04 not one"),
    "KH807": ("ledger.csv", b"name,age\nx,3\n"),
    "KH808": ("ledger.csv", b"id,recorded,step\nx,2027-01-01,talks\n"),
}
"""Files of which nothing can be used."""

ELSEWHERE = {"KH801", "KH802", "KH805", "KH828", "KH829", "KH830", "KH850", "KH851"}
"""Codes of files that are not there, are links or too large, or need a library: tested below; and
of encodings and workbooks, which have test files of their own."""

CASES = [(code, text) for code, texts in ROWS.items() for text in texts]


def codes(loaded: LoadedLedger) -> list[str]:
    """Return the codes of what was found."""
    return [found.code for found in loaded.diagnostics]


def test_every_code_has_a_case() -> None:
    tested = {*ROWS, *LINES, *WHOLE, *ELSEWHERE}
    assert tested == {problem.code for problem in PROBLEMS.values()}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("code", "text"), CASES)
def test_what_is_wrong_is_named_at_its_cell_and_loses_only_its_row(
    code: str, text: str, ends: str
) -> None:
    before, arrow, after = text.partition(ARROW)
    data = (before + after).replace("\n", ends).encode()
    loaded = read_ledger(data, roadmap=PLAN)
    assert codes(loaded) == [code], [str(d) for d in loaded.diagnostics]
    (found,) = loaded.diagnostics
    lines = before.split("\n")
    if arrow:
        assert (found.place.line, found.place.column) == (len(lines), len(lines[-1]) + 1)
    assert "good" in loaded.ledger.by_id
    assert found.severity is PROBLEMS_BY_CODE[code].severity
    assert (found.severity is Severity.WARNING) == (code in ("KH809", "KH827"))
    assert ("x" in loaded.ledger.by_id) == (code == "KH827")


PROBLEMS_BY_CODE = {problem.code: problem for problem in PROBLEMS.values()}


@pytest.mark.parametrize("line", LINES["KH813"], ids=lambda line: line[:12])
def test_a_line_that_is_no_object_of_texts_loses_only_itself(line: str) -> None:
    loaded = read_ledger(f"{line}\n\n{JSON}\n".encode(), "ledger.jsonl")
    assert codes(loaded) == ["KH813"]
    assert loaded.diagnostics[0].place.line == 1
    assert [entry.id for entry in loaded.ledger.entries] == ["good"]
    assert loaded.table.rows[0].raw == line


@pytest.mark.parametrize("code", WHOLE)
def test_a_file_of_which_nothing_can_be_used(code: str) -> None:
    name, data = WHOLE[code]
    loaded = read_ledger(data, name)
    assert codes(loaded) == [code]
    assert loaded.ledger.entries == ()
    assert not loaded.ok


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "text"), CASES)
def test_the_texts_of_a_finding_are_filled(code: str, text: str, language: str) -> None:
    loaded = read_ledger(text.replace(ARROW, "").encode(), roadmap=PLAN)
    with use_language(language):
        for found in loaded.diagnostics:
            for said in (found.what, found.why, found.fix):
                assert "{" not in str(said)
                assert "\n" not in strip_isolates(str(said))


@pytest.mark.parametrize(
    ("text", "near"),
    [(row("date", "12/11/2015"), "2015-11-12"), (row("date", "12/11/2015"), "2015-12-11"),
     (f"{HEAD}\nx,2027-01-01,talk,begun\n", "talks"),
     (f"{HEAD}\nx,2027-01-01,talks,begn\n", "begun"), (row("tlp", "ambre"), "AMBER")],
)  # fmt: skip
def test_a_finding_says_what_may_have_been_meant(text: str, near: str) -> None:
    (found,) = read_ledger(text.encode(), roadmap=PLAN).diagnostics
    assert near in f"{found.what} {found.fix}"


def test_a_tranche_is_a_step_of_the_plan() -> None:
    text = f"{HEAD}\na,2027-01-01,arms.2,done\nb,2027-01-01,arms,done\nc,2027-01-01,arms.3,done\n"
    assert [d.place.line for d in read_ledger(text.encode(), roadmap=PLAN).diagnostics] == [4]


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    loaded = load_ledger(tmp_path)
    assert codes(loaded) == ["KH801"]
    assert str(tmp_path / "ledger.csv") in str(loaded.diagnostics[0].what)


@pytest.mark.parametrize("path", ["", "\0", "a\udcff", "x" * 5000])
def test_what_is_no_path_is_said(path: str) -> None:
    assert codes(load_ledger(path + ".csv")) == ["KH801"]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khutwa.ledger.load.LARGEST", 10)
    (tmp_path / "ledger.csv").write_text(f"{HEAD}\n", encoding="utf-8")
    assert codes(load_ledger(tmp_path)) == ["KH802"]


def test_a_link_that_leaves_the_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.csv"
    target.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    (tmp_path / "plan").mkdir()
    link = tmp_path / "plan" / "ledger.csv"
    link.symlink_to(target)
    assert codes(load_ledger(link)) == ["KH828"]
    with pytest.raises(UnwritableError):
        append(link, read_ledger(f"{HEAD}\nnew,2027-01-01,talks,done\n".encode()).ledger.entries[0])
    assert target.read_text("utf-8") == f"{HEAD}\n{GOOD}\n"


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "first.csv").write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    (tmp_path / "ledger.csv").symlink_to("first.csv")
    assert codes(load_ledger(tmp_path)) == []


def test_without_openpyxl_a_workbook_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    loaded = read_ledger(b"PK", "ledger.xlsx")
    assert codes(loaded) == ["KH805"]
    assert "khutwa[sheets]" in str(loaded.diagnostics[0].fix)


def test_beside_a_plan_the_first_format_that_is_there_is_read(tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_text(f"{JSON}\n", encoding="utf-8")
    assert load_ledger(tmp_path / "roadmap.yaml").ledger.entries[0].id == "good"
    (tmp_path / "ledger.csv").write_text(f"{HEAD}\nother,2027-01-01,talks,begun\n", "utf-8")
    assert load_ledger(tmp_path).ledger.entries[0].id == "other"


def test_a_second_ledger_that_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_text(f"{JSON}\n", encoding="utf-8")
    assert codes(load_ledger(tmp_path)) == []
    (tmp_path / "ledger.csv").write_text(f"{HEAD}\n{GOOD}\n", "utf-8")
    loaded = load_ledger(tmp_path)
    assert (codes(loaded), loaded.ok) == (["KH851"], True)
    assert "ledger.jsonl" in str(loaded.diagnostics[0].what)
    # Who names the other one knows of both.
    assert codes(load_ledger(tmp_path / "ledger.jsonl")) == []
    append(tmp_path, replace(loaded.ledger.entries[0], id="new"))
    assert [entry.id for entry in load_ledger(tmp_path).ledger.entries] == ["good", "new"]


ANY = st.lists(
    st.sampled_from([*HEAD.split(","), "2027-01-01", "talks", "begun", "x", "", " ", ",", ";", "\t",
                     '"', '""', "\n", "\r\n", "\r", "'", "=", "\ufeff", "\0", "{", "}", "[", ":",
                     '{"id": "x"}', "1e999", "١", "date", "12/11/2015", "sep=;"]), max_size=30
).map("".join)  # fmt: skip


@pytest.mark.parametrize("suffix", list(formats()))
@settings(max_examples=150, deadline=None)
@given(data=ANY.map(str.encode) | ANY.map(lambda t: f"{HEAD}\n{t}".encode()) | st.binary())
def test_whatever_a_file_holds_is_answered_and_no_row_vanishes(suffix: str, data: bytes) -> None:
    loaded = read_ledger(data, f"ledger{suffix}")
    assert len({entry.id for entry in loaded.ledger.entries}) == len(loaded.ledger.entries)
    read = {row.line for row in loaded.lines.values()}
    lines = {found.place.line for found in loaded.diagnostics}
    for number, found_row in enumerate(loaded.table.rows):
        if found_row.line not in read and "KH808" not in codes(loaded):
            rest = loaded.table.rows[number + 1 :]
            end = rest[0].line if rest else 10**9
            assert any(found_row.line <= line < end for line in lines)
