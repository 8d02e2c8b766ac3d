"""Compiled and interpreted code give the same, to the bit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.orders import unordered_plans
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.kernels import available
from khutwa.game.ordering.backward import backward
from khutwa.game.ordering.edges import edges
from khutwa.game.ordering.labels import Labels
from khutwa.game.ordering.problem import Problem, problem
from khutwa.game.ordering.units import units
from khutwa.game.ordering.widest import widest
from khutwa.roadmap.model import Roadmap

needs_numba = pytest.mark.skipif(not available(), reason="numba is not installed")


def order_problem(roadmap: Roadmap, size: int) -> Problem:
    game, whole = scheduled(roadmap)
    return problem(game, units(whole, game), draw_stakes(whole, game), size)


@needs_numba
@given(unordered_plans(timed=False, most=8), st.integers(1, 3), st.floats(-1, 0.5))
@settings(max_examples=60, deadline=None)
def test_the_widest_path_is_the_same(roadmap: Roadmap, size: int, above: float) -> None:
    asked = order_problem(roadmap, size)
    assert widest(asked, above, 10**6) == widest(asked, above, 10**6, compiled=True)


@given(unordered_plans(timed=False, most=6), st.integers(1, 3), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_a_search_whose_time_is_over_has_a_bound_that_holds(
    roadmap: Roadmap, size: int, looks: int
) -> None:
    """However often it may look at the clock before, no schedule is wider than it says."""
    asked = order_problem(roadmap, size)
    clock = iter(range(looks))
    found = widest(asked, -2.0, 10**6, over=lambda: next(clock, None) is None)
    whole = widest(asked, -2.0, 10**6)
    assert whole.exact
    assert found.bound >= whole.bound
    assert found.exact or found.order is None


@needs_numba
@given(
    unordered_plans(most=6).filter(lambda plan: bool(order_problem(plan, 1).parties)),
    st.integers(1, 3),
    st.floats(-0.5, 0.5),
    st.sampled_from([0, 1, 2]),
)
@settings(max_examples=60, deadline=None)
def test_labels_are_the_same(roadmap: Roadmap, size: int, bar: float, cap: int) -> None:
    asked = order_problem(roadmap, size)
    graph = edges(asked, 10**8, lambda: False)
    found = []
    for compiled in (False, True):
        labels = Labels(asked, graph, lambda: False, 10**6, use_compiled=compiled)
        order = labels.ask(bar, cap)
        conceivable = labels.drop(bar)
        found.append((order, labels.certain, conceivable, labels.work.made, labels.work.refuted))
    assert found[0] == found[1]


@given(unordered_plans(timed=False, most=5), st.integers(1, 2))
@settings(max_examples=40, deadline=None)
def test_where_nothing_is_discounted_labels_and_paths_agree(roadmap: Roadmap, size: int) -> None:
    """Two searches that share nothing but the stages; a bar just above the optimum is refuted."""
    asked = order_problem(roadmap, size)
    path = widest(asked, -2.0, 10**6)
    if not asked.parties or path.order is None or path.bound == float("inf"):
        return
    labels = Labels(
        asked, edges(asked, 10**8, lambda: False), lambda: False, 10**6, use_compiled=False
    )
    assert labels.ask(path.bound + 1e-9) is None
    found = labels.ask(path.bound - 1e-9)
    assert found is not None
    assert asked.value(found) == pytest.approx(asked.value(path.order), abs=1e-8)


@given(unordered_plans(most=5), st.integers(1, 2))
@settings(max_examples=40, deadline=None)
def test_labels_from_the_end_find_what_listed_states_find(roadmap: Roadmap, size: int) -> None:
    asked = order_problem(roadmap, size)
    if not asked.parties:
        return
    found = backward(asked, -3.0, 10**6, lambda: False)
    assert found.through
    assert found.order is not None
    best = asked.value(found.order)
    assert found.bound == pytest.approx(best, abs=1e-12)
    labels = Labels(asked, edges(asked, 10**8, lambda: False), lambda: False, 10**6)
    assert labels.ask(best - 1e-9) is not None
    assert best == float("inf") or labels.ask(best + 1e-8) is None
