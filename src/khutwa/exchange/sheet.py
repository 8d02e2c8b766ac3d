"""The rows of a file of another program, CSV or Excel, with the place of every cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from khutwa.ledger.cutting import RowReader
from khutwa.ledger.decoding import decoded
from khutwa.ledger.formats.csv_format import SAYS_SEPARATOR, SEPARATORS
from khutwa.ledger.formats.xlsx_format import TooLargeError, filled_lines, open_book
from khutwa.ledger.formulas import unvalued
from khutwa.ledger.hxl_tags import tags
from khutwa.ledger.table import Cell, Fault, Row, under
from khutwa.roadmap.diagnostic import Place

_Line = tuple[int, list[Cell] | str, tuple[int, int]]
"""The line of a row; its cells, or its text and where a quote is broken."""


@dataclass
class Sheet:
    """A file as rows under headings.

    Attributes:
        columns: The headings, folded: without case and with one space for many.
        rows: The sound rows; each is read once.
        faults: What is wrong so far; added to while the rows are read.
        tags: The HXL tag of each column that has one.
    """

    columns: tuple[str, ...] = ()
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))
    faults: list[Fault] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)


def folded(heading: str) -> str:
    """Return a heading as it is compared."""
    seen = (c for c in unicodedata.normalize("NFC", heading) if unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", " ", "".join(seen)).strip().casefold()


def read_sheet(data: bytes, name: str, wanted: Collection[str]) -> Sheet:
    """Return the rows of a file's bytes.

    Args:
        data: The bytes: an Excel workbook, or CSV; where nothing tells its encoding, it is read
            as windows-1252.
        name: How diagnostics call the file.
        wanted: Headings by which the sheet and the separator are found, folded.
    """
    if data[:4] == b"PK\x03\x04" or name.lower().endswith(".xlsx"):
        return _workbook(data, name, wanted)
    faults: list[Fault] = []
    text = _text(data, name, faults)
    if text is None:
        return Sheet(faults=faults)
    told = SAYS_SEPARATOR.match(text)
    start = told.end() if told else 0
    separator = told[1] if told else _separator(text, wanted)
    return _under_headings(RowReader(text, separator).rows(start), name, wanted, faults)


def _text(data: bytes, name: str, faults: list[Fault]) -> str | None:
    """Return the text of a file; None where it has none."""
    text = decoded(data, name)
    if isinstance(text, Fault):
        # So few letters above ASCII tell nothing, and most of these files are western ones.
        place, text = text.place, decoded(data, name, "windows-1252")
        if isinstance(text, Fault):
            faults.append(Fault("encoding", place))
            return None
        faults.append(Fault("read-as", place, {"guess": text.encoding}))
    faults += text.faults
    return text.text


def _separator(text: str, wanted: Collection[str]) -> str:
    def known(separator: str) -> int:
        first = next(RowReader(text[:50_000], separator).rows(), None)
        cells = first[1] if first and not isinstance(first[1], str) else []
        return len({folded(cell.text) for cell in cells} & set(wanted))

    return max(SEPARATORS, key=known)


def _workbook(data: bytes, name: str, wanted: Collection[str]) -> Sheet:
    try:
        book = open_book(data, values=True)
    except ImportError:
        return Sheet(faults=[Fault("no-library", Place(name))])
    except TooLargeError as error:
        return Sheet(faults=[error.fault(name)])
    # openpyxl says in many ways that a file is none of its own.
    except Exception:
        return Sheet(faults=[Fault("no-workbook", Place(name))])
    given: list[str] = []
    for sheet in book.worksheets:
        lines: Iterator[_Line] = ((n, cells, (0, 0)) for n, cells in filled_lines(sheet))
        found = _under_headings(lines, name, wanted, [])
        if found.columns:
            found.faults += (
                Fault("no-value", Place(name, line, column), {"given": address})
                for line, column, address in unvalued(data, sheet.title)
            )
            return found
        given += [sheet.title]
    return Sheet(faults=[Fault("no-headings", Place(name), {"given": given})])


def _under_headings(
    lines: Iterator[_Line], name: str, wanted: Collection[str], faults: list[Fault]
) -> Sheet:
    """Return the rows below the headings, which are the first row."""
    first = next(lines, None)
    if first is None or isinstance(first[1], str):
        given = [first[1][:60]] if first and isinstance(first[1], str) else []
        return Sheet(faults=[*faults, Fault("no-headings", Place(name), {"given": given})])
    head = first[1]
    columns: dict[str, None] = {}
    for number, cell in enumerate(head, 1):
        column = folded(cell.text) or f"cell {number}"
        if column in columns:
            place = Place(name, cell.line, cell.column)
            faults.append(Fault("column-twice", place, {"given": cell.text.strip()}))
        while column in columns:
            column += "'"
        columns[column] = None
    if columns.keys().isdisjoint(wanted):
        given = [cell.text for cell in head[:6]]
        return Sheet(faults=[*faults, Fault("no-headings", Place(name, first[0]),
                                            {"given": given})])  # fmt: skip
    second = next(lines, None)
    marked: dict[str, str] = {}
    if second is not None and not isinstance(second[1], str):
        marked = tags([*columns], [cell.text for cell in second[1]])
    rest = lines if marked or second is None else _chain(second, lines)
    return Sheet(tuple(columns), _rows(rest, [*columns], name, faults), faults, marked)


def _chain(first: _Line, rest: Iterator[_Line]) -> Iterator[_Line]:
    yield first
    yield from rest


def _rows(
    lines: Iterator[_Line], columns: Sequence[str], name: str, faults: list[Fault]
) -> Iterator[Row]:
    for line, cells, at in lines:
        if isinstance(cells, str):
            faults.append(Fault("broken-quote", Place(name, *at), lost=line))
            continue
        extra = [cell for cell in cells[len(columns) :] if cell.text.strip()]
        if extra:
            place = Place(name, extra[0].line, extra[0].column)
            values = {"given": extra[0].text, "n": len(columns)}
            faults.append(Fault("too-many-cells", place, values, line))
            continue
        yield Row(line, under(columns, cells))
