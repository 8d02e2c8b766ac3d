"""What an edit leaves alone is written back as it stood."""

from __future__ import annotations

import pytest

from khutwa.roadmap.diagnostic import Edit
from khutwa.roadmap.edit import apply

TEXT = """\
title: Test  # a comment
start: 2019-06-01
as of: '2019-06-01'
parties: {gov: {patience: 0.90, dividend: [1, 2.5, +3]}}
steps:
  arms: {obligors: gov, tranches: 2, reversible: false, by: 2019-09, takes: P30D}
  talks: {obligors: gov, requires: "arms", joint: true}
"""


def test_numbers_dates_and_truth_values_stay_as_written() -> None:
    assert apply(TEXT, []) == TEXT


def test_only_the_edited_value_changes() -> None:
    new = apply(TEXT, [Edit(("steps", "talks", "requires"), "arms.1")])
    assert new == TEXT.replace('"arms"', '"arms.1"')


@pytest.mark.parametrize("order", [(1, 3), (3, 1)])
def test_items_are_removed_from_the_back(order: tuple[int, int]) -> None:
    text = "title: Test\ngoal:\n  - a\n  - b\n  - c\n  - d\n"
    assert apply(text, [Edit(("goal", i)) for i in order]) == "title: Test\ngoal:\n  - a\n  - c\n"
