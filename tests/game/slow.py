"""The model evaluated the slow way: period by period, one party at a time.

Written from the definitions in docs/model.md, without the closed forms and arrays of the engine:
"for ever" is a long sum, a breach is followed period by period until it is noticed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from itertools import product
from typing import Literal

from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import stages
from khutwa.roadmap.step import StepStakes
from khutwa.roadmap.tranches import expand

Action = Literal["comply", "stall", "walk"]
Steps = frozenset[str]
NOTHING = StepStakes()


class Slow:
    """One party's view of a plan whose unit is a year, so that patience is delta."""

    def __init__(self, plan: Roadmap, party: str) -> None:
        self.whole = expand(plan)
        self.stages = list(stages(plan))
        self.party = party
        self.delta = self.whole.parties[party].patience
        self.periods = 1
        """How many periods stand for "for ever": what comes after is worth nothing."""
        while self.delta**self.periods > 1e-13:
            self.periods += 1

    def before(self, k: int) -> Steps:
        """Return what is in force before stage k, counted from 0."""
        return frozenset(name for stage in self.stages[:k] for name in stage)

    def stake(self, step: str) -> StepStakes:
        return self.whole.steps[step].stakes.get(self.party, NOTHING)

    def flow(self, state: Iterable[str]) -> float:
        return sum(self.stake(a).flow.likely for a in state)

    def once(self, steps: Iterable[str]) -> float:
        return sum(self.stake(a).once.likely for a in steps)

    @cached_property
    def one_for_ever(self) -> float:
        return sum(self.delta**t for t in range(self.periods))

    def for_ever(self, flow: float) -> float:
        return flow * self.one_for_ever

    def length(self, k: int) -> int:
        steps = (self.whole.steps[a] for a in self.stages[k])
        years = [s.duration(self.whole.period)[1].months / 12 for s in steps]
        assert all(y == int(y) for y in years), "the slow way counts whole periods"
        return int(max(years))

    def owned(self, steps: Iterable[str]) -> Steps:
        return frozenset(a for a in steps if self.party in self.whole.steps[a].obligors)

    def withheld(self, k: int) -> Steps:
        """Return what does not take effect in stage k if the party stalls."""
        own = self.owned(self.stages[k])
        deals = {self.whole.steps[a].escrow for a in own} - {None}
        return own | {a for a in self.stages[k] if self.whole.steps[a].escrow in deals}

    def noticed(self, steps: Iterable[str]) -> float:
        chances = [self.whole.steps[a].verification.detects for a in steps]
        return min(1.0 if chance is None else chance for chance in chances)

    def collapse(self, state: Steps) -> float:
        """Return X."""
        kept = 0.0
        for a in state:
            step = self.whole.steps[a]
            share = step.persists
            if share is None:
                share = 0.0 if step.reversible else 1.0
            kept += share * self.stake(a).flow.likely
        return self.for_ever(kept) + sum(self.stake(a).outside.likely for a in state)

    def breach(self, state: Steps, q: float) -> float:
        """Return what it is worth to enjoy `state` until the breach is noticed."""
        worth, unnoticed = 0.0, 1.0
        flow, collapse = self.flow(state), self.collapse(state)
        for t in range(self.periods):
            worth += unnoticed * self.delta**t * flow
            worth += unnoticed * q * self.delta ** (t + 1) * collapse
            unnoticed *= 1 - q
        return worth

    def during(self, k: int) -> float:
        """Return what the periods of stage k bring while it is under way."""
        return sum(self.flow(self.before(k)) * self.delta**t for t in range(self.length(k)))

    def follow(self, k: int, actions: tuple[Action, ...]) -> float:
        """Return the value, from stage k on, of doing `actions[0]` in it, and so on.

        The action after the last stage is what is done once all is done: `comply` for ever,
        `stall` to undo quietly what can be undone.
        """
        action, later = actions[0], actions[1:]
        state = self.before(k)
        if action == "walk":
            return self.collapse(state)
        if k == len(self.stages):
            if action == "comply":
                dividend = self.whole.parties[self.party].dividend.likely
                return self.for_ever(self.flow(state) + dividend)
            undone = frozenset(a for a in self.owned(state) if self.whole.steps[a].reversible)
            return self.breach(state - undone, self.noticed(undone))
        worth = self.delta ** self.length(k)
        stage = frozenset(self.stages[k])
        if action == "stall":
            rest = stage - self.withheld(k)
            q = self.noticed(self.owned(stage))
            return self.during(k) + worth * (self.once(rest) + self.breach(state | rest, q))
        p = 1.0
        for a in stage:
            p *= self.whole.steps[a].reliability
        done = p * (self.once(stage) + self.follow(k + 1, later))
        return self.during(k) + worth * (done + (1 - p) * self.collapse(state))

    def leaving(self, k: int, t: int) -> float:
        """Return the value of waiting in stage k for t periods and then walking away."""
        waited = sum(self.flow(self.before(k)) * self.delta**s for s in range(t))
        return waited + self.delta**t * self.collapse(self.before(k))

    def actions(self, k: int) -> tuple[Action, ...]:
        """Return what the party can do in stage k."""
        if k == len(self.stages):
            can = any(self.whole.steps[a].reversible for a in self.owned(self.before(k)))
            owes = False
        else:
            can = owes = bool(self.owned(self.stages[k]))
        may = self.whole.alternatives
        stall: tuple[Action, ...] = ("stall",) if can and may.stall else ()
        walk: tuple[Action, ...] = ("walk",) if owes or may.walk_away == "anyone" else ()
        return ("comply", *stall, *walk)

    def complying(self, k: int) -> float:
        """Return V from stage k on."""
        return self.follow(k, ("comply",) * (len(self.stages) + 1 - k))

    def slack(self, k: int) -> float:
        rest: tuple[Action, ...] = ("comply",) * (len(self.stages) - k)
        other = [a for a in self.actions(k) if a != "comply"]
        best = max((self.follow(k, (a, *rest)) for a in other), default=-math.inf)
        return self.complying(k) - best

    def best_gain(self, k: int) -> float:
        """Return the most that any strategy at all gains over complying from stage k on."""
        rows = range(k, len(self.stages) + 1)
        strategies = product(*(self.actions(row) for row in rows))
        return max(self.follow(k, s) for s in strategies) - self.complying(k)

    @property
    def scale(self) -> float:
        """Return what is at stake for the party."""
        used = [a for stage in self.stages for a in stage]
        dividend = abs(self.whole.parties[self.party].dividend.likely)
        return self.for_ever(dividend + sum(abs(self.stake(a).flow.likely) for a in used)) + sum(
            abs(self.stake(a).once.likely) + abs(self.stake(a).outside.likely) for a in used
        )
