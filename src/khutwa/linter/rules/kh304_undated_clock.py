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
from khutwa.linter.time_words import deadline_path
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.step import Step
from khutwa.words import M, Message


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find deadlines that never fall due."""
    due = _falling_due(ctx.whole)
    culprits: dict[str, str] = {}
    for name, step in ctx.whole.steps.items():
        if step.deadline is None or name in due:
            continue
        what, fix = _words(ctx, step, _culprit(ctx.whole, name, culprits))
        yield ctx.finding(
            RULE,
            deadline_path(ctx, step),
            what=what,
            why=M("As long as that can be put off, this never falls due."),
            fix=fix,
            subject=name,
        )


def _words(ctx: Context, step: Step, culprit: str) -> tuple[Message, Message]:
    """Return what is wrong with the deadline of a step that never falls due, and what to write."""
    name, origin = step.label, ctx.label(culprit)
    if culprit in ctx.whole.clocks:
        return (
            M("The deadline of {step} counts from {origin}, which has no beginning.", step=name,
              origin=origin),
            M("Say when {origin} begins, or add a last date of its own.", origin=origin),
        )  # fmt: skip
    if ctx.whole.steps[culprit].deadline:
        return (
            M("The deadline of {step} counts in a circle, and from no date.", step=name),
            M("Give one of the steps in it a date."),
        )
    return (
        M("The deadline of {step} counts from {origin}, which has none.", step=name,
          origin=origin),
        M("Give {origin} a deadline, or add a last date of its own.", origin=origin),
    )  # fmt: skip


def _moments(whole: Roadmap, name: str) -> list[Moment]:
    """Return the moments of which one must come for a step to fall due or a clock to start."""
    if name in whole.steps:
        deadline = whole.steps[name].deadline
        return [deadline] if deadline else []
    # A contested clock starts as long as one of its readings does; KH303 speaks of the rest.
    return [reading.at for reading in whole.clocks[name].readings]


def _falling_due(whole: Roadmap) -> set[str]:
    """Return the steps and clocks that come by some date, directly or further up."""
    behind: dict[str, list[str]] = {}
    look: list[str] = []
    for name in [*whole.steps, *whole.clocks]:
        for moment in _moments(whole, name):
            if moment.clock is None:
                look.append(name)
            else:
                behind.setdefault(moment.clock, []).append(name)
    due: set[str] = set()
    while look:
        name = look.pop()
        if name not in due:
            due.add(name)
            look.extend(behind.get(name, ()))
    return due


def _culprit(whole: Roadmap, name: str, known: dict[str, str]) -> str:
    """Return what a step that never falls due counts from in the end; note it in `known`."""
    way: dict[str, None] = {}
    while name not in way and name not in known:
        way[name] = None
        moments = _moments(whole, name)
        if moments:
            name = moments[0].clock or name
    culprit = known.get(name, name)
    known.update(dict.fromkeys(way, culprit))
    return culprit


RULE = Rule("KH304", "undated-clock", Family.TIME, Severity.WARNING, check)
