"""A web address has no archived copy.

Catches: an address that is given nowhere with the hash of an archived copy; said once, however many
entries rest on it.

Why it matters: pages are changed and vanish. Without a copy whose hash is written down, nobody can
show later what the page said.

Write instead: keep a copy under `sources/` beside the plan, and its SHA-256 in `source sha256`.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find addresses without the hash of a copy, each where it stands first."""
    kept = {entry.source.url.strip() for entry in evidence.standing if entry.source.sha256}
    for entry in evidence.standing:
        url = entry.source.url.strip()
        if url and url not in kept:
            kept.add(url)
            yield evidence.finding(
                RULE,
                entry,
                "source url",
                M("The page has no archived copy."),
                M("Once it is changed or gone, nobody can show what it said."),
                M("Keep a copy and write its SHA-256 into source sha256."),
            )


RULE = EvidenceRule("KH841", "not-archived", Severity.INFO, check)
