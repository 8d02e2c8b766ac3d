"""Agreements of the PA-X database, version 10 of its CSV, and what is in them.

Bell & Badanjak 2019, Introducing PA-X: A new peace agreement database and dataset, Journal of Peace
Research 56(3):452-466. One row an agreement; its issues are columns with 0 (not mentioned), or 1 to
3 by how much the text says of them; a few categories are 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khutwa.exchange.line import Line
from khutwa.exchange.loading import Loader, Origin
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, Message

NOT_ISSUES = frozenset(
    ("con", "contp", "pp", "ppname", "reg", "agtid", "ver", "agt", "dat", "status", "lgt",
     "n_characters", "agtp", "stage", "stagesub", "part", "thrdpart", "othagr", "loc1iso",
     "loc2iso", "loc1gwno", "loc2gwno", "ucdpcon", "ucdpagr", "pamagr", "cowwar", "interim",
     "imsrc", "txt", "url", "link", "hyperlink", "text")
)  # fmt: skip
"""Columns that describe the agreement; every other one is an issue."""

STAGES: Mapping[str, Message] = {
    "Pre": M("pre-negotiation"),
    "Cea": M("ceasefire"),
    "SubPar": M("substantive, partial"),
    "SubComp": M("substantive, comprehensive"),
    "Imp": M("implementation"),
    "Ren": M("renewal"),
    "Oth": M("other"),
}
"""The stages of a process that the database tells apart."""


@dataclass(frozen=True, slots=True)
class PaxAgreement:
    """One agreement.

    Attributes:
        id: Its number, `AgtId`.
        name: Its name.
        signed: The day it was signed or agreed.
        process: The number of its peace process, `PP`.
        process_name: What the process is called.
        conflict: Country or entity, `Con`.
        status: Whether it was signed or agreed, and by whom.
        stage: One of `STAGES`, or as the file has it.
        kind: Between states, within one, or local.
        issues: How much the text says of each issue, 1 to 3; those not mentioned are left out.
        ucdp: Its number in the UCDP Peace Agreements data; None where it is not there.
        pam: Its number in the Peace Accords Matrix; None where it is not there.
        place: Where it stood in the file.
    """

    id: int
    name: str
    signed: date
    process: int | None
    process_name: str
    conflict: str
    status: str
    stage: str
    kind: str
    issues: Mapping[str, int]
    ucdp: int | None
    pam: int | None
    place: Place

    @property
    def stage_words(self) -> Message | str:
        """Return the stage in words."""
        return STAGES.get(self.stage, self.stage)


def _record(line: Line) -> PaxAgreement:
    number = line.number("agtid", key=True)
    signed = line.day("dat", key=True)
    assert number is not None
    assert signed is not None
    return PaxAgreement(
        id=number,
        name=line.key("agt"),
        signed=signed,
        process=line.number("pp"),
        process_name=line.text("ppname"),
        conflict=line.text("con"),
        status=line.text("status"),
        stage=line.text("stage"),
        kind=line.text("agtp"),
        issues=_issues(line),
        ucdp=line.number("ucdpagr"),
        pam=line.number("pamagr"),
        place=line.place,
    )


def _issues(line: Line) -> dict[str, int]:
    """Return the issues that are mentioned, by their columns in small letters."""
    found = {}
    for column in line.row.cells:
        if column in NOT_ISSUES or column.startswith("cell "):
            continue
        text = line.text(column)
        if text in ("0", ""):
            continue
        value = line.number(column)
        if value is None:
            continue
        if 1 <= value <= 3:
            found[column] = value
        else:
            line.say("bad-value", column, given=text, expected="0 – 3")
    return found


PAX = Loader(
    kind="pax",
    origin=Origin(
        title="PA-X Peace Agreements Database",
        citation="Bell, C. & Badanjak, S. 2019, Introducing PA-X: A new peace agreement database "
        "and dataset, Journal of Peace Research 56(3):452-466.",
        licence=M("For research, with the citation; ask its owners before anything else."),
        page="https://www.peaceagreements.org/",
    ),
    required=("agtid", "agt", "dat"),
    record=_record,
    key=lambda agreement: agreement.id,
    dates="day-first",
)
"""Reads the CSV of PA-X."""
