"""Fewer tasks are completed than in the report before, and nothing was reversed.

Catches: `counts` of one assessor of the same step, of which a later one has fewer tasks completed,
with no entry of the step between that is `reversed`, `violated` or `disputed`.

Why it matters: what is completed stays completed until somebody undoes it. Or the tasks were
counted by other rules, and the reports cannot be compared: the monitors of South Sudan's agreement
of 2018 counted 59 tasks in June 2019 and 63 in September.

Write instead: a `reversed` entry for what was undone, or a note that the way of counting changed.
"""

from collections.abc import Iterator
from itertools import pairwise

from khutwa.ledger.evidence import UNDONE, Evidence, first, last
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find completed tasks that become fewer."""
    for history in evidence.histories:
        reports = [(entry, entry.counts) for entry in history if entry.counts]
        for (earlier, before), (later, after) in pairwise(reports):
            if last(earlier) > first(later) or after.completed >= before.completed:
                continue
            step = evidence.by_step[later.step]
            if any(
                e.status in UNDONE
                and e.date
                and last(e) >= first(earlier)
                and first(e) <= last(later)
                for e in step
            ):
                continue
            yield evidence.finding(
                RULE,
                later,
                "counts",
                M("{after} tasks are completed, after {before} in entry {id}.",
                  after=after.completed, before=before.completed, id=earlier.id),
                M("What is completed stays so until it is undone, and nothing says that it was."),
                M("Add what was reversed, or a note that the way of counting changed."),
            )  # fmt: skip


RULE = EvidenceRule("KH843", "completed-falls", Severity.WARNING, check)
