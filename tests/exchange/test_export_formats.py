"""`khutwa export` for spreadsheets, calendars and IATI, as a person meets it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli.terminal import run, saved
from khutwa.examples.catalogue import path

JCPOA = str(path("jcpoa"))


def test_several_files_are_written_at_once(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    files = {f"--{ending.split('.')[1]}": str(tmp_path / ending)
             for ending in ("a.xlsx", "a.csv", "a.ics", "a.efg")}  # fmt: skip
    pairs = [word for pair in files.items() for word in pair]
    result = run("export", JCPOA, *pairs, "--on", "2021-03-01", "--json")
    assert result.exit_code == 0, result.output
    assert sorted(json.loads(result.stdout)["written"]) == sorted(files.values())
    assert all(Path(file).stat().st_size for file in files.values())


def test_the_calendar_says_what_it_leaves_out(tmp_path: Path) -> None:
    result = run("export", JCPOA, "--ics", str(tmp_path / "a.ics"), "--on", "2021-03-01")
    assert "Nuclear limits in place" in result.stdout
    assert "Transition Day" not in result.stdout


def test_the_day_decides_how_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    plan = str(path("colombia-2016-arms"))
    for day, standing in (("2017-06-15", "overdue"), ("2017-07-01", "late")):
        assert run("export", plan, "--csv", str(file), "--on", day).exit_code == 0
        row = next(line for line in file.read_text("utf-8").splitlines() if "arms.2" in line)
        assert standing in row.split(",")


def test_the_last_entry_is_dated_no_more_exactly_than_it_is_known(tmp_path: Path) -> None:
    # How far the camps are built is known to the month.
    file = tmp_path / "a.csv"
    assert run("export", str(path("colombia-2016-arms")), "--csv", str(file)).exit_code == 0
    last = {r["step"]: r["last entry"] for r in csv.DictReader(file.open(encoding="utf-8-sig"))}
    assert last["camps"] == "2017-06"
    assert last["arms.3"] == "2017-06-26"


@pytest.mark.parametrize(("arguments", "said"), [
    ([], "--xlsx"),
    (["--csv", "a.xlsx"], ".csv"),
    (["--ics", "a.csv"], ".ics"),
    (["--iati", "a.xml"], "--activity"),
    (["--iati", "a.xml", "--activity", " "], "--activity"),
    (["--iati", "a.iati", "--activity", "XM-DAC-1"], ".xml"),
    (["--csv", "a.csv", "--on", "yesterday"], "2019-11-25"),
])  # fmt: skip
def test_what_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", JCPOA, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_with_confidential_words_is_said_to_hold_them(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    plan = saved(tmp_path, "title: Mine\nsteps: {a: {by: 2019-01-01}}\n")
    Path(tmp_path, "ledger.csv").write_text(
        "id,recorded,step,status,note,tlp\nx,2019-01-01,a,done,A name.,RED\n"
        "y,2019-01-01,a,done,,CLEAR\n", encoding="utf-8")  # fmt: skip
    result = run("export", plan, "--xlsx", str(tmp_path / "a.xlsx"))
    assert "1 entry marked TLP RED or AMBER" in result.stderr
    # The table of the steps holds no words of the ledger.
    assert "TLP" not in run("export", plan, "--csv", str(tmp_path / "a.csv")).stderr


def test_a_plan_whose_ledger_was_not_begun_has_a_calendar_all_the_same(tmp_path: Path) -> None:
    plan = saved(tmp_path, "title: Mine\nsteps: {a: {by: 2019-01-01}}\n")
    file = tmp_path / "a.ics"
    result = run("export", plan, "--ics", str(file))
    assert result.exit_code == 0
    assert "no ledger" in result.stderr
    assert "DTSTART;VALUE=DATE:20190101" in file.read_text("utf-8")


def test_a_ledger_that_is_named_and_not_there_is_a_mistake(tmp_path: Path) -> None:
    files = ["--ics", str(tmp_path / "a.ics"), "--ledger", str(tmp_path / "none.csv")]
    result = run("export", JCPOA, *files)
    assert result.exit_code == 2
    assert not (tmp_path / "a.ics").exists()
