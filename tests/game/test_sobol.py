"""Sobol indices on functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import spearmanr

from khutwa.game.uncertainty.importance import rank_correlation
from khutwa.game.uncertainty.sobol import sobol

Rows = NDArray[np.float64]


def samples(rows: int, columns: int, low: float, high: float) -> tuple[Rows, Rows]:
    draw = np.random.default_rng(2010)
    first, second = draw.uniform(low, high, (2, rows, columns))
    return first, second


def ishigami(x: Rows) -> Rows:
    result: Rows = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return result


def test_the_indices_of_the_ishigami_function() -> None:
    """Ishigami & Homma (1990) with a = 7, b = 0.1; indices as in Saltelli et al. (2008)."""
    found = sobol(ishigami, *samples(20_000, 3, -np.pi, np.pi), seed=0)
    assert found is not None
    assert found.first == pytest.approx([0.3139, 0.4424, 0], abs=0.03)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)


def test_the_indices_of_a_weighted_sum_are_the_squared_weights() -> None:
    """Alone and with interactions alike, for a sum has none: 16, 4, 1 and 0 of 21."""
    weights = np.array([4.0, -2.0, 1.0, 0.0])
    found = sobol(lambda x: x @ weights + 100, *samples(20_000, 4, 0, 1), seed=0)
    assert found is not None
    expected = weights**2 / 21
    assert found.first == pytest.approx(expected, abs=0.02)
    assert found.total == pytest.approx(expected, abs=0.02)
    # An input that is not read changes nothing at all.
    assert found.total[3] == 0


def test_the_intervals_cover_what_is_known_about_as_often_as_they_say() -> None:
    weights = np.array([2.0, 1.0])
    known = weights**2 / 5
    covered = 0
    for run in range(60):
        draw = np.random.default_rng(run)
        a, b = draw.uniform(0, 1, (2, 300, 2))
        found = sobol(lambda x: x @ weights, a, b, seed=run)
        assert found is not None
        for ends in (found.first_interval, found.total_interval):
            covered += int(((ends[:, 0] <= known) & (known <= ends[:, 1])).sum())
    # 240 intervals of 95 per cent, not all independent.
    assert 0.88 <= covered / 240 <= 1


def test_a_function_that_does_not_vary_has_no_indices() -> None:
    assert sobol(lambda x: 0 * x[:, 0] + 0.1, *samples(50, 2, 0, 1), seed=0) is None


def test_a_function_that_hardly_ever_varies_has_intervals_all_the_same() -> None:
    """Some resamples hold no row in which it varies; they have no index and do not count."""
    a, b = np.zeros((50, 1)), np.zeros((50, 1))
    a[7] = 1
    found = sobol(lambda x: x[:, 0], a, b, seed=0)
    assert found is not None
    assert np.isfinite(found.total_interval).all()


def test_rank_correlation_is_spearmans() -> None:
    draw = np.random.default_rng(5)
    columns = draw.integers(0, 6, (80, 3)).astype(float)
    target = columns[:, 0] - columns[:, 1] ** 2 + draw.normal(size=80)
    expected = [spearmanr(column, target).statistic for column in columns.T]
    assert rank_correlation(columns, target) == pytest.approx(expected)


def test_what_never_varies_has_no_rank_correlation() -> None:
    columns = np.column_stack([np.zeros(5), np.arange(5.0)])
    assert rank_correlation(columns, np.arange(5.0) ** 3) == pytest.approx([0, 1])
