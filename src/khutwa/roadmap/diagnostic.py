"""What the product says of a file: where, what is wrong, why it matters, how to fix it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from khutwa.words import Message

Path = tuple[str | int, ...]
"""A way into a YAML document: keys and indices from the root."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical change of the file: set the value at `path`, or remove it.

    Attributes:
        path: Where; missing mappings on the way are made.
        value: The plain value to set; None removes the key or list item.
    """

    path: Path
    value: Any = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a file.

    Attributes:
        code: Stable code, `KH` and three digits.
        place: Where in the file.
        what: What is wrong.
        why: Why it matters.
        fix: What to write instead.
        path: The way to the value in the document.
        subject: Name of the step, party or other thing it is about.
        edits: Changes that mend it, where that is mechanical.
    """

    code: str
    severity: Severity
    place: Place
    what: Message
    why: Message
    fix: Message
    path: Path = ()
    subject: str | None = None
    edits: tuple[Edit, ...] = field(default=(), compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, in the current language."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "what": str(self.what),
            "why": str(self.why),
            "fix": str(self.fix),
            "path": list(self.path),
            "subject": self.subject,
            "fixable": bool(self.edits),
        }

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.value} {self.code} {self.what}"
