"""A stake comes without its reasoning.

Catches: a step some of whose stakes have no `why`, in a file in which others have one.

Why it matters: colleagues can correct a reason; they can only shrug at a number.

Write instead: one sentence under `why:`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find stakes without a reason."""
    steps = ctx.roadmap.steps
    if not any(stakes.why for step in steps.values() for stakes in step.stakes.values()):
        return
    for name, step in steps.items():
        bare = [party for party, stakes in step.stakes.items() if stakes.why is None]
        if bare:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "stakes"),
                what=M("The stakes of {parties} in {step} have no reason.", step=step.label,
                       parties=ctx.labels(bare)),
                why=M("Colleagues can correct a reason; they can only shrug at a number."),
                fix=M("Add `why:` with one sentence."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH605", "stake-without-reason", Family.COVERAGE, Severity.INFO, check)
