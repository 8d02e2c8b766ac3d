"""An escrow has one side, or its sides never meet.

Catches: an `escrow` whose steps are all owed by the same actors, or whose steps stand in different
stages of the schedule.

Why it matters: an escrow protects because nobody delivers without the other. In Prespa the change
of name and the accession protocol were tied into each other, and both were kept.

Write instead: give the same `escrow` to the step that is the other side's part of the exchange, and
put both into one stage.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find exchanges that exchange nothing."""
    groups: dict[str, list[str]] = {}
    for name, step in ctx.whole.steps.items():
        if step.escrow:
            groups.setdefault(step.escrow, []).append(name)
    for escrow, names in groups.items():
        owners = {frozenset(ctx.whole.steps[name].obligors) for name in names}
        stages = {ctx.stage_of[name] for name in names if name in ctx.stage_of}
        if len(owners) > 1 and len(stages) < 2:
            continue
        one_sided = len(owners) < 2
        yield ctx.finding(
            RULE,
            ctx.step_path(names[0], "escrow"),
            what=M("The exchange {escrow} has one side only.", escrow=escrow)
            if one_sided
            else M("The sides of the exchange {escrow} stand in different stages.", escrow=escrow),
            why=M("An escrow protects because nobody delivers without the other."),
            fix=M("Give the other side's step the same `escrow`, and put both into one stage."),
            subject=names[0],
        )


RULE = Rule("KH110", "one-sided-escrow", Family.STRUCTURE, Severity.WARNING, check)
