"""Corrections run in a circle.

Catches: entries that supersede or retract each other, so that each is corrected by what it
corrects.

Why it matters: nothing tells which of them is the last word. They all count until it is mended,
as if none corrected another.

Write instead: a new entry that supersedes all of them and says what holds.
"""

from collections.abc import Iterator

from khutwa.ledger.corrections import circles
from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find circles of corrections."""
    ledger = evidence.loaded.ledger
    for circle in circles(ledger.entries):
        entry = ledger.by_id[circle[-1]]
        # What corrects itself alone is an aimless correction.
        if len(circle) > 1:
            yield evidence.finding(
                RULE,
                entry,
                "supersedes" if entry.supersedes else "retracts",
                M("The corrections of {entries} run in a circle.", entries=list(circle)),
                M("Nothing tells which is the last word, so none of them corrects another."),
                M("Add an entry that supersedes them all and says what holds."),
            )


RULE = EvidenceRule("KH836", "circle-of-corrections", Severity.ERROR, check)
