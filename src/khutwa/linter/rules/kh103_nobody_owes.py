"""Nobody owes a step.

Catches: a step without `obligors`.

Why it matters: what nobody owes nobody can be asked for. The funds at Banco Delta Asia stood in no
list of actions of February 2007, so nobody was bound to release them, and they held up the
shutdown of Yongbyon for months.

Write instead: name the parties or roles that owe it under `obligors:`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find steps without an obligor."""
    for name, step in ctx.roadmap.steps.items():
        if not step.obligors:
            yield ctx.finding(
                RULE,
                ctx.step_path(name),
                key=True,
                what=M("Nobody owes {step}.", step=step.label),
                why=M("What nobody owes nobody can be asked for."),
                fix=M("Name who owes it: `obligors: [...]`."),
                subject=name,
            )


RULE = Rule("KH103", "nobody-owes", Family.STRUCTURE, Severity.ERROR, check)
