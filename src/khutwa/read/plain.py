"""A statement as JSON has it."""

from __future__ import annotations

from typing import Any

from khutwa.read.frame import Statement
from khutwa.read.proposals import entry_status, needs


def statement_to_dict(statement: Statement, number: int) -> dict[str, Any]:
    """Return everything about a statement for other programs.

    Args:
        statement: The statement.
        number: Its number in the reading, from 1.
    """
    status = entry_status(statement)
    time = statement.when
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
        },
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
