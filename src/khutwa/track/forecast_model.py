"""The forecast of next year's level: a few coefficients and the chances they give.

A promise rises with a chance whose log-odds are a constant for its level, plus its kind, plus the
binary logarithm of the time since the signature (also by kind), plus the pace of the accord (its
rises of late against those that were to be expected), plus how far the accord has come as a whole.
How far it rises then is a chain of further steps (continuation ratios: Agresti 2010, Analysis of
Ordinal Categorical Data, chapter 4). Falls are rare and cluster in accords: their rate is that of
the level times (a + falls so far) / (a + falls expected so far), the mean of a gamma frailty
(Vaupel, Manton & Stallard 1979, Demography 16:439-454).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

import numpy as np
from scipy.special import expit

from khutwa.track.forecast_panel import Array, Ints, Panel

KEPT = 0.5
"""Share of past rises that still counts a year later when the pace is taken."""

PRIOR = 0.5
"""Rises, and falls, that are added to those seen and those expected: one half event."""

MOST_FALLS = 0.5
"""Chance of a fall that is never exceeded."""


@dataclass(frozen=True)
class Coefficients:
    """Everything that a forecast rests on; one number each, log-odds unless said otherwise.

    Attributes:
        level: Of a rise from level 0, 1 and 2, two years after the signature.
        time: For each doubling of the time since the signature.
        kind: By kind of promise, added to that of the level.
        kind_time: By kind, added to that of time.
        pace: For each unit of the natural logarithm of rises against expected rises.
        so_far: For an accord at full implementation against one at none.
        expected_level: Of the simple expectation against which the pace is taken, by level.
        expected_time: The same, for each doubling of time.
        further: Of going on, once risen, from 0 beyond 1, from 0 beyond 2, from 1 beyond 2.
        further_kind: By kind, added to it.
        fall: Chance of a fall from level 1, 2 and 3, a year.
        fall_further: Chance that a fall goes on by a level more.
        spread: Standard deviation of the log-odds between accords and years that nothing here
            explains.
    """

    level: tuple[float, ...]
    time: float
    kind: tuple[float, ...]
    kind_time: tuple[float, ...]
    pace: float
    so_far: float
    expected_level: tuple[float, ...]
    expected_time: float
    further: tuple[float, ...]
    further_kind: tuple[float, ...]
    fall: tuple[float, ...]
    fall_further: float
    spread: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return the coefficients of plain values.

        Raises:
            KeyError: if one is missing.
        """
        values: dict[str, Any] = {
            each.name: tuple(told) if isinstance(told := plain[each.name], list) else told
            for each in fields(cls)
        }
        return cls(**values)


def doublings(elapsed: Array | float) -> Array:
    """Return how often the time since the signature has doubled since its second year ended."""
    result: Array = np.log2(np.asarray(elapsed, dtype=np.float64) / 2)
    return result


def of_kind(values: tuple[float, ...], kind: Ints) -> Array:
    """Return the coefficient of each kind; 0, the mean of all kinds, where it is not known."""
    return np.append(np.array(values), 0.0)[kind]


def log_pace(happened: Array, expected: Array) -> Array:
    """Return the logarithm of rises against expected ones, drawn towards 0 by half an event."""
    result: Array = np.log((happened + PRIOR) / (expected + PRIOR))
    return result


def expected_rise(told: Coefficients, level: Ints, elapsed: Array) -> Array:
    """Return the simple chance of a rise against which the pace is taken; 0 at level 3."""
    base = np.append(np.array(told.expected_level), -np.inf)[level]
    result: Array = expit(base + told.expected_time * doublings(elapsed))
    return result


def pace(told: Coefficients, panel: Panel) -> Array:
    """Return the pace of the accord of each row, as `log_pace` has it."""
    expected = expected_rise(told, panel.level, panel.elapsed)
    return log_pace(panel.past(panel.rose * 1.0, KEPT), panel.past(expected, KEPT))


def rise(told: Coefficients, panel: Panel) -> Array:
    """Return the chance of a rise next year, shape (n,); 0 at level 3."""
    time = doublings(panel.elapsed)
    odds = np.append(np.array(told.level), -np.inf)[panel.level] + told.time * time
    odds = odds + of_kind(told.kind, panel.kind) + of_kind(told.kind_time, panel.kind) * time
    odds = odds + told.pace * pace(told, panel) + told.so_far * (panel.so_far - 0.5)
    result: Array = expit(odds)
    return result


def fall_rate(told: Coefficients) -> Array:
    """Return the yearly rate of falls from each level in accords at large, shape (4,)."""
    return np.array([0.0, *told.fall])


def frail(happened: Array, expected: Array) -> Array:
    """Return by how much falls are likelier in an accord than in others."""
    result: Array = (PRIOR + happened) / (PRIOR + expected)
    return result


def fall(told: Coefficients, panel: Panel) -> Array:
    """Return the chance of a fall next year, shape (n,); 0 at level 0."""
    rate = fall_rate(told)[panel.level]
    ratio = frail(panel.past(panel.fell * 1.0, 1.0), panel.past(rate, 1.0))
    result: Array = np.minimum(rate * ratio, MOST_FALLS)
    return result


def arrivals(told: Coefficients, kind: Ints) -> Array:
    """Return where a rise from each level ends, shape (n, 4, 4); from level 3 nowhere."""
    drawn = of_kind(told.further_kind, kind)
    beyond1, beyond2, from1 = (expit(each + drawn) for each in told.further)
    found = np.zeros((len(kind), 4, 4))
    found[:, 0, 1] = 1 - beyond1
    found[:, 0, 2] = beyond1 * (1 - beyond2)
    found[:, 0, 3] = beyond1 * beyond2
    found[:, 1, 2] = 1 - from1
    found[:, 1, 3] = from1
    found[:, 2, 3] = 1.0
    return found


def landings(told: Coefficients) -> Array:
    """Return where a fall from each level ends, shape (4, 4); from level 0 nowhere."""
    found = np.zeros((4, 4))
    for level in range(1, 4):
        left = 1.0
        for to in range(level - 1, 0, -1):
            found[level, to] = left * (1 - told.fall_further)
            left *= told.fall_further
        found[level, 0] = left
    return found


def chances(told: Coefficients, panel: Panel) -> Array:
    """Return the chances of next year's levels, shape (n, 4)."""
    rows = np.arange(len(panel))
    up, down = rise(told, panel)[:, None], fall(told, panel)[:, None]
    stays = np.eye(4)[panel.level]
    goes_up = arrivals(told, panel.kind)[rows, panel.level]
    result: Array = down * landings(told)[panel.level] + (1 - down) * (
        (1 - up) * stays + up * goes_up
    )
    return result
