"""Which steps can ever begin, and the smallest sets of steps that block the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khutwa.linter.blocking import Budget, Needs, smallest_core, smallest_with
from khutwa.linter.cycles import components
from khutwa.roadmap.condition import (
    Always,
    And,
    AtLeast,
    Atom,
    Condition,
    Node,
    NotBefore,
    Or,
    show,
)
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.schedule import given


@dataclass(frozen=True)
class Reach:
    """What forward chaining over the monotone conditions finds.

    Attributes:
        reachable: Steps that can begin in some order.
        blocked: Steps that cannot, in file order.
        never: Blocked steps that would be blocked even if every other step were done, because of
            a fact known never to hold.
        cores: Disjoint blocking sets: the conditions of these steps wait for each other. The
            first is a smallest one; each later one is a smallest one once those before it in the
            same knot are mended.
        exact: Whether every core is known to be smallest, not only as small as was looked for.
    """

    reachable: frozenset[str]
    blocked: tuple[str, ...]
    never: tuple[str, ...]
    cores: tuple[tuple[str, ...], ...]
    exact: bool


def reach(whole: Roadmap) -> Reach:
    """Return which steps of an expanded roadmap can begin, and what blocks the others."""
    needs = requirements(whole)
    facts = given(whole)
    done = closure(needs, facts)
    blocked = [name for name in needs if name not in done]
    everything = facts | set(needs)
    never = [name for name in blocked if not needs[name].holds(everything)]
    # What hangs on a fact that never holds is no deadlock; look for loops among the rest.
    free = closure(needs, done, never)
    rest = [name for name in blocked if name not in free]
    place = {name: index for index, name in enumerate(needs)}
    cores: list[tuple[str, ...]] = []
    budget = Budget()
    for core in _cores(needs, rest, free, everything, budget):
        cores.append(tuple(sorted(core, key=place.__getitem__)))
    cores.sort(key=lambda core: (len(core), place[core[0]]))
    reachable = frozenset(name for name in needs if name in done)
    return Reach(reachable, tuple(blocked), tuple(never), tuple(cores), not budget.exceeded)


def blocking_set(whole: Roadmap, step: str) -> tuple[tuple[str, ...], bool]:
    """Return the smallest set of steps, `step` among them, that keeps `step` from ever beginning.

    Even if every step outside the set were done, none of the set could begin.

    Args:
        whole: An expanded roadmap.
        step: A step of it.

    Returns:
        The set in file order, empty where the step can begin; and whether it is surely smallest.
    """
    needs = requirements(whole)
    done = closure(needs, given(whole))
    if step in done:
        return (), True
    blocked = [name for name in needs if name not in done]
    budget = Budget()
    found = smallest_with(step, needs, blocked, given(whole) | set(needs), budget)
    return tuple(name for name in needs if name in found), not budget.exceeded


def requirements(whole: Roadmap) -> dict[str, Condition]:
    """Return what must be done before each step can begin.

    That is its condition, and also the steps from whose completion its earliest start counts.
    """
    return {name: _requirement(whole, name) for name in whole.steps}


def closure(needs: Needs, start: Iterable[str], also: Iterable[str] = ()) -> set[str]:
    """Return what is given and every step that can begin, one after another, because of it.

    Args:
        needs: The requirement of every step.
        start: Facts that hold, and steps done.
        also: Further steps to count as done.
    """
    done = {*start, *also}
    _grow(needs, _waiting(needs), done, needs)
    return done


def _cores(
    needs: Needs, rest: list[str], free: set[str], everything: set[str], budget: Budget
) -> Iterator[frozenset[str]]:
    """Yield a smallest blocking set of each knot, mend it, and look at what is left of the knot.

    A smallest blocking set lies within one strongly connected component of "needs", and mending
    one component changes nothing in those it needs, so they are taken in that order.
    """
    waiting = _waiting(needs)
    groups = _knots(needs, rest)
    while groups:
        group = groups.pop()
        left = [name for name in group if name not in free]
        if len(left) < len(group):
            groups.extend(_knots(needs, left))
            continue
        core = smallest_core(needs, left, everything, budget)
        yield core
        free |= core
        _grow(needs, waiting, free, {n for name in core for n in waiting.get(name, ())})
        groups.extend(_knots(needs, [name for name in left if name not in free]))


def _knots(needs: Needs, names: list[str]) -> list[list[str]]:
    """Return the strongly connected components; what needs nothing of the others comes last."""
    inside = set(names)
    place = {name: index for index, name in enumerate(names)}
    after = {name: sorted(needs[name].atoms() & inside, key=place.__getitem__) for name in names}
    return components(after)[::-1]


def _waiting(needs: Needs) -> dict[str, list[str]]:
    waiting: dict[str, list[str]] = {}
    for name, condition in needs.items():
        for atom in condition.atoms():
            waiting.setdefault(atom, []).append(name)
    return waiting


def _grow(
    needs: Needs, waiting: Mapping[str, list[str]], done: set[str], look: Iterable[str]
) -> None:
    """Add to `done` what can begin, starting with the steps of `look`."""
    queue = deque(look)
    while queue:
        name = queue.popleft()
        if name not in done and needs[name].holds(done):
            done.add(name)
            queue.extend(waiting.get(name, ()))


def _requirement(whole: Roadmap, name: str) -> Condition:
    step = whole.steps[name]
    start = step.not_before if step.not_before and step.not_before.clock else None
    if not start and not step.condition.clocks():
        return step.condition
    parts = [_anchored(whole, step.condition.root)]
    if start:
        parts.append(_anchor(whole, start))
    root = And(tuple(parts))
    return Condition(show(root), root)


def _anchored(whole: Roadmap, node: Node) -> Node:
    """Return a node in which moments that count from a step require that step."""
    match node:
        case NotBefore(moment):
            return _anchor(whole, moment)
        case And(parts):
            return And(tuple(_anchored(whole, part) for part in parts))
        case Or(parts):
            return Or(tuple(_anchored(whole, part) for part in parts))
        case AtLeast(k, parts):
            return AtLeast(k, tuple(_anchored(whole, part) for part in parts))
        case _:
            return node


def _anchor(whole: Roadmap, moment: Moment, seen: frozenset[str] = frozenset()) -> Node:
    """Return the steps that must be done for a moment to come; any reading of a clock will do."""
    clock = moment.clock
    if clock is None or clock in seen:
        return Always()
    if clock in whole.steps:
        return Atom(clock)
    if clock not in whole.clocks:
        return Always()
    ways = [_anchor(whole, reading.at, seen | {clock}) for reading in whole.clocks[clock].readings]
    return Or(tuple(ways)) if ways and Always() not in ways else Always()
