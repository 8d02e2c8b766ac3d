"""A deadline counts from something that itself has no deadline.

Catches: a window that counts from a step (or a clock that starts with one) which has no deadline of
its own, directly or further up.

Why it matters: "within 30 days of the elections" never falls due as long as the elections can be
put off. Minsk II begins control of the border on the day after local elections for which it names
no date.

Write instead: give the step it counts from a deadline, or add a last date of its own.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.moment import Moment
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines that never fall due."""
    for name, step in ctx.roadmap.steps.items():
        moment = step.deadline
        if moment is None or moment.clock is None:
            continue
        culprit = _floating(ctx, moment, frozenset([name]))
        if culprit:
            field = "within" if step.within and not step.by else "by"
            yield ctx.finding(
                RULE,
                ctx.step_path(name, field),
                what=M("The deadline of {step} counts from {origin}, which has none.",
                       step=step.label, origin=ctx.label(culprit)),
                why=M("As long as that can be put off, this never falls due."),
                fix=M("Give {origin} a deadline, or add a last date of its own.",
                      origin=ctx.label(culprit)),
                subject=name,
            )  # fmt: skip


def _floating(ctx: Context, moment: Moment, seen: frozenset[str]) -> str | None:
    """Return the step without a deadline on which a moment hangs."""
    if moment.clock is None or moment.clock in seen:
        return None
    seen = seen | {moment.clock}
    if moment.clock in ctx.whole.steps or moment.clock in ctx.roadmap.steps:
        step = ctx.roadmap.steps.get(moment.clock) or ctx.whole.steps[moment.clock]
        if step.deadline is None:
            return moment.clock
        return _floating(ctx, step.deadline, seen)
    readings = ctx.roadmap.clocks[moment.clock].readings
    culprits = [_floating(ctx, reading.at, seen) for reading in readings]
    # A contested clock falls due as long as one of its readings does; KH303 speaks of the rest.
    return culprits[0] if all(culprits) else None


RULE = Rule("KH304", "undated-clock", Family.TIME, Severity.WARNING, check)
