"""A deadline had passed on the day the file describes.

Catches: a step whose deadline in force lies before `as of`.

Why it matters: a plan that begins late is renegotiated in silence; the parties that re-dated
Mozambique's calendar openly kept it.

Write instead: if it was put off by agreement, add the new date under `rebaselined:` (the first
stays where it is); if it was missed, it is owed, and the brief says so.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.time_words import deadline_path, reading_words
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines before the day of the file."""
    if ctx.roadmap.as_of is None:
        return
    today = ctx.roadmap.as_of.first
    for name, step in ctx.whole.steps.items():
        found = ctx.timetable.last_days(step.deadline) if step.deadline else []
        past = [(readings, day) for readings, day in found if day is not None and day < today]
        if not past:
            continue
        readings, day = max(past, key=lambda each: each[1])
        yield ctx.finding(
            RULE,
            deadline_path(ctx, step),
            what=M("{step} was due by {day}, before the day this file describes.",
                   step=step.label, day=day),
            why=M("On {today} it is late, or the date was changed without a record.",
                  today=today)
            if len(past) == len(found)
            else M("By the reading {reading} it is late on {today}; by another it may not be.",
                   reading=reading_words(ctx.label, readings.values()), today=today),
            fix=M("If a later date was agreed, add it under `rebaselined:`."),
            subject=name,
        )  # fmt: skip


RULE = Rule("KH306", "past", Family.TIME, Severity.INFO, check)
