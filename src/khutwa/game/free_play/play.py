"""Who would move next if nobody imposed an order, and where that ends."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from khutwa.game.arrays import Array, draw_stakes, scheduled
from khutwa.game.free_play.result import Chances, End, FreeOrder, Move
from khutwa.game.free_play.rules import rules
from khutwa.game.free_play.solve import MEMORY, Solver
from khutwa.game.ordering.result import evaluated
from khutwa.game.ordering.units import units
from khutwa.game.quantal.response import Precision
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap


def play(
    roadmap: Roadmap, precision: Precision | None = None, *, memory: int | None = None
) -> FreeOrder:
    """Play a plan without an imposed order: parties decide by themselves what to do next.

    Subgame-perfect play of the free-order game (docs/model.md), by backward induction over the
    feasible states. With `precision` also its agent quantal response (McKelvey & Palfrey 1998).

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        precision: How parties err; None for parties that do not. Its hazard is not looked at.
        memory: Bytes that the states may take; None for 2 GB.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to compare with.
        TooLarge: if the states do not fit into the memory.
        ValueError: if a lambda is negative or not finite, or none is given, or `memory` is not
            above 0.
    """
    from khutwa.version import __version__

    if precision and not all(0 <= lam < math.inf for lam in precision.rationality or (-1.0,)):
        raise ValueError("lambda must be a finite number, 0 or more")
    if memory is not None and memory <= 0:
        raise ValueError("memory must be above 0")
    game, whole = scheduled(roadmap)
    stakes = draw_stakes(whole, game)
    asked = units(whole, game)
    solver = Solver(rules(game, asked, stakes), memory or MEMORY, noisy=precision is not None)
    value = solver.values()
    moves, end, leaver = _path(solver, value)
    worth = tuple(value[0].tolist())
    # The values are not needed any longer, and those of parties that err take as much room.
    del value
    chances = _chances(solver, precision) if precision else ()
    return FreeOrder(
        roadmap=whole,
        game=game,
        moves=moves,
        end=end,
        leaver=leaver,
        worth=worth,
        agreed=evaluated(game, stakes, game.stages),
        promised=tuple(values(game, stakes).comply[0, 0].tolist()),
        owners=tuple(tuple(game.parties[i] for i in own) for own in solver.rules.owners),
        states=len(solver.states),
        split=asked.split,
        chances=chances,
        precision=precision and replace(
            precision, rationality=tuple(each.rationality for each in chances), hazard=None
        ),
        version=__version__,
    )  # fmt: skip


def _path(solver: Solver, value: Array) -> tuple[tuple[Move, ...], End, str | None]:
    """Return the moves of subgame-perfect play, how it ends and who leaves."""
    rules = solver.rules
    game, count = rules.game, rules.units.family.count
    moves: list[Move] = []
    state = 0
    while state != rules.units.family.goal:
        answers = solver.answers(state, value).argmax(axis=1)
        first = next((i for i, answer in enumerate(answers) if answer != count), None)
        if first is not None and answers[first] > count:
            return tuple(moves), "walk away", game.parties[first]
        c = rules.unowed(rules.ready(state)) if first is None else int(answers[first])
        if c is None:
            return tuple(moves), "frozen", None
        moves.append(
            Move(
                party=None if first is None else game.parties[first],
                steps=tuple(game.steps[a] for a in rules.units.members[c]),
                agree=tuple(game.parties[i] for i in rules.owners[c] if i != first),
                sure=float(rules.sure[c]),
            )
        )
        state |= 1 << c
    return tuple(moves), "done", None


def _chances(solver: Solver, precision: Precision) -> tuple[Chances, ...]:
    rules = solver.rules
    decides = rules.scale > 0
    scale = rules.scale if precision.scale == "relative" else decides.astype(float)
    found = []
    for lam in sorted(set(precision.rationality)):
        value = solver.values(lam, scale)
        spread = solver.spread(value, lam, scale)
        steps = np.empty(len(rules.game.steps))
        for c, own in enumerate(rules.units.members):
            steps[list(own)] = spread.units[c]
        found.append(
            Chances(
                rationality=lam,
                done=spread.done,
                failed=spread.failed,
                frozen=spread.frozen,
                left=tuple(spread.left.tolist()),
                steps=tuple(steps.tolist()),
                worth=tuple(value[0].tolist()),
            )
        )
    return tuple(found)
