"""CSV as spreadsheets write it, in UTF-8 or another encoding; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from khutwa.ledger.columns import REQUIRED, canonical, one_break
from khutwa.ledger.cutting import BREAK, Broken, CsvText, CutRows, Gatherer, RowReader, says
from khutwa.ledger.decoding import decoded
from khutwa.ledger.escape import escaped
from khutwa.ledger.format import Format, check_columns, with_lines
from khutwa.ledger.table import Fault, Row, Table, headings
from khutwa.roadmap.diagnostic import Place
from khutwa.roadmap.encoding import marked, wide

BOM = "\ufeff".encode()
"""Without it Excel on Windows does not read UTF-8."""

SEPARATORS = (",", ";", "\t")

SAYS_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[ ,;]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line by which a file tells Excel what separates its cells."""


def read(data: bytes, name: str, encoding: str | None = None) -> Table:
    """Return the table of a CSV file."""
    if not encoding and marked(data) in (None, "utf-8") and not wide(data):
        try:
            return _table(data, name)
        except UnicodeDecodeError:
            pass
    text = decoded(data, name, encoding)
    if isinstance(text, Fault):
        return Table((), (), (text,))
    table = _table(text.text.encode(), name)
    return replace(table, encoding=text.encoding, faults=(*text.faults, *table.faults), head=None)


def _table(data: bytes, name: str) -> Table:
    first, separator, newline = _manner(data)
    source = CsvText(data, separator)
    columns: list[str] = []
    faults: list[Fault] = []
    gatherer = Gatherer(())
    broken: dict[int, Row] = {}
    head = 0
    for lines, texts in source.rows(first):
        if isinstance(texts, Broken):
            broken[len(gatherer.lines)] = Row(lines[0], raw=texts.raw)
            faults.append(Fault("broken-quote", Place(name, *texts.at), lost=lines[0]))
            gatherer.lost(lines[0])
            continue
        while texts and not columns:
            line, row = lines.pop(0), texts.pop(0)
            if not says(row):
                continue
            height = 1 + sum(len(BREAK.findall(text)) for text in row)
            cells = source.cells(line, line + height)
            head = source.start(line + height)
            columns, faults_here = headings(cells, name)
            if not set(columns) & set(REQUIRED):
                data.decode()  # an encoding that is none explains more
                given = [cell.text for cell in cells[:6]]
                fault = Fault("no-headings", Place(name, line), {"given": given})
                return Table((), (), (fault,), separator, newline)
            faults += faults_here
            gatherer = Gatherer(columns)
            for each in broken.values():
                gatherer.lost(each.line)
        gatherer.add(lines, texts)
    cut = gatherer.gathered(plain=source.plain)
    rows = CutRows(source, columns, cut.lines, broken)
    for number in gatherer.long:
        extra = [cell for cell in rows.cells(number)[len(columns) :] if cell.text.strip()]
        if extra:
            place = Place(name, extra[0].line, extra[0].column)
            values = {"given": extra[0].text, "n": len(columns)}
            faults.append(Fault("too-many-cells", place, values, int(cut.lines[number])))
    return Table(tuple(columns), rows, tuple(faults), separator, newline, cut, head)


def _manner(data: bytes) -> tuple[int, str, str]:
    """Return the line of the headings, what separates cells, and what ends a line."""
    text = data[:40_000].decode("utf-8-sig", "replace")[:10_000]
    told = SAYS_SEPARATOR.match(text)
    separator = told[1] if told else _separator(text)
    begun = len(told[0].encode()) + len(BOM) * data.startswith(BOM) if told else 0
    newline = re.compile(BREAK.pattern.encode()).search(data, begun)
    return 2 if told else 1, separator, newline[0].decode() if newline else "\n"


def _separator(text: str) -> str:
    """Return what stands between the headings: the separator that yields most known ones."""

    def known(separator: str) -> int:
        first = next(RowReader(text, separator).rows(), None)
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


def append(data: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a CSV file with more rows, written as the file is; nothing else is changed."""
    check_columns(table.columns, rows)
    cells = ([row.get(name, "") for name in table.columns] for row in rows)
    lines = (_line(texts, table.separator, table.newline) for texts in cells)
    return with_lines(data, table, lines)


def _line(cells: Sequence[str], separator: str, newline: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=newline)
    writer.writerow([escaped(one_break(cell)) for cell in cells])
    return buffer.getvalue()


FORMAT = Format(".csv", read, write, append)
