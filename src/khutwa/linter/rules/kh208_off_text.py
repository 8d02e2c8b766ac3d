"""A precondition outside the text holds up what the text promises.

Catches: a step marked `off text` on which steps of the text depend.

Why it matters: the release of 25 million dollars at Banco Delta Asia stood in no list of actions of
February 2007. The shutdown due by 14 April waited for it until the summer.

Write instead: bring it into the text, with an obligor, a deadline and somebody who verifies; or
agree what happens to the deadlines behind it if it is late.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.tranches import parts_of
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps outside the text that block steps of the text."""
    for name, step in ctx.roadmap.steps.items():
        if not step.off_text:
            continue
        names = {name, *parts_of(step)}
        hanging = [
            other
            for other, later in ctx.roadmap.steps.items()
            if not names.isdisjoint(later.condition.atoms()) and not later.off_text
        ]
        if hanging:
            yield ctx.finding(
                RULE,
                ctx.step_path(name),
                key=True,
                what=M("{step} is not in the agreement, and {steps} wait for it.", step=step.label,
                       steps=ctx.labels(hanging)),
                why=M("Nobody is bound to it, so anybody can be late with it."),
                fix=M("Bring it into the text with an obligor and a deadline, or agree what "
                      "happens to the deadlines behind it."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH208", "off-text", Family.LOGIC, Severity.WARNING, check)
