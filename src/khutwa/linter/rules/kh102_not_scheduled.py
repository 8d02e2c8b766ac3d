"""A goal of the plan stands in no stage.

Catches: a step that completes the plan (every step, unless `goal:` names fewer) and that the
schedule leaves out.

Why it matters: followed to its end, such a schedule never completes the plan, and rewards that wait
for completion never come.

Write instead: put the step into a stage, or list under `goal:` the steps that make the plan
complete.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find goals that no stage performs."""
    if not ctx.roadmap.schedule:
        return
    for name in ctx.whole.goal_steps:
        if name not in ctx.stage_of and name not in ctx.reach.blocked:
            yield ctx.finding(
                RULE,
                ctx.step_path(name),
                key=True,
                what=M("{step} stands in no stage of the schedule.", step=ctx.label(name)),
                why=M("The plan could never be completed as scheduled."),
                fix=M("Put it into a stage, or name under `goal:` what makes the plan complete."),
                subject=name,
            )


RULE = Rule("KH102", "not-scheduled", Family.STRUCTURE, Severity.ERROR, check)
