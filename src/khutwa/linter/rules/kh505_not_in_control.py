"""The obligor does not control who must act.

Catches: a step with `performers` other than its obligors and no `reliability`.

Why it matters: under the Idlib memorandum of September 2018 radical groups were to leave the zone
by 15 October. Turkey had a hand in the promise and not on the groups, which refused; the zone was
never fully implemented.

Write instead: say with `reliability:` how likely the performer follows, bring it into the deal, or
owe only what the obligor controls.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find promises on behalf of others."""
    for name, step in ctx.roadmap.steps.items():
        outside = [p for p in step.performers if p not in step.obligors]
        if step.obligors and outside and "reliability" not in step.model_fields_set:
            yield ctx.finding(
                RULE,
                ctx.step_path(name, "performers"),
                what=M("{step} is owed by {obligors} and must be done by {performers}.",
                       step=step.label, obligors=ctx.labels(step.obligors),
                       performers=ctx.labels(outside)),
                why=M("Nobody can deliver what another controls, yet the plan counts on it."),
                fix=M("Say how likely it is with `reliability:`, bring {performers} into the deal, "
                      "or owe less.", performers=ctx.labels(outside)),
                subject=name,
            )  # fmt: skip


RULE = Rule("KH505", "not-in-control", Family.BALANCE, Severity.WARNING, check)
