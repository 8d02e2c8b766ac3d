"""What a person decided about proposals: kept beside the plan, and read again as test cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from khutwa.ledger import Entry, Ledger, Status
from khutwa.ledger.save import replace as write
from khutwa.read.frame import Confidence
from khutwa.read.inputs.document import Raw
from khutwa.read.inputs.kinds import DOCX, HTML, PDF, TEXT, kind_of
from khutwa.read.proposals import GRAVE, Proposal, proposals, text_of
from khutwa.read.read import read
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.model import Roadmap
from khutwa.words import M, Message

FILE = "decisions.jsonl"
"""Name of the file beside the plan."""
SOURCES = "sources"
"""Folder beside the plan that holds the articles."""

_SUFFIXES = {HTML: ".html", PDF: ".pdf", DOCX: ".docx", TEXT: ".txt"}

Verdict = Literal["accepted", "edited", "rejected"]


class DecisionError(Exception):
    """A decision that cannot be carried out or read.

    Attributes:
        message: What is wrong, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said about one proposal.

    Attributes:
        source: The article's file, from the folder of the decisions.
        published: The day of the article.
        start: Where the words begin.
        end: Where they end.
        verdict: What was decided.
        step: The step that was accepted; of a rejected proposal, the one proposed.
        status: The status, likewise.
        level: The level, likewise.
        day: The day of the fact, likewise.
        by: Who decided.
        confidence: How sure the rules were said to be; None in files of earlier versions.
    """

    source: str
    published: date | None
    start: int
    end: int
    verdict: Verdict
    step: str
    status: Status
    level: int | None
    day: PartialDate | None
    by: str
    confidence: Confidence | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as a line of the file has it."""
        return {
            "source": self.source,
            "published": self.published.isoformat() if self.published else None,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "step": self.step,
            "status": self.status.value,
            "level": self.level,
            "date": str(self.day) if self.day else None,
            "by": self.by,
            "confidence": self.confidence.value if self.confidence else None,
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Decision:
        """Return the decision of a line.

        Raises:
            KeyError, TypeError, ValueError: where the line is none.
        """
        if raw["verdict"] not in ("accepted", "edited", "rejected"):
            raise ValueError(raw["verdict"])
        return cls(
            str(raw["source"]),
            date.fromisoformat(raw["published"]) if raw.get("published") else None,
            int(raw["start"]),
            int(raw["end"]),
            raw["verdict"],
            str(raw["step"]),
            Status(raw["status"]),
            raw.get("level"),
            PartialDate.parse(raw["date"]) if raw.get("date") else None,
            str(raw.get("by", "")),
            Confidence(raw["confidence"]) if raw.get("confidence") else None,
        )


def edited(proposal: Proposal, changes: Mapping[str, str], roadmap: Roadmap) -> Proposal:
    """Return a proposal with what a person changed in it.

    Args:
        proposal: What the reader proposes.
        changes: New values of `step`, `status`, `level` or `date`.
        roadmap: The plan.

    Raises:
        DecisionError: for another field, a step that the plan does not have, or a value that is
            none.
    """
    entry = proposal.entry
    for field, value in changes.items():
        try:
            if field == "step" and value in roadmap.steps:
                entry = replace(entry, step=value)
            elif field == "status":
                entry = replace(entry, status=Status(value), level=None)
            elif field == "level" and value in ("0", "1", "2", "3"):
                entry = replace(entry, level=int(value))
            elif field == "date":
                entry = replace(entry, date=PartialDate.parse(value))
            else:
                raise ValueError(value)
        except ValueError as error:
            raise DecisionError(
                M("{field}={value} cannot be: step is one of {steps}, status one of {statuses}, "
                  "level 0 to 3, date as 2019-05-19.", field=field, value=value,
                  steps=list(roadmap.steps), statuses=[s.value for s in Status])
            ) from error  # fmt: skip
    return Proposal(proposal.statement, entry)


def unsupported(entry: Entry, ledger: Ledger) -> bool:
    """Tell whether an entry is grave and no independent source in the ledger says the same.

    Independent is another publisher and another text. A source without a publisher is not, nor is
    another page with the same text: what two papers print from one agency is one source.
    """
    if entry.status not in GRAVE:
        return False
    own = entry.source
    return not any(
        other.step == entry.step
        and other.status is entry.status
        and own.publisher
        and other.source.publisher
        and other.source.publisher != own.publisher
        and other.source.sha256 != own.sha256
        and text_of(other) != text_of(entry)
        for other in ledger.standing()
    )


def keep_source(folder: Path, text: str) -> str:
    """Keep a copy of an article beside the plan and return its path from there."""
    name = f"{SOURCES}/{sha256(text.encode()).hexdigest()[:16]}.txt"
    if not (folder / name).exists():
        write(folder / name, text.encode())
    return name


def keep_original(folder: Path, raw: Raw, text: str) -> None:
    """Keep a page, a PDF or a record of an archive beside the text that was found in it.

    The ledger names it by its hash. A text that stands for itself is not kept twice.
    """
    if raw.data != text.encode():
        suffix = _SUFFIXES.get(kind_of(raw.data, raw.kind or raw.name), ".bin")
        copy = folder / f"{SOURCES}/{raw.sha256[:16]}{suffix}"
        if not copy.exists():
            write(copy, raw.data)


def record(folder: Path, decision: Decision) -> None:
    """Add a decision below those that were made before."""
    file = folder / FILE
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    line = json.dumps(decision.to_dict(), ensure_ascii=False)
    write(
        file,
        f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{line}\n".encode(),
    )


def load_decisions(file: Path) -> list[Decision]:
    """Return the decisions of a file.

    Raises:
        DecisionError: where a line is no decision.
        OSError: where the file cannot be read.
    """
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(Decision.from_dict(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            said = M("Line {n} of {file} is no decision.", n=number, file=file.name)
            raise DecisionError(said) from error
    return found


@dataclass(frozen=True, slots=True)
class Again:
    """What the reader says today of what a person decided.

    Attributes:
        decision: The decision.
        outcome: `as decided`, `differs`, `gone` or `proposed again`.
        now: Step and status that are proposed now; empty where nothing is.
    """

    decision: Decision
    outcome: Literal["as decided", "differs", "gone", "proposed again"]
    now: tuple[str, ...] = ()

    @property
    def regressed(self) -> bool:
        """Tell whether the reader is no longer, or not yet, where the person was."""
        return self.outcome != "as decided"


def again(folder: Path, decisions: list[Decision], roadmap: Roadmap) -> Iterator[Again]:
    """Read the articles of all decisions again and compare.

    Raises:
        OSError: where an article is no longer beside the plan.
    """
    read_already: dict[tuple[str, date | None], list[Proposal]] = {}
    for decision in decisions:
        key = decision.source, decision.published
        if key not in read_already:
            text = (folder / decision.source).read_bytes().decode("utf-8")
            reading = read(text, roadmap, published=decision.published)
            read_already[key] = proposals(reading, date.min)
        yield _compared(decision, read_already[key])


def _compared(decision: Decision, proposed: list[Proposal]) -> Again:
    here = [
        p.entry
        for p in proposed
        if p.statement.span.start < decision.end and decision.start < p.statement.span.end
    ]
    wanted = decision.step, decision.status, decision.level
    same = any((e.step, e.status, e.level) == wanted for e in here)
    now = (here[0].step, here[0].status.value) if here else ()
    if decision.verdict == "rejected":
        return Again(decision, "proposed again" if same else "as decided", now)
    if same:
        return Again(decision, "as decided", now)
    return Again(decision, "differs" if here else "gone", now)
