"""Less is done than before, and nobody says that anything was undone.

Catches: two entries of the same assessor, one after the other, of which the second allows only a
lower level than the first, while its status is not `reversed`, `violated` or `disputed`.

Why it matters: a step does not undo itself. Either something was reversed, which is the gravest
thing a ledger can say, or one of the two entries is wrong.

Write instead: `reversed` where it was undone; else an entry that supersedes the wrong one. Iran's
steps back from the nuclear deal from July 2019 on were announced one by one: each is a `reversed`.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import UNDONE, Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find levels that fall without a reversal."""
    for earlier, later in evidence.changes:
        if max(later.levels) < min(earlier.levels) and later.status not in UNDONE:
            yield evidence.finding(
                RULE,
                later,
                "status",
                M("{step} fell from {before} to {after}, and nothing says that it was undone.",
                  step=evidence.label(later.step), before=earlier.status.label,
                  after=later.status.label),
                M("Entry {id} of the same assessor had more done.", id=earlier.id),
                M("Write the status reversed if it was undone; else supersede the wrong entry."),
            )  # fmt: skip


RULE = EvidenceRule("KH833", "fell-back", Severity.WARNING, check)
