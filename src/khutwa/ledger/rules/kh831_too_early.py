"""A step is reported before it can have started.

Catches: an entry that calls a step begun, partly done or done, on a date before the plan starts,
before the `not before` of the step, or before the ledger's own entries have a step done that it
requires.

Why it matters: either the date is wrong, or the plan is not what the parties follow. Both change
what is due and what is late.

Write instead: mend the date by a new entry that supersedes this one; or, if it did happen in that
order, loosen the condition of the step.
"""

from collections.abc import Iterator
from datetime import date

from khutwa.ledger.entry import Status
from khutwa.ledger.evidence import Evidence, last
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.moment import Moment
from khutwa.words import M, Message

STARTED = (Status.BEGUN, Status.PARTIAL, Status.DONE)


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find entries from before a step can have started."""
    for step, entries in evidence.by_step.items():
        limits = list(_limits(evidence, step))
        for entry in entries:
            if not entry.date or entry.status not in STARTED:
                continue
            why = next((why for day, why in limits if last(entry) < day), None)
            if why:
                yield evidence.finding(
                    RULE,
                    entry,
                    "date",
                    M("{step} is called {status} before it can have started ({date}).",
                      step=evidence.label(step), status=entry.status.label, date=entry.date),
                    why,
                    M("Mend the date by an entry that supersedes this one, or the plan if it did "
                      "happen in that order."),
                )  # fmt: skip


def _limits(evidence: Evidence, name: str) -> Iterator[tuple[date, Message]]:
    """Yield the days before which a step cannot have started, and why it cannot."""
    plan, step = evidence.roadmap, evidence.planned(name)
    if plan is None or step is None:
        return
    if plan.start:
        yield plan.start.first, M("The plan starts later: {date}.", date=plan.start)
    bound = _day(step.not_before) if step.not_before else None
    if bound:
        yield bound, M("The plan lets it start on {date} at the earliest.", date=bound)
    for required in evidence.required(name):
        done = evidence.done_on(required)
        if done:
            yield (
                done,
                M("It requires {required}, which by this ledger was not done by then.",
                  required=evidence.label(required)),
            )  # fmt: skip


def _day(moment: Moment) -> date | None:
    """Return the day of a moment that counts from a date; None for any other."""
    try:
        return moment.offset.after(moment.date.first) if moment.date else None
    except OverflowError:
        return None


RULE = EvidenceRule("KH831", "reported-too-early", Severity.WARNING, check)
