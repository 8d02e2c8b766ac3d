"""Let two steps take effect only together: an escrow, as between Athens and Skopje in 2019."""

from __future__ import annotations

from collections.abc import Iterator

from khutwa.game.limit import Limit
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.condition import show
from khutwa.roadmap.condition_logic import granted
from khutwa.roadmap.diagnostic import Edit
from khutwa.words import M


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose an escrow of a step at a weak link with each step of another party."""
    weak = {
        name
        for row, i in plan.broken
        if row < len(plan.stages)
        for name in plan.stages[row]
        if plan.game.parties[i] in plan.whole.steps[name].obligors
    }
    seen: set[frozenset[str]] = set()
    for name in sorted(weak, key=plan.game.steps.index):
        for other in plan.game.steps:
            pair = frozenset([name, other])
            if pair not in seen and _may_meet(plan, name, other):
                seen.add(pair)
                yield from _pair(plan, name, other)


def _may_meet(plan: Plan, name: str, other: str) -> bool:
    first, second = plan.whole.steps[name], plan.whole.steps[other]
    return (
        not first.escrow
        and not second.escrow
        and {name, other} <= plan.roadmap.steps.keys()
        and bool(first.obligors)
        and bool(second.obligors)
        and set(first.obligors) != set(second.obligors)
    )


def _pair(plan: Plan, name: str, other: str) -> Iterator[Patch]:
    """Propose that two steps stand in the later of their stages and in one escrow."""
    place = {n: k for k, stage in enumerate(plan.stages) for n in stage}
    at = max(place[name], place[other])
    stages = [[n for n in stage if n not in (name, other)] for stage in plan.stages]
    escrow = "exchange"
    taken = {step.escrow for step in plan.roadmap.steps.values()}
    while escrow in taken:
        escrow += "_2"
    edits = [Edit(("steps", n, "escrow"), escrow) for n in (name, other)]
    changes = 2
    for one, two in ((name, other), (other, name)):
        condition = plan.whole.steps[one].condition
        if two in condition.atoms():
            # Who waits for the other can do so no longer; the escrow protects it instead.
            left = granted(condition.root, {two})
            path = ("steps", one, "requires")
            edits.append(Edit(path, show(left)) if left else Edit(path))
            changes += 1
    both = sorted((name, other), key=plan.game.steps.index)
    schedule = [stage for stage in (*stages[:at], [*stages[at], *both], *stages[at + 1 :]) if stage]
    if plan.roadmap.schedule:
        edits += plan.rescheduled(schedule)
    what = M("Make {one} and {other} one exchange: neither takes effect without the other.",
             one=plan.label(name), other=plan.label(other))  # fmt: skip
    yield Patch("exchange", tuple(edits), what, (name, other), changes)


MOVE = Move("exchange", propose)
