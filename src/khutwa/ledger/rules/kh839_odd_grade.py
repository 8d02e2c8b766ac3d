"""One entry grades a publisher as no other entry does.

Catches: a letter for the reliability of a publisher that one entry alone gives, while three or
more others agree on another one.

Why it matters: the letter judges the source and not what it says this time. A lone letter is often
a slip, or a judgement of the statement that belongs in the digit.

Write instead: the letter that the source has elsewhere; doubts about this statement into the digit
(1 confirmed, 5 improbable). If the source has changed, say so in the note.
"""

from collections import Counter
from collections.abc import Iterator

from khutwa.ledger.columns import folded
from khutwa.ledger.entry import Entry
from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

AGREE = 3
"""Entries that must share a letter before another one is odd."""


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find letters that a publisher has only once."""
    graded: dict[str, list[Entry]] = {}
    for entry in evidence.standing:
        if entry.grade and entry.source.publisher.strip():
            graded.setdefault(folded(entry.source.publisher), []).append(entry)
    for entries in graded.values():
        letters = Counter(entry.grade.reliability for entry in entries if entry.grade)
        usual, times = letters.most_common(1)[0]
        for entry in entries:
            if entry.grade and letters[entry.grade.reliability] == 1 and times >= AGREE:
                yield evidence.finding(
                    RULE,
                    entry,
                    "grade",
                    M("{publisher} has the grade {given} here and {usual} in {times} entries.",
                      publisher=entry.source.publisher, given=entry.grade.reliability,
                      usual=usual, times=times),
                    M("The letter judges the source, whatever it says this time."),
                    M("Give it the letter that it has elsewhere, or say in the note why not."),
                )  # fmt: skip


RULE = EvidenceRule("KH839", "odd-grade", Severity.INFO, check)
