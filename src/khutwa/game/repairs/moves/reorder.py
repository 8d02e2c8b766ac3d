"""Take the steps in another order: the best there is, or one step earlier or later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khutwa.game.limit import Limit
from khutwa.game.ordering.problem import TooManyStages
from khutwa.game.ordering.search import order
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.words import M, Message

TIME = 3.0
"""Seconds that the search for the best order may take."""

SHARE = 0.25
"""The same as a share of the time that is left."""


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose the best order, and every schedule in which one step has moved."""
    yield from _best(plan, limit)
    for place, stage in enumerate(plan.stages):
        for name in stage:
            escrow = plan.whole.steps[name].escrow
            together = [n for n in stage if n == name or (escrow and _escrow(plan, n) == escrow)]
            if together[0] != name:
                continue
            yield from _elsewhere(plan, together, place)


def _best(plan: Plan, limit: Limit) -> Iterator[Patch]:
    size = max(len(stage) for stage in plan.stages)
    time = min(TIME, SHARE * limit.left)
    if time <= 0:
        return
    try:
        found = order(plan.roadmap, stage_size=min(size, 3), top=1, time=time)
    except TooManyStages:
        return
    stages = [list(stage) for stage in found.best.stages]
    moved = _moved(plan.stages, stages)
    if moved:
        listed = [
            M("{number}. {steps}", number=k + 1, steps=[plan.label(name) for name in stage])
            for k, stage in enumerate(stages)
        ]
        what = (
            M("Take the steps in the best order: {stages}.", stages=listed)
            if found.certificate.exact
            else M("Take the steps in the best order that was found: {stages}.", stages=listed)
        )
        yield _patch(plan, stages, what, moved)


def _elsewhere(plan: Plan, together: list[str], place: int) -> Iterator[Patch]:
    """Propose every other place for steps that go together: a stage of their own, or with others.

    Places that a condition forbids are found out when the changed file is read.
    """
    rest = [[n for n in stage if n not in together] for stage in plan.stages]
    alone = len(plan.stages[place]) == len(together)
    labels = [plan.label(name) for name in together]
    for at in range(len(rest) + 1):
        if alone and at in (place, place + 1):
            continue
        stages = [*rest[:at], together, *rest[at:]]
        before = next((stage for stage in reversed(rest[:at]) if stage), None)
        what = (
            M("Do {steps} in a stage of its own after {others}.", steps=labels,
              others=[plan.label(name) for name in before])
            if before
            else M("Do {steps} first, in a stage of its own.", steps=labels)
        )  # fmt: skip
        yield _patch(plan, [stage for stage in stages if stage], what, together)
    for at, stage in enumerate(rest):
        if at == place or not stage:
            continue
        stages = [[*s, *together] if k == at else s for k, s in enumerate(rest)]
        what = M("Do {steps} together with {others}.", steps=labels,
                 others=[plan.label(name) for name in stage])  # fmt: skip
        yield _patch(plan, [stage for stage in stages if stage], what, together)


def _patch(plan: Plan, stages: list[list[str]], what: Message, moved: Sequence[str]) -> Patch:
    names = tuple(dict.fromkeys(plan.file_name(name) for name in moved))
    return Patch("reorder", plan.rescheduled(stages), what, names, len(moved))


def _escrow(plan: Plan, name: str) -> str | None:
    return plan.whole.steps[name].escrow


def _moved(old: list[list[str]], new: list[list[str]]) -> list[str]:
    """Return the steps whose company or place has changed."""
    was = {name: (k, set(stage)) for k, stage in enumerate(old) for name in stage}
    return [n for k, stage in enumerate(new) for n in stage if was[n] != (k, set(stage))]


MOVE = Move("reorder", propose)
