"""The reward comes only when all is done.

Catches: a party that owes and pays before the last stage and gains from no step there: everything
that is in the plan for it is its dividend or lies in the last stage. Without a `schedule:` only
what the conditions put last counts as last.

Why it matters: for Kosovo and Serbia in 2023 money was promised only once everything was
implemented. Until then every step costs and none pays, so each is a reason to stall.

Write instead: pay in parts, each tied to a step; or move something the party wants to the front.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

SHORTEST = 3
"""Stages from which waiting for the end is a burden of its own."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find parties that are paid only at the end."""
    if len(ctx.stages) < SHORTEST:
        return
    last = set(ctx.waves[-1]) if len(ctx.waves) >= SHORTEST else set()
    early = [name for name in ctx.stage_of if name not in last]
    for party_id, party in ctx.roadmap.parties.items():
        owes = any(party_id in ctx.whole.steps[name].obligors for name in early)
        pays = any(value < 0 for name in early for value in _values(ctx, name, party_id))
        gains = {n for n in ctx.stage_of if max(_values(ctx, n, party_id), default=0) > 0}
        ends_well = bool(gains & last) or party.dividend.likely > 0
        if owes and pays and ends_well and not gains - last:
            yield ctx.finding(
                RULE,
                ("parties", party_id),
                key=True,
                what=M("{party} gains nothing before the end.", party=party.label),
                why=M("Until then the plan only costs it: every step is a reason to stall."),
                fix=M("Pay in parts tied to steps, or move something it wants to the front."),
                subject=party_id,
            )


def _values(ctx: Context, step: str, party: str) -> tuple[float, ...]:
    stakes = ctx.whole.steps[step].stakes.get(party)
    return (stakes.flow.likely, stakes.once.likely) if stakes else ()


RULE = Rule("KH502", "end-loaded", Family.BALANCE, Severity.WARNING, check)
