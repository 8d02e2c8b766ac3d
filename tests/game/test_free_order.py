"""Free play on the lattice of states is what playing the whole tree gives."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.free_order_tree import Tree
from game.orders import unordered_plans
from game.plans import EXITS
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.free_play.rules import rules
from khutwa.game.free_play.solve import Solver
from khutwa.game.ordering.units import units
from khutwa.roadmap.model import Alternatives, Roadmap


@st.composite
def free_plans(draw: st.DrawFn, most: int = 4) -> Roadmap:
    """Return small plans in which either everybody or only obligors may leave."""
    roadmap = draw(unordered_plans(most=most))
    leave = draw(st.sampled_from(EXITS))
    return roadmap.model_copy(update={"alternatives": Alternatives(walk_away=leave)})


def solver(roadmap: Roadmap, compiled: bool = False) -> Solver:
    game, whole = scheduled(roadmap)
    asked = rules(game, units(whole, game), draw_stakes(whole, game))
    return Solver(asked, compiled=compiled)


@given(free_plans())
@settings(max_examples=150, deadline=None)
def test_values_are_those_of_the_whole_tree(roadmap: Roadmap) -> None:
    found = Tree(roadmap).play()
    ours = solver(roadmap)
    value = ours.values()
    scale = max(1.0, float(ours.rules.scale.max()))
    assert value[0] == pytest.approx(list(found.worth.values()), abs=1e-9 * scale)


@given(free_plans(most=3), st.sampled_from([0.0, 0.3, 2.0, 20.0, 200.0]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_noisy_values_and_chances_are_those_of_the_whole_tree(
    roadmap: Roadmap, lam: float, raw: bool
) -> None:
    found = Tree(roadmap, lam, raw).play()
    ours = solver(roadmap)
    scale = (ours.rules.scale > 0).astype(float) if raw else ours.rules.scale
    value = ours.values(lam, scale)
    spread = ours.spread(value, lam, scale)
    largest = max(1.0, float(ours.rules.scale.max()))
    assert value[0] == pytest.approx(list(found.worth.values()), abs=1e-9 * largest)
    assert spread.done == pytest.approx(found.done, abs=1e-9)
    parts = [spread.done, spread.failed, spread.frozen, *spread.left]
    assert math.fsum(parts) == pytest.approx(1, abs=1e-12)
