"""Look for what mends a plan: every move, and pairs of moves, each analysed on the changed file."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from time import monotonic
from typing import TypeVar

from khutwa.game.arrays import scheduled
from khutwa.game.limit import Limit
from khutwa.game.repairs.comments import follow
from khutwa.game.repairs.content import Key, changed, examine, key
from khutwa.game.repairs.patch import Patch, all_moves
from khutwa.game.repairs.plan import Plan
from khutwa.game.repairs.result import Repair, Repairs
from khutwa.game.uncertainty.judgement import judgements
from khutwa.game.uncertainty.shares import shares
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

SEARCHING, DRAWING = 0.75, 0.9
"""Shares of the time after which no more changes are weighed, and no more stakes are drawn.

Where nothing is a range there is nothing to draw, and changes are weighed until then.
"""

Item = TypeVar("Item")


class NothingToWeigh(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """The plan has no stakes, so that no change can be weighed."""


def repair(
    loaded: Loaded,
    *,
    top: int = 5,
    seed: int = 0,
    time: float | None = None,
    now: Callable[[], float] = monotonic,
) -> Repairs:
    """Find changes of a plan's file that make it hold, or hold better.

    Every change is analysed. One that makes a party give way that did not before, or at more
    points, is left out, and so is one that makes no difference worth a new promise. What is
    returned was made in the text of the file and read from it.

    Args:
        loaded: A plan that loaded.
        top: How many repairs to return, at least 1.
        seed: Seed of the draws.
        time: Seconds after which to stop with what was found; None for no limit.
        now: The clock, in seconds.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        NothingToWeigh: if nobody has stakes.
        ValueError: if `top` is less than 1, or the time is not above 0.
    """
    from khutwa.version import __version__

    if top < 1:
        raise ValueError("top must be at least 1")
    if time is not None and not time > 0:
        raise ValueError("time must be above 0")
    limit = Limit(math.inf if time is None else time, now)
    drawing = limit.share(DRAWING)
    assert loaded.roadmap is not None
    scheduled(loaded.roadmap)
    assert loaded.document.tree is not None
    plan = examine(loaded.document.tree.plain())
    assert plan is not None
    if not plan.found.scale.any():
        raise NothingToWeigh
    ranges = any(j.stake.is_range for j in judgements(plan.roadmap, plan.game))
    search = _Search(plan, limit.share(SEARCHING) if ranges else drawing)
    found = [*search.singles(), *search.pairs()]
    finalists = sorted(found, key=lambda each: each.rank)[:FINALISTS]
    as_it_is = Repair((), plan)
    if ranges:
        as_it_is = _drawn(as_it_is, seed)
        finalists = [_drawn(each, seed) for each in search.as_time_allows(finalists, drawing)]
    noticed = [each for each in finalists if _noticeable(each, as_it_is)]
    ranked = _unlike(sorted(noticed, key=lambda each: each.rank))
    written = (_written(each, loaded, plan) for each in ranked)
    good = (each for each in written if each)
    return Repairs(
        document=loaded.document,
        plan=plan,
        shares=as_it_is.shares,
        ranked=tuple(islice(search.as_time_allows(good, limit), top)),
        weighed=len(search.weighed) - 1,
        stopped=search.stopped,
        seed=seed,
        version=__version__,
    )


class _Search:
    """The changes of one plan that were weighed.

    Args:
        plan: The plan.
        limit: When to stop.
    """

    def __init__(self, plan: Plan, limit: Limit) -> None:
        self.plan, self.limit = plan, limit
        self.weighed: set[Key] = {key(plan.raw, plan)}
        self.found: list[Repair] = []
        self.stopped = False

    def singles(self) -> list[Repair]:
        """Return what one change makes better."""
        self.found = list(self._better_than(self.plan, ()))
        return self.found

    def pairs(self) -> Iterator[Repair]:
        """Yield what a second change makes better still, where it is worth a second change."""
        alone = defaultdict(list)
        for single in self.found:
            (patch,) = single.patches
            alone[patch.move, patch.steps].append(single)
        for pair in in_turn(
            self._better_than(first.plan, first.patches) for first in _promising(self.found)
        ):
            singles = [s for patch in pair.patches for s in alone[patch.move, patch.steps]]
            if _worth_two(pair, singles):
                yield pair

    def _better_than(self, plan: Plan, before: tuple[Patch, ...]) -> Iterator[Repair]:
        """Yield what one more move makes of a plan, where it makes it better and harms nobody."""
        for patch in in_turn(move.propose(plan, self.limit) for move in all_moves()):
            if self.limit.over():
                self.stopped = True
                return
            if any(patch.move == other.move for other in before):
                continue
            raw = changed(plan.raw, patch.edits)
            content = key(raw, plan)
            if content in self.weighed:
                continue
            self.weighed.add(content)
            after = examine(raw, plan)
            if after and after.smallest > plan.smallest + EDGE and not _harms(self.plan, after):
                yield Repair((*before, patch), after)

    def as_time_allows(self, items: Iterable[Item], limit: Limit) -> Iterator[Item]:
        """Yield items until a time is over, and the first in any case."""
        for number, item in enumerate(items):
            if number and limit.over():
                self.stopped = True
                return
            yield item


def in_turn(each: Iterable[Iterator[Item]]) -> Iterator[Item]:
    """Yield an item of every iterator in turn, so that none waits for the end of another."""
    waiting = deque(each)
    while waiting:
        iterator = waiting.popleft()
        for item in islice(iterator, 1):
            yield item
            waiting.append(iterator)


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


def _worth_two(pair: Repair, singles: list[Repair]) -> bool:
    """Tell whether a pair does what none of its changes does by itself."""
    return all(
        pair.plan.holds > single.plan.holds or pair.plan.smallest > single.plan.smallest + LEAST
        for single in singles
        if single.patches[0] in pair.patches
    )


def _noticeable(found: Repair, before: Repair) -> bool:
    """Tell whether a plan holds after a repair, or in more of the draws, or with more slack."""
    now, was = found.rank[:2], before.rank[:2]
    return now < was or (now == was and found.plan.smallest > before.plan.smallest + LEAST)


def _drawn(found: Repair, seed: int) -> Repair:
    return replace(found, shares=shares(found.plan.whole, found.plan.game, DRAWS, seed))


def _unlike(ranked: Iterable[Repair]) -> Iterator[Repair]:
    """Yield the best repairs, only one of those that use the same moves on the same steps."""
    seen: set[frozenset[object]] = set()
    for found in ranked:
        kind = frozenset((patch.move, frozenset(patch.steps)) for patch in found.patches)
        if kind not in seen:
            seen.add(kind)
            yield found
