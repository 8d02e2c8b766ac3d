"""Counts and dated events from CSV: `date,count`, with more columns, and `date,label`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from khutwa.ledger.cells import CellError, Order, plain, read_date
from khutwa.ledger.cutting import RowReader
from khutwa.ledger.decoding import decoded
from khutwa.ledger.formats.csv_format import SAYS_SEPARATOR, SEPARATORS
from khutwa.ledger.hxl_tags import tags
from khutwa.ledger.load import shortened
from khutwa.ledger.table import Cell, Fault
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.diagnostic import Diagnostic, Place
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.files import Unread, read_file, shown
from khutwa.track.alarms_problems import PROBLEMS
from khutwa.track.alarms_reports import Said, before, beside, known_by_report
from khutwa.track.alarms_series import Count, Series

MOST = 3000
"""Rows that a series may have."""

LARGEST = MOST * 200
"""Bytes that a file may have."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "start", "month", "month_wise", "period", "effective_date", "التاريخ", "дата"),
    "end": ("end", "النهاية", "конец"),
    "count": ("count", "violations", "cfv", "total_cfv", "العدد", "число"),
    "exposure": ("exposure", "observed", "التغطية", "охват"),
    "revised": ("revised", "published", "تاريخ المراجعة", "уточнено"),
    "source": ("source", "المصدر", "источник"),
    "report": ("report", "التقرير", "отчёт"),
    "previous": ("previous", "prev_stated", "السابق", "предыдущее"),
    "label": ("label", "event", "name", "الحدث", "событие"),
}
"""Names of the columns, and how else they may be written."""

_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_NUMBER = re.compile(r"(\d+(?:[.,٫]\d+)?)\s*(%?)")


@dataclass(frozen=True)
class Event:
    """Something dated that may have moved the counts, such as a recommitment."""

    day: date
    label: str


@dataclass(frozen=True)
class LoadedCounts:
    """What came of a file of counts.

    Attributes:
        series: The counts of all rows that can be read.
        diagnostics: What is wrong with the file, in the order of its lines.
        in_days: Whether the exposures were read as days observed.
        data: The bytes of the file.
    """

    series: Series = field(default_factory=lambda: Series(()))
    diagnostics: tuple[Diagnostic, ...] = ()
    in_days: bool = False
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class LoadedEvents:
    """What came of a file of events: those that can be read, by day, and what is wrong with it."""

    events: tuple[Event, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def load_counts(path: Path, dates: Order | None = None) -> LoadedCounts:
    """Read a series of counts from a CSV file; never raise for what the file says."""
    data, found = _bytes(path)
    return read_counts(data, shown(path), dates) if not found else LoadedCounts(diagnostics=found)


def load_events(path: Path, dates: Order | None = None) -> LoadedEvents:
    """Read dated events from a CSV file; never raise for what the file says."""
    data, found = _bytes(path)
    return read_events(data, shown(path), dates) if not found else LoadedEvents(diagnostics=found)


def read_counts(data: bytes, name: str, dates: Order | None = None) -> LoadedCounts:
    """Read a series of counts from the bytes of a CSV file.

    Args:
        data: The bytes. A date is the first day of a period, or its month. Without a column `end` a
            period lasts as long as most of them do, or until the next one.
        name: What to call the file.
        dates: How to read a date that can be read in two ways; by default it is reported.
    """
    sheet = _Sheet(data, name, ("date", "count"), dates)
    rows = [(row, made) for row in sheet.rows if (made := sheet.count(row))]
    ends = _ends([made for _, made in rows])
    whole = [
        replace(made, end=made.end if made.end > date.min else ends[made.start]) for _, made in rows
    ]
    rows = [(row, made) for (row, _), made in zip(rows, known_by_report(whole), strict=True)]
    in_days = _in_days([row.figure("exposure") for row, _ in rows])
    kept: dict[int, Count] = {}
    for row, made in sorted(rows, key=lambda pair: (pair[1].start, pair[0].line)):
        figure = _figure(sheet, row, made, in_days, kept)
        if figure:
            kept[row.line] = figure
    counts = list(kept.values())
    for row, made in rows:
        counts += _said(sheet, row, made, tuple(kept.values()), whole)
    if not any(each.count is not None for each in counts):
        sheet.wrong("no-rows")
    return LoadedCounts(Series.of(_apart(counts)), sheet.diagnostics(), in_days, data)


def _figure(
    sheet: _Sheet, row: _Row, made: Count, in_days: bool, kept: dict[int, Count]
) -> Count | None:
    """Return the figure of a row, or None and a finding."""
    share = sheet.share(row, made, in_days)
    if share is None:
        return None
    if share == 0:
        made = replace(made, count=None)
    made = replace(made, share=share or 1.0)
    line = next(reversed(kept), 0)
    last = kept.get(line)
    if last and last.end >= made.start and (last.start, last.end) != (made.start, made.end):
        sheet.wrong("overlap", row, "date", line=line)
        return None
    key = (made.start, made.known, made.source)
    twice = [n for n, each in kept.items() if (each.start, each.known, each.source) == key]
    if twice:
        sheet.wrong("twice", row, "date", line=twice[0])
        return None
    if date.min < made.known < made.start:
        sheet.wrong("revised-early", row, "revised")
        return None
    return made


def _said(
    sheet: _Sheet, row: _Row, made: Count, kept: Sequence[Count], whole: Sequence[Count]
) -> list[Count]:
    """Return what a row calls the figure of the period before, where that is another figure."""
    text = row.figure("previous")
    if not text:
        return []
    number = _WHOLE.fullmatch(text)
    if not number:
        sheet.wrong("bad-count", row, "previous")
        return []
    figure = before(Said(made, int(number[1])), kept)
    if figure is None:
        # Of a row that was left out that has been said already.
        if not any(c.end < made.start and c.days == made.days and c.count == int(number[1])
                   for c in whole):  # fmt: skip
            sheet.wrong("previous-astray", row, "previous")
        return []
    there = [c for c in kept if (c.start, c.source) == (figure.start, figure.source)]
    return [] if any(c.count == figure.count for c in there) else [figure]


def _apart(counts: Sequence[Count]) -> list[Count]:
    """Return counts with those that contradict an earlier one set beside it."""
    made: list[Count] = []
    for each in sorted(counts, key=lambda c: max(c.known, c.end)):
        made.append(beside(made, each))
    return made


def read_events(data: bytes, name: str, dates: Order | None = None) -> LoadedEvents:
    """Read dated events from the bytes of a CSV file `date,label`."""
    sheet = _Sheet(data, name, ("date",), dates)
    days = [(sheet.day(row, "date"), row) for row in sheet.rows]
    events = [Event(day.first, row.get("label")) for day, row in days if day]
    return LoadedEvents(tuple(sorted(events, key=lambda e: e.day)), sheet.diagnostics())


def _bytes(path: Path) -> tuple[bytes, tuple[Diagnostic, ...]]:
    data = read_file(path, LARGEST)
    if isinstance(data, Unread):
        return b"", (_finding(data.kind, Place(data.name), **{**data.values, "most": MOST}),)
    return data, ()


def _finding(kind: str, place: Place, **values: Any) -> Diagnostic:
    return PROBLEMS[kind].found(place, **values)


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, Cell]

    def get(self, column: str) -> str:
        return self.cells[column].text.strip() if column in self.cells else ""

    def figure(self, column: str) -> str:
        """Return the text of a number, without direction marks and with the Latin per cent sign."""
        return plain(self.get(column)).replace("٪", "%")


class _Sheet:
    """Rows by the names of their columns, and what is wrong with them."""

    def __init__(
        self, data: bytes, name: str, needed: tuple[str, ...], dates: Order | None
    ) -> None:
        self.name = name
        self.dates = dates
        self.found: list[Diagnostic] = []
        self.notes: list[Diagnostic] = []
        self.rows: list[_Row] = []
        text = decoded(data, name)
        if isinstance(text, Fault):
            self.found.append(_finding("encoding", text.place, **text.values))
            return
        self.notes = [_finding(each.kind, each.place, **each.values) for each in text.faults]
        told = SAYS_SEPARATOR.match(text.text)
        first = text.text.lstrip().split("\n", 1)[0]
        separator = told[1] if told else max(SEPARATORS, key=first.count)
        head: list[str] = []
        for line, cells, at in RowReader(text.text, separator).rows(told.end() if told else 0):
            if isinstance(cells, str):
                self.found.append(_finding("broken-quote", Place(name, *at)))
            elif not head:
                head = [_column(cell.text) for cell in cells]
            elif self.rows or not tags(head, [cell.text for cell in cells]):
                # Of two columns of one name the first counts.
                named = reversed(list(zip(head, cells, strict=False)))
                self.rows.append(_Row(line, dict(named)))
        if len(self.rows) > MOST:
            self.found.append(_finding("too-large", Place(name), most=MOST))
            self.rows = []
        for column in needed:
            if column not in head and not self.found:
                self.found.append(
                    _finding("missing-column", Place(name), given=column, allowed=list(COLUMNS))
                )
                self.rows = []

    def wrong(self, kind: str, row: _Row | None = None, column: str = "", **values: Any) -> None:
        """Note what is wrong with a cell, or with the whole where nothing else is."""
        if row is None:
            if not self.found:
                self.found.append(_finding(kind, Place(self.name)))
            return
        cell = row.cells.get(column, Cell("", row.line))
        place = Place(self.name, cell.line, cell.column)
        self.found.append(_finding(kind, place, **values | {"given": shortened(cell.text)}))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted(self.notes + self.found, key=lambda d: (d.place.line, d.place.column)))

    def day(self, row: _Row, column: str) -> PartialDate | None:
        """Return a date, or None and a finding; a whole year is no period of a series."""
        try:
            day = read_date(row.get(column), self.dates)
        except CellError as error:
            self.wrong(error.kind, row, column, **error.values)
            return None
        if day.month is None:
            self.wrong("bad-date", row, column)
            return None
        return day

    def count(self, row: _Row) -> Count | None:
        """Return what a row states; the end is `date.min` where the row does not tell it."""
        start = self.day(row, "date")
        end = self.day(row, "end") if row.get("end") else start
        known = self.day(row, "revised") if row.get("revised") else None
        if start is None or end is None or (row.get("revised") and known is None):
            return None
        if end.last < start.first:
            self.wrong("bad-end", row, "end")
            return None
        figure = row.figure("count")
        whole = _WHOLE.fullmatch(figure)
        if figure and not whole:
            self.wrong("bad-count", row, "count")
            return None
        told = row.get("end") or not start.is_exact
        return Count(start.first, end.last if told else date.min, int(whole[1]) if whole else None,
                     known=known.last if known else date.min, source=row.get("source"),
                     report=row.get("report"))  # fmt: skip

    def share(self, row: _Row, whole: Count, in_days: bool) -> float | None:
        """Return the share that was observed, or None and a finding."""
        figure = row.figure("exposure")
        if not figure:
            return 1.0
        value = _exposure(figure)
        if value is not None:
            value = value / whole.days if in_days and "%" not in figure else value
            if 0 <= value <= 1:
                return value
        self.wrong("bad-exposure", row, "exposure")
        return None


def _column(cell: str) -> str:
    text = cell.strip().lower()
    return next((name for name, others in COLUMNS.items() if text in others), text)


def _exposure(text: str) -> float | None:
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    value = float(found[1].replace(",", ".").replace("٫", "."))
    return value / 100 if found[2] else value


def _in_days(texts: list[str]) -> bool:
    """Tell whether a column of exposures is in days: where any plain number is above 1."""
    return any((_exposure(text) or 0) > 1 for text in texts if "%" not in text)


def _ends(counts: list[Count]) -> dict[date, date]:
    """Return the last day of each period whose row does not tell it, by its first day."""
    starts = sorted({each.start for each in counts})
    gaps = [(later - early).days for early, later in pairwise(starts)]
    common = Counter(gaps).most_common()
    usual = min((g for g, n in common if n == common[0][1]), default=1)
    monthly = 28 <= usual <= 31 and all(each.day == 1 for each in starts)
    found = {}
    for number, start in enumerate(starts):
        try:
            after = Duration(months=1).after(start) if monthly else start + timedelta(days=usual)
            end = after - timedelta(days=1)
        except OverflowError:
            end = date.max
        if number + 1 < len(starts):
            end = min(end, starts[number + 1] - timedelta(days=1))
        found[start] = end
    return found
