"""How fast the order search is, next to other solvers and to plain Python, in one run.

    python benchmarks/order.py [--cap 10] [--part solvers,python,discounted,start]

Bars:
- undiscounted, 10 to 40 steps, sparse and dense: faster than CP-SAT, HiGHS and z3 on each plan. A
  solver that is not through after the cap is slower by at least the ratio shown.
- compiled code at least 50 times as fast as the same search in plain Python, where that takes a
  second or more.
- discounted, 16 steps, 3 parties: the proved optimum within 5 s on nine of ten plans.
- discounted, 24 steps, stages of up to 3: within 10 s, or a proved gap of at most 2 % of what is at
  stake.

Ends with 1 if a bar is missed. Times are by the wall clock, so let nothing else run beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent))

from plans import plan

from game import peers  # type: ignore[import-not-found]
from khutwa.game import order
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.kernels import available
from khutwa.game.ordering.edges import edges
from khutwa.game.ordering.labels import Labels
from khutwa.game.ordering.local import nearest
from khutwa.game.ordering.problem import problem
from khutwa.game.ordering.units import units
from khutwa.game.ordering.widest import widest

Result = TypeVar("Result")

SOLVERS: dict[str, tuple[str, Callable[[peers.Margins, float], list[int] | None]]] = {
    "CP-SAT": ("ortools", peers.cp_sat),
    "HiGHS": ("scipy", peers.highs),
    "z3": ("z3", peers.z3_optimum),
}
DENSITIES = {"sparse": 0.05, "dense": 0.3}


def timed(run: Callable[[], Result], runs: int = 1) -> tuple[Result, float]:
    """Return a result and the least seconds that it took in some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - start)
    return result, min(times)


def solvers(cap: float) -> bool:
    """Compare with other solvers; each gets the model built within its time, as we do."""
    print("\nUndiscounted: milliseconds of khutwa, and how many times as long the others take")
    print(f"{'steps':>5} {'':6} {'khutwa':>8}" + "".join(f"{name:>12}" for name in SOLVERS))
    sound = True
    for steps in (10, 15, 20, 25, 30, 35, 40):
        for word, density in DENSITIES.items():
            roadmap = plan(steps, 2, density, timed=False)
            search, ours = timed(partial(order, roadmap, top=1), runs=3)
            asked = peers.margins(roadmap)
            cells = []
            for module, solve in SOLVERS.values():
                if importlib.util.find_spec(module) is None:
                    cells.append("missing")
                    continue
                found, theirs = timed(partial(solve, asked, cap))
                if found and asked.value(found) > search.best.smallest + 1e-9:
                    cells.append("BETTER")
                    sound = False
                    continue
                cells.append(f"{'' if found else '> '}{theirs / ours:,.0f}")
                sound &= theirs > ours
            print(f"{steps:5} {word:6} {1000 * ours:8.1f}" + "".join(f"{c:>12}" for c in cells))
    return sound


def python() -> bool:
    """Compare compiled code with the same search in plain Python, where the work is large."""
    print("\nUndiscounted, compiled against plain Python (the same states, the same path)")
    print(f"{'steps':>5} {'parties':>7} {'stage':>5} {'states':>9} {'Python s':>9} {'ratio':>6}")
    if not available():
        print("numba is not installed: nothing to compare")
        return False
    ratios = []
    for steps, count, density, seed, size in (
        (40, 3, 0.3, 2, 1),
        (63, 4, 0.3, 1, 1),
        (63, 4, 0.3, 2, 1),
        (30, 3, 0.2, 2, 3),
        (40, 4, 0.05, 1, 2),
    ):
        game, whole = scheduled(plan(steps, count, density, seed, timed=False))
        asked = problem(game, units(whole, game), draw_stakes(whole, game), size)
        above = asked.value([asked.number[mask] for mask in nearest(asked, game.stages)])
        widest(asked, above, 1000, compiled=True)
        # Without NumPy, which the search uses to find the stages where there are many.
        vars(asked)["_masks"] = None
        slow, seconds = timed(partial(widest, asked, above, 10**7))
        fast, least = timed(partial(widest, asked, above, 10**7, compiled=True), runs=5)
        assert slow == fast, "compiled and plain code differ"
        ratio = seconds / least
        print(f"{steps:5} {count:7} {size:5} {slow.seen:9,} {seconds:9.2f} {ratio:6.0f}")
        if seconds >= 1:
            ratios.append(ratio)
    print("\nDiscounted, the same for one bar: rounds of what is required, then labels")
    print(f"{'steps':>5} {'states':>9} {'labels':>9} {'Python s':>9} {'ratio':>6}")
    for seed, bar in ((3, 0.17), (9, 0.005)):
        game, whole = scheduled(plan(16, 3, 0.05, seed, timed=True))
        asked = problem(game, units(whole, game), draw_stakes(whole, game), 1)
        graph = edges(asked, 10**9, lambda: False)
        found = []
        for compiled, runs in ((False, 1), (True, 3)):
            labels = Labels(asked, graph, lambda: False, 10**7, use_compiled=compiled)
            answer, seconds = timed(partial(labels.ask, bar), runs=runs)
            found.append((answer, labels.work.made // runs, seconds))
        (plain, made, slow_time), (quick, _, fast_time) = found
        assert plain == quick, "compiled and plain code differ"
        ratio = slow_time / fast_time
        print(f"{16:5} {len(graph.states):9,} {made:9,} {slow_time:9.2f} {ratio:6.0f}")
        if slow_time >= 1:
            ratios.append(ratio)
    return min(ratios) >= 50


def discounted() -> bool:
    """Say on how many plans with time and risk the optimum is proved in time."""
    sound = True
    for title, steps, size, limit, needed, gap in (
        ("16 steps, 3 parties, one step a stage", 16, 1, 5.0, 9, 0.0),
        ("24 steps, 3 parties, stages of up to 3", 24, 3, 10.0, 10, 0.02),
    ):
        for word, density in (("sparse", 0.05), ("middling", 0.1), ("dense", 0.2)):
            print(f"\nDiscounted, {title}, {word}")
            print(f"{'seed':>4} {'states':>9} {'labels':>9} {'seconds':>8} {'best':>7} {'gap':>7}")
            good = 0
            for seed in range(10):
                roadmap = plan(steps, 3, density, seed, timed=True)
                start = time.perf_counter()
                search = order(roadmap, stage_size=size, top=1, time=limit)
                seconds = time.perf_counter() - start
                proof = search.certificate
                print(f"{seed:4} {proof.states:9,} {proof.labels:9,} {seconds:8.2f} "
                      f"{search.best.smallest:7.3f} {search.gap:7.4f}"
                      f"{'' if proof.exact else f' stopped by {proof.stopped_by}'}")  # fmt: skip
                good += proof.exact or search.gap <= gap
            print(f"{good} of 10")
            sound &= good >= needed
    return sound


def starts() -> bool:
    """Say how long the first use takes, with and without what was compiled before."""
    print("\nSeconds of one `khutwa order` of 16 steps, compiled; process start included")
    with tempfile.TemporaryDirectory() as folder:
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); from plans import plan; "
            "from khutwa.game import order; "
            "s = order(plan(16, 3, 0.05, 3, timed=True), top=1, time=0.01); "
            "from khutwa.game.kernels import *; import numpy as np; "
            "s = order(plan(16, 3, 0.05, 1, timed=True), top=1); print(s.certificate.compiled)"
        )
        for word in ("cold", "warm", "warm"):
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", script, str(Path(__file__).parent)],
                env={"PATH": "", "NUMBA_CACHE_DIR": folder},
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            seconds = time.perf_counter() - start
            print(f"{word}: {seconds:.2f} s, compiled code used: {done.stdout.strip()}")
    return True


def main() -> int:
    """Run the parts asked for and say which bars were missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--cap", type=float, default=10.0, help="seconds for each other solver")
    options.add_argument("--part", default="solvers,python,discounted,start")
    given = options.parse_args()
    parts: dict[str, Callable[[], bool]] = {
        "solvers": lambda: solvers(given.cap),
        "python": python,
        "discounted": discounted,
        "start": starts,
    }
    missed = [name for name in given.part.split(",") if not parts[name]()]
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nAll bars are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
