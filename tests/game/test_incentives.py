"""The payments are enough, and nothing cheaper is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.plans import plan, plans
from khutwa.game import analyse
from khutwa.game.payments import Incentives, NoPayments, incentives
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake


def with_payments(
    roadmap: Roadmap, guarantor: str, paid: list[tuple[str, str | None, float]]
) -> Roadmap:
    """Return the plan with payments written into its stakes, as an analyst would."""
    for party, step, amount in paid:
        for who, more in ((party, amount), (guarantor, -amount)):
            if who in roadmap.parties:
                roadmap = raised(roadmap, who, step, more)
    return roadmap


def raised(roadmap: Roadmap, party: str, step: str | None, more: float) -> Roadmap:
    """Return the plan with one stake raised."""
    if step is None:
        old = roadmap.parties[party]
        new = Stake.exactly(old.dividend.likely + more)
        parties = {**roadmap.parties, party: old.model_copy(update={"dividend": new})}
        return roadmap.model_copy(update={"parties": parties})
    owed = roadmap.steps[step]
    stakes = owed.stakes.get(party)
    if stakes is None:
        from khutwa.roadmap.step import StepStakes

        stakes = StepStakes()
    new = stakes.model_copy(update={"once": Stake.exactly(stakes.once.likely + more)})
    changed = owed.model_copy(update={"stakes": {**owed.stakes, party: new}})
    return roadmap.model_copy(update={"steps": {**roadmap.steps, step: changed}})


def slacks(roadmap: Roadmap) -> list[float]:
    """Return every slack of the parties that have stakes."""
    return [link.slack for link in analyse(roadmap, draws=1).links if link.scale]


def found_for(roadmap: Roadmap, guarantor: str, margin: float = 0.0) -> Incentives:
    """Return the incentives, or pass over a plan that no payment can save."""
    try:
        return incentives(roadmap, guarantor, margin=margin)
    except NoPayments:
        assume(False)
        raise


@given(plans(parties=2, tranches=False), st.sampled_from(["donor", "north"]))
@settings(max_examples=60, deadline=None)
def test_with_the_payments_written_into_the_file_the_plan_holds(
    roadmap: Roadmap, guarantor: str
) -> None:
    found = found_for(roadmap, guarantor)
    paid = [(p.party, p.step, p.amount) for p in found.payments]
    after = analyse(with_payments(roadmap, guarantor, paid), draws=1)
    before = analyse(roadmap, draws=1)
    scale = {link.party: link.scale for link in before.links}
    for link in after.links:
        if scale[link.party]:
            assert link.slack >= -1e-5 * scale[link.party]
    assert bool(paid) == (not before.holds)


@given(plans(parties=2, tranches=False), st.data())
@settings(max_examples=60, deadline=None)
def test_no_other_payments_that_are_enough_cost_less(roadmap: Roadmap, data: st.DataObject) -> None:
    found = found_for(roadmap, "donor")
    assume(found.payments)
    game = found.game
    options = [(p, s) for p in game.parties for s in (*game.steps, None)]
    amounts = st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0, 10.0])
    paid = [
        (party, step, size) for party, step in options if (size := data.draw(amounts, label="paid"))
    ]
    if min(slacks(with_payments(roadmap, "donor", paid))) < 0:
        return
    gamma = max(party.patience for party in roadmap.parties.values())
    cost, reach, time = 0.0, 1.0, 0.0
    for stage, length, sure in zip(game.stages, game.duration, game.reliability, strict=True):
        time += float(length)
        reach *= float(sure)
        names = {game.steps[a] for a in stage}
        cost += sum(reach * gamma**time * size for _, step, size in paid if step in names)
    cost += sum(reach * gamma**time * size / (1 - gamma) for _, step, size in paid if step is None)
    assert found.cost <= cost + 1e-6 * max(cost, 1)


def test_a_gap_at_the_first_stage_is_paid_where_it_opens() -> None:
    """Laying down arms costs 3 at once: a payment of 3 on that step just keeps the group in."""
    text = """
    title: Arms for cash
    unit: year
    parties: {group: {patience: 0.5}}
    roles: {fund: {role: donor}}
    steps:
      arms: {obligors: group, takes: 0 days, reversible: false, stakes: {group: {once: -3}}}
    """
    found = incentives(plan(text), "fund")
    assert [(p.party, p.step) for p in found.payments] == [("group", "arms")]
    assert found.payments[0].amount == pytest.approx(3)
    assert found.cost == pytest.approx(3)
    assert found.payments[0].keeps == (0,)


def test_what_could_be_undone_later_needs_a_lasting_payment() -> None:
    """One period of quiet benefit from undoing is worth 2 now and nothing thereafter."""
    text = """
    title: A reversible step
    unit: year
    parties: {group: {patience: 0.5}}
    roles: {fund: {role: donor}}
    steps:
      freeze: {obligors: group, takes: 0 days, stakes: {group: -1}}
    """
    found = incentives(plan(text), "fund")
    assert [p.step for p in found.payments] == [None]
    # Kept, the freeze costs 1 a year: only a dividend of 1 a year makes keeping it worth while.
    assert found.payments[0].amount == pytest.approx(1)


def test_a_guarantor_that_is_a_party_must_be_kept_in_as_well() -> None:
    text = """
    title: One pays the other
    unit: year
    parties: {rich: {patience: 0.5}, poor: {patience: 0.5}}
    steps:
      base: {obligors: poor, takes: 0 days, reversible: false,
             stakes: {poor: {once: -3}, rich: {once: 2}}}
    """
    with pytest.raises(NoPayments) as caught:
        incentives(plan(text), "rich")
    assert caught.value.party in ("rich", "poor")
    # Where the base is worth 4 to the other side, it can pay the 3.
    found = incentives(plan(text.replace("once: 2", "once: 4")), "rich")
    assert found.payments[0].amount == pytest.approx(3)
    assert np.nanmin(found.slack) == pytest.approx(0, abs=1e-9)


def test_a_margin_asks_for_more() -> None:
    text = """
    title: Arms for cash
    unit: year
    parties: {group: {patience: 0.5}}
    roles: {fund: {role: donor}}
    steps:
      arms: {obligors: group, takes: 0 days, reversible: false, stakes: {group: {once: -3}}}
    """
    # A tenth of the 3 that are at stake, on top of the 3 that close the gap.
    assert incentives(plan(text), "fund", margin=0.1).cost == pytest.approx(3.3)


def test_a_plan_that_holds_needs_nothing() -> None:
    text = """
    title: In the interest of all
    parties: {gov: Government}
    roles: {fund: {role: donor}}
    steps: {talks: {obligors: gov, stakes: {gov: +}}}
    """
    found = incentives(plan(text), "fund")
    assert found.payments == ()
    assert found.cost == 0


def test_a_stranger_cannot_pay() -> None:
    text = "title: T\nparties: {gov: {}}\nsteps: {a: {obligors: gov, stakes: {gov: -}}}"
    with pytest.raises(KeyError):
        incentives(plan(text), "nobody")


def test_where_a_party_can_only_comply_the_json_has_no_slack() -> None:
    text = """
    title: Only who owes a step may leave
    alternatives: {stall: no, walk away: obligors}
    parties: {north: {}, south: {}}
    roles: {us: {role: guarantor}}
    steps:
      waiver: {obligors: north, stakes: {north: -1, south: 1}}
      talks: {obligors: south, stakes: {north: 2, south: -3}}
    schedule: [waiver, talks]
    """
    slack = incentives(plan(text), "us").to_dict()["slack"]
    assert [[share is None for share in row] for row in slack] == [
        [False, True],
        [True, False],
        [True, True],
    ]
    json.dumps(slack, allow_nan=False)
