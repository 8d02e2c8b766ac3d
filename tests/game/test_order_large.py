"""What the order search does on large plans, on small ones where every schedule can be tried."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.orders import every_schedule, in_order, unordered_plans
from game.plans import plan
from game.test_kernels import needs_numba, order_problem
from game.test_order import best_by_trying
from game.test_order_result import wide
from khutwa.game import kernels, order
from khutwa.game.limit import Limit
from khutwa.game.ordering import search
from khutwa.game.ordering.annealing import annealed
from khutwa.game.ordering.ceilings import Ceilings
from khutwa.game.ordering.labels import MET, OutOfMemory
from khutwa.game.ordering.local import as_masks
from khutwa.game.ordering.problem import Problem
from khutwa.roadmap.model import Roadmap


def ceilings(problem: Problem, compiled: bool = False) -> Ceilings:
    return Ceilings(problem, 10**9, lambda: False, compiled)


def start(problem: Problem, roadmap: Roadmap) -> list[int]:
    """Return the first schedule that there is."""
    game = problem.game
    for stages in every_schedule(roadmap, 1):
        masks = as_masks(problem, [[game.steps.index(s) for s in stage] for stage in stages])
        if masks:
            return [problem.number[mask] for mask in masks]
    raise AssertionError


@given(unordered_plans(most=4), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_no_bar_is_refuted_that_some_schedule_keeps_to(roadmap: Roadmap, size: int) -> None:
    problem = order_problem(roadmap, size)
    assume(problem.parties)
    best = best_by_trying(roadmap, size)
    assume(best < 2)
    asked = ceilings(problem)
    assert asked.conceivable(best)
    assert asked.refuted == 0
    # A rel is a share of what is at stake; no value is beyond that.
    assert not asked.conceivable(2.1)
    assert asked.refuted == 1


@given(unordered_plans(most=4), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_with_one_party_the_bound_is_the_optimum(roadmap: Roadmap, size: int) -> None:
    """Each party takes its own best way, so for one party the relaxation is the problem itself."""
    problem = order_problem(roadmap, size)
    assume(len(problem.parties) == 1)
    best = best_by_trying(roadmap, size)
    assume(best < 2)
    asked = ceilings(problem)
    assert asked.conceivable(best - 1e-9)
    assert not asked.conceivable(best + 1e-9)


def test_a_bound_is_refused_where_its_table_would_not_fit() -> None:
    problem = order_problem(plan(CHAIN), 1)
    with pytest.raises(OutOfMemory):
        Ceilings(problem, 8 * 4 * len(problem.parties) - 1, lambda: False, compiled=False)


@given(unordered_plans(most=5), st.integers(1, 3), st.integers(1, 1000))
@settings(max_examples=60, deadline=None)
def test_small_moves_lead_to_a_schedule_that_is_allowed_and_no_worse(
    roadmap: Roadmap, size: int, seed: int
) -> None:
    problem = order_problem(roadmap, size)
    assume(problem.parties)
    begin = start(problem, in_order(roadmap, ()))
    found = annealed(problem, begin, lambda: False, moves=300, seed=seed, compiled=False)
    assert problem.feasible([problem.stages[t] for t in found])
    assert problem.value(found) >= problem.value(begin)
    assert found == annealed(problem, begin, lambda: False, moves=300, seed=seed, compiled=False)


def test_small_moves_find_the_best_of_the_orders_of_a_small_plan() -> None:
    """North should not give up its ground before south has paid; one stage for both is best."""
    roadmap = plan(EXCHANGE)
    problem = order_problem(roadmap, 2)
    found = annealed(problem, start(problem, roadmap), lambda: False, moves=200, compiled=False)
    assert problem.value(found) == pytest.approx(best_by_trying(roadmap, 2))


def test_nothing_is_moved_when_the_time_is_over() -> None:
    problem = order_problem(plan(EXCHANGE), 2)
    begin = start(problem, plan(EXCHANGE))
    assert annealed(problem, begin, lambda: True, compiled=False) == tuple(begin)


@needs_numba
@given(unordered_plans(most=6), st.integers(1, 3), st.floats(-0.5, 0.5))
@settings(max_examples=40, deadline=None)
def test_compiled_and_interpreted_code_agree(roadmap: Roadmap, size: int, bar: float) -> None:
    problem = order_problem(roadmap, size)
    assume(problem.parties)
    plain, fast = ceilings(problem), ceilings(problem, compiled=True)
    assert plain.conceivable(bar) == fast.conceivable(bar)
    assert plain.states == fast.states
    begin = start(problem, in_order(roadmap, ()))
    assert annealed(problem, begin, lambda: False, moves=500, compiled=False) == annealed(
        problem, begin, lambda: False, moves=500, compiled=True
    )


@needs_numba
@given(unordered_plans(most=4), st.integers(1, 3), st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_plan_taken_for_large_gets_the_same_answer(
    roadmap: Roadmap, size: int, lists: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_SMALL", 0)
        if not lists:
            patch.setattr(search._Search, "_listed", lambda *_: None)
        found = order(roadmap, stage_size=size, top=1)
    best = best_by_trying(roadmap, size)
    assert found.certificate.bound >= best - 1e-9
    if found.certificate.exact:
        assert found.best.smallest == pytest.approx(best, abs=1e-8)
    else:
        assert found.certificate.method == "ceilings"
        assert found.certificate.stopped_by == "memory"
    assert found.certificate.exact or not lists


@pytest.mark.parametrize("fast", [pytest.param(True, marks=needs_numba), False])
@given(unordered_plans(most=4), st.booleans(), st.sampled_from([1, 100, 1000, 10**4, 10**5]))
@settings(max_examples=40, deadline=None)
def test_with_hardly_any_memory_the_bound_is_true_and_a_bound_that_is_met_a_proof(
    fast: bool, roadmap: Roadmap, wide: bool, memory: int
) -> None:
    size = 2 if wide else 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_SMALL", 0)
        patch.setattr(search, "_FEW", 2)
        patch.setattr(kernels, "available", lambda: fast)
        found = order(roadmap, stage_size=size, top=1, memory=memory)
    proof = found.certificate
    assert proof.bound >= best_by_trying(roadmap, size) - 1e-9
    assert proof.exact == (proof.stopped_by is None)
    assert proof.exact == (found.gap <= MET)


@needs_numba
def test_a_search_whose_lists_were_not_done_in_time_was_stopped_by_time() -> None:
    """The bound is through in its half of the time, and the rest is spent on lists."""
    clock = [0.0]

    def listed(self: search._Search, *_: object) -> None:
        clock[0] += 0.4

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "Limit", lambda seconds: Limit(seconds, lambda: clock[0]))
        patch.setattr(search._Search, "_listed", listed)
        assert order(plan(wide(5, 1)), top=1, time=1).certificate.stopped_by == "memory"
        assert order(plan(wide(5, 1)), top=1, time=0.8).certificate.stopped_by == "time"


CHAIN = """
title: A chain
unit: year
parties:
  north: {patience: 0.8}
steps:
  first: {obligors: north, takes: 1 years, stakes: {north: {flow: 1}}}
  second: {obligors: north, requires: first, takes: 1 years, stakes: {north: {flow: -1}}}
"""

EXCHANGE = """
title: Ground for pay
unit: year
parties:
  north: {patience: 0.8}
  south: {patience: 0.8}
steps:
  withdraw: {obligors: north, reversible: false, takes: 1 years,
             stakes: {north: {flow: -1}, south: {flow: 2}}}
  pay: {obligors: south, reversible: false, takes: 1 years,
        stakes: {south: {flow: -1}, north: {flow: 2}}}
  release: {obligors: south, reversible: true, takes: 1 years,
            stakes: {south: {flow: -0.5}, north: {flow: 1}}}
"""
