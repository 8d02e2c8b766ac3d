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

from khutwa.ledger.entry import Entry, Status
from khutwa.ledger.evidence import Evidence, first, last
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.moment import Moment
from khutwa.words import M, Message

STARTED = (Status.BEGUN, Status.PARTIAL, Status.DONE)


def check(evidence: Evidence) -> Iterator[Diagnostic]:
    """Find entries from before a step can have started."""
    for entry in evidence.standing:
        if entry.date and entry.status in STARTED:
            why = _why(evidence, entry)
            if why:
                yield evidence.finding(
                    RULE,
                    entry,
                    "date",
                    M("{step} is called {status} before it can have started ({date}).",
                      step=evidence.label(entry.step), status=entry.status.label, date=entry.date),
                    why,
                    M("Mend the date by an entry that supersedes this one, or the plan if it did "
                      "happen in that order."),
                )  # fmt: skip


def _why(evidence: Evidence, entry: Entry) -> Message | None:
    plan, whole = evidence.roadmap, evidence.whole
    if plan is None or whole is None:
        return None
    step = plan.steps.get(entry.step) or whole.steps.get(entry.step)
    if step is None:
        return None
    if plan.start and last(entry) < plan.start.first:
        return M("The plan starts later: {date}.", date=plan.start)
    bound = _day(step.not_before) if step.not_before else None
    if bound and last(entry) < bound:
        return M("The plan lets it start on {date} at the earliest.", date=bound)
    for name in sorted(necessary(step.condition)):
        done = evidence.done(name)
        if done is None or any(other.date is None for other in done):
            continue
        if all(first(other) > last(entry) for other in done):
            label = evidence.label(name)
            return M("It requires {required}, which by this ledger was not done by then.",
                     required=label)  # fmt: skip
    return None


def _day(moment: Moment) -> date | None:
    """Return the day of a moment that counts from a date; None for any other."""
    try:
        return moment.offset.after(moment.date.first) if moment.date else None
    except OverflowError:
        return None


RULE = EvidenceRule("KH831", "reported-too-early", Severity.WARNING, check)
