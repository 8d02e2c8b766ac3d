"""A demand of the framework is served by no step.

Catches: a numbered demand of a resolution or agreement that no step names under `serves:`.

Why it matters: what the framework demands and the plan leaves out returns as a quarrel about who
betrayed the framework.

Write instead: add the step, name the demand under `serves:` of one that serves it, or say under
`unserved:` why this plan leaves it out.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find demands that no step serves."""
    served = {name for step in ctx.roadmap.steps.values() for name in step.serves}
    for name, framework, demand in ctx.roadmap.demands():
        if name not in served and demand.unserved is None:
            yield ctx.finding(
                RULE,
                ("frameworks", framework.id, "demands", demand.id),
                key=True,
                what=M("No step serves point {number} of {framework}: {demand}.", number=demand.id,
                       framework=framework.label, demand=demand.text),
                why=M("What is left out in silence returns as a quarrel."),
                fix=M("Add a step, name it under `serves:`, or say why under `unserved:`."),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH601", "unserved-demand", Family.COVERAGE, Severity.WARNING, check)
