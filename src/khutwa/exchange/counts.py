"""Counts by period from a plain CSV, such as ceasefire violations a fortnight, and from events.

The columns: `date` (a month or a day), or `start` and `end`; `count`. Where there are: `qualifier`
(exact, over, almost, around), `share` (how much of the period or area was observed, above 0 to
1), `known` (the day on which the figure was known), `source`, `note`. Some other headings are
known, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeVar

from khutwa.exchange.line import Line, LostError
from khutwa.exchange.loading import LoadedData, Loader, Origin, diagnostic
from khutwa.ledger.cells import CellError, read_date
from khutwa.ledger.table import Fault
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.diagnostic import Place
from khutwa.track.alarms_series import Count, Series
from khutwa.words import M

Every = Literal["week", "month"]

NAMES = {
    "date": ("date", "month", "month_wise", "period", "day"),
    "start": ("start", "from", "period start"),
    "end": ("end", "to", "period end"),
    "count": ("count", "cfv", "total_cfv", "violations", "total", "n"),
    "qualifier": ("qualifier",),
    "share": ("share", "observed"),
    "known": ("known", "published"),
    "source": ("source", "report"),
    "note": ("note", "notes"),
}
"""Headings under which each column is known, the product's own first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure.

    Attributes:
        count: The figure and its period.
        qualifier: How exact it is said to be, in the file's words; empty where it is not said.
        source: Where it was read.
        note: A remark.
        place: Where it stood in the file.
    """

    count: Count
    qualifier: str
    source: str
    note: str
    place: Place


def series(found: Iterable[Counted]) -> Series:
    """Return figures as a series for alarms; the words around them stay behind."""
    return Series.of(each.count for each in found)


def _record(line: Line) -> Counted:
    columns = {name: next((c for c in known if c in line.row.cells), known[0])
               for name, known in NAMES.items()}  # fmt: skip
    start, end = _period(line, columns["date"], columns["start"], columns["end"])
    # An empty cell says that nobody counted; one that cannot be read does not.
    counted = line.number(columns["count"], key=bool(line.text(columns["count"])))
    if counted is not None and counted < 0:
        line.say("bad-key", columns["count"], given=str(counted), expected=M("0 or more"))
        raise LostError
    share = line.real(columns["share"])
    if share is not None and not 0 < share <= 1:
        line.say("bad-value", columns["share"], given=line.text(columns["share"]),
                 expected=M("above 0, and 1 at most"))  # fmt: skip
        share = None
    known = line.day(columns["known"])
    return Counted(
        Count(start, end, counted, 1.0 if share is None else share, known or date.min),
        line.text(columns["qualifier"]),
        line.text(columns["source"]),
        line.text(columns["note"]),
        line.place,
    )


def _period(line: Line, whole: str, first: str, last: str) -> tuple[date, date]:
    if line.text(first) or not line.text(whole):
        start, end = line.day(first, key=True), line.day(last, key=True)
        assert start is not None
        assert end is not None
        if end < start:
            line.say("bad-key", last, given=line.text(last), expected=f">= {start}")
            raise LostError
        return start, end
    try:
        found: PartialDate | None = read_date(line.text(whole), line.dates)
    except CellError:
        line.say("bad-key", whole, given=line.text(whole), expected="2019-05, 2019-05-01")
        raise LostError from None
    assert found is not None
    return found.first, found.last


@dataclass(frozen=True)
class _CountsLoader(Loader[Counted]):
    """Reads counts; then looks whether periods overlap."""

    def read(self, data: bytes, name: str) -> LoadedData[Counted]:
        loaded = super().read(data, name)
        more = []
        kept = sorted(loaded.records, key=lambda r: (r.count.start, r.place.line))
        for earlier, later in pairwise(kept):
            one, other = earlier.count, later.count
            if other.start <= one.end and (one.start, one.end) != (other.start, other.end):
                values = {"one": _span(other), "other": _span(one)}
                more.append(diagnostic(Fault("overlaps", later.place, values)))
        if not more:
            return loaded
        found = (*loaded.diagnostics, *more)
        ordered = sorted(found, key=lambda d: (d.place.line, d.place.column, d.code))
        return replace(loaded, diagnostics=tuple(ordered))


def _span(count: Count) -> str:
    return f"{count.start.isoformat()}/{count.end.isoformat()}"


COUNTS = _CountsLoader(
    kind="counts",
    origin=Origin(
        title="counts",
        citation="",
        licence=M("As whoever counted says; the file does not tell."),
    ),
    required=(NAMES["count"], (*NAMES["date"], *NAMES["start"])),
    record=_record,
    dates="day-first",
)
"""Reads counts."""

E = TypeVar("E")


def tallied(
    events: Sequence[E], day: Callable[[E], date], weight: Callable[[E], int], every: Every
) -> list[Count]:
    """Return counts of events by week (from Monday) or month, from the first to the last.

    A period without events between them counts 0: an event data set reports what it knows of, so
    nothing tells a quiet week from one of which nobody wrote.

    Args:
        events: In any order.
        day: The day of an event.
        weight: What it counts for: 1, or its deaths.
        every: The period.
    """
    if not events:
        return []
    starts = Counter[date]()
    for event in events:
        starts[_start(day(event), every)] += weight(event)
    found = []
    at, last = min(starts), max(starts)
    while at <= last:
        after = _start(at + timedelta(days=32 if every == "month" else 7), every)
        found.append(Count(at, after - timedelta(days=1), starts[at]))
        at = after
    return found


def _start(day: date, every: Every) -> date:
    return day.replace(day=1) if every == "month" else day - timedelta(days=day.weekday())
