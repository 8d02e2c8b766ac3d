"""A step goes from nothing to done faster than the plan thinks possible.

Catches: two entries of the same assessor, with nothing between them, of which the first says that
nothing of a step is done and the second that all is, in fewer days than the shortest that the step
`takes`.

Why it matters: what is reported done too fast was often done on paper, or the first entry was out
of date when it was made.

Write instead: look the two sources up again. Add what lies between, supersede the entry that was
wrong, or mend `takes` in the plan.
"""

from collections.abc import Iterator

from khutwa.ledger.evidence import Evidence, first, last
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import MN, M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find steps that are done too fast."""
    for earlier, later in evidence.changes:
        if (earlier.levels, later.levels) != ((0,), (3,)):
            continue
        step = evidence.planned(later.step)
        if step is None or not step.takes:
            continue
        days = (last(later) - first(earlier)).days
        if days < step.takes[0].shortest_days:
            yield evidence.finding(
                RULE,
                later,
                "status",
                MN("{step} went from nothing to done within {n} day.",
                   "{step} went from nothing to done within {n} days.", days,
                   step=evidence.label(later.step)),
                M("The plan gives it {shortest} at the least; entry {id} still had nothing done.",
                  shortest=step.takes[0], id=earlier.id),
                M("Look both sources up again; add what lies between, or supersede the wrong one."),
            )  # fmt: skip


RULE = EvidenceRule("KH832", "done-too-fast", Severity.WARNING, check)
