"""The plan in time: which windows cannot all be met, and when each step can come.

A step that says nothing of how long it takes may take any time at all when windows are compared,
and one period when dates are laid out. Where a duration counts in calendar months from no fixed
date, the bound that allows more is taken, so that no conflict is reported which a lucky calendar
could avoid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from typing import Literal

from khutwa.linter.critical_path import Row, lay_out
from khutwa.linter.temporal_network import Bound, negative_cycle
from khutwa.roadmap.condition import NotBefore, walk
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.reference import Reading
from khutwa.roadmap.step import Step

MOST_READINGS = 32
"""Combinations of contested readings that are tried."""

MOST_CONFLICTS = 8

Kind = Literal["takes", "takes at most", "after", "stage", "not before", "start by", "by", "start"]


@dataclass(frozen=True)
class Reason:
    """What a bound of the network stands for.

    Attributes:
        kind: `by` is a deadline, `after` a step's place behind one that it requires.
        step: The step it is about.
        other: The step it comes behind, where there is one.
        moment: The moment that bounds it, where there is one.
    """

    kind: Kind
    step: str
    other: str | None = None
    moment: Moment | None = None


@dataclass(frozen=True)
class Conflict:
    """Windows that cannot all be met.

    Attributes:
        reasons: What contradicts each other; each one is needed for the contradiction.
        days: By how many days they miss.
        readings: The readings of contested clocks under which they do, by clock.
        always: Whether they do so under every reading tried.
    """

    reasons: tuple[Reason, ...]
    days: float
    readings: Mapping[str, Reading]
    always: bool

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps concerned, each once."""
        return tuple(dict.fromkeys(reason.step for reason in self.reasons))


@dataclass(frozen=True)
class Timetable:
    """The plan in time.

    Attributes:
        origin: The day from which days count; None where the plan names no date.
        rows: When each step can come, in likely durations, under the first readings.
        critical_path: The chain of steps that decides when the last one is done.
        conflicts: What cannot be met even in the shortest durations.
        tight: What cannot be met in the longest durations, though it can in the shortest.
        readings: Contested clocks and their readings.
    """

    origin: date | None
    rows: Mapping[str, Row]
    critical_path: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Conflict, ...]
    readings: Mapping[str, tuple[Reading, ...]]

    def day(self, offset: float | None) -> date | None:
        """Return the date of a number of days from the origin."""
        if self.origin is None or offset is None:
            return None
        try:
            return self.origin + timedelta(days=round(offset))
        except OverflowError:
            return None


def timetable(whole: Roadmap) -> Timetable:
    """Build the timetable of an expanded roadmap."""
    origin = whole.first_day
    contested = {name: clock.contested for name, clock in whole.clocks.items() if clock.contested}
    choices = [
        dict(zip(contested, chosen, strict=True))
        for chosen in islice(product(*contested.values()), MOST_READINGS)
    ]
    conflicts = _over_readings(whole, origin, choices, longest=False)
    known = {conflict.reasons for conflict in conflicts}
    tight = [
        conflict
        for conflict in _over_readings(whole, origin, choices, longest=True)
        if conflict.reasons not in known and not conflicts
    ]
    places = Places(whole, origin, choices[0])
    rows, critical = lay_out(whole, places.earliest, places.latest, predecessors(whole))
    return Timetable(origin, rows, critical, tuple(conflicts), tuple(tight), contested)


def _over_readings(
    whole: Roadmap, origin: date | None, choices: list[dict[str, Reading]], *, longest: bool
) -> list[Conflict]:
    """Collect the conflicts of every reading; those of all readings are said once."""
    found: dict[tuple[Reason, ...], tuple[int, float, dict[str, Reading]]] = {}
    for choice in choices:
        for reasons, days in _conflicts(whole, Places(whole, origin, choice), longest=longest):
            count, most, first = found.get(reasons, (0, 0.0, choice))
            found[reasons] = (count + 1, max(most, days), first)
    return [
        Conflict(reasons, days, choice if count < len(choices) else {}, count == len(choices))
        for reasons, (count, days, choice) in found.items()
    ]


def _conflicts(
    whole: Roadmap, places: Places, *, longest: bool
) -> Iterator[tuple[tuple[Reason, ...], float]]:
    """Yield conflicts, each time leaving out one window of the last before looking again."""
    bounds = list(places.bounds(longest=longest))
    for _ in range(MOST_CONFLICTS):
        cycle = negative_cycle(2 * len(whole.steps) + 1, bounds)
        if not cycle:
            return
        reasons = tuple(bound.why for bound in cycle)
        turn = min(range(len(reasons)), key=lambda i: (reasons[i].step, reasons[i].kind))
        yield reasons[turn:] + reasons[:turn], -sum(bound.most for bound in cycle)
        windows = [b for b in cycle if b.why.kind in ("by", "start by")] or cycle
        bounds.remove(windows[0])


def predecessors(whole: Roadmap) -> dict[str, set[str]]:
    """Return the steps that must be done before each one: by its condition and by the stages."""
    before = {
        name: {atom for atom in necessary(step.condition) if atom in whole.steps}
        for name, step in whole.steps.items()
    }
    for earlier, later in zip(whole.schedule, whole.schedule[1:], strict=False):
        for name in later.steps:
            before[name] |= set(earlier.steps)
    return before


class Places:
    """Where the moments of a plan lie under one reading of its clocks."""

    def __init__(
        self, whole: Roadmap, origin: date | None, readings: Mapping[str, Reading]
    ) -> None:
        self.whole = whole
        self.origin = origin
        self.readings = readings
        self.number = {name: index for index, name in enumerate(whole.steps)}

    def start(self, step: str) -> int:
        """Return the number of the event that a step starts; event 0 is the origin."""
        return 1 + 2 * self.number[step]

    def end(self, step: str) -> int:
        """Return the number of the event that a step is done."""
        return 2 + 2 * self.number[step]

    def resolve(
        self, moment: Moment, *, latest: bool, depth: int = 0
    ) -> tuple[int, float] | None:
        """Return the event from which a moment counts and the days after it.

        Args:
            moment: The moment.
            latest: Whether it is a deadline: then the last day of a vague date counts, to its end,
                and a calendar month is as long as it can be.
            depth: Clocks followed so far.

        Returns:
            None where no date is known.
        """
        if moment.date is not None:
            if self.origin is None:
                return None
            try:
                day = moment.offset.after(moment.date.last if latest else moment.date.first)
            except OverflowError:
                return None
            return 0, (day - self.origin).days + int(latest)
        assert moment.clock is not None
        extra = moment.offset.longest_days if latest else moment.offset.shortest_days
        if moment.clock in self.number:
            return self.end(moment.clock), float(extra)
        clock = self.whole.clocks[moment.clock]
        reading = self.readings.get(moment.clock) or next(iter(clock.readings), None)
        if reading is None or depth > len(self.whole.clocks):
            return None
        inner = reading.at
        if not inner.offset:
            moved = Moment(inner.date, inner.clock, moment.offset)
            return self.resolve(moved, latest=latest, depth=depth + 1)
        found = self.resolve(inner, latest=latest, depth=depth + 1)
        if found is None:
            return None
        event, days = found
        if event or self.origin is None:
            return event, days + extra
        # Counted from a fixed day, calendar months are exact.
        day = PartialDate.of(self.origin + timedelta(days=days - int(latest)))
        return self.resolve(Moment(day, None, moment.offset), latest=latest, depth=depth + 1)

    def bounds(self, *, longest: bool) -> Iterator[Bound[Reason]]:
        """Yield every constraint of the plan.

        Args:
            longest: Take the longest durations instead of whatever is between the two.
        """
        whole = self.whole
        for name, step in whole.steps.items():
            start, end = self.start(name), self.end(name)
            takes = Reason("takes", name)
            if step.takes:
                low, _, high = step.duration(whole.period)
                least = high.longest_days if longest else low.shortest_days
                yield Bound(end, start, -float(least), takes)
                yield Bound(start, end, float(high.longest_days), Reason("takes at most", name))
            else:
                yield Bound(end, start, 0.0, takes)
            if whole.start is not None:
                yield Bound(start, 0, 0.0, Reason("start", name))
            yield from self._windows(step)
        for name, before in predecessors(whole).items():
            for other in before:
                kind: Kind = "after" if other in whole.steps[name].condition.atoms() else "stage"
                yield Bound(self.start(name), self.end(other), 0.0, Reason(kind, name, other))

    def _windows(self, step: Step) -> Iterator[Bound[Reason]]:
        for moment in self._earliest_moments(step):
            found = self.resolve(moment, latest=False)
            if found:
                why = Reason("not before", step.id, moment=moment)
                yield Bound(self.start(step.id), found[0], -found[1], why)
        windows: tuple[tuple[Moment | None, int, Kind], ...] = (
            (step.start_by, self.start(step.id), "start by"),
            (step.deadline, self.end(step.id), "by"),
        )
        for limit, event, kind in windows:
            found = self.resolve(limit, latest=True) if limit else None
            if found:
                yield Bound(found[0], event, found[1], Reason(kind, step.id, moment=limit))

    def _earliest_moments(self, step: Step) -> list[Moment]:
        root = step.condition.root
        # Only a moment that stands by itself or joined by `and` binds whatever else happens.
        joined = [root] if isinstance(root, NotBefore) else list(getattr(root, "parts", ()))
        moments = [n.moment for n in joined if isinstance(n, NotBefore)]
        if type(root).__name__ not in ("And", "NotBefore"):
            moments = []
        return ([step.not_before] if step.not_before else []) + moments

    def earliest(self, step: str) -> float | None:
        """Return the day before which a step may not start, counted from the origin."""
        moments = self._earliest_moments(self.whole.steps[step])
        found = [self.resolve(moment, latest=False) for moment in moments]
        return max((days for event, days in (f for f in found if f) if event == 0), default=None)

    def latest(self, step: str) -> tuple[float | None, ...]:
        """Return the days of the deadlines of a step, the first promise first; None if undated."""
        result: list[float | None] = []
        for moment in self.whole.steps[step].deadlines:
            found = self.resolve(moment, latest=True)
            result.append(found[1] - 1 if found and found[0] == 0 else None)
        return tuple(result)


def moments_of(step: Step) -> list[tuple[str, Moment]]:
    """Return every moment that a step names, with the field that names it."""
    found = [
        (field.replace("_", " "), moment)
        for field in ("not_before", "start_by", "by", "within")
        if (moment := getattr(step, field)) is not None
    ]
    found += [("rebaselined", later.by) for later in step.rebaselined]
    found += [
        ("requires", node.moment)
        for node in walk(step.condition.root)
        if isinstance(node, NotBefore)
    ]
    return found
