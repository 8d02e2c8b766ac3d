"""Assessors kept apart: what each says alone, and which levels it gave last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from khutwa.ledger.coded import Ints
from khutwa.ledger.entry import IMPLIED, Status
from khutwa.ledger.records import Records
from khutwa.track.levels import beliefs
from khutwa.track.told import Told
from khutwa.track.trust import Array


def alone(
    records: Records, chains: Ints, told: Told, many: int, start: date | None, today: date
) -> list[dict[str, Array]]:
    """Return the chances of the levels of each step from each assessor alone, first to speak first.

    Args:
        records: The entries, by step.
        chains: Of which step each speaks, as a number, shape (n,).
        told: What counts of them.
        many: How many steps there are.
        start: A day on which the steps were surely not begun.
        today: The day looked at.
    """
    names = records.column("assessor").values
    named = np.array([bool(name) for name in names], dtype=np.bool_)
    pairs, firsts = np.unique(_pairs(records, chains), return_index=True)
    counting = named[told.voices]
    own = np.searchsorted(pairs, told.chains * len(names) + told.voices)
    known = beliefs(told.of(own, counting), len(pairs), start)
    found: list[dict[str, Array]] = [{} for _ in range(many)]
    for number in np.argsort(firsts).tolist():
        step, voice = divmod(int(pairs[number]), len(names))
        if named[voice]:
            found[step][names[voice]] = known[number].at(today)
    return found


def ratings(records: Records, chains: Ints, steps: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return the level that each assessor gave last to each step.

    One whose last word leaves several levels open gives none, whatever it said before.
    """
    names = records.column("assessor").values
    given = records.column("level").numbers(lambda level: -1 if level is None else level)
    implied = records.column("status").numbers(_only)
    levels = np.where(given >= 0, given, implied)[::-1]
    last, where = np.unique(_pairs(records, chains)[::-1], return_index=True)
    found: dict[str, dict[str, int]] = {}
    for pair, level in zip(last.tolist(), levels[where].tolist(), strict=True):
        step, voice = divmod(pair, len(names))
        if names[voice] and level >= 0:
            found.setdefault(names[voice], {})[steps[step]] = level
    return found


def _pairs(records: Records, chains: Ints) -> Ints:
    """Return the step and the assessor of each entry as one number."""
    column = records.column("assessor")
    return chains * len(column.values) + column.codes


def _only(status: Status) -> int:
    levels = IMPLIED[status]
    return levels[0] if len(levels) == 1 else -1
