"""What came after an event, against sums written out by hand and simulated truths."""

from __future__ import annotations

import math
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from scipy.stats import nbinom

from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_decay import AFTER, HELD, Grids, decays
from khutwa.track.alarms_events import BACK, effects
from khutwa.track.alarms_model import CHANGE, jumps
from track.counts import count, day, fortnights, steady


def decayed(ratio: float, half: float, level: int = 1000, after: int = 12) -> list[int]:
    """Return counts with an event at the beginning of period 12 that wears off."""
    factors = []
    for period in range(after):
        days = 14 * period + np.arange(14)
        factors.append(np.exp(math.log(ratio) * 0.5 ** (days / (14 * half))).mean())
    swing = steady(100, 12 + after)
    return [round(level * s / 100 * f) for s, f in zip(swing, [1.0] * 12 + factors, strict=True)]


def test_the_ratio_and_the_half_life_of_a_clear_effect_lie_in_their_intervals() -> None:
    (effect,), together = effects(fortnights(decayed(0.2, 3.0)), [Event(day(12), "r")])
    first = np.exp(math.log(0.2) * 0.5 ** (np.arange(14) / 42)).mean()
    assert effect.ratio[1] <= first <= effect.ratio[2]
    assert effect.clear
    assert effect.fell > 0.99
    assert effect.half_life[1] <= 42 <= effect.half_life[2]
    assert together is None


def test_a_rise_is_an_effect_as_well() -> None:
    (effect,), _ = effects(fortnights(decayed(4.0, 3.0)), [Event(day(12), "r")])
    assert effect.ratio[1] > 1
    assert effect.fell < 0.01


def test_where_nothing_happened_neither_effect_nor_half_life_is_told() -> None:
    (effect,), _ = effects(fortnights(steady(100, 24)), [Event(day(12), "r")])
    assert not effect.clear
    assert effect.half_life is None


def test_where_the_time_after_is_short_the_half_life_is_not_told() -> None:
    (effect,), _ = effects(fortnights(decayed(0.2, 3.0, after=1)), [Event(day(12), "r")])
    assert effect.clear
    assert effect.half_life is None
    # It may be back after a few periods, or not for years.
    assert effect.back[1] < 5 < AFTER < effect.back[2]


def test_the_time_until_the_rate_is_back_follows_from_step_and_half_life() -> None:
    (effect,), _ = effects(fortnights(decayed(0.2, 3.0)), [Event(day(12), "r")])
    # log(0.2) 2^(-n / 3) = log(0.9) at n = 3 log2(15.3) = 11.8 periods.
    true = 3.0 * math.log2(math.log(0.2) / math.log(BACK))
    assert effect.back[1] <= true <= effect.back[2] + 0.1


def test_a_fall_that_lasts_is_of_the_event_and_does_not_wear_off() -> None:
    (effect,), _ = effects(fortnights(steady(60, 26) + steady(12, 12)), [Event(day(26), "r")])
    assert effect.ratio[1] <= 0.2 <= effect.ratio[2]
    assert effect.back[1] > AFTER
    assert effect.returned is None


def test_the_first_period_that_is_counted_at_the_level_again_is_named() -> None:
    numbers = [100] * 12 + [20, 30, 60, 80, 95, 100, 60, 100]
    (effect,), _ = effects(fortnights(numbers), [Event(day(12), "r")])
    assert effect.returned == day(16)
    first, _ = effects(fortnights(numbers), [Event(day(12), "r"), Event(day(14), "again")])[0]
    assert first.returned is None


def test_a_fall_to_a_fiftieth_is_told_as_such() -> None:
    numbers = steady(5000, 20) + steady(100, 8)
    (effect,), _ = effects(fortnights(numbers), [Event(day(20), "r")])
    assert effect.ratio[1] <= 0.02 <= effect.ratio[2]


@pytest.mark.parametrize("at", [-3, 1, 24, 60])
def test_with_too_few_counts_around_it_nothing_is_told(at: int) -> None:
    (effect,), _ = effects(fortnights(steady(100, 24)), [Event(day(at), "r")])
    assert effect.ratio is None


def test_the_periods_after_an_event_end_with_the_next_one() -> None:
    series = fortnights(steady(100, 24))
    events = [Event(day(12) + timedelta(days=5), "a"), Event(day(15) + timedelta(days=1), "b")]
    (first, then), _ = effects(series, events)
    assert (first.before, first.after) == (12, 3)
    assert (then.before, then.after) == (15, 9)


def test_an_effect_is_the_sum_over_all_paths_by_the_definition() -> None:
    grids = Grids(np.array([-1.0, 0.0]), np.array([1.0, 3.0]), np.array([5.0, 20.0]), 1.0)
    counts = [20, 30, 9, 10, 14, 18, 40, 44, 9]
    days = [day(2) + timedelta(days=5), day(8)]
    first, then = decays(fortnights(counts), days, grids)
    # The grid: whole steps, from one below the lowest rate to one above the highest.
    levels = np.exp(np.arange(math.floor(math.log(9) - 1), math.ceil(math.log(44) + 1) + 1))
    jump = jumps(len(levels), 1.0)
    normal = np.exp(-(grids.steps**2) / 2)
    prior = {(h, s): w / normal.sum() / 2
             for h in grids.halves for s, w in zip(grids.steps, normal, strict=True)}  # fmt: skip

    def factor(period: int, event: int, half: float, step: float) -> float:
        since = (day(period) - days[event]).days + np.arange(14)
        return float(np.where(since < 0, 1, np.exp(step * 0.5 ** (since / 14 / half))).mean())

    def chance(period: int) -> float:
        begun = day(period)
        held = any(timedelta(-14) < begun - d < timedelta(14 * HELD) for d in days)
        return 0.0 if held or period == 0 else CHANGE

    weights = [dict.fromkeys(prior, 0.0), dict.fromkeys(prior, 0.0)]
    for size, one, other in product(grids.sizes, prior, prior):
        now = np.sqrt(levels / (levels + size)) * prior[one] * prior[other]
        for period, number in enumerate(counts):
            now = (1 - chance(period)) * now + chance(period) * (now @ jump)
            acts = factor(period, 0, *one) if 2 <= period < 8 else 1.0
            acts = factor(period, 1, *other) if period == 8 else acts
            now = now * nbinom.pmf(number, size, size / (size + levels * acts))
        weights[0][one] += now.sum()
        weights[1][other] += now.sum()
    for found, each in zip((first, then), weights, strict=True):
        told = np.array(list(each.values())) / sum(each.values())
        assert found.weights.ravel() == pytest.approx(told, abs=2e-3)


def test_falls_that_wear_off_are_found_in_scattered_counts_with_gaps() -> None:
    rng = np.random.default_rng(8)
    level, ratio, half, every = 10_000, 0.3, 2.0, 12
    numbers: list[int | None] = []
    for period in range(5 * every):
        since = 14 * (period % every) + np.arange(14)
        left = math.log(ratio) * 0.5 ** (since / (14 * half))
        mean = level * np.exp(left).mean() if period >= every else level
        drawn = int(rng.poisson(rng.gamma(20, mean / 20)))
        numbers.append(None if period % 17 == 9 else drawn)
    events = [Event(day(every * n), str(n)) for n in range(1, 5)]
    each, together = effects(fortnights(numbers), events)
    days = 0.5 ** (np.arange(14) / (14 * half))
    true = float(np.exp(math.log(ratio) * days).mean())
    assert all(e.clear and e.likely for e in each)
    assert sum(e.ratio[1] <= true <= e.ratio[2] for e in each) >= 3
    assert sum(e.level[1] <= level <= e.level[2] * 1.05 for e in each) >= 3
    assert together.ratio[1] <= true <= together.ratio[2]
    assert together.half_life[1] <= 14 * half <= together.half_life[2]


def test_of_contradicting_figures_both_tell_of_an_effect() -> None:
    numbers = [*steady(100, 12), 40, *steady(100, 6)]
    event = Event(day(12), "r")

    def ratio(*more) -> float:
        series = fortnights(numbers)
        (found,), _ = effects(series.of([*series.counts, *more]), [event])
        return found.ratio[0]

    low = ratio()
    assert low < ratio(count(12, 95, source="others"))
    assert low == ratio(count(12, 40, source="others"))


def test_half_observed_periods_count_half() -> None:
    whole = fortnights([100] * 12 + [50] * 12)
    half = whole.of(
        count(n, 50 if n >= 12 else 100, share=0.5 if n >= 12 else 1) for n in range(24)
    )
    (seen,), _ = effects(half, [Event(day(12), "r")])
    assert seen.ratio[1] < 1 < seen.ratio[2]


def test_events_that_differ_make_their_mean_less_sure_than_each_of_them() -> None:
    fell, rose = decayed(0.25, 1.0), decayed(4.0, 1.0)
    events = [Event(day(12), "a"), Event(day(36), "b")]
    each, together = effects(fortnights(fell + rose), events)
    assert [e.clear for e in each] == [True, True]
    assert not together.clear


def test_events_that_agree_are_told_together() -> None:
    fell = decayed(0.25, 2.0)
    events = [Event(day(12 + 24 * n), str(n)) for n in range(3)]
    each, together = effects(fortnights(fell * 3), events)
    assert together.clear
    assert together.events == tuple(events)
    width = math.log(together.half_life[2] / together.half_life[1])
    single = each[0].half_life
    assert single is None or width <= math.log(single[2] / single[1]) + 1e-9
