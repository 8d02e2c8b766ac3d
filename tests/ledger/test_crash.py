"""What a killed writer leaves: all that it acknowledged, and nothing half said."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from khutwa.ledger import Entry, Status, UnwritableError, append, dumped, load_ledger
from khutwa.ledger.format import formats
from khutwa.ledger.journal import held

NEW = Entry("new", date(2027, 1, 6), "ceasefire", Status.DONE, note="قيل, \"نعم\"\n'=1")

WRITER = """
import sys
from datetime import date
from khutwa.ledger import Entry, Status, append
path, name, first, end = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, end):
    note = f"{name} {number} " * (1500 if number % 97 == 96 else 1)
    append(path, Entry(f"{name}{number}", date(2027, 1, 6), "s", Status.DONE, note=note))
    print(number, flush=True)
"""


@contextmanager
def writer(path: Path, name: str, first: int, end: int) -> Iterator[subprocess.Popen[str]]:
    """Start a process that appends entries one by one and says so of each."""
    command = [sys.executable, "-c", WRITER, str(path), name, str(first), str(end)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        try:
            yield child
        finally:
            child.kill()


def go(child: subprocess.Popen[str]) -> None:
    """Let a writer begin."""
    assert child.stdin
    child.stdin.write("\n")
    child.stdin.flush()


@pytest.mark.parametrize(("suffix", "many"), [(".csv", 1000), (".jsonl", 200)])
def test_nothing_acknowledged_is_lost_and_no_line_is_torn(
    tmp_path: Path, suffix: str, many: int
) -> None:
    """So many appends by writers of which each is killed in the midst of them."""
    path = tmp_path / f"ledger{suffix}"
    draw = random.Random(f"crash {suffix}")
    done = 0
    while done < many:
        last = min(done + draw.randint(many // 20, many // 4), many - 1)
        with writer(path, "n", done, many) as child:
            assert child.stdout
            go(child)
            told = [int(child.stdout.readline())]
            while told[-1] < last:
                told.append(int(child.stdout.readline()))
            child.kill()
            told += map(int, child.stdout)
        loaded = load_ledger(path)
        assert loaded.diagnostics == ()
        found = [entry.id for entry in loaded.ledger.entries]
        # The one that was being added when the writer was killed is there as a whole or not at all.
        assert found == [f"n{number}" for number in range(len(found))]
        assert told[-1] + 1 <= len(found) <= told[-1] + 2
        done = len(found)
    notes = [entry.note for entry in load_ledger(path).ledger.entries]
    assert notes == [f"n {n} " * (1500 if n % 97 == 96 else 1) for n in range(many)]


@pytest.mark.parametrize("suffix", list(formats()))
def test_two_writers_at_once_lose_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ledger{suffix}"
    with writer(path, "a", 0, 25) as one, writer(path, "b", 0, 25) as other:
        for child in (one, other):
            go(child)
        for child in (one, other):
            assert child.stdout
            assert [int(line) for line in child.stdout] == list(range(25))
    loaded = load_ledger(path)
    assert loaded.diagnostics == ()
    found = [entry.id for entry in loaded.ledger.entries]
    assert sorted(found) == sorted(f"{name}{number}" for name in "ab" for number in range(25))
    for name in "ab":
        own = [each for each in found if each.startswith(name)]
        assert own == [f"{name}{number}" for number in range(25)]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def torn(path: Path, written: int) -> None:
    """Leave a ledger as a writer leaves it that is killed after so many bytes of an entry."""
    first = replace(NEW, id="old")
    before = dumped([first], path.suffix)
    tail = dumped([first, NEW], path.suffix)[len(before) :]
    path.write_bytes(before)
    with held(path) as journal:
        journal.add(before, tail)
        lock = next(file for file in path.parent.iterdir() if file != path)
        left = lock.read_bytes()
    lock.write_bytes(left)
    path.write_bytes(before + tail[:written])


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_line_cut_off_anywhere_is_read_whole_and_mended_by_the_next_writer(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"ledger{suffix}"
    length = len(dumped([NEW], suffix)) - len(dumped([], suffix))
    for written in range(1, length):
        torn(path, written)
        loaded = load_ledger(path)
        assert loaded.diagnostics == ()
        assert loaded.ledger.entries == (replace(NEW, id="old"), NEW)
        append(path, replace(NEW, id="next"))
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
        ids = [entry.id for entry in load_ledger(path).ledger.entries]
        assert ids == ["old", "new", "next"]


def test_what_another_hand_has_changed_since_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    torn(path, 10)
    by_hand = path.read_bytes().replace(b"old", b"mine")
    path.write_bytes(by_hand)
    append(path, replace(NEW, id="next"))
    assert path.read_bytes().startswith(by_hand)
    assert [entry.id for entry in load_ledger(path).ledger.entries] == ["mine", "next"]


def test_a_lock_file_that_says_nothing_sensible_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    told = b'{"size": "a", "before": 1, "tail": 2}\nx'
    for left in (b"", b"{", b"[]\n", b"[" * 100_000 + b"\n", told, b"\xff\n"):
        path.write_bytes(dumped([NEW]))
        (tmp_path / ".ledger.csv.lock").write_bytes(left)
        append(path, replace(NEW, id="next"))
        assert [entry.id for entry in load_ledger(path).ledger.entries] == ["new", "next"]
        assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_writer_that_was_refused_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    append(path, NEW)
    with pytest.raises(UnwritableError):
        append(path, NEW)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    append(path, replace(NEW, id="next"))


def test_commands_that_log_at_once_take_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text("title: T\nsteps: {talks: {}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "khutwa", "log", str(tmp_path), "--step", "talks", "--status",
               "begun", "--date", "2027-01-05", "--recorded", "2027-01-06"]  # fmt: skip
    children = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [child.wait() for child in children] == [0] * 4
    loaded = load_ledger(tmp_path)
    assert loaded.diagnostics == ()
    assert loaded.ledger.records.ids == [f"2027-01-05_{number}" for number in (1, 2, 3, 4)]
