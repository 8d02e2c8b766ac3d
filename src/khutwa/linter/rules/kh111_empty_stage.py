"""A stage has no steps.

Catches: an entry of `schedule:` without a step in it.

Why it matters: a stage in which nothing is owed is a pause that nobody can be held to, or a place
where a step was meant and forgotten.

Write instead: put the step there, or remove the stage, as `khutwa check --fix` does. A pause is
written as `not before:` of the step behind it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find stages without steps."""
    for index, stage in enumerate(ctx.roadmap.schedule):
        if stage.steps:
            continue
        path = ("schedule", index)
        yield ctx.finding(
            RULE,
            path,
            what=M("Stage {number} has no steps.", number=index + 1),
            why=M("Nobody can be held to a stage in which nothing is owed."),
            fix=M("Put the step there that was meant, or remove the stage."),
            edits=(Edit(path),),
        )


RULE = Rule("KH111", "empty-stage", Family.STRUCTURE, Severity.WARNING, check, fixable=True)
