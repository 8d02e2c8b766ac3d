"""Small sheets in the layout of the Peace Accords Matrix, with invented accords."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from khutwa.exchange.pam import LoadedPam, read_pam

KEYS = ("pam_caseid", "year_count", "cowcode", "country", "country_accorddate", "accord name",
        "year")  # fmt: skip
TOTALS = ("total_prov", "total_implem_points", "agg_implem_score")
Scores = Mapping[str, tuple[int, int, int, int]]
"""By provision: in the accord, begun, level, reversal."""

ATLANTIS: dict[str, Any] = {
    "pam_caseid": 77,
    "cowcode": 1,
    "country": "Atlantis",
    "country_accorddate": "Atlantis (3/1/2001)",
    "accord name": "Treaty of the Shore, Mar 01 2001",
}


def row(year: int, scores: Scores, **changed: Any) -> dict[str, Any]:
    """Return one row, its aggregate as the data set defines it."""
    inside = [level for has, _, level, _ in scores.values() if has]
    made: dict[str, Any] = {
        **ATLANTIS,
        "year_count": year - 2000,
        "year": year,
        "total_prov": len(inside),
        "total_implem_points": sum(inside),
        "agg_implem_score": round(100 * sum(inside) / (3 * len(inside)), 6) if inside else None,
    }
    for name, values in scores.items():
        for part, value in zip(("prov", "init", "implem", "revers"), values, strict=True):
            made[f"{name}_{part}"] = value
    return {**made, **changed}


def sheet(
    rows: Sequence[Mapping[str, Any]],
    spelled: Mapping[str, str] | None = None,
    stray: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a workbook of these rows.

    Args:
        rows: As `row` makes them; all name the same provisions.
        spelled: Columns whose heading is written in another way.
        stray: Further cells, by their names in Excel.
    """
    names = [name for name in rows[0] if name not in (*KEYS, *TOTALS)]
    columns = [*KEYS, *names, *TOTALS]
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([(spelled or {}).get(name, name) for name in columns])
    for values in rows:
        page.append([values.get(name) for name in columns])
    for place, value in (stray or {}).items():
        page[place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def loaded(
    rows: Sequence[Mapping[str, Any]], spelled: Mapping[str, str] | None = None
) -> LoadedPam:
    """Return what the loader makes of these rows."""
    return read_pam(sheet(rows, spelled), "small.xlsx")


def decade(level: int = 0, **changed: Any) -> list[dict[str, Any]]:
    """Return ten years of one provision that stays at a level: a sheet with nothing to say of."""
    return [row(2001 + n, {"cease": (1, 1, level, 0)}, **changed) for n in range(10)]


def real_file() -> Path:
    """Return where the published data lie, if they do: beside the repository's folder."""
    shared = Path(__file__).resolve().parents[3] / "shared/data/pam"
    return shared / "PAM_ID-1.5-24-accords.xlsx"
