"""What entries say of a level is what Bayes' rule gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.ledger import Entry, Grade, Source, Status
from khutwa.roadmap.dates import PartialDate
from khutwa.track.levels import believe, reported, transition
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
