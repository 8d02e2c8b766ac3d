"""A new deadline lies before the one it replaces.

Catches: an entry of `rebaselined:` earlier than the deadline before it, or out of order.

Why it matters: re-baselines are kept so that everybody can see how a date moved; one that moves
backwards is nearly always two lines exchanged.

Write instead: list the later deadlines in the order in which they were agreed.
"""

from collections.abc import Iterator
from itertools import pairwise

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines that move backwards."""
    for name, step in ctx.roadmap.steps.items():
        for index, (first, second) in enumerate(pairwise(step.deadlines)):
            if not first.date or not second.date or first.offset or second.offset:
                continue
            if second.date.last < first.date.last:
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, "rebaselined", index, "by"),
                    what=M("The new deadline of {step}, {later}, lies before {earlier}.",
                           step=step.label, later=second.date, earlier=first.date),
                    why=M("Re-baselines show how a date moved; this one moves backwards."),
                    fix=M("List them in the order in which they were agreed."),
                    subject=name,
                )  # fmt: skip


RULE = Rule("KH308", "earlier-rebaseline", Family.TIME, Severity.WARNING, check)
