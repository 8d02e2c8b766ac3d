"""Which sources may not be named, whichever entry says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from khutwa.ledger import Entry, Ledger, Source, Status
from khutwa.ledger.entry import CONFIDENTIAL

LETTER = Source("A letter", "The mission", " https://example.org/letter ", "ab12")


def entry(name: str, tlp: Any = None, **more: Any) -> Entry:
    return Entry(name, date(2020, 1, 1), "calm", Status.DONE, source=LETTER, tlp=tlp, **more)


@pytest.mark.parametrize("tlp", CONFIDENTIAL)
def test_a_label_closes_its_source_by_address_hash_and_title(tlp: str) -> None:
    found = Ledger((entry("a", tlp), replace(entry("b"), source=Source("A book")))).confidential
    assert found == {"A letter", "https://example.org/letter", "ab12"}


def test_a_source_without_address_hash_or_title_is_known_by_its_publisher() -> None:
    mission = Source("", "The mission")
    found = Ledger((replace(entry("a", "RED"), source=mission),)).confidential
    assert found == set(mission.keys) == {"The mission"}
    assert found.isdisjoint(LETTER.keys)


@pytest.mark.parametrize("tlp", ["GREEN", "CLEAR", None])
def test_other_labels_close_nothing(tlp: str | None) -> None:
    assert Ledger((entry("a", tlp),)).confidential == frozenset()


def test_a_correction_that_forgets_the_label_does_not_open_the_source() -> None:
    assert Ledger((entry("a", "RED"), entry("b", supersedes=("a",)))).confidential


def test_a_correction_with_a_label_of_its_own_opens_or_closes_it() -> None:
    opened = Ledger((entry("a", "RED"), entry("b", "CLEAR", supersedes=("a",))))
    assert opened.confidential == frozenset()
    assert Ledger((entry("a", "RED"), entry("b", "AMBER", supersedes=("a",)))).confidential


def test_a_correction_that_was_taken_back_opens_nothing() -> None:
    back = entry("c", retracts=("b",))
    assert Ledger((entry("a", "RED"), entry("b", "CLEAR", supersedes=("a",)), back)).confidential


def test_what_was_taken_back_stays_closed() -> None:
    assert Ledger((entry("a", "RED"), entry("b", retracts=("a",)))).confidential
