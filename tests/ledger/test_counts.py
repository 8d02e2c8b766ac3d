"""Counts of tasks: what is read, and whether it adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.ledger import Counts

NUMBERS = st.integers(0, 999_999)


@given(parts=st.lists(NUMBERS, min_size=1, max_size=3), whole=NUMBERS)
def test_counts_read_back_as_they_are_shown(parts: list[int], whole: int) -> None:
    counts = Counts(tuple(parts), whole)
    assert Counts.parse(str(counts)) == counts
    assert counts.completed == parts[0]


@pytest.mark.parametrize("text", ["27/17/15 of 59", "27 / 17/15 OF 59", "27/17/15 من 59",
                                  "27/17/15из59"])  # fmt: skip
def test_counts_in_three_languages(text: str) -> None:
    assert Counts.parse(text) == Counts((27, 17, 15), 59)


@pytest.mark.parametrize(
    "text",
    ["", "27", "27/17/15", "27 of", "of 59", "1/2/3/4 of 10", "-1 of 3", "9" * 400 + " of 1"],
)
def test_what_is_no_count(text: str) -> None:
    with pytest.raises(ValueError, match="not counts"):
        Counts.parse(text)


@pytest.mark.parametrize(
    ("text", "adds_up"),
    [
        ("27/17/15 of 59", True),
        ("31/22/10 of 63", True),
        ("34/22/7 of 63", True),
        ("27/17/15 of 57", False),
        ("27/17/15 of 60", False),
        ("27/17 of 59", True),
        ("27/33 of 59", False),
        ("60 of 59", False),
        ("0/0/0 of 0", True),
    ],
)
def test_three_parts_make_the_whole_and_fewer_do_not_exceed_it(text: str, adds_up: bool) -> None:
    assert Counts.parse(text).adds_up == adds_up
