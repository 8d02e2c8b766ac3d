"""When each step can come, how much slack it has, and which chain decides the end.

Kelley & Walker 1959, Critical-path planning and scheduling: a forward and a backward pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from khutwa.roadmap.model import Roadmap


@dataclass(frozen=True)
class Row:
    """One step in time; days count from the origin of the timetable.

    Attributes:
        start: Earliest start.
        finish: Earliest finish, in the likely duration.
        latest: Latest finish that meets its own deadline and those of the steps behind it; None
            where there is none.
        deadlines: Days of its deadlines, the first promise first; None for one with no date.
        slack: Days from the earliest to the latest finish; None without a deadline.
        critical: Whether it lies on the critical path.
    """

    start: float
    finish: float
    latest: float | None
    deadlines: tuple[float | None, ...]
    slack: float | None
    critical: bool


def lay_out(
    whole: Roadmap,
    earliest: Callable[[str], float | None],
    latest: Callable[[str], tuple[float | None, ...]],
    before: Mapping[str, set[str]],
) -> tuple[dict[str, Row], tuple[str, ...]]:
    """Return a row for every step that is in no loop, and the critical path.

    Args:
        whole: The expanded roadmap.
        earliest: Gives the day before which a step may not start.
        latest: Gives the days of a step's deadlines.
        before: The steps that must be done before each one.
    """
    order = topological(before)
    length = {name: whole.steps[name].duration(whole.period)[1].mean_days for name in order}
    start: dict[str, float] = {}
    finish: dict[str, float] = {}
    for name in order:
        ready = max((finish[other] for other in before[name] if other in finish), default=0.0)
        bound = earliest(name)
        start[name] = ready if bound is None else max(ready, bound)
        finish[name] = start[name] + length[name]
    limit: dict[str, float] = {}
    deadlines = {name: latest(name) for name in order}
    for name in reversed(order):
        own = deadlines[name][-1] if deadlines[name] else None
        if own is not None:
            limit[name] = min(limit.get(name, own), own)
        if name in limit:
            for other in before[name]:
                bound = limit[name] - length[name]
                limit[other] = min(limit.get(other, bound), bound)
    critical = _critical(order, start, finish, before)
    rows = {
        name: Row(
            start=start[name],
            finish=finish[name],
            latest=limit.get(name),
            deadlines=deadlines[name],
            slack=limit[name] - finish[name] if name in limit else None,
            critical=name in critical,
        )
        for name in order
    }
    return rows, critical


def topological(before: Mapping[str, set[str]]) -> list[str]:
    """Return the names in an order in which each follows those before it; loops are left out."""
    open_count = {name: len(others) for name, others in before.items()}
    behind: dict[str, list[str]] = {}
    for name, others in before.items():
        for other in others:
            behind.setdefault(other, []).append(name)
    order = [name for name, count in open_count.items() if count == 0]
    for name in order:
        for follower in behind.get(name, ()):
            open_count[follower] -= 1
            if open_count[follower] == 0:
                order.append(follower)
    return order


def _critical(
    order: list[str],
    start: Mapping[str, float],
    finish: Mapping[str, float],
    before: Mapping[str, set[str]],
) -> tuple[str, ...]:
    """Return the chain that ends with the last finish, each step waiting for the one before."""
    if not order:
        return ()
    rank = {name: index for index, name in enumerate(order)}
    name = max(order, key=lambda n: (finish[n], -rank[n]))
    chain = [name]
    while True:
        holding = [o for o in before[name] if o in finish and finish[o] >= start[name] - 1e-9]
        if not holding:
            return tuple(reversed(chain))
        name = min(holding, key=lambda n: rank[n])
        chain.append(name)
