"""How robust a verdict is: which stake matters, and which order holds most often."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings

from game.plans import plan, plans
from khutwa.game import analyse, robust
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.ordering.search import order
from khutwa.game.uncertainty.compare import compare_best, compare_orders
from khutwa.game.uncertainty.importance import MOST_CELLS, base_rows
from khutwa.game.uncertainty.judgement import judgements, read, write
from khutwa.game.uncertainty.shares import shares
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap

TWO_GAINS = """
title: Two gains of different width
unit: year
parties: {gov: {patience: 0.5}, opp: {patience: 0.5}}
roles: {un: {role: verifier}}
steps:
  start: {obligors: un, takes: 0 years, stakes: {gov: {once: 1e6}, opp: [1, 2, 3]}}
  large: {obligors: un, takes: 0 years, stakes: {gov: [-1, 1, 3]}}
  small: {obligors: un, takes: 0 years, stakes: {gov: [0, 1, 2]}}
schedule: [[start, large, small]]
"""
"""The one-time gain makes the start safe and the scale nearly constant, so the smallest slack is
that of the end, 2 (large + small) as a share of it: a sum of ranges four and two wide."""


def test_the_wider_of_two_stakes_accounts_for_its_share_of_the_variance() -> None:
    found = robust(plan(TWO_GAINS), draws=4000)
    large, small, idle = found.importance
    assert (large.judgement.step, small.judgement.step, idle.judgement.step) == (
        "large",
        "small",
        "start",
    )
    # Variances go with the square of the width: 4 to 1.
    assert (large.first, small.first) == pytest.approx((0.8, 0.2), abs=0.04)
    assert (large.total, small.total) == pytest.approx((0.8, 0.2), abs=0.04)
    assert idle.total == 0
    assert idle.rank == pytest.approx(0, abs=0.06)
    # For a sum of nearly normal columns the correlations are the roots of 0.8 and 0.2.
    assert (large.rank, small.rank) == pytest.approx((0.89, 0.45), abs=0.06)


def test_a_party_that_never_is_the_weakest_has_stakes_that_never_matter() -> None:
    found = robust(plan(TWO_GAINS), draws=500)
    assert found.shares is not None
    parties = {found.game.parties[i] for (_, i), _ in found.shares.weakest}
    assert parties == {"gov"}


def test_without_ranges_there_is_nothing_to_say() -> None:
    found = robust(
        plan("""
    title: Sure of itself
    parties: {gov: {}}
    steps: {access: {obligors: gov, stakes: {gov: 1}}}
    """)
    )
    assert (found.shares, found.radius, found.importance) == (None, None, ())
    assert "No stake of the file is a range" in found.to_dict()["words"][0]


def test_ranges_that_move_nothing_have_no_importance() -> None:
    """The government loses 1 a year, all it has at stake, whatever the opposition gains."""
    found = robust(
        plan("""
    title: The range is the other party's
    unit: year
    parties: {gov: {patience: 0.5}, opp: {patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      a: {obligors: un, stakes: {gov: -1, opp: {once: [1, 2, 3]}}}
    """),
        draws=150,
    )
    assert found.importance == ()
    assert found.shares is not None
    assert found.shares.share == 0


def test_a_plan_in_which_nobody_has_an_alternative_holds_whatever_the_stakes() -> None:
    closed = TWO_GAINS + "alternatives: {stall: no, walk away: obligors}\n"
    found = robust(plan(closed), draws=150)
    assert found.shares is not None
    assert found.shares.share == 1
    assert (found.radius, found.importance) == (math.inf, ())
    assert found.to_dict()["radius"] is None


def test_few_draws_do_not_tell_which_stake_matters() -> None:
    found = robust(plan(TWO_GAINS), draws=99)
    assert found.importance == ()
    assert found.to_dict()["matters"] == [
        "Fewer than 100 draws do not tell which stake matters most."
    ]


def test_a_plan_of_many_stakes_is_sampled_less_and_says_so() -> None:
    steps = "".join(
        f"  s{n}: {{obligors: gov, stakes: {{gov: [0, 1, 2], opp: [0, 1, 2]}}}}\n"
        for n in range(40)
    )
    large = plan(f"title: Many\nparties: {{gov: {{}}, opp: {{}}}}\nsteps:\n{steps}")
    small = plan(THREE)
    for roadmap, rows in ((small, 4096), (large, MOST_CELLS // (41 * 2 * 82))):
        game, _ = scheduled(roadmap)
        assert base_rows(game, judgements(roadmap, game), draws=10_000) == rows
        assert base_rows(game, judgements(roadmap, game), draws=20) == 20


def test_robust_and_analyse_say_the_same_of_the_same_draws() -> None:
    roadmap = plan(TWO_GAINS)
    found, analysis = robust(roadmap, draws=300, seed=8), analyse(roadmap, draws=300, seed=8)
    assert found.shares == analysis.robustness
    assert (found.radius, found.holds) == (analysis.radius, analysis.holds)


def test_at_least_one_draw_is_asked_for() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        robust(plan(TWO_GAINS), draws=0)


@given(plans(parties=3, ranges=True))
@settings(max_examples=30, deadline=None)
def test_reading_the_judgements_of_drawn_stakes_and_writing_them_gives_the_stakes_back(
    roadmap: Roadmap,
) -> None:
    game, whole = scheduled(roadmap)
    chosen = judgements(roadmap, game)
    likely, drawn = draw_stakes(whole, game), draw_stakes(whole, game, 5, 1)
    if not chosen:
        return
    back = write(likely, chosen, read(drawn, chosen))
    for kind in ("flow", "once", "outside", "dividend"):
        assert np.allclose(getattr(back, kind), getattr(drawn, kind))


WAIVER_FIRST = ((0,), (1,), (2,))
WAIVER_LAST = ((1,), (2,), (0,))
TOGETHER = ((0, 1, 2),)
THREE = """
title: Three steps
unit: year
parties: {gov: {patience: 0.6, dividend: [0, 1, 2]}, opp: {patience: 0.8}}
steps:
  waiver: {obligors: gov, stakes: {gov: [-2, -1, 0], opp: [1, 2, 3]}}
  release: {obligors: opp, stakes: {gov: [0, 1, 2], opp: [-2, -1, 0]}}
  talks: {obligors: [gov, opp], stakes: {gov: [-1, 0, 1], opp: [0, 0.5, 1]}}
"""


def test_orders_are_compared_on_the_same_draws() -> None:
    game, whole = scheduled(plan(THREE))
    orders = (WAIVER_FIRST, WAIVER_LAST, TOGETHER)
    found = compare_orders(whole, game, orders, draws=500, seed=3)
    assert [one.stages[0][0] for one in found.orders] == ["waiver", "release", "waiver"]
    for stages, one in zip(orders, found.orders, strict=True):
        alone = shares(whole, game.in_order(stages), draws=500, seed=3)
        assert (one.share, one.interval) == (alone.share, alone.interval)
    assert found.orders[found.best].share == max(one.share for one in found.orders)
    best = found.orders[found.best]
    assert (best.only_best, best.only_this) == (0, 0)


def test_the_draws_in_which_one_order_holds_alone_are_counted_one_by_one() -> None:
    game, whole = scheduled(plan(THREE))
    orders = (WAIVER_FIRST, WAIVER_LAST)
    found = compare_orders(whole, game, orders, draws=60, seed=3)
    held: list[list[bool]] = [[], []]
    drawn = draw_stakes(whole, game, 60, 3)
    for row in range(60):
        one = type(drawn)(*(table[row : row + 1] for table in vars(drawn).values()))
        for stages, verdicts in zip(orders, held, strict=True):
            slack = values(game.in_order(stages), one).slack
            verdicts.append(bool(slack.min() >= -1e-9))
    other = 1 - found.best
    pairs = list(zip(held[found.best], held[other], strict=True))
    assert found.orders[other].only_best == pairs.count((True, False))
    assert found.orders[other].only_this == pairs.count((False, True))
    assert pairs.count((True, False)) > 0


def test_a_tie_between_orders_goes_to_the_first() -> None:
    game, whole = scheduled(plan(THREE))
    found = compare_orders(whole, game, (WAIVER_LAST, WAIVER_LAST), draws=20, seed=0)
    assert found.best == 0


def test_a_comparison_says_in_words_which_order_holds_most_often() -> None:
    game, whole = scheduled(plan(THREE))
    found = compare_orders(whole, game, (WAIVER_FIRST, WAIVER_LAST), draws=40, seed=3)
    shown = found._repr_html_()
    assert f"Most often self-enforcing is order {found.best + 1}" in shown
    assert "1: waiver, then release, then talks." in shown
    assert found.to_dict()["seed"] == 3


def test_orders_of_which_none_ever_holds_are_not_ranked() -> None:
    game, whole = scheduled(
        plan("""
    title: Only loss
    parties: {gov: {}}
    steps: {a: {obligors: gov, stakes: {gov: -1}}, b: {obligors: gov, stakes: {gov: -2}}}
    """)
    )
    shown = compare_orders(whole, game, (((0,), (1,)), ((1,), (0,))), 100, 0)._repr_html_()
    assert (
        "None of the orders holds in any of 100 draws (95% interval 0% to 3.7%; seed 0)." in shown
    )


def test_the_schedule_of_the_file_is_compared_with_the_best_orders() -> None:
    roadmap = plan(THREE + "schedule: [talks, waiver, release]\n")
    found = compare_best(roadmap, orders=2, draws=300, seed=1)
    assert found.current == 0
    assert found.orders[0].stages == (("talks",), ("waiver",), ("release",))
    search = order(roadmap, top=2)
    assert found.orders[1].stages == search.best.stages
    assert found.proved is True
    alone = analyse(search.scheduled(), draws=300, seed=1).robustness
    assert alone is not None
    assert found.orders[1].share == alone.share


def test_a_schedule_that_is_the_best_is_not_compared_with_itself() -> None:
    best = order(plan(THREE), top=1).scheduled()
    found = compare_best(best, orders=1, draws=50)
    assert len(found.orders) == 1
    assert (found.current, found.best) == (0, 0)


def test_a_comparison_needs_an_order() -> None:
    game, whole = scheduled(plan(THREE))
    with pytest.raises(ValueError, match="at least one order"):
        compare_orders(whole, game, (), draws=10, seed=0)
