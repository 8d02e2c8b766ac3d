"""How the cost of free play grows: states a second and seconds, against size and against width.

Drawn as docs/growth.svg and printed as a table. The share of memory bandwidth is what the tables
of the states weigh, over the seconds, over what a plain copy of as much memory reaches in the same
run; the tables are written once and read at least once, so that it is a lower bound.
"""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from free_order import solved
from plans import plan

from khutwa.game.free_play.solve import bytes_per_state
from khutwa.game.kernels import available
from khutwa.report.svg import Sheet
from khutwa.report.theme import ACCENT, GRID, INK, OWNERS, QUIET

OUTPUT = Path(__file__).parents[1] / "docs" / "growth.svg"
SIZES = (8, 10, 12, 14, 16, 18, 20, 22)
"""Steps."""
DENSITIES = (0.0, 0.1, 0.3)
"""Chances that a step requires a given one of the six before it: the larger, the narrower."""


@dataclass(frozen=True)
class Point:
    """One plan solved."""

    steps: int
    density: float
    states: int
    seconds: float
    share: float

    @property
    def width(self) -> float:
        """Return how many free steps would have as many states."""
        return math.log2(self.states)


def bandwidth(size: int) -> float:
    """Return the bytes a second that a copy of `size` bytes reads and writes, best of five."""
    source, target = np.ones(size // 8), np.empty(size // 8)
    best = math.inf
    for _ in range(5):
        start = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - start)
    return 2 * source.nbytes / best


def measured(steps: int, density: float) -> Point:
    """Return the best of three runs on one plan."""
    roadmap = plan(steps, 2, density, timed=True)
    best, states = math.inf, 0
    for _ in range(3):
        start = time.perf_counter()
        solver, _values = solved(roadmap, compiled=available())
        best = min(best, time.perf_counter() - start)
        states = len(solver.states)
    table = states * bytes_per_state(2, noisy=False)
    reached = 2 * table / best / bandwidth(max(table, 1 << 24))
    return Point(steps, density, states, best, reached)


def main() -> int:
    """Measure, print and draw."""
    measured(SIZES[0], DENSITIES[0])  # what has to be compiled is compiled here
    points = [measured(steps, density) for density in DENSITIES for steps in SIZES]
    head = ("steps", "density", "states", "width", "seconds", "states/s", "memory")
    print("".join(f"{word:>12}" for word in head))
    for p in points:
        print(
            f"{p.steps:12}{p.density:12}{p.states:12,}{p.width:12.1f}{p.seconds:12.4f}"
            f"{p.states / p.seconds:12,.0f}{p.share:12.1%}"
        )
    OUTPUT.write_text(drawn(points), encoding="utf-8")
    print(f"\nDrawn: {OUTPUT.name}")
    return 0


def drawn(points: list[Point]) -> str:
    """Return two curves a density: seconds against steps, states a second against width."""
    sheet = Sheet("en", 900, 400)
    title = "How the cost of free play grows (two parties)"
    sheet.text(24, 32, title, 18, font_weight="600")
    seconds = [(p.density, float(p.steps), math.log10(p.seconds)) for p in points]
    rates = [(p.density, p.width, math.log10(p.states / p.seconds)) for p in points]
    _curves(sheet, 70, seconds, "steps", "seconds")
    _curves(sheet, 520, rates, "width: log2 of the states", "states a second")
    for number, density in enumerate(DENSITIES):
        x = 70 + 200 * number
        sheet.rect(x, 372, 11, 11, fill=OWNERS[number])
        sheet.text(x + 16, 382, f"precedence {density:g}", 12)
    return sheet.render(title, "Seconds against steps; states a second against width.")


def _curves(
    sheet: Sheet, left: float, points: list[tuple[float, float, float]], across: str, up: str
) -> None:
    width, top, bottom = 340.0, 70.0, 310.0
    xs, ys = [x for _, x, _ in points], [y for _, _, y in points]
    low, high = math.floor(min(ys)), math.ceil(max(ys))
    first, last = min(xs), max(xs)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + (x - first) / (last - first) * width,
            bottom - (y - low) / (high - low) * (bottom - top),
        )

    for exponent in range(low, high + 1):
        _, y = at(first, exponent)
        sheet.line(left, y, left + width, y, stroke=GRID)
        sheet.text(left - 6, y + 4, f"{10.0**exponent:g}", 11, anchor="end", fill=QUIET)
    for x in (first, (first + last) / 2, last):
        sheet.text(at(x, low)[0], bottom + 18, f"{x:.0f}", 11, anchor="middle", fill=QUIET)
    sheet.text(left + width / 2, bottom + 38, across, 12, anchor="middle", fill=INK)
    sheet.text(left, top - 14, up, 12, fill=INK)
    for number, density in enumerate(DENSITIES):
        curve = [at(x, y) for d, x, y in points if d == density]
        for (x1, y1), (x2, y2) in pairwise(curve):
            sheet.line(x1, y1, x2, y2, stroke=OWNERS[number], stroke_width=2)
        for x, y in curve:
            sheet.rect(x - 3, y - 3, 6, 6, fill=ACCENT if not number else OWNERS[number])


if __name__ == "__main__":
    sys.exit(main())
