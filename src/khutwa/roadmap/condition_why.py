"""Why a condition holds, does not hold, or is not known to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from khutwa.roadmap.condition import (
    And,
    AtLeast,
    Atom,
    Condition,
    Node,
    NotBefore,
    Or,
    Truth,
    node_truth,
    threshold,
    walk,
)
from khutwa.roadmap.condition_logic import MOST_ATOMS
from khutwa.roadmap.moment import Moment, moment_words
from khutwa.words import M, Message, Text

Leaf: TypeAlias = Atom | NotBefore
Leaves: TypeAlias = tuple[Leaf, ...]


@dataclass(frozen=True)
class Why:
    """The answer to a condition, and the parts of it that give this answer.

    Attributes:
        truth: The answer.
        because: The parts that decide. For yes and no they are so few that, whatever becomes of
            the others, they alone fix the answer and none of them can be left out. For not known
            they are all that would have to be known: whatever they turn out to be, the answer is
            fixed then.
        lacks: For no, what is missing on the way that needs the least; empty otherwise.
        open: For no, what on this way is not known; empty otherwise.
    """

    truth: Truth
    because: Leaves
    lacks: Leaves = ()
    open: Leaves = ()

    def message(self, label: Callable[[str], Text] = Text.plain) -> Message:
        """Return the answer in a sentence.

        Args:
            label: Gives the name of a step, fact or clock.
        """
        because, lacks, unknown = (
            [leaf_words(label, leaf) for leaf in leaves]
            for leaves in (self.because, self.lacks, self.open)
        )
        match self.truth:
            case Truth.YES if because:
                return M("It holds because of {parts}.", parts=because)
            case Truth.YES:
                return M("It holds, for nothing is required.")
            case Truth.NO if unknown:
                return M("It does not hold; it lacks {parts}, and {unknown} is not known.",
                         parts=lacks, unknown=unknown)  # fmt: skip
            case Truth.NO:
                return M("It does not hold; it lacks {parts}.", parts=lacks)
            case _:
                return M("It is not known whether it holds; that depends on {parts}.",
                         parts=because)  # fmt: skip


def why(
    condition: Condition, value: Callable[[str], Truth], reached: Callable[[Moment], Truth]
) -> Why:
    """Return whether a condition holds as far as is known, and why.

    Args:
        condition: The condition.
        value: Tells whether a step is done or a fact holds.
        reached: Tells whether a moment is reached.
    """
    root = condition.root
    leaves = tuple(dict.fromkeys(n for n in walk(root) if isinstance(n, (Atom, NotBefore))))
    truths = {leaf: node_truth(leaf, value, reached) for leaf in leaves}
    truth = node_truth(root, value, reached)
    given = {leaf for leaf in leaves if truths[leaf] is Truth.YES}
    if truth is Truth.UNKNOWN:
        return Why(truth, _pivotal(root, given, [n for n in leaves if truths[n] is truth]))
    if truth is Truth.YES:
        chosen = _fewest(root, lambda leaf: 0 if leaf in given else None)
        return Why(truth, _spare(chosen, leaves, lambda left: _holds(root, left)))
    refused = {leaf for leaf in leaves if truths[leaf] is Truth.NO}
    chosen = _fewest(root, lambda leaf: 0 if leaf in refused else None, against=True)
    because = _spare(chosen, leaves, lambda left: not _holds(root, set(leaves) - set(left)))
    # What is missing counts for more than any number of leaves that may already be there.
    costs = {Truth.YES: 0, Truth.UNKNOWN: 1, Truth.NO: 2 * len(leaves)}
    way = _fewest(root, lambda leaf: costs[truths[leaf]])
    needs = _spare(way, leaves, lambda left: _holds(root, {*left, *given}))
    lacks = tuple(leaf for leaf in needs if leaf in refused)
    return Why(truth, because, lacks, tuple(leaf for leaf in needs if leaf not in refused))


def _fewest(
    node: Node, cost: Callable[[Leaf], int | None], *, against: bool = False
) -> frozenset[Leaf]:
    """Return leaves that make a node hold, of the least cost where no leaf stands in it twice.

    Args:
        node: The node, which can be made to hold.
        cost: The cost of a leaf beside one for itself; None where it cannot be chosen.
        against: Choose leaves whose lack keeps the node from holding instead.
    """

    def price(leaves: frozenset[Leaf]) -> int:
        return sum((cost(leaf) or 0) + 1 for leaf in leaves)

    def chosen(node: Node) -> frozenset[Leaf] | None:
        match node:
            case Atom() | NotBefore():
                return None if cost(node) is None else frozenset([node])
            case And(parts) | Or(parts) | AtLeast(_, parts):
                ways = [way for way in map(chosen, parts) if way is not None]
                needed = threshold(node)
                needed = len(parts) - needed + 1 if against else needed
                best = sorted(ways, key=price)[:needed]
                return frozenset[Leaf]().union(*best) if len(best) == needed else None
            case _:
                return None if against else frozenset()

    return chosen(node) or frozenset()


def _spare(
    chosen: Iterable[Leaf], leaves: Leaves, enough: Callable[[Collection[Leaf]], bool]
) -> Leaves:
    """Return the chosen leaves in their order, without those that can be left out."""
    left = [leaf for leaf in leaves if leaf in set(chosen)]
    for leaf in reversed(left.copy()):
        fewer = [other for other in left if other != leaf]
        if enough(fewer):
            left = fewer
    return tuple(left)


def _pivotal(root: Node, given: Collection[Leaf], unknown: list[Leaf]) -> Leaves:
    """Return the unknown leaves that can still turn the answer.

    Exact for up to `MOST_ATOMS` unknown leaves; beyond, all of them.
    """
    if len(unknown) > MOST_ATOMS:
        return tuple(unknown)
    turning: set[Leaf] = set()
    for bits in product((False, True), repeat=len(unknown)):
        state = {leaf for leaf, bit in zip(unknown, bits, strict=True) if bit}
        if _holds(root, {*given, *state}):
            # In a monotone formula a leaf matters where taking it away turns the answer.
            turning |= {n for n in state - turning if not _holds(root, {*given, *state} - {n})}
    return tuple(leaf for leaf in unknown if leaf in turning)


def _holds(root: Node, leaves: Collection[Leaf]) -> bool:
    """Tell whether a node holds when these leaves alone do."""

    def told(leaf: Leaf) -> Truth:
        return Truth.YES if leaf in leaves else Truth.NO

    return node_truth(root, lambda n: told(Atom(n)), lambda m: told(NotBefore(m))) is Truth.YES


def leaf_words(label: Callable[[str], Text], leaf: Leaf) -> Text | Message:
    """Return a part of a condition as people call it: a step, a fact or a moment."""
    return label(leaf.name) if isinstance(leaf, Atom) else moment_words(label, leaf.moment)
