"""Nobody guarantees the plan.

Catches: a plan in which a party owes an irreversible step and no role is a guarantor.

Why it matters: of the civil wars of 1940 to 1990 one in five ended by bargain, against more than
half of the wars between states; a third party that guarantees the dangerous phase made the
difference (Walter).

Write instead: name a guarantor under `roles:`, and in the text what it does if a party breaks its
word.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find plans without a guarantor."""
    final = [
        name
        for name, step in ctx.roadmap.steps.items()
        if not step.reversible and any(owner in ctx.roadmap.parties for owner in step.obligors)
    ]
    if final and not any("guarantor" in role.role for role in ctx.roadmap.roles.values()):
        yield ctx.finding(
            RULE,
            ("roles",),
            key=True,
            what=M("Nobody guarantees the plan, though {steps} cannot be taken back.",
                   steps=ctx.labels(final)),
            why=M("Who gives for good is at the mercy of the others afterwards."),
            fix=M("Name a guarantor under `roles:`, and what it does if a party breaks its word."),
        )  # fmt: skip


RULE = Rule("KH506", "no-guarantor", Family.BALANCE, Severity.INFO, check)
