"""Steps wait for each other for ever.

Catches: a set of steps none of which can ever begin, because the condition of each waits for
another of them, or its earliest start counts from another of them. The smallest such set is named.
Two steps of different obligors that wait for each other are a "you first" pair (KH204).

Why it matters: the text of Minsk II (2015) ties control of the border (point 9), constitutional
reform (11) and local elections (12) into a loop. By December 2018 no provision was fully
implemented.

Write instead: let one step of the loop begin without the others, split one into tranches that
alternate, or let the steps be performed at the same time as one `escrow`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.rules.kh204_you_first import is_pair
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find the smallest sets of steps that block each other."""
    for core in ctx.reach.cores:
        if is_pair(ctx, core):
            continue
        first = core[0]
        yield ctx.finding(
            RULE,
            ctx.step_path(first, "requires"),
            what=M("{steps} wait for each other and can never begin.", steps=ctx.labels(core))
            if len(core) > 1
            else M("{step} waits for itself and can never begin.", step=ctx.label(first)),
            why=M("The condition of each holds only after another of them is done."),
            fix=M("Let one begin without the others, split one into tranches that alternate, or "
                  "make them one exchange with the same `escrow`."),
            subject=first,
        )  # fmt: skip


RULE = Rule("KH201", "deadlock", Family.LOGIC, Severity.ERROR, check)
