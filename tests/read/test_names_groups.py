"""Words that keep the same company come into one group."""

from __future__ import annotations

from itertools import product

import pytest

from khutwa.read.names_features import hashed
from khutwa.read.names_groups import SIZE, group

pytestmark = pytest.mark.filterwarnings("ignore:One of the clusters is empty")

TOWNS = [f"town{n}" for n in range(40)]
PEOPLE = [f"person{n}" for n in range(40)]


def sentences() -> list[list[str]]:
    """Return sentences in which towns stand behind "in" and people behind "said"."""
    frames = product(range(40), range(6))
    return [
        ["said", PEOPLE[n], "yesterday", "in", TOWNS[(n * 7 + k) % 40], "again"] for n, k in frames
    ]


def test_words_of_one_use_share_their_group_and_no_other() -> None:
    found = group(sentences(), 10)
    assert len(found) == len(TOWNS) + len(PEOPLE) + 4
    towns, people = ({found[hashed(word)] for word in words} for words in (TOWNS, PEOPLE))
    assert not towns & people


def test_groups_are_the_same_every_time() -> None:
    assert group(sentences(), 10) == group(sentences(), 10)


def test_rare_words_are_in_no_group() -> None:
    found = group([*sentences(), ["said", "stranger", "yesterday"]], 10)
    assert hashed("stranger") not in found


def test_a_text_with_few_words_has_no_groups() -> None:
    assert group([["a", "b"]] * 9) == {}
    assert len({word for one in sentences() for word in one}) > SIZE
