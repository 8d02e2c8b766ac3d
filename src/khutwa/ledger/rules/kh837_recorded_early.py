"""An entry was recorded before what it tells of.

Catches: a day of recording that lies before the date of the fact.

Why it matters: nobody can record what has not happened. One of the two dates is wrong, and with it
what was known when.

Write instead: an entry that supersedes this one with the right date. What is only announced has
the status `promised` and the date of the announcement.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find entries that foretell."""
    for entry in evidence.standing:
        if entry.date and entry.recorded < entry.date.first:
            yield evidence.finding(
                RULE,
                entry,
                "recorded",
                M("It was recorded on {recorded}, before the fact of {date}.",
                  recorded=entry.recorded, date=entry.date),
                M("Nobody can record what has not happened: one of the dates is wrong."),
                M("Supersede it with the right date; what is announced is a promise of the day of "
                  "the announcement."),
            )  # fmt: skip


RULE = EvidenceRule("KH837", "recorded-early", Severity.ERROR, check)
