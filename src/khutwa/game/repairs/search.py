"""Look for what mends a plan: every move, and pairs of moves, each analysed on the changed file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from khutwa.game.arrays import scheduled
from khutwa.game.repairs.comments import follow
from khutwa.game.repairs.patch import Patch, all_moves
from khutwa.game.repairs.plan import Plan, changed, examine
from khutwa.game.repairs.result import Repair, Repairs
from khutwa.game.uncertainty.judgement import judgements
from khutwa.game.uncertainty.shares import Shares, shares
from khutwa.game.values import EDGE
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import Loaded, load_text

DRAWS = 1000
"""Draws with which finalists are compared; the same for all of them."""

FIRST = 6
"""Changes of one move on which a second is tried."""

LEAST = 0.01
"""What a change must add to the smallest relative slack where it adds nothing else."""

FINALISTS = 24
"""Repairs whose stakes are drawn."""


class NothingToWeigh(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """The plan has no stakes, so that no change can be weighed."""


def repair(loaded: Loaded, *, top: int = 5, seed: int = 0) -> Repairs:
    """Find changes of a plan's file that make it hold, or hold better.

    Every change is analysed. One that makes a party give way that did not before, or at more
    points, is left out, and so is one that makes no difference worth a new promise. What is
    returned was made in the text of the file and read from it.

    Args:
        loaded: A plan that loaded.
        top: How many repairs to return, at least 1.
        seed: Seed of the draws.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        NothingToWeigh: if nobody has stakes.
        ValueError: if `top` is less than 1.
    """
    from khutwa.version import __version__

    if top < 1:
        raise ValueError("top must be at least 1")
    assert loaded.roadmap is not None
    scheduled(loaded.roadmap)
    assert loaded.document.tree is not None
    plan = examine(loaded.document.tree.plain())
    assert plan is not None
    if not plan.found.scale.any():
        raise NothingToWeigh
    weighed = {_key(plan.raw)}
    singles = list(_repairs(plan, plan, (), weighed))
    pairs = [
        found
        for first in _promising(singles)
        for found in _repairs(plan, first.plan, first.patches, weighed)
    ]
    # A pair must be worth its second change.
    useful = [pair for pair in pairs if _better(pair, singles)]
    finalists = sorted([*singles, *useful], key=lambda found: found.rank)[:FINALISTS]
    ranges = any(j.stake.is_range for j in judgements(plan.roadmap, plan.game))
    drawn = [replace(f, shares=_drawn(f.plan, seed)) for f in finalists] if ranges else finalists
    as_it_is = Repair((), plan, shares=_drawn(plan, seed) if ranges else None)
    noticed = [found for found in drawn if _noticeable(found, as_it_is)]
    ranked = _unlike(sorted(noticed, key=lambda found: found.rank))
    written = (_written(found, loaded, plan) for found in ranked)
    return Repairs(
        document=loaded.document,
        plan=plan,
        shares=as_it_is.shares,
        ranked=tuple(islice((found for found in written if found), top)),
        weighed=len(weighed) - 1,
        seed=seed,
        version=__version__,
    )


def _repairs(
    original: Plan, plan: Plan, before: tuple[Patch, ...], weighed: set[str]
) -> Iterator[Repair]:
    """Yield what one more move makes of a plan, where it makes it better than the original."""
    for move in all_moves():
        for patch in move.propose(plan):
            if any(patch.move == other.move for other in before):
                continue
            raw = changed(plan.raw, patch.edits)
            key = _key(raw)
            if key in weighed:
                continue
            weighed.add(key)
            after = examine(raw)
            if after and after.smallest > plan.smallest + EDGE and not _harms(original, after):
                yield Repair((*before, patch), after)


def _key(raw: Any) -> str:
    return json.dumps(raw, sort_keys=True)


def _written(found: Repair, loaded: Loaded, original: Plan) -> Repair | None:
    """Return a repair made in the text of the file; None where the text then says otherwise."""
    text = loaded.document.text
    for patch in found.patches:
        text = apply(text, patch.edits)
    text = follow(loaded.document.text, text, original, found.plan)
    again = load_text(text, loaded.document.name)
    plan = examine(again.document.tree.plain()) if again.ok and again.document.tree else None
    return replace(found, text=text, plan=plan) if plan else None


def _harms(before: Plan, after: Plan) -> bool:
    """Tell whether a party gives way after a change that did not before, or at more points."""
    short = [(p.found.relative[0] < -EDGE) & (p.found.scale[0] > 0) for p in (before, after)]
    was, now = (rows.sum(axis=0) for rows in short)
    return bool((now > was).any())


def _promising(singles: list[Repair]) -> list[Repair]:
    """Return the best change of each move, and then the best of the rest, that do not yet hold."""
    ordered = sorted((s for s in singles if not s.plan.holds), key=lambda s: -s.plan.smallest)
    first = {single.patches[0].move: single for single in reversed(ordered)}
    chosen = [single for single in ordered if first[single.patches[0].move] is single]
    return [*chosen, *(single for single in ordered if single not in chosen)][:FIRST]


def _better(pair: Repair, singles: list[Repair]) -> bool:
    """Tell whether a pair does what none of its changes does by itself."""
    return all(
        pair.plan.holds > single.plan.holds
        or pair.plan.smallest > single.plan.smallest + LEAST
        for single in singles
        if single.patches[0] in pair.patches
    )


def _noticeable(found: Repair, before: Repair) -> bool:
    """Tell whether a plan holds after a repair, or in more of the draws, or with more slack."""
    now, was = found.rank[:2], before.rank[:2]
    return now < was or (now == was and found.plan.smallest > before.plan.smallest + LEAST)


def _drawn(plan: Plan, seed: int) -> Shares:
    return shares(plan.whole, plan.game, DRAWS, seed)


def _unlike(ranked: list[Repair]) -> Iterator[Repair]:
    """Yield the best repairs, only one of those that use the same moves on the same steps."""
    seen: set[frozenset[object]] = set()
    for found in ranked:
        kind = frozenset((patch.move, frozenset(patch.steps)) for patch in found.patches)
        if kind not in seen:
            seen.add(kind)
            yield found
