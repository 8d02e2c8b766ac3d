"""Windows that can be met only if nothing takes long.

Catches: windows that fit if the steps take their shortest time and not if they take their longest.

Why it matters: Colombia's laying down of arms was due by the end of May 2017 and done at the end of
June, because the state's camps took longer; nobody had broken a promise on purpose.

Write instead: leave room for the longest duration, or say beforehand what happens when it is used
up.
"""

from collections.abc import Iterator

from khutwa.linter.conflicts import Conflict
from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.time_words import conflict_words, reading_words, window_path
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import MN, M, Message


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find windows without room."""
    for conflict in ctx.timetable.tight:
        subject, path = window_path(ctx, conflict)
        yield ctx.finding(
            RULE,
            path,
            what=M("These windows leave no room: {parts}.",
                   parts=conflict_words(ctx, conflict)),
            why=_why(ctx, conflict),
            fix=M("Leave room for the longest duration, or agree what happens when it is used up."),
            subject=subject,
        )  # fmt: skip


def _why(ctx: Context, conflict: Conflict) -> Message:
    days = conflict.days
    if conflict.readings:
        return MN(
            "If the steps take their longest time, {n} day is missing under the reading {reading}.",
            "If the steps take their longest time, {n} days are missing under the reading "
            "{reading}.",
            days,
            reading=reading_words(ctx.label, conflict.readings.values()),
        )
    return MN(
        "If the steps take their longest time, {n} day is missing.",
        "If the steps take their longest time, {n} days are missing.",
        days,
    )


RULE = Rule("KH302", "tight", Family.TIME, Severity.WARNING, check)
