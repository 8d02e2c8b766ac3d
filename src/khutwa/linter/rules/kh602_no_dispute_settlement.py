"""The plan has no one to settle disputes.

Catches: a plan in which no role mediates and no name of a step or role speaks of disputes, a joint
commission or arbitration. This is a guess from words; silence it where the plan settles disputes in
another way.

Why it matters: the road map of 2003 said that breaches would impede progress and named nobody to
say what a breach was.

Write instead: a role with `role: mediator`, or a step that sets up a joint commission.
"""

import re
from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

WORDS = re.compile(
    r"\bdisputes?\b|arbitrat|joint\b[\w ]* (?:commission|committee)|settlement of differences"
    r"|نزاع|خلاف|تحكيم|لجنة(?: \w+)* (?:ال)?مشتركة"
    r"|\bспор(?!т)|арбитраж|совместн\w+(?: \w+)* комисси",
    re.IGNORECASE,
)
SMALLEST = 4
"""Steps from which a plan needs somebody to settle what it leaves open."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for anybody who settles disputes."""
    plan = ctx.roadmap
    if len(plan.steps) < SMALLEST or any("mediator" in r.role for r in plan.roles.values()):
        return
    labels = [s.label for s in plan.steps.values()] + [r.label for r in plan.roles.values()]
    texts = [label.get(language) for label in labels for language in label.languages]
    if not any(WORDS.search(text) for text in texts):
        yield ctx.finding(
            RULE,
            ("roles",),
            key=True,
            what=M("Nobody in the plan settles disputes."),
            why=M("Every plan is read in two ways somewhere; then each side judges for itself."),
            fix=M("Add a role with `role: mediator`, or a step that sets up a joint commission."),
        )


RULE = Rule("KH602", "no-dispute-settlement", Family.COVERAGE, Severity.INFO, check)
