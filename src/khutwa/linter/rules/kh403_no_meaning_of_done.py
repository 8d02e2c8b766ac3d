"""Nobody has said what counts as done.

Catches: a verified step without `done when`.

Why it matters: North Korea declared its programmes and blew up a cooling tower in June 2008; what
would verify the declaration had not been agreed, and the process stalled.

Write instead: one sentence that two opponents would read alike: what, how much, seen by whom.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps without a meaning of done."""
    for name, step in ctx.roadmap.steps.items():
        if step.verification.by and step.verification.done_when is None:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "verification"),
                what=M("Nothing says when {step} counts as done.", step=step.label),
                why=M("Each side will say so when it suits it."),
                fix=M("Add under `verification:` a `done when:` that two opponents would read "
                      "alike."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH403", "no-meaning-of-done", Family.VERIFICATION, Severity.WARNING, check)
