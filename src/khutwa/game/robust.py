"""How far the verdict rests on the stakes: exactly over their ranges, and in seeded draws."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes, draw_stakes
from khutwa.game.values import EDGE, Values, values
from khutwa.roadmap.model import Roadmap

CHUNK = 4000
"""Draws evaluated at once; bounds the memory."""

Key = tuple[int, int, str]
"""A stake: index of the party, of the step (-1 for the dividend), and its kind."""


@dataclass(frozen=True)
class Robustness:
    """How the verdict fares when stakes are drawn from their ranges.

    Attributes:
        draws: Number of draws.
        seed: Their seed.
        share: Share of the draws in which the schedule is self-enforcing.
        interval: 95 per cent Wilson interval of that share.
        weakest: How often each (row, party) was the weakest link, most often first.
    """

    draws: int
    seed: int
    share: float
    interval: tuple[float, float]
    weakest: tuple[tuple[tuple[int, int], float], ...]


@dataclass(frozen=True)
class Lever:
    """One stake on which the weakest link rests.

    Attributes:
        party: Index of the party.
        step: Index of the step, -1 for the dividend.
        kind: `flow`, `once`, `outside` or `dividend`.
        effect: Change of the slack for one unit more of the stake.
        turn: Change of the stake, all else equal, at which the slack becomes zero.
    """

    party: int
    step: int
    kind: str
    effect: float
    turn: float


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the 95 per cent score interval of a share (Wilson 1927, JASA 22:209-212)."""
    z = 1.959963984540054
    share = count / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    bottom = 1 + z * z / total
    return max(0.0, (centre - spread) / bottom), min(1.0, (centre + spread) / bottom)


def robustness(whole: Roadmap, game: Game, draws: int, seed: int) -> Robustness:
    """Draw the stakes and count how often the schedule holds.

    Args:
        whole: The expanded roadmap.
        game: Its game.
        draws: Number of draws, at least 1.
        seed: Their seed; the same seed gives the same result.
    """
    held = 0
    links: Counter[tuple[int, int]] = Counter()
    for batch, start in enumerate(range(0, draws, CHUNK)):
        size = min(CHUNK, draws - start)
        found = values(game, draw_stakes(whole, game, size, seed, batch))
        relative = found.relative
        if len(relative) < size:  # nothing is a range: every draw is the same
            relative = np.repeat(relative, size, axis=0)
        held += int((relative.min(axis=(1, 2)) >= -EDGE).sum())
        links.update(
            (int(at) // relative.shape[2], int(at) % relative.shape[2])
            for at in relative.reshape(size, -1).argmin(axis=1)
        )
    shares = tuple((link, count / draws) for link, count in links.most_common())
    return Robustness(draws, seed, held / draws, wilson(held, draws), shares)


def radius(whole: Roadmap, game: Game, stakes: Stakes) -> float | None:
    """Return by how much the ranges may be stretched about the likely values and still hold.

    Slack is the least of two rows that are affine in the stakes, so the answer is exact: at 1 or
    more the schedule holds everywhere within the ranges.

    Returns:
        The factor, at least 0; None where nothing is a range.
    """
    keys, low, high = [], [], []
    for key, stake in _ranged(whole, game):
        keys.append(key)
        low.append(stake[0])
        high.append(stake[1])
    if not keys:
        return None
    base = _rows(values(game, stakes))[0]
    if base.min() < 0:
        return 0.0
    effects = _effects(game, stakes, keys)
    down, up = np.array(low), np.array(high)
    worst = np.minimum(effects * down[:, None], effects * up[:, None]).sum(axis=0)
    risky = worst < -1e-15
    return float((base[risky] / -worst[risky]).min()) if risky.any() else math.inf


def levers(
    game: Game, stakes: Stakes, found: Values, row: int, party: int, most: int = 5
) -> tuple[Lever, ...]:
    """Return the stakes of a link whose smallest relative change would turn it."""
    keys = _nonzero(stakes, party)
    if not keys:
        return ()
    slack = float(found.slack[0, row, party])
    stalls = found.stall[0, row, party] > found.walk[0, row, party]
    column = (row * len(game.parties) + party) * 2 + int(stalls)
    effects = _effects(game, stakes, keys)[:, column]
    found_levers = [
        Lever(key[0], key[1], key[2], float(effect), -slack / float(effect))
        for key, effect in zip(keys, effects, strict=True)
        if abs(effect) > 1e-12
    ]
    found_levers.sort(key=lambda lever: (abs(lever.turn / _value(stakes, lever)), lever.step))
    return tuple(found_levers[:most])


def _value(stakes: Stakes, lever: Lever) -> float:
    if lever.step < 0:
        return float(stakes.dividend[0, lever.party])
    return float(getattr(stakes, lever.kind)[0, lever.party, lever.step])


def _rows(found: Values) -> Array:
    """Return the affine rows: comply less walk, and comply less stall, shape (d, (K+1) m 2)."""
    walk = found.comply - found.walk
    stall = np.where(np.isinf(found.stall), np.inf, found.comply - found.stall)
    result: Array = np.stack([walk, stall], axis=-1).reshape(len(found.comply), -1)
    return result


def _effects(game: Game, stakes: Stakes, keys: list[Key]) -> Array:
    """Return the change of every affine row for one unit more of each stake."""
    base = _rows(values(game, stakes))[0]
    count = len(keys)
    tables = {
        kind: np.repeat(getattr(stakes, kind), count, axis=0)
        for kind in ("flow", "once", "outside", "dividend")
    }
    for number, (party, step, kind) in enumerate(keys):
        at = (number, party) if step < 0 else (number, party, step)
        tables[kind][at] += 1
    with np.errstate(invalid="ignore"):
        effects = _rows(values(game, replace(stakes, **tables))) - base
    result: Array = np.nan_to_num(effects, nan=0.0, posinf=0.0, neginf=0.0)
    return result


def _nonzero(stakes: Stakes, party: int) -> list[Key]:
    keys: list[Key] = [(party, -1, "dividend")] if stakes.dividend[0, party] else []
    for kind in ("flow", "once", "outside"):
        keys.extend((party, int(a), kind) for a in np.flatnonzero(getattr(stakes, kind)[0, party]))
    return keys


def _ranged(whole: Roadmap, game: Game) -> list[tuple[Key, tuple[float, float]]]:
    """Return every stake that is a range, with low and high counted from the likely value."""
    found: list[tuple[Key, tuple[float, float]]] = []
    for i, party in enumerate(game.parties):
        dividend = whole.parties[party].dividend
        if dividend.is_range:
            ends = (dividend.low - dividend.likely, dividend.high - dividend.likely)
            found.append(((i, -1, "dividend"), ends))
        for a, step in enumerate(game.steps):
            stakes = whole.steps[step].stakes.get(party)
            for kind in ("flow", "once", "outside") if stakes else ():
                stake = getattr(stakes, kind)
                if stake.is_range:
                    ends = (stake.low - stake.likely, stake.high - stake.likely)
                    found.append(((i, a, kind), ends))
    return found
