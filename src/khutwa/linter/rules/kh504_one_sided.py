"""One party gives, stage after stage.

Catches: three stages or more in a row in which the same party alone owes every step, while others
owe steps elsewhere. The tranches of one step count as one stage. Without a `schedule:` only what
the conditions force counts.

Why it matters: a step-by-step plan lives on answers. In Osgood's scheme of 1962 a side announces a
concession, expects an answer, and takes the concession back where none comes.

Write instead: put answering steps of the others between them, or beside them as an exchange.
"""

from collections.abc import Iterator
from itertools import groupby

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.schedule import Stages
from khutwa.words import M

TOO_MANY = 3
"""Stages in a row from which one party gives and nobody answers; a judgement."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find runs of one-sided stages."""
    owners = [
        frozenset(o for name in stage for o in ctx.whole.steps[name].obligors)
        for stage in ctx.waves
    ]
    if len(frozenset().union(*owners)) < 2:
        return
    at = 0
    for owner, run in groupby(owners):
        length = len(list(run))
        stages = ctx.waves[at : at + length]
        if len(owner) == 1 and owner <= set(ctx.roadmap.parties) and _begun(stages) >= TOO_MANY:
            party = next(iter(owner))
            first = stages[0][0]
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


def _begun(stages: Stages) -> int:
    """Return how many stages begin a step; what carries on a step in tranches is no new one."""
    begun: set[str] = set()
    count = 0
    for stage in stages:
        steps = {name.partition(".")[0] for name in stage}
        count += not steps <= begun
        begun |= steps
    return count


RULE = Rule("KH504", "one-sided", Family.BALANCE, Severity.WARNING, check)
