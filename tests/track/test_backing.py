"""The trust that the rest of a plan needs beside what the records support."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.fates import Doubting
from game.plans import plan
from khutwa.game import Analysis, analyse
from khutwa.ledger import Ledger
from khutwa.track import Track, track
from khutwa.track.backing import MOST_AT_ONCE, backing, later, records, together, worst_by_pair
from khutwa.track.backing_words import lead, summary
from khutwa.words import use_language
from track.tracked import told

PLAN = """
title: Give first
unit: year
start: 2010-01-01
parties:
  north: {{name: North, patience: 0.5}}
  south: {{name: South, patience: 0.5}}
  coast: {{name: Coast, patience: 0.5}}
steps:
{past}
  ours: {{obligors: north, reversible: false, takes: 1 year, stakes: {{north: {{once: -1}}}}}}
  theirs:
    {{obligors: south, reversible: false, requires: ours, takes: 1 year,
     stakes: {{north: {{once: {gain}}}, south: 1, coast: {coast}}}}}
"""


def given_past(
    words: int, broken: int, gain: float = 4, coast: float = 1
) -> tuple[Analysis, Track]:
    """Return what is left once South has had to keep its word so many times."""
    past = [
        f"  p{n}: {{obligors: south, reversible: false, takes: 0 years, by: 2019-12-{n + 1:02}}}"
        for n in range(words)
    ]
    entries = [
        told(n, f"p{n}", "refused" if n < broken else "done", f"2019-11-{n + 1:02}")
        for n in range(words)
    ]
    roadmap = plan(PLAN.format(past="\n".join(past), gain=gain, coast=coast))
    found = track(roadmap, Ledger(tuple(entries)), date(2020, 1, 1))
    return analyse(roadmap, draws=1, done=found.done), found


def said(analysis: Analysis, found: Track) -> list[str]:
    with use_language("en"):
        return [str(each) for each in lead(analysis, backing(analysis, found))]


def test_a_record_of_words_kept_is_enough() -> None:
    """At half a year's worth a year, 1 is given for 4 a year later: half is the trust needed."""
    analysis, found = given_past(words=20, broken=0)
    (each,) = backing(analysis, found)
    assert (each.need.party, each.need.other, each.need.row) == ("north", "south", 0)
    assert each.level == pytest.approx(0.5)
    assert each.interval[0] > 0.5
    assert each.ground == "enough"
    assert each.chance > 0.95
    assert said(analysis, found) == [
        "The records support all the trust that the rest of the plan needs."
    ]


def test_a_record_of_broken_words_leaves_a_gap_that_is_named() -> None:
    analysis, found = given_past(words=20, broken=20)
    # What was refused is left of the plan; the gap is where North is to give.
    gaps = [each for each in backing(analysis, found) if each.ground == "gap"]
    assert gaps
    assert all(each.level > each.interval[1] for each in gaps)
    first = said(analysis, found)
    assert first[0].startswith("The first gap in trust is at “")
    assert "North needs to believe there that South keeps its word, each time" in first[1]


def test_where_nothing_has_counted_any_trust_is_a_guess() -> None:
    analysis, found = given_past(words=0, broken=0)
    (each,) = backing(analysis, found)
    assert each.ground == "guess"
    assert said(analysis, found) == [
        "At “ours” North needs to believe that South keeps its word with a chance of 50%. Nothing "
        "that South owed has counted so far, so any trust in it is a guess."
    ]


def test_who_needs_no_trust_is_not_held_against_a_record() -> None:
    analysis, found = given_past(words=3, broken=0, gain=-1)
    # North loses by the rest of the plan: no trust would keep it in.
    assert backing(analysis, found) == ()


@given(
    st.tuples(st.floats(1, 9), st.floats(1, 9)),
    st.lists(st.floats(0, 4), max_size=4),
    st.floats(4, 9),
)
def test_a_record_fades_and_gains_a_word_for_each_stage_on_the_way(
    today: tuple[float, float], kept: list[float], years: float
) -> None:
    good, bad = later(today, kept, years)
    half = 3.0
    assert bad == pytest.approx(1 + (today[1] - 1) / 2 ** (years / half))
    expected = 1 + (today[0] - 1) / 2 ** (years / half)
    for at in kept:
        expected += 1 / 2 ** ((years - at) / half)
    assert good == pytest.approx(expected)


def test_a_stage_is_reached_only_if_the_words_before_it_were_kept() -> None:
    analysis, found = given_past(words=0, broken=0)
    known = records(analysis, found)
    # North gives in the first year and South in the second; a year takes a fifth off a word.
    year = 0.5 ** (analysis.roadmap.period.mean_days / 365.2425 / 3)
    assert known["north"][0] == known["south"][0] == known["south"][1] == (1.0, 1.0)
    assert known["north"][1] == (2.0, 1.0)
    assert known["north"][2] == pytest.approx((1 + year, 1.0))
    assert known["south"][2] == (2.0, 1.0)


def test_only_the_worst_backed_need_of_a_pair_is_shown() -> None:
    analysis, found = given_past(words=4, broken=2)
    every = backing(analysis, found)
    shown = worst_by_pair(every)
    for each in shown:
        pair = [
            e for e in every if (e.need.party, e.need.other) == (each.need.party, each.need.other)
        ]
        assert each.chance == min(e.chance for e in pair)


def test_drawn_from_one_record_going_on_is_best_as_often_as_that_record_backs_it() -> None:
    analysis, found = given_past(words=4, broken=0)
    (each,) = backing(analysis, found)
    (worst,) = together(analysis, found, [each], draws=4000, seed=1)
    assert (worst.party, worst.row) == ("north", 0)
    # Four standard errors of 4,000 draws.
    assert worst.share == pytest.approx(each.chance, abs=4 * (0.25 / 4000) ** 0.5)


def test_two_records_at_once_back_less_than_each_alone() -> None:
    text = """
    title: Two must follow
    unit: year
    start: 2010-01-01
    parties: {north: {patience: 0.5}, south: {patience: 0.5}, coast: {patience: 0.5}}
    steps:
      ours: {obligors: north, reversible: false, takes: 1 year, stakes: {north: {once: -1}}}
      one:
        {obligors: south, reversible: false, requires: ours,
         stakes: {north: {once: 1.5}, south: 1}}
      two:
        {obligors: coast, reversible: false, requires: ours,
         stakes: {north: {once: 1.5}, coast: 1}}
    schedule: [ours, [one, two]]
    """
    roadmap = plan(text)
    found = track(roadmap, Ledger(()), date(2020, 1, 1))
    analysis = analyse(roadmap, draws=1)
    backed = backing(analysis, found)
    alone = {each.need.other: each.level for each in backed}
    (north,) = together(analysis, found, backed, draws=3000, seed=2)
    # The mean over the fates at a grid of two uniform records, by the slow walk.
    grid = (np.arange(20) + 0.5) / 20
    slow = Doubting(roadmap, "north")
    share = np.mean([
        slow.doubted_slack(0, {"south": a, "coast": b}) >= 0 for a in grid for b in grid
    ])  # fmt: skip
    assert north.row == 0
    assert north.share == pytest.approx(share, abs=0.06)
    assert all(north.share < 1 - level for level in alone.values())


def test_who_gives_way_whatever_it_believes_is_not_said_to_fare_better() -> None:
    """The Coast only loses by the rest: going on is best for it in no draw."""
    analysis, found = given_past(words=20, broken=0, coast=-1)
    assert {need.each_time for need in analysis.trust if need.party == "coast"} == {None}
    backed = backing(analysis, found)
    at_once = together(analysis, found, backed, draws=100, seed=0)
    assert [each.party for each in at_once] == ["north"]
    with use_language("en"):
        first, last = (str(each) for each in summary(analysis, found, backed, at_once).lead)
    assert first == "Wherever trust can keep a party in, the records support what it takes."
    assert last.endswith("no other party that trust can keep in fares worse.")


def test_where_too_many_have_a_turn_at_once_no_draw_is_made_and_that_is_said() -> None:
    names = [f"p{n}" for n in range(MOST_AT_ONCE + 1)]
    parties = ", ".join(f"{name}: {{patience: 0.5}}" for name in names)
    steps = "".join(
        f"  {name}s: {{obligors: {name}, stakes: {{{names[n - 1]}: 3, {name}: -1}}}}\n"
        for n, name in enumerate(names)
    )
    stage = ", ".join(f"{name}s" for name in names)
    head = f"title: Many\nunit: year\nstart: 2010-01-01\nparties: {{{parties}}}\n"
    roadmap = plan(f"{head}steps:\n{steps}schedule: [[{stage}]]\n")
    found, analysis = track(roadmap, Ledger(()), date(2020, 1, 1)), analyse(roadmap, draws=1)
    backed = backing(analysis, found)
    at_once = together(analysis, found, backed, draws=10, seed=0)
    assert backed
    assert at_once == ()
    with use_language("en"):
        said = [str(each) for each in summary(analysis, found, backed, at_once).lead]
    assert said[-1].startswith("More than 10 parties have a turn in one stage")


def test_the_tables_say_what_is_needed_and_what_is_supported() -> None:
    analysis, found = given_past(words=20, broken=0)
    backed = backing(analysis, found)
    with use_language("en"):
        shown = summary(analysis, found, backed, together(analysis, found, backed, 500, 0))
        trust, record = shown.grids
    ((party, other, stage, needs, supports, chance),) = trust.rows
    assert [c.text for c in (party, other, needs)] == ["North", "South", "50%"]
    assert stage.text == "1. ours"
    assert supports.text.endswith("%")
    assert chance.text.endswith("(enough)")
    assert [row[0].text for row in record.rows] == ["North", "South"]
    assert record.rows[0][-2].text == "not known"
