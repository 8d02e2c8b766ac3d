"""What is put in order: single steps, and the steps of an exchange that go together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from khutwa.game.arrays import Game
from khutwa.game.ordering.lattice import Family, family
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import given


@dataclass(frozen=True)
class Units:
    """The units of a game and the family of their feasible states.

    Attributes:
        members: Indices of the steps of each unit, ascending; units stand in an order that their
            conditions allow as far as they do not mention each other in a circle.
        of_step: The unit of each step.
        split: Names of the escrows whose steps cannot begin together, each step a unit of its own.
        family: What each unit requires.
    """

    members: tuple[tuple[int, ...], ...]
    of_step: tuple[int, ...]
    split: tuple[str, ...]
    family: Family

    def sizes(self) -> tuple[int, ...]:
        """Return the number of steps of each unit."""
        return tuple(len(steps) for steps in self.members)

    def mask(self, steps: Collection[int]) -> int:
        """Return the units to which steps belong."""
        return sum(1 << u for u in {self.of_step[a] for a in steps})

    def steps(self, mask: int) -> tuple[int, ...]:
        """Return the steps of a set of units, in file order."""
        return tuple(sorted(a for u, own in enumerate(self.members) if mask >> u & 1 for a in own))


def units(whole: Roadmap, game: Game) -> Units:
    """Return the units of a game.

    The steps of one escrow go together. An escrow that could never be complete does not hold up
    what is ready, as in the default schedule: its steps are then ordered one by one.
    """
    groups: dict[str, list[int]] = {}
    for a, name in enumerate(game.steps):
        groups.setdefault(whole.steps[name].escrow or f"step {name}", []).append(a)
    split: list[str] = []
    while True:
        members = [tuple(own) for own in groups.values()]
        found = _family(whole, game, members)
        stuck = found.goal & ~found.reach(found.goal)
        if not stuck:
            break
        names, ready = list(groups), _single_steps_ready(whole, game, members, found)
        broken = [names[u] for u, own in enumerate(members)
                  if stuck >> u & 1 and len(own) > 1 and ready & set(own)]  # fmt: skip
        assert broken, "every step of a schedule can be reached one by one"
        split += broken
        for name in broken:
            for a in groups.pop(name):
                groups[f"step {game.steps[a]}"] = [a]
    order = _in_order(found)
    members = [members[u] for u in order]
    of_step = {a: u for u, own in enumerate(members) for a in own}
    return Units(
        members=tuple(members),
        of_step=tuple(of_step[a] for a in range(len(game.steps))),
        split=tuple(split),
        family=_family(whole, game, members),
    )


def _family(whole: Roadmap, game: Game, members: Sequence[tuple[int, ...]]) -> Family:
    unit = {game.steps[a]: u for u, own in enumerate(members) for a in own}
    conditions = [[whole.steps[game.steps[a]].condition for a in own] for own in members]
    return family(conditions, unit, given(whole))


def _single_steps_ready(
    whole: Roadmap, game: Game, members: Sequence[tuple[int, ...]], found: Family
) -> set[int]:
    """Return the steps whose own condition holds once all units that can be reached are done."""
    state = found.reach(found.goal)
    done = given(whole) | {game.steps[a] for u, own in enumerate(members)
                           if state >> u & 1 for a in own}  # fmt: skip
    return {a for a, name in enumerate(game.steps) if whole.steps[name].condition.holds(done)}


def _in_order(found: Family) -> list[int]:
    """Return the units in an order in which as few as possible mention a later one."""
    order: list[int] = []
    left, state = list(range(found.count)), 0
    while left:
        ready = found.ready(state)
        settled = [u for u in left if not found.mentioned[u] & ~state]
        following = (settled or [u for u in left if ready >> u & 1])[0]
        order.append(following)
        left.remove(following)
        state |= 1 << following
    return order
