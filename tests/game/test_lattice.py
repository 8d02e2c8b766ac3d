"""The feasible states are those that steps can reach one after the other."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.orders import unordered_plans
from game.plans import plan
from khutwa.game.ordering.lattice import Family, TooManyStates, family, states
from khutwa.roadmap.condition import Condition
from khutwa.roadmap.model import Roadmap

CIRCLE = """
title: Each opens the other
parties: {a: A}
steps:
  front: {obligors: a, requires: back or guard}
  back: {obligors: a, requires: front or guard}
  guard: {obligors: a}
  end: {obligors: a, requires: "2 of (front, front, back)"}
"""


def steps_family(roadmap: Roadmap) -> Family:
    """Return the family with every step a unit of its own, in file order."""
    unit = {name: u for u, name in enumerate(roadmap.steps)}
    return family([[step.condition] for step in roadmap.steps.values()], unit, set())


def closure(roadmap: Roadmap) -> set[frozenset[str]]:
    """Return every state, from the definition: add one step after the other."""
    found, fresh = {frozenset[str]()}, [frozenset[str]()]
    while fresh:
        state = fresh.pop()
        for name, step in roadmap.steps.items():
            new = state | {name}
            if name not in state and step.condition.holds(state) and new not in found:
                found.add(new)
                fresh.append(new)
    return found


def as_names(roadmap: Roadmap, mask: int) -> frozenset[str]:
    return frozenset(name for u, name in enumerate(roadmap.steps) if mask >> u & 1)


@given(unordered_plans(most=7))
@settings(max_examples=100, deadline=None)
def test_the_states_are_those_of_the_closure(roadmap: Roadmap) -> None:
    listed = states(steps_family(roadmap), 1000).tolist()
    assert listed == sorted(listed)
    assert [as_names(roadmap, mask) for mask in listed] == list(
        dict.fromkeys(as_names(roadmap, mask) for mask in listed)
    )
    assert {as_names(roadmap, mask) for mask in listed} == closure(roadmap)


def test_steps_that_open_each_other_need_a_third_to_begin() -> None:
    roadmap = plan(CIRCLE)
    found = steps_family(roadmap)
    assert not found.orderly
    listed = {as_names(roadmap, mask) for mask in states(found, 1000).tolist()}
    assert listed == closure(roadmap)
    assert frozenset({"front", "back"}) not in listed


def test_a_step_named_twice_counts_twice_as_in_the_condition() -> None:
    roadmap = plan(CIRCLE)
    end = roadmap.steps["end"].condition
    assert end.holds({"front"})
    assert not end.holds({"back"})
    found = steps_family(roadmap)
    assert found.ready(0b0001) >> 3 & 1
    assert not found.ready(0b0010) >> 3 & 1


@given(unordered_plans(most=6), st.data())
@settings(max_examples=60, deadline=None)
def test_what_precedes_is_feasible_and_lets_all_the_rest_begin(
    roadmap: Roadmap, data: st.DataObject
) -> None:
    listed = closure(roadmap)
    later = data.draw(st.sampled_from(sorted(listed, key=sorted)))
    earlier = data.draw(st.sets(st.sampled_from(sorted(later) or ["s0"])))
    assume(earlier <= later)
    wanted = frozenset(earlier) in listed and all(
        roadmap.steps[name].condition.holds(earlier) for name in later - earlier
    )
    mask = {name: 1 << u for u, name in enumerate(roadmap.steps)}
    found = steps_family(roadmap)
    assert found.precedes(sum(mask[a] for a in earlier), sum(mask[a] for a in later)) == wanted


def test_the_number_of_states_is_said_before_they_are_kept() -> None:
    free = family([[Condition.always()]] * 40, {f"s{n}": n for n in range(40)}, set())
    with pytest.raises(TooManyStates) as stop:
        states(free, 1000)
    assert stop.value.count == 1024


def test_facts_that_hold_ask_for_nothing_and_unknown_names_for_ever() -> None:
    conditions = [[Condition.parse("funds")], [Condition.parse("peace")], [Condition.always()]]
    found = family(conditions, {"a": 0, "b": 1, "c": 2}, {"funds"})
    assert found.reach(found.goal) == 0b101
