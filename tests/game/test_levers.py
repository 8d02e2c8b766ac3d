"""How far the stakes may move before a link turns: levers and the exact radius."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.edits import with_stake
from game.plans import plan, plans
from khutwa.game import Analysis, analyse
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.uncertainty.judgement import Judgement, judgements
from khutwa.game.uncertainty.levers import Lever, levers
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap

MOST_RANGES = 6


def all_levers(roadmap: Roadmap) -> tuple[Analysis, tuple[Judgement, ...], tuple[Lever, ...]]:
    """Return the analysis, the stakes of the weakest party, and every lever among them."""
    analysis = analyse(roadmap, draws=1)
    game = analysis.game
    weakest = analysis.weakest
    party = game.parties.index(weakest.party)
    chosen = tuple(j for j in judgements(roadmap, game) if j.party == party)
    found = values(game, analysis.stakes)
    return analysis, chosen, levers(game, found, chosen, weakest.row, party, most=len(chosen))


def slack_after(roadmap: Roadmap, analysis: Analysis, judgement: Judgement, change: float) -> float:
    """Return the slack of the weakest link once a stake has changed."""
    party = analysis.game.parties[judgement.party]
    value = judgement.stake.likely + change
    changed = analyse(with_stake(roadmap, party, judgement, value), draws=1)
    return changed.table[analysis.weakest.row][judgement.party].slack


@given(plans(ranges=True))
@settings(max_examples=40, deadline=None)
def test_a_lever_turned_gives_slack_zero_and_turned_less_does_not(roadmap: Roadmap) -> None:
    analysis, _, found = all_levers(roadmap)
    if analysis.weakest.on_the_edge:
        return
    for lever in found:
        tolerance = 1e-9 * (1 + abs(lever.turn)) * 100
        turned = slack_after(roadmap, analysis, lever.judgement, lever.turn)
        assert turned == pytest.approx(0, abs=tolerance)
        for change in (0.9 * lever.turn, -0.9 * lever.turn):
            less = slack_after(roadmap, analysis, lever.judgement, change)
            assert (less > 0) == analysis.weakest.holds


@given(plans(ranges=True))
@settings(max_examples=30, deadline=None)
def test_a_stake_that_is_no_lever_never_turns_the_link(roadmap: Roadmap) -> None:
    analysis, chosen, found = all_levers(roadmap)
    if analysis.weakest.on_the_edge:
        return
    for judgement in set(chosen) - {lever.judgement for lever in found}:
        for change in (-1000.0, -1.0, 1.0, 1000.0):
            after = slack_after(roadmap, analysis, judgement, change)
            assert (after > 0) == analysis.weakest.holds


def test_the_tranches_of_a_step_are_one_stake() -> None:
    """A cost f in two yearly halves: after the first V = -f / 2 + (3 - f), zero at f = 2."""
    roadmap = plan("""
    title: Halves
    unit: year
    parties: {opp: {patience: 0.5, dividend: 3}}
    steps:
      arms: {name: The arms, obligors: opp, reversible: false, takes: 2 years, tranches: 2,
             stakes: {opp: {flow: [-4, -1.5, -1]}}, persists: 0}
    """)
    arms = next(lever for lever in analyse(roadmap).levers if lever.judgement.kind == "flow")
    assert str(arms.judgement.name) == "The arms"
    assert arms.turn == pytest.approx(-0.5)
    assert arms.within_range


def test_the_radius_moves_all_tranches_of_a_stake_together() -> None:
    """Nothing takes time, so every row is 2 (3 - f): it turns at f = 3, half the way to 4."""
    roadmap = plan("""
    title: Halves
    unit: year
    parties: {opp: {patience: 0.5, dividend: 3}}
    steps:
      arms: {obligors: opp, reversible: false, takes: 0 years, tranches: 2, persists: 0,
             stakes: {opp: {flow: [-4, -2, -1]}}}
    """)
    assert analyse(roadmap).radius == pytest.approx(0.5)


def box(roadmap: Roadmap) -> tuple[Roadmap, list[Judgement]]:
    """Return the plan with a few ranges left, the others at their likely values."""
    game, _ = scheduled(roadmap)
    ranged = [j for j in judgements(roadmap, game) if j.stake.is_range]
    for judgement in ranged[MOST_RANGES:]:
        party = game.parties[judgement.party]
        roadmap = with_stake(roadmap, party, judgement, judgement.stake.likely)
    return roadmap, ranged[:MOST_RANGES]


def slacks_at(roadmap: Roadmap, ranged: list[Judgement], stretch: list[float]) -> float:
    """Return the smallest slack where each stake has gone a way towards low (< 0) or high."""
    game, _ = scheduled(roadmap)
    for judgement, way in zip(ranged, stretch, strict=True):
        stake = judgement.stake
        end = stake.high if way > 0 else stake.low
        value = stake.likely + abs(way) * (end - stake.likely)
        roadmap = with_stake(roadmap, game.parties[judgement.party], judgement, value)
    game, whole = scheduled(roadmap)
    return float(values(game, draw_stakes(whole, game)).slack.min())


@given(plans(ranges=True), st.data())
@settings(max_examples=60, deadline=None)
def test_the_radius_is_where_a_corner_of_the_ranges_turns(
    roadmap: Roadmap, data: st.DataObject
) -> None:
    roadmap, ranged = box(roadmap)
    analysis = analyse(roadmap, draws=1)
    radius = analysis.radius
    if not ranged:
        assert radius is None
        return
    assert radius is not None
    corners = list(product((-1.0, 1.0), repeat=len(ranged)))
    if radius == math.inf:
        worst = min(slacks_at(roadmap, ranged, [100 * w for w in corner]) for corner in corners)
        assert worst >= -1e-6
    elif analysis.holds:
        outside = 1.001 * radius + 1e-6
        beyond = [slacks_at(roadmap, ranged, [outside * w for w in corner]) for corner in corners]
        assert min(beyond) < 0
        ways = st.floats(-1, 1).map(lambda way: way * radius)
        inside = data.draw(st.lists(ways, min_size=len(ranged), max_size=len(ranged)))
        assert slacks_at(roadmap, ranged, inside) >= -1e-6
    else:
        assert radius == 0


def test_a_radius_of_one_or_more_means_that_every_draw_holds() -> None:
    roadmap = plan("""
    title: Safe
    unit: year
    parties: {gov: {patience: 0.5}}
    steps:
      gain: {obligors: gov, reversible: false, persists: 0, stakes: {gov: [0.1, 2, 3]}}
    """)
    analysis = analyse(roadmap)
    # The slack once all is done is 2 f, zero at f = 0: 2 / 1.9 of the way down.
    assert analysis.radius == pytest.approx(2 / 1.9)
    assert analysis.robustness is not None
    assert analysis.robustness.share == 1


def test_a_range_that_only_makes_it_better_leaves_the_radius_infinite() -> None:
    roadmap = plan("""
    title: Upwards
    unit: year
    parties: {gov: {patience: 0.5}}
    steps:
      gain: {obligors: gov, reversible: false, persists: 0, stakes: {gov: [2, 2, 3]}}
    """)
    assert analyse(roadmap).radius == math.inf
    assert analyse(roadmap).to_dict()["robustness"]["radius"] is None
    assert analyse(roadmap).to_dict()["robustness"]["holds_everywhere"] is True
