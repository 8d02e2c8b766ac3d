"""A joint step has one obligor.

Catches: `joint: true` on a step that fewer than two actors owe.

Why it matters: joint means that it takes effect only when all its obligors act together; the other
side is missing from the file.

Write instead: name the other obligors, or remove `joint`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find joint steps of one."""
    for name, step in ctx.roadmap.steps.items():
        if step.joint and len(set(step.obligors)) < 2:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "joint"),
                what=M("{step} is joint and has one obligor.", step=step.label),
                why=M(
                    "A joint step takes effect when all its obligors act; the others are missing."
                ),
                fix=M("Name the other obligors, or remove `joint`."),
                subject=name,
            )


RULE = Rule("KH109", "joint-alone", Family.STRUCTURE, Severity.WARNING, check)
