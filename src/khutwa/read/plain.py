"""An article and its statements as JSON has them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from khutwa.read.frame import Reading, Statement
from khutwa.read.inputs.document import Document
from khutwa.read.plover_export import coded
from khutwa.read.proposals import entry_status, needs
from khutwa.read.sentences import no_probability
from khutwa.roadmap.model import Roadmap


def document_to_dict(
    document: Document, reading: Reading, roadmap: Roadmap | None, day: date | None = None
) -> dict[str, Any]:
    """Return an article and everything that was read in it, for other programs.

    Args:
        document: The article.
        reading: What was read in it.
        roadmap: The plan.
        day: When it was published, by a person; goes before what the article says.
    """
    day = day or document.published
    return {
        "file": document.raw.name,
        "sha256": document.raw.sha256,
        "text_sha256": sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "url": document.raw.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": day.isoformat() if day else None,
        "language": reading.language,
        "statements": [
            {**statement_to_dict(s, n), "plover": _plover(s, roadmap)}
            for n, s in enumerate(reading.statements, 1)
        ],
        "notes": [str(note) for note in reading.notes],
        "findings": [each.to_dict() for each in document.found],
        "confidence_is": str(no_probability()),
    }


def _plover(statement: Statement, roadmap: Roadmap | None) -> dict[str, Any] | None:
    event = coded(statement, roadmap)
    return event.to_dict() if event else None


def statement_to_dict(statement: Statement, number: int) -> dict[str, Any]:
    """Return everything about a statement for other programs.

    Args:
        statement: The statement.
        number: Its number in the reading, from 1.
    """
    status = entry_status(statement)
    time, much = statement.when, statement.extent
    need = needs(status[0]) if status else None
    return {
        "number": number,
        **statement.span.to_dict(),
        "speaker": {
            "names": list(statement.speaker.names),
            "actors": list(statement.speaker.actors),
            "how": statement.speaker.how,
        },
        "said": statement.said.value,
        "negated": statement.negated,
        "hedged": statement.hedged,
        "actors": list(statement.actors),
        "steps": [
            {"step": c.step, "score": c.score, "reasons": [str(r) for r in c.reasons]}
            for c in statement.steps
        ],
        "frameworks": list(statement.frameworks),
        "when": None
        if time is None
        else {
            **time.span.to_dict(),
            "date": str(time.date) if time.date else None,
            "kind": time.kind,
            "days": [day.isoformat() for day in time.days] if time.days else None,
        },
        "extent": None
        if much is None
        else {
            **much.span.to_dict(),
            "kind": much.kind.value,
            "count": much.count,
            "total": much.total,
        },
        "place": statement.place,
        "chain": [
            {**link.span.to_dict(), "means": link.means, "negated": link.negated}
            for link in statement.chain
        ],
        "rules": list(statement.rules),
        "confidence": statement.confidence.value,
        "status": status[0].value if status else None,
        "level": status[1] if status else None,
        "needs": str(need) if need else None,
    }
