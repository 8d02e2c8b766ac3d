"""The stakes jump from one stage to the next.

Catches: a stage whose cost to a party is more than three times the highest cost of its stages
before; costs a period and costs that fall due once are each compared with their like. An `escrow`
exchange is no jump, for neither side gives without the other. Without a `schedule:` the steps come
as early as the conditions let them, the smaller first.

Why it matters: trust grows with small steps. In the laboratory, thresholds that rise gradually
bring more cooperation than ones that start high or jump (Ye and others, Management Science 66).

Write instead: split the large step into tranches, or put a middle step before it.
"""

from collections.abc import Iterator, Mapping, Sequence

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

TOO_MUCH = 3.0
"""Factor above which a rise is a jump; a judgement, not a measurement."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find stages that ask far more than those before."""
    for party_id, party in ctx.roadmap.parties.items():
        told: set[str] = set()
        for kind in ("flow", "once"):
            costs = {name: _cost(ctx, name, party_id, kind) for name in ctx.stage_of}
            for steps, times in _jumps(ctx, costs):
                if steps[0] in told:
                    continue
                told.add(steps[0])
                yield ctx.finding(
                    RULE,
                    ctx.step_path(steps[0], "stakes", party_id),
                    what=M("{party} is asked by {steps} for {times} times what any stage before "
                           "asked.", party=party.label, steps=ctx.labels(steps), times=times),
                    why=M("A jump asks for trust that the steps before have not built."),
                    fix=M("Split it into tranches, or put a middle step before it."),
                    subject=steps[0],
                )  # fmt: skip


def _jumps(ctx: Context, costs: Mapping[str, float]) -> Iterator[tuple[list[str], float]]:
    """Yield the steps of each stage that jumps, the dearest first, and how many times it asks."""
    highest = 0.0
    for stage in _rounds(ctx, costs):
        asked = [name for name in stage if costs[name] and not ctx.whole.steps[name].escrow]
        cost = sum(costs[name] for name in asked)
        # A rise to exactly three times is none, whatever the last digit of the product.
        if highest and cost > TOO_MUCH * highest * (1 + 1e-9):
            yield sorted(asked, key=lambda n: -costs[n]), round(cost / highest, 1)
        highest = max(highest, sum(costs[name] for name in stage))


def _rounds(ctx: Context, costs: Mapping[str, float]) -> Iterator[Sequence[str]]:
    """Yield the stages of the file, or single steps in the gentlest order of the waves."""
    for wave in ctx.waves:
        if ctx.roadmap.schedule:
            yield wave
        else:
            yield from ([name] for name in sorted(wave, key=lambda n: costs[n]))


def _cost(ctx: Context, step: str, party: str, kind: str) -> float:
    stakes = ctx.whole.steps[step].stakes.get(party)
    return max(-float(getattr(stakes, kind).likely), 0.0) if stakes else 0.0


RULE = Rule("KH503", "jump", Family.BALANCE, Severity.INFO, check)
