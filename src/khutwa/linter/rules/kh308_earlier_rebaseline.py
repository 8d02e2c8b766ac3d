"""A new deadline lies before the one it replaces.

Catches: an entry of `rebaselined:` that is earlier than the deadline before it.

Why it matters: re-baselines are kept so that everybody can see how a date moved; one that moves
backwards is nearly always two lines exchanged.

Write instead: list the later deadlines in the order in which they were agreed.
"""

from collections.abc import Iterator
from itertools import pairwise

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.moment import Moment, moment_words
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines that move backwards."""
    for name, step in ctx.roadmap.steps.items():
        # The first promise, where there is one, stands outside the list.
        offset = len(step.rebaselined) - len(step.deadlines) + 1
        for index, (first, second) in enumerate(pairwise(step.deadlines)):
            if _is_earlier(ctx, second, first):
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, "rebaselined", index + offset, "by"),
                    what=M("The new deadline of {step}, {later}, lies before {earlier}.",
                           step=step.label, later=moment_words(ctx.label, second),
                           earlier=moment_words(ctx.label, first)),
                    why=M("Re-baselines show how a date moved; this one moves backwards."),
                    fix=M("List them in the order in which they were agreed."),
                    subject=name,
                )  # fmt: skip


def _is_earlier(ctx: Context, one: Moment, other: Moment) -> bool:
    """Tell whether one moment lies before the other under every reading of their clocks."""
    pairs = [(places.last_day(one), places.last_day(other)) for places in ctx.timetable.places]
    return all(a is not None and b is not None and a < b for a, b in pairs)


RULE = Rule("KH308", "earlier-rebaseline", Family.TIME, Severity.WARNING, check)
