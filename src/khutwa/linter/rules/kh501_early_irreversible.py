"""An irreversible concession comes first.

Catches: a party whose irreversible step stands in a stage before any other obligor has done
anything for it, at the same time or earlier.

Why it matters: one-way concessions that cannot be taken back are where commitments fail; lasting
exchanges start small and let the stakes rise.

Write instead: put the other side's step before it or beside it, split it into tranches, or begin
with what can be undone.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find irreversible concessions that nothing answers yet."""
    if len(ctx.stages) < 2:
        return
    others_gave: set[str] = set()
    for stage in ctx.stages:
        for name in stage:
            others_gave |= set(ctx.whole.steps[name].obligors)
        for name in stage:
            step = ctx.whole.steps[name]
            if step.reversible or len(step.obligors) != 1:
                continue
            owner = step.obligors[0]
            if owner in ctx.roadmap.parties and not others_gave - {owner}:
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, "reversible"),
                    what=M("{party} gives {step} for good before anybody else has done anything.",
                           party=ctx.label(owner), step=step.label),
                    why=M("If nothing follows, it cannot be taken back."),
                    fix=M("Put the other side's step before it or beside it, or split it."),
                    subject=name,
                )  # fmt: skip


RULE = Rule("KH501", "early-irreversible", Family.BALANCE, Severity.WARNING, check)
