"""A correction names no entry that it can correct.

Catches: an id under `supersedes` or `retracts` that no entry has, that is the entry's own, or that
belongs to an entry recorded after the correction.

Why it matters: what was meant to be corrected still counts, and nobody sees it; or something else
was struck out.

Write instead: a new entry that retracts this one and names the id that was meant.
"""

from collections.abc import Iterator

from khutwa.ledger.entry import Entry
from khutwa.ledger.evidence import Evidence
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.nearest import nearest
from khutwa.words import M, Message

SUGGESTED = 5
"""Findings that say which id may have been meant; for each, every id is compared."""


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find corrections of nothing, of themselves, and of what came later."""
    found = 0
    for entry in evidence.entries:
        for column in ("supersedes", "retracts"):
            for name in getattr(entry, column):
                what = _what(evidence, entry, name)
                if what is None:
                    continue
                found += 1
                fix = M("Add an entry that retracts this one and names the id that was meant.")
                if found <= SUGGESTED and (near := _near(evidence, entry, name)):
                    fix = M("Did you mean {nearest}? {otherwise}", nearest=near, otherwise=fix)
                why = M("What was meant to be corrected still counts, or something else does not.")
                yield evidence.finding(RULE, entry, column, what, why, fix)


def _near(evidence: Evidence, entry: Entry, name: str) -> str:
    """Return the id of another entry that is most like a name."""
    return nearest(name, evidence.loaded.ledger.by_id.keys() - {entry.id, name})


def _what(evidence: Evidence, entry: Entry, name: str) -> Message | None:
    other = evidence.loaded.ledger.by_id.get(name)
    if other is None:
        return M("No entry of this ledger has the id {id}.", id=name)
    if other.id == entry.id:
        return M("Entry {id} corrects itself.", id=name)
    if other.recorded > entry.recorded:
        return M("Entry {id} was recorded after this one, which is to correct it.", id=name)
    return None


RULE = EvidenceRule("KH835", "aimless-correction", Severity.ERROR, check)
