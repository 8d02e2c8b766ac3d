"""A step has no deadline where others have.

Catches: a step without `by` or `within` in a plan in which at least half of the steps have one.

Why it matters: what has no date is never late. The agreement between Kosovo and Serbia of 2023
dates the donor conference and hardly anything else.

Write instead: `by:` a date, or `within:` a time of a clock or a step.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

SHARE = 0.5
"""Share of dated steps from which a gap looks like an oversight."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find the gaps in a timetable."""
    steps = ctx.roadmap.steps
    undated = {
        name: step
        for name, step in steps.items()
        if not step.deadlines and not any(part.by for part in step.tranches)
    }
    dated = len(steps) - len(undated)
    if dated >= SHARE * len(steps):
        for name, step in undated.items():
            yield ctx.finding(
                RULE,
                ctx.step_path(name),
                key=True,
                what=M("{step} has no deadline, though {n} of {total} steps have one.",
                       step=step.label, n=dated, total=len(steps)),
                why=M("What has no date is never late."),
                fix=M("Add `by:` a date or `within:` a time of a clock or a step."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH305", "no-deadline", Family.TIME, Severity.INFO, check)
