"""Incentives in plain words, as a table and as plain values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import stage_title, stakes_source, unit_word
from khutwa.game.summary import Cell, Grid, Summary, finite
from khutwa.words import M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.payments import Incentives, NoPayments, Payment
    from khutwa.roadmap.model import Roadmap


def summary(found: Incentives) -> Summary:
    """Return the incentives in words and a table."""
    payer = found.roadmap.label(found.guarantor)
    if not found.payments:
        lead = [M("Nothing need be paid: every party keeps to the plan with a margin of {margin}.",
                  margin=format_percent(found.margin, digits=1))]  # fmt: skip
        return Summary(lead, True, [(M("What is assumed"), stakes_source(found.roadmap))])
    lead = [
        M("With these payments by {payer} every party keeps to the plan; nothing cheaper does.",
          payer=payer),
        M("{payer} expects to pay {cost} in all, counted at the beginning.", payer=payer,
          cost=format_number(found.cost)),
    ]  # fmt: skip
    sections = [
        (M("Who is paid what, and when"), [payment_words(found, p) for p in found.payments]),
        (M("What is assumed"), _assumed(found)),
    ]
    return Summary(lead, None, sections, [_grid(found)])


def payment_words(found: Incentives, payment: Payment) -> Message:
    """Return a payment as a sentence."""
    party = found.roadmap.label(payment.party)
    amount = format_number(payment.amount, digits=3)
    unit = unit_word(found.roadmap.unit)
    where = [stage_title(found.roadmap, found.game, row) for row in payment.keeps]
    if payment.step is None:
        said = M("{party} gets {amount} a {unit} once all is done, for as long as it is kept.",
                 party=party, amount=amount, unit=unit)  # fmt: skip
    else:
        said = M("{party} gets {amount} when {step} is done, and not otherwise.", party=party,
                 amount=amount, step=found.roadmap.label(payment.step))  # fmt: skip
    if where:
        return M("{said} This keeps it in at: {where}.", said=said, where=where)
    return said


def no_payments(roadmap: Roadmap, error: NoPayments, stage: str) -> Message:
    """Return why nothing that may be paid is enough."""
    return M("No payment at a step and no dividend keeps {party} in at {stage}. A payment tied to "
             "a step cannot help where the party may take it and leave; look at verification and "
             "the order first.", party=roadmap.label(error.party), stage=stage)  # fmt: skip


def _assumed(found: Incentives) -> list[Message]:
    return [
        M("A payment is worth to a party what it costs the one who pays; amounts are in the units "
          "of the stakes."),
        M("The cost counts next year at {share} of this year.",
          share=format_percent(found.discount)),
        M("Payments are made as promised: a payment that is itself in doubt needs a step and a "
          "verification of its own."),
        *stakes_source(found.roadmap),
    ]  # fmt: skip


def _grid(found: Incentives) -> Grid:
    return Grid(
        title=M("Slack with the payments, per cent of what each party has at stake"),
        head=(str(M("Stage")), *(str(found.roadmap.label(p)) for p in found.game.parties)),
        rows=tuple(
            (
                Cell(stage_title(found.roadmap, found.game, row)),
                *(Cell(_percent(float(share))) for share in shares),
            )
            for row, shares in enumerate(found.slack)
        ),
    )


def _percent(share: float) -> str:
    # A party that can only comply at a stage has no slack there.
    return format_number(100 * share, digits=1) if math.isfinite(share) else "–"


def plain(found: Incentives) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": found.version,
        "guarantor": found.guarantor,
        "margin": found.margin,
        "cost": found.cost,
        "discount": found.discount,
        "unit": found.roadmap.unit,
        "words": [str(message) for message in summary(found).lead],
        "payments": [
            {
                "party": payment.party,
                "step": payment.step,
                "amount": payment.amount,
                "keeps": list(payment.keeps),
            }
            for payment in found.payments
        ],
        "stages": [[found.game.steps[a] for a in stage] for stage in found.game.stages],
        "slack": [[finite(float(share)) for share in row] for row in found.slack],
    }
