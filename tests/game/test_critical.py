"""Critical patience, detection and dividend: just enough holds, a little less does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from game.edits import with_detection, with_dividend, with_patience
from game.plans import plan, plans
from game.slow import Slow
from khutwa.game import Analysis, analyse
from khutwa.roadmap.model import Roadmap

FACTORS = [0.04 + 0.06 * n for n in range(16)]
"""Yearly discount factors to try, none of them a point of the engine's own grid."""


def keeps(analysis: Analysis, party: str) -> bool:
    return all(link.holds for link in analysis.links if link.party == party)


def slowly_keeps(roadmap: Roadmap, party: str, factor: float) -> bool | None:
    """Return whether a party of this patience holds, None where it hardly matters to it."""
    slow = Slow(with_patience(roadmap, party, factor), party)
    slack = min(slow.slack(row) for row in range(len(slow.stages) + 1))
    return None if abs(slack) <= 1e-7 * slow.scale else slack > 0


@given(plans())
@settings(max_examples=15, deadline=None)
def test_patience_is_what_trying_many_factors_finds(roadmap: Roadmap) -> None:
    for party, closing in analyse(roadmap).closing.items():
        for factor in FACTORS:
            around = [slowly_keeps(roadmap, party, factor + step) for step in (-0.006, 0, 0.006)]
            if around in ([True] * 3, [False] * 3):
                inside = any(low <= factor <= high for low, high in closing.patience.holds)
                assert inside == around[1], factor


@given(plans())
@settings(max_examples=25, deadline=None)
def test_at_each_end_of_an_interval_of_patience_the_verdict_turns(roadmap: Roadmap) -> None:
    for party, closing in analyse(roadmap).closing.items():
        for low, high in closing.patience.holds:
            for end, beyond in ((low, low - 1e-6), (high, high + 1e-6)):
                assert keeps(analyse(with_patience(roadmap, party, end)), party)
                if 0.0051 < end < 0.9994:
                    found = analyse(with_patience(roadmap, party, beyond))
                    assert min(link.slack for link in found.links if link.party == party) < 0


def test_a_reward_that_comes_late_has_one_critical_patience() -> None:
    """It costs 2 now and brings 1 a year from next year on."""
    roadmap = plan("""
    title: First pay, then gain
    unit: year
    parties: {gov: {patience: 0.4}}
    roles: {un: {role: verifier}}
    steps:
      pay: {obligors: gov, takes: 0 years, reversible: false, stakes: {gov: {once: -2}}}
      gain: {obligors: un, takes: 1 year, stakes: {gov: 1}}
    schedule: [pay, gain]
    """)
    # At the start -2 + delta / (1 - delta) >= 0, so delta >= 2/3.
    assert analyse(roadmap).closing["gov"].patience.threshold == pytest.approx(2 / 3, abs=1e-8)


def test_a_cost_that_stays_is_kept_to_by_the_impatient_only() -> None:
    """Once 4, and then 1 a year lost for good: 4 >= 1 / (1 - delta), so delta <= 3/4."""
    roadmap = plan("""
    title: Sell the harvest
    unit: year
    parties: {gov: {patience: 0.9}}
    steps:
      sale: {obligors: gov, reversible: false, stakes: {gov: {flow: -1, once: 4}}}
    """)
    found = analyse(roadmap)
    assert found.weakest.temptation == "walk away"
    patience = found.closing["gov"].patience
    assert patience.holds == (pytest.approx((0.005, 0.75), abs=1e-8),)
    assert patience.threshold is None


def test_patience_may_hold_low_and_high_but_not_between() -> None:
    """10 (delta - 0.3) (delta - 0.7) = 2.1 - 10 delta + 10 delta^2 is what the start is worth.

    Leaving later is made costly, so that only the start is a decision.
    """
    roadmap = plan("""
    title: Gain, pay, gain
    unit: year
    parties: {gov: {patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      first: {obligors: un, reversible: false, stakes: {gov: {once: 2.1, outside: -20}}}
      second: {obligors: un, reversible: false, stakes: {gov: {once: -10}}}
      third: {obligors: un, reversible: false, stakes: {gov: {once: 10}}}
    schedule: [first, second, third]
    """)
    patience = analyse(roadmap).closing["gov"].patience
    assert patience.threshold is None
    low, high = patience.holds
    assert low == pytest.approx((0.005, 0.3), abs=1e-6)
    assert high == pytest.approx((0.7, 0.9995), abs=1e-6)


@given(plans())
@settings(max_examples=30, deadline=None)
def test_the_extra_dividend_is_just_enough(roadmap: Roadmap) -> None:
    for party, closing in analyse(roadmap).closing.items():
        now = roadmap.parties[party].dividend.likely
        if closing.dividend is None:
            assert not keeps(analyse(with_dividend(roadmap, party, 1e9)), party)
            continue
        raised = analyse(with_dividend(roadmap, party, now + closing.dividend))
        assert keeps(raised, party)
        if closing.dividend:
            less = analyse(with_dividend(roadmap, party, now + 0.9 * closing.dividend))
            assert min(link.slack for link in less.links if link.party == party) < 0


def test_no_dividend_helps_a_plan_that_cannot_succeed() -> None:
    roadmap = plan("""
    title: In vain
    unit: year
    parties: {gov: {patience: 0.5}}
    roles: {militia: {role: performer}}
    steps:
      pay: {obligors: gov, takes: 0 years, stakes: {gov: {once: -1}}}
      arms: {obligors: gov, performers: militia, reliability: 0, reversible: false}
    schedule: [pay, arms]
    """)
    assert analyse(roadmap).closing["gov"].dividend is None


@given(plans())
@settings(max_examples=80, deadline=None)
def test_the_critical_detection_is_just_enough(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap)
    tempted = [
        link
        for link in map(analysis.worst, analysis.game.parties)
        if link.temptation == "stall" and link.relative < -1e-6
    ]
    for link in tempted:
        if link.row < len(analysis.game.stages):
            stage = [analysis.game.steps[a] for a in analysis.game.stages[link.row]]
        else:
            stage = [s for s in analysis.game.steps if analysis.roadmap.steps[s].reversible]
        own = [s for s in stage if link.party in analysis.roadmap.steps[s].obligors]

        def slack(chance: float) -> float:
            changed = analyse(with_detection(analysis.roadmap, own, chance))  # noqa: B023
            place = changed.game.parties.index(link.party)  # noqa: B023
            return changed.table[link.row][place].relative  # noqa: B023

        chance = analysis.closing[link.party].detection
        if chance is None:
            assert slack(1.0) < 0
        else:
            assert slack(chance) >= -1e-9
            assert slack(0.99 * chance) < 0


def test_a_stall_that_pays_at_once_cannot_be_closed_by_verification() -> None:
    """The waiver brings 3 in the first year of the stall already, complying 2 a year for good."""
    roadmap = plan("""
    title: Take and run
    unit: year
    parties: {gov: {patience: 0.1}, opp: {patience: 0.5}}
    steps:
      access: {obligors: gov, stakes: {gov: -1}}
      waiver: {obligors: opp, stakes: {gov: 3}}
    schedule: [[access, waiver]]
    """)
    analysis = analyse(roadmap)
    # 2 / 0.9 = 2.22 < 3.
    assert analysis.worst("gov").temptation == "stall"
    assert analysis.closing["gov"].detection is None


def test_verification_does_not_close_what_walking_away_opens() -> None:
    """Noticed at once, the stall that tempts most would not pay; leaving would even then."""
    roadmap = plan("""
    title: Two ways out
    unit: year
    parties: {gov: {patience: 0.5}, opp: {patience: 0.5}}
    steps:
      exile: {obligors: opp, takes: 0 years, stakes: {gov: {outside: 3}}}
      access: {obligors: gov, takes: 0 years, stakes: {gov: -1}, verification: {detects: 5%}}
      waiver: {obligors: opp, takes: 0 years, stakes: {gov: {flow: 2, outside: -10}}}
    schedule: [exile, [access, waiver]]
    """)
    analysis = analyse(roadmap)
    link = analysis.table[1][0]
    # Complying 2 (2 - 1) = 2, walking away 3; stalling (2 - 0.025 * 7) / 0.525 = 3.48, or
    # 2 - 0.5 * 7 = -1.5 if it is noticed at once.
    assert (link.temptation, link.slack) == ("stall", pytest.approx(2 - 1.825 / 0.525))
    assert analysis.worst("gov") == link
    assert analysis.closing["gov"].detection is None
