"""How commitments stand, as words and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from khutwa.ledger.entry import BROKEN
from khutwa.track.tracking import dated
from khutwa.words import M, Message, Text, format_partial

if TYPE_CHECKING:
    from khutwa.track.commitments import Commitment, Standing
    from khutwa.track.tracking import Track

MOST_DAYS = 12
"""Days of a list."""


def standing_word(standing: Standing) -> Message:
    """Return the word for how a commitment stands."""
    words = {
        "on time": M("done in time"),
        "late": M("done late"),
        "overdue": M("overdue"),
        "no report": M("no report"),
        "not due": M("not due yet"),
        "done": M("done"),
        "undone": M("violated or reversed"),
        "open": M("no date yet"),
    }
    return words[standing]


def overdue_words(found: Track, each: Commitment) -> Message:
    """Return an overdue commitment as a sentence, with what stands in the way."""
    said = due_words(found, each)
    if each.lost:
        said = M("{said} It was done on {day}, and that no longer holds.", said=said, day=each.lost)
    if each.blocked_by:
        said = M("{said} It waits for {steps}, owed by {owners}.", said=said,
                 steps=_labels(found, each.blocked_by), owners=_labels(found, each.blockers)
                 )  # fmt: skip
    return said


def late_words(found: Track, each: Commitment) -> Message:
    """Return a commitment done late as a sentence, with what had stood in the way when due."""
    said = M("{said} It was done on {day}.", said=due_words(found, each), day=each.since)
    if each.held_up_by:
        said = M("{said} When it was due it waited for {steps}, owed by {owners}.", said=said,
                 steps=_labels(found, each.held_up_by), owners=_labels(found, each.holders)
                 )  # fmt: skip
    return said


def undone_words(found: Track, step: str) -> Message:
    """Return a step that was violated or reversed as a sentence, with the days of the reports."""
    entries = found.status(step).entries
    said = {dated(e) for e in entries if e.status in BROKEN}
    # A month in which somebody else names the day is the same report.
    days = [d for d in said if not any(d.first <= o.first and o.last <= d.last for o in said - {d})]
    shown = [Text.plain(format_partial(day)) for day in sorted(days, key=lambda day: day.first)]
    return M("{step}, owed by {obligors}, is reported as violated or reversed: {days}.",
             step=found.roadmap.label(step), days=shown[:MOST_DAYS],
             obligors=_labels(found, found.roadmap.steps[step].obligors))  # fmt: skip


def _labels(found: Track, names: Iterable[str]) -> list[Text]:
    return [found.roadmap.label(name) for name in names] or [Text.plain("–")]


def due_words(found: Track, each: Commitment) -> Message:
    """Return as a sentence what was due, from whom, and by when."""
    names = _labels(found, each.obligors)
    step, due = found.roadmap.label(each.step), each.due
    said = M("{step}, owed by {obligors}, was due by {due}.", step=step, obligors=names, due=due)
    if each.reading:
        return M("{said} (Reading: {reading}.)", said=said, reading=each.reading)
    return said
