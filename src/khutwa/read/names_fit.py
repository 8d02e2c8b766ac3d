"""Train the model of names: maximum likelihood with a quadratic penalty, by L-BFGS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from khutwa.read.names_features import features, hashed
from khutwa.read.names_groups import group
from khutwa.read.names_model import Floats, Model

OFTEN = 2
"""How often a feature must occur to have a weight, and in how many sentences a word to be known.

What is met but once teaches what unknown words are like.
"""

LOWEST = -30.0
"""Score of a label where it may not stand: I of a kind behind anything but that kind."""


def fit(
    corpus: Sequence[tuple[Sequence[str], Sequence[str]]],
    *,
    penalty: float = 1.0,
    rounds: int = 45,
    kept: int = 120_000,
) -> Model:
    """Return the model that fits labelled sentences best.

    The likelihood of a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001)
    with its gradient by forward-backward over all sentences at once. The weights are then rounded
    to 8 bits, and of the features those with the greatest weights are kept.

    Args:
        corpus: Sentences as folded words and their labels.
        penalty: Half of this times the sum of squared weights is taken off the log-likelihood.
        rounds: Most rounds of L-BFGS.
        kept: Most features that the model keeps.
    """
    labels = [labels for _, labels in corpus]
    often = Counter(key for keys, _ in corpus for key in set(keys))
    known = frozenset(hashed(key) for key, count in often.items() if count >= OFTEN)
    texts = [keys for keys, _ in corpus]
    groups = group(texts)
    sentences = features(texts, known, groups)
    scheme = ("O", *sorted({label for one in labels for label in one} - {"O"}))
    allowed = _allowed(scheme)
    problem = _Problem(sentences, labels, scheme, penalty, allowed)
    start = np.zeros(problem.size)
    result = minimize(
        problem, start, jac=True, method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 6, "ftol": 1e-7},
    )  # fmt: skip
    weights, moves, first = problem.parts(result.x)
    order = np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:kept]
    order = order[np.argsort(problem.hashes[order])]
    weights = weights[order]
    step = float(np.abs(weights).max()) / 127 or 1.0
    whole = np.rint(weights / step).astype(np.int8)
    some = whole.any(axis=1)
    padded = np.vstack([whole[some], np.zeros((1, len(scheme)), np.int8)])
    return Model(
        scheme,
        problem.hashes[order][some],
        padded,
        step,
        np.where(allowed[:-1], moves, LOWEST),
        np.where(allowed[-1], first, LOWEST),
        0.0,
        known,
        groups,
    )


def _allowed(scheme: Sequence[str]) -> NDArray[np.bool_]:
    """Return which label (column) may stand behind which (row; the last row is the beginning)."""
    return np.array(
        [
            [not label.startswith("I-") or before[2:] == label[2:] for label in scheme]
            for before in (*scheme, "O")
        ]
    )


class _Problem:
    """The penalised negative log-likelihood and its gradient."""

    def __init__(
        self,
        sentences: Sequence[Sequence[Sequence[int]]],
        labels: Sequence[Sequence[str]],
        scheme: Sequence[str],
        penalty: float,
        allowed: NDArray[np.bool_],
    ) -> None:
        order = sorted(range(len(sentences)), key=lambda n: -len(sentences[n]))
        lengths = np.array([len(sentences[n]) for n in order])
        # Words are laid out by their place in the sentence: all first words, all second words ...
        counts = [int((lengths > t).sum()) for t in range(int(lengths[0]))]
        self.bounds = np.concatenate(([0], np.cumsum(counts)))
        words = [sentences[order[n]][t] for t, count in enumerate(counts) for n in range(count)]
        flat = np.array([f for word in words for f in word], np.uint32)
        starts = np.concatenate(([0], np.cumsum([len(word) for word in words])))
        hashes, inverse, often = np.unique(flat, return_inverse=True, return_counts=True)
        frequent = often >= OFTEN
        self.hashes = hashes[frequent]
        place = np.cumsum(frequent) - 1
        good = frequent[inverse]
        pointers = np.concatenate(([0], np.cumsum(good)))[starts]
        shape = (len(words), len(self.hashes))
        ones = np.ones(int(good.sum()))
        self.seen = csr_array((ones, place[inverse][good], pointers), shape=shape)
        self.seen_by_feature = self.seen.T.tocsr()
        number = {label: n for n, label in enumerate(scheme)}
        self.gold = np.array(
            [number[labels[order[n]][t]] for t, count in enumerate(counts) for n in range(count)]
        )
        self.penalty = penalty
        self.kinds = len(scheme)
        self.allowed = allowed
        self.shape = (len(self.hashes), self.kinds)
        self.size = self.kinds * (len(self.hashes) + self.kinds + 1)
        self._observe()

    def _observe(self) -> None:
        gold = np.zeros((len(self.gold), self.kinds))
        gold[np.arange(len(self.gold)), self.gold] = 1
        self.observed = self.seen_by_feature @ gold
        self.observed_moves = np.zeros((self.kinds, self.kinds))
        for t in range(1, len(self.bounds) - 1):
            now = self.gold[self.bounds[t] : self.bounds[t + 1]]
            before = self.gold[self.bounds[t - 1] : self.bounds[t - 1] + len(now)]
            np.add.at(self.observed_moves, (before, now), 1)
        self.observed_first = gold[: self.bounds[1]].sum(axis=0)

    def parts(self, point: Floats) -> tuple[Floats, Floats, Floats]:
        """Cut a vector into the weights of features, moves and beginnings."""
        size = self.shape[0] * self.kinds
        moves = point[size : size + self.kinds**2].reshape(self.kinds, self.kinds)
        return point[:size].reshape(self.shape), moves, point[size + self.kinds**2 :]

    def __call__(self, point: Floats) -> tuple[float, Floats]:
        weights, moves, first = self.parts(point)
        scores = self.seen @ weights
        chances, pairs, log_sum = _expect(
            scores,
            np.where(self.allowed[:-1], moves, LOWEST),
            np.where(self.allowed[-1], first, LOWEST),
            self.bounds,
        )
        value = log_sum - float(
            (self.observed * weights).sum()
            + (self.observed_moves * moves).sum()
            + self.observed_first @ first
        )
        slopes = (
            self.seen_by_feature @ chances - self.observed,
            np.where(self.allowed[:-1], pairs - self.observed_moves, 0.0),
            np.where(
                self.allowed[-1], chances[: self.bounds[1]].sum(axis=0) - self.observed_first, 0.0
            ),
        )
        slope = np.concatenate([part.ravel() for part in slopes]) + self.penalty * point
        return value + self.penalty / 2 * float(point @ point), slope


def _expect(
    scores: Floats, moves: Floats, first: Floats, bounds: NDArray[np.int64]
) -> tuple[Floats, Floats, float]:
    """Return each label's probability, the expected moves and the sum of log partition functions.

    Forward-backward in scaled probabilities; sentences stand longest first, so that those which
    reach place t are the first rows of place t - 1.
    """
    top = scores.max(axis=1)
    local = np.exp(scores - top[:, None])
    step = np.exp(moves)
    forward, scale = np.empty_like(local), np.empty(len(local))
    forward[: bounds[1]] = local[: bounds[1]] * np.exp(first)
    for t in range(len(bounds) - 1):
        here = slice(bounds[t], bounds[t + 1])
        if t:
            count = bounds[t + 1] - bounds[t]
            before = forward[bounds[t - 1] : bounds[t - 1] + count]
            forward[here] = (before @ step) * local[here]
        scale[here] = forward[here].sum(axis=1)
        forward[here] /= scale[here][:, None]
    backward = np.ones_like(local)
    pairs = np.zeros_like(moves)
    for t in range(len(bounds) - 2, 0, -1):
        here = slice(bounds[t], bounds[t + 1])
        before = slice(bounds[t - 1], bounds[t - 1] + bounds[t + 1] - bounds[t])
        onward = local[here] * backward[here] / scale[here][:, None]
        backward[before] = onward @ step.T
        pairs += step * (forward[before].T @ onward)
    return forward * backward, pairs, float(np.log(scale).sum() + top.sum())
