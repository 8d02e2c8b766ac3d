"""Steps at events that decay by halves, over a level that jumps: summed over grids.

A hidden Markov chain. Between two events its state is the level with the step and the half-life of
the last event; sums run forwards and backwards in time (Baum et al. 1970, Annals of Mathematical
Statistics 41:164-171). In a period in which an event falls, what an earlier one left acts on the
days before it by its mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy.special import gammaln

from khutwa.track.alarms_filter import quantiles
from khutwa.track.alarms_model import FEWEST, SIZES, changed, jumps
from khutwa.track.alarms_series import Series
from khutwa.track.trust import Array

AFTER = 39
"""Usual periods after which an event is over."""

HELD = 4
"""Usual periods from an event on in which the level is taken to hold: what changes then is taken
for the doing of the event."""

SPREAD = 1.0
"""Spread of the steps at first; they are normal around nothing."""

NEGLIGIBLE = 1e-3
"""A size that is less likely than this in the end is left out on the way back."""

HOPELESS = 1e-6
"""A size that is less likely than this on the way is left out from then on."""

BEYOND = 1.0
"""How far the levels reach beyond the rates seen, on the logarithmic scale."""

Interval = tuple[float, float, float]
"""The median and the ends of the 90% interval."""


@dataclass(frozen=True)
class Grids:
    """What is tried.

    Attributes:
        steps: Steps s, natural logarithm of the ratio, shape (k,).
        halves: Half-lives h in usual periods, equally likely on the logarithmic scale, shape (h,).
        sizes: Sizes r, equally likely, shape (s,).
        step: Distance of neighbouring levels, on the logarithmic scale.
    """

    steps: Array = field(default_factory=lambda: np.linspace(-5.0, 2.0, 71))
    halves: Array = field(default_factory=lambda: np.geomspace(0.5, 52.0, 20))
    sizes: Array = field(default_factory=lambda: SIZES)
    step: float = 0.1

    @property
    def prior(self) -> Array:
        """Return the chances of half-lives and steps at first, flat, shape (h x k,)."""
        normal = np.exp(-((self.steps / SPREAD) ** 2) / 2)
        return np.tile(normal / normal.sum(), len(self.halves)) / len(self.halves)


@dataclass(frozen=True)
class Found:
    """What the counts say of an event.

    Attributes:
        before: Counted periods before it.
        after: Counted periods after it, the one in which it falls among them.
        level: The level before, without what earlier events left.
        weights: Chances of half-lives and steps, shape (h, k).
    """

    before: int
    after: int
    level: Interval
    weights: Array


@dataclass(frozen=True)
class _Stretch:
    """Counted periods under one event, or under none.

    Attributes:
        event: Its number; None where none acts.
        periods: Numbers of the counted periods.
    """

    event: int | None
    periods: list[int]


class _Chain:
    def __init__(self, series: Series, days: Sequence[date], grids: Grids) -> None:
        self.grids, self.days, self.usual = grids, days, series.days
        self.told = [t for f in series.stated() if (t := [c for c in f if c.count is not None])]
        self.exposed = [[series.exposure(c, self.usual) for c in told] for told in self.told]
        rates = [c.count / e for told, es in zip(self.told, self.exposed, strict=True)
                 for c, e in zip(told, es, strict=True) if c.count is not None]  # fmt: skip
        first = math.floor((math.log(max(min(rates), FEWEST)) - BEYOND) / grids.step)
        last = math.ceil((math.log(max(*rates, 1.0)) + BEYOND) / grids.step)
        self.levels: Array = np.exp(grids.step * np.arange(first, last + 1))
        self.jump = jumps(len(self.levels), grids.step)
        self.size = grids.sizes[:, None, None]
        self.olds: dict[int, Array] = {}

    def chance(self, number: int, event: int | None) -> float:
        """Return the chance that the level changed before a period."""
        if number == 0:
            return 0.0
        begun = self.told[number][0].start
        if event is not None and (begun - self.days[event]).days < HELD * self.usual:
            return 0.0
        gap = (self.told[number][0].start - self.told[number - 1][0].start).days
        return changed(max(gap / self.usual, 1.0))

    def stretches(self) -> list[_Stretch]:
        """Return the counted periods by the last event that had come when they ended."""
        found: list[_Stretch] = []
        for number, (each, *_) in enumerate(self.told):
            event = max((n for n, day in enumerate(self.days) if day <= each.end), default=None)
            if event is not None and (each.start - self.days[event]).days > AFTER * self.usual:
                event = None
            if not found or found[-1].event != event:
                found.append(_Stretch(event, []))
            found[-1].periods.append(number)
        return found

    def factors(self, when: Array) -> Array:
        """Return the factor of each of some days, flat over half-lives and steps, shape (h x k, d).

        Args:
            when: Days since the event.
        """
        left = 0.5 ** (when / (self.grids.halves[:, None] * self.usual))
        result: Array = np.exp(left[:, None, :] * self.grids.steps[None, :, None])
        return result.reshape(-1, len(when))

    def likelihood(self, number: int, event: int | None) -> Array:
        """Return how likely a period is, shape (s, l, h x k), or (s, l, 1) where no event acts."""
        told, exposed = self.told[number], self.exposed[number]
        mean = self.levels[:, None]
        if event is not None:
            since = (told[0].start - self.days[event]).days
            when: Array = np.arange(told[0].days, dtype=float) + since
            new = self.factors(when[when >= 0]).sum(axis=1)
            old = (when < 0).sum() * self.olds.get(number, np.ones(len(self.levels)))
            mean = mean * (new[None, :] + old[:, None]) / len(when)
        logs = [_log(c.count or 0, mean[None] * e, self.size)
                for c, e in zip(told, exposed, strict=True)]  # fmt: skip
        top = max(each.max() for each in logs)
        result: Array = np.mean([np.exp(each - top) for each in logs], axis=0)
        return result

    def forward(self, stretch: _Stretch, entry: Array, later: int | None) -> Array:
        """Return the weights of sizes and levels after a stretch, shape (s, l).

        Args:
            stretch: The stretch.
            entry: The weights before it, shape (s, l).
            later: Number of the period after it; what is left on its days is noted.
        """
        event = stretch.event
        now = entry[:, :, None] * (self.grids.prior if event is not None else 1.0)
        for number in stretch.periods:
            chance = self.chance(number, event)
            now = (1 - chance) * now + chance * (self.jump.T @ now)
            now = now * self.likelihood(number, event)
            now = now / now.sum()
        if event is not None and later is not None:
            each = self.told[later][0]
            coming = max((d for d in self.days if d <= each.end), default=each.start)
            days = (coming - each.start).days
            if days > 0:
                when: Array = np.arange(days, dtype=float) + (each.start - self.days[event]).days
                weight = now.sum(axis=0)
                left = weight @ self.factors(when).mean(axis=1)
                self.olds[later] = left / np.maximum(weight.sum(axis=1), 1e-300)
        result: Array = now.sum(axis=2)
        return result

    def backward(self, stretch: _Stretch, later: Array) -> Array:
        """Return how likely a stretch and all after it is, shape (s, l, h x k).

        Args:
            stretch: The stretch.
            later: How likely is what comes after it, shape (s, l).
        """
        now = later[:, :, None]
        for number in reversed(stretch.periods):
            here = now * self.likelihood(number, stretch.event)
            chance = self.chance(number, stretch.event)
            now = (1 - chance) * here + chance * (self.jump @ here)
            now = now / now.max()
        return now


def decays(series: Series, days: Sequence[date], grids: Grids | None = None) -> list[Found | None]:
    """Return what the counts say of each event; None where too few were counted around it.

    Args:
        series: The counts.
        days: The days of the events, ascending.
        grids: What is tried.
    """
    grids = grids or Grids()
    found: list[Found | None] = [None] * len(days)
    if not series.counted():
        return found
    chain = _Chain(series, days, grids)
    stretches = chain.stretches()
    size = grids.sizes[:, None]
    entry = np.sqrt(chain.levels / (chain.levels + size))
    entries = []
    for number, stretch in enumerate(stretches):
        entries.append(entry)
        later = stretches[number + 1].periods[0] if number + 1 < len(stretches) else None
        alive = entry.sum(axis=1) > HOPELESS * entry.sum()
        chain.size = grids.sizes[alive, None, None]
        left = np.zeros_like(entry)
        left[alive] = chain.forward(stretch, entry[alive], later)
        entry = left
    likely = entry.sum(axis=1) > NEGLIGIBLE * entry.sum()
    chain.size, after = grids.sizes[likely, None, None], np.ones_like(entry[likely])
    for stretch, entry in zip(reversed(stretches), reversed(entries), strict=True):
        whole = chain.backward(stretch, after)
        if stretch.event is None:
            after = whole[:, :, 0]
            continue
        both = entry[likely, :, None] * whole * grids.prior
        after = whole @ grids.prior
        before = stretch.periods[0]
        if before < 2:
            continue
        low, middle, high = quantiles(both.sum(axis=(0, 2)), chain.levels, (0.05, 0.5, 0.95))
        weights = both.sum(axis=(0, 1)).reshape(len(grids.halves), len(grids.steps))
        found[stretch.event] = Found(
            before, len(stretch.periods), (middle, low, high), weights / weights.sum()
        )
    return found


def _log(count: int, mean: Array, size: Array) -> Array:
    """Return the log likelihood of a count, up to what depends on the count alone."""
    known = gammaln(count + size) - gammaln(size) + size * np.log(size)
    result: Array
    result = known + count * np.log(mean) - (count + size) * np.log(mean + size)
    return result
