"""A verifier has no such role.

Catches: a role named under `verification` that is not listed as a `verifier`.

Why it matters: verification needs a mandate, access and people; the package of Minsk named the
OSCE for it in a point of its own.

Write instead: add `verifier` to its `role:`, or name who has the mandate.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find verifiers without the role."""
    for name, role in ctx.roadmap.roles.items():
        if "verifier" in role.role:
            continue
        steps = [s for s, step in ctx.roadmap.steps.items() if name in step.verification.by]
        if steps:
            yield ctx.finding(
                RULE,
                ("roles", name),
                key=True,
                what=M("{role} verifies {steps} and is not listed as a verifier.", role=role.label,
                       steps=ctx.labels(steps)),
                why=M("Verification needs a mandate, access and people."),
                fix=M("Add `verifier` to its `role:`, or name who has the mandate."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH405", "not-a-verifier", Family.VERIFICATION, Severity.INFO, check)
