"""The undiscounted order problem of single steps as other solvers see it, from the definition.

y[a, k] tells whether step a is done before position k. Every margin is affine in the column of k,
so the largest smallest margin is a mixed-integer programme. Nothing here comes from the engine's
own search but the plan's arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.roadmap.model import Roadmap

WHOLE = 10**6
"""What CP-SAT, which knows integers only, takes for 1."""


@dataclass(frozen=True)
class Margins:
    """rel of walking away at a state, and of stalling on a step there, as affine functions.

    Attributes:
        n: Number of steps.
        before: Pairs (a, b): a must be done before b begins.
        walk: For each party the constant and the coefficient of every step in force.
        stall: The same for each party and step that it owes, with the step.
    """

    n: int
    before: tuple[tuple[int, int], ...]
    walk: tuple[tuple[float, NDArray[np.float64]], ...]
    stall: tuple[tuple[int, float, NDArray[np.float64]], ...]

    def value(self, order: list[int]) -> float:
        """Return the smallest rel of an order of single steps."""
        done, least = np.zeros(self.n), float("inf")
        for a in order:
            least = min(least, *(c + float(row @ done) for c, row in self.walk))
            least = min(
                [least, *(c + float(row @ done) for step, c, row in self.stall if step == a)]
            )
            done[a] = 1
        return least


def margins(roadmap: Roadmap) -> Margins:
    """Return the margins of a plan of single steps, none of which takes time or may fail."""
    game, whole = scheduled(roadmap)
    stakes = draw_stakes(whole, game)
    n = len(game.steps)
    walk, stall = [], []
    for i in range(len(game.parties)):
        f, c, w = stakes.flow[0, i], stakes.once[0, i], stakes.outside[0, i]
        delta, b = float(game.discount[i]), float(stakes.dividend[0, i])
        for_ever = 1 / (1 - delta)
        scale = for_ever * abs(b) + (for_ever * abs(f) + abs(c) + abs(w)).sum()
        if not scale:
            continue
        start = for_ever * (f.sum() + b) + c.sum()
        kept = for_ever * game.persists * f + w
        walk.append((start / scale, (-c - kept) / scale))
        for a in range(n):
            if game.owed[i, a]:
                q = float(game.detects[a])
                held = (f + delta * q * kept) / (1 - delta * (1 - q))
                stall.append((a, start / scale, (-c - held) / scale))
    index = {name: a for a, name in enumerate(game.steps)}
    pairs = tuple(
        (index[atom], index[name])
        for name in game.steps
        for atom in sorted(whole.steps[name].condition.atoms())
    )
    return Margins(n, pairs, tuple(walk), tuple(stall))


def cp_sat(asked: Margins, seconds: float) -> list[int] | None:
    """Return the order that CP-SAT proves to be best up to rounding; None if out of time."""
    from ortools.sat.python import cp_model

    model, n = cp_model.CpModel(), asked.n
    y = [[model.new_bool_var("") for _ in range(n + 1)] for _ in range(n)]
    least = model.new_int_var(-4 * WHOLE, 4 * WHOLE, "")
    for k in range(n + 1):
        model.add(sum(y[a][k] for a in range(n)) == k)
    for a in range(n):
        for k in range(n):
            model.add_implication(y[a][k], y[a][k + 1])
    for a, b in asked.before:
        for k in range(n):
            model.add_implication(y[b][k + 1], y[a][k])
    for k in range(n):
        column = [y[a][k] for a in range(n)]
        for constant, row in asked.walk:
            weights = [round(WHOLE * float(r)) for r in row]
            total = cp_model.LinearExpr.weighted_sum(column, weights)
            model.add(total + round(WHOLE * constant) >= least)
        for a, constant, row in asked.stall:
            weights = [round(WHOLE * float(r)) for r in row]
            total = cp_model.LinearExpr.weighted_sum(column, weights)
            model.add(total + round(WHOLE * constant) >= least).only_enforce_if(
                [y[a][k + 1], y[a][k].Not()]
            )
    model.maximize(least)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return _order(lambda a, k: solver.value(y[a][k]), n)


def highs(asked: Margins, seconds: float) -> list[int] | None:
    """Return the order that HiGHS proves to be best up to its tolerances; None if out of time."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n = asked.n
    size = n * (n + 1) + 1
    rows: list[tuple[list[int], list[float]]] = []
    low: list[float] = []
    high: list[float] = []

    def add(at: list[int], weights: list[float], least: float, most: float = np.inf) -> None:
        rows.append((at, weights))
        low.append(least)
        high.append(most)

    def y(a: int, k: int) -> int:
        return a * (n + 1) + k

    for k in range(n + 1):
        add([y(a, k) for a in range(n)], [1.0] * n, k, k)
    for a in range(n):
        for k in range(n):
            add([y(a, k + 1), y(a, k)], [1, -1], 0)
    for a, b in asked.before:
        for k in range(n):
            add([y(a, k), y(b, k + 1)], [1, -1], 0)
    for k in range(n):
        column = [y(a, k) for a in range(n)]
        for constant, row in asked.walk:
            add([*column, size - 1], [*row.tolist(), -1], -constant)
        for a, constant, row in asked.stall:
            weights = row.tolist()
            # A margin is at least -2 and the objective at most 2, so 4 lets go of the rest.
            weights[a] += 4
            add([*column, y(a, k + 1), size - 1], [*weights, -4, -1], -constant - 4)
    entries = [(r, at, w) for r, (cols, ws) in enumerate(rows)
               for at, w in zip(cols, ws, strict=True)]  # fmt: skip
    i, j, w = (np.array(part) for part in zip(*entries, strict=True))
    cost = np.zeros(size)
    cost[-1] = -1
    whole = np.ones(size)
    whole[-1] = 0
    found = milp(
        cost,
        integrality=whole,
        bounds=Bounds(np.append(np.zeros(size - 1), -2), np.append(np.ones(size - 1), 2)),
        constraints=LinearConstraint(coo_array((w, (i, j))).tocsr(), low, high),
        options={"time_limit": seconds, "mip_rel_gap": 1e-6},
    )
    if found.status != 0:
        return None
    return _order(lambda a, k: round(found.x[y(a, k)]), n)


def z3_optimum(asked: Margins, seconds: float) -> list[int] | None:
    """Return the order that z3 proves to be best; None if out of time."""
    import z3

    n = asked.n
    y = [[z3.Bool(f"y{a}_{k}") for k in range(n + 1)] for a in range(n)]
    least = z3.Real("least")
    solver = z3.Optimize()
    solver.set("timeout", int(1000 * seconds))
    for k in range(n + 1):
        solver.add(z3.PbEq([(y[a][k], 1) for a in range(n)], k))
    for a in range(n):
        for k in range(n):
            solver.add(z3.Implies(y[a][k], y[a][k + 1]))
    for a, b in asked.before:
        for k in range(n):
            solver.add(z3.Implies(y[b][k + 1], y[a][k]))

    def total(k: int, constant: float, row: NDArray[np.float64]) -> object:
        parts = [z3.If(y[a][k], z3.RealVal(f"{r:.17f}"), 0) for a, r in enumerate(row)]
        return z3.Sum(parts) + z3.RealVal(f"{constant:.17f}")

    for k in range(n):
        for constant, row in asked.walk:
            solver.add(total(k, constant, row) >= least)
        for a, constant, row in asked.stall:
            now = z3.And(y[a][k + 1], z3.Not(y[a][k]))
            solver.add(z3.Implies(now, total(k, constant, row) >= least))
    solver.maximize(least)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    return _order(lambda a, k: z3.is_true(model.eval(y[a][k], model_completion=True)), n)


def _order(done: Callable[[int, int], object], n: int) -> list[int]:
    """Return the steps by the position before which each is first done."""
    return sorted(range(n), key=lambda a: next(k for k in range(n + 1) if done(a, k)))
