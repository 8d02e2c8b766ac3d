"""The reward comes only when all is done.

Catches: a party that gains nothing from any step before the last stage: everything that is in the
plan for it is its dividend or lies in the last stage, while it owes steps before.

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
    last = set(ctx.stages[-1])
    for party_id, party in ctx.roadmap.parties.items():
        early = [name for stage in ctx.stages[:-1] for name in stage]
        owes = any(party_id in ctx.whole.steps[name].obligors for name in early)
        gains = {name for name in ctx.stage_of if _gain(ctx, name, party_id) > 0}
        ends_well = bool(gains & last) or party.dividend.likely > 0
        if owes and ends_well and not gains - last:
            yield ctx.finding(
                RULE,
                ("parties", party_id),
                key=True,
                what=M("{party} gains nothing before the end.", party=party.label),
                why=M("Until then every step costs it and none pays: each is a reason to stall."),
                fix=M("Pay in parts tied to steps, or move something it wants to the front."),
                subject=party_id,
            )


def _gain(ctx: Context, step: str, party: str) -> float:
    stakes = ctx.whole.steps[step].stakes.get(party)
    return max(stakes.flow.likely, stakes.once.likely) if stakes else 0.0


RULE = Rule("KH502", "end-loaded", Family.BALANCE, Severity.WARNING, check)
