"""How fast free play is solved, next to general game solvers, in one run.

    python benchmarks/free_order.py [--part openspiel,pygambit,large]

Bars:
- 10 steps, 2 parties (2.5 million nodes as a tree): at least 1,000 times as fast as building and
  solving the same tree with OpenSpiel, which gives the same values.
- the same against building the tree with pygambit, without solving it; on 8 steps (120,843 nodes),
  because its time grows faster than the tree.
- 32 steps with conditions, 424,320 states: under 0.2 s, states included, once compiled.

The time of ours counts from the plan as loaded: arrays, states, values. That of the others begins
with the text of the tree. Ends with 1 if a bar is missed. Times are by the wall clock, ours the
best of five, so let nothing else run beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from plans import plan

from khutwa.exchange.efg_free import free_efg
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.free_play.rules import rules
from khutwa.game.free_play.solve import Solver
from khutwa.game.kernels import available
from khutwa.game.ordering.units import units
from khutwa.roadmap.model import Roadmap

RATIO = 1000


def solved(roadmap: Roadmap, compiled: bool) -> tuple[Solver, list[float]]:
    """Return the solver and the values at the beginning."""
    game, whole = scheduled(roadmap)
    solver = Solver(rules(game, units(whole, game), draw_stakes(whole, game)), compiled=compiled)
    return solver, solver.values()[0].tolist()


def ours(roadmap: Roadmap) -> tuple[list[float], float]:
    """Return the values at the beginning and the least seconds of five runs."""
    compiled = available()
    _, worth = solved(roadmap, compiled)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        solved(roadmap, compiled)
        times.append(time.perf_counter() - start)
    return worth, min(times)


def backward(state: Any, parties: int) -> list[float]:
    """Solve an OpenSpiel game of perfect information by backward induction."""
    if state.is_terminal():
        found: list[float] = state.returns()
        return found
    if state.is_chance_node():
        mean = [0.0] * parties
        for action, p in state.chance_outcomes():
            then = backward(state.child(action), parties)
            mean = [x + p * y for x, y in zip(mean, then, strict=True)]
        return mean
    me, best = state.current_player(), [float("-inf")] * parties
    for action in state.legal_actions():
        then = backward(state.child(action), parties)
        if then[me] > best[me] + 1e-9:
            best = then
    return best


def peer(module: str) -> Any:
    """Return another solver; None, and say so, if it is not installed."""
    if importlib.util.find_spec(module) is None:
        print(f"{module} is not installed: nothing to compare with")
        return None
    return importlib.import_module(module)


def openspiel() -> bool:
    """Compare with OpenSpiel on the tree of 10 steps."""
    print("\n10 steps, 2 parties: OpenSpiel reads the tree and solves it")
    pyspiel = peer("pyspiel")
    if pyspiel is None:
        return False
    roadmap = plan(10, 2, 0.15, 9, timed=True)
    worth, seconds = ours(roadmap)
    text = free_efg(roadmap, most=10**7)
    start = time.perf_counter()
    theirs = backward(pyspiel.load_efg_game(text).new_initial_state(), 2)
    slow = time.perf_counter() - start
    same = all(abs(a - b) < 1e-6 for a, b in zip(worth, theirs, strict=True))
    count = text.count("\n") - 3
    print(f"{count:,} nodes: khutwa {1000 * seconds:.2f} ms, OpenSpiel {slow:.1f} s, ratio "
          f"{slow / seconds:,.0f}, {'the same values' if same else 'OTHER VALUES'}")  # fmt: skip
    return same and slow >= RATIO * seconds


def pygambit() -> bool:
    """Compare with pygambit, which only reads the tree."""
    print("\n2 parties: pygambit reads the tree")
    gambit = peer("pygambit")
    if gambit is None:
        return False
    ratios = []
    for steps, density in ((7, 0.1), (7, 0.0), (8, 0.1)):
        roadmap = plan(steps, 2, density, 0, timed=True)
        _, seconds = ours(roadmap)
        text = free_efg(roadmap)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "game.efg"
            file.write_text(text, "utf-8")
            start = time.perf_counter()
            gambit.read_efg(file)
            slow = time.perf_counter() - start
        ratios.append(slow / seconds)
        print(f"{steps} steps, {text.count(chr(10)) - 3:7,} nodes: khutwa {1000 * seconds:.2f} ms, "
              f"pygambit {slow:6.2f} s, ratio {ratios[-1]:,.0f}")  # fmt: skip
    return ratios[-1] >= RATIO


def large() -> bool:
    """Solve a plan whose tree nobody could write down."""
    print("\n32 steps, 2 parties, conditions")
    if not available():
        print("numba is not installed: no bar without it")
        return False
    roadmap = plan(32, 2, 0.22, 9, timed=True)
    solver, _ = solved(roadmap, True)
    _, seconds = ours(roadmap)
    print(f"{len(solver.states):,} states: {seconds:.3f} s")
    return seconds < 0.2


def main() -> int:
    """Run the parts asked for and say which bars were missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--part", default="openspiel,pygambit,large")
    parts: dict[str, Callable[[], bool]] = {
        "openspiel": openspiel,
        "pygambit": pygambit,
        "large": large,
    }
    missed = [name for name in options.parse_args().part.split(",") if not parts[name]()]
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nAll bars are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
