"""A step is owed only to whoever owes it.

Catches: a step with one obligor that is also its only beneficiary.

Why it matters: nobody else has a claim to it, so nobody will insist when it is late.

Write instead: name under `beneficiaries:` to whom it is promised, or leave the field out.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find promises to oneself."""
    for name, step in ctx.roadmap.steps.items():
        owners = set(step.obligors)
        if len(owners) == 1 and set(step.beneficiaries) == owners:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "beneficiaries"),
                what=M("{actor} owes {step} only to itself.",
                       actor=ctx.label(step.obligors[0]), step=step.label),
                why=M("Nobody else has a claim to it, so nobody will insist when it is late."),
                fix=M("Name under `beneficiaries:` to whom it is promised, or leave the field "
                      "out."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH112", "owed-to-itself", Family.STRUCTURE, Severity.INFO, check)
