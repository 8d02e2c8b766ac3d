"""Have what a party owes watched more closely."""

from __future__ import annotations

import math
from collections.abc import Iterator

from khutwa.game.critical import detection
from khutwa.game.limit import Limit
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.diagnostic import Edit
from khutwa.words import M, format_percent

STEP = 0.05
"""Chances of detection are proposed in fives of a hundred: nobody can promise 83 per cent."""


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose the least chance of detection that is enough, and certainty, at each weak link."""
    for row, i in plan.broken:
        least = detection(plan.game, plan.stakes, i, row)
        levels = [1.0] if least is None else [min(math.ceil(least / STEP - 1e-9) * STEP, 1.0), 1.0]
        for level in dict.fromkeys(round(level, 2) for level in levels):
            yield from _raise(plan, row, i, level)


def _raise(plan: Plan, row: int, party: int, level: float) -> Iterator[Patch]:
    game = plan.game
    within = game.stages[row] if row < len(game.stages) else range(len(game.steps))
    owed = [a for a in within if game.owed[party, a] and game.detects[a] < level]
    if row >= len(game.stages):
        owed = [a for a in owed if game.reversible[a]]
    names = tuple(dict.fromkeys(plan.file_name(game.steps[a]) for a in owed))
    if not names:
        return
    edits = tuple(_edit(plan, name, level) for name in names)
    now = float(game.detects[owed].min())
    what = M("Verify {steps} so that a breach is noticed with a chance of {chance} a period "
             "(now {now}).", steps=[plan.roadmap.label(name) for name in names],
             chance=format_percent(level), now=format_percent(now))  # fmt: skip
    yield Patch("verify", edits, what, names, len(names))


def _edit(plan: Plan, name: str, level: float) -> Edit:
    path = ("steps", name, "verification")
    written = plan.written(path)
    share = f"{level:.0%}"
    if written is None or isinstance(written, dict):
        return Edit((*path, "detects"), share)
    # The short form names only who verifies.
    return Edit(path, {"by": written, "detects": share})


MOVE = Move("verify", propose)
