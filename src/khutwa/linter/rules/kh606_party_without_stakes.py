"""A party has no stakes though others have.

Catches: a party that owes steps and has no stake in any, in a plan in which others have. A dividend
alone makes it only the readier.

Why it matters: the analysis then takes it to go along with anything, which no party does.

Write instead: its stakes, if only as words from `---` to `+++`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find parties without stakes."""
    steps = ctx.roadmap.steps.values()
    staked = {party for step in steps for party in step.stakes}
    owing = {party for step in steps for party in step.obligors}
    for name, party in ctx.roadmap.parties.items():
        if staked and name in owing and name not in staked:
            yield ctx.finding(
                RULE,
                ("parties", name),
                key=True,
                what=M("{party} owes steps and has no stake in any.", party=party.label),
                why=M("The analysis takes it to go along with anything, which no party does."),
                fix=M("Add its stakes, if only as words from --- to +++."),
                subject=name,
            )


RULE = Rule("KH606", "party-without-stakes", Family.COVERAGE, Severity.WARNING, check)
