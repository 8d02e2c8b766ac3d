"""What was due, what was done, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from khutwa.linter.timetable import timetable
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import given
from khutwa.track.due import Due, dues
from khutwa.track.levels import Belief
from khutwa.words import Text

Standing = Literal["on time", "late", "overdue", "no report", "not due", "done", "undone", "open"]
"""`late` is done after the deadline; `no report` is past it, and nobody said whether it was done;
`done`, `undone` and `open` have no dated deadline, and `undone` was violated or reversed."""

SILENT = timedelta(days=90)
"""Time without an entry on any step after which the ledger is taken to have ended."""

LIKELY = 0.5
"""Chance from which a step counts as done where a word must be found for it."""


@dataclass(frozen=True)
class Commitment:
    """One step that somebody owes, under one reading of its clock.

    Attributes:
        step: Its id, of the expanded roadmap.
        obligors: Who owes it.
        due: The last day of the deadline in force; None where it has no date yet.
        promised: The last day of the first promise, where a later one replaced it.
        reading: The reading of a contested clock under which it is due then.
        standing: How it stands, in a word.
        done: Chance that it is fully implemented, on the day looked at.
        in_time: Chance that it was when due; None where it is not due.
        since: The first day on which it was likely done; None where it is not.
        blocked_by: Steps not likely done without which its condition does not hold. A tranche waits
            for what the whole step waits for, even where the one before it did not.
        blockers: Who owes those.
        reliability: Chance that it comes about once its obligors try.
        known: Whether anything is known of it: somebody has reported on it or on another tranche of
            it, more than the promise, or on what it waits for, and that is not done; and the ledger
            had not ended long before the deadline.
        undone: The first day for which somebody reports that it was violated or reversed, where it
            has no date and is likely not done.
        held_up_by: Where it was done late: what `blocked_by` was on the day when it was due.
        holders: Who owed those.
        lost: The first day on which it was likely done, where it no longer is.
    """

    step: str
    obligors: tuple[str, ...]
    due: date | None
    promised: date | None
    reading: Text | None
    standing: Standing
    done: float
    in_time: float | None
    since: date | None
    blocked_by: tuple[str, ...]
    blockers: tuple[str, ...]
    reliability: float = 1.0
    known: bool = True
    undone: date | None = None
    held_up_by: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    lost: date | None = None

    @property
    def is_due(self) -> bool:
        """Tell whether its deadline has passed."""
        return self.in_time is not None


def commitments(
    whole: Roadmap,
    beliefs: Mapping[str, Belief],
    today: date,
    reported: Collection[str],
    undone: Mapping[str, date],
) -> tuple[Commitment, ...]:
    """Return how every step stands, once for each reading of a contested clock.

    Args:
        whole: The expanded roadmap.
        beliefs: What is known of the level of each step.
        today: The day looked at; later entries are not.
        reported: The steps of which somebody says more than that they were promised.
        undone: The first day for which somebody reports that a step was violated or reversed.
    """
    table = timetable(whole)
    since = {
        name: day for name in whole.steps if (day := first_done(beliefs[name], today)) is not None
    }
    holds = given(whole) | set(since)
    unknown = _unknown(whole, reported, holds)
    found = []
    for name, step in whole.steps.items():
        chance = float(beliefs[name].at(today)[3])
        missing = () if name in since else _missing(whole, name, holds)
        placed = dues(whole, table, step, since)
        now: list[Due | None] = [due for due in placed if due.in_force]
        first = [due for due in placed if not due.in_force and not due.projected]
        for due in now or [None]:
            # What counts from a step that is not done has no date yet.
            day = table.day(due.day) if due and not due.projected else None
            known = name not in unknown and (name in since or not _beyond(day, beliefs[name].until))
            late = day is not None and day < today
            in_time = float(beliefs[name].at(day)[3]) if late and day else None
            then: tuple[str, ...] = ()
            if day is not None and name in since and since[name] > day:
                early = given(whole) | {other for other, done in since.items() if done <= day}
                then = _missing(whole, name, early)
            found.append(
                Commitment(
                    step=name,
                    obligors=step.obligors,
                    due=day,
                    promised=_promise(first, due, table.day),
                    reading=due.reading if due else None,
                    standing=_standing(since.get(name), day, today, known, name in undone),
                    done=chance,
                    in_time=in_time,
                    since=since.get(name),
                    blocked_by=missing,
                    blockers=_owners(whole, missing),
                    reliability=step.reliability,
                    known=known,
                    undone=None if day or name in since else undone.get(name),
                    held_up_by=then,
                    holders=_owners(whole, then),
                    lost=None if name in since else _lost(beliefs[name], today),
                )
            )
    return tuple(found)


def first_done(belief: Belief, today: date) -> date | None:
    """Return the first day since which a step has been likely done; None where it is not now."""
    if belief.at(today)[3] < LIKELY:
        return None
    until = int(np.searchsorted(belief.ordinals, today.toordinal(), side="right"))
    doubtful = np.flatnonzero(belief.smoothed[:until, 3] < LIKELY)
    begun = int(doubtful[-1]) + 1 if len(doubtful) else 0
    return belief.days[begun] if begun < until else None


def _lost(belief: Belief, today: date) -> date | None:
    """Return the first day on which a step that is not likely done was."""
    until = int(np.searchsorted(belief.ordinals, today.toordinal(), side="right"))
    likely = np.flatnonzero(belief.smoothed[:until, 3] >= LIKELY)
    return belief.days[int(likely[0])] if len(likely) else None


def _beyond(day: date | None, until: date | None) -> bool:
    """Tell whether a deadline lies so late that the ledger had ended before it."""
    return day is not None and until is not None and day - until > SILENT


def _unknown(whole: Roadmap, reported: Collection[str], holds: Collection[str]) -> set[str]:
    """Return the steps that may be done or not as far as anybody has reported.

    A step is known not to be done where its condition would not hold even if all of these were
    done.
    """
    told = set(map(_step_of, reported))
    found = {name for name in whole.steps if _step_of(name) not in told}
    while True:
        could = found | set(holds)
        closed = {name for name in found if not whole.steps[name].condition.holds(could)}
        if not closed:
            return found
        found -= closed


def _step_of(name: str) -> str:
    """Return the step of a tranche; any other step is its own."""
    return name.rsplit(".", 1)[0]


def _missing(whole: Roadmap, name: str, holds: Set[str]) -> tuple[str, ...]:
    """Return the steps that do not hold and without which the condition of one does not."""
    first = whole.steps.get(f"{_step_of(name)}.1", whole.steps[name])
    atoms: set[str] = set()
    for condition in (first.condition, whole.steps[name].condition):
        if not condition.holds(holds):
            atoms |= condition.atoms()
    return tuple(other for other in whole.steps if other in atoms - holds)


def _owners(whole: Roadmap, steps: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o for name in steps for o in whole.steps[name].obligors))


def _standing(
    since: date | None, due: date | None, today: date, known: bool, undone: bool
) -> Standing:
    if due is None:
        if since:
            return "done"
        return "undone" if undone else "open"
    if since:
        return "on time" if since <= due else "late"
    if due >= today:
        return "not due"
    return "overdue" if known else "no report"


def _promise(first: list[Due], due: Due | None, day: Callable[[float], date | None]) -> date | None:
    same = [d for d in first if due is None or d.reading == due.reading]
    return day(same[0].day) if same else None
