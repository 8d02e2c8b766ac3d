"""The free-order game played out move by move, from its definition, without states or arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.slow import Slow, Steps
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import given
from khutwa.roadmap.tranches import expand

Event = tuple[str | None, Steps]
"""Who moves, None where no party owes the steps, and what is done; nothing where it leaves."""


@dataclass(frozen=True)
class Outcome:
    """What play is worth to each party and how it goes on if every step succeeds.

    Attributes:
        worth: Value of each party.
        play: The moves, and at the end `done`, `frozen` or the party that left.
        done: Chance that everything is done.
    """

    worth: dict[str, float]
    play: tuple[Event, ...] = ()
    end: str = ""
    done: float = 0.0

    def mixed(self, others: Sequence[tuple[float, Outcome]]) -> Outcome:
        """Return the mean of outcomes; this one lends its play."""
        worth = {name: sum(p * o.worth[name] for p, o in others) for name in self.worth}
        return Outcome(worth, self.play, self.end, sum(p * o.done for p, o in others))


@dataclass
class Tree:
    """The game of a plan whose unit is a year; `lam` is infinite for parties that do not err."""

    roadmap: Roadmap
    lam: float = math.inf
    raw: bool = False
    nodes: int = 0
    sides: dict[str, Slow] = field(init=False)

    def __post_init__(self) -> None:
        self.whole = expand(self.roadmap)
        self.sides = {name: Slow(self.roadmap, name) for name in self.whole.parties}
        self.parties = list(self.whole.parties)
        self.facts = given(self.whole)
        # Steps of one escrow are one move.
        moves: dict[str, list[str]] = {}
        for name, step in self.whole.steps.items():
            moves.setdefault(f"escrow {step.escrow}" if step.escrow else name, []).append(name)
        self.moves = [frozenset(names) for names in moves.values()]

    def play(self, done: Steps = frozenset()) -> Outcome:
        """Return what follows on a state."""
        if len(done) == len(self.whole.steps):
            worth = {
                name: s.for_ever(s.flow(done) + self.whole.parties[name].dividend.likely)
                for name, s in self.sides.items()
            }
            return Outcome(worth, end="done", done=1.0)
        return self.asked(done, 0)

    def able(self, done: Steps) -> list[Steps]:
        """Return the moves that the conditions allow."""
        held = self.facts | done
        return [
            move
            for move in self.moves
            if not move & done and all(self.whole.steps[a].condition.holds(held) for a in move)
        ]

    def owners(self, move: Steps) -> list[str]:
        return [p for p in self.parties if any(p in self.whole.steps[a].obligors for a in move)]

    def asked(self, done: Steps, turn: int) -> Outcome:
        """Return what follows when the parties before `turn` have passed."""
        able = self.able(done)
        if turn == len(self.parties):
            for move in able:
                if not self.owners(move):
                    return self.follow(done, None, move)
            frozen = {name: side.for_ever(side.flow(done)) for name, side in self.sides.items()}
            return Outcome(frozen, end="frozen")
        self.nodes += 1
        me = self.parties[turn]
        passing = self.asked(done, turn + 1)
        mine = [move for move in able if me in self.owners(move)]
        options = []
        for move in mine:
            others = [p for p in self.owners(move) if p != me]
            agreed = self.consent(done, me, move, others, turn)
            # A proposal that is sure to be refused is a pass.
            if agreed is not None:
                options.append(agreed)
            elif self.errs(me):
                options.append(passing)
        options.append(passing)
        if self.whole.alternatives.walk_away == "anyone" or mine:
            left = {name: side.collapse(done) for name, side in self.sides.items()}
            options.append(Outcome(left, end=me))
        return self.choose(me, options)

    def consent(
        self, done: Steps, me: str, move: Steps, others: list[str], turn: int
    ) -> Outcome | None:
        """Return what a proposal leads to; None if it is refused for sure."""
        if not others:
            return self.follow(done, me, move)
        first, *rest = others
        refused = self.asked(done, turn + 1)
        accepted = self.consent(done, me, move, rest, turn)
        if accepted is None:
            return None
        chosen = self.choose(first, [accepted, refused])
        return None if chosen is refused else chosen

    def follow(self, done: Steps, who: str | None, move: Steps) -> Outcome:
        """Return what doing a move leads to."""
        steps = [self.whole.steps[a] for a in move]
        years = max(step.duration(self.whole.period)[1].months // 12 for step in steps)
        sure = math.prod(step.reliability for step in steps)
        later = self.play(done | move)
        worth = {}
        for name, side in self.sides.items():
            waited = sum(side.flow(done) * side.delta**t for t in range(years))
            succeeds = side.once(move) + later.worth[name]
            end = sure * succeeds + (1 - sure) * side.collapse(done)
            worth[name] = waited + side.delta**years * end
        return Outcome(worth, ((who, move), *later.play), later.end, sure * later.done)

    def errs(self, me: str) -> bool:
        return not math.isinf(self.lam) and self.sides[me].scale > 0

    def choose(self, me: str, options: list[Outcome]) -> Outcome:
        """Return the first of the best options, or all of them in their logit shares."""
        scale = self.sides[me].scale
        best = max(option.worth[me] for option in options)
        if not self.errs(me):
            return next(o for o in options if o.worth[me] >= best - 1e-9 * scale)
        unit = 1.0 if self.raw else scale
        weights = [math.exp(self.lam * (o.worth[me] - best) / unit) for o in options]
        total = sum(weights)
        return options[0].mixed([(w / total, o) for w, o in zip(weights, options, strict=True)])
