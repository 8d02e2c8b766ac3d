"""Do a step in parts, so that less is risked at once.

Watson 1999, Starting small and renegotiation, Journal of Economic Theory 85:52-90.
"""

from __future__ import annotations

from collections.abc import Iterator

from khutwa.game.limit import Limit
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.diagnostic import Edit
from khutwa.words import M

PARTS = (2, 3, 4)


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose parts for each step that has none and belongs to no exchange."""
    for place, stage in enumerate(plan.stages):
        for name in stage:
            step = plan.step_of(name)
            if step.tranches or step.escrow or not step.stakes:
                continue
            for count in PARTS:
                yield from _parts(plan, name, place, count)


def _parts(plan: Plan, name: str, place: int, count: int) -> Iterator[Patch]:
    parts = [f"{name}.{number + 1}" for number in range(count)]
    split = Edit(("steps", name, "tranches"), count)
    label = plan.label(name)
    if not plan.roadmap.schedule:
        what = M("Do {step} in {n} parts.", step=label, n=count)
        yield Patch("split", (split,), what, (name,), count - 1)
        return
    rest = [[n for n in stage if n != name] for stage in plan.stages]
    # One part after the other where the step stands now.
    company = [rest[place]] if rest[place] else []
    own = [*rest[:place], *company, *([part] for part in parts), *rest[place + 1 :]]
    what = M("Do {step} in {n} parts, one stage after the other.", step=label, n=count)
    yield Patch("split", (split, *plan.rescheduled(own)), what, (name,), count - 1)
    # The later parts along with what others do in the stages that follow.
    if place + count <= len(rest):
        spread = [
            [*stage, parts[k - place]] if place <= k < place + count else stage
            for k, stage in enumerate(rest)
        ]
        what = M("Do {step} in {n} parts, each along with what others do in the stages from there "
                 "on.", step=label, n=count)  # fmt: skip
        yield Patch("split", (split, *plan.rescheduled(spread)), what, (name,), count - 1)


MOVE = Move("split", propose)
