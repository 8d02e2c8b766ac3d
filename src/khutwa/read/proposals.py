"""From a statement that a person accepted to an entry of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from khutwa.ledger import Entry, Source, Status
from khutwa.read.frame import ExtentKind, Reading, Statement
from khutwa.read.veridicality import Said
from khutwa.words import M, Message

_STATUS: dict[Said, tuple[Status, int | None]] = {
    Said.DONE: (Status.DONE, 3),
    Said.BEGUN: (Status.BEGUN, 1),
    Said.KEPT: (Status.BEGUN, 1),
    Said.AGREED: (Status.PROMISED, 0),
    Said.PROMISED: (Status.PROMISED, 0),
    Said.OFFERED: (Status.PROMISED, 0),
    Said.ANNOUNCED: (Status.PROMISED, 0),
    Said.STALLED: (Status.STALLED, None),
    Said.FAILED: (Status.STALLED, None),
    Said.REFUSED: (Status.REFUSED, 0),
    Said.VIOLATED: (Status.VIOLATED, None),
}
"""What a status of the ledger a statement would be; others say nothing of how far a step is."""

GRAVE = frozenset([Status.DONE, Status.VIOLATED])
"""What may not rest on one source: an error there does political harm."""


def entry_status(statement: Statement) -> tuple[Status, int | None] | None:
    """Return the status and level that the ledger would have, or None where there is none.

    What names no step is no entry. Wanted, demanded, allowed, discussed or planned is not done.
    What is hedged is at most a dispute. Something done to the thing of a step is not the step. What
    is denied of an action is that it was begun; denied of a part or of all, how far it is stays
    open. A part that was done is partial, and what holds, such as a truce, is under way: it is
    never done once and for all.
    """
    found = _STATUS.get(statement.said)
    if found is None or not statement.steps or not statement.steps[0].acted:
        return None
    if statement.negated:
        if statement.said not in (Said.DONE, Said.BEGUN, Said.KEPT) or statement.hedged:
            return None
        some = statement.extent is not None and statement.extent.kind is not ExtentKind.COUNTED
        return Status.STALLED, None if some or statement.said is Said.KEPT else 0
    if statement.hedged:
        return (Status.PROMISED, 0) if statement.said is Said.OFFERED else (Status.DISPUTED, None)
    if statement.said is Said.DONE and statement.is_part:
        return Status.PARTIAL, None
    return found


_MARK = 8
"""Digits of the hash of its text with which the id of an entry begins."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a person may accept.

    Attributes:
        statement: What it rests on.
        entry: What would stand in the ledger.
    """

    statement: Statement
    entry: Entry


def proposals(reading: Reading, recorded: date, source: Source | None = None) -> list[Proposal]:
    """Return the entries that a reading would give, each for the likeliest step."""
    return list(numbered(reading, recorded, source).values())


def numbered(reading: Reading, recorded: date, source: Source | None = None) -> dict[int, Proposal]:
    """Return the entries that a reading would give by the number of their statement, from 1.

    Args:
        reading: What was read.
        recorded: The day on which a person decides.
        source: Where the text is from; its hash is that of the copy to keep, the text's own where
            it has none.
    """
    digest = sha256(reading.text.encode()).hexdigest()
    source = source or Source()
    found = {}
    for number, statement in enumerate(reading.statements, 1):
        status = entry_status(statement)
        if status is None:
            continue
        on = statement.when if statement.when and statement.when.kind == "on" else None
        entry = Entry(
            id=f"{digest[:_MARK]}-{number}",
            recorded=recorded,
            step=statement.steps[0].step,
            status=status[0],
            level=status[1],
            date=on.date if on else None,
            assessor=", ".join(statement.speaker.names) or source.publisher,
            source=Source(source.title, source.publisher, source.url, source.sha256 or digest),
            language=reading.language,
            quote=statement.span.text,
            # As ISO 8601 writes an interval; the ledger has a day, a month or a year.
            note="/".join(day.isoformat() for day in on.days) if on and on.days else "",
        )
        found[number] = Proposal(statement, entry)
    return found


def text_of(entry: Entry) -> str:
    """Return what tells an entry's text from others; its id where no reader made it."""
    text, dash, number = entry.id.rpartition("-")
    return text if dash and number.isdecimal() and len(text) == _MARK else entry.id


def needs(status: Status) -> Message | None:
    """Return what must come before a status may be recorded; None where nothing must."""
    if status in GRAVE:
        return M("needs a second, independent source, or a person who vouches for it")
    return None
