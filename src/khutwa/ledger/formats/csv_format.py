"""CSV as spreadsheets write it: UTF-8 with or without a mark; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from khutwa.ledger.columns import NAMES, REQUIRED, canonical, one_break
from khutwa.ledger.decoding import decoded
from khutwa.ledger.escape import escaped, unescaped
from khutwa.ledger.format import Format, check_columns
from khutwa.ledger.table import Cell, Fault, Row, Table, headings, under
from khutwa.roadmap.diagnostic import Place

BOM = "\ufeff".encode()
"""Without it Excel on Windows does not read UTF-8."""

SEPARATORS = (",", ";", "\t")

_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)" *')
SAYS_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[ ,;]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line by which a file tells Excel what separates its cells."""


class RowReader:
    """Cuts a text into rows, and finds its way again behind a broken quote."""

    def __init__(self, text: str, separator: str) -> None:
        self.text = text
        self.separator = separator
        self.plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
        self.lines = [0, *(found.end() for found in _BREAK.finditer(text))]

    def where(self, index: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1

    def rows(self, start: int = 0) -> Iterator[tuple[int, list[Cell] | str, tuple[int, int]]]:
        """Yield the line of each row with its cells; its text and the quote where one is broken."""
        index = start
        while index < len(self.text):
            line, _ = self.where(index)
            cells, index, broken = self._row(index)
            if broken is None:
                if any(cell.text.strip() for cell in cells):
                    yield line, cells, (0, 0)
                continue
            at = self.where(broken)
            first = self.lines[line - 1]
            index = self.lines[at[0]] if at[0] < len(self.lines) else len(self.text)
            yield line, self.text[first:index].rstrip("\r\n"), at

    def _row(self, index: int) -> tuple[list[Cell], int, int | None]:
        """Return the cells of a row, where the next row begins, and a quote that is broken."""
        cells: list[Cell] = []
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
            cells.append(Cell(unescaped(one_break(text)), line, column))
            if self.text.startswith(self.separator, end):
                index = end + 1
                continue
            line_end = _BREAK.match(self.text, end)
            return cells, line_end.end() if line_end else len(self.text), None

    def _ends(self, index: int) -> bool:
        return self.text[index] in (self.separator, "\r", "\n")


def read(data: bytes, name: str) -> Table:
    """Return the table of a CSV file."""
    text = decoded(data, name)
    if isinstance(text, Fault):
        return Table((), (), (text,))
    told = SAYS_SEPARATOR.match(text)
    start = told.end() if told else 0
    separator = told[1] if told else _separator(text)
    reader = RowReader(text, separator)
    first_break = _BREAK.search(text, start)
    newline = first_break[0] if first_break else "\n"
    columns: list[str] = []
    faults: list[Fault] = []
    rows: list[Row] = []
    for line, cells, at in reader.rows(start):
        if isinstance(cells, str):
            rows.append(Row(line, raw=cells))
            faults.append(Fault("broken-quote", Place(name, *at), lost=line))
        elif not columns:
            columns, faults_here = headings(cells, name)
            if not set(columns) & set(REQUIRED):
                given = [cell.text for cell in cells[:6]]
                fault = Fault("no-headings", Place(name, line), {"given": given})
                return Table((), (), (fault,), separator, newline)
            faults += faults_here
        else:
            extra = [cell for cell in cells[len(columns) :] if cell.text.strip()]
            if extra:
                place = Place(name, extra[0].line, extra[0].column)
                values = {"given": extra[0].text, "n": len(columns)}
                faults.append(Fault("too-many-cells", place, values, line))
            rows.append(Row(line, under(columns, cells)))
    return Table(tuple(columns), tuple(rows), tuple(faults), separator, newline)


def _separator(text: str) -> str:
    """Return what stands between the headings: the separator that yields most known ones."""

    def known(separator: str) -> int:
        first = next(RowReader(text[:10_000], separator).rows(), None)
        cells = first[1] if first and not isinstance(first[1], str) else []
        return len({canonical(cell.text) for cell in cells} - {""})

    return max(SEPARATORS, key=known)


def write(table: Table) -> bytes:
    """Return a table as CSV in UTF-8 with a mark, commas and plain line ends."""
    lines = [_line(table.columns, ",", "\n")]
    for row in table.rows:
        more = [name for name in row.cells if name not in table.columns]
        cells = [row.raw] if row.raw else [row.text(name) for name in (*table.columns, *more)]
        lines.append(_line(cells, ",", "\n"))
    return BOM + "".join(lines).encode("utf-8", "replace")


def append(data: bytes, table: Table, row: Mapping[str, str]) -> bytes:
    """Return a CSV file with one row more, written as the file is; nothing else is changed."""
    if not table.columns:
        return BOM + "".join(
            _line(cells, ",", "\n") for cells in (NAMES, [row.get(name, "") for name in NAMES])
        ).encode("utf-8", "replace")
    check_columns(table.columns, row)
    cells = [row.get(name, "") for name in table.columns]
    ended = data.endswith((b"\n", b"\r"))
    line = _line(cells, table.separator, table.newline)
    return data + (("" if ended else table.newline) + line).encode("utf-8", "replace")


def _line(cells: Sequence[str], separator: str, newline: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=newline)
    writer.writerow([escaped(one_break(cell)) for cell in cells])
    return buffer.getvalue()


FORMAT = Format(".csv", read, write, append)
