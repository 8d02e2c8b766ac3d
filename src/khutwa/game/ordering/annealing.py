"""A good order of a large plan, by many small moves (`kernels.anneal`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from khutwa.game import kernels
from khutwa.game.kernels.anneal import anneal
from khutwa.game.ordering.edges import Deadline
from khutwa.game.ordering.problem import Problem

MOVES = 400_000
"""Moves of one search."""

_RISE, _TOLERANCE = 0.005, 0.02
"""Of several pairs tried on drawn plans of 24 steps these found the best orders."""

_PART = 20_000
"""Moves between two looks at the clock."""


def annealed(
    problem: Problem,
    begin: Sequence[int],
    over: Deadline,
    *,
    moves: int = MOVES,
    seed: int = 1,
    compiled: bool = True,
) -> tuple[int, ...]:
    """Return the best schedule that a search by small moves comes across.

    Args:
        problem: The problem; its masks fit 64 bits.
        begin: Numbers of the stages of a feasible schedule.
        over: Tells when the time is over; what was found by then counts.
        moves: Moves to try.
        seed: Seed of the random numbers, 1 to 2147483646.
        compiled: Whether to compile.
    """
    family = problem.units.family
    order = np.full(family.count, -1, dtype=np.int64)
    order[: len(begin)] = begin
    fixed: tuple[Any, ...] = (np.array(problem.stages), np.array(problem.needs), problem.gates,
                              problem.children, problem.sums_of_values, problem.coefficients,
                              np.array(problem.final), order, order.copy(),
                              np.array([problem.value(begin), -1.0]),
                              np.array([seed]))  # fmt: skip
    if not compiled:
        fixed = tuple(array.tolist() for array in fixed)
    *steps, children, sums, terms, final, at_hand, best, report, state = fixed
    run: Callable[..., None] = kernels.compiled(anneal) if compiled else anneal
    for move in range(0, moves, _PART):
        if over():
            break
        run(move, min(move + _PART, moves), moves, _RISE, _TOLERANCE, *steps, children,
            family.count, sums, terms, final, len(problem.parties), at_hand, best, report,
            state)  # fmt: skip
    return tuple(int(t) for t in best if t >= 0)
