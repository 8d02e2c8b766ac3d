"""Slack is what docs/model.md says it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.plans import plan, plans
from game.slow import Slow
from khutwa.game import analyse
from khutwa.roadmap.model import Roadmap


@given(plans(parties=3, ranges=True))
@settings(max_examples=60, deadline=None)
def test_slack_is_what_a_walk_through_every_period_gives(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap, draws=1)
    for row, links in enumerate(analysis.table):
        for link in links:
            slow = Slow(roadmap, link.party)
            assert link.slack == pytest.approx(slow.slack(row), abs=1e-9)
            if slow.scale:
                assert link.relative == pytest.approx(slow.slack(row) / slow.scale, abs=1e-9)
            else:
                assert link.relative == 0


@given(plans(tranches=False))
@settings(max_examples=60, deadline=None)
def test_no_strategy_gains_exactly_where_every_slack_holds(roadmap: Roadmap) -> None:
    """One-shot deviations suffice (Blackwell 1965): all strategies are tried here."""
    analysis = analyse(roadmap)
    for i, party in enumerate(analysis.game.parties):
        slow = Slow(roadmap, party)
        gains = [slow.best_gain(row) for row in range(len(analysis.table))]
        slack = min(row[i].slack for row in analysis.table)
        assert (max(gains) > 1e-7) == (slack < -1e-7)


def test_what_a_party_withholds_takes_its_whole_exchange_along() -> None:
    """The government keeps the waiver back, so the funds of the same escrow are not freed."""
    text = """
    title: Exchange
    unit: year
    parties: {{gov: {{patience: 0.5}}, opp: {{patience: 0.5}}}}
    steps:
      waiver: {{obligors: gov, stakes: {{gov: -2}}{escrow}}}
      funds: {{obligors: opp, stakes: {{gov: 3}}{escrow}}}
    schedule: [[waiver, funds]]
    """
    bare, held = (
        analyse(plan(text.format(escrow=extra))).table[0][0] for extra in ("", ", escrow: swap")
    )
    # Complying is worth half of 2 * (3 - 2); stalling half of 3 for one period, or nothing.
    assert bare.slack == pytest.approx(1 - 1.5)
    assert bare.temptation == "stall"
    assert held.slack == pytest.approx(1 - 0)


def test_a_step_that_a_donor_owes_is_no_decision() -> None:
    roadmap = plan("""
    title: A donor pays
    parties: {gov: Government}
    roles: {donor: {role: donor}}
    steps:
      pay: {obligors: donor, reliability: 0.5, stakes: {gov: {once: 4}}}
    """)
    link = analyse(roadmap).table[0][0]
    assert link.temptation == "walk away"
    assert link.slack == pytest.approx(0.85 ** (1 / 12) * 0.5 * 4)


def test_a_party_without_stakes_is_on_the_edge_and_never_the_weakest() -> None:
    roadmap = plan("""
    title: Only one has an interest
    parties: {silent: Nobody asked, gov: Government}
    steps: {pay: {obligors: gov, reversible: false, stakes: {gov: +}}}
    """)
    analysis = analyse(roadmap)
    assert [link.relative for link in analysis.links if link.party == "silent"] == [0, 0]
    assert analysis.weakest.party == "gov"


def test_who_tires_just_before_a_long_step_ends_is_told_apart() -> None:
    """The years of waiting pay, the step itself does not: at its end it is better to leave."""
    roadmap = plan("""
    title: A long way
    unit: year
    parties: {opp: {patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      aid: {obligors: un, takes: 0 years, stakes: {opp: {flow: 4}}}
      arms: {obligors: un, takes: 3 years, reversible: false, stakes: {opp: {flow: -4, once: -1}}}
    schedule: [aid, arms]
    """)
    analysis = analyse(roadmap)
    link = analysis.table[1][0]
    # Aid for three years is worth 7, the end -1: together well above the 0 of walking away.
    assert link.slack == pytest.approx(7 - 1 / 8)
    assert link.holds
    assert link.late == pytest.approx(-1)
    assert analysis.leave_late == (link,)


@given(plans(parties=3, tranches=False))
@settings(max_examples=60, deadline=None)
def test_who_leaves_late_gains_by_leaving_in_the_course_of_a_stage(roadmap: Roadmap) -> None:
    """Every moment of the stage is tried: who stays at its end has no better moment before it."""
    analysis = analyse(roadmap, draws=1)
    for link in analysis.links:
        if not link.holds or link.row == len(analysis.game.stages):
            assert not link.leaves_late
            continue
        slow = Slow(roadmap, link.party)
        may_leave = "walk" in slow.actions(link.row)
        later = range(1, slow.length(link.row) + 1) if may_leave else ()
        gains = [slow.leaving(link.row, t) - slow.complying(link.row) for t in later]
        if not gains or abs(max(gains)) > 1e-7:
            assert link.leaves_late == (max(gains, default=0) > 0)


def test_a_step_that_takes_no_time_cannot_be_left_in_its_course() -> None:
    roadmap = plan("""
    title: At once
    unit: year
    parties: {opp: {patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      aid: {obligors: un, takes: 0 years, stakes: {opp: {flow: 4}}}
      arms: {obligors: un, takes: 0 years, reversible: false, stakes: {opp: {flow: -4, once: -1}}}
    schedule: [aid, arms]
    """)
    analysis = analyse(roadmap)
    assert not analysis.holds
    assert [link.late for link in analysis.links] == [None] * 3
    assert analysis.leave_late == ()


@given(plans(parties=2), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_what_is_left_of_a_plan_has_the_slack_it_had(roadmap: Roadmap, begun: int) -> None:
    """Once its first stages are done and in force, the rest of the schedule is the same game."""
    whole = analyse(roadmap, draws=1)
    done = [whole.game.steps[a] for stage in whole.game.stages[:begun] for a in stage]
    left = analyse(roadmap, draws=1, done=done)
    assert len(left.table) == len(whole.table) - min(begun, len(whole.game.stages))
    for now, before in zip(reversed(left.table), reversed(whole.table), strict=False):
        assert [link.slack for link in now] == pytest.approx([link.slack for link in before])
