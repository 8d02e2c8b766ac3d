"""Windows that cannot all be met.

Catches: deadlines, earliest dates, durations and conditions that contradict each other even if
every step takes the shortest time it can. The smallest contradicting set is named.

Why it matters: a plan that cannot be kept breeds accusations that somebody broke it. Mozambique's
calendar of 1992 slipped by a year and was saved by agreeing a new one.

Write instead: move one of the windows named, or record the later deadline under `rebaselined:`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.time_words import conflict_words, window_path
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find contradicting windows."""
    for conflict in ctx.timetable.conflicts:
        subject, path = window_path(ctx, conflict)
        readings = [r.reading or str(r.at) for r in conflict.readings.values()]
        yield ctx.finding(
            RULE,
            path,
            what=M("These windows cannot all be met: {parts}.",
                   parts=conflict_words(ctx, conflict)),
            why=M("Even in the shortest time they miss each other by {days} days.",
                  days=round(conflict.days))
            if not readings
            else M("Under the reading {reading} they miss each other by {days} days.",
                   reading=readings, days=round(conflict.days)),
            fix=M("Move one of them, or record a later deadline under `rebaselined:`."),
            subject=subject,
        )  # fmt: skip


RULE = Rule("KH301", "windows", Family.TIME, Severity.ERROR, check)
