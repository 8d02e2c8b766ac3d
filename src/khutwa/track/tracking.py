"""Where a process stands: the roadmap and its ledger together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from khutwa.game.summary import Shown, Summary
from khutwa.ledger import Entry, Ledger, Status
from khutwa.ledger.coded import Ints
from khutwa.ledger.entry import BROKEN
from khutwa.ledger.records import Records
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand
from khutwa.track.agreement import Agreement, agreement
from khutwa.track.commitments import Commitment, commitments
from khutwa.track.credibility import Credibility, Ink, credibility, ink
from khutwa.track.levels import beliefs
from khutwa.track.told import counted, first_days
from khutwa.track.trust import Array
from khutwa.track.voices import alone, ratings


@dataclass(frozen=True)
class StepStatus:
    """What is known of one step.

    Attributes:
        step: Its id, of the expanded roadmap.
        chances: Chances of the levels 0 to 3, from all assessors, shape (4,).
        by_assessor: The same from each assessor alone.
        entries: The standing entries, by date.
        last: The date of the last entry, as exact as it is given, or else the day on which it was
            recorded; None where there is none.
    """

    step: str
    chances: Array
    by_assessor: Mapping[str, Array]
    entries: Records
    last: PartialDate | None

    @property
    def level(self) -> int:
        """Return the likeliest level; the lower one in a tie."""
        return int(np.argmax(self.chances))

    @property
    def interval(self) -> tuple[int, int]:
        """Return the lowest and the highest level between which it lies with a chance of 90%.

        At most 5% lie below and at most 5% above.
        """
        low, high = np.searchsorted(np.cumsum(self.chances), (0.05, 0.95 - 1e-9))
        return int(low), min(int(high), 3)

    @property
    def implemented(self) -> float:
        """Return the expected level as a share of full implementation."""
        return float(self.chances @ np.arange(4)) / 3

    @cached_property
    def said(self) -> dict[str, Entry]:
        """Return the last entry of each assessor, first to speak first, then that of nobody."""
        assessors = self.entries.column("assessor")
        numbers, last = np.unique(assessors.codes[::-1], return_index=True)
        final = {
            assessors.values[number]: self.entries[len(self.entries) - 1 - at]
            for number, at in zip(numbers.tolist(), last.tolist(), strict=True)
        }
        return {name: final[name] for name in (*self.by_assessor, "") if name in final}

    @property
    def known(self) -> bool:
        """Tell whether there is any evidence."""
        return bool(self.entries)


@dataclass(frozen=True)
class Track(Shown):
    """A process as it stands on a day.

    Attributes:
        roadmap: The plan, tranches as steps of their own.
        today: The day looked at.
        steps: What is known of each step, in file order.
        commitments: What was due and what was done, once for each reading of a contested clock.
        credibility: The record of each party, under the first reading of contested clocks.
        ink: The ink-on-paper index under each combination that moves it: of all contested clocks
            the reading that is due earliest, and the one that is due latest.
        agreement: How far assessors agree.
        entries: How many entries count for the plan on the day, and how many there are.
        until: The last day that an entry speaks of; levels are carried no further than that.
        astray: Names that entries give to steps and the plan does not have.
        confidential: What tells the sources that some entry of the ledger, whether it counts here
            or not, labels as not for everybody (`Source.keys`).
        version: Version of the product.
    """

    roadmap: Roadmap
    today: date
    steps: tuple[StepStatus, ...]
    commitments: tuple[Commitment, ...]
    credibility: tuple[Credibility, ...]
    ink: tuple[Ink, Ink]
    agreement: Agreement
    entries: tuple[int, int]
    until: date | None
    astray: tuple[str, ...]
    confidential: frozenset[str]
    version: str

    def status(self, step: str) -> StepStatus:
        """Return what is known of a step."""
        return next(each for each in self.steps if each.step == step)

    @property
    def demands(self) -> dict[str, tuple[StepStatus, ...]]:
        """Return what is known of the steps that serve each demand, by its full name."""
        return {
            name: tuple(each for each in self.steps if name in self.roadmap.steps[each.step].serves)
            for name, _, _ in self.roadmap.demands()
        }

    @property
    def stages(self) -> tuple[tuple[StepStatus, ...], ...]:
        """Return what is known of the steps of each stage of the file's schedule."""
        return tuple(
            tuple(self.status(name) for name in stage.steps) for stage in self.roadmap.schedule
        )

    @property
    def done(self) -> tuple[str, ...]:
        """Return the steps that are likely done."""
        return tuple(dict.fromkeys(c.step for c in self.commitments if c.since is not None))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.track.words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.track.words import summary

        return summary(self)


def track(roadmap: Roadmap, ledger: Ledger, today: date) -> Track:
    """Return where a process stands.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        ledger: Its evidence; `ledger.as_known(day)` gives what was known on a day.
        today: The day to look at; entries on later facts are left aside.
    """
    from khutwa.version import __version__

    whole = expand(roadmap)
    standing = ledger.standing()
    standing = standing.take(first_days(standing) <= today.toordinal())
    records, chains = _by_step(roadmap, whole, standing)
    told = counted(records, chains)
    start, many = whole.first_day, len(whole.steps)
    levels = beliefs(told, many, start)
    end = max((int(each.ordinals[-1]) for each in levels if len(each.ordinals)), default=0)
    until = date.fromordinal(end) if end else None
    known = {n: replace(b, until=until) for n, b in zip(whole.steps, levels, strict=True)}
    by_assessor = alone(records, chains, told, many, start, min(today, until or today))
    found = commitments(
        whole, known, today, _reported(whole, records, chains), _broken_off(whole, records, chains)
    )
    early, late = _one_each(found, first=True), _one_each(found, first=False)
    days, ends = first_days(records), np.searchsorted(chains, np.arange(many), side="right")
    steps, begin = [], 0
    for number, (name, end) in enumerate(zip(whole.steps, ends.tolist(), strict=True)):
        last = dated(records[begin + int(days[begin:end].argmax())]) if end > begin else None
        chances = known[name].at(today)
        steps.append(StepStatus(name, chances, by_assessor[number], records[begin:end], last))
        begin = end
    return Track(
        roadmap=whole,
        today=today,
        steps=tuple(steps),
        commitments=found,
        credibility=tuple(credibility(party, early, today) for party in whole.actors
                          if any(party in each.obligors for each in early)),
        ink=(ink(early), ink(late)),
        agreement=agreement(ratings(records, chains, list(whole.steps))),
        entries=(len(records), len(ledger.entries)),
        until=until,
        astray=_astray(roadmap, whole, standing),
        confidential=ledger.confidential,
        version=__version__,
    )  # fmt: skip


def _by_step(roadmap: Roadmap, whole: Roadmap, standing: Records) -> tuple[Records, Ints]:
    """Return the entries of all steps, one step after the other, and the number of their step."""
    numbers = {name: number for number, name in enumerate(whole.steps)}
    # What is said of a step done in parts is said of its last part.
    parted = {n: f"{n}.{len(s.tranches)}" for n, s in roadmap.steps.items() if s.tranches}
    column = standing.column("step")
    chains = column.numbers(lambda name: numbers.get(parted.get(name, name), -1))
    order = np.lexsort((column.numbers(lambda name: name in parted), chains))
    order = order[chains[order] >= 0]
    return standing.take(order), chains[order]


def _reported(whole: Roadmap, records: Records, chains: Ints) -> set[str]:
    """Return the steps of which somebody says more than that they were promised."""
    said = records.column("status").numbers(lambda word: word is not Status.PROMISED) == 1
    names = list(whole.steps)
    return {names[chain] for chain in np.unique(chains[said]).tolist()}


def _broken_off(whole: Roadmap, records: Records, chains: Ints) -> dict[str, date]:
    """Return the first day for which each step is reported as violated or reversed."""
    said = records.column("status").numbers(lambda word: word in BROKEN) == 1
    names, days = list(whole.steps), first_days(records)
    latest_first = sorted(zip(days[said].tolist(), chains[said].tolist(), strict=True))[::-1]
    return {names[chain]: date.fromordinal(day) for day, chain in latest_first}


def _astray(roadmap: Roadmap, whole: Roadmap, standing: Records) -> tuple[str, ...]:
    """Return the names of steps of which entries speak and which the plan does not have."""
    column = standing.column("step")
    named = sorted(column.values[code] for code in np.unique(column.codes).tolist())
    return tuple(name for name in named if name not in roadmap.steps and name not in whole.steps)


def dated(entry: Entry) -> PartialDate:
    """Return the date of the fact of an entry; without one, the day on which it was recorded."""
    return entry.date or PartialDate.of(entry.recorded)


def _one_each(found: tuple[Commitment, ...], *, first: bool) -> list[Commitment]:
    """Return each step once: under the reading that is due earliest, or latest."""
    chosen: dict[str, Commitment] = {}
    for each in found:
        held = chosen.get(each.step)
        days = (each.due or date.max, held.due or date.max) if held else None
        if days is None or (days[0] < days[1] if first else days[0] > days[1]):
            chosen[each.step] = each
    return list(chosen.values())
