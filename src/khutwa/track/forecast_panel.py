"""Levels of many promises year by year, as arrays: what forecasts are fitted to and made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khutwa.track.forecast_kinds import KINDS

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

SOONEST = 0.1
"""Years since the signature below which less makes no difference: the data begin there."""


@dataclass(frozen=True)
class Progress:
    """The level of one promise at the end of each year.

    Attributes:
        accord: The accord it belongs to.
        item: Its name within the accord.
        kind: One of KINDS; empty where it is not known.
        signed: When the accord was signed, in years: 1993.5 lies in the middle of 1993.
        levels: 0 to 3 by year; the level of 1993 stands at its end, at 1994.0.
    """

    accord: str
    item: str
    kind: str
    signed: float
    levels: Mapping[int, int]


@dataclass(frozen=True)
class Panel:
    """One row a promise and year, by accord, promise and year; all arrays have shape (n,).

    Attributes:
        accords: Names of the accords.
        items: Name of the promise of each row.
        accord: Index of the accord.
        kind: Index of the kind; -1 where it is not known.
        year: The year at whose end the level stands.
        elapsed: Years from the signature to then.
        level: The level.
        following: The level a year later; -1 where it is not known.
        so_far: Mean level of all promises of the accord that year, as a share of full.
    """

    accords: tuple[str, ...]
    items: tuple[str, ...]
    accord: Ints
    kind: Ints
    year: Ints
    elapsed: Array
    level: Ints
    following: Ints
    so_far: Array

    def __len__(self) -> int:
        return len(self.level)

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Tell of each row whether the level a year later is known."""
        return self.following >= 0

    @cached_property
    def rose(self) -> NDArray[np.bool_]:
        """Tell of each row whether the level was higher a year later."""
        return self.following > self.level

    @cached_property
    def fell(self) -> NDArray[np.bool_]:
        """Tell of each row whether the level was lower a year later."""
        return self.known & (self.following < self.level)

    def of_accord(self, accord: int) -> Panel:
        """Return the rows of one accord."""
        mine = np.flatnonzero(self.accord == accord)
        return Panel(
            accords=(self.accords[accord],),
            items=tuple(self.items[number] for number in mine),
            accord=np.zeros(len(mine), dtype=np.int64),
            kind=self.kind[mine],
            year=self.year[mine],
            elapsed=self.elapsed[mine],
            level=self.level[mine],
            following=self.following[mine],
            so_far=self.so_far[mine],
        )

    def past(self, values: NDArray[np.floating], kept: float) -> Array:
        """Return for each row what was gathered in its accord in the years before it.

        Args:
            values: What each row adds once its year is over; rows whose following level is not
                known add nothing.
            kept: Share of what was gathered that still counts a year later.
        """
        gathered = np.zeros(len(self))
        adds = np.where(self.known, values, 0.0)
        for number in range(len(self.accords)):
            mine = self.accord == number
            years, place = np.unique(self.year[mine], return_inverse=True)
            total = np.bincount(place, weights=adds[mine])
            before = np.zeros(len(years))
            for now in range(1, len(years)):
                gap = int(years[now] - years[now - 1])
                before[now] = (before[now - 1] * kept + total[now - 1]) * kept ** (gap - 1)
            gathered[mine] = before[place]
        return gathered


def panel(progress: Iterable[Progress]) -> Panel:
    """Return the panel of some promises."""
    rows = sorted(
        (each.accord, each.item, year, level, each.levels.get(year + 1, -1), each)
        for each in progress
        for year, level in each.levels.items()
    )
    accords = tuple(sorted({row[0] for row in rows}))
    accord = np.array([accords.index(row[0]) for row in rows], dtype=np.int64)
    kinds = [KINDS.index(row[5].kind) if row[5].kind in KINDS else -1 for row in rows]
    year = np.array([row[2] for row in rows], dtype=np.int64)
    level = np.array([row[3] for row in rows], dtype=np.int64)
    signed = np.array([row[5].signed for row in rows], dtype=np.float64)
    so_far = np.zeros(len(rows))
    for one in np.unique(accord):
        for when in np.unique(year[accord == one]):
            same = (accord == one) & (year == when)
            so_far[same] = level[same].mean() / 3
    return Panel(
        accords=accords,
        items=tuple(row[1] for row in rows),
        accord=accord,
        kind=np.array(kinds, dtype=np.int64),
        year=year,
        elapsed=np.maximum(year + 1 - signed, SOONEST),
        level=level,
        following=np.array([row[4] for row in rows], dtype=np.int64),
        so_far=so_far,
    )
