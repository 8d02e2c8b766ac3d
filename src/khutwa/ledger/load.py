"""The one entrance: from a path to a ledger and everything that is wrong with its file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from khutwa.ledger import cells
from khutwa.ledger.cells import CellError, Order
from khutwa.ledger.columns import NAMES, REQUIRED
from khutwa.ledger.entry import Entry, Source
from khutwa.ledger.format import formats
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.problems import NOT_LOST, PROBLEMS
from khutwa.ledger.table import Cell, Fault, Row, Table
from khutwa.roadmap.diagnostic import Diagnostic, Path, Place, Severity
from khutwa.roadmap.loader import said, shown
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.nearest import nearest
from khutwa.roadmap.tranches import parts_of
from khutwa.words import M

FILE = "ledger.csv"
"""Name of the ledger in a process folder; beside it `.jsonl` and `.xlsx` are looked for."""

LARGEST = 64 * 1024 * 1024
"""Bytes that a ledger may have."""

MOST = 500
"""Diagnostics about one file that are worth reading at once."""


@dataclass(frozen=True)
class LoadedLedger:
    """What came of a file.

    Attributes:
        ledger: The entries of all rows that could be read.
        diagnostics: What is wrong with the file, in the order of its lines.
        file: How messages call the file.
        table: Everything that stands in it, rows that could not be read included.
        lines: The row of each entry, by its id.
        data: The bytes that were read.
    """

    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    file: str = FILE
    table: Table = field(default_factory=lambda: Table(()))
    lines: Mapping[str, Row] = field(default_factory=dict)
    data: bytes = b""

    @property
    def ok(self) -> bool:
        """Tell whether every row could be read."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)

    def place(self, entry: str, column: str = "id") -> Place:
        """Return where an entry says something; its row where it says nothing of that."""
        row = self.lines.get(entry)
        if row is None:
            return Place(self.file)
        cell = row.cells.get(column) or Cell("", row.line, 1)
        return Place(self.file, cell.line, cell.column)


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
    path: str | os.PathLike[str], roadmap: Roadmap | None = None, *, dates: Order | None = None
) -> LoadedLedger:
    """Read a ledger from its file, or from the folder of its plan.

    Never raises for a mistake of the user's: whatever is wrong is in `diagnostics`, and a row that
    cannot be read loses only itself.

    Args:
        path: A file `.csv`, `.xlsx` or `.jsonl`; or a plan or its folder, which hold `ledger.csv`.
        roadmap: The plan; entries about a step that it does not have are reported.
        dates: How to read a date that can be read in two ways; by default it is reported.
    """
    file = FilePath(path)
    try:
        file = ledger_path(file)
        name = shown(file)
        if file.is_symlink() and file.parent.resolve() not in file.resolve().parents:
            return _refused(name, "leaves-folder", target=shown(file.resolve()))
        if file.exists() and not file.is_file():
            return _refused(name, "unreadable", file=name, error=M("it is not a file"))
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
            size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError, RuntimeError) as error:
        return _refused(shown(file), "unreadable", file=shown(file), error=said(error))
    if len(data) > LARGEST:
        return _refused(name, "too-large", size=size, most=LARGEST)
    return read_ledger(data, name, roadmap, dates=dates)


def read_ledger(
    data: bytes, name: str = FILE, roadmap: Roadmap | None = None, *, dates: Order | None = None
) -> LoadedLedger:
    """Read a ledger from its bytes, in the format that the name tells."""
    form = formats().get(FilePath(name).suffix.lower())
    if form is None:
        return _refused(name, "unknown-format", file=name, allowed=list(formats()))
    table = form.read(data, name)
    reader = _Reader(name, table, roadmap, dates)
    entries = reader.entries()
    found = sorted(reader.found, key=lambda d: (d.place.line, d.place.column, d.code))
    return LoadedLedger(Ledger(entries), tuple(found[:MOST]), name, table, reader.lines, data)


def read_row(texts: Mapping[str, str], roadmap: Roadmap | None = None) -> LoadedLedger:
    """Read one entry from its texts by column, as a row of a file is read."""
    row = Row(1, {name: Cell(text) for name, text in texts.items() if text})
    table = Table(NAMES, (row,))
    reader = _Reader(FILE, table, roadmap, None)
    return LoadedLedger(Ledger(reader.entries()), tuple(reader.found), FILE, table, reader.lines)


def _refused(name: str, kind: str, **values: Any) -> LoadedLedger:
    return LoadedLedger(Ledger(), (_diagnostic(Fault(kind, Place(name), values)),), name)


def _diagnostic(fault: Fault, path: Path = (), subject: str | None = None) -> Diagnostic:
    problem = PROBLEMS[fault.kind]
    values = {"allowed": list(NAMES), **fault.values}
    if isinstance(values.get("given"), str):
        values["given"] = shortened(values["given"])
    what, why, fix = (M(t.template, **values) for t in (problem.what, problem.why, problem.fix))
    if values.get("nearest"):
        fix = M("Did you mean {nearest}? {otherwise}", nearest=values["nearest"], otherwise=fix)
    severity = Severity.WARNING if fault.kind in NOT_LOST else Severity.ERROR
    return Diagnostic(problem.code, severity, fault.place, what, why, fix, path, subject)


def shortened(value: str) -> str:
    """Return a value so that it fits into a line."""
    line = " ".join(value.split())
    return line if len(line) <= 60 else line[:59] + "…"


class _Reader:
    """Makes entries of rows."""

    def __init__(
        self, file: str, table: Table, roadmap: Roadmap | None, dates: Order | None
    ) -> None:
        self.file = file
        self.table = table
        self.dates = dates
        self.steps: set[str] | None = None
        if roadmap is not None:
            parts = (part for step in roadmap.steps.values() for part in parts_of(step))
            self.steps = {*roadmap.steps, *parts}
        self.found = [_diagnostic(fault) for fault in table.faults]
        self.lost = {fault.lost for fault in table.faults}
        self.lines: dict[str, Row] = {}

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of all sound rows, and keep what is wrong with the others."""
        missing = [name for name in REQUIRED if self.table.rows and name not in self.table.columns]
        for name in missing:
            fault = Fault("missing-column", Place(self.file), {"given": name})
            self.found.append(_diagnostic(fault))
        made: list[Entry] = []
        for row in self.table.rows:
            entry = None if row.line in self.lost else self._entry(row, missing)
            if entry is None:
                continue
            if entry.id in self.lines:
                line = self.lines[entry.id].line
                self._say(row, "id", "id-twice", given=entry.id, line=str(line))
                continue
            self.lines[entry.id] = row
            made.append(entry)
            if self.steps is not None and entry.step not in self.steps:
                near = nearest(entry.step, self.steps)
                values = {"nearest": near} if near else {}
                self._say(row, "step", "unknown-step", given=entry.step, **values)
        return tuple(made)

    def _entry(self, row: Row, missing: list[str]) -> Entry | None:
        before = len(self.found)
        for name in REQUIRED:
            if name not in missing and not row.text(name).strip():
                self._say(row, name, "missing-value")
        for name, cell in row.cells.items():
            if cells.UNUSABLE.search(cell.text):
                self._say(row, name, "control-character")

        def get(name: str, read: Callable[[str], Any], default: Any = None) -> Any:
            text = row.text(name)
            if not text.strip():
                return default
            try:
                return read(text)
            except CellError as bad:
                self._say(row, name, bad.kind, **bad.values)
                return default

        values = {
            "id": get("id", cells.read_id),
            "recorded": get("recorded", lambda text: cells.read_day(text, self.dates)),
            "step": get("step", cells.unseen_gone),
            "status": get("status", cells.read_status),
            "date": get("date", lambda text: cells.read_date(text, self.dates)),
            "level": get("level", cells.read_level),
            "assessor": get("assessor", cells.unseen_gone, ""),
            "source": Source(
                row.text("source title"),
                row.text("source publisher"),
                row.text("source url"),
                get("source sha256", cells.read_sha256, ""),
            ),
            "grade": get("grade", cells.read_grade),
            "tlp": get("tlp", cells.read_tlp),
            "language": get("language", cells.unseen_gone, ""),
            "quote": row.text("quote"),
            "note": row.text("note"),
            "supersedes": get("supersedes", cells.read_ids, ()),
            "retracts": get("retracts", cells.read_ids, ()),
            "counts": get("counts", cells.read_counts),
        }
        return None if missing or len(self.found) > before else Entry(**values)

    def _say(self, row: Row, column: str, kind: str, **values: Any) -> None:
        cell = row.cells.get(column) or Cell("", row.line, 1)
        place = Place(self.file, cell.line, cell.column)
        subject = row.text("step").strip() or None
        fault = Fault(kind, place, {"column": column, **values})
        self.found.append(_diagnostic(fault, (row.line, column), subject))
