"""What steps refer to: clocks, facts and the texts that demand them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import model_validator
from pydantic.json_schema import SkipJsonSchema

from khutwa.roadmap.fields import DateField, MomentField, Names, TextField
from khutwa.roadmap.keyed import Keyed
from khutwa.roadmap.record import Record, either_or
from khutwa.words import Text


class Reading(Record):
    """One of the rival answers to the question when a clock started.

    Attributes:
        at: When the clock starts in this reading.
        reading: The reading in a few words.
        held_by: The parties or roles that hold it.
        source: Keys of `sources`.
    """

    at: MomentField
    reading: TextField = Text.plain("")
    held_by: Names = ()
    source: Names = ()


class Clock(Record):
    """A named moment from which periods count.

    Attributes:
        id: The key under which the file names it.
        name: How a person calls it.
        at: When it starts: a date, a step (when that is done), or a duration after either.
        contested: Rival readings, in place of `at`.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    at: MomentField | None = None
    contested: tuple[Reading, ...] = ()
    source: Names = ()

    @model_validator(mode="after")
    def _at_or_contested(self) -> Self:
        either_or(self, "at", "contested")
        return self

    @property
    def label(self) -> Text:
        """Return the name, or the id where the file gives none."""
        return self.name or Text.plain(self.id)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return every answer to when it starts: one, unless it is contested."""
        return self.contested or ((Reading(at=self.at),) if self.at else ())


class Fact(Record):
    """Something outside the plan on which a condition may rest.

    Attributes:
        id: The key under which the file names it.
        name: How a person calls it.
        since: The day from which it holds.
        never: True where it is known not to hold; without either it is not known.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    since: DateField | None = None
    never: bool = False
    source: Names = ()

    @model_validator(mode="after")
    def _since_or_never(self) -> Self:
        if self.never:
            either_or(self, "since", "never")
        return self

    @property
    def label(self) -> Text:
        """Return the name, or the id where the file gives none."""
        return self.name or Text.plain(self.id)


class Source(Record):
    """A document that the file cites by its key.

    Attributes:
        id: The key under which the file names it.
        title: What it is called.
        publisher: Who published it.
        url: Where it can be read.
        date: When it was published.
    """

    id: SkipJsonSchema[str]
    title: TextField = Text.plain("")
    publisher: TextField = Text.plain("")
    url: str | None = None
    date: DateField | None = None


class Demand(Record):
    """One numbered point of a resolution or agreement.

    Attributes:
        id: The number or name under which the file names it.
        text: What is demanded.
        unserved: Why no step of this roadmap serves it, where that is intended.
    """

    id: SkipJsonSchema[str]
    text: TextField
    unserved: TextField | None = None


class Framework(Record):
    """A resolution or agreement whose demands the steps serve.

    Attributes:
        id: The key under which the file names it.
        title: What it is called.
        adopted: When it was adopted.
        demands: Its points, by number or name.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    title: TextField = Text.plain("")
    adopted: DateField | None = None
    demands: Annotated[Mapping[str, Demand], Keyed("text", loose=True)] = {}
    source: Names = ()

    @property
    def label(self) -> Text:
        """Return the title, or the id where the file gives none."""
        return self.title or Text.plain(self.id)
