"""The conditional random field: every labelling counted one by one tells the same."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import check_grad

from khutwa.read.names_features import features
from khutwa.read.names_fit import _allowed, _Problem, fit
from khutwa.read.names_model import Model, marginals, viterbi

SCORE = st.integers(-8, 8).map(lambda n: n / 4)


@st.composite
def chains(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    words, labels = draw(st.integers(1, 4)), draw(st.integers(1, 3))

    def table(*shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(SCORE, min_size=size, max_size=size))).reshape(shape)

    return table(words, labels), table(labels, labels), table(labels)


def every(scores: np.ndarray, moves: np.ndarray, first: np.ndarray) -> dict[tuple[int, ...], float]:
    """Score each labelling as its definition has it."""
    words, labels = scores.shape
    return {
        way: first[way[0]]
        + sum(scores[t, n] for t, n in enumerate(way))
        + sum(moves[a, b] for a, b in pairwise(way))
        for way in product(range(labels), repeat=words)
    }


@given(chains())
@settings(max_examples=60)
def test_no_labelling_is_better_than_the_one_found(chain: tuple[np.ndarray, ...]) -> None:
    ways = every(*chain)
    assert ways[tuple(viterbi(*chain))] == pytest.approx(max(ways.values()))


@given(chains())
@settings(max_examples=60)
def test_a_labels_chance_is_the_share_of_the_labellings_that_have_it(
    chain: tuple[np.ndarray, ...],
) -> None:
    ways = every(*chain)
    whole = sum(np.exp(score) for score in ways.values())
    found = marginals(*chain)
    for (t, n), chance in np.ndenumerate(found):
        share = sum(np.exp(score) for way, score in ways.items() if way[t] == n) / whole
        assert chance == pytest.approx(share)


TOY = [
    (["زار", "سمير", "دمشق"], ["O", "B-person", "B-place"]),
    (["زار", "سمير", "حداد", "بيروت"], ["O", "B-person", "I-person", "B-place"]),
    (["وصل", "كريم", "الي", "دمشق"], ["O", "B-person", "O", "B-place"]),
    (["وصل", "كريم", "حداد", "الي", "حلب"], ["O", "B-person", "I-person", "O", "B-place"]),
]


def test_the_slope_that_training_follows_is_that_of_its_aim() -> None:
    labels = [found for _, found in TOY]
    scheme = ("O", "B-person", "B-place", "I-person")
    texts = [keys for keys, _ in TOY]
    seen = [[word[:6] for word in one] for one in features(texts, frozenset(), {})]
    problem = _Problem(seen, labels, scheme, 1.0, _allowed(scheme))
    point = np.random.default_rng(7).normal(size=problem.size) / 4
    assert check_grad(lambda p: problem(p)[0], lambda p: problem(p)[1], point) < 1e-3


def test_what_was_learnt_is_found_again_and_the_same_every_time(tmp_path: Path) -> None:
    model = fit(TOY, penalty=0.1)
    again = fit(TOY, penalty=0.1)
    assert np.array_equal(model.weights, again.weights)
    assert [labels for labels, _ in model.label([keys for keys, _ in TOY])] == [
        labels for _, labels in TOY
    ]
    model.save(tmp_path / "m.npz")
    kept = Model.load(tmp_path / "m.npz")
    text = [["وصل", "سمير", "الي", "بيروت"]]
    assert kept.label(text)[0][0] == model.label(text)[0][0] == ["O", "B-person", "O", "B-place"]


def test_no_name_goes_on_that_did_not_begin() -> None:
    model = fit(TOY, penalty=0.1)
    strange = [["حداد", "حداد", "زار", "حداد"], ["حداد"]]
    for labels, _ in model.label(strange):
        for before, label in zip(["O", *labels], labels, strict=False):
            assert not label.startswith("I-") or before[2:] == label[2:]
