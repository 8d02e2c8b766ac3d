"""The counts of a report do not add up.

Catches: `counts` of completed, ongoing and pending tasks that do not make the whole, or parts that
exceed it.

Why it matters: the report contradicts itself, so one of its numbers is wrong and a share taken of
them is too. The monitors of South Sudan's agreement of 2018 counted, at the end of March 2019, 27
of 59 tasks as completed, and 17 and 15 out of 57 as ongoing and pending.

Write instead: the numbers as the report has them, with a note of what does not fit; or, where it
was a slip in typing, an entry that supersedes this one.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find counts that contradict themselves."""
    for entry in evidence.standing:
        counts = entry.counts
        if counts and not counts.adds_up:
            yield evidence.finding(
                RULE,
                entry,
                "counts",
                M("The parts make {total}, not {whole}.",
                  total=sum(counts.parts), whole=counts.whole),
                M("One of the numbers is wrong, and every share taken of them with it."),
                M("Look them up in the source; if it contradicts itself, say so in the note."),
            )  # fmt: skip


RULE = EvidenceRule("KH842", "counts-do-not-add-up", Severity.WARNING, check)
