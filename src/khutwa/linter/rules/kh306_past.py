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
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines before the day of the file."""
    if ctx.roadmap.as_of is None:
        return
    today = ctx.roadmap.as_of.last
    for name, row in ctx.timetable.rows.items():
        day = ctx.timetable.day(row.deadlines[-1] if row.deadlines else None)
        if day is not None and day < today:
            step = ctx.whole.steps[name]
            clock = step.deadline.clock if step.deadline else None
            readings = ctx.timetable.readings.get(clock or "", ())
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "within" if step.within and not step.by else "by"),
                what=M("{step} was due by {day}, before the day this file describes.",
                       step=ctx.label(name), day=day),
                why=M("On {today} it is late, or the date was changed without a record.",
                      today=today)
                if not readings
                else M("By the reading {reading} it is late on {today}; by another it may not be.",
                       reading=readings[0].reading or str(readings[0].at), today=today),
                fix=M("If a later date was agreed, add it under `rebaselined:`."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH306", "past", Family.TIME, Severity.INFO, check)
