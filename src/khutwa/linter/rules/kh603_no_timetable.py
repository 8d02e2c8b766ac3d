"""The plan has no dates at all.

Catches: a plan of four steps or more without a single deadline.

Why it matters: provisions with a timetable can be asked for. The text of February 2023 between
Kosovo and Serbia set hardly any, and each side said that the other must begin.

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
    steps = ctx.whole.steps
    if len(steps) >= SMALLEST and not any(step.deadlines for step in steps.values()):
        yield ctx.finding(
            RULE,
            ("steps",),
            key=True,
            what=M("No step of the plan has a deadline."),
            why=M("Nothing can ever be called late."),
            fix=M("Add `by:` or `within:` to what matters most."),
        )


RULE = Rule("KH603", "no-timetable", Family.COVERAGE, Severity.WARNING, check)
