"""Next year's level of every step, and the chance that it is done by a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from khutwa.game.summary import Shown, Summary
from khutwa.roadmap.dates import PartialDate
from khutwa.track.forecast_ahead import HISTORIES, Standing, ahead, standing
from khutwa.track.forecast_backtest import count_range
from khutwa.track.forecast_kinds import KINDS
from khutwa.track.forecast_panel import Array, Progress, panel
from khutwa.track.forecast_shipped import Fitted, shipped
from khutwa.track.levels import DAYS, believe
from khutwa.track.tracking import StepStatus, Track

FARTHEST = 10
"""Years that may be looked ahead, and after which the data of other accords end."""

USUAL = (1, 3, 5)
"""Years ahead for which chances are given where no day is named."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance and its range.

    Attributes:
        likely: The chance.
        low: What it is in a slow history: of ten histories one is slower.
        high: What it is in a fast one: of ten one is faster.
    """

    likely: float
    low: float
    high: float


@dataclass(frozen=True)
class StepForecast:
    """What is to be expected of one step.

    Attributes:
        step: Its id, of the expanded roadmap.
        kind: One of KINDS; empty where nobody named it.
        last: The date of its last entry; None where there is none, and it is taken as not begun.
        now: Chances of its levels as last reported, shape (4,).
        next: Chances of its levels in a year, shape (4,).
        done: Chance that it is fully implemented on each of the days looked at.
    """

    step: str
    kind: str
    last: PartialDate | None
    now: Array
    next: Array
    done: tuple[Chance, ...]


@dataclass(frozen=True)
class Forecast(Shown):
    """What is to be expected of a process.

    Attributes:
        track: The process as it stands.
        days: The days looked at.
        steps: What is to be expected of each step, in file order.
        counts: How many steps will be done on each day, as a range that holds with 80%.
        all_done: Chance that all are.
        elapsed: Years since the beginning.
        rises: Rises of late, and those to be expected, older years counting less.
        fitted: The coefficients and what they were fitted to.
        histories: How many histories were drawn.
        seed: Of the draws.
        version: Version of the product.
    """

    track: Track
    days: tuple[date, ...]
    steps: tuple[StepForecast, ...]
    counts: tuple[tuple[int, int], ...]
    all_done: tuple[float, ...]
    elapsed: float
    rises: tuple[float, float]
    fitted: Fitted
    histories: int
    seed: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.track.forecast_words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.track.forecast_words import summary

        return summary(self)


def forecast(
    track: Track,
    days: Sequence[date] = (),
    kinds: Mapping[str, str] | None = None,
    fitted: Fitted | None = None,
    *,
    seed: int = 0,
) -> Forecast:
    """Return what is to be expected of a process.

    A step counts as it was last reported: that nothing was reported since is not taken for news.
    One without any entry is taken as not begun, and does not count for the pace of the process.

    Args:
        track: The process as it stands on a day; its plan must have a first day.
        days: Days to look at, all after that day and at most FARTHEST years later; one, three and
            five years later where none is given.
        kinds: The kind of promise of steps, one of KINDS each; others are taken as of no kind.
        fitted: Coefficients; those that come with the product where not given.
        seed: Of the draws.

    Raises:
        ValueError: if the plan has no first day, a day lies too far, or a kind is unknown.
    """
    from khutwa.version import __version__

    fitted, kinds = fitted or shipped(), kinds or {}
    if not set(kinds.values()) <= set(KINDS):
        raise ValueError(f"unknown kind among {sorted(set(kinds.values()))}")
    start = _standing(track, fitted, kinds)
    days = tuple(days) or tuple(track.today + timedelta(days=round(y * DAYS)) for y in USUAL)
    spans = [(day - track.today).days / DAYS for day in days]
    if not all(0 < span < FARTHEST + 0.01 for span in spans):
        raise ValueError("a day that cannot be looked at")
    states = ahead(fitted.told, start, int(np.ceil(max(*spans, 1) - 0.01)), seed=seed)
    course = np.concatenate([np.broadcast_to(start.state, (1, *states.shape[1:])), states])
    done = [_at(course, span)[..., 3] for span in spans]
    return Forecast(
        track=track,
        days=days,
        steps=tuple(
            StepForecast(
                step=status.step,
                kind=kinds.get(status.step, ""),
                last=status.last,
                now=start.state[number],
                next=states[0, :, number].mean(axis=0),
                done=tuple(_chance(each[:, number]) for each in done),
            )
            for number, status in enumerate(track.steps)
        ),
        counts=tuple(count_range(each, seed) for each in done),
        all_done=tuple(float(each.prod(axis=1).mean()) for each in done),
        elapsed=start.elapsed,
        rises=(start.rises, start.expected),
        fitted=fitted,
        histories=HISTORIES,
        seed=seed,
        version=__version__,
    )


def _standing(track: Track, fitted: Fitted, kinds: Mapping[str, str]) -> Standing:
    """Return where the process stands, its past read from the entries year by year."""
    begun = track.roadmap.first_day
    if begun is None:
        raise ValueError("the plan has no first day")
    elapsed = (track.today - begun).days / DAYS
    progress = []
    state = np.tile([1.0, 0.0, 0.0, 0.0], (len(track.steps), 1))
    for number, status in enumerate(track.steps):
        if status.known:
            history = _reported(status, begun, track.today)
            state[number] = history[0]
            levels = {-year: int(np.argmax(each)) for year, each in enumerate(history)}
            kind = kinds.get(status.step, "")
            progress.append(Progress("", status.step, kind, 1 - elapsed, levels))
    codes = [KINDS.index(kinds[s.step]) if s.step in kinds else -1 for s in track.steps]
    kind_codes = np.array(codes, dtype=np.int64)
    counted = np.array([status.known for status in track.steps])
    if not progress:
        return Standing(state, kind_codes, counted, elapsed, 0.0, 0.0, 0.0, 0.0)
    past = standing(fitted.told, panel(progress), 0)
    return replace(past, state=state, kind=kind_codes, counted=counted)


def _reported(status: StepStatus, begun: date, today: date) -> list[Array]:
    """Return what was last reported of a step today, a year ago, and so on back to the beginning.

    Only what was known of the facts by each of these days counts.
    """
    belief = believe(status.entries, begun)
    found = []
    for year in range(max(int((today - begun).days / DAYS), 0) + 1):
        day = today - timedelta(days=round(year * DAYS))
        before = [number for number, known in enumerate(belief.days) if known <= day]
        known = belief.filtered[before[-1]] if before else np.array([1.0, 0.0, 0.0, 0.0])
        found.append(known)
    return found


def _at(course: Array, years: float) -> Array:
    """Return the chances of the levels after some years, which need not be whole.

    Args:
        course: Chances at the end of every year from now on, shape (years + 1, ...).
        years: How far to look; between two years chances are taken to move evenly.
    """
    low = min(int(years), len(course) - 1)
    high = min(low + 1, len(course) - 1)
    share = min(years - low, 1.0)
    result: Array = (1 - share) * course[low] + share * course[high]
    return result


def _chance(drawn: Array) -> Chance:
    low, high = np.quantile(drawn, (0.1, 0.9))
    return Chance(float(drawn.mean()), float(low), float(high))
