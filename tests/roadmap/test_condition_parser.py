"""Conditions are read whole, shown so that they read back, and refused with a place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.roadmap.condition import (
    Always,
    And,
    AtLeast,
    Atom,
    Condition,
    ConditionError,
    Node,
    NotBefore,
    Or,
    show,
    walk,
)
from khutwa.roadmap.condition_parser import DEEPEST, LONGEST
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.moment import Moment

NAMES = ("ceasefire", "arms.2", "هدنة", "P5plus1", "all", "x-1", "выборы")
PIECES = (*NAMES, "and", "OR", "of", "2", "not", "before", "(", ")", ",", "&&", " ", "2019-09-23")


def moments() -> st.SearchStrategy[Moment]:
    """Return dates and clocks, with and without an offset."""
    dates = st.builds(
        PartialDate, st.integers(1900, 2100), st.none() | st.integers(1, 12), st.none()
    )
    offsets = st.builds(Duration, st.integers(0, 40), st.integers(0, 400))
    return st.one_of(
        st.builds(Moment, date=dates, offset=offsets),
        st.builds(Moment, clock=st.sampled_from(NAMES), offset=offsets),
    )


def nodes() -> st.SearchStrategy[Node]:
    """Return trees of every kind of node."""
    leaf = st.builds(Atom, st.sampled_from(NAMES)) | st.builds(NotBefore, moments())

    def above(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        parts = st.lists(inner, min_size=2, max_size=4).map(tuple)
        counted = st.lists(inner, min_size=1, max_size=4).flatmap(
            lambda chosen: st.builds(AtLeast, st.integers(1, len(chosen)), st.just(tuple(chosen)))
        )
        return st.builds(And, parts) | st.builds(Or, parts) | counted

    return st.recursive(leaf, above, max_leaves=10)


@settings(max_examples=200, deadline=None)
@given(nodes())
def test_what_is_shown_reads_back_equal(root: Node) -> None:
    assert Condition.parse(show(root)).root == root


@settings(max_examples=200, deadline=None)
@given(nodes())
def test_spans_mark_the_text_of_atoms(root: Node) -> None:
    text = show(root)
    for node in walk(Condition.parse(text).root):
        if isinstance(node, Atom):
            assert text[slice(*node.span)] == node.name


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    refused = None
    try:
        condition = Condition.parse(text)
    except ConditionError as error:
        refused = error
    if refused is None:
        assert Condition.parse(str(condition)) == condition
    else:
        assert 0 <= refused.start <= refused.end <= len(text)
        assert str(refused.message)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_text_is_no_condition(text: str) -> None:
    assert Condition.parse(text).root == Always()


def test_and_binds_tighter_than_or() -> None:
    assert Condition.parse("a or b AND c") == Condition.parse("a or (b and c)")


@pytest.mark.parametrize(
    ("text", "marked", "hint"),
    [
        ("a and not b", "not", "cannot forbid"),
        ("a unless b", "unless", "must come first"),
        ("a xor b", "xor", "two modes"),
        ("a but not b", "but", "two modes"),
        ("if a", "if", "Leave out"),
        ("a && b", "&&", "`and`"),
        ("a || b", "||", "`or`"),
        ("a, b", ",", "commas"),
        ("a، b", "،", "commas"),
        ("a и b", "и", "English"),
        ("two of (a, b)", "of", "digits"),
        ("2019-09-23 and b", "2019-09-23", "not before"),
        ("2 (a, b)", "(", "2 of"),
        ("2 of a", "a", "brackets"),
        ("3 of (a, b)", "3 of (a, b)", "1"),
        ("0 of (a, b)", "0 of (a, b)", "1"),
        ("99999999 of (a, b)", "99999999 of (a, b)", "1"),
        ("a and (b or c", "(", "missing"),
        ("a and", "and", "Name a step"),
        ("b or not before", "before", "adoption"),
        ("not before )", ")", "adoption"),
        ("not before 2019-13", "2019-13", "adoption"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE} and b", "\N{RIGHT-TO-LEFT OVERRIDE}", "step names"),
    ],
)
def test_a_slip_is_marked_and_mended(text: str, marked: str, hint: str) -> None:
    with pytest.raises(ConditionError) as caught:
        Condition.parse(text)
    error = caught.value
    assert text[error.start : error.end] == marked
    assert error.fix is not None
    assert hint in str(error.fix)


def test_a_direction_mark_is_named_not_printed() -> None:
    with pytest.raises(ConditionError) as caught:
        Condition.parse("a\N{RIGHT-TO-LEFT OVERRIDE}b")
    assert "U+202E" in str(caught.value.message)


def test_depth_and_length_have_limits() -> None:
    deep = DEEPEST - 1
    assert Condition.parse("(" * deep + "a" + ")" * deep).root == Atom("a")
    for text in ("(" * 5000 + "a" + ")" * 5000, "1 of (" * 1600, "a" * (LONGEST + 1)):
        with pytest.raises(ConditionError):
            Condition.parse(text)
