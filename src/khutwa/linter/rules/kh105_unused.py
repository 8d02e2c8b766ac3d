"""A clock or fact is defined and never used.

Catches: an entry of `clocks:` or `facts:` that no window and no condition mentions.

Why it matters: a clock that nothing counts from is often a deadline that was forgotten.

Write instead: use it in `by:`, `within:` or `requires:`, or remove it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.timetable import moments_of
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find clocks and facts that nothing mentions."""
    plan = ctx.roadmap
    used: set[str | None] = set()
    for step in plan.steps.values():
        used |= set(step.condition.atoms())
        used |= {moment.clock for _, moment in moments_of(step)}
    for clock in plan.clocks.values():
        used |= {reading.at.clock for reading in clock.readings}
    for table, things in (("clocks", plan.clocks), ("facts", plan.facts)):
        for name in things:
            if name not in used:
                yield ctx.finding(
                    RULE,
                    (table, name),
                    key=True,
                    what=M("{name} is never used.", name=plan.label(name)),
                    why=M("It may be a deadline or a condition that was forgotten."),
                    fix=M("Use it in `by:`, `within:` or `requires:`, or remove it."),
                    subject=name,
                )


RULE = Rule("KH105", "unused", Family.STRUCTURE, Severity.INFO, check)
