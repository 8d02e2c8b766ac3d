"""A reader of Gambit's .efg format for the tests, and the game solved on what it has read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}])|([^\s{}",]+)')


@dataclass
class Node:
    """A node: of chance (party 0), of a party (1, 2, ...), or an end (-1)."""

    party: int
    name: str
    answers: list[str] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)
    payoffs: list[float] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    chosen: int = -1

    def walk(self) -> Iterator[Node]:
        """Yield the nodes in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def count(self) -> int:
        return sum(1 for _ in self.walk())


def read(text: str) -> tuple[str, list[str], Node]:
    """Return title, players and root."""
    tokens = [
        ("text", m[1].replace('\\"', '"')) if m[1] is not None else ("mark", m[2] or m[3])
        for m in _TOKEN.finditer(text)
    ]
    at = 0

    def take(kind: str | None = None, value: str | None = None) -> str:
        nonlocal at
        found = tokens[at]
        assert kind in (None, found[0]), (at, found)
        assert value in (None, found[1]), (at, found)
        at += 1
        return found[1]

    def listed() -> list[str]:
        take("mark", "{")
        found = []
        while tokens[at] != ("mark", "}"):
            found.append(take())
        take("mark", "}")
        return found

    for word in ("EFG", "2", "R"):
        take("mark", word)
    title, players = take("text"), listed()
    take("text")
    seen: set[tuple[int, int]] = set()

    def node() -> Node:
        kind, name = take("mark"), take("text")
        if kind == "t":
            number = int(take("mark"))
            name = take("text")
            assert (-1, number) not in seen
            seen.add((-1, number))
            return Node(-1, unnumbered(name, number), payoffs=[float(each) for each in listed()])
        party = int(take("mark")) if kind == "p" else 0
        number = int(take("mark"))
        assert (party, number) not in seen, "every node is an information set of its own"
        seen.add((party, number))
        made = Node(party, unnumbered(take("text"), number))
        given = listed()
        take("mark", "0")
        if kind == "c":
            made.answers, made.odds = given[::2], [float(each) for each in given[1::2]]
        else:
            made.answers = given
        assert len(made.answers) == len(set(made.answers))
        made.children = [node() for _ in made.answers]
        return made

    def unnumbered(name: str, number: int) -> str:
        assert name.endswith(f" #{number}"), "names are unique"
        return name.removesuffix(f" #{number}")

    root = node()
    assert at == len(tokens)
    return title, players, root


def solve(node: Node, edge: list[float]) -> tuple[list[float], bool]:
    """Return what the parties get under subgame-perfect play, and whether consent is refused.

    Ties within `edge` go to the first answer; a proposal that is refused is no answer. What is
    chosen is noted at every node.
    """
    if node.party < 0:
        return node.payoffs, False
    found = [solve(child, edge) for child in node.children]
    if not node.party:
        return _mean(node.odds, [payoffs for payoffs, _ in found]), False
    own = node.party - 1
    best = max(payoffs[own] for payoffs, _ in found)
    for node.chosen, (payoffs, refused) in enumerate(found):
        answer = node.answers[node.chosen]
        if payoffs[own] >= best - edge[own] and not (refused and answer != "accept"):
            return payoffs, refused or answer == "refuse"
    raise AssertionError("passing is never refused")


def _mean(weights: list[float], rows: list[list[float]]) -> list[float]:
    return [sum(w * x for w, x in zip(weights, column, strict=True))
            for column in zip(*rows, strict=True)]  # fmt: skip
