"""What entries say of a level is what Bayes' rule gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import Entry, Grade, Source, Status
from khutwa.ledger.records import Records
from khutwa.roadmap.dates import PartialDate
from khutwa.track.levels import beliefs, believe, reported, transition
from khutwa.track.told import counted
from khutwa.track.trust import likelihood, trust

START = date(2019, 1, 1)


def entry(
    number: int, day: int, status: Status, grade: str = "B2", assessor: str = "un", level: int = -1
) -> Entry:
    """Return an entry some days after the start."""
    when = START + timedelta(days=day)
    return Entry(
        id=str(number),
        recorded=when,
        step="step",
        status=status,
        date=PartialDate.of(when),
        level=level if level >= 0 else None,
        assessor=assessor,
        source=Source(url=f"https://example.org/{number}"),
        grade=Grade.parse(grade) if grade else None,
    )


STATUSES = st.sampled_from(list(Status))
ENTRIES = st.lists(
    st.tuples(st.integers(1, 400), STATUSES, st.sampled_from(["A1", "C3", "E5", ""])),
    min_size=1,
    max_size=4,
).map(lambda found: [entry(n, *each) for n, each in enumerate(found)])


@given(ENTRIES, st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_filter_and_smoother_are_the_sum_over_every_path(entries: list[Entry], day: int) -> None:
    """All 4^n paths of levels: the day asked for, and each day with entries before and after.

    Up to a day with entries the level moves as always, or with chance `OPEN` to anything at all;
    what opens it is drawn along with the path, so that a day between two entries changes nothing.
    """
    asked = START + timedelta(days=day)
    written = {e.recorded for e in entries}
    days = sorted(written | {asked})
    total = np.zeros(4)
    for path in product(range(4), repeat=len(days)):
        chance, since, level = 1.0, START, 0
        for when, now in zip(days, path, strict=True):
            move = transition((when - since).days)
            chance *= (reported((when - since).days) if when in written else move)[level, now]
            for e in entries:
                if e.recorded == when:
                    chance *= likelihood(e)[now]
            since, level = when, now
        total[path[days.index(asked)]] += chance
    found = believe(entries, START)
    assert found.at(asked) == pytest.approx(total / total.sum(), abs=1e-9)
    known = [e for e in entries if e.recorded <= asked]
    alone = believe(known, START)
    assert found.at(asked, hindsight=False) == pytest.approx(alone.at(asked), abs=1e-9)


def test_time_only_widens_what_is_known() -> None:
    found = believe([entry(0, 10, Status.DONE, "A1")], START)
    soon, late = (found.at(START + timedelta(days=d)) for d in (11, 2000))
    assert soon[3] > 0.85
    assert soon.max() > late.max()


def test_nothing_is_taken_as_done_before_there_is_evidence() -> None:
    found = believe([], START)
    assert found.at(START) == pytest.approx([1, 0, 0, 0])


def test_a_better_source_says_more_and_two_say_more_than_one() -> None:
    day = START + timedelta(days=30)

    def done(*entries: Entry) -> float:
        return float(believe(list(entries), START).at(day)[3])

    rumour, report = entry(0, 30, Status.DONE, "E5"), entry(1, 30, Status.DONE, "B2")
    second = entry(2, 30, Status.DONE, "B2", assessor="osce")
    assert done(rumour) < done(report) < done(report, second)


def test_the_same_source_counts_once() -> None:
    report = entry(0, 30, Status.DONE)
    again = Entry(**{**{f: getattr(report, f) for f in report.__slots__}, "id": "1"})
    day = START + timedelta(days=30)
    assert believe([report, again], START).at(day) == pytest.approx(
        believe([report], START).at(day)
    )


REPEATS = st.lists(
    st.builds(
        lambda number, day, status, grade, assessor, source: replace(
            entry(number, day, status, grade, assessor),
            source=Source(url=source[0], sha256=source[1]),
        ),
        st.integers(0, 999),
        st.integers(1, 3),
        st.sampled_from([Status.DONE, Status.BEGUN, Status.PARTIAL]),
        st.sampled_from(["A1", "C3", "A5", ""]),
        st.sampled_from(["un", "osce", ""]),
        st.sampled_from([("", ""), ("https://a", ""), ("https://b", ""), ("https://a", "0af9")]),
    ),
    max_size=12,
    unique_by=lambda drawn: drawn.id,
)


@given(REPEATS)
@settings(max_examples=80, deadline=None)
def test_of_what_repeats_a_source_the_surest_counts(entries: list[Entry]) -> None:
    """One of each day, source, assessor and levels, chosen one by one; no two then share a source.

    Equal sources are those of one hash, or else one address; what has neither stands alone.
    """
    surest: dict[object, Entry] = {}
    for each in entries:
        source = each.source.sha256 or each.source.url or each.id
        key = (each.recorded, source, each.assessor, each.levels)
        if key not in surest or likelihood(each).max() > likelihood(surest[key]).max():
            surest[key] = each
    apart = [replace(each, source=Source(url=each.id)) for each in surest.values()]
    found, wanted = believe(entries, START), believe(apart, START)
    assert found.days == wanted.days
    assert found.smoothed == pytest.approx(wanted.smoothed)


@given(st.lists(ENTRIES, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_many_steps_at_once_are_as_one_after_the_other(
    steps: list[list[Entry]], begun: bool
) -> None:
    start = START if begun else None
    chains = np.repeat(np.arange(len(steps)), [len(entries) for entries in steps])
    records = Records.of([each for entries in steps for each in entries])
    # The last step has no entries at all.
    found = beliefs(counted(records, chains), len(steps) + 1, start)
    for belief, entries in zip(found, [*steps, []], strict=True):
        alone = believe(entries, start)
        assert belief.days == alone.days
        assert belief.start == alone.start
        assert belief.filtered == pytest.approx(alone.filtered)
        assert belief.smoothed == pytest.approx(alone.smoothed)


def test_chances_over_days_are_powers_of_those_of_a_day() -> None:
    day = transition(1)
    assert transition(0) == pytest.approx(np.eye(4))
    assert transition(5) == pytest.approx(np.linalg.matrix_power(day, 5))
    assert reported(np.array([3, 0, 400])) == pytest.approx(
        np.stack([reported(3), reported(0), reported(400)])
    )
    # A level rises in about ten of a hundred years, and falls in 0.6.
    year = transition(365)
    assert year[0, 1:].sum() == pytest.approx(0.1, abs=0.01)
    assert year[3, :3].sum() == pytest.approx(0.006, abs=0.001)


def test_a_reversal_is_believed() -> None:
    entries = [entry(0, 30, Status.DONE, "A1"), entry(1, 400, Status.REVERSED, "A1", level=0)]
    found = believe(entries, START)
    assert found.at(START + timedelta(days=200))[3] > 0.4
    assert found.at(START + timedelta(days=401))[3] < 0.1


def test_a_month_counts_on_its_last_day_and_never_after_it_was_recorded() -> None:
    month = Entry("0", date(2019, 9, 10), "step", Status.DONE, date=PartialDate(2019, 9))
    assert believe([month], START).days == (date(2019, 9, 10),)
    later = Entry("0", date(2020, 1, 1), "step", Status.DONE, date=PartialDate(2019, 9))
    assert believe([later], START).days == (date(2019, 9, 30),)


@pytest.mark.parametrize(
    ("grade", "least"), [("A1", 0.98), ("B2", 0.95), ("A5", 0.4), ("F6", 0.75), ("", 0.75)]
)
def test_the_lower_grade_decides(grade: str, least: float) -> None:
    assert trust(entry(0, 1, Status.DONE, grade)) == least


def test_a_wrong_source_is_the_likelier_the_nearer_it_is() -> None:
    found = likelihood(entry(0, 1, Status.DONE, "B2"))
    assert found[3] == 0.95
    assert found[2] > found[1] > found[0]
