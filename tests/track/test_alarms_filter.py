"""The online filter against sums over every path, and what gives an alarm."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from khutwa.track.alarms_filter import Filter, Seen, filtered, quantiles
from khutwa.track.alarms_model import CHANGE, EVENT, SIZES, STEP, Model, likelihood, model
from track.counts import filter_of, seen, steady

numbers = st.lists(st.integers(0, 60), min_size=1, max_size=12)
SCATTERS = np.array([*((size, 0.0) for size in SIZES), (2.0, 0.5), (9.0, 0.8)])
SMALL = Model(
    levels=np.array([2.0, 5.0, 12.0]),
    jump=np.array([[0.0, 0.6, 0.3], [0.4, 0.0, 0.4], [0.3, 0.6, 0.0]]),
    scatters=SCATTERS,
    first=np.outer(np.linspace(1, 2, len(SCATTERS)), [1.0, 2.0, 1.0]),
)


def by_paths(series: list[Seen]) -> tuple[np.ndarray, np.ndarray]:
    """Return the chances of the last level and of the first, by the definition: all paths."""
    last, first = np.zeros(3), np.zeros(3)
    for row, (size, carry) in enumerate(SCATTERS):
        for path in product(range(3), repeat=len(series)):
            weight = SMALL.first[row, path[0]]
            for at, each in enumerate(series):
                level = SMALL.levels[path[at]]
                part = (each.last / level) ** carry if each.last else 1.0
                told = [(each.count, each.exposure), *each.others]
                fresh, held = (
                    np.mean(
                        [
                            nbinom.pmf(n, size, size / (size + level * seen_ * kept))
                            for n, seen_ in told
                        ]
                    )
                    for kept in (1.0, part)
                )
                if at:
                    chance = max(1 - (1 - CHANGE) ** each.waited, EVENT if each.event else 0)
                    stays = (1 - chance) * (path[at] == path[at - 1])
                    weight *= stays * held + chance * SMALL.jump[path[at - 1], path[at]] * fresh
                else:
                    weight *= fresh
            last[path[-1]] += weight
            first[path[0]] += weight
    return last / last.sum(), first / first.sum()


@settings(max_examples=15, deadline=None)
@given(st.lists(
    st.builds(Seen, st.integers(0, 15), st.sampled_from([0.3, 1.0, 1.5]), st.sampled_from([1, 4]),
              st.sampled_from([None, 0.5, 9.0]), st.booleans(),
              st.sampled_from([(), ((9, 1.0),), ((1, 0.5), (4, 2.0))])),
    min_size=1, max_size=4,
))  # fmt: skip
def test_the_levels_are_those_of_the_sum_over_all_paths(series: list[Seen]) -> None:
    last, first = by_paths(series)
    # Without alarms: after one, a change is more likely.
    found = filtered(SMALL, series, sure=2.0)
    assert found.levels[-1] == pytest.approx(last, abs=1e-5)
    assert found.smoothed[-1] == pytest.approx(last, abs=1e-5)
    assert found.smoothed[0] == pytest.approx(first, abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3000), st.floats(0.01, 3.0))
def test_a_count_is_negative_binomial(number: int, exposure: float) -> None:
    made = model(np.array([5.0, 40.0]))
    size = made.scatters[:, :1]
    exact = nbinom.pmf(number, size, size / (size + made.levels * exposure))
    assert likelihood(made, number, exposure) == pytest.approx(exact, rel=1e-6, abs=1e-250)


def test_a_change_is_by_a_quarter_at_least_and_as_often_up_as_down() -> None:
    jump = model(np.array([1e2, 1e6])).jump
    middle = len(jump) // 2
    row = jump[middle]
    gaps = STEP * np.abs(np.arange(len(row)) - middle)
    assert not row[gaps < math.log(1.25) - STEP].any()
    assert row[:middle].sum() == pytest.approx(0.5, abs=0.01)
    assert row[middle + 1 :].sum() == pytest.approx(0.5, abs=0.01)


@settings(max_examples=30, deadline=None)
@given(numbers, numbers)
@example([1], [0])
@example([0], [60])
def test_later_counts_change_nothing_of_what_was_known_before(
    early: list[int], late: list[int]
) -> None:
    one, both = filter_of(early), filter_of(early + late)
    assert [s.at for s in both.signals if s.at < len(early)] == [s.at for s in one.signals]

    def mean(found, counts):
        return found.levels[len(early) - 1] @ np.log(model(np.array(counts, float)).levels)

    assert mean(one, early) == pytest.approx(mean(both, early + late), abs=0.02)


@settings(max_examples=30, deadline=None)
@given(numbers, numbers, st.data())
def test_following_a_revised_series_is_filtering_it_anew(
    first: list[int], then: list[int], data: st.DataObject
) -> None:
    kept = data.draw(st.integers(0, len(first)))
    revised = first[:kept] + then
    made = model(np.array(first + then, dtype=float))
    follower = Filter(made)
    follower.follow(seen(first))
    follower.follow(seen(revised))
    anew = filtered(made, seen(revised))
    assert follower.result().signals == anew.signals
    assert follower.result().levels == pytest.approx(anew.levels)


def test_a_long_series_revised_far_back_is_filtered_from_its_beginning() -> None:
    counts = [Seen(number, 1.0) for number in steady(20, 60)]
    made = model(np.array([20.0]))
    follower = Filter(made)
    follower.follow(counts)
    counts[3] = Seen(90, 1.0)
    follower.follow(counts)
    assert follower.result().levels == pytest.approx(filtered(made, counts).levels)


@pytest.mark.parametrize("level", [0, 1, 20, 12_000])
def test_a_steady_level_gives_no_alarm(level: int) -> None:
    found = filter_of(steady(level, 80))
    assert not found.signals
    assert max(found.moved) < 0.5


@pytest.mark.parametrize(("factor", "direction"), [(3, "up"), (1 / 3, "down")])
def test_a_lasting_change_gives_one_alarm_with_its_day_and_size(factor, direction) -> None:
    found = filter_of(steady(60, 30) + steady(round(60 * factor), 20))
    (signal,) = found.signals
    assert signal.direction == direction
    assert signal.earliest <= 30 <= signal.latest
    assert signal.onset == 30
    assert 31 <= signal.at <= 33
    assert signal.ratio[1] <= factor <= signal.ratio[2]
    assert signal.sure >= 0.8


def test_one_odd_count_gives_no_alarm() -> None:
    assert not filter_of([*steady(20, 30), 70, *steady(20, 10)]).signals


def test_a_lasting_fall_and_the_way_back_give_an_alarm_each() -> None:
    found = filter_of(steady(60, 30) + steady(8, 15) + steady(60, 15))
    assert [signal.direction for signal in found.signals] == ["down", "up"]
    assert found.signals[1].onset == 45


def test_half_the_days_observed_are_not_half_the_level() -> None:
    counts = steady(60, 30) + steady(20, 20)
    made = model(np.array(counts, dtype=float))
    assert not filtered(made, seen(counts, [1.0] * 30 + [1 / 3] * 20)).signals
    assert filter_of(counts).signals


def test_after_a_gap_a_change_is_believed_more_readily() -> None:
    made = model(np.array([60.0, 20.0]))
    counts = [Seen(number, 1.0) for number in steady(60, 20)]
    at_once = filtered(made, [*counts, Seen(45, 1.0), Seen(45, 1.0)]).moved[1]
    after_a_year = filtered(made, [*counts, Seen(45, 1.0, waited=26), Seen(45, 1.0)]).moved[1]
    assert after_a_year > at_once


def scattered(rng: np.random.Generator, level: float, size: float, periods: int) -> list[int]:
    """Return counts that scatter around a level more than by chance."""
    return rng.poisson(rng.gamma(size, level / size, periods)).tolist()


def with_gaps(rng: np.random.Generator, numbers: list[int]) -> list[Seen]:
    """Return counts of which one in fourteen is missing."""
    kept = [at for at in range(len(numbers)) if at == 0 or rng.random() > 1 / 14]
    return [Seen(numbers[at], 1.0, float(at - (kept[n - 1] if n else at - 1)))
            for n, at in enumerate(kept)]  # fmt: skip


@pytest.mark.parametrize(("level", "size"), [(20, 4), (10_000, 8), (2, 3)])
def test_false_alarms_are_fewer_than_one_in_a_year_and_a_half(level: int, size: int) -> None:
    rng = np.random.default_rng(11)
    series, years = 15, 4
    given_ = 0
    for _ in range(series):
        numbers = scattered(rng, level, size, 26 * years)
        made = model(np.array(numbers, dtype=float))
        given_ += len(filtered(made, with_gaps(rng, numbers)).signals)
    assert given_ <= 0.6 * series * years


def test_events_that_do_nothing_give_few_false_alarms_too() -> None:
    rng = np.random.default_rng(11)
    series, years = 15, 4
    given_ = 0
    for _ in range(series):
        numbers = scattered(rng, 1000, 8, 26 * years)
        made = model(np.array(numbers, dtype=float))
        found = filtered(made, [Seen(n, 1.0, event=at % 6 == 5) for at, n in enumerate(numbers)])
        given_ += len(found.signals)
    assert given_ <= series * years


@pytest.mark.parametrize(
    ("level", "size", "factor", "within"),
    [(20, 4, 2.0, 8), (10_000, 8, 2.0, 4), (10_000, 8, 0.5, 4), (20, 4, 0.3, 5)],
)
def test_most_changes_are_noticed_within_a_few_periods(
    level: float, size: float, factor: float, within: int
) -> None:
    rng = np.random.default_rng(5)
    noticed = 0
    for _ in range(20):
        numbers = scattered(rng, level, size, 52) + scattered(rng, level * factor, size, within)
        way = "up" if factor > 1 else "down"
        noticed += any(s.at >= 52 and s.direction == way for s in filter_of(numbers).signals)
    assert noticed >= 12


def test_a_calm_that_ends_is_noticed_within_two_periods_in_most_cases() -> None:
    rng = np.random.default_rng(5)
    fell = ended = 0
    for _ in range(20):
        numbers = [n for level, periods in ((10_000, 40), (3_000, 6), (10_000, 2))
                   for n in scattered(rng, level, 12, periods)]  # fmt: skip
        signals = [s for s in filter_of(numbers).signals if s.at >= 40]
        fell += any(s.direction == "down" and s.at < 46 for s in signals)
        ended += any(s.direction == "up" and s.at >= 46 for s in signals)
    assert fell >= 18
    assert ended >= 12


def test_false_alarms_stay_rare_where_it_is_allowed_that_scatter_carries_over() -> None:
    rng = np.random.default_rng(11)
    series, years = 6, 4
    given_ = 0
    for _ in range(series):
        logs = [0.0]
        for _ in range(26 * years - 1):
            logs.append(0.5 * logs[-1] + 0.3 * rng.normal())
        counts = rng.poisson(1000 * np.exp(logs)).tolist()
        made = model(np.array(counts, dtype=float), carry=True)
        given_ += len(filtered(made, seen(counts)).signals)
    assert given_ <= series * years


def test_an_event_makes_a_change_at_its_time_more_readily_believed() -> None:
    counts = [*steady(60, 20), 35, 35]
    made = model(np.array(counts, dtype=float))

    def fallen(event: int) -> float:
        each = [Seen(n, 1.0, event=at == event) for at, n in enumerate(counts)]
        return filtered(made, each, sure=2.0).moved[1]

    assert fallen(20) > fallen(10)
    assert fallen(20) > fallen(-1)


def test_of_figures_that_contradict_each_other_neither_is_taken_for_the_right_one() -> None:
    counts = steady(60, 20)
    made = model(np.array([*counts, 20.0]))

    def after(*last: Seen) -> float:
        found = filtered(made, [Seen(n, 1.0) for n in counts] + list(last), sure=2.0)
        return float(found.levels[-1] @ np.log(made.levels))

    one, other = after(Seen(60, 1.0)), after(Seen(20, 1.0))
    assert other < after(Seen(60, 1.0, others=((20, 1.0),))) < one


def test_nothing_counted_says_nothing() -> None:
    found = filtered(model(np.array([])), [])
    assert found.levels.shape[0] == found.smoothed.shape[0] == 0
    assert found.signals == ()


@given(st.lists(st.floats(0.1, 5), min_size=1, max_size=6), st.floats(0.01, 0.99))
def test_a_quantile_has_its_share_at_or_below_it(weights: list[float], share: float) -> None:
    (found,) = quantiles(np.array(weights), np.arange(len(weights), dtype=float), (share,))
    assert sum(weights[: int(found) + 1]) >= share * sum(weights) - 1e-9
    assert sum(weights[: int(found)]) <= share * sum(weights) + 1e-9
