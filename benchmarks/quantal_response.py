"""How fast the quantal response of free play is, next to Gambit, in one run.

    python benchmarks/quantal_response.py [--steps 25]

Bars:
- 5 steps, 2 parties: at least 1,000 times as fast as Gambit's logit solver at the same lambda,
  which finds the same chance to be completed and the same values.
- 25 steps without any condition, 33,554,432 states: feasible; time and memory are printed.

Ours counts from the plan as loaded; Gambit's from the game as read. Ends with 1 if a bar is missed.
Times are by the wall clock, so let nothing else run beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plans import plan

from khutwa.exchange.efg_free import free_efg
from khutwa.game import Precision, play
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.free_play.rules import rules
from khutwa.game.free_play.solve import Solver, Spread
from khutwa.game.kernels import available
from khutwa.game.ordering.units import units
from khutwa.roadmap.model import Roadmap

RATIO = 1000
LAMBDA = 1.0


def ours(roadmap: Roadmap) -> tuple[Spread, list[float]]:
    """Return where play ends and what it is worth, at `LAMBDA` on the raw scale."""
    game, whole = scheduled(roadmap)
    asked = rules(game, units(whole, game), draw_stakes(whole, game))
    solver = Solver(asked, compiled=available(), noisy=True)
    scale = (asked.scale > 0).astype(float)
    value = solver.values(LAMBDA, scale)
    return solver.spread(value, LAMBDA, scale), value[0].tolist()


def small() -> bool:
    """Compare with Gambit."""
    print(f"\n5 steps, 2 parties, lambda {LAMBDA:g}")
    if importlib.util.find_spec("pygambit") is None:
        print("pygambit is not installed: nothing to compare with")
        return False
    gambit, qre = (importlib.import_module(name) for name in ("pygambit", "pygambit.qre"))
    ratios, sound = [], True
    for density, seed in ((0.2, 0), (0.1, 1)):
        roadmap = plan(5, 2, density, seed, timed=False)
        ours(roadmap)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            _, worth = ours(roadmap)
            times.append(time.perf_counter() - start)
        text = free_efg(roadmap)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "game.efg"
            file.write_text(text, "utf-8")
            game = gambit.read_efg(file)
        start = time.perf_counter()
        (found,) = qre.logit_solve_lambda(game, [LAMBDA])
        slow = time.perf_counter() - start
        theirs = [float(found.profile.payoffs[player]) for player in game.players]
        same = all(abs(a - b) < 1e-6 for a, b in zip(worth, theirs, strict=True))
        ratios.append(slow / min(times))
        sound &= same
        print(f"{text.count(chr(10)) - 3:5,} nodes: khutwa {1000 * min(times):.2f} ms, Gambit "
              f"{slow:.2f} s, ratio {ratios[-1]:,.0f}, "
              f"{'the same values' if same else 'OTHER VALUES'}")  # fmt: skip
    return sound and ratios[-1] >= RATIO


def large(steps: int) -> bool:
    """Play a plan with as many states as there are sets of its steps."""
    print(f"\n{steps} steps, 2 parties, no conditions, free play and lambda 50")
    if not available():
        print("numba is not installed: this would take hours")
        return False
    play(plan(20, 2, 0.0, 0, timed=True), Precision((50.0,)))
    roadmap = plan(steps, 2, 0.0, 0, timed=True)
    start = time.perf_counter()
    found = play(roadmap, Precision((50.0,)))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{found.states:,} states: {seconds:.1f} s, at most {memory:.2f} GB; all is done with "
          f"{found.chances[0].done:.4f}")  # fmt: skip
    return True


def main() -> int:
    """Run both parts and say which bars were missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--steps", type=int, default=25)
    steps = options.parse_args().steps
    missed = [name for name, met in (("5 steps", small()), (f"{steps} steps", large(steps)))
              if not met]  # fmt: skip
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nAll bars are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
