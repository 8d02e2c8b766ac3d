"""A file of somebody else's data at a glance: how much of what, from when, what is odd."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from khutwa.exchange.acled import ACLED, AcledEvent
from khutwa.exchange.counts import Every, tallied
from khutwa.exchange.datasets import PAM_ORIGIN
from khutwa.exchange.ged import GED, GedEvent
from khutwa.exchange.kobo import kobo
from khutwa.exchange.kobo_mapping import Mapping as FormMapping
from khutwa.exchange.loading import LoadedData, Loader, Origin
from khutwa.exchange.pam import load_pam
from khutwa.exchange.pax import PAX
from khutwa.exchange.ucdp_agreements import UCDP
from khutwa.ledger.cells import Order
from khutwa.ledger.entry import Entry
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.track.alarms_csv import load_counts
from khutwa.track.alarms_series import Count
from khutwa.words import MN, M, Message

Event = GedEvent | AcledEvent

KINDS = ("pam", "pax", "ucdp", "ged", "acled", "counts", "kobo")
"""Every kind of file that is read."""

COUNTS_ORIGIN = Origin("", "", M("As whoever counted says; the file does not tell."))


@dataclass(frozen=True)
class Overview:
    """What came of a file.

    Attributes:
        kind: One of `KINDS`.
        origin: Whose data they are.
        size: How many of what.
        days: The first and the last day that they speak of; None where there is nothing.
        diagnostics: What is odd, in the order of the lines.
        counts: Counts, where the file has some or they can be made of its events.
        entries: Entries of a ledger, where they can be made of it.
        tags: The HXL tag of each column that has one.
    """

    kind: str
    origin: Origin
    size: Message
    days: tuple[date, date] | None
    diagnostics: tuple[Diagnostic, ...]
    counts: tuple[Count, ...] | None = None
    entries: tuple[Entry, ...] | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether there are data to work with."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)


def _events(n: int) -> Message:
    return MN("{n} event", "{n} events", n)


def _agreements(n: int) -> Message:
    return MN("{n} agreement", "{n} agreements", n)


_LOADERS: Mapping[str, tuple[Loader[Any], Callable[[int], Message], Callable[[Any], date]]]
_LOADERS = {
    "pax": (PAX, _agreements, lambda record: record.signed),
    "ucdp": (UCDP, _agreements, lambda record: record.signed),
    "ged": (GED, _events, lambda record: record.start),
    "acled": (ACLED, _events, lambda record: record.day),
}


def overview(
    kind: str,
    path: str | os.PathLike[str],
    form: FormMapping | None = None,
    *,
    every: Every = "month",
    deaths: bool = False,
    dates: Order | None = None,
    chosen: Callable[[Event], bool] = lambda event: True,
) -> Overview:
    """Return what came of a file. Never raises for what the file says.

    Args:
        kind: One of `KINDS`.
        path: The file.
        form: The mapping, for `kobo`.
        every: The period by which events are counted.
        deaths: Whether to count deaths in place of events.
        dates: How to read a date that can be read in two ways; by default as the owners of the
            data write it, or else it is reported.
        chosen: Which events to count.
    """
    if kind == "pam":
        pam = load_pam(path)
        years = sorted({record.year for record in pam.records})
        span = (date(years[0], 1, 1), date(years[-1], 12, 31)) if years else None
        size = MN("{n} accord", "{n} accords", len(pam.accords or ()))
        return Overview(kind, PAM_ORIGIN, size, span, pam.diagnostics)
    if kind == "counts":
        read = load_counts(Path(path), dates)
        counts = read.series.counts
        size = MN("{n} count", "{n} counts", len(counts))
        span = (counts[0].start, max(c.end for c in counts)) if counts else None
        return Overview(kind, COUNTS_ORIGIN, size, span, read.diagnostics, counts)
    if kind == "kobo":
        loader = kobo(form or FormMapping(), dates)
        reports = loader.load(path)
        entries = tuple(record.entry for record in reports.records)
        days = [e.date.first if e.date else e.recorded for e in entries]
        size = MN("{n} entry", "{n} entries", len(entries))
        return Overview(kind, loader.origin, size, _span(days), reports.diagnostics, None, entries,
                        reports.tags)  # fmt: skip
    loader, words, day = _LOADERS[kind]
    loader = replace(loader, dates=dates or loader.dates)
    found: LoadedData[Any] = loader.load(path)
    made = None
    if kind in ("ged", "acled"):
        events = [event for event in found.records if chosen(event)]
        made = tuple(tallied(events, day, _deaths if deaths else lambda event: 1, every))
    size = words(len(found.records))
    days = [day(record) for record in found.records]
    return Overview(kind, found.origin, size, _span(days), found.diagnostics, made,
                    tags=found.tags)  # fmt: skip


def _span(days: list[date]) -> tuple[date, date] | None:
    return (min(days), max(days)) if days else None


def _deaths(event: Event) -> int:
    return (event.best if isinstance(event, GedEvent) else event.fatalities) or 0


def about(event: Event, place: str | None, kind: str | None) -> bool:
    """Tell whether an event lies in a place and is of a kind, as far as these are given.

    Args:
        event: The event.
        place: Country, first-order unit or place, in full.
        kind: Type of the event: its number in the UCDP data, its name or sub-type in ACLED.
    """
    if place is not None:
        places = (event.country, event.province, event.where)
        if place.casefold() not in (each.casefold() for each in places):
            return False
    if kind is None:
        return True
    if isinstance(event, GedEvent):
        return kind == str(event.kind)
    return kind.casefold() in (event.kind.casefold(), event.subkind.casefold())
