"""A simple temporal network: differences between events, and what contradicts them.

Dechter, Meiri & Pearl 1991, Temporal constraint networks, Artificial Intelligence 49:61-95: the
constraints x_v - x_u <= w can all be met if and only if the graph of edges u -> v of weight w has
no negative cycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, TypeVar

T = TypeVar("T")

EPSILON = 1e-9


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


class Network(Generic[T]):
    """Bounds that can all be met, and the earliest times that meet them.

    Bounds are added one by one (Cotton & Maler 2006, Fast and flexible difference constraint
    propagation for DPLL(T), SAT 2006, LNCS 4121:170-183): a new bound puts off its first event and
    whatever must then be put off with it, and nothing else is looked at. If its second event is
    among them, the bound contradicts those before it.

    Attributes:
        times: The earliest time of every event, none before the time that it was given first.
    """

    def __init__(self, times: Sequence[float]) -> None:
        """Begin without bounds.

        Args:
            times: Where each event lies at the earliest. They are no bounds: an event that has
                nothing to do with these times should lie long before the others.
        """
        self.times = list(times)
        self._puts_off: list[list[Bound[T]]] = [[] for _ in times]
        self._cause: list[Bound[T] | None] = [None for _ in times]

    def add(self, bound: Bound[T]) -> list[Bound[T]]:
        """Add a bound that can be met together with those before it, else leave it out.

        Returns:
            Nothing if it can be met; else the bounds that contradict each other, this one first,
            then along the cycle. None of them can be left out, and no other cycle through this
            bound misses by more.
        """
        late = self.times[bound.after] - bound.most - self.times[bound.before]
        if late > EPSILON:
            cycle = self._causes(bound) or self._put_off(bound, late)
            if cycle:
                return cycle
        self._puts_off[bound.after].append(bound)
        return []

    def _causes(self, bound: Bound[T]) -> list[Bound[T]]:
        """Return the cycle if it is the first event of a bound that makes its second so late."""
        if not self._puts_off[bound.before]:
            return []
        cycle = [bound]
        event = bound.after
        while event != bound.before:
            cause = self._cause[event]
            if cause is None:
                return []
            cycle.append(cause)
            event = cause.after
        return cycle

    def _put_off(self, bound: Bound[T], late: float) -> list[Bound[T]]:
        """Put off events until `bound` is met; return the cycle, and do nothing, if none can be."""
        # The event that must move most comes first, so that each is moved once.
        queue = [(-late, bound.before)]
        move = {bound.before: late}
        cause = {bound.before: bound}
        moved: set[int] = set()
        while queue:
            _, event = heappop(queue)
            if event in moved:
                continue
            moved.add(event)
            if event == bound.after:
                cycle = [bound]
                while event != bound.before:
                    cycle.append(cause[event])
                    event = cause[event].after
                return cycle
            for other in self._puts_off[event]:
                room = self.times[other.before] - self.times[event] + other.most
                more = move[event] - room
                if more > max(move.get(other.before, 0.0), EPSILON) and other.before not in moved:
                    move[other.before] = more
                    cause[other.before] = other
                    heappush(queue, (-more, other.before))
        for event in moved:
            self.times[event] += move[event]
            self._cause[event] = cause[event]
        return []
