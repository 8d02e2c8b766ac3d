"""The one entrance: from a path to a ledger and everything that is wrong with its file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

import numpy as np

from khutwa.ledger.cells import Order
from khutwa.ledger.coded import Ints
from khutwa.ledger.columns import NAMES, one_break
from khutwa.ledger.format import formats
from khutwa.ledger.journal import whole
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.problems import PROBLEMS
from khutwa.ledger.reader import Reader
from khutwa.ledger.table import Cell, Fault, Row, Table
from khutwa.roadmap.diagnostic import Diagnostic, Path, Place, Severity
from khutwa.roadmap.files import Unread, read_file, shown
from khutwa.roadmap.model import Roadmap

FILE = "ledger.csv"
"""Name of the ledger in a process folder; beside it `.jsonl` and `.xlsx` are looked for."""

LARGEST = 512 * 1024 * 1024
"""Bytes that a ledger may have."""

MOST = 500
"""Diagnostics about one file that are worth reading at once."""


@dataclass(frozen=True)
class LoadedLedger:
    """What came of a file.

    Attributes:
        ledger: The entries of all rows that could be read.
        diagnostics: How the file was read, where that needs saying; then what is wrong with it, in
            the order of its lines.
        file: How messages call the file.
        table: Everything that stands in it, rows that could not be read included.
        rows: The number of the row of each entry, shape (n,).
        data: The bytes that were read.
    """

    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    file: str = FILE
    table: Table = field(default_factory=lambda: Table(()))
    rows: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    data: bytes = b""

    @property
    def ok(self) -> bool:
        """Tell whether every row could be read."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return what is said of how the file was read, though nothing is wrong with it."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.INFO)

    @property
    def lost(self) -> int:
        """Return how many rows could not be read."""
        return len(self.table.rows) - len(self.rows)

    @property
    def lines(self) -> Mapping[str, Row]:
        """Return the row of each entry, by its id."""
        return Lines(self)

    def place(self, entry: str, column: str = "id") -> Place:
        """Return where an entry says something; its row where it says nothing of that."""
        row = self.lines.get(entry)
        if row is None:
            return Place(self.file)
        cell = row.cells.get(column) or Cell("", row.line, 1)
        return Place(self.file, cell.line, cell.column)


class Lines(Mapping[str, Row]):
    """The row of each entry, by its id."""

    def __init__(self, loaded: LoadedLedger) -> None:
        self._loaded = loaded
        self._numbers = loaded.ledger.records.numbers

    def __getitem__(self, entry: str) -> Row:
        number = self._numbers[entry]
        if number >= len(self._loaded.rows):
            # It was added after the file was read.
            raise KeyError(entry)
        return self._loaded.table.rows[int(self._loaded.rows[number])]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def ledger_path(path: str | os.PathLike[str]) -> FilePath:
    """Return the ledger's file: the path itself, or the one beside a plan or in its folder."""
    file = FilePath(path)
    suffix = file.suffix.lower()
    is_plan = suffix in ("", ".yaml", ".yml") or (suffix not in formats() and file.is_dir())
    return ledger_beside(file) if is_plan else file


def ledger_beside(plan: str | os.PathLike[str]) -> FilePath:
    """Return the ledger's file beside a plan or in its folder; `ledger.csv` where none is there."""
    file = FilePath(plan)
    folder = file if file.is_dir() else file.parent
    found = (folder / FILE).with_suffix
    return next((found(s) for s in formats() if found(s).exists()), folder / FILE)


def load_ledger(
    path: str | os.PathLike[str],
    roadmap: Roadmap | None = None,
    *,
    dates: Order | None = None,
    encoding: str | None = None,
    most: int | None = MOST,
    known: LoadedLedger | None = None,
) -> LoadedLedger:
    """Read a ledger from its file, or from the folder of its plan.

    Never raises for a mistake of the user's: whatever is wrong is in `diagnostics`, and a row that
    cannot be read loses only itself.

    Args:
        path: A file `.csv`, `.xlsx` or `.jsonl`; or a plan or its folder, which hold `ledger.csv`.
        roadmap: The plan; entries about a step that it does not have are reported.
        dates: How to read a date that can be read in two ways; by default it is reported.
        encoding: In which encoding the text is; by default it is told by its form and letters.
        most: Diagnostics that are wanted at most; None for all.
        known: What came of the file before; returned where it has not changed since.
    """
    file = FilePath(path)
    # What cannot be looked at is told when it is opened.
    with suppress(OSError):
        file = ledger_path(file)
    data = read_file(file, LARGEST, linked=False)
    if isinstance(data, Unread):
        return _refused(data.name, data.kind, **data.values)
    data = whole(file, data)
    if known and data and (known.data, known.file) == (data, shown(file)):
        return known
    found = read_ledger(data, shown(file), roadmap, dates=dates, encoding=encoding, most=most)
    beside = tuple(
        _diagnostic(Fault("another-beside", Place(found.file), {"other": shown(other)}))
        for other in _others(file)
    )
    return replace(found, diagnostics=beside + found.diagnostics) if beside else found


def _others(file: FilePath) -> Iterator[FilePath]:
    """Yield the ledgers beside a plan that are not read because this one is."""
    suffixes = [*formats()]
    own = file.suffix.lower()
    if own in suffixes and file.stem == FilePath(FILE).stem:
        others = (file.with_suffix(suffix) for suffix in suffixes[suffixes.index(own) + 1 :])
        yield from (other for other in others if other.exists())


def read_ledger(
    data: bytes,
    name: str = FILE,
    roadmap: Roadmap | None = None,
    *,
    dates: Order | None = None,
    encoding: str | None = None,
    most: int | None = MOST,
) -> LoadedLedger:
    """Read a ledger from its bytes, in the format that the name tells."""
    form = formats().get(FilePath(name).suffix.lower())
    if form is None:
        return _refused(name, "unknown-format", file=name, allowed=list(formats()))
    table = form.read(data, name, encoding)
    return _loaded(name, table, roadmap, dates, data, most)


def read_row(texts: Mapping[str, str], roadmap: Roadmap | None = None) -> LoadedLedger:
    """Read one entry from its texts by column, as a row of a file is read."""
    row = Row(1, {name: Cell(one_break(text)) for name, text in texts.items() if text})
    return _loaded(FILE, Table(NAMES, (row,)), roadmap)


def _loaded(
    name: str,
    table: Table,
    roadmap: Roadmap | None,
    dates: Order | None = None,
    data: bytes = b"",
    most: int | None = MOST,
) -> LoadedLedger:
    reader = Reader(name, table, roadmap, dates, most)
    ledger, rows = reader.ledger()
    found = [_diagnostic(fault) for fault in table.faults]
    found += (_diagnostic(*each) for each in reader.found)
    found.sort(key=lambda d: (d.place.line, d.place.column, d.code))
    notes = [each for each in found if each.severity is Severity.INFO]
    wrong = [each for each in found if each.severity is not Severity.INFO]
    return LoadedLedger(ledger, (*notes, *wrong[:most]), name, table, rows, data)


def _refused(name: str, kind: str, **values: Any) -> LoadedLedger:
    return LoadedLedger(Ledger(), (_diagnostic(Fault(kind, Place(name), values)),), name)


def _diagnostic(fault: Fault, path: Path = (), subject: str | None = None) -> Diagnostic:
    values = {"allowed": list(NAMES), **fault.values}
    if isinstance(values.get("given"), str):
        values["given"] = shortened(values["given"])
    return PROBLEMS[fault.kind].found(fault.place, path, subject, **values)


def shortened(value: str) -> str:
    """Return a value so that it fits into a line."""
    line = " ".join(value.split())
    return line if len(line) <= 60 else line[:59] + "…"
