"""A tracked process as an Excel workbook: due against done, the parties, the entries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from khutwa.exchange.steps_table import COLUMNS, Value, table
from khutwa.ledger.cells import UNUSABLE
from khutwa.ledger.columns import NAMES, heading, texts
from khutwa.ledger.escape import escaped
from khutwa.ledger.format import UnwritableError
from khutwa.ledger.formats.xlsx_format import LONGEST, NEEDED, WIDTHS
from khutwa.track import Track
from khutwa.track.words import verdict
from khutwa.words import M, current_language, is_rtl

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LONGEST_TITLE = 31
"""Characters that Excel lets the title of a sheet have."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

PERCENT = {"done"}
"""Columns of chances."""


def workbook(found: Track) -> bytes:
    """Return a process as the bytes of a workbook, from right to left where the language is.

    Dates and numbers are cells of their kind, so that Excel sorts them. Texts are texts: none runs
    as a formula.

    Raises:
        UnwritableError: where openpyxl is not installed.
    """
    try:
        from openpyxl.workbook import Workbook
    except ImportError:
        raise UnwritableError(NEEDED) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, str(M("Steps")), [str(c.heading) for c in COLUMNS],
           table(found), [c.width for c in COLUMNS],
           [n for n, c in enumerate(COLUMNS) if c.name in PERCENT])  # fmt: skip
    parties = [M("Party"), M("Kept in time"), M("Late"), M("Broken"), M("Keeps its word"),
               M("From"), M("To"), M("No report")]  # fmt: skip
    _sheet(book, str(M("Parties")), [str(each) for each in parties], _parties(found),
           [28, 12, 12, 12, 16, 10, 10, 12], [4, 5, 6])  # fmt: skip
    language = current_language()
    _sheet(book, str(M("Ledger")), [heading(name, language) for name in NAMES], _entries(found),
           [WIDTHS.get(name, 16) for name in NAMES])  # fmt: skip
    said = [[str(message)] for message in (
        *verdict(found),
        M("The chances rest on assumptions that `khutwa track` states."),
        M("Made by khutwa {version}.", version=found.version),
    )]  # fmt: skip
    _sheet(book, str(M("About")), [str(found.roadmap.title)], said, [100])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _parties(found: Track) -> Iterable[list[Value]]:
    for each in found.credibility:
        name = str(found.roadmap.label(each.party))
        ends = [round(end, 3) for end in (each.share, *each.interval)]
        yield [name, round(each.kept, 1), round(each.late, 1), round(each.broken, 1),
               *(ends if each.known else [None, None, None]), each.silent]  # fmt: skip


def _entries(found: Track) -> Iterable[list[Value]]:
    seen = {entry.id: entry for status in found.steps for entry in status.entries}
    for entry in sorted(seen.values(), key=lambda e: (e.recorded, e.id)):
        written = texts(entry)
        yield [entry.level if name == "level" else written.get(name) for name in NAMES]


def _sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[float],
    percent: Sequence[int] = (),
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(_FORBIDDEN.sub(" ", title)[:LONGEST_TITLE])
    sheet.sheet_view.rightToLeft = is_rtl(current_language())
    sheet.freeze_panes = "A2"
    for line, row in enumerate([head, *rows], 1):
        for number, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(line, number)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                text = escaped(UNUSABLE.sub("\N{REPLACEMENT CHARACTER}", value))
                cell.value = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
                cell.data_type = "s"
            else:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = "yyyy-mm-dd"
                elif number - 1 in percent:
                    cell.number_format = "0%"
            if line == 1:
                cell.font = Font(bold=True)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
