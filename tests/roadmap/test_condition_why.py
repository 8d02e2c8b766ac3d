"""Why a condition is answered as it is, against every state of its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.roadmap.condition import Atom, Condition, NotBefore, Truth, evaluate, walk
from khutwa.roadmap.condition_why import Leaf, Why, why
from khutwa.roadmap.moment import Moment, parse_moment
from khutwa.words import Text, strip_isolates

LEAVES: tuple[Leaf, ...] = (
    Atom("a"), Atom("b"), Atom("c"), Atom("d"),
    NotBefore(parse_moment("2020-01")), NotBefore(parse_moment("30 days after a")),
)  # fmt: skip
TEXTS = ("a", "b", "c", "d", "not before 2020-01", "not before P30D after a")

State = dict[Leaf, Truth]


def texts() -> st.SearchStrategy[str]:
    """Return conditions in which a leaf may stand several times."""
    return st.recursive(
        st.sampled_from(TEXTS),
        lambda inner: st.lists(inner, min_size=2, max_size=4).flatmap(
            lambda parts: st.integers(1, len(parts)).map(lambda k: counted(k, parts))
        ),
        max_leaves=8,
    )


@st.composite
def texts_once(draw: st.DrawFn) -> str:
    """Return conditions in which every leaf stands once, joined in groups and groups of groups."""
    left = list(draw(st.permutations(TEXTS)))
    while len(left) > 1:
        size = draw(st.integers(2, min(4, len(left))))
        group, left = left[:size], left[size:]
        left.append(counted(draw(st.integers(1, size)), group))
    return left[0]


def counted(k: int, parts: Collection[str]) -> str:
    return f"{k} of ({', '.join(parts)})"


def states() -> st.SearchStrategy[State]:
    return st.fixed_dictionaries({leaf: st.sampled_from(Truth) for leaf in LEAVES})


def answer(condition: Condition, state: State) -> Truth:
    return evaluate(condition, lambda n: state[Atom(n)], lambda m: state[NotBefore(m)])


def explained(condition: Condition, state: State) -> Why:
    return why(condition, lambda n: state[Atom(n)], lambda m: state[NotBefore(m)])


def completions(state: State, free: Collection[Leaf]) -> Iterator[State]:
    """Yield the state with every combination of yes and no for the free leaves."""
    for truths in product((Truth.NO, Truth.YES), repeat=len(free)):
        yield {**state, **dict(zip(free, truths, strict=True))}


def possible(condition: Condition, state: State, fixed: Collection[Leaf]) -> set[Truth]:
    """Return every answer that can come when only these leaves stay as they are."""
    free = [leaf for leaf in LEAVES if leaf not in fixed]
    return {answer(condition, s) for s in completions(state, free)}


def without_one(leaves: Collection[Leaf]) -> list[tuple[Leaf, ...]]:
    return list(combinations(leaves, len(leaves) - 1)) if leaves else []


@settings(max_examples=300, deadline=None)
@given(texts(), states())
def test_the_three_values_say_exactly_what_can_still_come(text: str, state: State) -> None:
    condition = Condition.parse(text)
    known = [leaf for leaf in LEAVES if state[leaf] is not Truth.UNKNOWN]
    can_come = possible(condition, state, known)
    expected = can_come.pop() if len(can_come) == 1 else Truth.UNKNOWN
    assert answer(condition, state) is expected
    assert explained(condition, state).truth is expected


@settings(max_examples=300, deadline=None)
@given(texts(), states())
def test_the_reasons_for_yes_or_no_fix_the_answer_and_none_can_be_spared(
    text: str, state: State
) -> None:
    condition = Condition.parse(text)
    found = explained(condition, state)
    if found.truth is not Truth.UNKNOWN:
        assert all(state[leaf] is found.truth for leaf in found.because)
        assert possible(condition, state, found.because) == {found.truth}
        for fewer in without_one(found.because):
            assert len(possible(condition, state, fewer)) == 2


@settings(max_examples=300, deadline=None)
@given(texts(), states())
def test_what_must_be_known_settles_the_answer_and_none_can_be_spared(
    text: str, state: State
) -> None:
    condition = Condition.parse(text)
    found = explained(condition, state)
    if found.truth is Truth.UNKNOWN:
        assert all(state[leaf] is Truth.UNKNOWN for leaf in found.because)
        for known in completions(state, found.because):
            assert answer(condition, known) is not Truth.UNKNOWN
        for fewer in without_one(found.because):
            assert Truth.UNKNOWN in {answer(condition, s) for s in completions(state, fewer)}


@settings(max_examples=300, deadline=None)
@given(texts(), states())
def test_with_what_is_lacking_it_holds(text: str, state: State) -> None:
    condition = Condition.parse(text)
    found = explained(condition, state)
    if found.truth is not Truth.NO:
        assert found.lacks == found.open == ()
        return
    assert all(state[leaf] is Truth.NO for leaf in found.lacks)
    assert all(state[leaf] is Truth.UNKNOWN for leaf in found.open)
    yes = {leaf for leaf in LEAVES if state[leaf] is Truth.YES}
    needs = (*found.lacks, *found.open)
    all_yes = dict.fromkeys(LEAVES, Truth.YES)
    assert possible(condition, all_yes, {*yes, *needs}) == {Truth.YES}
    for fewer in without_one(needs):
        assert Truth.NO in possible(condition, all_yes, {*yes, *fewer})


@settings(max_examples=200, deadline=None)
@given(texts_once(), states())
def test_no_shorter_reason_is_overlooked_where_nothing_stands_twice(
    text: str, state: State
) -> None:
    condition = Condition.parse(text)
    assert len([n for n in walk(condition.root) if isinstance(n, (Atom, NotBefore))]) == len(LEAVES)
    found = explained(condition, state)
    if found.truth is Truth.UNKNOWN:
        return
    of_its_value = [leaf for leaf in LEAVES if state[leaf] is found.truth]
    sizes = range(len(found.because))
    shorter = [chosen for size in sizes for chosen in combinations(of_its_value, size)]
    assert not [s for s in shorter if possible(condition, state, s) == {found.truth}]
    missing = [leaf for leaf in LEAVES if state[leaf] is Truth.NO]
    for size in range(len(found.lacks)):
        for chosen in combinations(missing, size):
            best = {leaf: Truth.YES if state[leaf] is not Truth.NO else Truth.NO for leaf in LEAVES}
            assert answer(condition, {**best, **dict.fromkeys(chosen, Truth.YES)}) is Truth.NO


def told(text: str, **truths: Truth) -> str:
    """Return the sentence for a condition; what is not given is not known, no moment is reached."""

    def reached(moment: Moment) -> Truth:
        return Truth.NO

    found = why(Condition.parse(text), lambda n: truths.get(n, Truth.UNKNOWN), reached)
    return strip_isolates(str(found.message(lambda name: Text.plain(name.capitalize()))))


YES, NO = Truth.YES, Truth.NO


@pytest.mark.parametrize(
    ("text", "truths", "sentence"),
    [
        ("", {}, "It holds, for nothing is required."),
        ("talks or access", {"talks": YES}, "It holds because of Talks."),
        (
            "talks and 1 of (access, aid)",
            {"talks": YES, "access": YES, "aid": YES},
            "It holds because of Talks and Access.",
        ),
        (
            "talks and access and aid",
            {"talks": YES, "access": NO, "aid": NO},
            "It does not hold; it lacks Access and Aid.",
        ),
        (
            "(talks and access and aid) or truce",
            {"talks": NO, "access": NO, "aid": NO, "truce": NO},
            "It does not hold; it lacks Truce.",
        ),
        (
            "talks and access",
            {"talks": NO},
            "It does not hold; it lacks Talks, and Access is not known.",
        ),
        (
            "not before 2020-01 and not before 30 days after talks",
            {},
            "It does not hold; it lacks January 2020 and 30 days after Talks.",
        ),
        (
            "talks or (access and aid)",
            {"talks": NO, "aid": YES},
            "It is not known whether it holds; that depends on Access.",
        ),
        (
            "talks or (talks and access)",
            {},
            "It is not known whether it holds; that depends on Talks.",
        ),
    ],
)
def test_the_answer_in_a_sentence(text: str, truths: dict[str, Truth], sentence: str) -> None:
    assert told(text, **truths) == sentence


def test_more_unknown_names_than_can_be_tried_are_all_named() -> None:
    names = [f"s{number}" for number in range(300)]
    condition = Condition.parse(f"150 of ({', '.join(names)}) or (s1 and s2)")
    found = why(condition, lambda n: Truth.UNKNOWN, lambda m: Truth.UNKNOWN)
    assert found.because == tuple(Atom(name) for name in names)
