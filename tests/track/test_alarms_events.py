"""What came after an event, against sums written out by hand."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pytest
from scipy.stats import nbinom

from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_events import HALVES, LEVELS, SPREAD, STEPS, effects, windows
from khutwa.track.alarms_model import SIZES
from track.counts import count, day, fortnights, steady

EVEN = np.full(len(SIZES), 1 / len(SIZES))


def decayed(ratio: float, half: float, level: int = 1000, after: int = 12) -> list[int]:
    """Return counts with an event at the beginning of period 12 that wears off."""
    factors = []
    for period in range(after):
        days = 14 * period + np.arange(14)
        factors.append(np.exp(math.log(ratio) * 0.5 ** (days / (14 * half))).mean())
    swing = steady(100, 12 + after)
    return [round(level * s / 100 * f) for s, f in zip(swing, [1.0] * 12 + factors, strict=True)]


def test_the_ratio_and_the_half_life_of_a_clear_effect_lie_in_their_intervals() -> None:
    (effect,), together = effects(fortnights(decayed(0.2, 3.0)), [Event(day(12), "r")], EVEN)
    first = np.exp(math.log(0.2) * 0.5 ** (np.arange(14) / 42)).mean()
    assert effect.ratio[1] <= first <= effect.ratio[2]
    assert effect.clear
    assert effect.fell > 0.99
    assert effect.half_life[1] <= 42 <= effect.half_life[2]
    assert together is None


def test_a_rise_is_an_effect_as_well() -> None:
    (effect,), _ = effects(fortnights(decayed(4.0, 3.0)), [Event(day(12), "r")], EVEN)
    assert effect.ratio[1] > 1
    assert effect.fell < 0.01


def test_where_nothing_happened_neither_effect_nor_half_life_is_told() -> None:
    (effect,), _ = effects(fortnights(steady(100, 24)), [Event(day(12), "r")], EVEN)
    assert not effect.clear
    assert effect.half_life is None


def test_where_the_time_after_is_short_the_half_life_is_not_told() -> None:
    (effect,), _ = effects(fortnights(decayed(0.2, 3.0, after=1)), [Event(day(12), "r")], EVEN)
    assert effect.clear
    assert effect.half_life is None


@pytest.mark.parametrize("at", [-3, 1, 24, 60])
def test_with_too_few_counts_around_it_nothing_is_told(at: int) -> None:
    (effect,), _ = effects(fortnights(steady(100, 24)), [Event(day(at), "r")], EVEN)
    assert effect.ratio is None


def test_the_period_of_the_event_belongs_to_those_after_it_until_the_next_event() -> None:
    series = fortnights(steady(100, 24))
    event, then = Event(day(12) + timedelta(days=5), "a"), Event(day(15) + timedelta(days=1), "b")
    before, after = windows(series, event, then)
    assert [c.start for c in before] == [day(n) for n in (8, 9, 10, 11)]
    assert [c.start for c in after] == [day(n) for n in (12, 13, 14)]


def test_an_effect_is_the_sum_over_all_grids_by_the_definition() -> None:
    counts = [90, 110, 100, 95, 40, 55, 60]
    event = Event(day(4) + timedelta(days=3), "r")
    (effect,), _ = effects(fortnights(counts), [event], EVEN)
    size = SIZES[:, None, None, None]
    rates = np.mean(counts[:4]) * np.exp(LEVELS)
    total = np.zeros((len(SIZES), len(HALVES), len(STEPS), len(LEVELS)))
    for period, number in enumerate(counts):
        factor = np.zeros((len(HALVES), len(STEPS)))
        for each in range(14):
            since = (day(period) - event.day).days + each
            left = 0.5 ** (since / (14 * HALVES)) if since >= 0 else np.zeros(len(HALVES))
            factor += np.exp(np.outer(left, STEPS)) / 14
        mean = rates * factor[None, :, :, None]
        total += nbinom.logpmf(number, size, size / (size + mean))
    total -= STEPS[None, None, :, None] ** 2 / (2 * SPREAD**2)
    weights = np.exp(total - total.max()).sum(axis=(0, 3))
    share = weights[:, STEPS < -1e-9].sum() + weights[:, np.abs(STEPS) < 1e-9].sum() / 2
    assert (effect.before, effect.after) == (4, 3)
    assert effect.fell == pytest.approx(share / weights.sum(), abs=0.01)


def test_half_observed_periods_count_half() -> None:
    whole = fortnights([100] * 12 + [50] * 12)
    half = whole.of(
        count(n, 50 if n >= 12 else 100, share=0.5 if n >= 12 else 1) for n in range(24)
    )
    (seen,), _ = effects(half, [Event(day(12), "r")], EVEN)
    assert seen.ratio[1] < 1 < seen.ratio[2]


def test_events_that_differ_make_their_mean_less_sure_than_each_of_them() -> None:
    fell, rose = decayed(0.25, 1.0), decayed(4.0, 1.0)
    events = [Event(day(12), "a"), Event(day(36), "b")]
    each, together = effects(fortnights(fell + rose), events, EVEN)
    assert [e.clear for e in each] == [True, True]
    assert not together.clear


def test_events_that_agree_are_told_together() -> None:
    fell = decayed(0.25, 2.0)
    events = [Event(day(12 + 24 * n), str(n)) for n in range(3)]
    each, together = effects(fortnights(fell * 3), events, EVEN)
    assert together.clear
    assert together.events == tuple(events)
    width = math.log(together.half_life[2] / together.half_life[1])
    single = each[0].half_life
    assert single is None or width <= math.log(single[2] / single[1]) + 1e-9
