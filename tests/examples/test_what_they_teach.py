"""What each example is there to show."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from examples.shipped import loaded, text
from khutwa.game import Analysis, analyse
from khutwa.game.sentences import verdict
from khutwa.linter import check
from khutwa.linter.timetable import timetable
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand

ARTICLE = Path(os.environ.get("KHUTWA_DATA", "")) / "news" / "000_7326265e1c032aba.txt"

NAMED = {
    "جيفري": "us",
    "بومبيو": "us",
    "موسكو": "russia",
    "النظام السوري": "government",
    "الأطراف السورية": "opposition",
    "الأمم المتحدة": "un",
    "مندوبي الدول دائمة العضوية في مجلس الأمن": "council",
    "دولاً أوربية": "europe",
    "النازحين": "displaced",
    "وقف إطلاق النار في إدلب": "ceasefire",
    "اجتماع اللجنة الدستورية": "committee",
    "تقديم حوافز": "first_waiver",
    "حالة العزلة": "easing",
    "دستور جديد": "constitution",
    "انتخابات بإشراف الأمم المتحدة": "elections",
    "انتقالاً للسلطة": "elections",
    "بعودة النازحين": "returns",
    "المجتمع الدولي": "readmission",
    "2254": "r2254",
}
"""What the article that the plan of Syria begins with names, and where the plan has it."""


def plan(name: str) -> Roadmap:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    return roadmap


@pytest.fixture(scope="module")
def syria() -> Analysis:
    return analyse(plan("syria-2254"), draws=500)


def test_syria_has_whatever_the_article_names() -> None:
    roadmap = plan("syria-2254")
    things = {*roadmap.steps, *roadmap.actors, *roadmap.frameworks}
    assert set(NAMED.values()) <= things


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")
def test_the_article_names_it() -> None:
    article = ARTICLE.read_text(encoding="utf-8")
    assert [phrase for phrase in NAMED if phrase not in article] == []


def test_syria_gives_way_where_the_record_shows(syria: Analysis) -> None:
    """The Committee of November 2019: a session without an agenda, then nine months of none."""
    weakest = syria.weakest
    assert (weakest.party, weakest.temptation) == ("government", "stall")
    assert [syria.game.steps[a] for a in syria.game.stages[weakest.row]] == ["committee"]
    assert [link for link in syria.links if not link.holds] == [weakest]


def test_syria_says_so_in_its_first_sentences(syria: Analysis) -> None:
    first, second, *rest = (str(message) for message in verdict(syria))
    assert "does not hold" in first
    for words in ("First incentive", "Syrian government", "stalling", "Constitutional Committee"):
        assert words in second
    assert not rest


def test_syria_is_no_knife_edge(syria: Analysis) -> None:
    """The lesson is the plan's and not that of one draw: most draws give way, and there."""
    assert syria.robustness is not None
    assert syria.robustness.share < 0.5
    (row, party), share = syria.robustness.weakest[0]
    assert (row, syria.game.parties[party]) == (syria.weakest.row, "government")
    assert share > 0.9


def test_minsk_has_one_loop_and_taking_out_any_part_of_it_opens_it() -> None:
    (loop,) = (f for f in check(loaded("minsk-2")).findings if f.code == "KH201")
    for words in ("Local elections", "Constitutional reform", "Control of the border"):
        assert words in str(loop.what)
    for needs, rest in (
        ("requires: dialogue and special_area and border", "requires: dialogue and special_area"),
        ("    requires: elections\n", ""),
        ("    requires: constitution\n", ""),
    ):
        assert text("minsk-2").count(needs) == 1
        opened = load_text(text("minsk-2").replace(needs, rest))
        assert "KH201" not in {finding.code for finding in check(opened).findings}


def test_prespa_holds_and_colombia_does() -> None:
    for name in ("prespa", "colombia-2016-arms"):
        assert analyse(plan(name), draws=1).holds


def test_colombia_keeps_its_second_date_and_not_its_first() -> None:
    """Twelve weeks of camps and three of arms: 84 + 6 + 6 + 8 days from 1 March end on 13 June.

    That is 14 days after 30 May; 20 June counts to its end, so that 8 days are left. With the
    longest, 112 + 8 + 8 + 11 days, all three tranches are late, as it happened: their days end 101,
    106 and 112 days from the start.
    """
    whole = expand(plan("colombia-2016-arms"))
    table = timetable(whole)
    row = table.rows["arms.3"]
    assert table.day(row.finish) == date(2017, 6, 13)
    assert row.slack == 112 - 104
    assert [table.day(day) for day in row.deadlines] == [date(2017, 5, 30), date(2017, 6, 20)]
    assert table.conflicts == ()
    assert {conflict.days for conflict in table.tight} == {120 - 101, 128 - 106, 139 - 112}


def test_the_days_of_the_jcpoa_count_from_ninety_days_after_the_resolution() -> None:
    adoption = date(2015, 7, 20) + timedelta(days=90)
    assert adoption == date(2015, 10, 18)
    table = timetable(expand(plan("jcpoa")))
    for step, years in (("transition", 8), ("termination", 10)):
        row = table.rows[step]
        assert table.day(row.deadlines[-1]) == adoption.replace(year=adoption.year + years)
        assert table.day(row.finish) == table.day(row.deadlines[-1])


def test_in_idlib_nobody_gains_by_stalling_and_it_fails_at_those_who_did_not_sign() -> None:
    found = analyse(plan("idlib-2018"), draws=1)
    assert found.holds
    least = min(plan("idlib-2018").steps.values(), key=lambda step: step.reliability)
    assert least.id == "groups"
    assert not set(least.performers) & set(plan("idlib-2018").parties)


def test_the_six_parties_stall_at_the_declaration() -> None:
    """In 2008 the process stalled between declaration and delisting; there it is weakest."""
    found = analyse(plan("six-party-2007"), draws=1)
    assert found.weakest.party == "dprk"
    assert [found.game.steps[a] for a in found.game.stages[found.weakest.row]] == ["declaration"]
