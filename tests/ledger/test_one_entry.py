"""What is found about one entry alone is what a check of the whole ledger finds about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khutwa.ledger import Counts, Entry, Grade, Ledger, Source, Status, append, load_ledger
from khutwa.ledger.check import check_ledger
from khutwa.ledger.load import LoadedLedger
from khutwa.ledger.save import TakenError
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.loader import load_text

PLAN = load_text(
    "title: T\nstart: 2027-01-04\nparties: {a: {}}\nsteps:\n"
    "  arms: {takes: 9 days, tranches: [50%, 50%]}\n"
    "  talks: {requires: arms, takes: 5 days}\n"
    "  vote: {requires: talks or arms, not before: 2027-01-08}\n"
).roadmap

ENTRIES = st.builds(
    Entry,
    id=st.just(""),
    recorded=st.dates(date(2027, 1, 1), date(2027, 1, 20)),
    step=st.sampled_from(["arms", "arms.1", "arms.2", "talks", "vote", "other"]),
    status=st.sampled_from(Status),
    date=st.none()
    | st.dates(date(2027, 1, 1), date(2027, 1, 20)).map(PartialDate.of)
    | st.just(PartialDate(2027, 1)),
    level=st.none() | st.integers(0, 3),
    assessor=st.sampled_from(["", "un", "UN", "gov"]),
    source=st.builds(
        Source,
        title=st.sampled_from(["", "Report", "Minutes "]),
        publisher=st.sampled_from(["", "UN", "un", "Press"]),
        url=st.sampled_from(["", "https://example.org/1", "Minutes"]),
        sha256=st.sampled_from(["", "0af9" * 16]),
    ),
    grade=st.none() | st.builds(Grade, st.sampled_from("AB"), st.just(2)),
    tlp=st.sampled_from([None, "RED", "CLEAR"]),
    quote=st.sampled_from(["", "They met."]),
    supersedes=st.sampled_from([(), (), (), ("0",), ("1", "2")]),
    retracts=st.sampled_from([(), (), (), ("1",), ("3",), ("9",)]),
    counts=st.sampled_from([None, Counts((2, 1, 1), 4), Counts((1,), 4), Counts((3, 3, 3), 4)]),
)


def dated(day: int, step: str, **more: object) -> Entry:
    """Return an entry of a step that is done."""
    told = Entry("", date(2027, 1, 19), step, Status.DONE, PartialDate(2027, 1, day))
    return replace(told, **more)  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@example([dated(7, "talks"), dated(8, "arms.2")])
@example([dated(7, "talks"), *(dated(8, "vote", source=Source(publisher="UN"), grade=Grade(each, 2))
                               for each in "AAAB")])  # fmt: skip
@example([dated(7, "talks", source=Source(url="Minutes"), quote="They met."),
          dated(8, "vote", source=Source("Minutes "), tlp="RED")])  # fmt: skip
@given(st.lists(ENTRIES, min_size=1, max_size=9))
def test_it_is_what_the_whole_check_finds_about_it(drawn: list[Entry]) -> None:
    entries = [replace(entry, id=str(number)) for number, entry in enumerate(drawn)]
    loaded = LoadedLedger(Ledger(entries), ())
    whole = check_ledger(loaded, PLAN)
    for entry in entries:
        own = [found for found in whole if found.path[0] == entry.id]
        assert sorted(map(str, check_ledger(loaded, PLAN, entry.id))) == sorted(map(str, own))


NEW = Entry("new", date(2027, 1, 6), "talks", Status.BEGUN)


def test_what_was_read_before_is_read_again_where_the_file_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    append(path, NEW)
    known = load_ledger(path)
    append(path, replace(NEW, id="theirs"))
    with pytest.raises(TakenError):
        append(path, replace(NEW, id="theirs"), known=known)
    after = append(path, replace(NEW, id="ours"), known=known)
    assert [entry.id for entry in after.entries] == ["new", "theirs", "ours"]
    assert load_ledger(path).ledger == after
    assert load_ledger(path, known=known) is not known


def test_what_was_read_before_is_not_read_again_where_nothing_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    append(path, NEW)
    known = load_ledger(path)
    assert load_ledger(path, known=known) is known


def test_an_entry_added_since_has_no_line_yet(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    append(path, NEW)
    known = load_ledger(path)
    after = append(path, replace(NEW, id="second"), known=known)
    loaded = replace(known, ledger=after)
    assert loaded.place("new").line == 2
    assert loaded.place("second").line == 1
    assert load_ledger(path).place("second").line == 3
