"""How far assessors agree: Krippendorff's alpha and weighted kappa on the levels 0 to 3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from khutwa.track.trust import Array


@dataclass(frozen=True)
class Agreement:
    """Agreement of assessors over the steps that they judge.

    Attributes:
        alpha: Krippendorff's ordinal alpha over all assessors; None where it is not defined.
        kappa: Quadratically weighted kappa of each pair with the steps that both judge; None where
            it is not defined.
        units: Steps that two or more assessors judge.
    """

    alpha: float | None
    kappa: Mapping[tuple[str, str], tuple[float | None, int]]
    units: int


def agreement(ratings: Mapping[str, Mapping[str, int]]) -> Agreement:
    """Return how far assessors agree.

    Args:
        ratings: The level that each assessor gives to each step, by assessor and then step.
    """
    steps = sorted({step for given in ratings.values() for step in given})
    names = sorted(ratings)
    table = [[ratings[name].get(step) for step in steps] for name in names]
    pairs = {}
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            both = [s for s in steps if s in ratings[one] and s in ratings[other]]
            given = [(ratings[one][s], ratings[other][s]) for s in both]
            pairs[one, other] = (weighted_kappa(given), len(given))
    shared = sum(sum(row[u] is not None for row in table) > 1 for u in range(len(steps)))
    return Agreement(alpha(table), pairs, shared)


def alpha(table: Sequence[Sequence[int | None]], values: int = 4) -> float | None:
    """Return Krippendorff's alpha for ordinal data.

    Krippendorff 2011, Computing Krippendorff's alpha-reliability: coincidences of the values within
    units, and the ordinal difference
    (n_c / 2 + n_(c+1) + ... + n_k / 2)^2.

    Args:
        table: A row for each assessor, a column for each unit; None where one does not judge.
        values: Number of values, from 0.

    Returns:
        1 for full agreement, 0 for what chance gives; None where fewer than two values occur.
    """
    if not table:
        return None
    given = np.array([[-1 if value is None else value for value in row] for row in table])
    # How often each value is given to each unit, of units that two or more judge.
    often = (given[:, :, None] == np.arange(values)).sum(axis=0)
    often = often[often.sum(axis=1) > 1]
    weights = 1 / (often.sum(axis=1) - 1)
    counts = (often * weights[:, None]).T @ often - np.diag(weights @ often)
    totals = counts.sum(axis=1)
    n = totals.sum()
    if n < 2:
        return None
    difference = np.zeros((values, values))
    for c in range(values):
        for k in range(c + 1, values):
            between = totals[c : k + 1].sum() - (totals[c] + totals[k]) / 2
            difference[c, k] = difference[k, c] = between**2
    expected = (np.outer(totals, totals) * difference).sum() / (n - 1)
    if expected == 0:
        return None
    return float(1 - (counts * difference).sum() / expected)


def weighted_kappa(pairs: Sequence[tuple[int, int]], values: int = 4) -> float | None:
    """Return Cohen's kappa with quadratic weights (Cohen 1968, Psychological Bulletin 70:213-220).

    Args:
        pairs: The two judgements of each unit.
        values: Number of values, from 0.

    Returns:
        None where there are no pairs, or both always give the same one value.
    """
    if not pairs:
        return None
    seen: Array = np.zeros((values, values))
    for one, other in pairs:
        seen[one, other] += 1 / len(pairs)
    weight = (np.arange(values)[:, None] - np.arange(values)[None, :]) ** 2
    expected = float((np.outer(seen.sum(axis=1), seen.sum(axis=0)) * weight).sum())
    return None if expected == 0 else float(1 - (seen * weight).sum() / expected)
