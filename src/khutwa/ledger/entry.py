"""One assessment: who says what of a step, from which source, how sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from khutwa.ledger.counts import Counts
from khutwa.roadmap.dates import PartialDate
from khutwa.words import Text

Tlp = Literal["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"]
"""Traffic Light Protocol 2.0 (FIRST 2022): with whom an entry may be shared."""

CONFIDENTIAL: tuple[Tlp, ...] = ("RED", "AMBER+STRICT", "AMBER")
"""Labels of what is not for everybody beyond those who have it."""

LEVELS = (0, 1, 2, 3)
"""Not initiated, minimal, intermediate and full implementation: the levels of the Peace Accords
Matrix (Joshi, Quinn & Regan 2015, Journal of Peace Research 52:551-562)."""


class Status(StrEnum):
    """What is said of a step."""

    PROMISED = "promised"
    BEGUN = "begun"
    PARTIAL = "partial"
    DONE = "done"
    STALLED = "stalled"
    REFUSED = "refused"
    VIOLATED = "violated"
    REVERSED = "reversed"
    DISPUTED = "disputed"

    @property
    def label(self) -> Text:
        """Return the word for people, in every language."""
        return _LABELS[self]


BROKEN = frozenset((Status.VIOLATED, Status.REVERSED))
"""What breaks a word even where no deadline has passed."""

_LABELS = {
    status: Text({"en": status.value, "ar": arabic, "ru": russian})
    for status, arabic, russian in (
        (Status.PROMISED, "متعهد به", "обещано"),
        (Status.BEGUN, "بدأ", "начато"),
        (Status.PARTIAL, "جزئي", "частично"),
        (Status.DONE, "منجز", "выполнено"),
        (Status.STALLED, "متعثر", "застопорено"),
        (Status.REFUSED, "مرفوض", "отказано"),
        (Status.VIOLATED, "منتهك", "нарушено"),
        (Status.REVERSED, "متراجع عنه", "отменено"),
        (Status.DISPUTED, "متنازع عليه", "оспорено"),
    )
}


IMPLIED: dict[Status, tuple[int, ...]] = {
    Status.PROMISED: (0,),
    Status.BEGUN: (1,),
    Status.PARTIAL: (1, 2),
    Status.DONE: (3,),
    Status.STALLED: (0, 1, 2),
    Status.REFUSED: (0, 1),
    Status.VIOLATED: (0, 1, 2),
    Status.REVERSED: (0, 1),
    Status.DISPUTED: (0, 1, 2, 3),
}
"""Levels that a status leaves open where the assessor gives none."""


def levels(level: int | None, status: Status) -> tuple[int, ...]:
    """Return the levels that a grade leaves open, or those that the status implies without one."""
    return (level,) if level is not None else IMPLIED[status]


@dataclass(frozen=True, slots=True)
class Grade:
    """The Admiralty grade of a source and of what it says, judged apart.

    Attributes:
        reliability: `A` (completely reliable) to `E` (unreliable), `F` (cannot be judged).
        credibility: 1 (confirmed) to 5 (improbable), 6 (cannot be judged).
    """

    reliability: str
    credibility: int

    @classmethod
    def parse(cls, text: str) -> Grade:
        """Read `B2`.

        Raises:
            ValueError: for anything else.
        """
        found = re.fullmatch(r"([A-Fa-f])\s*-?\s*([1-6])", text.strip())
        if not found:
            raise ValueError(f"not a grade: {text!r}")
        return cls(found[1].upper(), int(found[2]))

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was read.

    Attributes:
        sha256: Hash of the archived copy, in hexadecimal.
    """

    title: str = ""
    publisher: str = ""
    url: str = ""
    sha256: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what tells that two entries have the same source.

        Address, hash and title; the publisher where there are none.
        """
        texts = [text.strip() for text in (self.url, self.sha256, self.title)]
        return tuple(filter(None, texts if any(texts) else [self.publisher.strip()]))


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated assessment of one step; entries are added and never changed.

    Attributes:
        id: Its name in the ledger.
        recorded: The day it was written into the ledger.
        step: The step of the roadmap; a tranche as `arms.2`.
        status: What is said of it.
        date: The day, month or year of the fact; None where it is not known.
        level: 0 to 3 where the assessor graded it.
        assessor: Who judges: a party, the monitoring mission, a coder.
        grade: How far the source is to be trusted.
        tlp: With whom it may be shared; None where nobody has said.
        language: Language of the quote.
        quote: The source's own words.
        supersedes: Entries that this one corrects.
        retracts: Entries that this one takes back.
        counts: The tasks of the step that the source counts as completed, ongoing and pending.
    """

    id: str
    recorded: date
    step: str
    status: Status
    date: PartialDate | None = None
    level: int | None = None
    assessor: str = ""
    source: Source = field(default_factory=Source)
    grade: Grade | None = None
    tlp: Tlp | None = None
    language: str = ""
    quote: str = ""
    note: str = ""
    supersedes: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    counts: Counts | None = None

    @property
    def is_confidential(self) -> bool:
        """Tell whether it is labelled as not for everybody beyond those who have it."""
        return self.tlp in CONFIDENTIAL

    @property
    def levels(self) -> tuple[int, ...]:
        """Return the levels that it leaves open: the one it gives, or those its status implies."""
        return levels(self.level, self.status)
