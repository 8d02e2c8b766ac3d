"""Every step waits for the one before.

Catches: a plan of five steps or more in which the conditions tie all steps into a single chain.

Why it matters: one refusal anywhere stops everything behind it. The annex that Kosovo and Serbia
accepted in March 2023 says for this reason that its articles are implemented independently of each
other.

Write instead: let steps that do not need each other go side by side, and require only what must
really come first.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.timetable import predecessors
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

SHORTEST = 5
"""Steps from which a chain is a risk of its own; below, a sequence is natural."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find plans that are one chain."""
    steps = ctx.roadmap.steps
    if len(steps) < SHORTEST or ctx.reach.blocked:
        return
    before = predecessors(ctx.roadmap.model_copy(update={"schedule": ()}))
    # One chain: as many links as steps allow, each step needing exactly one, no two the same.
    needed = [next(iter(others)) for others in before.values() if len(others) == 1]
    if len(needed) == len(steps) - 1 and len(set(needed)) == len(needed):
        yield ctx.finding(
            RULE,
            ("steps",),
            key=True,
            what=M("Each of the {n} steps waits for the one before it.", n=len(steps)),
            why=M("One refusal anywhere stops everything behind it."),
            fix=M("Let steps that do not need each other go side by side."),
        )


RULE = Rule("KH209", "one-chain", Family.LOGIC, Severity.INFO, check)
