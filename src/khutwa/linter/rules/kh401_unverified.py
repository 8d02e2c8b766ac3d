"""Nobody verifies a step.

Catches: a step that a party owes and that names nobody who verifies it. The analysis takes every
breach of such a step to be seen at once.

Why it matters: the Six-Party process stalled in 2008 over verification that the texts had not
settled. The JCPOA tied relief to what the IAEA had verified, and both came on one day.

Write instead: `verification: {by: ..., detects: ..., done when: ...}`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps that nobody verifies."""
    for name, step in ctx.roadmap.steps.items():
        owed = any(obligor in ctx.roadmap.parties for obligor in step.obligors)
        if owed and not step.verification.by:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "verification"),
                what=M("Nobody verifies {step}.", step=step.label),
                why=M("Whether it was done will be one side's word against the other's."),
                fix=M("Name who verifies: `verification: {example}`.",
                      example="{by: ..., detects: 80%, done when: ...}"),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH401", "unverified", Family.VERIFICATION, Severity.WARNING, check)
