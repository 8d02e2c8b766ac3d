"""What a condition means whatever happens, against truth tables."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.roadmap.condition import Condition, Truth, evaluate, show
from khutwa.roadmap.condition_logic import irrelevant, necessary, without
from khutwa.roadmap.condition_parser import mixed_without_brackets
from khutwa.roadmap.moment import Moment

LEAVES = ("a", "b", "c", "not before 2020-01-01")


def texts() -> st.SearchStrategy[str]:
    """Return conditions over three names and a moment."""
    leaf = st.sampled_from(LEAVES)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
                lambda t: f"({t[0]}) {t[1]} ({t[2]})"
            ),
            st.lists(inner, min_size=2, max_size=4).flatmap(
                lambda parts: st.integers(1, len(parts)).map(
                    lambda k: f"{k} of ({', '.join(parts)})"
                )
            ),
        ),
        max_leaves=6,
    )


def truth(condition: Condition, state: dict[str, bool]) -> bool:
    """Return the value of a condition in a state of all leaves, by three-valued evaluation."""

    def reached(moment: Moment) -> Truth:
        return Truth.YES if state[LEAVES[3]] else Truth.NO

    return evaluate(condition, lambda n: Truth.YES if state[n] else Truth.NO, reached) is Truth.YES


def table() -> list[dict[str, bool]]:
    """Return every state of the leaves."""
    return [dict(zip(LEAVES, bits, strict=True)) for bits in product((False, True), repeat=4)]


@settings(max_examples=150, deadline=None)
@given(texts())
def test_irrelevant_agrees_with_the_truth_table(text: str) -> None:
    condition = Condition.parse(text)
    expected = {
        name
        for name in condition.atoms()
        if all(
            truth(condition, {**state, name: True}) == truth(condition, {**state, name: False})
            for state in table()
        )
    }
    assert irrelevant(condition) == expected


@settings(max_examples=150, deadline=None)
@given(texts())
def test_leaving_out_what_never_matters_changes_nothing(text: str) -> None:
    condition = Condition.parse(text)
    root = without(condition.root, irrelevant(condition))
    assert root is not None
    shorter = Condition.parse(show(root))
    assert not shorter.atoms() & irrelevant(condition)
    assert all(truth(condition, state) == truth(shorter, state) for state in table())


@settings(max_examples=150, deadline=None)
@given(texts(), st.sets(st.sampled_from("abc")))
def test_without_is_the_condition_when_the_names_never_hold(text: str, names: set[str]) -> None:
    condition = Condition.parse(text)
    root = without(condition.root, names)
    for state in table():
        gone = {name: value and name not in names for name, value in state.items()}
        expected = truth(condition, gone)
        assert expected == (root is not None and truth(Condition(show(root), root), state))


@settings(max_examples=150, deadline=None)
@given(texts())
def test_necessary_agrees_with_the_truth_table(text: str) -> None:
    condition = Condition.parse(text)
    late = [state for state in table() if state[LEAVES[3]]]
    expected = {
        name
        for name in condition.atoms()
        if not any(truth(condition, state) for state in late if not state[name])
    }
    assert necessary(condition) == expected


def test_brackets_of_a_list_are_brackets() -> None:
    assert mixed_without_brackets("a and b or c")
    assert not mixed_without_brackets("(a and b) or c")
    assert not mixed_without_brackets("all of (a, b) or c")
    assert not mixed_without_brackets("all of ((a and b)) or c")
    assert mixed_without_brackets("2 of (a and b or c, d, e)")
