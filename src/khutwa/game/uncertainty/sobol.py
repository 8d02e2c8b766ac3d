"""Sobol indices: which input accounts for how much of the variance of a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from khutwa.game.arrays import Array

RESAMPLES = 400
"""Bootstrap resamples from which the intervals are taken."""


@dataclass(frozen=True)
class Sobol:
    """Indices of k inputs, with 95 per cent bootstrap intervals.

    Attributes:
        first: Share of the variance that would be expected to go if the input were known, (k,).
        total: Share that would be expected to stay if all but the input were known, (k,).
        first_interval: Its ends, shape (k, 2).
        total_interval: Its ends, shape (k, 2).
    """

    first: Array
    total: Array
    first_interval: Array
    total_interval: Array


def sobol(function: Callable[[Array], Array], a: Array, b: Array, seed: int) -> Sobol | None:
    """Estimate first-order and total indices on Saltelli's design.

    The first-order estimator is that of Saltelli et al. (2010), Computer Physics Communications
    181:259-270, table 2 (b); the total one that of Jansen (1999), Computer Physics Communications
    117:35-43, table 2 (f) of the same. The function is evaluated on n (k + 2) rows. An estimate may
    lie a little outside [0, 1].

    Args:
        function: From rows of inputs, shape (rows, k), to one number a row.
        a: n rows of inputs, drawn independently of each other, shape (n, k).
        b: As many, independent of `a`.
        seed: Seed of the bootstrap.

    Returns:
        The indices; None where the function does not vary, or is not finite.
    """
    n, k = a.shape
    at_a, at_b = function(a), function(b)
    seen = np.concatenate([at_a, at_b])
    if not np.isfinite(seen).all() or np.ptp(seen) <= 1e-12 * np.abs(seen).max():
        return None
    # Shifting the function changes no variance and makes the first-order estimator steadier.
    middle = seen.mean()
    at_a, at_b = at_a - middle, at_b - middle
    first, total = np.empty((n, k)), np.empty((n, k))
    for i in range(k):
        mixed = a.copy()
        mixed[:, i] = b[:, i]
        at_mixed = function(mixed) - middle
        first[:, i] = at_b * (at_mixed - at_a)
        total[:, i] = (at_a - at_mixed) ** 2 / 2
    draw = np.random.default_rng(seed)
    weights = draw.multinomial(n, np.full(n, 1 / n), RESAMPLES) / n
    variance = _variance(np.full((1, n), 1 / n), at_a, at_b)
    spread = _variance(weights, at_a, at_b)[:, None]
    # A resample without any variance has no indices.
    spread[spread <= 1e-12 * variance] = np.nan
    return Sobol(
        first.mean(0) / variance,
        total.mean(0) / variance,
        _ends(weights @ first / spread),
        _ends(weights @ total / spread),
    )


def _variance(weights: Array, at_a: Array, at_b: Array) -> Array:
    """Return the variance of both samples together, one for each row of weights."""
    mean = weights @ (at_a + at_b) / 2
    result: Array = weights @ (at_a**2 + at_b**2) / 2 - mean**2
    return result


def _ends(resampled: Array) -> Array:
    result: Array = np.nanquantile(resampled, [0.025, 0.975], axis=0).T
    return result
