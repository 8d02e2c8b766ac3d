"""The stakes jump from one stage to the next.

Catches: a stage whose cost to a party is more than three times the highest cost of its stages
before.

Why it matters: trust grows with small steps. In the laboratory, thresholds that rise gradually
bring more cooperation than ones that start high or jump (Ye and others, Management Science 66).

Write instead: split the large step into tranches, or put a middle step before it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

TOO_MUCH = 3.0
"""Factor above which a rise is a jump; a judgement, not a measurement."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find stages that ask far more than those before."""
    for party_id, party in ctx.roadmap.parties.items():
        highest = 0.0
        for stage in ctx.stages:
            costs = {name: _cost(ctx, name, party_id) for name in stage}
            cost = sum(costs.values())
            if highest and cost > TOO_MUCH * highest:
                name = max(costs, key=lambda n: costs[n])
                yield ctx.finding(
                    RULE,
                    ctx.step_path(name, "stakes", party_id),
                    what=M("{step} asks of {party} {times} times what any stage before asked.",
                           step=ctx.label(name), party=party.label, times=round(cost / highest, 1)),
                    why=M("A jump asks for trust that the steps before have not built."),
                    fix=M("Split it into tranches, or put a middle step before it."),
                    subject=name,
                )  # fmt: skip
            highest = max(highest, cost)


def _cost(ctx: Context, step: str, party: str) -> float:
    stakes = ctx.whole.steps[step].stakes.get(party)
    return max(-stakes.flow.likely, 0.0) + max(-stakes.once.likely, 0.0) if stakes else 0.0


RULE = Rule("KH503", "jump", Family.BALANCE, Severity.INFO, check)
