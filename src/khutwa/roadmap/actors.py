"""Who takes part: parties that hold stakes and decide, and roles that help or hinder."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.json_schema import SkipJsonSchema

from khutwa.roadmap.fields import (
    DateField,
    Names,
    PatienceField,
    StakeField,
    TextField,
    one_or_many,
)
from khutwa.roadmap.record import Record
from khutwa.roadmap.stake import Stake
from khutwa.words import Text

RoleKind = Literal["verifier", "guarantor", "mediator", "donor", "performer", "observer"]


class Actor(Record):
    """What parties and roles have in common.

    Attributes:
        id: The key under which the file names it.
        name: How a person calls it.
        aliases: Other names under which reports mention it.
        until: The last day on which it exists or holds office.
        successor: The actor that inherits what it owes after `until`.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    aliases: Names = ()
    until: DateField | None = None
    successor: str | None = None
    source: Names = ()

    @property
    def label(self) -> Text:
        """Return the name, or the id where the file gives none."""
        return self.name or Text.plain(self.id)


class Party(Actor):
    """A party that holds stakes and decides.

    Attributes:
        patience: Yearly discount factor, in (0, 1).
        dividend: Gain a period once the whole roadmap is done, lost if it collapses.
    """

    patience: PatienceField = 0.85
    dividend: StakeField = Stake.exactly(0.0)


class Role(Actor):
    """An actor that may perform, verify, mediate or pay, and does not decide.

    Attributes:
        role: What it does for the process; `performer` is a group outside the deal that
            controls what an obligor has promised.
    """

    role: Annotated[
        tuple[RoleKind, ...],
        BeforeValidator(one_or_many, json_schema_input_type=RoleKind | list[RoleKind]),
    ] = ()
