"""The order in which steps are taken: as the file gives it, or one that its conditions allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand

Stages = tuple[tuple[str, ...], ...]
"""Stages in order, each the ids of the steps performed at the same time."""


@dataclass(frozen=True)
class Fault:
    """Why a schedule cannot be followed.

    Attributes:
        step: The step concerned.
        stage: Index of its stage; None where no stage has it.
        missing: Steps its condition still waits for there.
    """

    step: str
    stage: int | None
    missing: tuple[str, ...]


def stages(roadmap: Roadmap) -> Stages:
    """Return the stages of the expanded roadmap: those of the file, or the default ones.

    The default takes one step a stage, the first in the file whose condition holds; the steps of
    one escrow go together. Steps that can never begin are left out.
    """
    whole = expand(roadmap)
    if whole.schedule:
        return tuple(stage.steps for stage in whole.schedule)
    return default_stages(whole)


def default_stages(whole: Roadmap) -> Stages:
    """Return the default stages of an expanded roadmap."""
    done = given(whole)
    waiting = list(whole.goal_steps if not whole.goal else _needed(whole))
    result: list[tuple[str, ...]] = []
    while waiting:
        ready = {name for name in waiting if whole.steps[name].condition.holds(done)}
        stage = next(
            (
                group
                for group in (_exchange(whole, name, waiting) for name in waiting if name in ready)
                if ready.issuperset(group)
            ),
            # An escrow that can never be complete does not hold up what is ready.
            tuple(name for name in waiting if name in ready)[:1],
        )
        if not stage:
            break
        result.append(stage)
        done.update(stage)
        waiting = [name for name in waiting if name not in done]
    return tuple(result)


def faults(roadmap: Roadmap) -> Iterator[Fault]:
    """Find steps placed before what they require, and goals that no stage performs."""
    whole = expand(roadmap)
    order = stages(whole)
    done: set[str] = set()
    for index, stage in enumerate(order):
        for name in stage:
            condition = whole.steps[name].condition
            if not condition.holds(done):
                missing = sorted(n for n in condition.atoms() - done if n in whole.steps)
                yield Fault(name, index, tuple(missing))
        done.update(stage)
    for name in whole.goal_steps:
        if name not in done:
            yield Fault(name, None, tuple(sorted(whole.steps[name].condition.atoms() - done)))


def given(roadmap: Roadmap) -> set[str]:
    """Return the facts that a schedule may count on: all that are not known never to hold."""
    return {name for name, fact in roadmap.facts.items() if not fact.never}


def _exchange(whole: Roadmap, name: str, waiting: list[str]) -> tuple[str, ...]:
    escrow = whole.steps[name].escrow
    if escrow is None:
        return (name,)
    return tuple(other for other in waiting if whole.steps[other].escrow == escrow)


def _needed(whole: Roadmap) -> list[str]:
    """Return the goals and every step that their conditions mention, in file order."""
    needed: set[str] = set()
    open_ends = list(whole.goal_steps)
    while open_ends:
        name = open_ends.pop()
        if name in whole.steps and name not in needed:
            needed.add(name)
            open_ends.extend(whole.steps[name].condition.atoms())
    return [name for name in whole.steps if name in needed]
