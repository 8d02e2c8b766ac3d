"""A ledger of many rows: the screen stays short, and nothing is left unsaid."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.terminal import CLEAN, run, saved
from khutwa.cli import ledger as command
from khutwa.cli.output import ALIKE
from khutwa.ledger import Counts, Entry, Ledger, Status
from khutwa.ledger.check import check_ledger
from khutwa.ledger.entry import Source
from khutwa.ledger.evidence import UNDONE
from khutwa.ledger.load import MOST, LoadedLedger, read_ledger
from khutwa.roadmap.dates import PartialDate

HEAD = "id,recorded,date,step,status,level\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder with a plan."""
    return Path(saved(tmp_path / "plan", CLEAN))


def rows(plan: Path, many: int, row: str) -> None:
    """Write a ledger of many rows that are alike."""
    lines = "".join(f"n{number},{row}\n" for number in range(many))
    (plan / "ledger.csv").write_text(HEAD + lines, encoding="utf-8")


def test_of_findings_that_are_alike_the_first_are_shown_and_the_others_counted(plan: Path) -> None:
    rows(plan, ALIKE + 30, "2027-01-09,2027-01-08,talks,done,1")
    result = run("ledger", "check", str(plan))
    assert result.exit_code == 1
    assert result.stdout.count("warning KH838") == ALIKE
    assert "KH838: 30 more like it." in result.stdout
    said = json.loads(run("ledger", "check", str(plan), "--json").stdout)
    codes = [finding["code"] for finding in said["findings"]]
    assert codes.count("KH838") == ALIKE + 30
    assert run("ledger", "check", str(plan), "--format", "github").stdout.count("KH838") == (
        ALIKE + 30
    )


def test_every_row_that_cannot_be_read_is_counted_and_named(plan: Path) -> None:
    many = MOST + 100
    rows(plan, many, "2027-01-09,12/11/2026,talks,done,3")
    result = run("ledger", "check", str(plan))
    assert f"Found: {many} errors" in result.stdout
    assert f"KH819: {many - ALIKE} more like it." in result.stdout
    said = json.loads(run("ledger", "check", str(plan), "--json").stdout)
    assert (len(said["findings"]), said["unread rows"]) == (many, many)
    assert said["findings"][-1]["line"] == many + 1


def test_a_row_beside_many_columns_that_are_no_ledgers_is_read() -> None:
    # Time that grew with the square of their number would be minutes here.
    strange = ",".join(f"c{number}" for number in range(50_000))
    loaded = read_ledger(f"id,recorded,step,status,{strange}\na,2027-01-09,talks,done\n".encode())
    assert [entry.id for entry in loaded.ledger.entries] == ["a"]
    assert len(loaded.table.columns) == 50_004
    assert {found.code for found in loaded.diagnostics} == {"KH809"}


def test_track_says_how_many_rows_it_could_not_read(plan: Path) -> None:
    rows(plan, 2 * ALIKE, "2027-01-09,12/11/2026,talks,done,3")
    with (plan / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("good,2027-01-09,2027-01-08,ceasefire,begun,\n")
    result = run("track", str(plan), "--on", "2027-02-01")
    assert result.exit_code == 0
    assert result.stderr.count("error KH819") == ALIKE
    assert f"KH819: {ALIKE} more like it." in result.stderr


def test_a_screen_shows_the_last_entries_and_a_pipe_all_of_them(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(plan, command.MOST + 1, "2027-01-09,2027-01-08,talks,begun,")
    piped = run("ledger", "show", str(plan)).stdout.splitlines()
    assert len(piped) == command.MOST + 1
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    screen = run("ledger", "show", str(plan)).stdout
    assert "n1 " in screen
    assert "n0 " not in screen
    assert "1 more stands before them" in screen


def test_a_step_is_chosen_among_many(plan: Path) -> None:
    rows(plan, 3, "2027-01-09,2027-01-08,talks,begun,")
    with (plan / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("other,2027-01-09,2027-01-08,ceasefire,done,\n")
    (line,) = run("ledger", "show", str(plan), "--step", "ceasefire").stdout.splitlines()
    assert line.split("\t")[3] == "3"
    assert line.split("\t")[7] == "other"


REPORTS = st.lists(
    st.tuples(
        st.integers(1, 9), st.sampled_from([Status.PARTIAL, *UNDONE]), st.integers(0, 4),
        st.booleans(),
    ),
    min_size=2, max_size=9,
)  # fmt: skip
"""The day of a report, its status, how many tasks it counts as completed, whether it counts."""


@settings(max_examples=200, deadline=None)
@given(REPORTS)
def test_completed_tasks_that_become_fewer_are_excused_by_what_was_undone_between(
    drawn: list[tuple[int, Status, int, bool]],
) -> None:
    entries = [
        Entry(str(n), date(2027, 2, 1), "talks", status, PartialDate(2027, 1, day), assessor="un",
              counts=Counts((done,), 9) if counts else None, source=Source())
        for n, (day, status, done, counts) in enumerate(sorted(drawn, key=lambda each: each[0]))
    ]  # fmt: skip
    reports = [entry for entry in entries if entry.counts]
    expected = {
        later.id
        for earlier, later in pairwise(reports)
        if later.counts.completed < earlier.counts.completed
        and not any(
            earlier.date.first <= other.date.first <= later.date.first
            for other in entries if other.status in UNDONE
        )
    }  # fmt: skip
    found = check_ledger(LoadedLedger(Ledger(entries), ()))
    assert {each.path[0] for each in found if each.code == "KH843"} == expected
