"""One party gives, stage after stage.

Catches: three stages or more in a row in which the same party alone owes every step, while others
owe steps elsewhere.

Why it matters: a step-by-step plan lives on answers. The road map for the Middle East of 2003 spoke
of reciprocal steps; each side waited for the other's.

Write instead: put answering steps of the others between them, or beside them as an exchange.
"""

from collections.abc import Iterator
from itertools import groupby

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

LONGEST = 3
"""Stages in a row by one party that still are one party's preparations."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find runs of one-sided stages."""
    owners = [
        frozenset(o for name in stage for o in ctx.whole.steps[name].obligors)
        for stage in ctx.stages
    ]
    if len(frozenset().union(*owners)) < 2:
        return
    at = 0
    for owner, run in groupby(owners):
        length = len(list(run))
        if length >= LONGEST and len(owner) == 1 and owner <= set(ctx.roadmap.parties):
            party = next(iter(owner))
            first = ctx.stages[at][0]
            yield ctx.finding(
                RULE,
                ctx.step_path(first),
                key=True,
                what=M("From {step} on, {party} alone gives for {n} stages.", step=ctx.label(first),
                       party=ctx.label(party), n=length),
                why=M("A step-by-step plan lives on answers; here there is none for long."),
                fix=M("Put answering steps of the others between them or beside them."),
                subject=first,
            )  # fmt: skip
        at += length


RULE = Rule("KH504", "one-sided", Family.BALANCE, Severity.WARNING, check)
