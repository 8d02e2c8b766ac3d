"""Alarms on a series of counts: where its level stands, since when, and what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from khutwa.game.summary import Shown, Summary
from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_events import Effect, effects
from khutwa.track.alarms_figures import Difference, differences
from khutwa.track.alarms_filter import SURE, quantiles
from khutwa.track.alarms_model import SIZES
from khutwa.track.alarms_replay import Alarm, model_of, replayed
from khutwa.track.alarms_series import Series
from khutwa.track.trust import Array

LAPSE = 13
"""Usual periods after an event within which a rise counts as the end of its effect."""


@dataclass(frozen=True)
class Level:
    """A level with what is known of it: counts in a usual period, fully observed.

    Attributes:
        median: As likely to be above as below.
        low: The lower end of the 90% interval.
        high: The upper end of it.
    """

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Alarms(Shown):
    """What a series of counts says.

    Attributes:
        series: The counts, as known on the day looked at.
        days: Length of a usual period, to which all levels refer.
        levels: The level in each counted period, with hindsight.
        level: The level after the last counted period; None where nothing was counted.
        since: First day of the present level; None where it has no alarm behind it.
        alarms: Every alarm in the order it was given.
        moved: Chances that the level is now higher, and lower, than at the last alarm.
        scatter: Size r of the scatter on top of chance, as a share of the level: 1 / sqrt(r).
        differences: Figures that were revised, and figures that contradict each other.
        effects: What came after each event.
        together: What came after the events taken as one kind; None where fewer than two tell.
        sure: How sure a change must be for an alarm.
        carry: Whether scatter may carry over to the next period.
        version: Version of the product.
    """

    series: Series
    days: int
    levels: tuple[Level, ...]
    level: Level | None
    since: Alarm | None
    alarms: tuple[Alarm, ...]
    moved: tuple[float, float]
    scatter: float
    differences: tuple[Difference, ...]
    effects: tuple[Effect, ...]
    together: Effect | None
    sure: float
    carry: bool
    version: str

    def behind(self, alarm: Alarm) -> Event | None:
        """Return the event that an alarm speaks of; None where there is none.

        A fall that may have begun with the event is of it, and a rise within `LAPSE` usual periods
        of an event whose effect it ends.
        """
        period = timedelta(days=self.days)
        if alarm.direction == "down":
            first, last = alarm.earliest - period, alarm.latest + period
            near = [e.events[0] for e in self.effects if first <= e.events[0].day <= last]
            return min(near, key=lambda event: abs(event.day - alarm.onset), default=None)
        past = [effect for effect in self.effects if effect.events[0].day <= alarm.onset]
        if past and past[-1].likely and alarm.onset - past[-1].events[0].day <= LAPSE * period:
            return past[-1].events[0]
        return None

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.track.alarms_plain import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.track.alarms_words import summary

        return summary(self)


def alarms(
    series: Series,
    events: Sequence[Event] = (),
    *,
    on: date | None = None,
    sure: float = SURE,
    carry: bool = False,
) -> Alarms:
    """Return the level of a series of counts, its alarms, and what came after events.

    Args:
        series: The counts.
        events: Dated events whose effect is asked for, such as recommitments; in their periods a
            change of level is more likely beforehand.
        on: Look at what was known on this day alone; at everything when not given.
        sure: How sure a change must be for an alarm.
        carry: Whether scatter may carry over to the next period; alarms are then rarer and later.
    """
    from khutwa.version import __version__

    known = series.as_known(on) if on else series
    past = sorted((e for e in events if on is None or e.day <= on), key=lambda e: e.day)
    given, result = replayed(known, sure, carry=carry, events=[e.day for e in past])
    grid = model_of(known).levels
    each, together = effects(known, past)
    counted = known.counted()
    standing = [alarm for alarm in given if alarm.withdrawn is None]
    return Alarms(
        series=known,
        days=known.days,
        levels=tuple(_level(row, grid) for row in result.smoothed),
        level=_level(result.levels[-1], grid) if counted else None,
        since=standing[-1] if standing else None,
        alarms=given,
        moved=result.moved,
        scatter=float(result.sizes @ (1 / np.sqrt(SIZES))),
        differences=differences(known),
        effects=each,
        together=together,
        sure=sure,
        carry=carry,
        version=__version__,
    )


def _level(chances: Array, grid: Array) -> Level:
    low, median, high = quantiles(chances, grid, (0.05, 0.5, 0.95))
    return Level(median, low, high)
