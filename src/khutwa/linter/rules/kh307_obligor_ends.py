"""An obligor ends before its promise falls due.

Catches: an obligor with `until:` that owes a step due later, or with no date, when no `successor:`
is there any more to owe it.

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
    """Find promises that outlive who made them and all who follow."""
    for actor_id, actor in ctx.roadmap.actors.items():
        if actor.until is None:
            continue
        table = "parties" if actor_id in ctx.roadmap.parties else "roles"
        late = [
            name
            for name, step in ctx.whole.steps.items()
            if actor_id in step.obligors and not _is_owed(ctx, step, actor_id)
        ]
        if late:
            yield ctx.finding(
                RULE,
                (table, actor_id, "until"),
                what=M("{actor} ends on {day} and still owes {steps}.", actor=actor.label,
                       day=actor.until, steps=ctx.labels(late)),
                why=M("Nothing says who owes it then."),
                fix=M("Name a `successor` that is still there then.")
                if actor.successor else M("Name the `successor`."),
                subject=actor_id,
            )  # fmt: skip


def _is_owed(ctx: Context, step: Step, actor: str) -> bool:
    """Tell whether somebody owes a step when it is due, whatever the reading of its clocks."""
    days = [day for _, day in ctx.timetable.last_days(step.deadline)] if step.deadline else [None]
    return all(ctx.roadmap.heir(actor, day or date.max) is not None for day in days)


RULE = Rule("KH307", "obligor-ends", Family.TIME, Severity.WARNING, check)
