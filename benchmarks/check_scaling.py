"""How long a check takes as the plan grows, against the time it takes to read the plan.

    python benchmarks/check_scaling.py [--profile]

Bars: at 2,000 steps a check takes at most ten times as long as reading the file, and from 125 to
2,000 steps it grows near linearly: with the size to the power of 1.3 at most.
"""

from __future__ import annotations

import cProfile
import gc
import math
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from grown import text

from khutwa.linter import Report, check
from khutwa.roadmap.loader import Loaded, load_text

SIZES = (125, 250, 500, 1000, 2000)
RUNS = 3
MOST_RATIO = 10.0
MOST_SLOPE = 1.3


def best(job: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some runs: the rest is what else the machine does."""
    fastest = math.inf
    for _ in range(RUNS):
        gc.collect()
        begun = time.process_time()
        job()
        fastest = min(fastest, time.process_time() - begun)
    return fastest


def grown(steps: int) -> Loaded:
    """Return a loaded plan of this size."""
    loaded = load_text(text(steps))
    assert loaded.ok, [str(found) for found in loaded.diagnostics[:3]]
    return loaded


def checked(loaded: Loaded) -> Report:
    """Return the report on a plan."""
    return check(loaded)


def slope(sizes: list[int], seconds: list[float]) -> float:
    """Return the power with which the time grows: the least-squares slope in logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    top = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return top / sum((a - x) ** 2 for a in xs)


def profile(steps: int) -> None:
    """Print what a check of a plan of this size spends its time on."""
    loaded = grown(steps)
    with cProfile.Profile() as watched:
        checked(loaded)
    pstats.Stats(watched).sort_stats("cumulative").print_stats(40)


def main() -> int:
    """Measure, print the table, and return 1 where a bar is missed."""
    checked(grown(SIZES[0]))  # what is loaded once is not counted
    if "--profile" in sys.argv:
        profile(SIZES[-1])
        return 0
    print(f"{'steps':>6} {'read s':>8} {'check s':>8} {'ratio':>6} {'findings':>9}")
    times: list[float] = []
    ratio = 0.0
    for steps in SIZES:
        source = text(steps)
        reading = best(lambda source=source: load_text(source))  # type: ignore[misc]
        loaded = grown(steps)
        checking = best(lambda loaded=loaded: checked(loaded))  # type: ignore[misc]
        times.append(checking)
        ratio = checking / reading
        count = len(checked(loaded).findings)
        print(f"{steps:>6} {reading:>8.3f} {checking:>8.3f} {ratio:>6.2f} {count:>9}")
    power = slope(list(SIZES), times)
    print(f"ratio at {SIZES[-1]} steps: {ratio:.2f} (bar {MOST_RATIO:g})")
    print(f"grows with the size to the power of {power:.2f} (bar {MOST_SLOPE:g})")
    return int(ratio > MOST_RATIO or power > MOST_SLOPE)


if __name__ == "__main__":
    sys.exit(main())
