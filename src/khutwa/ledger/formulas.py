"""Cells of a workbook that hold a formula of which nobody has stored the value.

A program that is no spreadsheet writes a formula without its value; so does Excel where it has not
calculated it yet. Read as a value, such a cell looks empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

_TAG = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unvalued(data: bytes, title: str) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the column and the address of each such cell of a sheet.

    Args:
        data: The bytes of a workbook that openpyxl can read.
        title: The sheet.
    """
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.functions import iterparse

    reader = ExcelReader(io.BytesIO(data))
    reader.read_manifest()
    reader.read_workbook()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    text = reader.archive.read(parts[title])
    if b"<f" not in text:
        return
    for _, cell in iterparse(io.BytesIO(text)):
        if cell.tag != f"{_TAG}c":
            continue
        # An empty text is a value: `=IF(A2="", "", 1)` is stored so.
        if cell.find(f"{_TAG}f") is not None and cell.get("t") != "str":
            value = cell.find(f"{_TAG}v")
            if value is None or not value.text:
                yield (*coordinate_to_tuple(cell.get("r")), cell.get("r"))
        cell.clear()
