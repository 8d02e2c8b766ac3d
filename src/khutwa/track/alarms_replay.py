"""The alarms as they were given: revised figures and late ones play the series again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from khutwa.track.alarms_filter import SURE, Direction, Filter, Filtered, Signal
from khutwa.track.alarms_model import Model, model
from khutwa.track.alarms_series import Series


@dataclass(frozen=True)
class Alarm:
    """A change of level, as it was noticed.

    Attributes:
        raised: The day on which the figures that gave it were known.
        onset: First day of the likeliest first period of the new level.
        earliest: First day of the earliest period that is not unlikely (5% lie before it).
        latest: The same at the other end.
        direction: Whether the level went up or down.
        ratio: The new level by the old one, as seen then: median and ends of the 90% interval.
        sure: Chance, as seen then, that the level had changed in this direction.
        withdrawn: The day on which a revised figure took it back; None where it stands.
    """

    raised: date
    onset: date
    earliest: date
    latest: date
    direction: Direction
    ratio: tuple[float, float, float]
    sure: float
    withdrawn: date | None = None


def model_of(series: Series, *, carry: bool = False) -> Model:
    """Return the model whose grid holds every figure of a series."""
    days = series.days
    rates = [each.count / series.exposure(each, days)
             for each in series.counts if each.count is not None]  # fmt: skip
    return model(np.array(rates), carry=carry)


def replayed(
    series: Series, sure: float = SURE, *, carry: bool = False, events: Sequence[date] = ()
) -> tuple[tuple[Alarm, ...], Filtered]:
    """Return every alarm in the order it was given, and what is known at the end.

    Each alarm rests on the figures known on its day alone. Where a figure is revised, or comes
    late, the series is played again: an alarm that it no longer gives is withdrawn on that day, one
    that it gives now is raised on that day.

    Args:
        series: The counts.
        sure: How sure a change must be.
        carry: Whether scatter may carry over to the next period.
        events: Days, known when they came, that make a change more likely beforehand.
    """
    made, days = model_of(series, carry=carry), series.days
    follower = Filter(made, sure)
    given: list[Alarm] = []
    since = date.min
    for until in (*series.late(), date.max):
        # What was known before this day, the figures of this day left out.
        then = series.as_known(until - timedelta(days=1) if until < date.max else until)
        signals = follower.follow(then.seen(days, events))
        _take(given, [_alarm(then, signal) for signal in signals], since)
        since = until
    return tuple(given), follower.result()


def _take(given: list[Alarm], now: list[Alarm], since: date) -> None:
    """Add what the series gives now; what a revision of the day `since` changed is of that day."""
    left = [number for number, alarm in enumerate(given) if alarm.withdrawn is None]
    for alarm in now:
        same = next((n for n in left if _same(given[n], alarm)), None)
        if same is None:
            given.append(replace(alarm, raised=max(alarm.raised, since)))
        else:
            left.remove(same)
    for number in left:
        given[number] = replace(given[number], withdrawn=since)


def _same(one: Alarm, other: Alarm) -> bool:
    """Tell whether two alarms speak of one change: the same way, at times that overlap."""
    meet = one.earliest <= other.latest and other.earliest <= one.latest
    return one.direction == other.direction and meet


def _alarm(series: Series, signal: Signal) -> Alarm:
    counted = series.counted()
    return Alarm(
        raised=counted[signal.at].known,
        onset=counted[signal.onset].start,
        earliest=counted[signal.earliest].start,
        latest=counted[signal.latest].start,
        direction=signal.direction,
        ratio=signal.ratio,
        sure=signal.sure,
    )
