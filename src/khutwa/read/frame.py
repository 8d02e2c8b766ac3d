"""A statement of an article: who says what of which action."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from khutwa.read.veridicality import Said
from khutwa.roadmap.dates import PartialDate
from khutwa.words import Message


class Confidence(StrEnum):
    """How far the rules that fired can be trusted. These are words for rules, not probabilities."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the raw text.

    Attributes:
        start: The number of its first character.
        end: The number of the character behind its last.
        text: The characters themselves.
    """

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something.

    Attributes:
        names: As the text names them; none for the author of the text.
        actors: Whose side they are on: ids of the plan, else of the lexicon.
        how: `named`, `carried` (from the sentence before) or `author`.
    """

    names: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    how: str = "author"

    @property
    def is_author(self) -> bool:
        """Tell whether nobody but the text itself says it."""
        return not self.names


AUTHOR = Voice()


@dataclass(frozen=True, slots=True)
class Link:
    """A predicate of the chain that governs a statement.

    Attributes:
        span: Its word.
        means: Its class.
        negated: Whether it is denied.
    """

    span: Span
    means: str
    negated: bool = False


class ExtentKind(StrEnum):
    """How much of a thing is spoken of."""

    PART = "part"
    WHOLE = "whole"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a thing a statement speaks of.

    Attributes:
        span: The words that say so.
        kind: A part, the whole, or a number of which the plan decides what it is.
        count: How many, where a number says so.
        total: Of how many, where the text says so.
    """

    span: Span
    kind: ExtentKind
    count: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step of the plan that may be meant.

    Attributes:
        step: Its id.
        score: Sum of the points of the reasons; higher is nearer.
        reasons: What speaks for it and against it.
        acted: Whether what the step has done to its thing is named, too; who arrests prisoners
            does not release them.
        amount: How many the plan says there are; None where it does not say.
    """

    step: str
    score: float
    reasons: tuple[Message, ...]
    acted: bool = True
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When something is said to be.

    Attributes:
        span: The words.
        date: The day, month or year; None where the words do not settle it.
        kind: `on`, `since`, `before`, `within` (a deadline) or `about`.
        days: The first and the last day that are meant, where that is neither one day nor all of
            a month or year.
    """

    span: Span
    date: PartialDate | None
    kind: str = "on"
    days: tuple[datetime.date, datetime.date] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says of one action.

    Attributes:
        span: The words for the action.
        speaker: Who says it.
        said: What is said of the action.
        negated: Whether that is denied.
        hedged: Whether it is put as a belief, a possibility or a condition.
        actors: Who did it or would do it.
        chain: The predicates above it, outermost first, its own last.
        steps: Steps that may be meant, the likeliest first, at most three.
        frameworks: Resolutions and agreements of the plan that are named.
        when: When, where the sentence says.
        place: Where, as the text has it.
        rules: Names of the rules that fired, in order.
        confidence: How far they can be trusted.
        extent: How much of the thing it speaks of, where it says so.
    """

    span: Span
    speaker: Voice
    said: Said
    negated: bool = False
    hedged: bool = False
    actors: tuple[str, ...] = ()
    chain: tuple[Link, ...] = ()
    steps: tuple[Candidate, ...] = ()
    frameworks: tuple[str, ...] = ()
    when: When | None = None
    place: str = ""
    rules: tuple[str, ...] = ()
    confidence: Confidence = Confidence.LIKELY
    extent: Extent | None = None

    @property
    def is_part(self) -> bool:
        """Tell whether no more than a part is spoken of, or nobody knows that it is all.

        A number is a part until the likeliest step names an amount that it reaches.
        """
        if self.extent is None or self.extent.kind is ExtentKind.WHOLE:
            return False
        if self.extent.kind is ExtentKind.PART:
            return True
        amount = self.steps[0].amount if self.steps else None
        return amount is None or (self.extent.count or 0) < amount


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text.

    Attributes:
        text: The raw text.
        language: Its language.
        statements: By place.
        notes: What the reader could not do.
    """

    text: str
    language: str
    statements: tuple[Statement, ...]
    notes: tuple[Message, ...] = field(default=())
