"""What is owed next, by whom, to whom, until when, and what blocks it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khutwa.linter.places import Places
from khutwa.linter.timetable import timetable
from khutwa.roadmap.condition import Truth
from khutwa.roadmap.condition_why import Why, why
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.step import Step
from khutwa.roadmap.tranches import expand
from khutwa.track.due import dues
from khutwa.words import Text


@dataclass(frozen=True)
class Owed:
    """A step that is not done.

    Attributes:
        step: The step, of the expanded roadmap.
        obligors: Who owes it on the day that the plan describes: who promised it, or a successor.
        ready: Whether it may begin on that day, as far as is known.
        why: Whether its condition holds, does not hold, or is not known to, and because of what.
        due: The days on which it is due, with the reading of a contested clock where there are
            several; None for a day that hangs on another step.
    """

    step: Step
    obligors: tuple[str, ...]
    ready: bool
    why: Why
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

    def value(name: str) -> Truth:
        fact = whole.facts.get(name)
        if fact is None:
            return Truth.YES if name in done else Truth.NO
        if fact.since is None:
            return Truth.NO if fact.never else Truth.UNKNOWN
        return Truth.YES if today is None or fact.since.first <= today.last else Truth.NO

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
        answer = why(step.condition, value, reached)
        heirs = ((today and whole.heir(name, today.last)) or name for name in step.obligors)
        found.append(
            Owed(
                step=step,
                obligors=tuple(dict.fromkeys(heirs)),
                ready=not waits and answer.truth is Truth.YES,
                why=answer,
                due=tuple(days),
            )
        )

    def urgency(item: Owed) -> tuple[bool, date]:
        return not item.ready, min((day for day, _ in item.due if day), default=date.max)

    return sorted(found, key=urgency)
