"""The Peace Accords Matrix implementation data set, version 1.5, as it was published.

Joshi, Quinn & Regan 2015, Annualized implementation data on comprehensive intrastate peace accords,
1989-2012, Journal of Peace Research 52(4):551-562. One row an accord and year; 51 provisions, each
with four columns. The data are not part of this product: their licence is not stated. The known
defects of the file are named and read around, and every published aggregate is computed again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from khutwa.exchange.pam_problems import PROBLEMS
from khutwa.exchange.pam_rows import Faults, Found, read_rows
from khutwa.ledger.formats.xlsx_format import filled_values, open_book
from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
from khutwa.roadmap.files import Unread, read_file, shown

LARGEST = 64 * 1024 * 1024
"""Bytes that a file may have."""

TOLERANCE = 0.001
"""Percentage points by which a published aggregate may differ: it has seven digits."""


@dataclass(frozen=True, slots=True)
class PamRecord:
    """What one row says of one provision.

    Attributes:
        accord: Number of the accord, `pam_caseid`.
        provision: Short name of the provision, as in `cease_prov`.
        year: The year, at whose end the score stands.
        score: Level of implementation, 0 (not initiated) to 3 (full).
        in_accord: Whether the accord has the provision that year.
        reversed: Whether a reversal is noted that year.
    """

    accord: int
    provision: str
    year: int
    score: int
    in_accord: bool
    reversed: bool


@dataclass(frozen=True, slots=True)
class PamAccord:
    """One accord.

    Attributes:
        id: Its number, `pam_caseid`.
        country: The country.
        name: The name as the file has it.
        signed: The day it was signed.
        years: The years with a row, ascending.
    """

    id: int
    country: str
    name: str
    signed: date
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PamAggregate:
    """How far an accord is implemented at the end of a year.

    Attributes:
        published: The figure of the file, per cent; None where there is none.
        recomputed: Sum of the scores of its provisions / (3 x provisions) x 100.
    """

    accord: int
    year: int
    published: float | None
    recomputed: float

    @property
    def agrees(self) -> bool:
        """Tell whether the published figure is what the scores make."""
        return self.published is not None and abs(self.published - self.recomputed) <= TOLERANCE


@dataclass(frozen=True)
class LoadedPam:
    """What came of a file.

    Attributes:
        records: Every sound score, by accord, provision and year.
        accords: The accords by number.
        aggregates: One for every row of the file, in its order.
        diagnostics: Every defect that was met, in the order of the rows.
    """

    records: tuple[PamRecord, ...] = ()
    accords: Mapping[int, PamAccord] | None = None
    aggregates: tuple[PamAggregate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether there are data to work with."""
        return bool(self.records) and not any(
            found.severity is Severity.ERROR for found in self.diagnostics
        )


def load_pam(path: str | os.PathLike[str]) -> LoadedPam:
    """Read the data set from its Excel file.

    Never raises for a mistake of the user's or a defect of the file: they are in `diagnostics`.
    """
    data = read_file(FilePath(path), LARGEST)
    if isinstance(data, Unread):
        return _refused(data.name, data.kind, **data.values)
    return read_pam(data, shown(FilePath(path)))


def read_pam(data: bytes, name: str) -> LoadedPam:
    """Read the data set from the bytes of its Excel file.

    Args:
        data: The bytes.
        name: How diagnostics call the file.
    """
    try:
        book = open_book(data, values=True)
    except ImportError:
        return _refused(name, "no-library")
    # openpyxl says in many ways that a file is none of its own.
    except Exception:
        return _refused(name, "no-workbook")
    for sheet in book.worksheets:
        lines = list(filled_values(sheet))
        faults = Faults()
        found = read_rows(lines, faults) if lines else None
        if found is not None:
            return _loaded(found, faults, name)
    return _refused(name, "no-panel", given=book.sheetnames)


def _loaded(found: Found, faults: Faults, name: str) -> LoadedPam:
    accords = {
        number: PamAccord(number, told.country, told.name, told.signed, tuple(sorted(told.years)))
        for number, told in sorted(found.accords.items())
    }
    records = [
        PamRecord(accord, provision, year, cell.score, cell.in_accord, cell.reversed > 0)
        for (accord, provision, year), cell in sorted(found.cells.items())
    ]
    aggregates = []
    for row in found.rows:
        inside = [cell.score for cell in row.cells.values() if cell.in_accord]
        made = 100 * sum(inside) / (3 * len(inside)) if inside else 0.0
        aggregates.append(PamAggregate(row.accord, row.year, row.published, made))
        if row.published is not None and not aggregates[-1].agrees:
            faults.say("other-aggregate", row.line, accord=found.label(row.accord),
                       year=str(row.year), published=row.published, recomputed=made)  # fmt: skip
    diagnostics = sorted(
        (PROBLEMS[kind].found(Place(name, line, column), (), values.get("accord"), **values)
         for kind, line, column, values in faults.found),
        key=lambda d: (d.place.line, d.place.column, d.code),
    )  # fmt: skip
    return LoadedPam(tuple(records), accords, tuple(aggregates), tuple(diagnostics))


def _refused(name: str, kind: str, **values: Any) -> LoadedPam:
    return LoadedPam(diagnostics=(PROBLEMS[kind].found(Place(name), **values),))
