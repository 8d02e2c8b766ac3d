"""When steps are due: every deadline on the calendar, the first promise and rival readings too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from khutwa.linter.places import Places
from khutwa.linter.timetable import Timetable
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment, moment_words
from khutwa.roadmap.reference import Reading
from khutwa.roadmap.step import Step
from khutwa.words import M, Message, Text


@dataclass(frozen=True)
class Due:
    """One deadline of a step.

    Attributes:
        day: Days from the origin of the timetable.
        in_force: Whether no later version replaces it.
        projected: Whether it counts from a step that is not done, and so from its likely time.
        reading: The reading of a contested clock under which it falls there.
    """

    day: float
    in_force: bool
    projected: bool
    reading: Text | None


def dues(
    whole: Roadmap, table: Timetable, step: Step, done: Mapping[str, date] | None = None
) -> list[Due]:
    """Return the deadlines of a step that can be placed, each once for every rival reading.

    Args:
        whole: The expanded roadmap.
        table: Its timetable.
        step: One of its steps.
        done: The days on which steps were done, as far as they were.
    """
    found: list[Due] = []
    for order, moment in enumerate(step.deadlines):
        in_force = order == len(step.deadlines) - 1
        for readings, reading in _readings(whole, moment):
            place = Places(whole, table.origin, readings).resolve(moment, latest=True)
            if place is None:
                continue
            event, days = place
            if event == 0:
                found.append(Due(days - 1, in_force, False, reading))
            else:
                anchor = list(whole.steps)[(event - 1) // 2]
                if done and anchor in done and table.origin:
                    day = (done[anchor] - table.origin).days + days
                    found.append(Due(day, in_force, False, reading))
                elif anchor in table.rows:
                    day = table.rows[anchor].finish + days
                    found.append(Due(day, in_force, True, reading))
    return found


def deadline_words(whole: Roadmap, step: Step) -> Message:
    """Return the deadline in force as a person would say it."""
    moment = step.deadline
    if moment is None:
        return M("no date")
    return M("by {moment}", moment=moment_words(whole.label, moment))


def _readings(
    whole: Roadmap, moment: Moment
) -> Iterator[tuple[Mapping[str, Reading], Text | None]]:
    """Yield every reading of the contested clock from which a moment counts; else none at all."""
    clock = whole.clocks.get(moment.clock or "")
    while clock and clock.at:
        clock = whole.clocks.get(clock.at.clock or "")
    if clock is None or not clock.contested:
        yield {}, None
        return
    for reading in clock.contested:
        yield {clock.id: reading}, reading.reading
