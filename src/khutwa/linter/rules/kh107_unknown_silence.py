"""A silence names a rule or a thing that does not exist.

Catches: an entry of `silence:` whose `code` is no rule, or whose `at` is nothing in the plan.

Why it matters: it silences nothing, and whoever wrote it believes that it does.

Write instead: give the code as `khutwa check` prints it, and the name of the step, party or clock.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule, all_rules
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find silences without effect."""
    plan = ctx.roadmap
    codes = {rule.code for rule in all_rules()}
    names = {*plan.steps, *ctx.whole.steps, *plan.actors, *plan.clocks, *plan.facts}
    names |= {*plan.places, *plan.frameworks, *plan.countermeasures, *plan.sources}
    names |= {name for name, _, _ in plan.demands()}
    for index, silence in enumerate(plan.silence):
        given = (("code", silence.code.upper(), codes), ("at", silence.at, names))
        for field, value, known in given:
            if value is not None and value not in known:
                yield ctx.finding(
                    RULE,
                    ("silence", index, field),
                    what=M("{given} is not known, so this silences nothing.", given=value),
                    why=M("Whoever wrote it believes that a finding is dealt with."),
                    fix=M(
                        "Give the code as `khutwa check` prints it, and the name as in the file."
                    ),
                    subject=value,
                )


RULE = Rule("KH107", "unknown-silence", Family.STRUCTURE, Severity.WARNING, check)
