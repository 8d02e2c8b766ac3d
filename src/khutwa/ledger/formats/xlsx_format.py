"""Excel workbooks, by openpyxl: every cell a text, so that Excel turns none into a date."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from khutwa.ledger.cells import UNUSABLE
from khutwa.ledger.columns import NAMES, REQUIRED, canonical, heading, one_break
from khutwa.ledger.escape import escaped, unescaped
from khutwa.ledger.format import Format, UnwritableError, check_columns
from khutwa.ledger.formulas import unvalued
from khutwa.ledger.table import Cell, Fault, Row, Table, headings, under
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, current_language, is_rtl

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""Characters that a cell of Excel may have."""

LARGEST = 100 * 1024 * 1024
"""Bytes that a workbook may unpack to."""

WIDEST = 2000
"""Columns that are looked at."""

WIDTHS = {"quote": 60, "note": 40, "source title": 40, "source url": 40}
NEEDED = M("Excel files need openpyxl: run `pip install 'khutwa[sheets]'`, or use .csv.")


def read(data: bytes, name: str, encoding: str | None = None) -> Table:
    """Return the table of the first sheet that has the headings of a ledger.

    A workbook says its encoding itself.
    """
    try:
        book = open_book(data, values=True)
    except ImportError:
        return Table((), (), (Fault("no-library", Place(name)),))
    except TooLargeError as error:
        return Table((), (), (error.fault(name),))
    # openpyxl says in many ways that a file is none of its own.
    except Exception:
        return Table((), (), (Fault("no-workbook", Place(name)),))
    for sheet in book.worksheets:
        lines = list(filled_lines(sheet))
        if lines and {canonical(cell.text) for cell in lines[0][1]} & set(REQUIRED):
            table = _table(lines, name)
            known = {(column,) for column in NAMES}
            faults = [
                Fault("no-value", Place(name, line, column), {"given": address}, line)
                for line, column, address in unvalued(data, sheet.title)
                if line > lines[0][0] and table.columns[column - 1 : column] in known
            ]
            return replace(table, faults=(*table.faults, *faults))
    return Table((), (), (Fault("no-headings", Place(name), {"given": book.sheetnames}),))


def _table(lines: list[tuple[int, list[Cell]]], name: str) -> Table:
    (_, first), *rest = lines
    while not first[-1].text.strip():
        first = first[:-1]
    columns, faults = headings(first, name)
    for line, cells in rest:
        extra = [cell for cell in cells[len(columns) :] if cell.text.strip()]
        if extra:
            values = {"given": extra[0].text, "n": len(columns)}
            faults.append(Fault("too-many-cells", Place(name, line, extra[0].column), values, line))
    rows = [Row(line, under(columns, cells)) for line, cells in rest]
    return Table(tuple(columns), tuple(rows), tuple(faults))


class TooLargeError(Exception):
    """A workbook that unpacks to more than is read.

    Args:
        size: The bytes to which it unpacks.
    """

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size

    def fault(self, name: str) -> Fault:
        """Return what is wrong with the file of this name."""
        return Fault("too-large", Place(name), {"size": self.size, "most": LARGEST})


def open_book(data: bytes, *, values: bool) -> Workbook:
    """Return the workbook of a file's bytes: with the values of its formulas, or to change it.

    Raises:
        TooLargeError: where it unpacks to more than `LARGEST`.
    """
    import openpyxl

    _measure(data)
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def _measure(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > LARGEST:
        raise TooLargeError(size)


def filled_lines(sheet: Worksheet) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet that say something, up to the last cell that does.

    A sheet whose formats reach down to its end has a million rows, most of which do not exist. Of
    cells far to the right only the first is yielded, last in its row.
    """
    rows: dict[int, dict[int, str]] = {}
    for (line, column), cell in sheet._cells.items():  # iter_rows would make every other cell
        if text := cell_text(cell):
            rows.setdefault(line, {})[column] = text
    for line, texts in sorted(rows.items()):
        if not any(text.strip() for text in texts.values()):
            continue
        far = min((column for column in texts if column > WIDEST), default=None)
        width = WIDEST if far else max(texts)
        cells = [Cell(texts.get(column, ""), line, column) for column in range(1, width + 1)]
        yield line, [*cells, Cell(texts[far], line, far)] if far else cells


def filled_values(sheet: Worksheet) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of a sheet that have a value, up to the last one; none far to the right."""
    rows: dict[int, dict[int, Any]] = {}
    for (line, column), cell in sheet._cells.items():
        if cell.value is not None and column <= WIDEST:
            rows.setdefault(line, {})[column] = cell.value
    for line, values in sorted(rows.items()):
        yield line, [values.get(column) for column in range(1, max(values) + 1)]


def cell_text(cell: Any) -> str:
    """Return what a cell says, as a person would write it into a ledger."""
    match cell.value:
        case None:
            return ""
        case datetime() as moment if moment.time() == time():
            return _date(moment.date(), cell.number_format)
        case datetime() as moment:
            return moment.isoformat(" ")
        case date() as day:
            return _date(day, cell.number_format)
        case float() as number if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        case value:
            return unescaped(one_break(str(value)))


def _date(day: date, shown: str) -> str:
    """Return a date as far as its format shows it: `2019-09` typed into Excel shows `Sep-19`."""
    parts = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown.lower().split(";")[0])
    if "d" in parts or not set(parts) & set("my"):
        return day.isoformat()
    return day.isoformat()[:7] if "m" in parts else day.isoformat()[:4]


def write(table: Table) -> bytes:
    """Return a table as a workbook, from right to left where the language is.

    The headings are in the language in force; they read back in any.
    """
    try:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook import Workbook
    except ImportError:
        raise UnwritableError(NEEDED) from None
    book = Workbook(write_only=False)
    sheet = book.worksheets[0]
    language = current_language()
    sheet.title = str(M("Ledger"))
    sheet.sheet_view.rightToLeft = is_rtl(language)
    sheet.freeze_panes = "A2"
    _fill(sheet, 1, (heading(name, language) for name in table.columns), table.columns)
    for number, name in enumerate(table.columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    for line, row in enumerate(table.rows, 2):
        names = [*table.columns, *(name for name in row.cells if name not in table.columns)]
        texts = [row.raw] if row.raw else [row.text(name) for name in names]
        _fill(sheet, line, texts, names)
    return _saved(book)


def append(data: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a workbook with more rows below the others, which are kept as they are."""
    check_columns(table.columns, rows)
    book = open_book(data, values=False)
    for sheet in book.worksheets:
        lines = list(filled_lines(sheet))
        if lines and {canonical(cell.text) for cell in lines[0][1]} & set(REQUIRED):
            for line, row in enumerate(rows, lines[-1][0] + 1):
                texts = (row.get(name, "") for name in table.columns)
                _fill(sheet, line, texts, table.columns)
            break
    return _saved(book)


def _fill(sheet: Worksheet, line: int, texts: Iterable[str], names: Iterable[str]) -> None:
    for number, (text, name) in enumerate(zip(texts, names, strict=False), 1):
        if not text:
            continue
        cell = sheet.cell(line, number)
        if name == "level" and text in ("0", "1", "2", "3"):
            cell.value = int(text)
            continue
        text = escaped(UNUSABLE.sub("\N{REPLACEMENT CHARACTER}", one_break(text)))
        if len(text) > LONGEST:
            raise UnwritableError(
                M("A text of {size} characters does not fit into a cell of Excel; use .csv.",
                  size=len(text))
            )  # fmt: skip
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    try:
        _measure(data)
    except TooLargeError as error:
        raise UnwritableError(
            M("As a workbook it would have {size} bytes unpacked, which are too many to be read "
              "again; use .csv.", size=error.size)
        ) from None  # fmt: skip
    return data


FORMAT = Format(".xlsx", read, write, append)
