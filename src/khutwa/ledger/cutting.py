"""Cut the text of a CSV file into rows: fast for what they say, with places where somebody asks.

The `csv` module cuts all rows that it and `RowReader` read alike. `RowReader` cuts the others, and
any row again of whose cells the places are wanted: in a sound file, none.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import overload

import numpy as np

from khutwa.ledger.cells import UNUSABLE
from khutwa.ledger.coded import Coder, Ints, Lister
from khutwa.ledger.columns import KEPT, NAMES, one_break
from khutwa.ledger.escape import unescaped
from khutwa.ledger.table import Cell, Columns, Row, under

BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)" *')

TOGETHER = 256
"""Rows that are turned into columns at once."""


class RowReader:
    """Cuts a text into rows, and finds its way again behind a broken quote.

    Args:
        text: The text, or a part of one that begins with a line.
        separator: What stands between cells.
        above: How many lines stand above that part; the places of cells count them.
    """

    def __init__(self, text: str, separator: str, above: int = 0) -> None:
        self.text = text
        self.separator = separator
        self.above = above
        self.lines = [0, *(found.end() for found in BREAK.finditer(text))]

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """Return the pattern of a cell without quotes."""
        return re.compile(rf"[^{re.escape(self.separator)}\r\n]*")

    def where(self, index: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1

    def rows(self, start: int = 0) -> Iterator[tuple[int, list[Cell] | str, tuple[int, int]]]:
        """Yield the line of each row with its cells; its text and the quote where one is broken."""
        index = start
        while index < len(self.text):
            line, cells, at, index = self.row(index)
            if isinstance(cells, str):
                yield line, cells, at
            elif says(cell.text for cell in cells):
                yield line, [*map(_meant, cells)], at

    def row(self, index: int) -> tuple[int, list[Cell] | str, tuple[int, int], int]:
        """Return the same of one row, cells as they are written, and where the next one begins."""
        line, _ = self.where(index)
        cells, index, broken = self._row(index)
        if broken is None:
            return line, cells, (0, 0), index
        at = self.where(broken)
        first = self.lines[line - 1]
        index = self.lines[at[0]] if at[0] < len(self.lines) else len(self.text)
        return line, self.text[first:index].rstrip("\r\n"), at, index

    def _row(self, index: int) -> tuple[list[Cell], int, int | None]:
        """Return the cells of a row, where the next row begins, and a quote that is broken."""
        cells: list[Cell] = []
        line, column = self.where(index)
        end = self.lines[line] if line < len(self.lines) else len(self.text)
        if '"' not in self.text[index:end]:
            for text in self.text[index:end].rstrip("\r\n").split(self.separator):
                cells.append(Cell(text, self.above + line, column))
                column += len(text) + 1
            return cells, end, None
        while True:
            line, column = self.where(index)
            if self.text.startswith('"', index):
                found = _QUOTED.match(self.text, index)
                end = found.end() if found else index
                if found is None or (end < len(self.text) and not self._ends(end)):
                    return cells, end, index
                text = found[1].replace('""', '"')
            else:
                plain = self.plain.match(self.text, index)
                assert plain is not None
                end, text = plain.end(), plain[0]
            cells.append(Cell(text, self.above + line, column))
            if self.text.startswith(self.separator, end):
                index = end + 1
                continue
            line_end = BREAK.match(self.text, end)
            return cells, line_end.end() if line_end else len(self.text), None

    def _ends(self, index: int) -> bool:
        return self.text[index] in (self.separator, "\r", "\n")


def _meant(cell: Cell) -> Cell:
    text = said(cell.text)
    return cell if text is cell.text else Cell(text, cell.line, cell.column)


def said(text: str) -> str:
    """Return what a cell says for the text that stands in it."""
    if text[:1] != "'" and "\r" not in text:
        return text
    return unescaped(one_break(text))


@dataclass(frozen=True)
class Broken:
    """A row that cannot be cut.

    Attributes:
        raw: Its text.
        at: Line and column of the quote that is broken.
    """

    raw: str
    at: tuple[int, int]


class CsvText:
    """The text of a CSV file in UTF-8."""

    def __init__(self, data: bytes, separator: str) -> None:
        self.data = data
        self.separator = separator

    @property
    def plain(self) -> bool:
        """Tell whether for sure every cell says what stands in it."""
        before = (self.separator.encode(), b'"', b"\n", "\ufeff".encode())
        return b"\r" not in self.data and not any(each + b"'" in self.data for each in before)

    @cached_property
    def starts(self) -> Ints:
        """Return where in the bytes each line begins, and where the last one ends."""
        seen = np.frombuffer(self.data or b" ", dtype=np.uint8)
        ends = np.flatnonzero(seen == ord("\n")) + 1
        if b"\r" in self.data:
            returns = np.flatnonzero(seen == ord("\r")) + 1
            ends = np.union1d(ends, returns[~np.isin(returns + 1, ends)])
        first = 3 if self.data.startswith(b"\xef\xbb\xbf") else 0
        return np.concatenate([[first], ends[ends < len(self.data)], [len(self.data)]])

    def between(self, line: int, other: int) -> RowReader:
        """Return a reader of what stands from one line to before another."""
        text = self.data[self.start(line) : self.start(other)].decode()
        return RowReader(text, self.separator, line - 1)

    def start(self, line: int) -> int:
        """Return where in the bytes a line begins, or the end where there is none."""
        return int(self.starts[min(line, len(self.starts)) - 1])

    def cells(self, line: int, other: int | None = None) -> list[Cell]:
        """Return the cells of the sound row of a line, with their places.

        Args:
            line: Where it begins.
            other: Where another begins behind it.
        """
        _, cells, _ = next(self.between(line, other or len(self.starts)).rows())
        assert not isinstance(cells, str)
        return cells

    @cached_property
    def slow(self) -> RowReader:
        """Return the reader of the whole text."""
        return self.between(1, len(self.starts))

    def rows(self, first: int) -> Iterator[tuple[list[int], list[list[str]] | Broken]]:
        """Yield all rows from a line on, some at a time: where each begins, and its texts."""
        ended = first - 1
        while ended < len(self.starts) - 1:
            stream = io.BytesIO(self.data)
            stream.seek(int(self.starts[ended]))
            lines = io.TextIOWrapper(stream, "utf-8", newline="")
            source = csv.reader(lines, delimiter=self.separator, strict=True)
            refused = False
            while not refused:
                rows: list[list[str]] = []
                begun = source.line_num
                try:
                    for texts in islice(source, TOGETHER):
                        rows.append(texts)
                except csv.Error:
                    refused = True
                heights = [1] * len(rows)
                if refused or source.line_num - begun > len(rows):
                    heights = [1 + sum(len(BREAK.findall(text)) for text in row) for row in rows]
                *begins, ended = accumulate(heights, initial=ended + 1)
                ended -= 1
                if rows:
                    yield begins, rows
                elif not refused:
                    return
            line, found, at, index = self.slow.row(self.slow.lines[ended])
            if isinstance(found, str):
                yield [line], Broken(found, at)
            else:
                yield [line], [[cell.text for cell in found]]
            if index >= len(self.slow.text):
                return
            ended = self.slow.where(index)[0] - 1


class Gatherer:
    """Turns rows of texts into columns.

    Attributes:
        columns: Names of the columns in the order of the file.
        lines: Where each row begins.
        long: Numbers of the rows that have more cells than there are columns.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = columns
        self.lines: list[int] = []
        self.long: list[int] = []
        self._coders: dict[str, Coder[str] | Lister[str]] = {
            name: Lister() if name in KEPT else Coder() for name in NAMES
        }
        self._place = {name: columns.index(name) for name in NAMES if name in columns}
        self._unknown = [k for k, name in enumerate(columns) if name not in self._place]
        self._others: set[int] = set()

    def lost(self, line: int) -> None:
        """Add a row that says nothing that could be read."""
        self._add([line], [[]])

    def add(self, lines: list[int], rows: list[list[str]]) -> None:
        """Add rows, without those in which nothing is said."""
        if not all(row and row[0][:1].isalnum() for row in rows):
            saying = [number for number, row in enumerate(rows) if says(row)]
            lines, rows = [lines[n] for n in saying], [rows[n] for n in saying]
        self._add(lines, rows)

    def gathered(self, *, plain: bool) -> Columns:
        """Return the columns of all rows.

        Args:
            plain: Whether every cell says what stands in it.
        """
        texts = {name: coder.coded() for name, coder in self._coders.items()}
        if not plain:
            texts = {name: column.read(map(said, column.values)) for name, column in texts.items()}
        lines = np.array(self.lines, dtype=np.int64)
        return Columns(texts, lines, frozenset((*self._others, *self.long)))

    def _add(self, lines: list[int], rows: list[list[str]]) -> None:
        first = len(self.lines)
        self.lines += lines
        turned: Sequence[Sequence[str]] | None = None
        if set(map(len, rows)) == {len(self.columns)}:
            turned = tuple(zip(*rows, strict=True))
        else:
            most = len(self.columns)
            self.long += (first + n for n, row in enumerate(rows) if len(row) > most)
        for name, coder in self._coders.items():
            place = self._place.get(name)
            if place is None:
                coder.add([""] * len(rows))
            elif turned is not None:
                coder.add(turned[place])
            else:
                coder.add([row[place] if place < len(row) else "" for row in rows])
        for place in self._unknown:
            # What stands there does not count, but must be such as a file can carry.
            if turned is None or UNUSABLE.search("".join(turned[place])):
                self._others.update(range(first, first + len(rows)))
                break


def says(texts: Iterable[str]) -> bool:
    """Tell whether a row says anything, by the texts as they stand in the file."""
    return any(said(text).strip() for text in texts)


class CutRows(Sequence[Row]):
    """The rows of a CSV file, each cut again where somebody asks for it."""

    def __init__(
        self, source: CsvText, columns: Sequence[str], lines: Ints, broken: dict[int, Row]
    ) -> None:
        self._source = source
        self._columns = columns
        self._lines = lines
        self._broken = broken

    def cells(self, index: int) -> list[Cell]:
        """Return the cells of a row that is not broken, with their places."""
        return self._source.cells(*self._lines[index : index + 2].tolist())

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[number] for number in range(len(self))[index]]
        index = range(len(self))[index]
        if index in self._broken:
            return self._broken[index]
        return Row(int(self._lines[index]), under(self._columns, self.cells(index)))
