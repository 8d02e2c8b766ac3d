"""Both sides' scorecards beside each other, and how far they agree."""

from __future__ import annotations

from datetime import date

import pytest

from game.plans import plan
from khutwa.game.summary import Grid
from khutwa.ledger import Entry, Grade, Ledger, Source, Status
from khutwa.roadmap.dates import PartialDate
from khutwa.track import Track, track
from khutwa.track.scorecards import MOST, differences, scorecards
from khutwa.words import strip_isolates, use_language

PLAN = """
title: Three points
start: 2019-01-01
parties: {north: The North, south: The South}
steps:
  quiet: {name: Quiet, obligors: [north, south]}
  arms: {name: Arms, obligors: south}
  law: {name: Law, obligors: north}
"""


def told(assessor: str, step: str, status: str, month: int = 2, level: int | None = None) -> Entry:
    """Return what an assessor says of a step on the first of a month of 2019."""
    day = date(2019, month, 1)
    return Entry(
        id=f"{assessor}-{step}-{month}",
        recorded=day,
        step=step,
        status=Status(status),
        date=PartialDate.of(day),
        level=level,
        assessor=assessor,
        source=Source(url=f"https://example.org/{assessor}/{step}/{month}"),
        grade=Grade.parse("B2"),
    )


def tracked(*entries: Entry, text: str = PLAN) -> Track:
    return track(plan(text), Ledger(entries), date(2019, 12, 1))


def cells(grid: Grid) -> list[list[str]]:
    """Return the words of a table, without the column of all together."""
    return [[strip_isolates(cell.text) for cell in row[:-1]] for row in grid.rows]


def said(found: Track) -> list[str]:
    with use_language("en"):
        return [strip_isolates(str(each)) for each in differences(found)]


BLAME = (
    told("north", "arms", "refused", level=0),
    told("south", "arms", "done"),
    told("north", "law", "done"),
    told("south", "law", "begun"),
    told("north", "quiet", "violated"),
    told("south", "quiet", "violated"),
)
"""Each side grades its own step as full and the other's lower; of the quiet they say the same."""


def test_the_sides_stand_beside_each_other_and_beside_all_together() -> None:
    beside, pairs = scorecards(tracked(*BLAME))
    assert [strip_isolates(h) for h in beside.head] == [
        "Step", "The North", "The South", "All together",
    ]  # fmt: skip
    assert cells(beside) == [
        ["Quiet", "violated", "violated"],
        ["Arms", "not initiated", "full"],
        ["Law", "full", "minimal"],
    ]
    assert [[cell.alarm for cell in row] for row in beside.rows] == [
        [False] * 4, [False, True, True, False], [False, True, True, False],
    ]  # fmt: skip
    # Of two steps both name one level: (0, 3) and (3, 1). Weights are squared distances. Observed
    # (9 + 4) / 2. By chance north says 0 or 3 and south 3 or 1, each half the time:
    # (9 + 1 + 0 + 4) / 4. Kappa is 1 - 6.5 / 3.5.
    assert cells(pairs) == [["The North / The South", "2"]]
    assert float(pairs.rows[0][-1].text.replace("−", "-")) == pytest.approx(1 - 6.5 / 3.5, abs=0.01)


def test_it_says_where_they_contradict_each_other_and_how_far_they_agree() -> None:
    # Alpha: values 0, 1, 3, 3, once, once and twice. Coincidences (0,3) and (1,3), both ways; the
    # ordinal differences are (1/2 + 1 + 1)^2 = 6.25 between 0 and 3, (1/2 + 1)^2 = 2.25 between 1
    # and 3 and 1 between 0 and 1. Observed 2 (6.25 + 2.25) = 17; expected 2 (1 + 2 x 6.25 +
    # 2 x 2.25) / 3 = 12. Alpha is 1 - 17 / 12.
    assert said(tracked(*BLAME)) == [
        "Arms: The North: not initiated and The South: full.",
        "Law: The North: full and The South: minimal.",
        "Krippendorff's alpha (ordinal) is -0.42 over 2 steps that two or more judge.",
    ]


def test_a_word_that_leaves_levels_open_contradicts_none_of_them() -> None:
    found = tracked(told("north", "arms", "stalled"), told("south", "arms", "begun"))
    assert len(said(found)) == 1
    assert said(found)[0].startswith("No two assessors name one level for the same step")
    found = tracked(told("north", "arms", "stalled"), told("south", "arms", "done"))
    assert said(found)[0] == "Arms: The North: stalled and The South: full."


def test_a_level_that_was_taken_back_is_no_longer_held() -> None:
    found = tracked(
        told("north", "arms", "done", 2), told("north", "arms", "violated", 3),
        told("south", "arms", "done", 2),
    )  # fmt: skip
    assert found.agreement.units == 0
    assert found.status("arms").said["north"].status is Status.VIOLATED
    assert said(found)[0] == "Arms: The North: violated and The South: full."


def test_what_nobody_signs_is_shown_and_contradicts_nobody() -> None:
    found = tracked(*BLAME, told("", "law", "disputed"), told("", "quiet", "done"))
    beside, _ = scorecards(found)
    assert [row[3] for row in cells(beside)] == ["full", "–", "disputed"]
    assert [row[3].alarm for row in beside.rows] == [False] * 3
    assert len(said(found)) == 3


def test_one_assessor_alone_has_nobody_beside_it() -> None:
    found = tracked(told("north", "arms", "done"), told("", "arms", "stalled", 3))
    assert scorecards(found) == []
    assert said(found) == []


def test_one_level_for_all_has_no_alpha_and_says_why() -> None:
    found = tracked(told("north", "arms", "done"), told("south", "arms", "done"))
    assert "not defined" in said(found)[0]
    assert cells(scorecards(found)[1]) == [["The North / The South", "1"]]
    assert scorecards(found)[1].rows[0][-1].text == "–"


def test_many_assessors_take_several_tables_and_the_worst_pairs_come_first() -> None:
    names = ["north", "south", "a", "b", "c"]
    found = tracked(
        *(told(name, "arms", "partial", level=min(n, 3)) for n, name in enumerate(names)),
        *(told(name, "law", "done") for name in names),
    )
    *beside, pairs = scorecards(found)
    assert [len(grid.head) - 2 for grid in beside] == [3, 2]
    assert len(pairs.rows) == MOST
    # Ten pairs; of all, only b and c give the same of both steps, and that is no kappa: it is last.
    assert "b / c" not in [row[0] for row in cells(pairs)]


def test_of_many_contradictions_the_first_are_said_and_the_rest_counted() -> None:
    steps = "\n".join(f"  s{n}: {{obligors: north}}" for n in range(MOST + 2))
    text = f"title: Many\nstart: 2019-01-01\nparties: {{north: N, south: S}}\nsteps:\n{steps}"
    entries = [
        told(name, f"s{n}", status)
        for n in range(MOST + 2)
        for name, status in (("north", "done"), ("south", "refused"))
    ]
    words = said(tracked(*entries, text=text))
    assert len(words) == MOST + 2
    assert words[MOST] == "and 2 more"
    # "refused" leaves 0 and 1 open, so no level is named by both.
    assert words[-1].startswith("No two assessors")
