"""The games written for Gambit, read back by a small reader of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from exchange.efg_reader import read, solve
from game.free_order_tree import Tree
from game.orders import unordered_plans
from game.plans import plan, plans
from game.slow import Slow
from game.test_free_order import free_plans
from khutwa.exchange.efg_free import free_efg
from khutwa.exchange.efg_scheduled import scheduled_efg
from khutwa.game import TooLarge
from khutwa.roadmap.model import Roadmap


def edges(roadmap: Roadmap) -> list[float]:
    return [1e-12 * Slow(roadmap, party).scale for party in roadmap.parties]


@given(free_plans(most=3))
@settings(max_examples=60, deadline=None)
def test_free_play_on_the_file_is_worth_what_it_is_in_the_game(roadmap: Roadmap) -> None:
    _, players, root = read(free_efg(roadmap))
    assert players == list(roadmap.parties)
    expected = Tree(roadmap).play().worth
    found, _ = solve(root, edges(roadmap))
    assert found == pytest.approx(list(expected.values()), abs=1e-9)


@given(plans(3))
@settings(max_examples=100, deadline=None)
def test_the_scheduled_game_on_the_file_is_played_as_in_the_model(roadmap: Roadmap) -> None:
    _, players, root = read(scheduled_efg(roadmap))
    assert players == list(roadmap.parties)
    found, _ = solve(root, edges(roadmap))
    assert found == pytest.approx(scheduled_play(roadmap), abs=1e-9)


def scheduled_play(roadmap: Roadmap) -> list[float]:
    """Return what subgame-perfect play of the schedule is worth, stage by stage from the end."""
    sides = [Slow(roadmap, party) for party in roadmap.parties]
    count = len(sides[0].stages)
    worth = [side.complying(count) for side in sides]
    for k in reversed(range(count)):
        stage = frozenset(sides[0].stages[k])
        sure = 1.0
        for name in stage:
            sure *= sides[0].whole.steps[name].reliability
        worth = [
            side.during(k) + side.delta ** side.length(k)
            * (sure * (side.once(stage) + after) + (1 - sure) * side.collapse(side.before(k)))
            for side, after in zip(sides, worth, strict=True)
        ]  # fmt: skip
        for i, me in reversed(list(enumerate(sides))):
            options = [worth]
            if "stall" in me.actions(k):
                rest = stage - me.withheld(k)
                q = me.noticed(me.owned(stage))
                options.append([
                    side.during(k) + side.delta ** side.length(k)
                    * (side.once(rest) + side.breach(side.before(k) | rest, q))
                    for side in sides
                ])  # fmt: skip
            if "walk" in me.actions(k):
                options.append([side.collapse(side.before(k)) for side in sides])
            best = max(option[i] for option in options)
            worth = next(o for o in options if o[i] >= best - 1e-9 * me.scale)
    return worth


TWO = """
title: 'Say "peace" \\ سلام'
unit: year
parties: {north: {patience: 0.5, dividend: 1}, south: {patience: 0.5}}
roles: {donor: {role: donor}}
steps:
  meet: {obligors: [north, south], takes: 1 year, stakes: {north: {once: 3}, south: 1}}
  pay: {obligors: donor, requires: meet, performers: donor, reliability: 90%, takes: 0 years,
        stakes: {south: 2}}
"""


def test_titles_keep_their_quotation_marks_and_letters_but_no_backslash() -> None:
    for text in (free_efg(plan(TWO)), scheduled_efg(plan(TWO))):
        assert read(text)[0] == 'Say "peace" / سلام'


def test_a_joint_step_is_proposed_and_agreed_to() -> None:
    root = read(free_efg(plan(TWO)))[2]
    assert (root.party, root.answers) == (1, ["do meet", "pass", "walk away"])
    agree = root.children[0]
    assert (agree.party, agree.name, agree.answers) == (2, "agree to meet", ["accept", "refuse"])
    asked = agree.children[0]
    assert (asked.party, asked.name, asked.answers) == (1, "after meet", ["pass", "walk away"])


def test_what_no_party_owes_comes_about_by_chance_when_all_pass() -> None:
    node = read(free_efg(plan(TWO)))[2].children[0].children[0]
    while node.party:
        node = node.children[node.answers.index("pass")]
    assert (node.name, node.answers, node.odds) == ("pay", ["succeeds", "fails"], [0.9, 0.1])


def test_payoffs_are_values_at_the_beginning() -> None:
    """Meeting takes a year: 3 at its end counts 1.5 for north, and 1 a year for ever then is 2.

    South has 1 a year for ever from then on, worth 2, and 2 more where the payment comes: 4. A year
    away this counts half.
    """
    chance = read(free_efg(plan(TWO)))[2].children[0].children[0]
    while chance.party:
        chance = chance.children[chance.answers.index("pass")]
    done, failed = chance.children
    assert done.payoffs == [1.5 + 0.5 * 2, 0.5 * (2 + 4)]
    assert failed.payoffs == [1.5, 0.0]


def test_a_tree_beyond_the_limit_is_refused_before_it_is_written() -> None:
    roadmap = plan(TWO)
    size = read(free_efg(roadmap))[2].count()
    assert free_efg(roadmap, most=size)
    with pytest.raises(TooLarge) as caught:
        free_efg(roadmap, most=size - 1)
    assert str(size - 1) in str(caught.value.message)


@given(unordered_plans(most=4))
@settings(max_examples=50, deadline=None)
def test_nodes_are_counted_as_they_are_written(roadmap: Roadmap) -> None:
    size = read(free_efg(roadmap))[2].count()
    with pytest.raises(TooLarge):
        free_efg(roadmap, most=size - 1)
