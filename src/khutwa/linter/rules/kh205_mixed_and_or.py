"""And and or meet without brackets.

Catches: a condition such as `a and b or c`, which the machine reads as `(a and b) or c`.

Why it matters: two readers will bracket it in two ways; whole negotiations have turned on less.

Write instead: set the brackets. `khutwa check --fix` sets them as the machine reads them.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition_parser import mixed_without_brackets
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find conditions that need brackets."""
    for name, step in ctx.roadmap.steps.items():
        if step.requires and mixed_without_brackets(step.requires.text):
            path = ctx.step_path(name, "requires")
            yield ctx.finding(
                RULE,
                path,
                what=M("The condition of {step} mixes `and` and `or` without brackets.",
                       step=step.label),
                why=M("It is read as {reading}; a person may read it otherwise.",
                      reading=str(step.requires)),
                fix=M("Set the brackets."),
                subject=name,
                edits=(Edit(path, str(step.requires)),),
            )  # fmt: skip


RULE = Rule("KH205", "mixed-and-or", Family.LOGIC, Severity.WARNING, check, fixable=True)
