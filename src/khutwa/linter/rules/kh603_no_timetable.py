"""No step of the plan has a deadline.

Catches: a plan of four steps or more without a single deadline or latest start.

Why it matters: provisions with a timetable can be asked for. The agreement for South Sudan of 2018
has forty periods, by which its monitors counted what was done, under way and pending.

Write instead: at least one `by:` or `within:` for every party.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

SMALLEST = 4
"""Steps from which a plan without dates is one that nobody can call late."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find plans without dates."""
    dated = any(step.deadlines or step.start_by for step in ctx.whole.steps.values())
    if len(ctx.roadmap.steps) >= SMALLEST and not dated:
        yield ctx.finding(
            RULE,
            ("steps",),
            key=True,
            what=M("No step of the plan has a deadline."),
            why=M("Nothing can ever be called late."),
            fix=M("Add `by:` or `within:` to what matters most."),
        )


RULE = Rule("KH603", "no-timetable", Family.COVERAGE, Severity.WARNING, check)
