"""When each step can come, how much slack it has, and which chain decides the end.

Kelley & Walker 1959, Critical-path planning and scheduling: a forward and a backward pass. Where a
condition gives a choice, the step goes the way that opens first: the forward pass takes the steps
in the order in which they are done (Knuth 1977, A generalization of Dijkstra's algorithm,
Information Processing Letters 6:1-5). Slack and the critical path hold that choice fixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

from khutwa.linter.places import Places

EPSILON = 1e-6
"""Days that make no difference."""


@dataclass(frozen=True)
class Row:
    """One step in time; days count from the origin of the timetable.

    Attributes:
        start: Earliest start.
        finish: Earliest finish, in the likely duration.
        latest: Latest finish that meets its own windows and those of the steps that wait for it;
            None where there is none. A window that counts from a step is no limit here.
        deadlines: Days of its deadlines, the first promise first; None for one with no date. A
            deadline is met until the end of its day, which is one later than its beginning.
        slack: Days from the earliest to the latest finish; None without a limit.
        critical: Whether it lies on the critical path.
    """

    start: float
    finish: float
    latest: float | None
    deadlines: tuple[float | None, ...]
    slack: float | None
    critical: bool


def lay_out(
    places: Places, before: Mapping[str, set[str]]
) -> tuple[dict[str, Row], tuple[str, ...]]:
    """Return a row for every step that can begin, and the critical path.

    The critical path is a chain of steps that ends with the last finish, each one waiting for the
    one before it until it begins.

    Args:
        places: Where the moments of the plan lie.
        before: The steps that must be done before each one.
    """
    layout = _Layout(places, before)
    layout.forward()
    limit = layout.limits()
    critical = layout.critical()
    on_path = set(critical)
    rows = {
        name: Row(
            start=layout.start[name],
            finish=finish,
            latest=limit.get(name),
            deadlines=layout.deadlines(name),
            slack=limit[name] - finish if name in limit else None,
            critical=name in on_path,
        )
        for name, finish in layout.finish.items()
    }
    return rows, critical


def topological(before: Mapping[str, set[str]]) -> list[str]:
    """Return the names in an order in which each follows those before it; loops are left out."""
    open_count = {name: len(others) for name, others in before.items()}
    behind = _reversed(before)
    order = [name for name, count in open_count.items() if count == 0]
    for name in order:
        for follower in behind[name]:
            open_count[follower] -= 1
            if open_count[follower] == 0:
                order.append(follower)
    return order


def _reversed(links: Mapping[str, set[str]]) -> dict[str, list[str]]:
    behind: dict[str, list[str]] = {name: [] for name in links}
    for name, others in links.items():
        for other in others:
            behind[other].append(name)
    return behind


class _Layout:
    """The two passes.

    Attributes:
        links: The steps on which each step's start can hang, with the days between.
        ways: Those for which it waits, in the way that opens first.
        start: Earliest starts.
        finish: Earliest finishes, in the order in which the steps are done.
    """

    def __init__(self, places: Places, before: Mapping[str, set[str]]) -> None:
        self.places = places
        self.before = before
        self.links = {n: dict.fromkeys(before[n], 0.0) | places.hangs_on(n) for n in before}
        whole = places.whole
        self.length = {n: whole.steps[n].duration(whole.period)[1].mean_days for n in before}
        self.ways: dict[str, list[str]] = {}
        self.start: dict[str, float] = {}
        self.finish: dict[str, float] = {}

    def start_of(self, name: str) -> float:
        """Return the earliest start that the finishes found so far allow; infinite for none."""
        behind = max((self.finish.get(other, inf) for other in self.before[name]), default=0.0)
        return max(behind, self.places.ready(name, self.finish), 0.0)

    def forward(self) -> None:
        """Find the earliest times."""
        behind = _reversed({name: set(links) for name, links in self.links.items()})
        missing = {name: len(others) for name, others in self.before.items()}
        queue: list[tuple[float, int, str]] = []

        def look(name: str) -> None:
            start = self.start_of(name)
            if start < self.start.get(name, inf):
                self.start[name] = start
                heappush(queue, (start + self.length[name], self.places.number[name], name))

        for name, count in missing.items():
            if not count:
                look(name)
        while queue:
            finish, _, name = heappop(queue)
            if name in self.finish:
                continue
            self.finish[name] = finish
            for follower in behind[name]:
                missing[follower] -= name in self.before[follower]
                if not missing[follower] and follower not in self.finish:
                    look(follower)
        order = {name: index for index, name in enumerate(self.finish)}
        self.ways = {name: self._way(name, order) for name in self.finish}

    def _way(self, name: str, order: Mapping[str, int]) -> list[str]:
        """Return the steps without any of which a step would begin later, in order."""
        start, before = self.start[name] + EPSILON, self.before[name]
        links = sorted((o for o in self.links[name] if o in order), key=order.__getitem__)
        spare = [o for o in links if o not in before]
        dropped: dict[str, float] = {}
        for other in reversed(spare):
            done, self.finish[other] = self.finish[other], inf
            if self.start_of(name) <= start:
                dropped[other] = done
            else:
                self.finish[other] = done
        self.finish.update(dropped)
        return [o for o in links if o not in dropped]

    def deadlines(self, name: str) -> tuple[float | None, ...]:
        """Return the days of the deadlines of a step, the first promise first; None if undated."""
        found = [
            self.places.resolve(moment, latest=True)
            for moment in self.places.whole.steps[name].deadlines
        ]
        return tuple(f[1] - 1 if f and f[0] == 0 else None for f in found)

    def limits(self) -> dict[str, float]:
        """Return the latest finish of each step that has one."""
        limit: dict[str, float] = {}
        for name in reversed(self.finish):
            own = self._own_limit(name)
            if own is not None:
                limit[name] = min(limit.get(name, own), own)
            if name not in limit:
                continue
            latest_start = limit[name] - self.length[name]
            for other in self.ways[name]:
                bound = latest_start - self.links[name][other]
                limit[other] = min(limit.get(other, bound), bound)
        return limit

    def _own_limit(self, name: str) -> float | None:
        """Return the latest finish that meets the dated windows of a step itself."""
        step, length = self.places.whole.steps[name], self.length[name]
        found = []
        # Work of a day or more may last to the evening; what takes no time is done on its day.
        for moment, work in ((step.deadline, min(length, 1.0)), (step.start_by, length)):
            place = self.places.resolve(moment, latest=True) if moment else None
            if place and place[0] == 0:
                found.append(place[1] - 1 + work)
        return min(found, default=None)

    def critical(self) -> tuple[str, ...]:
        """Return the chain that ends with the last finish, each step waiting for the one before."""
        if not self.finish:
            return ()
        number = self.places.number
        chain = [max(self.finish, key=lambda name: (self.finish[name], -number[name]))]
        while True:
            name = chain[-1]
            held = next((o for o in self.ways[name] if self._holds_up(name, o)), None)
            if held is None:
                return tuple(reversed(chain))
            chain.append(held)

    def _holds_up(self, name: str, other: str) -> bool:
        """Tell whether a step begins as soon as this other one lets it."""
        return self.finish[other] + self.links[name][other] >= self.start[name] - EPSILON
