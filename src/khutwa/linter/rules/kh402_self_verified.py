"""A party verifies itself.

Catches: a step that a party owes and whose only verifiers are among those who owe or perform it.

Why it matters: Russia and Ukraine each publish a table of how the Minsk points are kept, and each
table blames the other.

Write instead: name a verifier who neither owes nor performs the step, alone or beside the parties.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps that are judged by those who owe them."""
    for name, step in ctx.roadmap.steps.items():
        judges = step.verification.by
        owed = any(obligor in ctx.roadmap.parties for obligor in step.obligors)
        if owed and judges and {*judges} <= {*step.obligors, *step.performers}:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "verification"),
                what=M("{step} is verified by nobody but those who owe or perform it: {judges}.",
                       step=step.label, judges=ctx.labels(judges)),
                why=M("Nobody else will take the word of who owes it."),
                fix=M("Name a verifier who neither owes nor performs it."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH402", "self-verified", Family.VERIFICATION, Severity.WARNING, check)
