"""A plan under doubt, the slow way: every fate of every turn, one after the other.

Written from docs/model.md, section 7, on top of the slow walk through every period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from game.slow import Action, Slow, Steps
from khutwa.roadmap.model import Roadmap

Turn = tuple[int, str]
"""A row and a party; the row after the last stage is once all is done."""


class Doubting(Slow):
    """One party's view of a plan in which others may break their word."""

    def __init__(self, plan: Roadmap, party: str) -> None:
        super().__init__(plan, party)
        self.views = {name: Slow(plan, name) for name in self.whole.parties}

    def turns(self, k: int) -> list[Turn]:
        """Return the turns of all others from row k on."""
        last = len(self.stages)
        found = []
        for row in range(k, last + 1):
            for name, view in self.views.items():
                steps = view.owned(self.before(last) if row == last else self.stages[row])
                if row == last:
                    steps = self.reversible(steps) if self.whole.alternatives.stall else frozenset()
                if name != self.party and steps:
                    found.append((row, name))
        return found

    def reversible(self, steps: Iterable[str]) -> Steps:
        return frozenset(a for a in steps if self.whole.steps[a].reversible)

    def fate(self, k: int, action: Action, broken: frozenset[Turn]) -> float:
        """Return the value of doing `action` in row k and complying later, if these turns break."""
        last, state = len(self.stages), self.before(k)
        if action == "walk":
            return self.collapse(state)
        breakers = [name for row, name in broken if row == k]
        if breakers and not self.whole.alternatives.stall:
            return self.collapse(state)
        breakers += [self.party] if action == "stall" else []
        if not breakers:
            if k == last:
                return self.follow(k, ("comply",))
            stage = frozenset(self.stages[k])
            p = prod(self.whole.steps[a].reliability for a in stage)
            done = p * (self.once(stage) + self.fate(k + 1, "comply", broken))
            end = done + (1 - p) * self.collapse(state)
            return self.during(k) + self.delta ** self.length(k) * end
        views = [self.views[name] for name in breakers]
        unnoticed = 1.0
        if k == last:
            lost = [self.reversible(view.owned(state)) for view in views]
            for steps in lost:
                unnoticed *= 1 - self.noticed(steps)
            return self.breach(state - frozenset().union(*lost), 1 - unnoticed)
        rest = frozenset(self.stages[k]) - frozenset().union(*(v.withheld(k) for v in views))
        for view in views:
            unnoticed *= 1 - self.noticed(view.owned(self.stages[k]))
        end = self.once(rest) + self.breach(state | rest, 1 - unnoticed)
        return self.during(k) + self.delta ** self.length(k) * end

    def fates(
        self, k: int, trust: Mapping[str, float], settles: bool
    ) -> Iterator[tuple[float, frozenset[Turn]]]:
        """Yield every set of broken turns from row k on with its chance."""
        turns = self.turns(k)
        # Whom nobody doubts is sure; where one kept word settles it, only the next row is open.
        doubted = [turn for turn in turns if turn[1] in trust]
        if settles:
            doubted = [turn for turn in doubted if turn[0] == doubted[0][0]]
        for kept in product((True, False), repeat=len(doubted)):
            chance = prod(
                trust[name] if holds else 1 - trust[name]
                for holds, (_, name) in zip(kept, doubted, strict=True)
            )
            yield chance, frozenset(t for holds, t in zip(kept, doubted, strict=True) if not holds)

    def worth(self, k: int, action: Action, trust: Mapping[str, float], settles: bool) -> float:
        return sum(
            chance * self.fate(k, action, broken)
            for chance, broken in self.fates(k, trust, settles)
            if chance
        )

    def doubted_slack(self, k: int, trust: Mapping[str, float], settles: bool = False) -> float:
        """Return slack_i(k; t); each party that `trust` names is doubted to that degree."""
        other = [a for a in self.actions(k) if a != "comply"]
        best = max((self.worth(k, a, trust, settles) for a in other), default=-float("inf"))
        return self.worth(k, "comply", trust, settles) - best
