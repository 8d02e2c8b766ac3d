"""Strongly connected components and shortest cycles of a directed graph."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""The successors of every node, all of them nodes themselves."""


def components(after: Graph) -> list[list[str]]:
    """Return the strongly connected components, each before those that lead to it.

    Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972),
    without recursion, so that a long chain is no danger.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    result: list[list[str]] = []
    for root in after:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        calls = [(root, iter(after[root]))]
        while calls:
            node, successors = calls[-1]
            for successor in successors:
                if successor not in number:
                    number[successor] = low[successor] = len(number)
                    stack.append(successor)
                    on_stack.add(successor)
                    calls.append((successor, iter(after[successor])))
                    break
                if successor in on_stack:
                    low[node] = min(low[node], number[successor])
            else:
                calls.pop()
                if calls:
                    low[calls[-1][0]] = min(low[calls[-1][0]], low[node])
                if low[node] == number[node]:
                    cut = _last(stack, node)
                    members = stack[cut:]
                    del stack[cut:]
                    on_stack.difference_update(members)
                    result.append(members)
    return result


def shortest_cycle(after: Graph) -> tuple[str, ...]:
    """Return the nodes of a shortest cycle, in its order; empty where there is none.

    Breadth-first from one node after another. A node that has been looked at is taken out, with
    everything that then lies on no cycle, so that sparse graphs need few searches.
    """
    before: dict[str, list[str]] = {node: [] for node in after}
    for node, successors in after.items():
        for successor in successors:
            before[successor].append(node)
    alive = set(after)
    _peel(after, before, alive, list(after))
    best: tuple[str, ...] = ()
    for start in after:
        if start not in alive:
            continue
        best = _cycle_through(start, after, alive, len(best)) or best
        if len(best) == 1:
            break
        alive.discard(start)
        _peel(after, before, alive, [*after[start], *before[start]])
    return best


def _cycle_through(start: str, after: Graph, alive: set[str], limit: int) -> tuple[str, ...]:
    """Return a shortest cycle through `start` of fewer than `limit` nodes (0: of any length)."""
    came: dict[str, str] = {}
    depth = {start: 1}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if limit and depth[node] >= limit:
            break
        for successor in after[node]:
            if successor == start:
                cycle = [node]
                while cycle[-1] != start:
                    cycle.append(came[cycle[-1]])
                return tuple(reversed(cycle))
            if successor in alive and successor not in depth:
                came[successor] = node
                depth[successor] = depth[node] + 1
                queue.append(successor)
    return ()


def _peel(after: Graph, before: Graph, alive: set[str], suspects: Iterable[str]) -> None:
    """Take out of `alive` what leads nowhere in it, or is led to from nowhere."""
    queue = deque(suspects)
    while queue:
        node = queue.popleft()
        if node in alive and not (
            any(n in alive for n in after[node]) and any(n in alive for n in before[node])
        ):
            alive.discard(node)
            queue.extend(after[node])
            queue.extend(before[node])


def _last(stack: list[str], node: str) -> int:
    index = len(stack) - 1
    while stack[index] != node:
        index -= 1
    return index
