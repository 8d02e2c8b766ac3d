"""A simple temporal network: differences between events, and the cycle that cannot be met.

Dechter, Meiri & Pearl 1991, Temporal constraint networks, Artificial Intelligence 49:61-95: the
constraints x_v - x_u <= w can all be met if and only if the graph of edges u -> v of weight w has
no negative cycle.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Bound(Generic[T]):
    """The constraint x_after - x_before <= most.

    Attributes:
        before: Number of the one event.
        after: Number of the other.
        most: In any one unit.
        why: What the bound stands for.
    """

    before: int
    after: int
    most: float
    why: T


def negative_cycle(count: int, bounds: Sequence[Bound[T]]) -> list[Bound[T]]:
    """Return bounds that contradict each other, none of which can be left out; empty if none do.

    Bellman and Ford's algorithm with a queue, from a source tied to every event by 0. Every time
    the count of relaxations passes the number of events, the graph of predecessors is looked
    through for a cycle (Cherkassky & Goldberg 1999), so that the cost stays near linear.

    Args:
        count: Number of events, called 0 to count - 1.
        bounds: The constraints.
    """
    leaving: list[list[int]] = [[] for _ in range(count)]
    for number, bound in enumerate(bounds):
        leaving[bound.before].append(number)
    distance = [0.0] * count
    cause: list[int] = [-1] * count
    waiting = deque(range(count))
    queued = [True] * count
    relaxed = 0
    while waiting:
        event = waiting.popleft()
        queued[event] = False
        for number in leaving[event]:
            bound = bounds[number]
            reached = distance[event] + bound.most
            if reached < distance[bound.after] - 1e-9:
                distance[bound.after] = reached
                cause[bound.after] = number
                relaxed += 1
                if relaxed % count == 0:
                    cycle = _cycle(cause, bounds)
                    if cycle:
                        return cycle
                if not queued[bound.after]:
                    queued[bound.after] = True
                    waiting.append(bound.after)
    return []


def _cycle(cause: list[int], bounds: Sequence[Bound[T]]) -> list[Bound[T]]:
    """Return a cycle of the predecessor graph in the order of its edges; empty if it has none."""
    seen = [0] * len(cause)
    for start in range(len(cause)):
        event, mark = start, start + 1
        while cause[event] >= 0 and not seen[event]:
            seen[event] = mark
            event = bounds[cause[event]].before
        if seen[event] == mark and cause[event] >= 0:
            found: list[Bound[T]] = []
            at = event
            while True:
                bound = bounds[cause[at]]
                found.append(bound)
                at = bound.before
                if at == event:
                    return found[::-1]
    return []
