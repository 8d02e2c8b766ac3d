"""Games for Gambit, in its text format for extensive games (.efg).

Savani & Turocy, Gambit: The package for computation in game theory, section "Game representation
formats". Nodes stand in prefix order; every node is an information set of its own, for all parties
see what was done. Payoffs are values at the beginning, discounted as docs/model.md says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np

from khutwa.game.arrays import Array, draw_stakes, scheduled
from khutwa.game.free_order_rules import Rules, rules
from khutwa.game.free_order_solve import TooLarge
from khutwa.game.lattice import TooManyStates, states
from khutwa.game.order_units import units
from khutwa.game.worth import Worth, annuity
from khutwa.roadmap.model import Roadmap
from khutwa.words import M

MOST_NODES = 1_000_000
"""Nodes of a tree that is written where nothing is said."""


def scheduled_efg(roadmap: Roadmap) -> str:
    """Return the game of the agreed order: comply, stall or walk away at every stage.

    In each stage the parties are asked in file order, and the first who does not comply ends the
    game. Stalling is worth what it is worth on average until it is noticed. Once all is done the
    game is over: durability is not part of it.

    Args:
        roadmap: A sound roadmap, as `load` gives it.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
    """
    game, whole = scheduled(roadmap)
    worth = Worth(game, draw_stakes(whole, game))
    tree = _Writer(game.parties, str(whole.title))
    # What follows on complying stands first, so the other answers of a node come after the end.
    rest: list[str] = []
    got, factor = np.zeros(len(game.parties)), np.ones(len(game.parties))
    for k, stage in enumerate(game.stages):
        name = f"stage {k + 1}: {' '.join(game.steps[a] for a in stage)}"
        left = worth.collapse(worth.states[k])[0]
        for i in range(len(game.parties)):
            answers, ends = ["comply"], []
            stalled = worth.stalled(k, i)
            if stalled is not None:
                answers.append("stall")
                ends.append(tree.end("stalled", got + factor * stalled[0]))
            if game.may_leave[k, i]:
                answers.append("walk away")
                ends.append(tree.end("left", got + factor * left))
            if ends:
                tree.lines.append(tree.choice(i, name, answers))
                rest += reversed(ends)
        length, sure = float(game.duration[k]), float(game.reliability[k])
        got = got + factor * annuity(game.discount, length) * worth.flow(worth.states[k])[0]
        factor = factor * game.discount**length
        if sure < 1:
            tree.lines.append(tree.chance(name, sure))
            rest.append(tree.end("failed", got + factor * left))
        got = got + factor * worth.stakes.once[0][:, list(stage)].sum(axis=1)
    tree.lines.append(tree.end("done", got + factor * worth.completion[0]))
    return tree.text(rest[::-1])


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
    return _Unrolled(asked, _Writer(game.parties, str(whole.title))).text()


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


class _Writer:
    """Lines of a file, with the numbers that the format wants."""

    def __init__(self, parties: Sequence[str], title: str) -> None:
        players = " ".join(_quoted(party) for party in parties)
        self.lines = [f"EFG 2 R {_quoted(title)} {{ {players} }}", '""', ""]
        self._counts: dict[int, int] = {}

    def choice(self, party: int, name: str, answers: Sequence[str]) -> str:
        """Return a node at which a party chooses."""
        listed = " ".join(_quoted(answer) for answer in answers)
        return f'p "" {party + 1} {self._numbered(party + 1, name)} {{ {listed} }} 0'

    def chance(self, name: str, sure: float) -> str:
        """Return a node at which chance decides whether something comes about."""
        p = Decimal(repr(sure))
        odds = f'"succeeds" {p:f} "fails" {1 - p:f}'
        return f'c "" {self._numbered(0, name)} {{ {odds} }} 0'

    def end(self, name: str, payoffs: Array) -> str:
        """Return a node at which the game is over."""
        listed = ", ".join(_number(payoff) for payoff in payoffs.tolist())
        return f't "" {self._numbered(-1, name)} {{ {listed} }}'

    def _numbered(self, owner: int, name: str) -> str:
        """Return number and name of a node: Gambit wants both to be unique for their owner."""
        self._counts[owner] = number = self._counts.get(owner, 0) + 1
        return f"{number} {_quoted(f'{name} #{number}')}"

    def text(self, rest: Sequence[str] = ()) -> str:
        """Return the file."""
        return "\n".join([*self.lines, *rest, ""])


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

    def __init__(self, rules: Rules, writer: _Writer) -> None:
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


def _quoted(text: str) -> str:
    """Return a text between quotation marks, on one line.

    Gambit reads a backslash before a quotation mark as an escape and doubles others that stand in
    a row, so none is kept.
    """
    escaped = text.replace("\\", "/").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'


def _number(value: float) -> str:
    """Return a number without an exponent, to the digits that count."""
    return f"{Decimal(f'{value + 0.0:.15g}'):f}"
