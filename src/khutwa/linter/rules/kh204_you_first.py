"""Each side says: you first.

Catches: two steps of different obligors, each of which requires the other.

Why it matters: in Northern Ireland the executive waited for disarmament and disarmament for the
executive ("no guns, no government") from April 1998 to the end of 1999; verification by a third
party broke the knot.

Write instead: drop both requirements, give the two steps the same `escrow` and put them into one
stage, so that neither takes effect without the other.
"""

from collections.abc import Iterator, Sequence

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def is_pair(ctx: Context, core: Sequence[str]) -> bool:
    """Tell whether a blocking set is two steps of different obligors."""
    return len(core) == 2 and (
        set(ctx.whole.steps[core[0]].obligors) != set(ctx.whole.steps[core[1]].obligors)
    )


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find pairs that wait for each other."""
    for core in ctx.reach.cores:
        if not is_pair(ctx, core):
            continue
        first, second = core
        yield ctx.finding(
            RULE,
            ctx.step_path(first, "requires"),
            what=M("{first} waits for {second}, and {second} for {first}.",
                   first=ctx.label(first), second=ctx.label(second)),
            why=M("Neither side will go first, so neither step is ever done."),
            fix=M("Drop both requirements, give both steps `escrow: exchange`, and put them into "
                  "one stage: neither takes effect without the other."),
            subject=first,
        )  # fmt: skip


RULE = Rule("KH204", "you-first", Family.LOGIC, Severity.ERROR, check)
