"""From a roadmap to the arrays that the engines compute with; symbols as in docs/model.md."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import Fault, faults, stages
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.tranches import expand
from khutwa.words import M, Message

Array = NDArray[np.float64]

DAYS_PER_YEAR = 365.2425
"""Mean length of a year of the Gregorian calendar."""


class InfeasibleSchedule(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """The plan has no schedule that could be followed.

    Attributes:
        faults: What stands in the way.
        message: The first of it in words.
    """

    def __init__(self, message: Message, found: tuple[Fault, ...] = ()) -> None:
        super().__init__(message.template)
        self.message = message
        self.faults = found


@dataclass(frozen=True)
class Stakes:
    """Stakes of m parties in n steps, in d draws.

    Attributes:
        flow: f, shape (d, m, n).
        once: c, shape (d, m, n).
        outside: w, shape (d, m, n).
        dividend: b, shape (d, m).
    """

    flow: Array
    once: Array
    outside: Array
    dividend: Array


@dataclass(frozen=True)
class Game:
    """Steps in an order, without their stakes.

    Attributes:
        parties: Ids of the m parties, in file order.
        steps: Ids of the n steps, in file order.
        discount: delta, per period, shape (m,).
        length: What each step takes, in periods, shape (n,).
        sure: p of each step, the chance that it comes about, shape (n,).
        detects: q of each step, shape (n,).
        persists: rho of each step, shape (n,).
        reversible: Whether each step can be undone, shape (n,).
        owed: Whether a party owes a step, shape (m, n).
        escrow: The exchange of each step, -1 for none, shape (n,).
        stalls: Whether a party may withhold or undo what it owes.
        free_exit: Whether everybody may walk away at every stage, or only who owes a step in it.
        stages: Indices of the steps of each of the K stages; empty before an order is chosen.
        base: Indices of the steps that are in force before the first stage.
    """

    parties: tuple[str, ...]
    steps: tuple[str, ...]
    discount: Array
    length: Array
    sure: Array
    detects: Array
    persists: Array
    reversible: NDArray[np.bool_]
    owed: NDArray[np.bool_]
    escrow: NDArray[np.int64]
    stalls: bool = True
    free_exit: bool = True
    stages: tuple[tuple[int, ...], ...] = ()
    base: tuple[int, ...] = ()

    @cached_property
    def duration(self) -> Array:
        """Return d_k, in periods, shape (K,)."""
        return np.array([self.length[list(stage)].max() for stage in self.stages])

    @cached_property
    def reliability(self) -> Array:
        """Return p_k, shape (K,)."""
        return np.array([self.sure[list(stage)].prod() for stage in self.stages])

    @cached_property
    def owes(self) -> NDArray[np.bool_]:
        """Return who owes a step at each stage, and nobody once all is done, shape (K+1, m)."""
        owes = [self.owed[:, list(stage)].any(axis=1) for stage in self.stages]
        nobody = np.zeros(len(self.parties), dtype=bool)
        return np.array([*owes, nobody])

    @cached_property
    def may_leave(self) -> NDArray[np.bool_]:
        """Return who may walk away at each stage and once all is done, shape (K+1, m)."""
        return self.owes | self.free_exit

    def in_order(self, stages: Sequence[Sequence[int]]) -> Game:
        """Return the same steps in another order."""
        return replace(self, stages=tuple(tuple(stage) for stage in stages))


def scheduled(roadmap: Roadmap, done: Collection[str] = ()) -> tuple[Game, Roadmap]:
    """Return the game of the roadmap's schedule and the expanded roadmap it is played on.

    Args:
        roadmap: The plan.
        done: Steps, of the expanded roadmap, that are already in force; what is left is scheduled
            as before.

    Raises:
        InfeasibleSchedule: if there are no parties, or a step cannot be taken when scheduled.
    """
    found = tuple(faults(roadmap, done)) if roadmap.parties else ()
    if found:
        first = found[0]
        name = roadmap.label(first.step)
        message = (
            M("{step} can never be reached, so the plan cannot be completed; run `khutwa check`.",
              step=name)
            if first.stage is None
            else M("{step} is scheduled before what it requires; run `khutwa check`.", step=name)
        )  # fmt: skip
        raise InfeasibleSchedule(message, found)
    whole = expand(roadmap)
    order = stages(roadmap, done)
    game = unordered(whole, {*done, *(name for stage in order for name in stage)})
    index = {name: number for number, name in enumerate(game.steps)}
    game = game.in_order([[index[name] for name in stage] for stage in order])
    return replace(game, base=tuple(index[name] for name in game.steps if name in done)), whole


def unordered(whole: Roadmap, names: Collection[str]) -> Game:
    """Return the game of some steps of an expanded roadmap before an order is chosen.

    Raises:
        InfeasibleSchedule: if there are no parties.
    """
    if not whole.parties:
        raise InfeasibleSchedule(M("The plan names no party whose interests could be looked at."))
    steps = [step for name, step in whole.steps.items() if name in names]
    years = whole.period.mean_days / DAYS_PER_YEAR
    exchanges = sorted({step.escrow for step in steps if step.escrow})
    return Game(
        parties=tuple(whole.parties),
        steps=tuple(step.id for step in steps),
        discount=np.array([party.patience**years for party in whole.parties.values()]),
        length=np.array([whole.periods(step.duration(whole.period)[1]) for step in steps]),
        sure=np.array([step.reliability for step in steps]),
        detects=np.array([step.detection for step in steps]),
        persists=np.array([step.persisting for step in steps]),
        reversible=np.array([step.reversible for step in steps]),
        owed=np.array([[party in step.obligors for step in steps] for party in whole.parties]),
        escrow=np.array(
            [exchanges.index(step.escrow) if step.escrow else -1 for step in steps]
        ),
        stalls=whole.alternatives.stall,
        free_exit=whole.alternatives.walk_away == "anyone",
    )  # fmt: skip


def draw_stakes(whole: Roadmap, game: Game, draws: int = 0, seed: int = 0, skip: int = 0) -> Stakes:
    """Return the likely stakes (one row), or `draws` rows drawn from their ranges.

    A range [low, likely, high] is drawn from the triangular distribution. Every stake has a stream
    of its own, so that adding a step or a party does not change what is drawn for the others, and
    another order of the same steps meets the same draws.

    Args:
        whole: The expanded roadmap.
        game: Its game.
        draws: Rows to draw; 0 for the likely values.
        seed: Seed of the draws.
        skip: Rows of the streams that come before; batches one after the other are the rows that
            one call would draw at once.
    """
    m, n, rows = len(game.parties), len(game.steps), max(draws, 1)
    tables = {kind: np.zeros((rows, m, n)) for kind in ("flow", "once", "outside")}
    dividend = np.zeros((rows, m))
    for i, party in enumerate(game.parties):
        stream = f"{party}/dividend"
        dividend[:, i] = _column(whole.parties[party].dividend, draws, seed, stream, skip)
        for a, step in enumerate(game.steps):
            stakes = whole.steps[step].stakes.get(party)
            if stakes is None:
                continue
            for kind, table in tables.items():
                # The tranches of a step share one draw: they are parts of one judgement.
                stream = f"{party}/{step.rsplit('.', 1)[0]}/{kind}"
                table[:, i, a] = _column(getattr(stakes, kind), draws, seed, stream, skip)
    return Stakes(tables["flow"], tables["once"], tables["outside"], dividend)


def _column(stake: Stake, draws: int, seed: int, stream: str, skip: int) -> Array:
    if not draws or not stake.is_range:
        return np.full(max(draws, 1), stake.likely)
    bits = np.random.PCG64(np.random.SeedSequence([seed, *stream.encode()]))
    # Inverse transform, so that the same uniform number serves every tranche and every order.
    u = np.random.Generator(bits.advance(skip)).random(draws)
    low, mode, high = stake.low, stake.likely, stake.high
    turn = (mode - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < turn, left, right)
