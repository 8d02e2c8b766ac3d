"""A part of a condition can never matter.

Catches: a step or fact in a condition whose being done never changes the answer, as `b` in
`a or (a and b)`.

Why it matters: someone fought for that clause at the table and believes that it protects them.

Write instead: remove it, or make it matter.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition_logic import irrelevant
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find idle parts."""
    for name, step in ctx.roadmap.steps.items():
        idle = sorted(irrelevant(step.condition))
        if idle:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "requires"),
                offset=step.condition.text.find(idle[0]),
                what=M("In the condition of {step}, {parts} can never matter.", step=step.label,
                       parts=ctx.labels(idle)),
                why=M("The answer is the same whether it is done or not."),
                fix=M("Remove it, or make it matter."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH203", "idle-part", Family.LOGIC, Severity.WARNING, check)
