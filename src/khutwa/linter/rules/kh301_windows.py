"""Windows that cannot all be met.

Catches: deadlines, earliest dates, durations and conditions that contradict each other however
long the steps take within their ranges. The contradicting set is named; none of it can be left out.

Why it matters: a plan that cannot be kept breeds accusations that somebody broke it. Mozambique's
calendar of 1992 slipped by a year and was saved by agreeing a new one.

Write instead: move one of the windows named, or record the later deadline under `rebaselined:`.
"""

from collections.abc import Iterator

from khutwa.linter.conflicts import Conflict
from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.time_words import conflict_words, reading_words, window_path
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import MN, M, Message


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find contradicting windows."""
    for conflict in ctx.timetable.conflicts:
        subject, path = window_path(ctx, conflict)
        yield ctx.finding(
            RULE,
            path,
            what=M("These windows cannot all be met: {parts}.",
                   parts=conflict_words(ctx, conflict)),
            why=_why(ctx, conflict),
            fix=M("Move one of them, or record a later deadline under `rebaselined:`."),
            subject=subject,
        )  # fmt: skip


def _why(ctx: Context, conflict: Conflict) -> Message:
    days = conflict.days
    if conflict.readings:
        return MN(
            "Under the reading {reading} they miss each other by {n} day.",
            "Under the reading {reading} they miss each other by {n} days.",
            days,
            reading=reading_words(ctx.label, conflict.readings.values()),
        )
    if any(reason.kind == "takes at most" for reason in conflict.reasons):
        return MN(
            "However long the steps take within their ranges, they miss each other by {n} day.",
            "However long the steps take within their ranges, they miss each other by {n} days.",
            days,
        )
    return MN(
        "Even in the shortest time they miss each other by {n} day.",
        "Even in the shortest time they miss each other by {n} days.",
        days,
    )


RULE = Rule("KH301", "windows", Family.TIME, Severity.ERROR, check)
