"""Deadlocks against brute force, on known plans and on long ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.linter import deadlock
from khutwa.linter.blocking import Budget, smallest_core
from khutwa.linter.cycles import components, shortest_cycle
from khutwa.linter.deadlock import blocking_set, closure, reach, requirements
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap

NAMES = "abcdefg"


def plan(requires: dict[str, str], extra: str = "") -> Roadmap:
    """Return a plan of steps with these conditions."""
    lines = ["title: Test", "parties: {p: {}}", extra, "steps:"]
    for name, condition in requires.items():
        field = f", requires: '{condition}'" if condition else ""
        lines.append(f"  {name}: {{obligors: p{field}}}")
    loaded = load_text("\n".join(lines))
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return loaded.roadmap


def conditions(names: str) -> st.SearchStrategy[str]:
    """Return conditions over these names and the facts `holds` and `fails`."""
    atoms = st.sampled_from([*names, "holds", "fails"])
    groups = st.lists(atoms, min_size=1, max_size=3)
    choice = groups.flatmap(
        lambda parts: st.integers(1, len(parts)).map(lambda k: f"{k} of ({', '.join(parts)})")
    )
    return st.recursive(
        atoms | choice,
        lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} ({t[2]})"
        ),
        max_leaves=4,
    )


@st.composite
def plans(draw: st.DrawFn) -> Roadmap:
    """Return plans of at most seven steps with and, or, counts and facts."""
    names = NAMES[: draw(st.integers(1, 7))]
    chosen = {name: draw(st.just("") | conditions(names)) for name in names}
    return plan(chosen, "facts: {holds: {since: 2020-01-01}, fails: {never: true}}")


def reachable_in_some_order(whole: Roadmap) -> set[str]:
    """Return every step that stands in some state which steps lead to one at a time."""
    states = {frozenset[str]()}
    front = list(states)
    while front:
        state = front.pop()
        for name, step in whole.steps.items():
            if name not in state and step.condition.holds({*state, "holds"}):
                grown = state | {name}
                if grown not in states:
                    states.add(grown)
                    front.append(grown)
    return set().union(*states)


def blocks_itself(whole: Roadmap, chosen: tuple[str, ...], fails: bool = False) -> bool:
    """Tell whether no step of `chosen` can begin even when every other one is done."""
    outside = (set(whole.steps) - set(chosen)) | ({"holds", "fails"} if fails else {"holds"})
    return not any(whole.steps[name].condition.holds(outside) for name in chosen)


@settings(max_examples=120, deadline=None)
@given(plans())
def test_reach_agrees_with_every_order(whole: Roadmap) -> None:
    found = reach(whole)
    assert found.reachable == reachable_in_some_order(whole)
    assert set(found.blocked) == set(whole.steps) - found.reachable


@settings(max_examples=120, deadline=None)
@given(plans())
def test_cores_agree_with_every_subset(whole: Roadmap) -> None:
    found = reach(whole)
    assert found.exact
    everything = {*whole.steps, "holds"}
    never = {n for n, step in whole.steps.items() if not step.condition.holds(everything)}
    assert set(found.never) == never
    # What hangs on a fact that never holds is no deadlock: look at the rest.
    needs = requirements(whole)
    free = closure(needs, {"holds"}, never)
    rest = [name for name in whole.steps if name not in free]
    subsets = (c for n in range(1, len(rest) + 1) for c in combinations(rest, n))
    smallest = next((c for c in subsets if blocks_itself(whole, c)), None)
    assert bool(found.cores) == (smallest is not None)
    if smallest:
        assert len(found.cores[0]) == len(smallest)
    for core in found.cores:
        assert blocks_itself(whole, core)
        assert not any(
            blocks_itself(whole, part)
            for n in range(1, len(core))
            for part in combinations(core, n)
        )
    for first, second in combinations(found.cores, 2):
        assert not set(first) & set(second)
    mended = {name for core in found.cores for name in core}
    assert closure(needs, free | mended) >= set(whole.steps)


@settings(max_examples=80, deadline=None)
@given(plans(), st.integers(0, 6))
def test_blocking_set_agrees_with_every_subset(whole: Roadmap, index: int) -> None:
    name = list(whole.steps)[index % len(whole.steps)]
    found, exact = blocking_set(whole, name)
    assert exact
    others = [n for n in whole.steps if n != name]
    subsets = ((name, *c) for n in range(len(others) + 1) for c in combinations(others, n))
    smallest = next((c for c in subsets if blocks_itself(whole, c)), ())
    assert len(found) == len(smallest)
    assert not found or (name in found and blocks_itself(whole, found))


@settings(max_examples=80, deadline=None)
@given(plans())
def test_without_effort_the_core_is_still_minimal(whole: Roadmap) -> None:
    needs = requirements(whole)
    rest = [name for name in whole.steps if name not in closure(needs, {"holds", "fails"})]
    budget = Budget(tries=0)
    core = smallest_core(needs, rest, {*whole.steps, "holds", "fails"}, budget)
    assert bool(core) == bool(rest)
    if core:
        chosen = tuple(core)
        assert blocks_itself(whole, chosen, fails=True)
        if budget.exceeded:
            smaller = (chosen[:i] + chosen[i + 1 :] for i in range(len(chosen)))
            # A cycle of sole needs is returned as it is; a trimmed set has no part that will do.
            cycle = shortest_cycle({n: sorted(needs[n].atoms() & core) for n in core})
            assert len(cycle) <= len(core)
            assert not any(part and blocks_itself(whole, part, fails=True) for part in smaller)


edges = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), max_size=7).map(
    lambda g: {n: sorted(g.get(n, set())) for n in NAMES}
)


@given(edges)
def test_components_agree_with_paths_there_and_back(after: dict[str, list[str]]) -> None:
    def onward(start: str) -> set[str]:
        seen, front = {start}, [start]
        while front:
            for node in after[front.pop()]:
                if node not in seen:
                    seen.add(node)
                    front.append(node)
        return seen

    far = {node: onward(node) for node in NAMES}
    expected = {frozenset(m for m in NAMES if m in far[n] and n in far[m]) for n in NAMES}
    found = components(after)
    assert {frozenset(group) for group in found} == expected
    for index, group in enumerate(found):
        earlier = {node for other in found[:index] for node in other}
        assert far[group[0]] <= earlier | set(group)


@given(edges)
def test_shortest_cycle_agrees_with_walks(after: dict[str, list[str]]) -> None:
    # The shortest closed walk is a cycle: try every number of steps from every node.
    expected = 0
    front = {node: {node} for node in NAMES}
    for length in range(1, len(NAMES) + 1):
        front = {start: {m for n in ends for m in after[n]} for start, ends in front.items()}
        if any(start in ends for start, ends in front.items()):
            expected = length
            break
    cycle = shortest_cycle(after)
    assert len(cycle) == expected
    assert all(b in after[a] for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True))


def test_minsk_two_has_a_loop_of_points_9_11_and_12() -> None:
    whole = plan(
        {
            "ceasefire": "",
            "withdrawal": "ceasefire",
            "reform": "withdrawal and elections",
            "elections": "withdrawal and border",
            "border": "reform",
            "pardon": "elections",
        }
    )
    found = reach(whole)
    assert found.reachable == {"ceasefire", "withdrawal"}
    assert found.cores == (("reform", "elections", "border"),)
    assert found.exact
    assert blocking_set(whole, "pardon") == (("reform", "elections", "border", "pardon"), True)
    assert blocking_set(whole, "withdrawal") == ((), True)


def test_the_smallest_of_several_loops_is_named() -> None:
    whole = plan({"reform": "elections", "elections": "border", "border": "elections and reform"})
    assert reach(whole).cores == (("elections", "border"),)


def test_a_choice_is_blocked_only_if_every_way_is() -> None:
    assert not reach(plan({"a": "b or c", "b": "a", "c": ""})).blocked
    assert reach(plan({"a": "b or c", "b": "a", "c": "a"})).cores == (("a", "b", "c"),)
    # Two of three are missing whatever happens, so any two of them with `a` block each other.
    assert len(reach(plan({"a": "2 of (b, c, d)", "b": "a", "c": "a", "d": "a"})).cores[0]) == 3


def test_an_earliest_start_counted_from_a_step_requires_that_step() -> None:
    text = """
title: Border after elections
parties: {k: {}, m: {}}
clocks: {vote: elections}
steps:
  border: {obligors: k, not before: 1 day after vote}
  elections: {obligors: m, requires: not before border}
"""
    loaded = load_text(text)
    assert loaded.roadmap is not None
    assert reach(loaded.roadmap).cores == (("border", "elections"),)


def test_one_reading_of_a_contested_clock_is_enough() -> None:
    text = """
title: Rival readings
parties: {k: {}, m: {}}
clocks:
  vote: {contested: [{at: elections, held by: k}, {at: 2015-02-12, held by: m}]}
steps:
  border: {obligors: k, not before: 1 day after vote}
  elections: {obligors: m, requires: border}
"""
    loaded = load_text(text)
    assert loaded.roadmap is not None
    assert not reach(loaded.roadmap).blocked


def test_what_hangs_on_a_fact_that_never_holds_is_no_deadlock() -> None:
    whole = plan({"a": "gone and b", "b": "a", "c": "c"}, "facts: {gone: {never: true}}")
    found = reach(whole)
    assert found.never == ("a",)
    assert found.blocked == ("a", "b", "c")
    assert found.cores == (("c",),)


def test_a_search_that_stops_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlock, "Budget", lambda: Budget(tries=0))
    whole = plan({"a": "b or c", "b": "a or c", "c": "a or b"})
    found = reach(whole)
    assert not found.exact
    assert found.cores == (("a", "b", "c"),)


@pytest.mark.parametrize("shape", ["ring", "pairs", "choices", "chain"])
def test_two_thousand_steps_take_no_more_than_seconds(shape: str) -> None:
    size = 2000
    made: dict[str, Callable[[int], str]] = {
        "ring": lambda i: f"s{(i + 1) % size}",
        "pairs": lambda i: f"s{i ^ 1}" + (f" and s{i - 2}" if i > 1 else ""),
        "choices": lambda i: f"s{(i + 1) % size} or s{(i + 7) % size} or s{(i * 3) % size}",
        "chain": lambda i: f"s{i - 1}" if i else "",
    }
    whole = plan({f"s{i}": made[shape](i) for i in range(size)})
    began = time.perf_counter()
    found = reach(whole)
    assert time.perf_counter() - began < 10
    assert len(found.cores) == {"ring": 1, "pairs": 1000, "choices": 1, "chain": 0}[shape]
    assert all(blocks_itself(whole, core) for core in found.cores)
