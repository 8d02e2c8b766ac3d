"""A quote that may be confidential says nothing of with whom it may be shared.

Catches: an entry with a quote and without a label of the Traffic Light Protocol (`tlp`), whose
source has no public address or is labelled RED or AMBER in another entry.

Why it matters: a ledger is mailed and copied into briefs. Words that somebody said in confidence
can endanger whoever said them.

Write instead: RED for named readers only, AMBER for those who need it, GREEN for the community,
CLEAR for everybody. Only the source may widen it.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find quotes that nobody has labelled and not everybody may have."""
    confidential = (entry.source for entry in evidence.entries if entry.is_confidential)
    closed = {key for source in confidential for key in source.keys}
    for entry in evidence.standing:
        if not entry.quote.strip() or entry.tlp:
            continue
        if entry.source.url.strip() and not closed.intersection(entry.source.keys):
            continue
        yield evidence.finding(
            RULE,
            entry,
            "quote",
            M("The quote may be confidential, and nothing says with whom it may be shared."),
            M("Words said in confidence can endanger whoever said them."),
            M("Fill in tlp: RED, AMBER+STRICT, AMBER, GREEN or CLEAR."),
        )


RULE = EvidenceRule("KH840", "unlabelled-quote", Severity.WARNING, check)
