"""Let a guarantor pay for what a party gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor, log10
from typing import Any

from khutwa.game.limit import Limit
from khutwa.game.payments import Incentives, NoPayments, Payment, incentives
from khutwa.game.payments_words import payment_words
from khutwa.game.repairs.patch import Move, Patch
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.diagnostic import Edit, Path
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.step import StepStakes
from khutwa.words import M

PAYERS = frozenset(["guarantor", "donor"])
"""Roles that may be asked to pay."""


def propose(plan: Plan, limit: Limit) -> Iterator[Patch]:
    """Propose the cheapest payments of each guarantor, donor and party."""
    payers = [name for name, role in plan.roadmap.roles.items() if PAYERS & set(role.role)]
    for payer in (*payers, *plan.roadmap.parties):
        if limit.over():
            return
        try:
            found = incentives(plan.roadmap, payer)
        except NoPayments:
            continue
        if found.payments and all(_whole(plan, payment) for payment in found.payments):
            yield _patch(plan, found)


def _whole(plan: Plan, payment: Payment) -> bool:
    """Tell whether the file has the step by itself; a tranche has no stakes of its own."""
    return payment.step is None or payment.step in plan.roadmap.steps


def _patch(plan: Plan, found: Incentives) -> Patch:
    edits: list[Edit] = []
    payer = found.guarantor
    # Rounded up, so that what is written is enough.
    payments = [replace(payment, amount=_up(payment.amount)) for payment in found.payments]
    for payment in payments:
        edits.append(_stake(plan, payment.party, payment.step, payment.amount, payer))
    if payer in plan.roadmap.parties:
        for step in dict.fromkeys(payment.step for payment in payments):
            total = sum(payment.amount for payment in payments if payment.step == step)
            edits.append(_stake(plan, payer, step, -total, payer))
    what = M("Let {payer} pay: {payments}", payer=plan.roadmap.label(payer),
             payments=[payment_words(found, payment) for payment in payments])  # fmt: skip
    steps = tuple(payment.step for payment in found.payments if payment.step)
    return Patch("pay", tuple(edits), what, steps, len(found.payments))


def _stake(plan: Plan, party: str, step: str | None, more: float, payer: str) -> Edit:
    """Return the edit that adds a payment to what the file says of a party."""
    if step is None:
        dividend = _shifted(plan.roadmap.parties[party].dividend, more)
        return Edit(("parties", party, "dividend"), dividend)
    path: Path = ("steps", step, "stakes", party)
    stakes = plan.roadmap.steps[step].stakes.get(party, StepStakes())
    once = _shifted(stakes.once, more)
    written = plan.written(path)
    if isinstance(written, dict):
        return Edit((*path, "once"), once)
    # The short form gives only the flow.
    return Edit(path, {"once": once} if written is None else {"flow": written, "once": once})


def _shifted(stake: Stake, more: float) -> Any:
    ends = [round(end + more, 6) for end in (stake.low, stake.likely, stake.high)]
    return ends if stake.is_range else ends[1]


def _up(amount: float) -> float:
    """Round up to three digits."""
    unit = 10.0 ** (floor(log10(amount)) - 2)
    return ceil(amount / unit - 1e-9) * unit


MOVE = Move("pay", propose)
