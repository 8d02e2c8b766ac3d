"""Let what a party has gained end when it breaks the plan."""

from __future__ import annotations

from collections.abc import Iterator

from khutwa.game.limit import Limit
from khutwa.game.phrases import quoted
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.diagnostic import Edit
from khutwa.words import M, format_percent


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose, for each party at a weak link, that each gain which would persist does not.

    What cannot be undone stays whatever is agreed, so such steps are left alone.
    """
    done: set[str] = set()
    for _, i in plan.broken:
        for a, name in enumerate(plan.game.steps):
            step = plan.step_of(name)
            gains = plan.stakes.flow[0, i, a] > 0 and plan.game.persists[a] > 0
            if not gains or not plan.game.reversible[a] or step.id in done or plan.game.owed[i, a]:
                continue
            done.add(step.id)
            edits = [Edit(("steps", step.id, "persists"), 0)]
            what = M("Agree that {step} ends if the process collapses (of its flow {share} would "
                     "stay now).", step=quoted([step.label])[0],
                     share=format_percent(float(plan.game.persists[a])))  # fmt: skip
            yield Patch("snap-back", tuple(edits), what, (step.id,), 1)


MOVE = Move("snap-back", propose)
