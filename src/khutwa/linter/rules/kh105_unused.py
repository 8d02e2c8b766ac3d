"""A clock, fact or place is defined and never used.

Catches: an entry of `clocks:` or `facts:` that no window and no condition mentions, or of `places:`
where no step is done.

Why it matters: a clock that nothing counts from is often a deadline that was forgotten.

Write instead: use it in `by:`, `within:` or `requires:`, a place in `place:`, or remove it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.timetable import moments_of
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find clocks, facts and places that nothing mentions."""
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
    visited = {step.place_name for step in plan.steps.values()}
    for name, place in plan.places.items():
        if name not in visited:
            yield ctx.finding(
                RULE,
                ("places", name),
                key=True,
                what=M("{name} is never used.", name=place.label),
                why=M("A step may have been forgotten, or its place."),
                fix=M("Name it as the `place:` of a step, or remove it."),
                subject=name,
            )


RULE = Rule("KH105", "unused", Family.STRUCTURE, Severity.INFO, check)
