"""The file does not say where its stakes come from.

Catches: stakes or dividends in a file without `stakes basis:`.

Why it matters: a number without a source is an opinion in disguise; every result of the analysis
rests on these.

Write instead: `stakes basis: {basis: illustrative | elicited | estimated, note: ...}`.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find stakes of unknown origin."""
    plan = ctx.roadmap
    told = any(step.stakes for step in plan.steps.values())
    told = told or any(party.dividend for party in plan.parties.values())
    if plan.stakes_basis is None and told:
        yield ctx.finding(
            RULE,
            ("stakes basis",),
            what=M("The file does not say where its stakes come from."),
            why=M("Every result of the analysis rests on them."),
            fix=M("Add `stakes basis: {example}`.", example="{basis: illustrative, note: ...}"),
        )


RULE = Rule("KH604", "stakes-without-basis", Family.COVERAGE, Severity.WARNING, check)
