"""From the rows of a table to entries; each text is read once, however many rows have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khutwa.ledger import cells
from khutwa.ledger.cells import CellError, Order
from khutwa.ledger.coded import Coded, Ints
from khutwa.ledger.columns import NAMES, REQUIRED
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.records import Records
from khutwa.ledger.table import Cell, Fault, Row, Table
from khutwa.roadmap.diagnostic import Path, Place
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.nearest import nearest
from khutwa.roadmap.tranches import parts_of

Found = tuple[Fault, Path, str | None]
"""What is wrong in a cell, the row and column, and the step of which the row speaks."""


class Reader:
    """Makes a ledger of a table.

    Attributes:
        found: What is wrong with its rows, in their order.
    """

    def __init__(
        self,
        file: str,
        table: Table,
        roadmap: Roadmap | None,
        dates: Order | None,
        most: int | None,
    ) -> None:
        self.file = file
        self.table = table
        self.found: list[Found] = []
        self._most = most
        self._steps: set[str] | None = None
        if roadmap is not None:
            parts = (part for step in roadmap.steps.values() for part in parts_of(step))
            self._steps = {*roadmap.steps, *parts}
        self._missing = [name for name in REQUIRED if table.rows and name not in table.columns]
        self._ways: dict[str, tuple[Callable[[str], Any], Any]] = {
            "id": (cells.read_id, None),
            "recorded": (lambda text: cells.read_day(text, dates), None),
            "step": (cells.unseen_gone, None),
            "status": (cells.read_status, None),
            "date": (lambda text: cells.read_date(text, dates), None),
            "level": (cells.read_level, None),
            "assessor": (cells.unseen_gone, ""),
            "source sha256": (cells.read_sha256, ""),
            "grade": (cells.read_grade, None),
            "tlp": (cells.read_tlp, None),
            "language": (cells.unseen_gone, ""),
            "supersedes": (cells.read_ids, ()),
            "retracts": (cells.read_ids, ()),
            "counts": (cells.read_counts, None),
        }

    def ledger(self) -> tuple[Ledger, Ints]:
        """Return the entries of all sound rows, and the numbers of those rows."""
        self.found += ((Fault("missing-column", Place(self.file), {"given": name}), (), None)
                       for name in self._missing)  # fmt: skip
        columns = {}
        rows = self.table.by_column
        bad = np.zeros(len(rows.lines), dtype=np.bool_)
        for name in NAMES:
            columns[name], wrong = self._column(name, rows.texts[name])
            bad |= wrong
        for number in rows.others:
            bad[number] |= _unusable(self.table.rows[number])
        lost = np.isin(rows.lines, [fault.lost for fault in self.table.faults if fault.lost])
        sound = np.flatnonzero(~lost & ~bad)
        if self._missing:
            sound = sound[:0]
        columns["id"] = columns["id"].distinct()
        ids = columns["id"].codes[sound]
        firsts = np.zeros(len(columns["id"].values), dtype=np.int64)
        firsts[ids[::-1]] = sound[::-1]
        kept = firsts[ids] == sound
        again = dict(zip(sound[~kept].tolist(), firsts[ids[~kept]].tolist(), strict=True))
        records = Records(columns).take(sound[kept])
        strange = self._strange(records, sound[kept])
        meant: dict[str, str] = {}
        for number in sorted({*np.flatnonzero(bad & ~lost).tolist(), *again, *strange}):
            if self._most is not None and len(self.found) >= self._most + len(self._missing):
                break
            row = self.table.rows[number]
            if number in again:
                values = {"given": columns["id"][number], "line": str(rows.lines[again[number]])}
                self._say(row, "id", "id-twice", **values)
            elif number in strange:
                step = columns["step"][number]
                if step not in meant:
                    meant[step] = nearest(step, self._steps or ())
                more = {"nearest": meant[step]} if meant[step] else {}
                self._say(row, "step", "unknown-step", given=step, **more)
            else:
                self._explain(row)
        return Ledger(records), sound[kept]

    def _column(self, name: str, texts: Coded[str]) -> tuple[Coded[Any], NDArray[np.bool_]]:
        """Return what a column says, and in which rows it cannot be read."""
        found: Coded[Any] = texts
        wrong = np.zeros(len(texts.values), dtype=np.bool_)
        if name in self._ways:
            found = texts.read(self._read(name, texts.values, wrong))
        if cells.UNUSABLE.search("".join(texts.values)):
            wrong |= _each(lambda text: cells.UNUSABLE.search(text) is not None, texts)
        if name in REQUIRED and name not in self._missing and not all(map(str.strip, texts.values)):
            wrong |= _each(lambda text: not text.strip(), texts)
        return found, wrong[texts.codes]

    def _read(self, name: str, texts: Sequence[str], wrong: NDArray[np.bool_]) -> list[Any]:
        """Return what texts say, and mark those that cannot be read."""
        if name == "id" and cells.plain_ids(texts):
            return list(texts)
        read, default = self._ways[name]
        values = []
        for code, text in enumerate(texts):
            try:
                values.append(read(text) if text.strip() else default)
            except CellError:
                values.append(default)
                wrong[code] = True
        return values

    def _strange(self, records: Records, rows: Ints) -> frozenset[int]:
        """Return the rows that speak of a step which the plan does not have."""
        if self._steps is None:
            return frozenset()
        steps = self._steps
        known = records.column("step").numbers(lambda step: step in steps)
        return frozenset(rows[known == 0].tolist())

    def _explain(self, row: Row) -> None:
        """Say everything that is wrong in the cells of a row."""
        for name in REQUIRED:
            if name not in self._missing and not row.text(name).strip():
                self._say(row, name, "missing-value")
        for name, cell in row.cells.items():
            if cells.UNUSABLE.search(cell.text):
                self._say(row, name, "control-character")
        for name, (read, _) in self._ways.items():
            text = row.text(name)
            try:
                if text.strip():
                    read(text)
            except CellError as bad:
                self._say(row, name, bad.kind, **bad.values)

    def _say(self, row: Row, column: str, kind: str, **values: Any) -> None:
        cell = row.cells.get(column) or Cell("", row.line, 1)
        place = Place(self.file, cell.line, cell.column)
        fault = Fault(kind, place, {"column": column, **values})
        self.found.append((fault, (row.line, column), row.text("step").strip() or None))


def _unusable(row: Row) -> bool:
    return any(cells.UNUSABLE.search(cell.text) for cell in row.cells.values())


def _each(test: Callable[[str], bool], texts: Coded[str]) -> NDArray[np.bool_]:
    return np.fromiter(map(test, texts.values), np.bool_, len(texts.values))
