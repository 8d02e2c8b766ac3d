"""Windows that cannot all be met, and those that can only if nothing takes long.

The durations of a step are taken as a range within which anything may happen: a conflict is one
that no choice of durations avoids. A second look takes every step at its longest. What fails only
when a step is quick, or some are quick and others long, is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import ceil, prod
from typing import Literal

from khutwa.linter.critical_path import topological
from khutwa.linter.places import Places
from khutwa.linter.temporal_network import Bound, Network
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.reference import Reading

DAY = 1 << 20
"""A day in the unit of the network.

The unit parts the end of one day from the beginning of the next: what may not begin before 1 April
cannot be done by 31 March, however little it takes. Work of a day or more may end one unit early,
so that a day's work that begins on 1 April is done on 1 April.
"""

LONG_AGO = -1e9 * DAY
"""Where an event lies that hangs on no date: so early that no deadline moves the first day."""

Kind = Literal[
    "takes", "may take", "takes at most", "after", "stage", "fact", "not before", "start by", "by",
    "start",
]  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """What a bound of the network stands for.

    Attributes:
        kind: `by` is a deadline, `after` a step's place behind one that it requires, `may take` the
            longest duration where that is asked for.
        step: The step it is about.
        other: The step it comes behind, or the fact that it needs.
        moment: The moment that bounds it, where there is one.
    """

    kind: Kind
    step: str
    other: str | None = None
    moment: Moment | None = None

    @property
    def is_deadline(self) -> bool:
        """Tell whether it bounds a step from above by a moment."""
        return self.kind in ("by", "start by")


@dataclass(frozen=True)
class Conflict:
    """Windows that cannot all be met.

    Attributes:
        reasons: What contradicts each other, from a deadline backwards; each one is needed for the
            contradiction.
        days: By how many days they miss, at least.
        readings: The readings of contested clocks under which they do, by clock; none where they
            do under all.
    """

    reasons: tuple[Reason, ...]
    days: int
    readings: Mapping[str, Reading]


def conflicts(
    whole: Roadmap,
    before: Mapping[str, set[str]],
    choices: Sequence[Mapping[str, Reading]],
) -> tuple[list[Conflict], list[Conflict]]:
    """Return what cannot be met at all, and what cannot in the longest durations though it can.

    Every window that contradicts those before it is reported once, with the set that it misses by
    most, and left out from then on.

    Args:
        whole: The expanded roadmap.
        before: The steps that must be done before each one.
        choices: The readings of contested clocks to look at.
    """
    never, tight = _Found(whole), _Found(whole)
    order = topological(before)
    ordered = set(order)
    order += [name for name in before if name not in ordered]
    # Any day will do to count from; this way a plan without a first day has its windows compared.
    origin = whole.first_day or date.min
    for choice in choices:
        places = Places(whole, origin, choice)
        starts = {name: list(_start(places, name, before[name])) for name in order}
        deadlines = [bound for name in order for bound in _deadlines(places, name)]
        left_out: set[Reason] = set()
        for found, longest in ((never, False), (tight, True)):
            # Where every step comes behind those it waits for, a bound puts off little else.
            flow = (b for n in order for b in (*starts[n], *_length(places, n, longest=longest)))
            bounds = (b for b in chain(flow, deadlines) if b.why not in left_out)
            for cycle in _contradictions(1 + 2 * len(whole.steps), bounds):
                left_out.add(cycle[0].why)
                found.add(cycle, places)
    return never.merged(), tight.merged()


def _contradictions(events: int, bounds: Iterable[Bound[Reason]]) -> Iterator[list[Bound[Reason]]]:
    network: Network[Reason] = Network([0.0] + [LONG_AGO] * (events - 1))
    for bound in bounds:
        cycle = network.add(bound)
        if cycle:
            yield cycle


class _Found:
    """Conflicts by the window that is left out, with the readings that matter to each."""

    def __init__(self, whole: Roadmap) -> None:
        self.whole = whole
        self.by_window: dict[Reason, list[Conflict]] = {}

    def add(self, cycle: list[Bound[Reason]], places: Places) -> None:
        reasons = tuple([bound.why for bound in cycle])
        if _is_waiting_loop(reasons):
            return
        readings: dict[str, Reading] = {}
        for reason in reasons:
            if reason.moment:
                readings |= places.readings_behind(reason.moment)
        days = ceil(-sum([bound.most for bound in cycle]) / DAY)
        found = Conflict(reasons, days, readings)
        same = self.by_window.setdefault(reasons[0], [])
        if found not in same:
            same.append(found)

    def merged(self) -> list[Conflict]:
        """Return the conflicts, each window once under every reading.

        What contradicts each other under all readings is said of none.
        """
        return [one for same in self.by_window.values() for one in self._merged(same)]

    def _merged(self, same: list[Conflict]) -> list[Conflict]:
        groups: list[list[Conflict]] = []
        for one in same:
            group = next((g for g in groups if g[0].reasons == one.reasons), None)
            if group:
                group.append(one)
            else:
                groups.append([one])
        told: list[Conflict] = []
        for group in groups:
            clocks = {name for one in group for name in one.readings}
            if len(group) == prod(len(self.whole.clocks[name].contested) for name in clocks):
                told.append(Conflict(group[0].reasons, min(one.days for one in group), {}))
            else:
                told += group
        kept: list[Conflict] = []
        for one in sorted(told, key=lambda conflict: len(conflict.readings)):
            if not any(other.readings.items() <= one.readings.items() for other in kept):
                kept.append(one)
        return kept


def _is_waiting_loop(reasons: tuple[Reason, ...]) -> bool:
    """Tell whether steps only wait for each other: a deadlock (KH201), or an order (KH101)."""
    if reasons[0].is_deadline:
        return False
    return not {"not before", "stage"} <= {reason.kind for reason in reasons}


def _start(places: Places, name: str, before: set[str]) -> Iterator[Bound[Reason]]:
    whole, start = places.whole, places.start(name)
    condition = whole.steps[name].condition
    if whole.start is not None:
        yield Bound(start, 0, -1.0, Reason("start", name))
    for moment in places.binding_moments(name):
        found = places.resolve(moment, latest=False)
        if found:
            event, days = found
            most = -days * DAY - (event == 0)
            yield Bound(start, event, most, Reason("not before", name, moment=moment))
    required = condition.atoms()
    facts = required & whole.facts.keys()
    for fact in sorted(facts & necessary(condition) if facts else facts):
        since = Moment(whole.facts[fact].since)
        found = places.resolve(since, latest=False)
        if found:
            yield Bound(start, 0, -found[1] * DAY - 1, Reason("fact", name, fact, since))
    for other in sorted(before, key=places.number.__getitem__):
        kind: Kind = "after" if other in required else "stage"
        yield Bound(start, places.end(other), 0.0, Reason(kind, name, other))


def _length(places: Places, name: str, *, longest: bool) -> Iterator[Bound[Reason]]:
    step, start, end = places.whole.steps[name], places.start(name), places.end(name)
    if not step.takes:
        yield Bound(end, start, 0.0, Reason("takes", name))
        return
    low, _, high = step.duration(places.whole.period)
    kind: Kind = "may take" if longest and low != high else "takes"
    least = max(low.shortest_days, high.shortest_days if longest else 0)
    yield Bound(end, start, -max(least * DAY - 1.0, 0.0), Reason(kind, name))
    yield Bound(start, end, float(high.longest_days * DAY), Reason("takes at most", name))


def _deadlines(places: Places, name: str) -> Iterator[Bound[Reason]]:
    step = places.whole.steps[name]
    limits: tuple[tuple[Moment | None, int, Kind], ...] = (
        (step.start_by, places.start(name), "start by"),
        (step.deadline, places.end(name), "by"),
    )
    for limit, event, kind in limits:
        found = places.resolve(limit, latest=True) if limit else None
        if found:
            yield Bound(found[0], event, found[1] * DAY, Reason(kind, name, moment=limit))
