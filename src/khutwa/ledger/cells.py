"""From the text of a cell to what an entry says; what cannot be read is said, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args

from khutwa.ledger.columns import folded
from khutwa.ledger.counts import Counts
from khutwa.ledger.entry import LEVELS, Grade, Status, Tlp
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.nearest import nearest

Order = Literal["day-first", "month-first"]
"""How a person says that dates such as 12/11/2015 are to be read."""

UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of a ledger can carry."""

BETWEEN = re.compile(r"[\s,;،؛]+")
"""What stands between the ids of a list; no id may hold any of it."""

OTHER_CALENDARS = range(1300, 1500)
"""Years in which the Islamic and the Persian calendar now are, and no report of ours."""

_STATUSES = {
    folded(word): status
    for status in Status
    for word in map(status.label.get, status.label.languages)
}
_TLPS: dict[str, Tlp] = {folded(word): word for word in get_args(Tlp)}
# The first version of the protocol called CLEAR white.
_TLPS |= {"amber strict": "AMBER+STRICT", "white": "CLEAR"}

_PLAIN_IDS = re.compile(r"(?:[\w.-]+\0)*+[\w.-]+", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00)?(\.0+)?$")


class CellError(Exception):
    """A cell that cannot be read.

    Attributes:
        kind: Name of the problem.
        values: What its texts insert.
    """

    def __init__(self, kind: str, **values: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def plain(text: str) -> str:
    """Return a text with Latin digits, without direction marks and spaces around it."""
    if text.isascii():
        return text.strip()
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    digits = (str(unicodedata.decimal(c, c)) for c in seen)
    return unicodedata.normalize("NFC", "".join(digits)).strip()


def read_date(text: str, order: Order | None = None) -> PartialDate:
    """Read a date, also one that a spreadsheet has rewritten, where it has one meaning only.

    Args:
        text: `2015-12-18`, `2015-12`, `2015`, `12/2015`, `18/12/2015`, `12/18/2015`,
            `18.12.2015`.
        order: How to read a date that can be read in two ways.

    Raises:
        CellError: for anything else, where day and month could change places, and for a year that
            is now only in another calendar.
    """
    given = _MIDNIGHT.sub("", plain(text))
    if found := _YEAR_FIRST.fullmatch(given):
        given = "-".join(part for part in found.groups() if part)
    if found := _MONTH_YEAR.fullmatch(given):
        given = f"{found[2]}-{found[1]}"
    if found := _YEAR_LAST.fullmatch(given):
        first, second, year = (int(part) for part in found.groups())
        readings = {
            "day-first": _day(year, second, first),
            "month-first": _day(year, first, second),
        }
        chosen = readings[order] if order else None
        possible = {chosen} if chosen else {day for day in readings.values() if day}
        if len(possible) > 1 and year not in OTHER_CALENDARS:
            first_reading, second_reading = readings.values()
            raise CellError(
                "ambiguous-date", given=text, one=str(first_reading), other=str(second_reading)
            )
        given = str(possible.pop()) if possible else given
    try:
        found_day = PartialDate.parse(given)
    except ValueError:
        raise CellError("bad-date", given=text) from None
    if found_day.year in OTHER_CALENDARS:
        raise CellError("other-calendar", given=text)
    return found_day


def _day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate.of(date(year, month, day))
    except ValueError:
        return None


def read_day(text: str, order: Order | None = None) -> date:
    """Read a date known to the day.

    Raises:
        CellError: for anything else.
    """
    found = read_date(text, order)
    if not found.is_exact:
        raise CellError("no-day", given=text)
    return found.first


def read_status(text: str) -> Status:
    """Read a status in any language.

    Raises:
        CellError: for anything else.
    """
    return _one_of(text, _STATUSES, "bad-status", [status.value for status in Status])


def read_tlp(text: str) -> Tlp:
    """Read a label of the Traffic Light Protocol.

    Raises:
        CellError: for anything else.
    """
    given = re.sub(r"^tlp ?[:-] ?", "", folded(text))
    return _one_of(given, _TLPS, "bad-tlp", list(get_args(Tlp)), text)


T = TypeVar("T")


def _one_of(
    text: str, known: dict[str, T], kind: str, allowed: Iterable[str], shown: str = ""
) -> T:
    if folded(text) in known:
        return known[folded(text)]
    near = _near(folded(text), tuple(known))
    values = {"nearest": str(known[near])} if near else {}
    raise CellError(kind, given=shown or text, allowed=list(allowed), **values)


_near = lru_cache(maxsize=1024)(nearest)


def read_level(text: str) -> int:
    """Read a level from 0 to 3.

    Raises:
        CellError: for anything else.
    """
    given = re.sub(r"[.,٫]0+$", "", plain(text))
    if given not in map(str, LEVELS):
        raise CellError("bad-level", given=text)
    return int(given)


def read_grade(text: str) -> Grade:
    """Read an Admiralty grade.

    Raises:
        CellError: for anything else.
    """
    try:
        return Grade.parse(plain(text))
    except ValueError:
        raise CellError("bad-grade", given=text) from None


def read_counts(text: str) -> Counts:
    """Read counts of tasks.

    Raises:
        CellError: for anything else.
    """
    try:
        return Counts.parse(plain(text))
    except ValueError:
        raise CellError("bad-counts", given=text) from None


def read_sha256(text: str) -> str:
    """Read a hash in hexadecimal.

    Raises:
        CellError: for anything else.
    """
    given = plain(text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", given):
        raise CellError("bad-hash", given=text)
    return given


def read_id(text: str) -> str:
    """Read the id of an entry.

    Raises:
        CellError: where it holds what stands between ids.
    """
    given = unseen_gone(text)
    if BETWEEN.search(given):
        raise CellError("bad-id", given=text)
    return given


def plain_ids(texts: Iterable[str]) -> bool:
    """Tell, of many texts at once, whether each is an id as it stands, in plain Latin characters.

    Of texts with `UNUSABLE` characters it tells nothing.
    """
    return _PLAIN_IDS.fullmatch("\0".join(texts)) is not None


def read_ids(text: str) -> tuple[str, ...]:
    """Read a list of ids."""
    return tuple(dict.fromkeys(part for part in BETWEEN.split(unseen_gone(text)) if part))


def unseen_gone(text: str) -> str:
    """Return a name without characters that nobody sees, so that it equals what it looks like."""
    if text.isascii():
        return text.strip()
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", seen).strip()
