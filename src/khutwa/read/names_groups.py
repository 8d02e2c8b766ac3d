"""Words that keep the same company, put into groups: what one teaches helps with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2
from scipy.sparse import coo_array, csr_array

from khutwa.read.names_features import hashed

OFTEN = 3
"""How often a word must occur to be put into a group."""

COMPANY = 1500
"""The commonest words, whose company counts."""

PLACES = (-2, -1, 1, 2)
"""Where it counts: this many words behind."""

SMOOTHING = 0.75
"""Power to which the counts of company are raised, so that rare company does not count too much."""

SIZE = 60
"""Numbers that describe a word before groups are made."""

ROUNDS = 12
"""Rounds in which these are found."""


def group(sentences: Sequence[Sequence[str]], count: int = 200) -> dict[int, int]:
    """Return the group of each word that is common enough, by the hash of the word.

    Words are described by how much oftener than by chance the commonest words stand near them
    (positive pointwise mutual information, cut down by its singular vectors; Levy, Goldberg & Dagan
    2015), and grouped by k-means, which begins with words from the commonest to the rarest. The
    result is the same every time.

    Args:
        sentences: The folded words of each sentence.
        count: How many groups to make, at the most.
    """
    often = Counter(key for keys in sentences for key in keys)
    order = sorted(often, key=lambda key: (-often[key], key))
    words = [key for key in order if often[key] >= OFTEN]
    if len(words) <= max(count, SIZE):
        return {}
    table = _company(sentences, words, order[:COMPANY])
    vectors = table @ _main_directions(table)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    seeds = vectors[np.linspace(0, len(words) - 1, count).astype(int)]
    _, found = kmeans2(vectors, seeds, minit="matrix", iter=30)
    return {hashed(word): int(number) for word, number in zip(words, found, strict=True)}


def _main_directions(table: csr_array) -> NDArray[np.float64]:
    """Return a basis of the first `SIZE` right singular vectors, by subspace iteration."""
    found = np.random.default_rng(0).normal(size=(table.shape[1], SIZE))
    for _ in range(ROUNDS):
        found = np.linalg.qr(table.T @ (table @ found))[0]
    return found


def _company(
    sentences: Sequence[Sequence[str]], words: Sequence[str], common: Sequence[str]
) -> csr_array:
    """Return how much oftener than by chance each common word stands at each place by a word."""
    row = {word: n for n, word in enumerate(words)}
    column = {word: n for n, word in enumerate(common)}
    counts: Counter[tuple[int, int]] = Counter()
    for keys in sentences:
        for at, key in enumerate(keys):
            for block, place in enumerate(PLACES):
                if key in row and 0 <= at + place < len(keys) and keys[at + place] in column:
                    there = block * len(common) + column[keys[at + place]]
                    counts[row[key], there] += 1
    rows, columns = (np.array(side) for side in zip(*counts, strict=True))
    met = np.array(list(counts.values()), float)
    shape = (len(words), len(PLACES) * len(common))
    own = np.bincount(rows, met, shape[0])
    company = np.bincount(columns, met, shape[1]) ** SMOOTHING
    chance = own[rows] * company[columns] / company.sum()
    return coo_array((np.maximum(np.log(met / chance), 0), (rows, columns)), shape=shape).tocsr()
