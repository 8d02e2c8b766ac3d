"""The game in which nobody imposes an order, unrolled into a tree for Gambit.

Payoffs are values at the beginning, discounted as docs/model.md says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from khutwa.exchange.efg_lines import Writer
from khutwa.game.arrays import Array, draw_stakes, scheduled
from khutwa.game.free_play.rules import Rules, rules
from khutwa.game.free_play.solve import TooLarge
from khutwa.game.ordering.lattice import TooManyStates, states
from khutwa.game.ordering.units import units
from khutwa.roadmap.model import Roadmap
from khutwa.words import M

MOST_NODES = 1_000_000
"""Nodes of a tree that is written where nothing is said."""


def free_efg(roadmap: Roadmap, most: int = MOST_NODES) -> str:
    """Return the game in which nobody imposes an order, all its states unrolled into a tree.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        most: Nodes that may be written.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        TooLarge: if the tree has more nodes; none is written before.
    """
    game, whole = scheduled(roadmap)
    asked = rules(game, units(whole, game), draw_stakes(whole, game))
    count = nodes(asked, most)
    if count > most:
        raise TooLarge(
            M("The tree has {count} nodes or more, and at most {most} are written. Set a nearer "
              "`goal`, or take fewer tranches.", count=count, most=most)
        )  # fmt: skip
    return _Unrolled(asked, Writer(game.parties, str(whole.title))).text()


def nodes(rules: Rules, most: int) -> int:
    """Return the nodes of the tree of the free-order game; more than `most` if there are more.

    Args:
        rules: The game.
        most: Number from which on counting is in vain.
    """
    family = rules.units.family
    try:
        if not family.fits:
            raise TooManyStates(most + 1)
        found = states(family, most)
    except TooManyStates as error:
        # A tree has at least as many nodes as there are states.
        return max(error.count, most + 1)
    below = {family.goal: 1}
    for state in found[-2::-1].tolist():
        able = rules.ready(state)

        def leads(c: int, state: int = state) -> int:
            """Return the nodes from a unit on, those for its failure included."""
            return below[state | 1 << c] + (0 if rules.sure[c] == 1 else 2)

        role = rules.unowed(able)
        passed = 1 if role is None else leads(role)
        for i in reversed(range(len(rules.horizon))):
            mine = [c for c in able if i in rules.owners[c]]
            leaves = rules.may_leave(i, able)
            if not mine and not leaves:
                continue
            others = sum(len(rules.owners[c]) - 1 for c in mine)
            passed = 1 + passed + sum(map(leads, mine)) + others * (1 + passed) + leaves
        below[state] = passed
    return below[0]


@dataclass(frozen=True)
class _State:
    """A state: its name, the units that may begin, u_i and X_i."""

    name: str
    able: list[int]
    gains: Array
    leaves: Array


class _Unrolled:
    """The tree of the free-order game, written node by node.

    Each method writes one node and puts what follows on it on the pile, the first on top. `got` is
    what has been received so far, `factor` what 1 counts from now on.
    """

    def __init__(self, rules: Rules, writer: Writer) -> None:
        self.rules, self.writer = rules, writer
        self.pile: list[Callable[[], None]] = []
        # The tree comes to a state many times.
        self.seen: dict[int, _State] = {}

    def text(self) -> str:
        """Return the file."""
        m = len(self.rules.horizon)
        self.state(0, np.zeros(m), np.ones(m))
        while self.pile:
            self.pile.pop()()
        return self.writer.text()

    def state(self, state: int, got: Array, factor: Array) -> None:
        """Begin a round at a state, or end the game where all is done."""
        if state == self.rules.units.family.goal:
            self.end("done", got + factor * self.rules.final)
        else:
            self.asked(state, 0, got, factor)

    def asked(self, state: int, turn: int, got: Array, factor: Array) -> None:
        """Ask the party whose turn it is, or the next that has more than one answer."""
        rules, here = self.rules, self.at(state)
        for i in range(turn, len(rules.horizon)):
            mine = [c for c in here.able if i in rules.owners[c]]
            leaves = rules.may_leave(i, here.able)
            if mine or leaves:
                break
        else:
            role = rules.unowed(here.able)
            if role is None:
                self.end("frozen", got + factor * rules.horizon * here.gains)
            else:
                self.follow(state, role, got, factor)
            return
        answers = [*(f"do {self.name(c)}" for c in mine), "pass"]
        then: list[Callable[[], None]] = [
            partial(self.consent, state, i, c, [j for j in rules.owners[c] if j != i], got, factor)
            for c in mine
        ]
        then.append(partial(self.asked, state, i + 1, got, factor))
        if leaves:
            answers.append("walk away")
            then.append(partial(self.end, "left", got + factor * here.leaves))
        self.write(self.writer.choice(i, here.name, answers), then)

    def consent(
        self, state: int, turn: int, c: int, others: list[int], got: Array, factor: Array
    ) -> None:
        """Ask those who must agree, one after the other."""
        if not others:
            self.follow(state, c, got, factor)
            return
        then = [
            partial(self.consent, state, turn, c, others[1:], got, factor),
            partial(self.asked, state, turn + 1, got, factor),
        ]
        name = f"agree to {self.name(c)}"
        self.write(self.writer.choice(others[0], name, ["accept", "refuse"]), then)

    def follow(self, state: int, c: int, got: Array, factor: Array) -> None:
        """Let a unit come about, or fail."""
        rules, here = self.rules, self.at(state)
        got = got + factor * rules.wait[c] * here.gains
        factor = factor * rules.later[c]
        success = partial(self.state, state | 1 << c, got + factor * rules.once[c], factor)
        if rules.sure[c] == 1:
            success()
            return
        failure = partial(self.end, "failed", got + factor * here.leaves)
        self.write(self.writer.chance(self.name(c), float(rules.sure[c])), [success, failure])

    def end(self, name: str, payoffs: Array) -> None:
        """End the game."""
        self.write(self.writer.end(name, payoffs), [])

    def write(self, line: str, then: Sequence[Callable[[], None]]) -> None:
        """Write a node and put what follows on the pile."""
        self.writer.lines.append(line)
        self.pile += reversed(then)

    def at(self, state: int) -> _State:
        """Return what does not depend on the way to a state."""
        if state not in self.seen:
            rules = self.rules
            steps = [rules.game.steps[a] for a in rules.units.steps(state)]
            self.seen[state] = _State(
                name=f"after {' '.join(steps)}" if steps else "at the beginning",
                able=rules.ready(state),
                gains=rules.gains(state),
                leaves=rules.leaves(state),
            )
        return self.seen[state]

    def name(self, c: int) -> str:
        """Return how a unit is called."""
        return " and ".join(self.rules.game.steps[a] for a in self.rules.units.members[c])
