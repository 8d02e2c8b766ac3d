"""Bayesian online change-point detection (Adams & MacKay 2007, arXiv:0710.3742) on a grid.

Two things differ from the paper: the new level is drawn around the old one instead of anew, and the
over-dispersion is shared by all stretches between changes, so that a short stretch does not have to
teach it again. Fearnhead & Liu 2007 (JRSS B 69:589-605) give the exact filter for such chains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from khutwa.track.alarms_model import (
    EVENT,
    RETURN,
    RETURNS,
    Model,
    changed,
    likelihood,
    whole_scatter,
)
from khutwa.track.trust import Array

SURE = 0.8
"""An alarm is given when the chance of a change in its direction reaches this."""

TWICE = 0.5
"""And when the chance of such a change that is two periods old at least reaches this: one odd count
is no level."""

NEGLIGIBLE = 1e-6
"""A day on which the level may have changed is dropped when its chance falls below this."""

KEPT = 26
"""Periods back to which a revised figure does not make the whole series be filtered anew."""

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class Seen:
    """What one counted period adds.

    Attributes:
        count: What was counted.
        exposure: How much of a full period was observed.
        waited: Periods since the last one that was counted; 1 where there is no gap.
        last: The rate in the period before; None where that was not counted.
        event: Whether something happened since the middle of the last one that may have moved the
            level.
        others: What others counted in the same period, as likely to be right, with how much of a
            full period they observed.
    """

    count: int
    exposure: float
    waited: float = 1.0
    last: float | None = None
    event: bool = False
    others: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Signal:
    """A change of level that was noticed.

    Attributes:
        at: Index of the period whose count gave the alarm.
        onset: Index of the likeliest first period of the new level.
        earliest: The first index that is not unlikely: 5% lie before it.
        latest: The last index that is not unlikely.
        direction: Whether the level went up or down.
        ratio: The new level by the old one: median and the ends of the 90% interval.
        sure: Chance that the level has changed in this direction.
    """

    at: int
    onset: int
    earliest: int
    latest: int
    direction: Direction
    ratio: tuple[float, float, float]
    sure: float


@dataclass(frozen=True)
class Filtered:
    """What is known after each period.

    Attributes:
        levels: Chances of the levels as known then, shape (t, l).
        smoothed: The same with hindsight, shape (t, l).
        sizes: Chances of the sizes r that tell all scatter, after the last period, shape (k,).
        signals: The alarms, by period.
        moved: Chances that the level is higher, and that it is lower, than at the last alarm or at
            the beginning; where one alone of its counts says so, that does not count.
    """

    levels: Array
    smoothed: Array
    sizes: Array
    signals: tuple[Signal, ...]
    moved: tuple[float, float]


@dataclass(frozen=True)
class _State:
    """What the filter carries from one period to the next.

    Attributes:
        weights: Chances by the start of the present level, scatter and level, shape
            (k + 1, s, l). Row 0: no change since the last alarm; row k: the last change was at
            `starts[k - 1]`.
        starts: The starts, indices of periods, shape (k,).
        before: Chances of the levels at the last alarm, or at the beginning, shape (l,).
        moved: As in `Filtered`.
        signals: The alarms so far.
    """

    weights: Array
    starts: NDArray[np.int64]
    before: Array
    moved: tuple[float, float] = (0.0, 0.0)
    signals: tuple[Signal, ...] = ()


class Filter:
    """Follows a series, and goes back no further than to the first figure that is another.

    Args:
        made: The model.
        sure: How sure a change must be for an alarm.
    """

    def __init__(self, made: Model, sure: float = SURE) -> None:
        self.made = made
        self.sure = sure
        self.series: tuple[Seen, ...] = ()
        self.past: list[Array] = []
        self.chances: list[float] = []
        first = _State(made.first[None], np.zeros(0, dtype=np.int64), made.first.sum(axis=0))
        self.states = {0: first}

    def follow(self, series: Sequence[Seen]) -> tuple[Signal, ...]:
        """Return the alarms of a series; gaps are told by `waited`."""
        both = zip(self.series, series, strict=False)
        same = next((n for n, (old, new) in enumerate(both) if old != new),
                    min(len(self.series), len(series)))  # fmt: skip
        begin = same if same in self.states else 0
        self.series = tuple(series)
        self.past, self.chances = self.past[:begin], self.chances[:begin]
        self.states = {n: state for n, state in self.states.items() if n <= begin}
        for number in range(begin, len(series)):
            state = self._step(self.states[number], series[number], number)
            self.states[number + 1] = state
            self.past.append(state.weights.sum(axis=0))
            if number >= KEPT:
                self.states.pop(number + 1 - KEPT, None)
        return self.states[len(series)].signals

    def _step(self, old: _State, seen: Seen, number: int) -> _State:
        weights, starts, before = old.weights, old.starts, old.before
        fresh, held = _likelihoods(self.made, seen)
        chance = changed(seen.waited, _least(seen, old.signals, number))
        self.chances.append(chance)
        if number:
            new = chance * (weights.sum(axis=0) @ self.made.jump) * fresh
            weights = np.concatenate([weights * (1 - chance) * held, new[None]])
            starts = np.append(starts, number)
        else:
            weights = weights * fresh
        weights = weights / weights.sum()
        mass = weights.sum(axis=(1, 2))
        keep = mass > NEGLIGIBLE
        keep[0] = True
        weights, starts = weights[keep], starts[keep[1:]]
        if mass[0] >= 0.5:
            before = weights[0].sum(axis=0)
        after = weights[1:].sum(axis=1)
        both = zip(
            _moved(after.sum(axis=0), before),
            _moved(after[starts < number].sum(axis=0), before),
            strict=True,
        )
        up, down = (whole if older >= TWICE else older for whole, older in both)
        if max(up, down) < self.sure:
            return _State(weights, starts, before, (up, down), old.signals)
        signal = _signal(self.made, after, before, starts, number)
        # The level is now the new one; that nothing had changed after all counts as a way back.
        weights = np.concatenate([weights[1:].sum(axis=0)[None], weights[:1]])
        starts = np.array([number + 1])
        return _State(weights, starts, weights[0].sum(axis=0), signals=(*old.signals, signal))

    def result(self) -> Filtered:
        """Return what is known after each period followed, and with hindsight."""
        state = self.states[len(self.series)]
        here = np.array([each.sum(axis=0) for each in self.past])
        return Filtered(
            levels=here.reshape(-1, len(self.made.levels)),
            smoothed=_smoothed(self.made, self.series, self.past, self.chances),
            sizes=whole_scatter(self.made, state.weights.sum(axis=(0, 2)) / state.weights.sum()),
            signals=state.signals,
            moved=state.moved,
        )


def filtered(made: Model, series: Sequence[Seen], sure: float = SURE) -> Filtered:
    """Return what counts say of their level, period by period.

    Args:
        made: The model.
        series: The counted periods in order of time; gaps are told by `waited`.
        sure: How sure a change must be for an alarm.
    """
    made_of = Filter(made, sure)
    made_of.follow(series)
    return made_of.result()


def _least(seen: Seen, signals: Sequence[Signal], number: int) -> float:
    """Return what the chance of a change is at least in a period."""
    lately = bool(signals) and number - signals[-1].at <= RETURNS
    return max(EVENT if seen.event else 0.0, RETURN if lately else 0.0)


def _likelihoods(made: Model, seen: Seen) -> tuple[Array, Array]:
    """Return how likely a period is after a change and without one, each of shape (s, l).

    Figures that contradict each other are each as likely to be the right one.
    """
    told = ((seen.count, seen.exposure), *seen.others)

    def mean(last: float | None) -> Array:
        each = [likelihood(made, count, exposure, last) for count, exposure in told]
        result: Array = np.mean(each, axis=0)
        return result

    fresh = mean(None)
    return fresh, fresh if seen.last is None else mean(seen.last)


def _moved(now: Array, before: Array) -> tuple[float, float]:
    """Return the chances that the level has moved up, and down, from what it was before."""
    below = _below(before)
    return float(now @ below), float(now @ (1 - below))


def _below(before: Array) -> Array:
    """Return the chance that each level is higher than the level before, shape (l,)."""
    before = before / before.sum()
    result: Array = np.cumsum(before) - before / 2
    return result


def _signal(
    made: Model, moved: Array, before: Array, starts: NDArray[np.int64], number: int
) -> Signal:
    """Return the alarm of a period.

    Args:
        made: The model.
        moved: Weight of each start of the present level and of each level, shape (k, l).
        before: Weight of the levels before, shape (l,).
        starts: The starts.
        number: Index of the period.
    """
    now = moved.sum(axis=0)
    up, down = _moved(now, before)
    weigh = moved @ (_below(before) if up > down else 1 - _below(before))
    first, _, last = quantiles(weigh, np.arange(len(weigh), dtype=float), (0.05, 0.5, 0.95))
    # The ratio of two levels of the grid is a power of its step.
    gaps = np.convolve(now, before[::-1])
    steps = np.arange(len(gaps), dtype=float) - (len(before) - 1)
    step = made.levels[1] / made.levels[0]
    low, middle, high = (step**k for k in quantiles(gaps, steps, (0.05, 0.5, 0.95)))
    return Signal(
        number, int(starts[int(weigh.argmax())]), int(starts[int(first)]), int(starts[int(last)]),
        "up" if up > down else "down", (float(middle), float(low), float(high)), max(up, down),
    )  # fmt: skip


def _smoothed(
    made: Model, series: Sequence[Seen], past: Sequence[Array], chances: Sequence[float]
) -> Array:
    """Return the chances of the levels of each period given all counts, shape (t, l)."""
    result = np.zeros((len(past), len(made.levels)))
    later = np.ones_like(made.first)
    for number in range(len(past) - 1, -1, -1):
        both = past[number] * later
        result[number] = both.sum(axis=0) / both.sum()
        if number:
            fresh, held = _likelihoods(made, series[number])
            chance = chances[number]
            later = (1 - chance) * held * later + chance * ((fresh * later) @ made.jump.T)
            later = later / later.max()
    return result


def quantiles(weights: Array, values: Array, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the smallest values below or at which lie these shares of the weights."""
    total = np.cumsum(weights) / weights.sum()
    at = np.searchsorted(total, np.array(shares) - 1e-12)
    return tuple(float(values[min(index, len(values) - 1)]) for index in at)
