"""The trust that a plan takes is what docs/model.md, section 7, says it is."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.fates import Doubting
from game.plans import plan, plans
from khutwa.game import analyse
from khutwa.game.trust.doubt import Doubt, turns
from khutwa.game.trust.needed import GRID, Need
from khutwa.roadmap.model import Roadmap
from khutwa.words import use_language

DEGREES = st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])


@given(plans(parties=3), st.tuples(DEGREES, DEGREES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_slack_under_doubt_is_the_mean_over_every_fate(
    roadmap: Roadmap, degrees: tuple[float, float], settles: bool
) -> None:
    analysis = analyse(roadmap, draws=1)
    game = analysis.game
    for i, party in enumerate(game.parties):
        others = [j for j in range(3) if j != i]
        trust = {game.parties[j]: t for j, t in zip(others, degrees, strict=True)}
        doubt = Doubt(game, analysis.stakes, analysis.values, i, others)
        slack = doubt.slack(np.array([degrees]), settles=settles)[0]
        slow = Doubting(roadmap, party)
        for row, found in enumerate(slack.tolist()):
            expected = slow.doubted_slack(row, trust, settles and bool(slow.turns(row)))
            assert found == pytest.approx(expected, abs=1e-9)


@given(plans(parties=3))
@settings(max_examples=40, deadline=None)
def test_at_full_trust_the_slack_is_that_of_the_plan(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap, draws=1)
    for i in range(3):
        others = [j for j in range(3) if j != i]
        doubt = Doubt(analysis.game, analysis.stakes, analysis.values, i, others)
        slack = doubt.slack(np.ones((1, 2)))[0]
        assert slack == pytest.approx([row[i].slack for row in analysis.table], abs=1e-9)


@given(plans(parties=3))
@settings(max_examples=60, deadline=None)
def test_from_the_trust_that_is_needed_on_a_party_keeps_to_the_plan(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap, draws=1)
    for need in analysis.trust:
        slow = Doubting(roadmap, need.party)
        edge = 1e-7 * slow.scale
        for level, settles in ((need.each_time, False), (need.next_time, True)):

            def slack(
                t: float, slow: Doubting = slow, need: Need = need, s: bool = settles
            ) -> float:
                return slow.doubted_slack(need.row, {need.other: t}, s)

            if level is None:
                assert slack(1.0) < edge
                continue
            assert all(slack(t) >= -edge for t in [level, *GRID[level <= GRID][::20]])
            if level > 0:
                assert slack(level - 1e-6) <= edge


@given(plans(parties=3))
@settings(max_examples=40, deadline=None)
def test_every_other_party_with_a_turn_left_is_looked_at(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap, draws=1)
    found = {(need.party, need.other, need.row): need.turns for need in analysis.trust}
    expected = {}
    for link in analysis.links:
        if link.scale:
            left = [name for _, name in Doubting(roadmap, link.party).turns(link.row)]
            expected |= {(link.party, name, link.row): left.count(name) for name in left}
    assert found == expected


@given(plans(parties=2), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_what_is_left_of_a_plan_needs_the_trust_that_it_needed(
    roadmap: Roadmap, begun: int
) -> None:
    whole = analyse(roadmap, draws=1)
    begun = min(begun, len(whole.game.stages))
    done = [whole.game.steps[a] for stage in whole.game.stages[:begun] for a in stage]
    left = analyse(roadmap, draws=1, done=done)
    after = [need for need in whole.trust if need.row >= begun]
    assert [replace(need, row=need.row + begun) for need in left.trust] == [
        replace(
            need,
            each_time=pytest.approx(need.each_time, abs=1e-9),
            next_time=pytest.approx(need.next_time, abs=1e-9),
        )
        for need in after
    ]


@given(plans(parties=2, tranches=False))
@settings(max_examples=60, deadline=None)
def test_who_is_believed_as_much_as_every_stage_needs_is_never_worth_leaving(
    roadmap: Roadmap,
) -> None:
    """One-shot deviations suffice under doubt as well: the best of all strategies is to comply."""
    analysis = analyse(roadmap, draws=1)
    for party, other in (("north", "south"), ("south", "north")):
        needs = [n.each_time for n in analysis.trust if (n.party, n.other) == (party, other)]
        rows = len(analysis.table)
        slow = Doubting(roadmap, party)
        if not needs or None in needs or len(needs) < rows:
            continue
        trust = {other: max(level for level in needs if level is not None)}
        best = 0.0
        for row in range(rows - 1, -1, -1):
            # What the best strategy from here is worth, built from one row to the next.
            values = [_one_row(slow, row, action, trust, best) for action in slow.actions(row)]
            best = max(values)
            assert best <= slow.worth(row, "comply", trust, False) + 1e-7


def _one_row(slow: Doubting, row: int, action: str, trust: dict[str, float], later: float) -> float:
    """Return the value of an action in a row, if what follows a kept word is worth `later`."""
    if action != "comply" or row == len(slow.stages):
        return slow.worth(row, action, trust, False)  # type: ignore[arg-type]
    planned = slow.worth(row, "comply", trust, False)
    then = slow.worth(row + 1, "comply", trust, False)
    kept = math.prod(trust[name] for at, name in slow.turns(row) if at == row)
    p = math.prod(slow.whole.steps[a].reliability for a in slow.stages[row])
    return planned + slow.delta ** slow.length(row) * kept * p * (later - then)


DILEMMA = """
title: Two steps at once
unit: year
parties:
  north: {{patience: {delta}, dividend: {dividend}}}
  south: {{patience: {delta}, dividend: {dividend}}}
steps:
  one: {{obligors: north, stakes: {{north: {cost}, south: {gain}}}}}
  two: {{obligors: south, stakes: {{south: {cost}, north: {gain}}}}}
schedule: [[one, two]]
"""


@pytest.mark.parametrize(
    ("reward", "delta", "size"), [(40, 0.5, 13 / 18), (48, 0.5, 13 / 34), (40, 0.75, 13 / 48)]
)
def test_doubt_of_the_next_turn_is_the_basin_of_attraction_of_always_defecting(
    reward: int, delta: float, size: float
) -> None:
    """Games of Dal Bó & Fréchette 2011, T = 50, P = 25, S = 12, with P taken as 0.

    With t the chance of meeting grim, grim is worth t R/(1-d) + (1-t) S and always defecting t T:
    the same at t = -S / (R/(1-d) - T - S).
    """
    # Both steps together are worth T + S to each, and the dividend makes that R.
    dividend = (reward - 25) - (25 - 13)
    text = DILEMMA.format(delta=delta, dividend=dividend, cost=-13, gain=25)
    sizes = [need.next_time for need in analyse(plan(text), draws=1).trust]
    assert sizes == pytest.approx([size] * 4, abs=1e-7)


def test_an_exchange_in_escrow_needs_no_trust_where_handing_over_in_turn_does() -> None:
    text = """
    title: Prisoners
    unit: year
    parties: {{north: {{patience: 0.5}}, south: {{patience: 0.5}}}}
    steps:
      ours: {{obligors: north, reversible: false, stakes: {{north: -1, south: 4}}{more}}}
      theirs: {{obligors: south, reversible: false, stakes: {{south: -1, north: 4}}{more}}}
    schedule: {order}
    """
    in_turn = analyse(plan(text.format(more="", order="[ours, theirs]")), draws=1)
    held = analyse(plan(text.format(more=", escrow: swap", order="[[ours, theirs]]")), draws=1)
    first = next(need for need in in_turn.trust if (need.row, need.party) == (0, "north"))
    # Once the first step is done it is worth -1 + (6 t - 2 (1 - t)) / 2 = 4 t - 2.
    assert first.each_time == pytest.approx(0.5)
    assert [need.each_time for need in held.trust] == [0.0, 0.0]
    with use_language("en"):
        assert held.to_dict()["trusting"] == [
            "At no stage does a party need trust in the word of another to go on."
        ]


def test_nobody_has_a_turn_once_what_is_done_cannot_be_undone() -> None:
    roadmap = plan("""
    title: For good
    unit: year
    parties: {north: North, south: South}
    steps:
      ours: {obligors: north, reversible: false, stakes: {north: 1}}
      theirs: {obligors: south, stakes: {south: 1}}
    """)
    assert turns(analyse(roadmap, draws=1).game).tolist() == [
        [True, False], [False, True], [False, True],
    ]  # fmt: skip


def test_without_stalling_a_broken_word_is_an_open_exit() -> None:
    """The other leaves as the stage begins: what was given before stays lost."""
    roadmap = plan("""
    title: Exit only
    unit: year
    alternatives: {stall: no}
    parties: {north: {patience: 0.5}, south: {patience: 0.5}}
    steps:
      ours: {obligors: north, reversible: false, takes: 0 years, stakes: {north: {once: -1}}}
      theirs: {obligors: south, takes: 0 years, stakes: {north: {once: 4}, south: 1}}
    """)
    needs = analyse(roadmap, draws=1).trust
    # -1 now, 4 with chance t: at a quarter it does not matter.
    assert needs[0].party == "north"
    assert needs[0].each_time == pytest.approx(0.25)
    assert {need.row for need in needs if need.other == "south"} == {0, 1}


def test_trust_may_be_worse_than_doubt_for_whom_the_rest_is_a_burden() -> None:
    """It owes nothing more and loses by what comes: full trust does not keep it, doubt would."""
    roadmap = plan("""
    title: A burden
    unit: year
    parties: {north: {patience: 0.5}, south: {patience: 0.5}}
    steps:
      burden: {obligors: south, takes: 0 years, stakes: {north: {once: -1}, south: 1}}
    """)
    (need, *_) = analyse(roadmap, draws=1).trust
    assert (need.party, need.row, need.each_time) == ("north", 0, None)


def test_the_analysis_says_where_most_trust_is_asked() -> None:
    with use_language("en"):
        said = analyse(plan(GIVE_FIRST), draws=1).to_dict()["trusting"]
    assert said == [
        "On the likely stakes most is asked of North at “ours”: it keeps to the plan only if it "
        "believes that South keeps its word, each time, with a chance of 25% or more."
    ]


GIVE_FIRST = """
title: Give first
unit: year
parties: {north: {name: North, patience: 0.5}, south: {name: South, patience: 0.5}}
steps:
  ours: {obligors: north, reversible: false, takes: 0 years, stakes: {north: {once: -1}}}
  theirs:
    {obligors: south, reversible: false, takes: 0 years, stakes: {north: {once: 4}, south: 1}}
"""
