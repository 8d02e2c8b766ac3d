"""Agreements of the UCDP Peace Agreements data set, version 22.1 of its workbook.

Pettersson, Högbladh & Öberg 2019, Organized violence, 1989-2018 and peace agreements, Journal of
Peace Research 56(4):589-603. One row an agreement; its provisions are columns with 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khutwa.exchange.line import Line
from khutwa.exchange.loading import Loader, Origin
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, Message

GROUPS: Mapping[str, tuple[str, ...]] = {
    "mil_prov": ("cease", "intarmy", "ddr", "withd"),
    "pol_prov": ("pp", "intgov", "intciv", "elections", "interim", "natalks", "shagov"),
    "terr_prov": ("aut", "fed", "ind", "ref", "shaloc", "regdev", "cul", "demarcation", "locgov"),
    "justice_prov": ("amn", "pris", "recon", "return"),
}
"""The provisions by the column that says whether the agreement has any of them."""

ALONE = ("reaffirm", "outlin", "pko", "gender", "co_impl")
"""Provisions of no group."""

KINDS: Mapping[int, Message] = {
    1: M("full agreement"),
    2: M("partial agreement"),
    3: M("agreement on the process"),
}
"""What `pa_type` tells apart."""


@dataclass(frozen=True, slots=True)
class UcdpAgreement:
    """One agreement.

    Attributes:
        id: Its number, `paid`.
        name: Its name.
        signed: The day it was signed.
        conflict: Name of the conflict.
        conflicts: Numbers of the conflicts.
        dyads: Names of the pairs of parties.
        kind: 1 full, 2 partial, 3 on the process; None where the file does not say.
        provisions: Names of the provisions that it has, in the order of the file.
        ended: Whether it is coded as ended; None where it is not coded.
        ended_on: The day on which it ended; None where the file does not say.
        process: Number of its peace process.
        text: Address of the full text.
        place: Where it stood in the file.
    """

    id: int
    name: str
    signed: date
    conflict: str
    conflicts: tuple[str, ...]
    dyads: str
    kind: int | None
    provisions: tuple[str, ...]
    ended: bool | None
    ended_on: date | None
    process: int | None
    text: str
    place: Place

    @property
    def kind_words(self) -> Message | str:
        """Return the kind in words."""
        return KINDS.get(self.kind, "") if self.kind is not None else ""


def _record(line: Line) -> UcdpAgreement:
    number = line.number("paid", key=True)
    signed = line.day("pa_date", key=True)
    assert number is not None
    assert signed is not None
    year = line.number("year")
    if year is not None and year != signed.year:
        line.say("disagrees", "year", first="year", one=str(year), second="pa_date",
                 other=signed.isoformat())  # fmt: skip
    ended = {"true": True, "1": True, "false": False, "0": False}.get(line.text("ended").lower())
    ended_on = line.day("duration")
    if ended_on and ended_on < signed:
        line.say("out-of-order", "duration", first="pa_date", one=signed.isoformat(),
                 second="duration", other=ended_on.isoformat())  # fmt: skip
    return UcdpAgreement(
        id=number,
        name=line.key("pa_name"),
        signed=signed,
        conflict=line.text("conflict_name"),
        conflicts=tuple(part.strip() for part in line.text("conflict_id").split(",") if part),
        dyads=line.text("dyad_name"),
        kind=line.number("pa_type"),
        provisions=_provisions(line),
        ended=ended,
        ended_on=ended_on,
        process=line.number("procid"),
        text=line.text("linktofulltextagreement"),
        place=line.place,
    )


def _provisions(line: Line) -> tuple[str, ...]:
    """Return the provisions that the agreement has; say where a group contradicts its members."""
    found = [p for group in (*GROUPS.values(), ALONE) for p in group if line.number(p) == 1]
    for group, members in GROUPS.items():
        told = line.number(group)
        held = [member for member in members if member in found]
        if told is not None and (told == 1) != bool(held):
            other = ", ".join(held) or "0"
            line.say("disagrees", group, first=group, one=str(told),
                     second=", ".join(held or members), other="1" if held else other)  # fmt: skip
    return tuple(found)


UCDP = Loader(
    kind="ucdp",
    origin=Origin(
        title="UCDP Peace Agreements",
        citation="Pettersson, T., Högbladh, S. & Öberg, M. 2019, Organized violence, 1989-2018 and "
        "peace agreements, Journal of Peace Research 56(4):589-603.",
        licence=M("CC BY 4.0 by what its owners say of their data; confirm on their page."),
        page="https://ucdp.uu.se/downloads/",
    ),
    required=("paid", "pa_name", "pa_date"),
    record=_record,
    key=lambda agreement: agreement.id,
    dates="day-first",
)
"""Reads the workbook of the UCDP Peace Agreements."""
