"""A step is scheduled before what it requires.

Catches: a stage of the schedule with a step whose condition cannot hold yet, because a step it
requires stands in the same stage or in a later one.

Why it matters: an order that contradicts the conditions is no order, and each side will read its
own into it. In June 2008 the Six-Party process stalled over what comes first, verification or the
delisting.

Write instead: move the step to a later stage, or change what it requires. Two steps that wait for
each other are an exchange: drop the requirement and give both the same `escrow`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.schedule import faults
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps placed before what they require."""
    if not ctx.roadmap.schedule:
        return
    for fault in faults(ctx.roadmap):
        if fault.stage is None or fault.step in ctx.reach.blocked:
            continue
        yield ctx.finding(
            RULE,
            ("schedule", fault.stage),
            what=M("{step} is scheduled before what it requires.", step=ctx.label(fault.step)),
            why=M("At that stage it still waits for {missing}.", missing=ctx.labels(fault.missing)),
            fix=M("Move it to a later stage, or change what it requires."),
            subject=fault.step,
        )


RULE = Rule("KH101", "too-early", Family.STRUCTURE, Severity.ERROR, check)
