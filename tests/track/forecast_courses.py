"""Small panels with invented accords, and coefficients that are easy to reckon with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from khutwa.track.forecast_kinds import KINDS
from khutwa.track.forecast_model import Coefficients
from khutwa.track.forecast_panel import Panel, Progress, panel

NONE = (0.0,) * len(KINDS)

PLAIN = Coefficients(
    level=(-1.0, -1.5, -2.0),
    time=0.0,
    kind=NONE,
    kind_time=NONE,
    pace=0.0,
    so_far=0.0,
    expected_level=(-1.0, -1.0, -1.0),
    expected_time=0.0,
    further=(0.0, 0.0, 0.0),
    further_kind=NONE,
    fall=(0.0, 0.0, 0.0),
    fall_further=0.0,
    spread=0.0,
)
"""A chain that only looks at the level: rises by the logistic of -1, -1.5 and -2, no falls."""


def courses(
    told: Mapping[str, Sequence[int]], *, accord: str = "a", kind: str = "", signed: float = 2000.0
) -> list[Progress]:
    """Return the courses of promises, by name, from the year of the signature on."""
    return [
        Progress(accord, name, kind, signed, dict(enumerate(levels, int(signed))))
        for name, levels in told.items()
    ]


def drawn(
    told: Coefficients, *, accords: int, promises: int, years: int = 9, seed: int = 0
) -> Panel:
    """Return a panel drawn from the model itself, the pace of the accord left out."""
    draws = np.random.default_rng(seed)
    quiet = replace(told, pace=0.0)
    found = []
    for number in range(accords):
        kinds = [KINDS[(number + place) % len(KINDS)] for place in range(promises)]
        level = np.zeros(promises, dtype=np.int64)
        past = [level]
        for year in range(years):
            chances = _step(quiet, kinds, level, year)
            below = np.cumsum(chances, axis=1)[:, :3]
            level = (draws.random(promises)[:, None] > below).sum(axis=1)
            past.append(level)
        found += [
            Progress(f"{number:02d}", f"p{place:02d}", kinds[place], 2000.0,
                     {2000 + year: int(levels[place]) for year, levels in enumerate(past)})
            for place in range(promises)
        ]  # fmt: skip
    return panel(found)


def _step(told: Coefficients, kinds: Sequence[str], level: np.ndarray, year: int) -> np.ndarray:
    from khutwa.track.forecast_model import chances

    now = panel(
        Progress("x", f"p{place:02d}", kind, 2000.0, {2000 + year: int(level[place])})
        for place, kind in enumerate(kinds)
    )
    return chances(told, now)
