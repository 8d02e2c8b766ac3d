"""Where the moments of a plan lie in time.

Days after a date are days of the calendar: a deadline thirty days after 1 March is the end of 31
March. Days after a step count from the moment it is done. Where a duration counts in calendar
months from no fixed date, the bound that allows more is taken, so that no conflict is reported
which a lucky calendar could avoid.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import inf

from khutwa.roadmap.condition import (
    And,
    AtLeast,
    Atom,
    Node,
    NotBefore,
    Or,
    threshold,
    walk,
)
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.reference import Reading


class Places:
    """Where the moments of a plan lie under one reading of its clocks.

    Attributes:
        origin: The day from which days count; without it no date has a place.
        readings: The readings of contested clocks; the first one of those left out.
    """

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

    def resolve(self, moment: Moment, *, latest: bool) -> tuple[int, float] | None:
        """Return the event from which a moment counts and the days after it.

        Args:
            moment: The moment.
            latest: Whether it is a deadline: then the last day of a vague date counts, to its end,
                and a calendar month is as long as it can be.

        Returns:
            None where no date is known.
        """
        anchor, offsets, _ = self._follow(moment)
        if anchor.clock in self.number:
            days = (d.longest_days if latest else d.shortest_days for d in offsets)
            return self.end(anchor.clock or ""), float(sum(days))
        day = _add(anchor, offsets, latest=latest)
        if day is None or self.origin is None:
            return None
        return 0, float((day - self.origin).days + int(latest))

    def last_day(self, moment: Moment) -> date | None:
        """Return the last day that meets a deadline; None where it hangs on a step or nothing."""
        anchor, offsets, _ = self._follow(moment)
        return _add(anchor, offsets, latest=True)

    def readings_behind(self, moment: Moment) -> dict[str, Reading]:
        """Return the readings of contested clocks on which a moment hangs, by clock."""
        return self._follow(moment)[2]

    def earliest(self, step: str) -> float | None:
        """Return the day before which a step may not start, counted from the origin."""
        found = [self.resolve(m, latest=False) for m in self.binding_moments(step)]
        return max((days for event, days in (f for f in found if f) if event == 0), default=None)

    def binding_moments(self, step: str) -> list[Moment]:
        """Return the moments before which a step may not start, whatever else happens."""
        told = self.whole.steps[step]
        return [*([told.not_before] if told.not_before else []), *_joined(told.condition.root)]

    def ready(self, step: str, finish: Mapping[str, float]) -> float:
        """Return the day from which the condition and the earliest start of a step are met.

        Args:
            step: The step.
            finish: The days on which other steps are done; the others never are.

        Returns:
            Days from the origin; infinite if it never may start. What is not known counts as met.
        """
        told = self.whole.steps[step]
        held = self._when(told.condition.root, finish)
        return max(held, self._reached(told.not_before, finish)) if told.not_before else held

    def hangs_on(self, step: str) -> dict[str, float]:
        """Return the steps that a step's start can hang on, with the days between at most."""
        told = self.whole.steps[step]
        found = {atom: 0.0 for atom in told.condition.atoms() if atom in self.number}
        moments = [n.moment for n in walk(told.condition.root) if isinstance(n, NotBefore)]
        for moment in [*moments, *([told.not_before] if told.not_before else [])]:
            anchor, offsets, _ = self._follow(moment)
            if anchor.clock in self.number:
                days = float(sum(offset.shortest_days for offset in offsets))
                found[anchor.clock or ""] = max(found.get(anchor.clock or "", 0.0), days)
        return found

    def _follow(self, moment: Moment) -> tuple[Moment, list[Duration], dict[str, Reading]]:
        """Return the moment at the end of a chain of clocks, the durations after it, and readings.

        The last moment has a date or a step, unless a clock on the way never starts.
        """
        offsets = [moment.offset]
        readings: dict[str, Reading] = {}
        seen: set[str] = set()
        while (name := moment.clock) and name in self.whole.clocks and name not in seen:
            seen.add(name)
            clock = self.whole.clocks[name]
            reading = self.readings.get(name) or next(iter(clock.readings), None)
            if reading is None:
                break
            if clock.contested:
                readings[name] = reading
            moment = reading.at
            offsets.append(moment.offset)
        return moment, offsets[::-1], readings

    def _reached(self, moment: Moment, finish: Mapping[str, float]) -> float:
        found = self.resolve(moment, latest=False)
        if found is None:
            return 0.0
        event, days = found
        if event == 0:
            return days
        return finish.get(self._follow(moment)[0].clock or "", inf) + days

    def _when(self, node: Node, finish: Mapping[str, float]) -> float:
        match node:
            case Atom(name) if name in self.number:
                return finish.get(name, inf)
            case Atom(name):
                fact = self.whole.facts[name]
                if fact.never:
                    return inf
                if fact.since is None or self.origin is None:
                    return 0.0
                return float((fact.since.first - self.origin).days)
            case NotBefore(moment):
                return self._reached(moment, finish)
            case And(parts) | Or(parts) | AtLeast(_, parts):
                return sorted(self._when(part, finish) for part in parts)[threshold(node) - 1]
            case _:
                return 0.0


def _joined(node: Node) -> list[Moment]:
    """Return the moments that a node cannot do without: alone, or joined by `and`."""
    match node:
        case NotBefore(moment):
            return [moment]
        case And(parts) | Or(parts) | AtLeast(_, parts) if threshold(node) == len(parts):
            return [moment for part in parts for moment in _joined(part)]
        case _:
            return []


def _add(anchor: Moment, offsets: list[Duration], *, latest: bool) -> date | None:
    """Return the day that lies these durations after a date, one after another."""
    if anchor.date is None:
        return None
    day = anchor.date.last if latest else anchor.date.first
    try:
        for offset in offsets:
            day = offset.after(day)
    except OverflowError:
        return None
    return day
