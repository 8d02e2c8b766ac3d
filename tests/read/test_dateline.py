"""The day that a text gives as its own, and days in figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.dateline import dateline
from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Limits, Raw
from read.says import about


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, 3 Dec 2019 - The committee met on Tuesday.",
        "GENEVA, 3 December 2019 (Agency) - The committee met on Tuesday.",
        "Committee meets\n\nGeneva, December 3, 2019\n\nThe committee met on Tuesday.",
        "Tuesday, 3 December 2019\nThe committee met.",
        "Geneva, 2019-12-03: The committee met.",
        "ЖЕНЕВА, 3 декабря 2019. Комитет собрался во вторник.",
        "Женева, 03.12.2019 — Комитет собрался во вторник.",
        "جنيف، 3 كانون الأول 2019 - اجتمعت اللجنة الثلاثاء.",
        "جنيف (وكالة) ٣/١٢/٢٠١٩ - اجتمعت اللجنة الثلاثاء.",
    ],
)
def test_the_day_of_a_dateline_is_found(text: str) -> None:
    assert dateline(text) == date(2019, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On 3 December 2019 the committee met.",
        "On 3 December 2019, the committee met.",
        "The agreement of 3 December 2019 was broken.",
        "Agreement, 3 December 2019 - what it says.",
        "The committee met in Geneva, 3 December 2019.",
        "GENEVA, 3 December - The committee met.",
        "GENEVA, December 2019 - The committee met.",
        "GENEVA, 3/12/2019 - The committee met.",
        "3 декабря 2019 года комитет собрался.",
        "في 3 كانون الأول 2019 اجتمعت اللجنة.",
        "One.\nTwo.\nThree.\nFour.\nGENEVA, 3 December 2019 - The committee met.",
    ],
)
def test_a_day_that_the_text_only_speaks_of_is_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_an_article_without_another_day_has_that_of_its_dateline() -> None:
    text = "GENEVA, 3 December 2019 - The committee met yesterday."
    assert document(Raw("a.txt", text.encode()), Limits()).published == date(2019, 12, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Damascus released the prisoners on 2019-12-03.", "2019-12-03"),
        ("Damascus released the prisoners on 3.12.2019.", "2019-12-03"),
        ("Damascus released the prisoners on 13/12/2019.", "2019-12-13"),
        ("Damascus released the prisoners on 12/13/2019.", "2019-12-13"),
        ("Damascus released the prisoners on 3/12/2019.", "None"),
        ("Damascus released the prisoners on 31.2.2019.", "None"),
        ("Дамаск освободил пленных 03.12.2019.", "2019-12-03"),
        ("أفرجت الحكومة السورية عن المعتقلين في ٣/١٢/٢٠١٩.", "2019-12-03"),
    ],
)
def test_days_in_figures(text: str, day: str) -> None:
    when = about(text, "prisoners").when
    assert str(when.date if when else None) == day


def test_a_number_ends_a_sentence() -> None:
    text = "The rebels opened the crossings on May 1. Damascus released the prisoners on May 9."
    when = about(text, "crossings", date(2019, 6, 1)).when
    assert when is not None
    assert str(when.date) == "2019-05-01"


@given(st.text(max_size=80))
def test_any_text_has_a_dateline_or_none(text: str) -> None:
    found = dateline(text)
    assert found is None or 1900 <= found.year <= 2100


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, 3 December 2019 - Damascus released the prisoners last week.",
        "GENEVA (Agency) - Damascus released the prisoners.",
        "جنيف، 3 كانون الأول 2019 - أفرجت الحكومة السورية عن المعتقلين.",
    ],
)
def test_a_dateline_says_neither_when_nor_where_something_was_done(text: str) -> None:
    statement = about(text, "prisoners")
    assert statement.place == ""
    assert statement.when is None or statement.when.date is None
