"""An obligor ends before its promise falls due.

Catches: an obligor with `until:` and no `successor:` that owes a step due later, or with no date.

Why it matters: the government that owed the steps of resolution 2254 fell in December 2024, and
nothing in the text said who owes them now.

Write instead: name the `successor`, or say in the text that obligations pass to whoever follows.
"""

from collections.abc import Iterator
from datetime import date

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.step import Step
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find promises that outlive who made them."""
    for actor_id, actor in ctx.roadmap.actors.items():
        if actor.until is None or actor.successor:
            continue
        table = "parties" if actor_id in ctx.roadmap.parties else "roles"
        late = [
            name
            for name, step in ctx.whole.steps.items()
            if actor_id in step.obligors and not _is_due_by(ctx, step, actor.until.last)
        ]
        if late:
            yield ctx.finding(
                RULE,
                (table, actor_id, "until"),
                what=M("{actor} ends on {day} and still owes {steps}.", actor=actor.label,
                       day=actor.until, steps=ctx.labels(late)),
                why=M("Nothing says who owes it then."),
                fix=M("Name the `successor`."),
                subject=actor_id,
            )  # fmt: skip


def _is_due_by(ctx: Context, step: Step, last: date) -> bool:
    """Tell whether a step is due by a day, whatever the reading of the clocks it counts from."""
    days = [day for _, day in ctx.timetable.last_days(step.deadline)] if step.deadline else [None]
    return all(day is not None and day <= last for day in days)


RULE = Rule("KH307", "obligor-ends", Family.TIME, Severity.WARNING, check)
