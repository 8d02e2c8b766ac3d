"""How many tasks a monitoring report counts as completed, ongoing and pending."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERN = re.compile(r"(\d{1,6}(?:\s*/\s*\d{1,6}){0,2})\s*(?:of|من|из)\s*(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counts:
    """Tasks by how far they are, and how many there are.

    Attributes:
        parts: Completed; then ongoing, then pending, where the report gives them.
        whole: All tasks.
    """

    parts: tuple[int, ...]
    whole: int

    @classmethod
    def parse(cls, text: str) -> Counts:
        """Read `27/17/15 of 59` (completed, ongoing, pending), `27/17 of 59` or `27 of 59`.

        Raises:
            ValueError: for anything else.
        """
        found = _PATTERN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"not counts: {text!r}")
        return cls(tuple(int(part) for part in found[1].split("/")), int(found[2]))

    @property
    def completed(self) -> int:
        """Return how many tasks are completed."""
        return self.parts[0]

    @property
    def adds_up(self) -> bool:
        """Tell whether the parts make the whole, or can where not all are given."""
        total = sum(self.parts)
        return total == self.whole if len(self.parts) == 3 else total <= self.whole

    def __str__(self) -> str:
        return f"{'/'.join(map(str, self.parts))} of {self.whole}"
