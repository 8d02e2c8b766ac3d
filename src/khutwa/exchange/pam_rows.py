"""The rows of a sheet of the Peace Accords Matrix, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from khutwa.exchange.pam_layout import Columns, layout

YEARS = 10
"""Years for which an accord is followed."""

LARGEST = 1e9
"""From here on a number is no key and no score."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"\b([A-Z][a-z]{2})[a-z]* (\d{1,2})[ ,]+(\d{4})\b")
_SLASHED = re.compile(r"\((\d{1,2})/(\d{1,2})/(\d{4})\)")


@dataclass
class Faults:
    """Defects that were met: kind, line, column, and what their texts insert."""

    found: list[tuple[str, int, int, Mapping[str, Any]]] = field(default_factory=list)

    def say(self, kind: str, line: int = 1, at: int = 1, /, **values: Any) -> None:
        """Add a defect."""
        self.found.append((kind, line, at, values))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says of a provision: score, whether the accord has it, and reversals noted."""

    score: int
    in_accord: bool
    reversed: int


@dataclass(frozen=True)
class Row:
    """One accord and year; line counts from 1."""

    line: int
    accord: int
    year: int
    published: float | None
    cells: Mapping[str, Cell]


@dataclass
class Told:
    """What the rows of an accord say of it."""

    country: str
    name: str
    signed: date
    line: int
    years: set[int] = field(default_factory=set)

    @property
    def label(self) -> str:
        """Return how diagnostics call it."""
        return f"{self.country} {self.signed.year}"


@dataclass
class Found:
    """What a sheet holds; of two rows for one year, `cells` has the later."""

    rows: list[Row]
    accords: dict[int, Told]
    cells: dict[tuple[int, str, int], Cell]

    def label(self, accord: int) -> str:
        """Return how diagnostics call an accord."""
        return self.accords[accord].label


def read_rows(lines: Sequence[tuple[int, Sequence[Any]]], faults: Faults) -> Found | None:
    """Return what the lines of a sheet hold; None where it is no panel of the data set.

    Args:
        lines: Every line with its number from 1 and the values of its cells, headings first.
        faults: Takes every defect that is met.
    """
    (top, first), *rest = lines
    head = [str(value or "").strip().lower() for value in first]
    provisions = layout(head)
    if not provisions or not {"pam_caseid", "year"} <= set(head):
        return None
    sound = []
    for columns in provisions:
        for index, meant in columns.misspelt.items():
            faults.say("misspelt-column", top, index + 1, given=head[index], meant=meant)
        for meant in columns.missing:
            faults.say("missing-column", top, columns.at["prov"] + 1,
                       provision=columns.provision, meant=meant)  # fmt: skip
        if not columns.missing:
            sound.append(columns)
    found = Found([], {}, {})
    for number, line in rest:
        _read(number, dict(zip(head, line, strict=False)), line, sound, found, faults)
    _look(found, faults)
    return found


def _read(
    number: int,
    told: Mapping[str, Any],
    line: Sequence[Any],
    provisions: Sequence[Columns],
    found: Found,
    faults: Faults,
) -> None:
    accord, year = _whole(told.get("pam_caseid")), _whole(told.get("year"))
    if accord is None or year is None or not 1900 < year < 2200:
        faults.say("no-key", number)
        return
    if accord not in found.accords:
        found.accords[accord] = _accord(number, told, year, faults)
    about = found.accords[accord]
    about.years.add(year)
    if "year_count" in told and _whole(told["year_count"]) is None:
        faults.say("blank-count", number, accord=about.label, year=str(year))
    cells: dict[str, Cell] = {}
    for columns in provisions:
        values = {part: _whole(line[at]) for part, at in columns.at.items() if at < len(line)}
        inside, score = values.get("prov"), values.get("implem")
        if inside in (0, 1) and score in (0, 1, 2, 3):
            cells[columns.provision] = Cell(score, inside == 1, values.get("revers") or 0)
            continue
        part = "implem" if inside in (0, 1) else "prov"
        at = columns.at[part]
        given = line[at] if at < len(line) else None
        faults.say("bad-score", number, at + 1, column=f"{columns.provision}_{part}",
                   accord=about.label, year=str(year),
                   given="–" if given is None else str(given))  # fmt: skip
    aggregate = told.get("agg_implem_score")
    published = float(aggregate) if isinstance(aggregate, (int, float)) else None
    found.rows.append(Row(number, accord, year, published, cells))
    held = {name: found.cells[accord, name, year] for name in cells
            if (accord, name, year) in found.cells}  # fmt: skip
    if held:
        other = [name for name, cell in held.items() if cell != cells[name]]
        inside_both = [name for name, cell in held.items() if cell.in_accord]
        kind = "same-year-differs" if other else "same-year-twice"
        faults.say(kind, number, accord=about.label, year=str(year),
                   n=len(other or inside_both))  # fmt: skip
    found.cells |= {(accord, name, year): cell for name, cell in cells.items()}


def _accord(number: int, told: Mapping[str, Any], year: int, faults: Faults) -> Told:
    name = " ".join(str(told.get("accord name") or "").split())
    country = " ".join(str(told.get("country") or told["pam_caseid"]).split())
    signed = _signed(name, str(told.get("country_accorddate") or ""))
    made = Told(country, name, signed or date(year, 1, 1), number)
    if signed is None:
        faults.say("no-signature", number, accord=made.label)
    return made


def _signed(name: str, other: str) -> date | None:
    """Return the day of signature.

    The day in the accord's name goes first: for Burundi it is that of the accord with which the
    panel begins, where the other column has that of an earlier one.
    """
    days = [
        (int(year), _MONTHS.index(month.lower()) + 1, int(day))
        for month, day, year in _NAMED.findall(name)
        if month.lower() in _MONTHS
    ]
    days += [(int(year), int(month), int(day)) for month, day, year in _SLASHED.findall(other)]
    for year, month, day in days:
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _whole(value: Any) -> int | None:
    """Return a whole number from 0, also one that stands as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip()
        plain = value.isascii() and value.isdecimal() and len(value) < 10
        return int(value) if plain else None
    if isinstance(value, (int, float)) and 0 <= value < LARGEST and value == int(value):
        return int(value)
    return None


def _look(found: Found, faults: Faults) -> None:
    """Say what is odd about accords as a whole."""
    by_provision: dict[tuple[int, str], dict[int, Cell]] = {}
    for (accord, provision, year), cell in found.cells.items():
        by_provision.setdefault((accord, provision), {})[year] = cell
    quiet = dict.fromkeys(found.accords, 0)
    for (accord, provision), cells in by_provision.items():
        about = found.accords[accord]
        outside = sorted(year for year, cell in cells.items() if cell.score and not cell.in_accord)
        if outside:
            faults.say("scored-outside", about.line, accord=about.label, provision=provision,
                       years=[str(year) for year in outside])  # fmt: skip
        for year, cell in cells.items():
            before = cells.get(year - 1)
            if cell.reversed and not (before and before.score > cell.score):
                quiet[accord] += 1
    for accord, about in found.accords.items():
        years = sorted(about.years)
        if len(years) < YEARS:
            faults.say("short-panel", about.line, accord=about.label, n=len(years), most=YEARS)
        lost = [str(y) for one, two in pairwise(years) for y in range(one + 1, two)]
        if lost:
            faults.say("gap", about.line, accord=about.label, years=lost)
        if quiet[accord]:
            faults.say("reversal-without-fall", about.line, accord=about.label, n=quiet[accord])
