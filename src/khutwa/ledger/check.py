"""Run every rule of evidence over a ledger."""

from __future__ import annotations

from khutwa.ledger.evidence import Evidence
from khutwa.ledger.load import LoadedLedger
from khutwa.ledger.rule import evidence_rules
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.model import Roadmap


def check_ledger(
    loaded: LoadedLedger, roadmap: Roadmap | None = None, only: str | None = None
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a ledger, in the order of its lines; the loader's own among it.

    Args:
        loaded: The ledger, loaded with the same plan.
        roadmap: The plan; without it nothing is compared with steps and their times.
        only: The id of the one entry whose findings are wanted; by default all are.
    """
    evidence = Evidence(loaded, roadmap, only)
    found = list(loaded.diagnostics)
    for rule in evidence_rules():
        found.extend(rule.check(evidence))
    if only is not None:
        found = [each for each in found if each.path[:1] == (only,)]
    return tuple(sorted(found, key=lambda d: (d.place.line, d.place.column, d.code)))
