"""A linear model over letters, words and evidence: how likely a text tells of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit

Floats = NDArray[np.float64]

LETTERS = range(2, 6)
"""Lengths of the runs of letters that are looked at within a word and its edges."""

SHARE = 0.12
"""How much a piece of evidence weighs next to all letters, and all words, which have length 1."""

SLACK = 3.0
"""Inverse of the quadratic penalty."""

SPLITS = 2
"""Ways to part the documents when the bar is chosen."""


@dataclass(frozen=True)
class Linear:
    """A trained model of one kind of event.

    Attributes:
        hashes: Runs of letters, words and pairs that have a weight, ascending, shape (F,).
        rarity: Weight by which a run counts, the rarer the more, shape (F,).
        weights: Weight of each run, shape (F,).
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

    def score(self, keys: Sequence[str], evidence: Mapping[str, float]) -> float:
        """Return the log-odds of a text, given its folded words and what speaks in it."""
        told = sum(self.evidence.get(name, 0.0) * value for name, value in evidence.items())
        at, values = _laid(_blocks(keys), self.hashes, self.rarity)
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
                dict(
                    zip(raw[f"{kind} names"].tolist(), raw[f"{kind} told"].tolist(), strict=True)
                ),
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
        yes: Whether it tells of one; None where they do not agree.
    """

    document: str
    keys: Sequence[str]
    evidence: Mapping[str, float]
    yes: bool | None


def fit(cases: Sequence[Case]) -> Linear:
    """Return the model that fits cases best, with the bar at which it says yes as often as is true.

    A logistic regression with a quadratic penalty; all yes together weigh as much as all no. Texts
    on which those who labelled them do not agree are left out. The bar is found on scores that each
    document got from a model trained without it, over `SPLITS` ways to part the documents in five.
    """
    held: list[float] = []
    yes: list[bool] = []
    for split in range(SPLITS):
        groups = [crc32(f"{split} {case.document}".encode()) % 5 for case in cases]
        for group in range(5):
            learnt = _fit([case for case, g in zip(cases, groups, strict=True) if g != group], 0.0)
            for case, g in zip(cases, groups, strict=True):
                if g == group and case.yes is not None:
                    held.append(learnt.score(case.keys, case.evidence))
                    yes.append(case.yes)
    return _fit(cases, even_bar(np.array(held), np.array(yes)))


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


def _fit(cases: Sequence[Case], bar: float) -> Linear:
    cases = [case for case in cases if case.yes is not None]
    blocks = [_blocks(case.keys) for case in cases]
    met = [np.unique(runs) for block in blocks for runs in block]
    hashes, often = np.unique(np.concatenate(met), return_counts=True)
    rarity = (np.log((1 + len(cases)) / (1 + often[often > 1])) + 1).astype(np.float32)
    hashes = hashes[often > 1]
    names = sorted({name for case in cases for name in case.evidence})
    rows, places, starts = [], [], [0]
    for block, case in zip(blocks, cases, strict=True):
        at, values = _laid(block, hashes, rarity)
        told = SHARE * np.array([case.evidence.get(name, 0.0) for name in names])
        rows.append(np.concatenate([values, told]))
        places.append(np.concatenate([at, len(hashes) + np.arange(len(names))]))
        starts.append(starts[-1] + len(rows[-1]))
    shape = (len(cases), len(hashes) + len(names))
    seen = csr_array((np.concatenate(rows), np.concatenate(places), starts), shape=shape)
    weights = _logistic(seen, np.array([float(bool(case.yes)) for case in cases]))
    told_weights = weights[len(hashes) : -1].tolist()
    return Linear(
        hashes,
        rarity,
        weights[: len(hashes)].astype(np.float32),
        dict(zip(names, told_weights, strict=True)),
        float(weights[-1]),
        bar,
    )


def _logistic(seen: csr_array, share: Floats) -> Floats:
    balance = share.sum() / (1 - share).sum()
    pro, contra = share, (1 - share) * balance
    scale = len(share) / (pro + contra).sum()
    pro, contra = pro * scale, contra * scale
    turned = seen.T.tocsr()

    def loss(point: Floats) -> tuple[float, Floats]:
        score = seen @ point[:-1] + point[-1]
        pull = contra * expit(score) - pro * expit(-score)
        value = float(pro @ np.logaddexp(0, -score) + contra @ np.logaddexp(0, score))
        slope = np.append(turned @ pull + point[:-1] / SLACK, pull.sum())
        return value + 0.5 / SLACK * float(point[:-1] @ point[:-1]), slope

    start = np.zeros(seen.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


def _laid(
    blocks: Sequence[NDArray[np.uint32]], hashes: NDArray[np.uint32], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.int64], Floats]:
    """Return the numbers of the known hashes of a text and their values, each block of length 1."""
    places: list[NDArray[np.int64]] = []
    values: list[Floats] = []
    for block in blocks:
        runs, counts = np.unique(block, return_counts=True)
        at = np.searchsorted(hashes, runs)
        at[at == len(hashes)] = 0
        here = hashes[at] == runs
        value = (1 + np.log(counts[here])) * rarity[at[here]].astype(np.float64)
        places.append(at[here])
        values.append(value / (np.sqrt(value @ value) or 1.0))
    return np.concatenate(places), np.concatenate(values)


def _blocks(keys: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the hashes of the runs of letters, and of the words and pairs of words."""
    letters = np.concatenate([np.empty(0, np.uint32), *map(_runs, keys)])
    pairs = [f"{a} {b}" for a, b in pairwise(keys)]
    # A stroke parts a word from the run of letters that is written the same.
    words = [_hash(f"|{name}") for name in (*keys, *pairs)]
    return letters, np.array(words, np.uint32)


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
