"""The search for smallest blocking sets.

A set of steps blocks itself if the condition of each of its members is false even when every step
outside the set is done. Finding a smallest one is NP-hard as soon as conditions have choices, so
the search is exact up to a budget and says when it stopped before the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khutwa.linter.cycles import shortest_cycle
from khutwa.roadmap.condition import Condition

Needs = Mapping[str, Condition]
"""What must be done before each step can begin."""

EFFORT = 20_000
"""Sets tried in the exact search."""

TRIMMING = 100_000
"""Conditions evaluated to make a set smaller that was not found by the exact search."""


@dataclass
class Budget:
    """What a search may still spend.

    Attributes:
        tries: Sets that may still be tried.
        trimming: Conditions that may still be evaluated to trim a set.
        exceeded: Whether some answer is not known to be smallest.
    """

    tries: int = EFFORT
    trimming: int = TRIMMING
    exceeded: bool = False


@dataclass(frozen=True, slots=True)
class _Outside(Collection[str]):
    """Everything but some names, without copying it."""

    everything: Collection[str]
    left_out: Collection[str]

    def __contains__(self, name: object) -> bool:
        return name not in self.left_out and name in self.everything

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.everything if name not in self.left_out)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def smallest_core(
    needs: Needs, members: Sequence[str], everything: Collection[str], budget: Budget
) -> frozenset[str]:
    """Return a smallest blocking set within `members`; empty where there is none.

    Args:
        needs: The requirement of every step.
        members: Steps to choose from.
        everything: All steps, and the facts that may hold.
        budget: What the search may spend; it is told if the answer is not surely smallest.
    """
    inside = set(members)
    sole = {name: _sole(needs[name], inside, everything) for name in members}
    # Where one name alone falsifies a condition, a cycle of such names is a blocking set.
    cycle = frozenset(shortest_cycle(sole))
    if all(len(sole[name]) == len(needs[name].atoms() & inside) for name in members):
        return cycle
    found, sure = _search(needs, members, members, everything, len(cycle), budget)
    if found or sure:
        return found or cycle
    budget.exceeded = True
    return cycle or _trimmed(needs, inside, everything, budget)


def smallest_with(
    step: str, needs: Needs, members: Sequence[str], everything: Collection[str], budget: Budget
) -> frozenset[str]:
    """Return a smallest blocking set within `members` that `step` is in.

    Args:
        step: One of the members.
        needs: The requirement of every step.
        members: Steps that together block each other.
        everything: All steps, and the facts that may hold.
        budget: What the search may spend; it is told if the answer is not surely smallest.
    """
    others = [name for name in members if name != step]
    found, sure = _search(needs, [step], [step, *others], everything, 0, budget)
    if found or sure:
        return found
    budget.exceeded = True
    return _trimmed(needs, set(members), everything, budget, keep=step)


def _sole(condition: Condition, inside: set[str], everything: Collection[str]) -> list[str]:
    """Return the names of which each alone falsifies a condition."""
    return [
        atom
        for atom in sorted(condition.atoms() & inside)
        if not condition.holds(_Outside(everything, (atom,)))
    ]


def _search(
    needs: Needs,
    starts: Sequence[str],
    members: Sequence[str],
    everything: Collection[str],
    below: int,
    budget: Budget,
) -> tuple[frozenset[str], bool]:
    """Return the smallest blocking set of fewer than `below` steps (0: of any number).

    Breadth-first over sets that grow only by steps which an open member needs: to falsify its
    condition at least one more of its names must join. So the first closed set is a smallest one.

    Args:
        needs: The requirement of every step.
        starts: First steps; each is joined only by those that stand behind it in `members`, so
            that no set is built twice.
        members: Steps that may join.
        everything: All steps, and the facts that may hold.
        below: Size from which nothing is looked for.
        budget: What may be spent.

    Returns:
        The set, empty where there is none; and whether the search came to its end.
    """
    seen: set[frozenset[str]] = set()
    place = {name: index for index, name in enumerate(members)}
    queue: deque[tuple[frozenset[str], tuple[str, ...], int]] = deque(
        (frozenset([name]), (name,), place[name]) for name in starts
    )
    while queue:
        core, pending, first = queue.popleft()
        if below and len(core) >= below:
            break
        if budget.tries <= 0:
            return frozenset(), False
        budget.tries -= 1
        outside = _Outside(everything, core)
        # A condition that is false stays false while the set grows; look only at the others.
        still = list(pending)
        while still and not needs[still[0]].holds(outside):
            still.pop(0)
        if not still:
            return core, True
        if below and len(core) + 1 >= below:
            continue
        for atom in sorted(needs[still[0]].atoms() - core):
            grown = core | {atom}
            if place.get(atom, -1) > first and grown not in seen:
                seen.add(grown)
                queue.append((grown, (*still, atom), first))
    return frozenset(), True


def _trimmed(
    needs: Needs,
    members: set[str],
    everything: Collection[str],
    budget: Budget,
    keep: str | None = None,
) -> frozenset[str]:
    """Return a blocking set within `members` from which, if the budget lasts, none can be left out.

    Args:
        needs: The requirement of every step.
        members: Where to look.
        everything: All steps, and the facts that may hold.
        budget: What may be spent.
        keep: A step that must stay.
    """
    core = _largest_within(needs, set(members), everything, budget)
    for name in sorted(core):
        if name not in core or name == keep:
            continue
        if budget.trimming <= 0:
            break
        smaller = _largest_within(needs, core - {name}, everything, budget)
        if smaller and (keep is None or keep in smaller):
            core = smaller
    return frozenset(core)


def _largest_within(
    needs: Needs, core: set[str], everything: Collection[str], budget: Budget
) -> set[str]:
    """Return the largest blocking set within `core`, dropping what can begin outside it."""
    waiting: dict[str, list[str]] = {}
    for name in core:
        for atom in needs[name].atoms():
            waiting.setdefault(atom, []).append(name)
    outside = _Outside(everything, core)
    queue = deque(core)
    while queue:
        name = queue.popleft()
        budget.trimming -= 1
        if name in core and needs[name].holds(outside):
            core.discard(name)
            queue.extend(waiting.get(name, ()))
    return core
