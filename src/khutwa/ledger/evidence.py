"""What rules of evidence look at: the ledger, the plan, and what several of them need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from khutwa.ledger.columns import folded
from khutwa.ledger.entry import Entry, Status
from khutwa.ledger.load import LoadedLedger
from khutwa.ledger.rule import EvidenceRule
from khutwa.roadmap.diagnostic import Diagnostic, Place
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand, parts_of
from khutwa.words import Message, Text

UNDONE = (Status.REVERSED, Status.VIOLATED, Status.DISPUTED)
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
    def standing(self) -> tuple[Entry, ...]:
        """Return the entries that count, by date of the fact."""
        return tuple(self.loaded.ledger.standing())

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

    def done(self, step: str) -> list[Entry] | None:
        """Return the entries by which a step is done; None where nothing is said of it.

        A tranche is done with its step, and a step in tranches with the last of them.
        """
        names = {step, step.rsplit(".", 1)[0]}
        if self.roadmap and step in self.roadmap.steps:
            names.update(parts_of(self.roadmap.steps[step])[-1:])
        told = [entry for name in names for entry in self.by_step.get(name, ())]
        return [entry for entry in told if entry.levels == (3,)] if told else None

    def histories(self) -> Iterator[list[Entry]]:
        """Yield, for each step and each voice, the dated entries by date of the fact."""
        for entries in self.by_step.values():
            voices: dict[str, list[Entry]] = {}
            for entry in entries:
                if entry.date:
                    voices.setdefault(voice(entry), []).append(entry)
            yield from voices.values()

    def changes(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield what one voice said of a step with what it said next, where the order is sure."""
        for history in self.histories():
            for earlier, later in pairwise(history):
                if last(earlier) <= first(later):
                    yield earlier, later

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
        # To find a cell, its row is cut anew: too slow for findings that nobody wants.
        wanted = self.only in (None, entry.id)
        place = self.loaded.place(entry.id, column) if wanted else Place(self.loaded.file)
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
