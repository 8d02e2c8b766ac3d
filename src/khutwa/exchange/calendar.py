"""Deadlines as a calendar in the format of RFC 5545 (iCalendar)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from khutwa.track import Track
from khutwa.track.commitment_words import standing_word
from khutwa.track.commitments import Commitment
from khutwa.version import __version__
from khutwa.words import M, Message, Text, current_language

WIDEST = 75
"""Octets that a line may have without its end; longer ones are folded."""

_SPACE = uuid.UUID("6b687574-7761-5a00-8000-000000000000")
"""The name space of the events; it never changes, so that an event keeps its name."""


def calendar(found: Track) -> str:
    """Return every dated deadline as an event of one day.

    A step whose clock is contested has an event for each reading, marked as tentative. An event
    keeps its name (UID) when its date is moved, so that calendars move it and do not double it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//khutwa//khutwa {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(str(found.roadmap.title))}",
    ]
    for each in found.commitments:
        if each.due is not None:
            lines += _event(found, each)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(found: Track, each: Commitment) -> list[str]:
    assert each.due is not None
    language = current_language()
    label = found.roadmap.label(each.step)
    said = " ".join(str(message) for message in _description(found, each))
    place = found.roadmap.location(found.roadmap.steps[each.step])
    where = [f"LOCATION;LANGUAGE={language}:{_escaped(str(place.label))}"] if place else []
    if place and place.at:
        where.append(f"GEO:{place.at.lat:.6f};{place.at.lon:.6f}")
    return [
        "BEGIN:VEVENT",
        f"UID:{_name(found, each)}",
        f"DTSTAMP:{found.today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{each.due.year:04d}{each.due:%m%d}",
        f"SUMMARY;LANGUAGE={language}:{_escaped(str(label))}",
        f"DESCRIPTION;LANGUAGE={language}:{_escaped(said)}",
        f"CATEGORIES;LANGUAGE={language}:{_escaped(str(standing_word(each.standing)))}",
        f"STATUS:{'TENTATIVE' if each.reading else 'CONFIRMED'}",
        *where,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _description(found: Track, each: Commitment) -> Iterator[Message]:
    label = found.roadmap.label
    if each.obligors:
        yield M("Owed by {obligors}.", obligors=[label(name) for name in each.obligors])
    yield M("On {day}: {standing}.", day=found.today, standing=standing_word(each.standing))
    if each.reading:
        yield M("The start of the clock is disputed; reading: {reading}.", reading=each.reading)
    if each.promised and each.promised != each.due:
        yield M("First promised for {day}.", day=each.promised)
    if each.blocked_by:
        yield M("It waits for {steps}.", steps=[label(name) for name in each.blocked_by])


def _name(found: Track, each: Commitment) -> str:
    """Return the name of an event, which hangs on the plan, the step and the reading alone."""
    parts = (found.roadmap.title, each.step, each.reading or Text.plain(""))
    language = found.roadmap.languages[0]
    told = [part.get(language) if isinstance(part, Text) else part for part in parts]
    return str(uuid.uuid5(_SPACE, "\n".join(told)))


def _escaped(text: str) -> str:
    """Return a text as RFC 5545, 3.3.11 wants it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for plain, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, told)
    return "".join(c for c in text if c == "\t" or ord(c) >= 32)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of 75 octets at most, none of which cuts a character (3.1)."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > WIDEST:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
