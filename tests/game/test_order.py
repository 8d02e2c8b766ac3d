"""The order search finds what trying every schedule finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.orders import every_schedule, in_order, unordered_plans
from khutwa.game import analyse, order
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.values import values
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import faults


def smallest(roadmap: Roadmap) -> float:
    """Return the smallest rel over the stages of a plan's schedule, durability apart."""
    game, whole = scheduled(roadmap)
    found = values(game, draw_stakes(whole, game))
    chosen = found.relative[0, :-1][:, found.scale[0] > 0]
    return float(chosen.min()) if chosen.size else float("inf")


def best_by_trying(roadmap: Roadmap, size: int) -> float:
    return max(smallest(in_order(roadmap, stages)) for stages in every_schedule(roadmap, size))


@pytest.mark.parametrize("timed", [True, False])
@given(st.data(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_no_schedule_is_better_than_the_best(timed: bool, data: st.DataObject, size: int) -> None:
    roadmap = data.draw(unordered_plans(timed, most=5 if size == 1 else 4))
    search = order(roadmap, stage_size=size, top=1)
    assert search.certificate.exact
    wanted = best_by_trying(roadmap, size)
    assert search.best.smallest == pytest.approx(wanted, abs=1e-8)
    assert search.certificate.bound >= search.best.smallest - 1e-12


@given(unordered_plans(), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_the_numbers_are_those_of_the_analysis_of_that_schedule(
    roadmap: Roadmap, size: int
) -> None:
    search = order(roadmap, stage_size=size)
    for found in (search.best, *search.others):
        again = search.scheduled(found)
        assert not list(faults(again))
        analysis = analyse(again, draws=1)
        assert analysis.table == found.table
        assert found.holds == analysis.holds
        if search.has_stakes:
            assert found.smallest == pytest.approx(smallest(again))
    assert [o.smallest for o in search.others] == sorted(
        (o.smallest for o in search.others), reverse=True
    )
    assert all(o.smallest <= search.best.smallest + 1e-12 for o in search.others)
