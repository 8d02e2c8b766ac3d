"""A deadline counts from a moment that is disputed.

Catches: a step with a window that counts from a clock with rival readings.

Why it matters: the eighteen months that resolution 2254 gives to elections end in June 2017 when
counted from its adoption; others count from the start of the process. Whether a promise is late
then depends on who is asked.

Write instead: agree on the start and write it as `at:`. Until then keep both readings: the product
gives both answers.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.timetable import moments_of
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find windows that count from a contested clock."""
    for name, step in ctx.roadmap.steps.items():
        told: set[str] = set()
        for field, moment in moments_of(step):
            clock = ctx.roadmap.clocks.get(moment.clock or "")
            if clock and clock.contested and clock.id not in told:
                told.add(clock.id)
                readings = [r.reading or str(r.at) for r in clock.contested]
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, field),
                    what=M("{step} counts from {clock}, which is disputed.", step=step.label,
                           clock=clock.label),
                    why=M("There are {n} readings: {readings}.", n=len(readings),
                          readings=readings),
                    fix=M("Agree on the start; until then both answers are given."),
                    subject=name,
                )  # fmt: skip


RULE = Rule("KH303", "contested-clock", Family.TIME, Severity.WARNING, check)
