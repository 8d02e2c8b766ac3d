"""A linear-chain conditional random field: how likely each labelling of a sentence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from khutwa.read.names_features import cut, features

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """A trained model.

    Attributes:
        labels: `O` first, then `B-` and `I-` of each kind.
        hashes: The features that have a weight, ascending, shape (F,).
        weights: Weight of each feature for each label, in steps of `step`, shape (F + 1, L); the
            last row is of zeros, for features that are not known.
        step: What one step of a weight is worth.
        moves: Weight of a label (column) behind another (row), shape (L, L).
        first: Weight of a label at the beginning, shape (L,).
        lean: What is taken off the score of `O`: the likeliest labelling misses more names than it
            invents, and this evens them out.
        known: Hashes of the words met in training.
        groups: Numbers of groups of words that keep the same company, by hashes of words.
    """

    labels: tuple[str, ...]
    hashes: NDArray[np.uint32]
    weights: NDArray[np.int8]
    step: float
    moves: Floats
    first: Floats
    lean: float
    known: frozenset[int]
    groups: Mapping[int, int]

    def scores(self, found: Sequence[Sequence[int]]) -> Floats:
        """Return the score of each label at each word of a sentence, shape (T, L)."""
        lengths = [len(word) for word in found]
        flat = np.fromiter((f for word in found for f in word), np.uint32, sum(lengths))
        at = np.searchsorted(self.hashes, flat)
        at[at == len(self.hashes)] = 0
        at[self.hashes[at] != flat] = len(self.hashes)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        rows = self.weights[at].astype(np.int32)
        scores: Floats = np.add.reduceat(rows, starts, axis=0) * self.step
        scores[:, 0] -= self.lean
        return scores

    def label(
        self, sentences: Sequence[Sequence[str]], *, already_cut: bool = False
    ) -> list[tuple[list[str], Floats]]:
        """Return the likeliest labelling of each sentence (Viterbi), and how sure each label is.

        How sure is the label's own probability, over all labellings (forward-backward), shape (T,).

        Args:
            sentences: The folded words and signs of each sentence of a text, at least one.
            already_cut: Whether conjunctions and pronouns stand as words of their own.
        """
        pieces = [
            [(key,) if already_cut else cut(key, self.known) for key in keys] for keys in sentences
        ]
        laid = [[piece for word in sentence for piece in word] for sentence in pieces]
        labelled = []
        for sentence, found in zip(pieces, features(laid, self.known, self.groups), strict=True):
            scores = self.scores(found)
            best = viterbi(scores, self.moves, self.first)
            sure = marginals(scores, self.moves, self.first)[np.arange(len(best)), best]
            labels, chances, at = [], [], 0
            for word in sentence:
                # A word is what the first piece of it is that is part of a name.
                part = next((n for n in range(at, at + len(word)) if best[n]), at)
                labels.append(self.labels[best[part]])
                chances.append(sure[part])
                at += len(word)
            labelled.append((labels, np.array(chances)))
        return labelled

    def save(self, path: Path) -> None:
        """Write the model as a compressed npz file."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            hashes=self.hashes,
            weights=self.weights[:-1],
            step=np.float64(self.step),
            moves=self.moves.astype(np.float32),
            first=self.first.astype(np.float32),
            lean=np.float64(self.lean),
            known=np.array(sorted(self.known), np.uint32),
            grouped=np.array(sorted(self.groups), np.uint32),
            groups=np.array([self.groups[key] for key in sorted(self.groups)], np.uint16),
        )

    @staticmethod
    def load(path: Path) -> Model:
        """Read a model that `save` wrote.

        Raises:
            FileNotFoundError: where there is no such file.
        """
        with np.load(path, allow_pickle=False) as raw:
            weights = raw["weights"]
            return Model(
                tuple(map(str, raw["labels"])),
                raw["hashes"],
                np.vstack([weights, np.zeros((1, weights.shape[1]), np.int8)]),
                float(raw["step"]),
                raw["moves"].astype(np.float64),
                raw["first"].astype(np.float64),
                float(raw["lean"]),
                frozenset(raw["known"].tolist()),
                dict(zip(raw["grouped"].tolist(), raw["groups"].tolist(), strict=True)),
            )


def viterbi(scores: Floats, moves: Floats, first: Floats) -> list[int]:
    """Return the best labelling; of equally good ones the one with the smaller numbers.

    Args:
        scores: Score of each label at each word, shape (T, L).
        moves: Score of a label (column) behind another (row), shape (L, L).
        first: Score of a label at the beginning, shape (L,).
    """
    total = scores[0] + first
    back = []
    for row in scores[1:]:
        ways = total[:, None] + moves
        came = ways.argmax(axis=0)
        back.append(came)
        total = ways[came, np.arange(len(came))] + row
    best = [int(total.argmax())]
    for came in reversed(back):
        best.append(int(came[best[-1]]))
    return best[::-1]


def marginals(scores: Floats, moves: Floats, first: Floats) -> Floats:
    """Return the probability of each label at each word, shape (T, L); arguments as above."""
    local, step = np.exp(scores - scores.max(axis=1)[:, None]), np.exp(moves)
    forward, backward = np.empty_like(local), np.ones_like(local)
    row = local[0] * np.exp(first)
    for t in range(len(local)):
        if t:
            row = (row @ step) * local[t]
        row = row / row.sum()
        forward[t] = row
    row = backward[-1]
    for t in range(len(local) - 2, -1, -1):
        row = step @ (row * local[t + 1])
        row = row / row.sum()
        backward[t] = row
    both = forward * backward
    return np.asarray(both / both.sum(axis=1)[:, None])
