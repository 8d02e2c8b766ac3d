"""What is owed next, by whom, to whom, until when, and what blocks it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khutwa.linter.places import Places
from khutwa.linter.timetable import timetable
from khutwa.roadmap.condition import Truth, evaluate
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.schedule import given
from khutwa.roadmap.step import Step
from khutwa.roadmap.tranches import expand
from khutwa.track.due import dues
from khutwa.words import Text


@dataclass(frozen=True)
class Owed:
    """A step that is not done.

    Attributes:
        step: The step, of the expanded roadmap.
        ready: Whether it may begin on the day that the plan describes.
        blocked_by: Steps not done that its condition mentions.
        due: The days on which it is due, with the reading of a contested clock where there are
            several; None for a day that hangs on another step.
    """

    step: Step
    ready: bool
    blocked_by: tuple[str, ...]
    due: tuple[tuple[date | None, Text | None], ...]


def owed(roadmap: Roadmap, done: Collection[str] = ()) -> list[Owed]:
    """Return the steps that are owed: first what can begin, then by date, then in file order.

    Args:
        roadmap: The plan.
        done: Steps that are done.
    """
    whole = expand(roadmap)
    table = timetable(whole)
    places = Places(whole, table.origin, {})
    today = roadmap.as_of or roadmap.start
    holds = given(whole) | set(done)

    def value(name: str) -> Truth:
        return Truth.YES if name in holds else Truth.NO

    def reached(moment: Moment) -> Truth:
        place = places.resolve(moment, latest=False)
        if place is None or table.origin is None or today is None:
            return Truth.UNKNOWN
        event, days = place
        if event:
            return Truth.NO
        return Truth.YES if days <= (today.last - table.origin).days else Truth.NO

    found = []
    for name, step in whole.steps.items():
        if name in done:
            continue
        days = [
            (None if due.projected else table.day(due.day), due.reading)
            for due in dues(whole, table, step)
            if due.in_force
        ]
        waits = step.not_before is not None and reached(step.not_before) is not Truth.YES
        found.append(
            Owed(
                step=step,
                ready=not waits and evaluate(step.condition, value, reached) is Truth.YES,
                blocked_by=tuple(sorted((step.condition.atoms() & whole.steps.keys()) - holds)),
                due=tuple(days),
            )
        )

    def urgency(item: Owed) -> tuple[bool, date]:
        return not item.ready, min((day for day, _ in item.due if day), default=date.max)

    return sorted(found, key=urgency)
