"""From a roadmap to the arrays that the engines compute with; symbols as in docs/model.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import Fault, faults, stages
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.tranches import expand
from khutwa.words import M, Message

Array = NDArray[np.float64]


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
    """A scheduled roadmap, without its stakes.

    Attributes:
        parties: Ids of the m parties, in file order.
        steps: Ids of the n steps, in file order.
        stages: Indices of the steps of each of the K stages.
        discount: delta, per period, shape (m,).
        duration: d_k, in periods, shape (K,).
        reliability: p_k, shape (K,).
        detects: q of each step, shape (n,).
        persists: rho of each step, shape (n,).
        reversible: Whether each step can be undone, shape (n,).
        owed: Whether a party owes a step, shape (m, n).
        escrow: The exchange of each step, -1 for none, shape (n,).
    """

    parties: tuple[str, ...]
    steps: tuple[str, ...]
    stages: tuple[tuple[int, ...], ...]
    discount: Array
    duration: Array
    reliability: Array
    detects: Array
    persists: Array
    reversible: NDArray[np.bool_]
    owed: NDArray[np.bool_]
    escrow: NDArray[np.int64]


def scheduled(roadmap: Roadmap) -> tuple[Game, Roadmap]:
    """Return the game of the roadmap's schedule and the expanded roadmap it is played on.

    Raises:
        InfeasibleSchedule: if there are no parties, or a step cannot be taken when scheduled.
    """
    if not roadmap.parties:
        raise InfeasibleSchedule(M("The plan names no party whose interests could be looked at."))
    found = tuple(faults(roadmap))
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
    order = stages(roadmap)
    used = [name for name in whole.steps if any(name in stage for stage in order)]
    index = {name: number for number, name in enumerate(used)}
    steps = [whole.steps[name] for name in used]
    years = roadmap.period.mean_days / 365.2425
    exchanges = sorted({step.escrow for step in steps if step.escrow})
    lengths = [whole.periods(step.duration(whole.period)[1]) for step in steps]
    game = Game(
        parties=tuple(whole.parties),
        steps=tuple(used),
        stages=tuple(tuple(index[name] for name in stage) for stage in order),
        discount=np.array([party.patience**years for party in whole.parties.values()]),
        duration=np.array([max(lengths[index[name]] for name in stage) for stage in order]),
        reliability=np.array(
            [np.prod([whole.steps[name].reliability for name in stage]) for stage in order]
        ),
        detects=np.array([step.detection for step in steps]),
        persists=np.array([step.persisting for step in steps]),
        reversible=np.array([step.reversible for step in steps]),
        owed=np.array([[party in step.obligors for step in steps] for party in whole.parties]),
        escrow=np.array(
            [exchanges.index(step.escrow) if step.escrow else -1 for step in steps]
        ),
    )  # fmt: skip
    return game, whole


def draw_stakes(
    whole: Roadmap, game: Game, draws: int = 0, seed: int = 0, offset: int = 0
) -> Stakes:
    """Return the likely stakes (one row), or `draws` rows drawn from their ranges.

    A range [low, likely, high] is drawn from the triangular distribution. Every stake has a stream
    of its own, so that adding a step or a party does not change what is drawn for the others.

    Args:
        whole: The expanded roadmap.
        game: Its game.
        draws: Rows to draw; 0 for the likely values.
        seed: Seed of the draws.
        offset: Added to the seed's stream, for further batches.
    """
    m, n, rows = len(game.parties), len(game.steps), max(draws, 1)
    tables = {kind: np.zeros((rows, m, n)) for kind in ("flow", "once", "outside")}
    dividend = np.zeros((rows, m))
    for i, party in enumerate(game.parties):
        dividend[:, i] = _column(
            whole.parties[party].dividend, draws, seed, f"{offset}/{party}/dividend"
        )
        for a, step in enumerate(game.steps):
            stakes = whole.steps[step].stakes.get(party)
            if stakes is None:
                continue
            for kind, table in tables.items():
                # The tranches of a step share one draw: they are parts of one judgement.
                stream = f"{offset}/{party}/{step.rsplit('.', 1)[0]}/{kind}"
                table[:, i, a] = _column(getattr(stakes, kind), draws, seed, stream)
    return Stakes(tables["flow"], tables["once"], tables["outside"], dividend)


def _column(stake: Stake, draws: int, seed: int, stream: str) -> Array:
    if not draws or not stake.is_range:
        return np.full(max(draws, 1), stake.likely)
    generator = np.random.default_rng([seed, *stream.encode()])
    # Inverse transform, so that the same uniform number serves every tranche and every order.
    u = generator.random(draws)
    low, mode, high = stake.low, stake.likely, stake.high
    turn = (mode - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < turn, left, right)
