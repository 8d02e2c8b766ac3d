"""Agreement coefficients give the published numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.track.agreement import agreement, alpha, weighted_kappa

# Krippendorff 2011, Computing Krippendorff's alpha-reliability: four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_alpha_is_that_of_krippendorffs_example() -> None:
    table = [[None if v is None else v - 1 for v in row] for row in OBSERVERS]
    assert alpha(table, values=5) == pytest.approx(0.815, abs=5e-4)


def defined(table: list[list[int | None]], metric: Callable[[Counter[int], int, int], float]
            ) -> float | None:  # fmt: skip
    """Return alpha from its definition: mean differences within units against those of all pairs.

    A unit with m values counts its pairs by 1 / (m - 1).
    """
    units = [[v for v in unit if v is not None] for unit in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    often, n = Counter(values), len(values)
    within = sum(
        metric(often, a, b) / (len(unit) - 1) for unit in units for a, b in permutations(unit, 2)
    )
    chance = sum(metric(often, a, b) for a, b in permutations(values, 2))
    return None if chance == 0 else 1 - within / n / (chance / (n * (n - 1)))


def ordinal(often: Counter[int], a: int, b: int) -> float:
    low, high = sorted((a, b))
    between = sum(often[value] for value in range(low, high + 1))
    return (between - (often[low] + often[high]) / 2) ** 2


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        (lambda often, a, b: float(a != b), 0.743),
        (ordinal, 0.815),
        (lambda often, a, b: float((a - b) ** 2), 0.849),
    ],
    ids=["nominal", "ordinal", "interval"],
)
def test_the_definition_gives_what_krippendorff_prints(
    metric: Callable[[Counter[int], int, int], float], published: float
) -> None:
    assert defined(OBSERVERS, metric) == pytest.approx(published, abs=5e-4)


@given(
    st.integers(1, 4).flatmap(
        lambda observers: st.lists(
            st.lists(st.none() | st.integers(0, 3), min_size=5, max_size=5),
            min_size=observers,
            max_size=observers,
        )
    )
)
def test_alpha_is_its_definition(table: list[list[int | None]]) -> None:
    expected = defined(table, ordinal)
    found = alpha(table)
    assert (found is None) == (expected is None)
    assert found is None or found == pytest.approx(expected)


def test_full_agreement_is_one_and_one_value_alone_is_nothing() -> None:
    assert alpha([[0, 3, 1], [0, 3, 1]]) == pytest.approx(1)
    assert alpha([[2, 2], [2, 2]]) is None
    assert alpha([[2, None], [None, 2]]) is None


def test_weighted_kappa_on_a_table_worked_by_hand() -> None:
    """Four pairs: three agree, one is off by one level.

    Observed disagreement 1/4. Margins are (2, 1, 1, 0)/4 and (2, 0, 2, 0)/4, so that what chance
    gives is 2/4 (0 1/2 + 4 1/2) / ... summed over the cells: (2 2 4 + 1 2 1 + 1 2 1 + 1 2 4) / 16.
    """
    pairs = [(0, 0), (0, 0), (1, 2), (2, 2)]
    chance = (2 * 2 * 4 + 1 * 2 * 1 + 1 * 2 * 1 + 1 * 2 * 4) / 16
    assert weighted_kappa(pairs) == pytest.approx(1 - (1 / 4) / chance)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_weighted_kappa_is_its_definition(pairs: list[tuple[int, int]]) -> None:
    n = len(pairs)
    observed = sum((a - b) ** 2 for a, b in pairs) / n
    expected = sum((a - b) ** 2 for (a, _), (_, b) in product(pairs, pairs)) / n**2
    found = weighted_kappa(pairs)
    if expected == 0:
        assert found is None
    else:
        assert found == pytest.approx(1 - observed / expected)


def test_who_judges_nothing_in_common_has_no_kappa() -> None:
    found = agreement({"kyiv": {"a": 0, "b": 3}, "moscow": {"c": 1}})
    assert found.kappa == {("kyiv", "moscow"): (None, 0)}
    assert found.units == 0


def test_two_scorecards_that_blame_each_other_agree_less_than_by_chance() -> None:
    """Each side of Minsk II says that it has done its part and the other has not."""
    found = agreement({
        "kyiv": {"ceasefire": 3, "border": 0, "law": 3, "forces": 0},
        "moscow": {"ceasefire": 0, "border": 3, "law": 0, "forces": 3},
    })  # fmt: skip
    assert found.alpha is not None
    assert found.alpha < 0
    assert found.kappa["kyiv", "moscow"] == (pytest.approx(-1), 4)
