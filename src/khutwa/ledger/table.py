"""A ledger as text in cells, whatever the format of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from khutwa.ledger.coded import Coded, Ints
from khutwa.ledger.columns import NAMES, canonical
from khutwa.roadmap.diagnostic import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands; line and column count from 1."""

    text: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: Where it begins.
        cells: By name of the column; empty cells are left out.
        raw: Its text, where it could not be cut into cells.
    """

    line: int
    cells: Mapping[str, Cell] = field(default_factory=dict)
    raw: str = ""

    def text(self, column: str) -> str:
        """Return what stands in a column; empty where nothing does."""
        return self.cells[column].text if column in self.cells else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a format could not read.

    Attributes:
        kind: Name of the problem.
        place: Where it is.
        values: What its texts insert.
        lost: The row that is lost by it; None where none is.
    """

    kind: str
    place: Place
    values: Mapping[str, Any] = field(default_factory=dict)
    lost: int | None = None


@dataclass(frozen=True, eq=False)
class Columns:
    """The rows of a file column by column.

    Attributes:
        texts: What stands in each column of a ledger, by its name; of empty cells nothing.
        lines: Where each row begins, shape (n,).
        others: The rows that have to be looked at for what stands in no column of a ledger.
    """

    texts: Mapping[str, Coded[str]]
    lines: Ints
    others: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Columns:
        """Return rows column by column."""
        texts = {name: Coded.of([row.text(name) for row in rows]) for name in NAMES}
        lines = np.array([row.line for row in rows], dtype=np.int64)
        known = set(NAMES)
        others = (n for n, row in enumerate(rows) if not row.cells.keys() <= known)
        return cls(texts, lines, frozenset(others))


@dataclass(frozen=True)
class Table:
    """The rows of a file.

    Attributes:
        columns: Names of the columns in the order of the file; those unknown as they are written.
        rows: In the order of the file.
        faults: What could not be read.
        separator: What stands between cells, in a format that has it.
        newline: What ends a line, in a format that has lines.
        cut: The same rows column by column, where the format cuts them so.
        head: How many bytes stand above the first row; None where a row cannot be read without
            the others.
        encoding: In which encoding the text is, in a format that is text.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row] = ()
    faults: tuple[Fault, ...] = ()
    separator: str = ","
    newline: str = "\n"
    cut: Columns | None = None
    head: int | None = None
    encoding: str = "utf-8"

    @cached_property
    def by_column(self) -> Columns:
        """Return the rows column by column."""
        return self.cut or Columns.of(self.rows)

    @property
    def ids(self) -> set[str]:
        """Return the ids of all rows, of those too that could not be read."""
        return {text.strip() for text in self.by_column.texts["id"].values}


def headings(cells: Iterable[Cell], file: str) -> tuple[list[str], list[Fault]]:
    """Return the names of the columns and what is wrong with the headings.

    A column that is named twice and one without a name get names of their own.
    """
    names: dict[str, None] = {}
    faults: list[Fault] = []
    for number, cell in enumerate(cells, 1):
        known = canonical(cell.text)
        name = known or cell.text.strip() or overflow(number)
        place = Place(file, cell.line, cell.column)
        if known and known in names:
            faults.append(Fault("column-twice", place, {"given": cell.text, "column": known}))
        elif cell.text.strip() and not known:
            faults.append(Fault("unknown-column", place, {"given": name}))
        while name in names:
            name += "'"
        names[name] = None
    return [*names], faults


def under(columns: Sequence[str], cells: Iterable[Cell]) -> dict[str, Cell]:
    """Return the cells of a row by the names of their columns, without those that are empty."""
    return {
        columns[index] if index < len(columns) else overflow(index + 1): cell
        for index, cell in enumerate(cells)
        if cell.text
    }


def overflow(number: int) -> str:
    """Return the name of the cell of this number, from 1, where no heading stands above it."""
    return f"cell {number}"
