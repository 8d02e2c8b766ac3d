"""What a dated event did to the rate, and how fast that wore off: a step that decays by halves.

Negative binomial regression log rate = a + s 2^(-t / h), t days after the event, with a the rate
before: an intervention analysis in the sense of Box & Tiao 1975 (JASA 70:70-79). The step s, the
half-life h and the size r are summed over grids, a over a grid of its own for each event. Events of
one kind have steps that scatter around a common mean (DerSimonian & Laird 1986, Controlled Clinical
Trials 7:177-188, here with a prior and summed over a grid): that they differ makes the mean less
sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_filter import quantiles
from khutwa.track.alarms_model import SIZES
from khutwa.track.alarms_series import Count, Series
from khutwa.track.trust import Array

BEFORE, AFTER = 4, 13
"""Periods looked at before and after an event; the next event ends the time after it."""

STEPS = np.linspace(-3.0, 3.0, 121)
"""Steps tried, natural logarithm of the ratio; normal with this spread at first:"""

SPREAD = 1.0

HALVES = np.geomspace(0.5, 52.0, 28)
"""Half-lives tried, in periods, equally likely on the logarithmic scale at first."""

TELLING = 10.0
"""A half-life is told when the ends of its 90% interval differ by less than this factor and neither
is the end of what is tried; they differ by a factor of 80 where nothing is known."""

LEVELS = np.linspace(-1.5, 1.5, 51)
"""Rates before the event that are tried, natural logarithm of the ratio to their mean."""

MEANS, SPREADS = np.linspace(-2.0, 2.0, 41), np.array([0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0])
"""Means of the steps of one kind of event that are tried, and scatters around them."""

Interval = tuple[float, float, float]
"""The median and the ends of the 90% interval."""


@dataclass(frozen=True)
class Effect:
    """What came after an event, or after all of them taken as one kind.

    Attributes:
        events: The events.
        before: Periods before that count.
        after: Periods after that count, the one of the event among them.
        ratio: The rate of the first period's length from the event on, by the rate before; None
            where too few periods were counted.
        half_life: Days in which the step halves; None where the counts cannot tell.
        fell: Chance that the rate was lower; None with the ratio.
    """

    events: tuple[Event, ...]
    before: int
    after: int
    ratio: Interval | None = None
    half_life: Interval | None = None
    fell: float | None = None

    @property
    def clear(self) -> bool:
        """Tell whether the interval of the ratio leaves out 1."""
        return self.ratio is not None and not self.ratio[1] <= 1 <= self.ratio[2]


def effects(
    series: Series, events: Sequence[Event], sizes: Array
) -> tuple[tuple[Effect, ...], Effect | None]:
    """Return the effect of each event, and of all together where there are several.

    Args:
        series: The counts.
        events: The events, by day.
        sizes: Chances of the sizes r from the whole series, shape (s,).
    """
    found, logs = [], []
    for number, event in enumerate(events):
        until = events[number + 1] if number + 1 < len(events) else None
        before, after = windows(series, event, until)
        if len(before) < 2 or not after:
            found.append(Effect((event,), len(before), len(after)))
            continue
        each = _evidence(series, event, before, after)
        logs.append(each)
        each = each + np.log(np.maximum(sizes, 1e-300))[:, None, None]
        weights = np.exp(each - each.max() - (STEPS / SPREAD) ** 2 / 2).sum(axis=0)
        found.append(_effect((event,), len(before), len(after), weights, STEPS, series.days))
    told = [each for each in found if each.ratio]
    together = _together(told, logs, sizes, series.days) if len(told) > 1 else None
    return tuple(found), together


def windows(
    series: Series, event: Event, until: Event | None
) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
    """Return the counted periods before an event, and those after it until the next one.

    The period in which the event falls belongs to those after it, as does only a part of its days.
    A period in which the next event falls is left out.
    """
    days = series.days
    counted = series.counted()
    before = [c for c in counted if c.end < event.day and (event.day - c.end).days <= BEFORE * days]
    after = [
        c for c in counted
        if c.end >= event.day and (c.start - event.day).days < AFTER * days
        and (until is None or c.end < until.day)
    ]  # fmt: skip
    return tuple(before), tuple(after)


def _evidence(
    series: Series, event: Event, before: Sequence[Count], after: Sequence[Count]
) -> Array:
    """Return the log likelihood of sizes, half-lives and steps, shape (s, h, k)."""
    days = series.days
    counts = [each.count or 0 for each in before]
    exposed = [series.exposure(each, days) for each in before]
    usual = max(sum(counts), 0.5) / sum(exposed)
    rates = usual * np.exp(LEVELS)
    size = SIZES[:, None, None, None]
    total = np.zeros((len(SIZES), 1, 1, len(LEVELS)))
    for count, exposure in zip(counts, exposed, strict=True):
        total = total + _log(count, rates * exposure, size)
    for each in after:
        when = np.arange(each.days, dtype=float) + (each.start - event.day).days
        factor = _mean_factor(when, days)
        mean = rates * factor[None, :, :, None] * series.exposure(each, days)
        total = total + _log(each.count or 0, mean, size)
    top = total.max(axis=-1)
    result: Array = top + np.log(np.exp(total - top[..., None]).sum(axis=-1))
    return result


def _mean_factor(when: Array, period: int, steps: Array = STEPS) -> Array:
    """Return the mean factor of some days for each half-life and step, shape (h, k).

    Args:
        when: Days since the event; those before it have the factor 1.
        period: Days of a usual period.
        steps: The steps, shape (k,).
    """
    left = np.where(when >= 0, 0.5 ** (np.maximum(when, 0) / (HALVES[:, None] * period)), 0.0)
    result: Array = np.exp(left[:, None, :] * steps[None, :, None]).mean(axis=-1)
    return result


def _log(count: int, mean: Array, size: Array) -> Array:
    result: Array = (
        gammaln(count + size) - gammaln(size)
        - size * np.log1p(mean / size) - count * np.log1p(size / mean)
    )  # fmt: skip
    return result


def _together(told: Sequence[Effect], logs: Sequence[Array], sizes: Array, period: int) -> Effect:
    """Return the mean effect of events of one kind."""
    gap = STEPS[:, None, None] - MEANS[None, :, None]
    spread = np.exp(-((gap / SPREADS) ** 2) / 2)
    spread = (spread / spread.sum(axis=0)).reshape(len(STEPS), -1)
    total = np.log(np.maximum(sizes, 1e-300))[:, None, None]
    for each in logs:
        top = each.max()
        total = total + np.log(np.maximum(np.exp(each - top) @ spread, 1e-300))
    prior = np.repeat(-((MEANS / SPREAD) ** 2) / 2, len(SPREADS))
    weights = np.exp(total + prior - (total + prior).max()).sum(axis=0)
    weights = weights.reshape(len(HALVES), len(MEANS), len(SPREADS)).sum(axis=-1)
    events = tuple(event for each in told for event in each.events)
    before, after = sum(each.before for each in told), sum(each.after for each in told)
    return _effect(events, before, after, weights, MEANS, period)


def _effect(
    events: tuple[Event, ...], before: int, after: int, weights: Array, steps: Array, period: int
) -> Effect:
    """Return an effect from the weights of half-lives and steps, shape (h, k)."""
    weights = weights / weights.sum()
    first = _mean_factor(np.arange(period, dtype=float), period, steps)
    order = np.argsort(first, axis=None, kind="stable")
    low, middle, high = quantiles(weights.ravel()[order], first.ravel()[order], (0.05, 0.5, 0.95))
    short, half, long = quantiles(weights.sum(axis=1), HALVES, (0.05, 0.5, 0.95))
    inside = short > HALVES[0] and long < HALVES[-1] and long / short < TELLING
    clear = not low <= 1 <= high
    flat = np.abs(steps) < 1e-9
    fell = float(weights[:, steps < -1e-9].sum() + weights[:, flat].sum() / 2)
    return Effect(
        events, before, after, (middle, low, high),
        (half * period, short * period, long * period) if inside and clear else None, fell,
    )  # fmt: skip
