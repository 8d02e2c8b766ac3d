"""Which steps can ever begin, and the smallest set of conditions that blocks the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import given

EFFORT = 20_000
"""Sets tried in the exact search for a smallest blocking set."""


@dataclass(frozen=True)
class Reach:
    """What forward chaining over the monotone conditions finds.

    Attributes:
        reachable: Steps that can begin in some order.
        blocked: Steps that cannot, in file order.
        never: Blocked steps that would be blocked even if every other step were done, because of
            a fact known never to hold.
        cores: Disjoint smallest blocking sets: the conditions of these steps wait for each other.
        exact: Whether every core is known to be smallest, not only minimal.
    """

    reachable: frozenset[str]
    blocked: tuple[str, ...]
    never: tuple[str, ...]
    cores: tuple[tuple[str, ...], ...]
    exact: bool


def reach(whole: Roadmap) -> Reach:
    """Return which steps of an expanded roadmap can begin, and what blocks the others."""
    facts = given(whole)
    done = closure(whole, facts)
    blocked = [name for name in whole.steps if name not in done]
    everything = facts | set(whole.steps)
    never = [name for name in blocked if not whole.steps[name].condition.holds(everything)]
    cores: list[tuple[str, ...]] = []
    exact = True
    # What hangs on a fact that never holds is no deadlock; look for loops among the rest.
    free = closure(whole, done | set(never))
    rest = [name for name in blocked if name not in free]
    while rest:
        core, sure = smallest_core(whole, rest, free)
        if not core:
            break
        exact = exact and sure
        cores.append(tuple(name for name in whole.steps if name in core))
        free = closure(whole, free | core)
        rest = [name for name in rest if name not in free]
    return Reach(frozenset(done & set(whole.steps)), tuple(blocked), tuple(never), tuple(cores), exact)


def closure(whole: Roadmap, start: Iterable[str]) -> set[str]:
    """Return `start` and every step that can begin, one after another, once it is given."""
    done = set(start)
    waiting: dict[str, list[str]] = {}
    for name, step in whole.steps.items():
        for atom in step.condition.atoms():
            waiting.setdefault(atom, []).append(name)
    queue = deque(whole.steps)
    while queue:
        name = queue.popleft()
        if name not in done and whole.steps[name].condition.holds(done):
            done.add(name)
            queue.extend(waiting.get(name, ()))
    return done


def smallest_core(
    whole: Roadmap, blocked: list[str], free: set[str]
) -> tuple[frozenset[str], bool]:
    """Return a smallest set of steps that block each other, and whether it is surely smallest.

    A set blocks itself if the condition of each of its members is false even when every step
    outside the set is done. Breadth-first over sets that grow only by steps which the condition of
    a member needs, so the first closed set found is a smallest one.
    """
    everything = free | set(whole.steps) | given(whole)
    candidates = set(blocked)
    seen: set[frozenset[str]] = set()
    queue: deque[frozenset[str]] = deque(frozenset([name]) for name in blocked)
    tried = 0
    while queue:
        core = queue.popleft()
        if core in seen:
            continue
        seen.add(core)
        tried += 1
        if tried > EFFORT:
            return _minimal(whole, candidates, everything), False
        outside = everything - core
        open_one = next((n for n in sorted(core) if whole.steps[n].condition.holds(outside)), None)
        if open_one is None:
            return core, True
        # To falsify this member's condition at least one more of its names must join the core.
        for atom in sorted(whole.steps[open_one].condition.atoms() & candidates - core):
            queue.append(core | {atom})
    return frozenset(), True


def _minimal(whole: Roadmap, candidates: set[str], everything: set[str]) -> frozenset[str]:
    """Return a blocking set from which no step can be left out."""
    core = set(candidates)
    for name in sorted(candidates):
        smaller = core - {name}
        # The largest blocking set within `smaller`: drop members whose condition holds outside it.
        changed = True
        while changed:
            loose = {n for n in smaller if whole.steps[n].condition.holds(everything - smaller)}
            changed = bool(loose)
            smaller -= loose
        if smaller:
            core = smaller
    return frozenset(core)
