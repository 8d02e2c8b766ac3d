"""A linear model over letters, words and evidence: whether a text tells of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import lsqr

from khutwa.read.classify_evidence import Evidence

Floats = NDArray[np.float64]
Blocks = tuple[NDArray[np.uint32], ...]
"""Hashes of the runs of letters of a text, of its words and neighbours, of its pairs of classes."""

LETTERS = range(2, 6)
"""Lengths of the runs of letters that are looked at within a word and its edges."""

SHARE = 0.12
"""How much a piece of evidence weighs next to all letters, and all words, which have length 1."""

PAIRED = 0.7
"""Length of all pairs of classes together."""

PENALTY = 1.5
"""How much squared weights cost next to squared errors."""

FREE = 3.0
"""Value of the constant that every text has; the greater, the less its weight costs."""

SPLITS = 2
"""Ways to part the documents when the bar is chosen."""


@dataclass(frozen=True)
class Linear:
    """A trained model of one kind of event.

    Attributes:
        hashes: Runs of letters, words, neighbours and pairs of classes that have a weight,
            ascending, shape (F,).
        rarity: By how much each counts, the rarer the more, shape (F,).
        weights: The weight of each, shape (F,).
        evidence: Weight of each piece of evidence by name.
        bias: Score of a text with nothing.
        bar: Score from which a text counts as a yes.
    """

    hashes: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    evidence: Mapping[str, float]
    bias: float
    bar: float

    def score(self, keys: Sequence[str], evidence: Evidence) -> float:
        """Return the score of a text, given its folded words and what speaks in it.

        A yes on which all agree is to have 1, a no on which all agree -1.
        """
        return self.sum(_blocks(keys, evidence.pairs), evidence.told)

    def sum(self, blocks: Blocks, evidence: Mapping[str, float]) -> float:
        """Return the score of a text whose words and pairs are hashed."""
        told = sum(self.evidence.get(name, 0.0) * value for name, value in evidence.items())
        at, values = _laid(blocks, self.hashes, self.rarity)
        return float(values @ self.weights[at]) + SHARE * told + self.bias

    def parts(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays that a file keeps of it."""
        names = sorted(self.evidence)
        return {
            "hashes": self.hashes,
            "rarity": self.rarity.astype(np.float16),
            "weights": self.weights.astype(np.float16),
            "names": np.array(names),
            "told": np.array([self.evidence[name] for name in names]),
            "ends": np.array([self.bias, self.bar]),
        }


def save(path: Path, models: Mapping[str, Linear]) -> None:
    """Write the models of several kinds as a compressed npz file."""
    parts = {
        f"{kind} {name}": value
        for kind, one in models.items()
        for name, value in one.parts().items()
    }
    np.savez_compressed(path, allow_pickle=False, **parts)


def load(path: Path, kinds: Sequence[str]) -> dict[str, Linear]:
    """Read the models of several kinds.

    Raises:
        FileNotFoundError: where there is no such file.
    """
    with np.load(path, allow_pickle=False) as raw:
        return {
            kind: Linear(
                raw[f"{kind} hashes"],
                raw[f"{kind} rarity"].astype(np.float32),
                raw[f"{kind} weights"].astype(np.float32),
                dict(zip(raw[f"{kind} names"].tolist(), raw[f"{kind} told"].tolist(), strict=True)),
                *map(float, raw[f"{kind} ends"]),
            )
            for kind in kinds
        }


@dataclass(frozen=True)
class Case:
    """A text to learn from.

    Attributes:
        document: The document it is of: texts of one are never on both sides of a split.
        keys: Its folded words.
        evidence: What speaks in it for the event.
        yes: Whether it tells of one; None where those who labelled it do not agree.
        share: The share of them who say that it does.
    """

    document: str
    keys: Sequence[str]
    evidence: Evidence
    yes: bool | None
    share: float


def fit(cases: Sequence[Case]) -> Linear:
    """Return the model that fits cases best, with the bar at which it says yes as often as is true.

    Least squares with a quadratic penalty (ridge regression, Hoerl & Kennard 1970). What is fitted
    lies halfway between the label and the share of labellers who said yes: a no that one of three
    took for a yes is less of a no. Texts without a label are left out. The bar is found on scores
    that each document got from a model trained without it, over `SPLITS` ways to part the documents
    in five.
    """
    known = [
        (case, _blocks(case.keys, case.evidence.pairs)) for case in cases if case.yes is not None
    ]
    held: list[float] = []
    yes: list[bool] = []
    for split in range(SPLITS):
        groups = [crc32(f"{split} {case.document}".encode()) % 5 for case, _ in known]
        for group in range(5):
            learnt = _fit([one for one, g in zip(known, groups, strict=True) if g != group], 0.0)
            for (case, blocks), g in zip(known, groups, strict=True):
                if g == group:
                    held.append(learnt.sum(blocks, case.evidence.told))
                    yes.append(bool(case.yes))
    return _fit(known, even_bar(np.array(held), np.array(yes)))


def even_bar(scores: Floats, yes: NDArray[np.bool_]) -> float:
    """Return the score above which as many lie as there are yes.

    There precision is recall. The bar of the greatest F1 is near it, and moves far more from one
    sample to the next.
    """
    order = np.sort(scores)[::-1]
    count = int(yes.sum())
    if not 0 < count < len(order):
        return float(order[0] if count == 0 else order[-1] - 1)
    return float(order[count - 1] + order[count]) / 2


def _fit(cases: Sequence[tuple[Case, Blocks]], bar: float) -> Linear:
    met = [np.unique(runs) for _, blocks in cases for runs in blocks]
    hashes, often = np.unique(np.concatenate(met), return_counts=True)
    rarity = (np.log((1 + len(cases)) / (1 + often[often > 1])) + 1).astype(np.float32)
    hashes = hashes[often > 1]
    names = sorted({name for case, _ in cases for name in case.evidence.told})
    rows, places, starts = [], [], [0]
    for case, blocks in cases:
        at, values = _laid(blocks, hashes, rarity)
        told = SHARE * np.array([case.evidence.told.get(name, 0.0) for name in names])
        rows.append(np.concatenate([values, told, [FREE]]))
        places.append(np.concatenate([at, len(hashes) + np.arange(len(names) + 1)]))
        starts.append(starts[-1] + len(rows[-1]))
    shape = (len(cases), len(hashes) + len(names) + 1)
    seen = csr_array((np.concatenate(rows), np.concatenate(places), starts), shape=shape)
    wanted = np.array([bool(case.yes) + case.share - 1 for case, _ in cases])
    weights = lsqr(seen, wanted, damp=np.sqrt(PENALTY), atol=1e-8, btol=1e-8)[0]
    told_weights = weights[len(hashes) : -1].tolist()
    return Linear(
        hashes,
        rarity,
        weights[: len(hashes)].astype(np.float32),
        dict(zip(names, told_weights, strict=True)),
        FREE * float(weights[-1]),
        bar,
    )


def _laid(
    blocks: Blocks, hashes: NDArray[np.uint32], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.int64], Floats]:
    """Return the numbers of a text's known hashes and their values, each block of a set length."""
    places: list[NDArray[np.int64]] = []
    values: list[Floats] = []
    for block, length in zip(blocks, _LENGTHS, strict=True):
        runs, counts = np.unique(block, return_counts=True)
        at = np.searchsorted(hashes, runs)
        at[at == len(hashes)] = 0
        here = hashes[at] == runs
        value = (1 + np.log(counts[here])) * rarity[at[here]].astype(np.float64)
        places.append(at[here])
        values.append(length * value / (np.sqrt(value @ value) or 1.0))
    return np.concatenate(places), np.concatenate(values)


_LENGTHS = (1.0, 1.0, PAIRED)


def _blocks(keys: Sequence[str], pairs: Sequence[str]) -> Blocks:
    letters = np.concatenate([np.empty(0, np.uint32), *map(_runs, keys)])
    sides = [f"{a} {b}" for a, b in pairwise(keys)]
    # A stroke parts a word from the run of letters that is written the same.
    words = [_hash(f"|{name}") for name in (*keys, *sides)]
    classes = [_hash(f"&{name}") for name in pairs]
    return letters, np.array(words, np.uint32), np.array(classes, np.uint32)


@lru_cache(maxsize=50_000)
def _runs(key: str) -> NDArray[np.uint32]:
    edged = f" {key} "
    found = [
        _hash(edged[at : at + length])
        for length in LETTERS
        for at in range(len(edged) - length + 1)
    ]
    return np.array(found, np.uint32)


def _hash(name: str) -> int:
    return crc32(name.encode(errors="surrogatepass"))
