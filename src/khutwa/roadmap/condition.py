"""When a step may begin: a monotone formula over steps, facts and moments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

from khutwa.roadmap.moment import Moment
from khutwa.words import Message


class ConditionError(ValueError):
    """A text that is no condition.

    Attributes:
        message: What is wrong.
        start: First character it concerns, counted from 0.
        end: The character after the last.
        fix: What to write instead.
    """

    def __init__(self, message: Message, start: int, end: int, fix: Message | None = None) -> None:
        super().__init__(message.template)
        self.message = message
        self.start = start
        self.end = end
        self.fix = fix


class Truth(Enum):
    """Kleene's three values."""

    NO = 0
    UNKNOWN = 1
    YES = 2


Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Always:
    """What holds without condition."""

    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Atom:
    """A step that is done, or a fact that holds."""

    name: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A moment that is reached."""

    moment: Moment
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `k` of the parts."""

    k: int
    parts: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False)


Node: TypeAlias = Always | Atom | NotBefore | And | Or | AtLeast


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it was written and as it is understood; equal when understood alike."""

    text: str = field(compare=False)
    root: Node

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Raises:
            ConditionError: where the text cannot be read.
        """
        from khutwa.roadmap.condition_parser import parse

        return cls(text, parse(text))

    @classmethod
    def always(cls) -> Condition:
        """Return the condition that always holds."""
        return cls("", Always())

    def atoms(self) -> frozenset[str]:
        """Return the steps and facts it mentions."""
        return frozenset(n.name for n in walk(self.root) if isinstance(n, Atom))

    def clocks(self) -> frozenset[str]:
        """Return the clocks and steps from which its moments count."""
        return frozenset(
            n.moment.clock for n in walk(self.root) if isinstance(n, NotBefore) and n.moment.clock
        )

    def holds(self, done: Collection[str]) -> bool:
        """Tell whether it holds once `done` is done; moments are counted as reached.

        Args:
            done: Names of steps done and facts that hold.
        """
        return _holds(self.root, done)

    def renamed(self, names: Mapping[str, str]) -> Condition:
        """Return the condition with names replaced by `names`."""
        if not names.keys() & (self.atoms() | self.clocks()):
            return self
        root = _renamed(self.root, names)
        return Condition(show(root), root)

    def __str__(self) -> str:
        return show(self.root)


def walk(node: Node) -> list[Node]:
    """Return a node and everything below it."""
    found = [node]
    for item in found:
        if isinstance(item, (And, Or, AtLeast)):
            found.extend(item.parts)
    return found


def evaluate(
    condition: Condition,
    value: Callable[[str], Truth],
    reached: Callable[[Moment], Truth],
) -> Truth:
    """Return whether a condition holds as far as is known (Kleene's strong three-valued logic).

    The answer is sound: YES and NO hold whatever the unknown turns out to be. It is also exact,
    for a condition never forbids: it is YES where it holds with all that is unknown missing, NO
    where it fails with all of it given. Moments count as independent of each other and of steps.
    """
    return node_truth(condition.root, value, reached)


def node_truth(
    node: Node, value: Callable[[str], Truth], reached: Callable[[Moment], Truth]
) -> Truth:
    """Return whether one node holds as far as is known."""
    match node:
        case Always():
            return Truth.YES
        case Atom(name):
            return value(name)
        case NotBefore(moment):
            return reached(moment)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            truths = [node_truth(part, value, reached) for part in parts]
            needed = threshold(node)
            if truths.count(Truth.YES) >= needed:
                return Truth.YES
            return Truth.NO if len(truths) - truths.count(Truth.NO) < needed else Truth.UNKNOWN


def threshold(node: And | Or | AtLeast) -> int:
    """Return how many parts must hold."""
    match node:
        case And(parts):
            return len(parts)
        case Or():
            return 1
        case AtLeast(k):
            return k


def show(node: Node) -> str:
    """Return the canonical text of a node, which reads back as an equal one."""
    match node:
        case Always():
            return ""
        case Atom(name):
            return name
        case NotBefore(moment):
            return f"not before {moment}"
        case And(parts):
            return " and ".join(_bracketed(part, (And, Or)) for part in parts)
        case Or(parts):
            # Brackets around `and` are not needed to parse, but people misread it without.
            return " or ".join(_bracketed(part, (And, Or)) for part in parts)
        case AtLeast(k, parts):
            return f"{k} of ({', '.join(show(part) for part in parts)})"


def _bracketed(node: Node, kinds: tuple[type, ...]) -> str:
    return f"({show(node)})" if isinstance(node, kinds) else show(node)


def _holds(node: Node, done: Collection[str]) -> bool:
    match node:
        case Atom(name):
            return name in done
        case And(parts):
            return all(_holds(part, done) for part in parts)
        case Or(parts):
            return any(_holds(part, done) for part in parts)
        case AtLeast(k, parts):
            return sum(_holds(part, done) for part in parts) >= k
        case _:
            return True


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    match node:
        case Atom(name):
            return replace(node, name=names.get(name, name))
        case NotBefore(moment) if moment.clock:
            return replace(
                node, moment=replace(moment, clock=names.get(moment.clock, moment.clock))
            )
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return replace(node, parts=tuple(_renamed(part, names) for part in parts))
        case _:
            return node
