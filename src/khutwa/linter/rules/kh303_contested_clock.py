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
from khutwa.linter.places import Places
from khutwa.linter.rule import Family, Rule
from khutwa.linter.time_words import reading_words
from khutwa.linter.timetable import moments_of
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find windows that count from a contested clock."""
    places = Places(ctx.roadmap, None, {})
    for name, step in ctx.roadmap.steps.items():
        told: set[str] = set()
        for path, moment in moments_of(step):
            for clock_id in places.readings_behind(moment):
                if clock_id in told:
                    continue
                told.add(clock_id)
                clock = ctx.roadmap.clocks[clock_id]
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, *path),
                    what=M("{step} counts from {clock}, which is disputed.", step=step.label,
                           clock=clock.label),
                    why=M("There are {n} readings: {readings}.", n=len(clock.contested),
                          readings=reading_words(ctx.label, clock.contested)),
                    fix=M("Agree on the start; until then both answers are given."),
                    subject=name,
                )  # fmt: skip


RULE = Rule("KH303", "contested-clock", Family.TIME, Severity.WARNING, check)
