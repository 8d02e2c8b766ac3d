"""The plan in time: which windows cannot all be met, and when each step can come.

A step that says nothing of how long it takes may take any time at all when windows are compared,
and one period when dates are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise, product

from khutwa.linter.conflicts import Conflict, conflicts
from khutwa.linter.critical_path import Row, lay_out
from khutwa.linter.places import Places
from khutwa.roadmap.condition import NotBefore, walk
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Path
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.reference import Reading
from khutwa.roadmap.step import Step

MOST_READINGS = 32
"""Combinations of contested readings that are tried."""


@dataclass(frozen=True)
class Timetable:
    """The plan in time.

    Attributes:
        origin: The day from which days count; None where the plan has no first day.
        rows: When each step can come, in likely durations, under the first readings.
        critical_path: The chain of steps that decides when the last one is done.
        conflicts: What cannot be met however long steps take within their ranges.
        tight: What cannot be met in the longest durations, though it can in others.
        places: Where moments lie, for each combination of contested readings that was tried.
    """

    origin: date | None
    rows: Mapping[str, Row]
    critical_path: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Conflict, ...]
    places: tuple[Places, ...]

    def day(self, offset: float | None) -> date | None:
        """Return the date of a number of days from the origin."""
        if self.origin is None or offset is None:
            return None
        try:
            return self.origin + timedelta(days=round(offset))
        except OverflowError:
            return None

    def last_days(self, moment: Moment) -> list[tuple[Mapping[str, Reading], date | None]]:
        """Return the last day that meets a deadline, under each reading of the clocks behind it.

        None stands for a deadline that counts from a step, or from a clock that never starts.
        """
        found: list[tuple[Mapping[str, Reading], date | None]] = []
        for places in self.places:
            readings = places.readings_behind(moment)
            if all(readings != other for other, _ in found):
                found.append((readings, places.last_day(moment)))
        return found


def timetable(whole: Roadmap) -> Timetable:
    """Build the timetable of an expanded roadmap."""
    contested = {name: clock.contested for name, clock in whole.clocks.items() if clock.contested}
    choices = [
        dict(zip(contested, chosen, strict=True))
        for chosen in islice(product(*contested.values()), MOST_READINGS)
    ]
    before = predecessors(whole)
    never, tight = conflicts(whole, before, choices)
    places = tuple(Places(whole, whole.first_day, choice) for choice in choices)
    rows, critical = lay_out(places[0], before)
    return Timetable(whole.first_day, rows, critical, tuple(never), tuple(tight), places)


def predecessors(whole: Roadmap) -> dict[str, set[str]]:
    """Return the steps that must be done before each one: by its condition and by the stages."""
    before = {
        name: {atom for atom in necessary(step.condition) if atom in whole.steps}
        for name, step in whole.steps.items()
    }
    filled = [stage.steps for stage in whole.schedule if stage.steps]
    for earlier, later in pairwise(filled):
        for name in later:
            before[name] |= set(earlier)
    return before


def moments_of(step: Step) -> Iterator[tuple[Path, Moment]]:
    """Yield every moment that a step names, with the way to it from the step."""
    for field in ("not_before", "start_by", "by", "within"):
        moment = getattr(step, field)
        if moment is not None:
            yield (field.replace("_", " "),), moment
    for index, later in enumerate(step.rebaselined):
        yield ("rebaselined", index, "by"), later.by
    for index, part in enumerate(step.tranches):
        if part.by is not None:
            yield ("tranches", index, "by"), part.by
    for node in walk(step.condition.root):
        if isinstance(node, NotBefore):
            yield ("requires",), node.moment
