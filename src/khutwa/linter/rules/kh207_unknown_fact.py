"""A step hangs on a fact of which nobody knows whether it holds.

Catches: a fact that some condition needs and that has neither `since` nor `never`.

Why it matters: whoever says that the fact does not hold can stop the plan, and nobody can prove
the contrary. The Six-Party process stood still over whether funds had really been received.

Write instead: say since when it holds, or turn it into a step that somebody owes and verifies.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find facts that are needed and not known."""
    for name, fact in ctx.roadmap.facts.items():
        if fact.since or fact.never:
            continue
        hanging = [s for s, step in ctx.roadmap.steps.items() if name in necessary(step.condition)]
        if hanging:
            yield ctx.finding(
                RULE,
                ("facts", name),
                key=True,
                what=M("Nobody knows whether this holds: {fact}.", fact=fact.label),
                why=M("{steps} cannot begin without it.", steps=ctx.labels(hanging)),
                fix=M("Say since when it holds, or make it a step that somebody owes."),
                subject=name,
            )


RULE = Rule("KH207", "unknown-fact", Family.LOGIC, Severity.WARNING, check)
