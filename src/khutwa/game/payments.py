"""The cheapest conditional payments that make a schedule self-enforcing: a linear programme.

A payment is made when a named step comes about and only then, so it is one more `once` of that
step; or it is a lasting addition to a party's dividend, paid while the completed plan is kept.
Every slack is the least of rows that are linear in the payments (docs/model.md, section 4.6), so
the cheapest payments solve a linear programme (Dantzig 1963, Linear Programming and Extensions;
solved by HiGHS).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from khutwa.game.arrays import DAYS_PER_YEAR, Array, Game, Stakes, draw_stakes, scheduled
from khutwa.game.summary import Shown, Summary
from khutwa.game.uncertainty.judgement import Judgement, effects, margins, read, write
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake

TINY = 1e-7
"""Payments below this share of the largest are what the solver's rounding leaves."""


@dataclass(frozen=True)
class Payment:
    """One conditional payment.

    Attributes:
        party: Who is paid.
        step: The step on which it is paid, of the expanded roadmap; None for a dividend.
        amount: What is paid once, or a period for a dividend.
        keeps: Rows of the slack table in which this party would otherwise fall short and now just
            reaches the margin.
    """

    party: str
    step: str | None
    amount: float
    keeps: tuple[int, ...]


@dataclass(frozen=True)
class Incentives(Shown):
    """The cheapest payments by one guarantor.

    Attributes:
        roadmap: The plan as analysed, tranches as steps of their own.
        game: Its arrays.
        guarantor: Who pays.
        margin: Least relative slack asked for.
        payments: What is paid, by stage; empty where nothing need be paid.
        cost: What the guarantor expects to pay, discounted to the beginning.
        discount: Yearly discount factor with which that is counted.
        slack: Relative slack with the payments, shape (K+1, m).
        version: Version of the product.
    """

    roadmap: Roadmap
    game: Game
    guarantor: str
    margin: float
    payments: tuple[Payment, ...]
    cost: float
    discount: float
    slack: Array
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, texts in the current language."""
        from khutwa.game.payments_words import plain

        return plain(self)

    def _summary(self) -> Summary:
        from khutwa.game.payments_words import summary

        return summary(self)


class NoPayments(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """No payments at steps and no dividend make every slack reach the margin.

    Attributes:
        party: Who stays short whatever is paid.
        row: Where, of the slack table.
    """

    def __init__(self, party: str, row: int) -> None:
        super().__init__(f"{party} stays short at row {row}")
        self.party = party
        self.row = row


def incentives(roadmap: Roadmap, guarantor: str, *, margin: float = 0.0) -> Incentives:
    """Return the cheapest payments by a guarantor that make every relative slack reach a margin.

    A guarantor that is itself a party must be kept in as well, and counts the future as it does; an
    outside guarantor counts it as the most patient party does.

    Args:
        roadmap: A sound roadmap, as `load` gives it.
        guarantor: Id of the party or role that pays.
        margin: Least relative slack, as a share of what each party has at stake without payments.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        KeyError: if the guarantor is neither a party nor a role.
        NoPayments: if nothing that may be paid is enough.
    """
    from scipy.optimize import linprog

    from khutwa.version import __version__

    if guarantor not in roadmap.actors:
        raise KeyError(guarantor)
    game, whole = scheduled(roadmap)
    stakes = draw_stakes(whole, game)
    found = values(game, stakes)
    options = _options(game, guarantor)
    slope = _slope(game, options, guarantor)
    needed = margin * found.scale[0][None, :, None] - margins(found)[0]
    # Where nothing but complying is open to a party, there is nothing to reach.
    bound = np.isfinite(needed) & (found.scale[0] > 0)[None, :, None]
    years = whole.period.mean_days / DAYS_PER_YEAR
    gamma = float(
        game.discount[game.parties.index(guarantor)]
        if guarantor in game.parties
        else game.discount.max()
    )
    price = _price(game, options, gamma)
    scale = max(float(found.scale.max()), 1e-300)
    solved = linprog(price, A_ub=-slope[:, bound].T, b_ub=-needed[bound] / scale, method="highs")
    if solved.x is None:
        row, party = _short(slope, needed, bound)
        raise NoPayments(game.parties[party], row)
    paid: Array = solved.x * scale
    paid = np.where(paid > TINY * paid.max(), paid, 0.0)
    after = values(game, _paid(stakes, options, guarantor, game, paid))
    share = np.where(found.scale[0] > 0, 1 / np.maximum(found.scale[0], 1e-300), 0.0)
    relative = np.where(share > 0, after.slack[0], 0.0) * share
    payments = tuple(
        Payment(
            party=game.parties[option.party],
            step=option.step,
            amount=float(amount),
            keeps=_keeps(found.relative[0], relative, option, _stage_of(game, option), margin),
        )
        for option, amount in zip(options, paid, strict=True)
        if amount
    )
    return Incentives(
        whole, game, guarantor, margin, payments, float(price @ paid), gamma ** (1 / years),
        relative, __version__,
    )  # fmt: skip


def _options(game: Game, guarantor: str) -> list[Judgement]:
    """Return what may be paid: something at every step, and a dividend, to everybody else."""
    found = []
    for stage in game.stages:
        for a in stage:
            for i, party in enumerate(game.parties):
                if party != guarantor:
                    zero = Stake.exactly(0.0)
                    found.append(Judgement(i, "once", zero, game.steps[a], at=(a,), shares=(1.0,)))
    for i, party in enumerate(game.parties):
        if party != guarantor:
            found.append(Judgement(i, "dividend", Stake.exactly(0.0)))
    return found


def _slope(game: Game, options: Sequence[Judgement], guarantor: str) -> Array:
    """Return the change of every margin for one unit of each payment, shape (v, K+1, m, 2)."""
    slope = effects(game, options)
    if guarantor in game.parties:
        payer = game.parties.index(guarantor)
        slope = slope - effects(game, [replace(option, party=payer) for option in options])
    return slope


def _price(game: Game, options: Sequence[Judgement], gamma: float) -> Array:
    """Return what one unit of each payment is expected to cost at the beginning, shape (v,)."""
    reached = game.reliability.cumprod()
    worth = gamma ** game.duration.cumsum()
    prices = []
    for option in options:
        k = min(_stage_of(game, option), len(game.stages) - 1)
        times = 1.0 if option.at else 1 / (1 - gamma)
        prices.append(float(reached[k] * worth[k]) * times)
    return np.array(prices)


def _paid(
    stakes: Stakes, options: Sequence[Judgement], guarantor: str, game: Game, amounts: Array
) -> Stakes:
    """Return the stakes with the payments made."""
    for option, amount in zip(options, amounts, strict=True):
        if not amount:
            continue
        sides = [(option, float(amount))]
        if guarantor in game.parties:
            sides.append((replace(option, party=game.parties.index(guarantor)), -float(amount)))
        for side, more in sides:
            stakes = write(stakes, [side], read(stakes, [side]) + more)
    return stakes


def _stage_of(game: Game, option: Judgement) -> int:
    """Return the row of the stage at whose end something is paid; durability for a dividend."""
    return next(
        (k for k, stage in enumerate(game.stages) if option.at and option.at[0] in stage),
        len(game.stages),
    )


def _keeps(
    before: Array, after: Array, option: Judgement, last: int, margin: float
) -> tuple[int, ...]:
    """Return the rows up to that of the payment that were short and now just reach the margin."""
    short = before[: last + 1, option.party] < margin - 1e-9
    just = after[: last + 1, option.party] < margin + 1e-6
    return tuple(int(row) for row in np.flatnonzero(short & just))


def _short(slope: Array, needed: Array, bound: Array) -> tuple[int, int]:
    """Return row and party of a margin that no payment reaches, or the one furthest away."""
    gap = np.where(bound, needed, -np.inf)
    helpless = gap > 0
    helpless &= (slope <= 0).all(axis=0)
    chosen = np.where(helpless, gap, -np.inf) if helpless.any() else gap
    row, party, _ = np.unravel_index(int(chosen.argmax()), chosen.shape)
    return int(row), int(party)
