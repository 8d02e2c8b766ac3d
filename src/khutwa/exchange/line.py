"""One row of somebody else's file while it is read; what cannot be read is said, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from khutwa.ledger.cells import CellError, Order, read_date
from khutwa.ledger.load import shortened
from khutwa.ledger.table import Fault, Row
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, Message

_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M|Z|[+-]\d{2}:?\d{2})?$", re.I)
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY = 70
"""Years of two digits from here on are of the last century."""


class LostError(Exception):
    """A row that cannot be read; why has been said."""


@dataclass
class Line:
    """One row while it is read; what cannot be read is said.

    Attributes:
        row: Its cells.
        file: How diagnostics call the file.
        faults: What has been met in the file; added to.
        dates: How dates are to be read that can be read in two ways.
    """

    row: Row
    file: str
    faults: list[Fault]
    dates: Order | None = None

    @property
    def place(self) -> Place:
        """Return where it begins."""
        return Place(self.file, self.row.line)

    def say(self, kind: str, column: str = "", /, **values: Any) -> None:
        """Add a finding at a cell of the row."""
        cell = self.row.cells.get(column)
        place = Place(self.file, cell.line, cell.column) if cell else self.place
        self.faults.append(Fault(kind, place, {"column": column, **values}))

    def text(self, column: str) -> str:
        """Return what stands in a column, without spaces around it."""
        return self.row.text(column).strip()

    def key(self, column: str) -> str:
        """Return a text without which the row says nothing.

        Raises:
            LostError: where there is none.
        """
        if not self.text(column):
            self.say("missing-value", column)
            raise LostError
        return self.text(column)

    def number(self, column: str, *, key: bool = False) -> int | None:
        """Return a whole number; None where there is none.

        Spreadsheets and statistics programs write 160.0 for 160.

        Raises:
            LostError: where it is the key of the row and cannot be read.
        """
        found = self.real(column, key=key, expected=M("a whole number"))
        if found is not None and not found.is_integer():
            self.refuse(column, M("a whole number"), key=key)
            return None
        return None if found is None else int(found)

    def real(
        self, column: str, *, key: bool = False, expected: Message | None = None
    ) -> float | None:
        """Return a number; None where there is none.

        Raises:
            LostError: where it is the key of the row and cannot be read.
        """
        text = self.key(column) if key else self.text(column)
        if not text:
            return None
        try:
            found = float(text.replace("\u2212", "-"))
            if not abs(found) < 1e15 or "_" in text:
                raise ValueError
        except ValueError:
            self.refuse(column, expected or M("a number"), key=key)
            return None
        return found

    def day(self, column: str, *, key: bool = False) -> date | None:
        """Return a day; None where there is none. A time of day behind it is left out.

        Raises:
            LostError: where it is the key of the row and cannot be read.
        """
        text = self.key(column) if key else self.text(column)
        if not text:
            return None
        expected = M("a day, as in 2015-12-18")
        try:
            found = read_date(in_numbers(text), self.dates)
        except CellError as why:
            self.refuse(column, expected, key=key, why=why)
            return None
        if found.is_exact:
            return found.first
        self.refuse(column, expected, key=key)
        return None

    def refuse(
        self,
        column: str,
        expected: Message | str,
        *,
        key: bool,
        given: str = "",
        why: CellError | None = None,
    ) -> None:
        """Say that what stands in a column cannot be read.

        Args:
            column: The column.
            expected: What should stand there.
            key: Whether the row says nothing without it.
            given: What was read, where that is not what stands there.
            why: What its reader said.

        Raises:
            LostError: where the row says nothing without it.
        """
        given = shortened(given or self.text(column))
        if why is not None and why.kind == "ambiguous-date":
            self.say(why.kind, column, **{**why.values, "given": given})
        else:
            self.say("bad-key" if key else "bad-value", column, given=given, expected=expected)
        if key:
            raise LostError


def in_numbers(text: str) -> str:
    """Return a date without a time of day and in numbers: `1-May-19` is 2019-5-1."""
    text = _CLOCK.sub("", text)
    found = _NAMED.fullmatch(text)
    if not found or found[2].lower() not in _MONTHS:
        return text
    year = int(found[3])
    if len(found[3]) == 2:
        year += 1900 if year >= _CENTURY else 2000
    return f"{year}-{_MONTHS.index(found[2].lower()) + 1}-{found[1]}"
