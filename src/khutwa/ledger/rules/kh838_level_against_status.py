"""The level and the status of an entry contradict each other.

Catches: a level that the status leaves no room for, such as 1 for what is `done`.

Why it matters: results that go by the level and results that go by the status then tell different
stories of the same source.

Write instead: the level by what the source says: 0 nothing, 1 little, 2 a good part, 3 all of it;
and the status that goes with it.
"""

from collections.abc import Iterator

from khutwa.ledger.entry import IMPLIED
from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find levels that contradict the status."""
    for entry in evidence.standing:
        allowed = IMPLIED[entry.status]
        if entry.level is not None and entry.level not in allowed:
            yield evidence.finding(
                RULE,
                entry,
                "level",
                M("The level {level} does not go with the status {status}.",
                  level=entry.level, status=entry.status.label),
                M("Of the two, results would believe one or the other."),
                M("With this status a level can be: {allowed}.",
                  allowed=[str(level) for level in allowed]),
            )  # fmt: skip


RULE = EvidenceRule("KH838", "level-against-status", Severity.WARNING, check)
