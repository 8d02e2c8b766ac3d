"""What rules of evidence look at: the ledger, the plan, and what several of them need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from khutwa.ledger.columns import folded
from khutwa.ledger.entry import BROKEN, Entry, Status
from khutwa.ledger.load import LoadedLedger
from khutwa.ledger.related import related
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.step import Step
from khutwa.roadmap.tranches import expand, parts_of
from khutwa.words import Message, Text

UNDONE = BROKEN | {Status.DISPUTED}
"""Statuses that say why less is done than before."""


@dataclass(frozen=True)
class Evidence:
    """The ledger under examination, for one rule.

    Attributes:
        loaded: The ledger with the places of its cells.
        roadmap: The plan of which it speaks; None where none is known.
        only: The id of the one entry whose findings are wanted; None for all.
    """

    loaded: LoadedLedger
    roadmap: Roadmap | None = None
    only: str | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries in the order of the file, of all that has a say in the findings."""
        records = self.loaded.ledger.records
        if self.only is not None:
            entry = self.loaded.ledger.by_id[self.only]
            steps = (self.told_by(step) for step in (entry.step, *self.required(entry.step)))
            records = records.take(related(records, entry, set().union(*steps)))
        return tuple(records)

    @cached_property
    def standing(self) -> tuple[Entry, ...]:
        """Return those of them that count, by date of the fact."""
        known = {entry.id: entry for entry in self.entries}
        ids = self.loaded.ledger.standing().ids
        return tuple(known[name] for name in ids if name in known)

    @cached_property
    def by_step(self) -> dict[str, list[Entry]]:
        """Return the entries that count by step, by date of the fact."""
        found: dict[str, list[Entry]] = {}
        for entry in self.standing:
            found.setdefault(entry.step, []).append(entry)
        return found

    @cached_property
    def whole(self) -> Roadmap | None:
        """Return the plan with tranches as steps of their own."""
        return expand(self.roadmap) if self.roadmap else None

    def label(self, step: str) -> Text:
        """Return how a person calls a step, or its id where the plan does not know it."""
        for plan in (self.roadmap, self.whole):
            if plan is not None and step in plan.steps:
                return plan.label(step)
        return Text.plain(step)

    def planned(self, step: str) -> Step | None:
        """Return a step or tranche of the plan."""
        for plan in (self.roadmap, self.whole):
            if plan is not None and step in plan.steps:
                return plan.steps[step]
        return None

    def required(self, step: str) -> list[str]:
        """Return the steps without which the plan does not let a step start."""
        planned = self.planned(step)
        return sorted(necessary(planned.condition)) if planned else []

    def told_by(self, step: str) -> set[str]:
        """Return the names under which entries tell of a step.

        A tranche is done with its step, and a step in tranches with the last of them.
        """
        names = {step, step.rsplit(".", 1)[0]}
        if self.roadmap and step in self.roadmap.steps:
            names.update(parts_of(self.roadmap.steps[step])[-1:])
        return names

    def done_on(self, step: str) -> date | None:
        """Return the first day on which a step may have been done.

        None where nothing is said of it, or where it is done on an unknown day; the last of all
        days where it is told of and not done.
        """
        told = [entry for name in self.told_by(step) for entry in self.by_step.get(name, ())]
        done = [entry for entry in told if entry.levels == (3,)]
        if not told or any(entry.date is None for entry in done):
            return None
        return min(map(first, done), default=date.max)

    @cached_property
    def histories(self) -> list[list[Entry]]:
        """Return, for each step and each voice, the dated entries by date of the fact."""
        found: list[list[Entry]] = []
        for entries in self.by_step.values():
            voices: dict[str, list[Entry]] = {}
            for entry in entries:
                if entry.date:
                    voices.setdefault(voice(entry), []).append(entry)
            found += voices.values()
        return found

    @cached_property
    def changes(self) -> list[tuple[Entry, Entry]]:
        """Return what one voice said of a step with what it said next, where the order is sure."""
        return [
            (earlier, later)
            for history in self.histories
            for earlier, later in pairwise(history)
            if last(earlier) <= first(later)
        ]

    def finding(
        self,
        rule: EvidenceRule,
        entry: Entry,
        column: str,
        what: Message,
        why: Message,
        fix: Message,
    ) -> Diagnostic:
        """Return a finding of `rule` at a cell of an entry."""
        place = self.loaded.place(entry.id, column)
        path = (entry.id, column)
        return Diagnostic(rule.code, rule.severity, place, what, why, fix, path, entry.step)


def voice(entry: Entry) -> str:
    """Return who speaks: the assessor, or else the publisher of the source."""
    return folded(entry.assessor or entry.source.publisher)


def first(entry: Entry) -> date:
    """Return the first day that the date of a dated entry may mean."""
    assert entry.date is not None
    return entry.date.first


def last(entry: Entry) -> date:
    """Return the last day that the date of a dated entry may mean."""
    assert entry.date is not None
    return entry.date.last
