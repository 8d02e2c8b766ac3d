"""The same statement is entered twice.

Catches: two entries that count, of the same step, status, date and assessor, from the same address
or the same archived copy.

Why it matters: entered twice, one source looks like two that agree, and the result looks surer
than it is.

Write instead: an entry that retracts one of the two.
"""

from collections.abc import Iterator

from khutwa.ledger.entry import Entry
from khutwa.ledger.evidence import Evidence, voice
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find statements that are entered twice."""
    counting = {entry.id for entry in evidence.standing}
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in evidence.entries:
        said = (entry.step, entry.status, entry.date, voice(entry))
        source = entry.source
        keys = [(kind, text, *said) for kind, text in (("url", source.url.strip()),
                ("sha256", source.sha256)) if text]  # fmt: skip
        if entry.id not in counting:
            continue
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin:
            yield evidence.finding(
                RULE,
                entry,
                "id",
                M("This says the same from the same source as entry {id}.", id=twin.id),
                M("One source that counts twice makes a result look surer than it is."),
                M("Add an entry that retracts {one} or {other}.", one=twin.id, other=entry.id),
            )
        for key in keys:
            seen.setdefault(key, entry)


RULE = EvidenceRule("KH834", "entered-twice", Severity.WARNING, check)
