"""Fewer tasks are completed than in the report before, and nothing was reversed.

Catches: `counts` of one assessor of the same step, of which a later one has fewer tasks completed,
with no entry of the step between that is `reversed`, `violated` or `disputed`.

Why it matters: what is completed stays completed until somebody undoes it. Or the tasks were
counted by other rules, and the reports cannot be compared: the monitors of South Sudan's agreement
of 2018 counted 59 tasks in June 2019 and 63 in September.

Write instead: a `reversed` entry for what was undone, or a note that the way of counting changed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate, pairwise

from khutwa.ledger.entry import Entry
from khutwa.ledger.evidence import UNDONE, Evidence, first, last
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find completed tasks that become fewer."""
    undone = {step: _undone(entries) for step, entries in evidence.by_step.items()}
    for history in evidence.histories:
        reports = [(entry, entry.counts) for entry in history if entry.counts]
        for (earlier, before), (later, after) in pairwise(reports):
            if last(earlier) > first(later) or after.completed >= before.completed:
                continue
            begins, ends = undone[later.step]
            until = bisect_right(begins, last(later))
            if until and ends[until - 1] >= first(earlier):
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


def _undone(entries: list[Entry]) -> tuple[list[date], list[date]]:
    """Return when something was undone: the first days in order, and the latest day so far."""
    spans = sorted((first(e), last(e)) for e in entries if e.date and e.status in UNDONE)
    return [begin for begin, _ in spans], list(accumulate((end for _, end in spans), max))


RULE = EvidenceRule("KH843", "completed-falls", Severity.WARNING, check)
