"""The order in which steps are taken: as the file gives it, or one that its conditions allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

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
        missing: What its condition still waits for there.
    """

    step: str
    stage: int | None
    missing: tuple[str, ...]


def stages(roadmap: Roadmap, done: Collection[str] = ()) -> Stages:
    """Return the stages of the expanded roadmap: those of the file, or the default ones.

    The default takes one step a stage, the first in the file whose condition holds; the steps of
    one escrow go together. Steps that can never begin are left out.

    Args:
        roadmap: The plan.
        done: Steps that are done already, and stand in no stage.
    """
    whole = expand(roadmap)
    if not whole.schedule:
        return default_stages(whole, done)
    left = (tuple(n for n in stage.steps if n not in done) for stage in whole.schedule)
    return tuple(stage for stage in left if stage)


def default_stages(whole: Roadmap, done: Collection[str] = ()) -> Stages:
    """Return the default stages of an expanded roadmap, without the steps that are done."""
    queue = _Queue(whole, done)
    queue.look(queue.waiting)
    result: list[tuple[str, ...]] = []
    while stage := queue.next():
        result.append(stage)
        queue.take(stage)
    return tuple(result)


class _Queue:
    """Steps that wait for their stage; what one stage sets free is found without a new search."""

    def __init__(self, whole: Roadmap, done: Collection[str]) -> None:
        self.whole = whole
        self.done = given(whole) | set(done)
        needed = _needed(whole) if whole.goal else list(whole.goal_steps)
        names = [name for name in needed if name not in done]
        self.waiting = dict.fromkeys(names)
        self.place = {name: index for index, name in enumerate(names)}
        self.names = names
        self.hanging: dict[str, list[str]] = {}
        self.sides: dict[str, list[str]] = {}
        for name in names:
            step = whole.steps[name]
            for atom in step.condition.atoms():
                self.hanging.setdefault(atom, []).append(name)
            if step.escrow:
                self.sides.setdefault(step.escrow, []).append(name)
        self.unready = {escrow: len(sides) for escrow, sides in self.sides.items()}
        self.ready: set[str] = set()
        self.heap: list[int] = []
        self.complete: list[int] = []

    def look(self, names: Iterable[str]) -> None:
        """Note which of these have become ready, and which exchanges are complete by it."""
        for name in names:
            step = self.whole.steps[name]
            if name in self.ready or not step.condition.holds(self.done):
                continue
            self.ready.add(name)
            heappush(self.heap, self.place[name])
            if step.escrow is None:
                heappush(self.complete, self.place[name])
                continue
            self.unready[step.escrow] -= 1
            if not self.unready[step.escrow]:
                left = [n for n in self.sides[step.escrow] if n in self.waiting]
                heappush(self.complete, self.place[left[0]])

    def next(self) -> tuple[str, ...]:
        """Return the next stage; empty when nothing is ready."""
        for heap in (self.complete, self.heap):
            while heap:
                name = self.names[heap[0]]
                if name not in self.waiting:
                    heappop(heap)
                    continue
                escrow = self.whole.steps[name].escrow
                # An escrow that can never be complete does not hold up what is ready.
                if escrow is None or heap is self.heap:
                    return (name,)
                return tuple(n for n in self.sides[escrow] if n in self.waiting)
        return ()

    def take(self, stage: tuple[str, ...]) -> None:
        """Count the steps of a stage as done."""
        self.done.update(stage)
        for name in stage:
            del self.waiting[name]
        self.look(dict.fromkeys(n for name in stage for n in self.hanging.get(name, ())))


def faults(roadmap: Roadmap, begun: Collection[str] = ()) -> Iterator[Fault]:
    """Find steps placed before what they require, and goals that no stage performs.

    Args:
        roadmap: The plan.
        begun: Steps that are done before the first stage.
    """
    whole = expand(roadmap)
    order = stages(whole, begun)
    done = given(whole) | set(begun)
    for index, stage in enumerate(order):
        for name in stage:
            condition = whole.steps[name].condition
            if not condition.holds(done):
                yield Fault(name, index, tuple(sorted(condition.atoms() - done)))
        done.update(stage)
    for name in whole.goal_steps:
        if name not in done:
            yield Fault(name, None, tuple(sorted(whole.steps[name].condition.atoms() - done)))


def given(roadmap: Roadmap) -> set[str]:
    """Return the facts that a schedule may count on: all that are not known never to hold."""
    return {name for name, fact in roadmap.facts.items() if not fact.never}


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
