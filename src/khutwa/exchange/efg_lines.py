"""The lines of Gambit's text format for extensive games (.efg).

Savani & Turocy, Gambit: The package for computation in game theory, section "Game representation
formats". Nodes stand in prefix order; every node is an information set of its own, for all parties
see what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from khutwa.game.arrays import Array


class Writer:
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
