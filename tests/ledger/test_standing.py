"""Which entries count once corrections are followed, against the definition read literally."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import Entry, Ledger, Status
from khutwa.ledger.corrections import circles
from khutwa.roadmap.dates import PartialDate

IDS = "abcdef"
DAY = date(2027, 1, 1)


def entry(name: str, supersedes: str = "", retracts: str = "", day: int = 0) -> Entry:
    """Return an entry that corrects those whose letters it is given."""
    return Entry(
        name,
        DAY + timedelta(day),
        "talks",
        Status.BEGUN,
        supersedes=tuple(supersedes),
        retracts=tuple(retracts),
    )


def counting(*entries: Entry) -> set[str]:
    """Return the ids of the entries that count."""
    return {found.id for found in Ledger(entries).standing()}


def reach(entries: list[Entry], start: str) -> set[str]:
    """Return what can be reached from an entry by going from corrections to what they correct."""
    aims = {e.id: {*e.supersedes, *e.retracts} & {x.id for x in entries} for e in entries}
    found: set[str] = set()
    while new := {aim for name in found | {start} for aim in aims[name]} - found:
        found |= new
    return found


def by_definition(entries: list[Entry]) -> set[str]:
    """Return the ids of the entries that count, from the words of docs/ledger.md."""
    by_id = {e.id: e for e in entries}

    def in_a_circle(one: str, other: str) -> bool:
        return other in reach(entries, one) and one in reach(entries, other)

    def taken_back(name: str) -> bool:
        return any(
            name in e.retracts and not in_a_circle(e.id, name) and not taken_back(e.id)
            for e in entries
        )

    def corrected(name: str) -> bool:
        return any(
            name in e.supersedes and not in_a_circle(e.id, name) and not taken_back(e.id)
            for e in entries
        )

    return {
        name
        for name in by_id
        if not taken_back(name) and not corrected(name) and not by_id[name].retracts
    }


AIMS = st.lists(st.sampled_from(IDS + "?"), max_size=2, unique=True).map("".join)
LEDGERS = st.tuples(*(st.builds(entry, st.just(name), AIMS, AIMS) for name in IDS)).map(list)


@settings(max_examples=400, deadline=None)
@given(entries=LEDGERS)
def test_any_web_of_corrections(entries: list[Entry]) -> None:
    assert counting(*entries) == by_definition(entries)


@given(entries=LEDGERS, order=st.permutations(range(len(IDS))))
def test_the_order_of_the_rows_changes_nothing(entries: list[Entry], order: list[int]) -> None:
    assert counting(*(entries[i] for i in order)) == counting(*entries)


@given(entries=LEDGERS)
def test_circles_are_those_that_lead_back(entries: list[Entry]) -> None:
    turning = {name for circle in circles(entries) for name in circle}
    assert turning == {e.id for e in entries if e.id in reach(entries, e.id)}


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ([entry("a"), entry("b")], "ab"),
        ([entry("a"), entry("b", supersedes="a")], "b"),
        ([entry("a"), entry("b", retracts="a")], ""),
        ([entry("a"), entry("b", supersedes="a"), entry("c", supersedes="b")], "c"),
        ([entry("a"), entry("b", supersedes="a"), entry("c", retracts="b")], "a"),
        ([entry("a"), entry("b", retracts="a"), entry("c", retracts="b")], "a"),
        ([entry("a"), entry("b", supersedes="c"), entry("c", supersedes="b")], "abc"),
        ([entry("a", supersedes="a")], "a"),
        ([entry("a"), entry("b", supersedes="?")], "ab"),
    ],
    ids=["none", "corrected", "taken back", "corrected twice", "a correction taken back",
         "a retraction taken back", "a circle", "itself", "nothing"],
)  # fmt: skip
def test_the_cases_that_the_page_names(entries: list[Entry], left: str) -> None:
    for order in permutations(entries):
        assert counting(*order) == set(left)


def test_a_long_chain_leaves_its_last() -> None:
    chain = [replace(entry(str(n)), supersedes=(str(n - 1),)) for n in range(5000)]
    assert counting(*chain) == {"4999"}


@given(
    entries=LEDGERS,
    days=st.lists(st.integers(0, 5), min_size=6, max_size=6),
    until=st.integers(-1, 6),
)
def test_what_was_known_on_a_day_are_the_entries_and_corrections_recorded_by_then(
    entries: list[Entry], days: list[int], until: int
) -> None:
    dated = [replace(e, recorded=DAY + timedelta(d)) for e, d in zip(entries, days, strict=True)]
    known = Ledger(tuple(dated)).as_known(DAY + timedelta(until))
    there = [e for e, d in zip(dated, days, strict=True) if d <= until]
    assert list(known.entries) == there
    assert {e.id for e in known.standing()} == by_definition(there)


def test_a_correction_is_not_known_before_it_is_recorded() -> None:
    ledger = Ledger((entry("a"), entry("b", supersedes="a", day=10)))
    assert [e.id for e in ledger.as_known(DAY + timedelta(9)).standing()] == ["a"]
    assert [e.id for e in ledger.as_known(DAY + timedelta(10)).standing()] == ["b"]


def test_entries_stand_by_the_date_of_the_fact_and_those_without_one_last() -> None:
    dates = {
        "a": None,
        "b": PartialDate(2026),
        "c": PartialDate(2026, 3),
        "d": PartialDate(2025, 12, 31),
    }
    entries = [replace(entry(name), date=day) for name, day in dates.items()]
    assert [e.id for e in Ledger(tuple(entries)).standing()] == ["d", "c", "b", "a"]


def test_the_entries_of_some_steps() -> None:
    other = replace(entry("b"), step="arms.2")
    ledger = Ledger((entry("a"), other))
    assert ledger.of(["arms.2", "arms.1"]) == (other,)
    assert ledger.of([]) == ()
