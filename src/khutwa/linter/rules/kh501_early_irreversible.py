"""An irreversible concession comes first.

Catches: a party's irreversible step in a stage before which, and in which, no other obligor does
anything. What costs the party nothing by its stakes, the first of several tranches, and one side of
an `escrow` exchange are let pass. Without a `schedule:` only what the conditions force counts.

Why it matters: one-way concessions that cannot be taken back are where commitments fail (Walter);
lasting exchanges start small and let the stakes rise (Watson).

Write instead: put the other side's step before it or beside it, split it into tranches, or begin
with what can be undone.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.step import Step
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find irreversible concessions that nothing answers yet."""
    gave: set[str] = set()
    told: set[str] = set()
    for stage in ctx.waves if len(ctx.waves) > 1 else ():
        gave.update(obligor for name in stage for obligor in ctx.whole.steps[name].obligors)
        if len(gave) > 1:
            return
        for name in stage:
            step = ctx.whole.steps[name]
            base, _, tranche = name.partition(".")
            # Of a step in parts the first is the small beginning that the others can answer.
            if step.reversible or step.escrow or tranche == "1" or base in told:
                continue
            owner = step.obligors[0] if step.obligors else ""
            if owner in ctx.roadmap.parties and _may_cost(step, owner):
                told.add(base)
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, "reversible"),
                    what=M("{party} gives {step} for good before anybody else has done anything.",
                           party=ctx.label(owner), step=step.label),
                    why=M("If nothing follows, it cannot be taken back."),
                    fix=M("Put the other side's step before it or beside it, or split it."),
                    subject=name,
                )  # fmt: skip


def _may_cost(step: Step, party: str) -> bool:
    stakes = step.stakes.get(party)
    return stakes is None or min(stakes.flow.low, stakes.once.low, stakes.outside.low) < 0


RULE = Rule("KH501", "early-irreversible", Family.BALANCE, Severity.WARNING, check)
