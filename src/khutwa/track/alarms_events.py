"""What dated events did to the rate, and how fast that wore off: steps that decay by halves.

The rate of a day is level x exp(s 2^(-t / h)), t days after the last event: an intervention
analysis in the sense of Box & Tiao 1975 (JASA 70:70-79), with negative binomial counts and a level
that jumps now and then as in the alarms. Each event sets the rate to a share of the level, and what
an earlier event left ends there.

Events of one kind have steps that scatter around a common mean (DerSimonian & Laird 1986,
Controlled Clinical Trials 7:177-188, here with a prior and summed over a grid): that they differ
makes the mean less sure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_decay import SPREAD, Found, Grids, Interval, decays
from khutwa.track.alarms_filter import SURE, quantiles
from khutwa.track.alarms_series import Series
from khutwa.track.trust import Array

TELLING = 10.0
"""A half-life is told when the ends of its 90% interval differ by less than this factor and neither
is the end of what is tried; they differ by a factor of 80 where nothing is known."""

BACK = 0.9
"""The rate counts as back at the level before from this share of it on."""

GRIDS = Grids()
"""What is tried."""

MEANS, SPREADS = np.linspace(-2.0, 2.0, 41), np.array([0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0])
"""Means of the steps of one kind of event that are tried, and scatters around them."""


@dataclass(frozen=True)
class Effect:
    """What came after an event, or after all of them taken as one kind.

    Attributes:
        events: The events.
        before: Counted periods before that tell of the level.
        after: Counted periods after that count, the one of the event among them.
        level: The level before, without what earlier events left; None where too few periods were
            counted, and for several events.
        ratio: The rate of the first period's length from the event on, by the level before; None
            where too few periods were counted.
        half_life: Days in which the step halves; None where the counts cannot tell.
        back: Usual periods until the rate is back at `BACK` of the level before; None with the
            ratio. 0 where it never was below it.
        returned: First day of the first period, before the next event, that was counted at or above
            `BACK` of that level again; None where there is none, or no fall is likely.
        fell: Chance that the rate was lower; None with the ratio.
    """

    events: tuple[Event, ...]
    before: int
    after: int
    level: Interval | None = None
    ratio: Interval | None = None
    half_life: Interval | None = None
    back: Interval | None = None
    returned: date | None = None
    fell: float | None = None

    @property
    def clear(self) -> bool:
        """Tell whether the interval of the ratio leaves out 1."""
        return self.ratio is not None and not self.ratio[1] <= 1 <= self.ratio[2]

    @property
    def likely(self) -> bool:
        """Tell whether a fall is as likely as an alarm needs."""
        return self.fell is not None and self.fell >= SURE


def effects(series: Series, events: Sequence[Event]) -> tuple[tuple[Effect, ...], Effect | None]:
    """Return the effect of each event, and of all together where there are several.

    Args:
        series: The counts.
        events: The events, by day.
    """
    if not events:
        return (), None
    found = decays(series, [event.day for event in events])
    nexts = [event.day for event in events[1:]] + [date.max]
    each = tuple(
        _of(series, event, one, until)
        for event, one, until in zip(events, found, nexts, strict=True)
    )
    told = [(event, one) for event, one in zip(events, found, strict=True) if one]
    return each, _together(told, series.days) if len(told) > 1 else None


def _of(series: Series, event: Event, found: Found | None, until: date) -> Effect:
    if found is None:
        counted = series.counted()
        before = sum(each.end < event.day for each in counted)
        after = sum(event.day <= each.end < until for each in counted)
        return Effect((event,), before, after)
    made = _effect((event,), found.before, found.after, found.weights, GRIDS.steps, series.days)
    returned = _returned(series, event, found, until) if made.likely else None
    return replace(made, level=found.level, returned=returned)


def _returned(series: Series, event: Event, found: Found, until: date) -> date | None:
    """Return the first day of the first period after an event that was back at the level before."""
    fallen = False
    for each in series.counted():
        if each.end < event.day or each.end >= until:
            continue
        rate = (each.count or 0) / series.exposure(each, series.days)
        low = rate < BACK * found.level[0]
        if fallen and not low:
            return each.start
        fallen = fallen or low
    return None


def _together(told: Sequence[tuple[Event, Found]], period: int) -> Effect:
    """Return the mean effect of events of one kind."""
    steps, halves = GRIDS.steps, GRIDS.halves
    gap = steps[:, None, None] - MEANS[None, :, None]
    spread = np.exp(-((gap / SPREADS) ** 2) / 2)
    spread = (spread / spread.sum(axis=0)).reshape(len(steps), -1)
    prior = GRIDS.prior.reshape(len(halves), len(steps))
    total = np.zeros((len(halves), spread.shape[1]))
    for _, each in told:
        # What the counts say, without what was thought at first.
        evidence = each.weights / prior
        total = total + np.log(np.maximum(evidence / evidence.max() @ spread, 1e-300))
    total = total + np.repeat(-((MEANS / SPREAD) ** 2) / 2, len(SPREADS))
    weights = np.exp(total - total.max()).reshape(len(halves), len(MEANS), -1).sum(axis=-1)
    before, after = (sum(n) for n in zip(*((e.before, e.after) for _, e in told), strict=True))
    return _effect(tuple(event for event, _ in told), before, after, weights, MEANS, period)


def _effect(
    events: tuple[Event, ...], before: int, after: int, weights: Array, steps: Array, period: int
) -> Effect:
    """Return an effect from the weights of half-lives and steps, shape (h, k)."""
    halves = GRIDS.halves
    weights = weights / weights.sum()
    left = 0.5 ** (np.arange(period) / (halves[:, None] * period))
    first = np.exp(left[:, None, :] * steps[None, :, None]).mean(axis=-1)
    ratio = _interval(weights, first)
    short, half, long = quantiles(weights.sum(axis=1), halves, (0.05, 0.5, 0.95))
    inside = short > halves[0] and long < halves[-1] and long / short < TELLING
    clear = not ratio[1] <= 1 <= ratio[2]
    flat = np.abs(steps) < 1e-9
    fell = float(weights[:, steps < -1e-9].sum() + weights[:, flat].sum() / 2)
    below = np.maximum(np.minimum(steps, 0.0) / math.log(BACK), 1.0)
    back = _interval(weights, halves[:, None] * np.log2(below)[None, :])
    return Effect(
        events, before, after, None, ratio,
        (half * period, short * period, long * period) if inside and clear else None,
        back, None, fell,
    )  # fmt: skip


def _interval(weights: Array, values: Array) -> Interval:
    """Return the median and the ends of the 90% interval of values, shape (h, k)."""
    order = np.argsort(values, axis=None, kind="stable")
    low, middle, high = quantiles(weights.ravel()[order], values.ravel()[order], (0.05, 0.5, 0.95))
    return middle, low, high
