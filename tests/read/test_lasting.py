"""What is kept from day to day: whether a truce holds, broke down, or is broken more or less."""

from __future__ import annotations

import pytest

from khutwa.ledger import Status
from khutwa.read.proposals import entry_status
from khutwa.read.rule_words import rule_word
from khutwa.read.veridicality import Said
from read.says import about, says


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire holds.",
        "The ceasefire is holding.",
        "The ceasefire has largely held since Monday.",
        "The ceasefire continues to hold.",
        "The ceasefire remains in force.",
        "The ceasefire entered into force on Friday.",
        "Damascus observes the ceasefire.",
        "Ceasefire holding.",
        "Перемирие соблюдается.",
        "Перемирие в целом держится.",
        "Режим тишины сохраняется с понедельника.",
        "Прекращение огня остается в силе.",
        "الهدنة صامدة.",
        "لا تزال الهدنة سارية.",
        "ما زال وقف إطلاق النار ساريا.",
        "صمدت الهدنة.",
        "استمرت الهدنة.",
    ],
)
def test_a_truce_that_holds_is_begun_and_never_done(text: str) -> None:
    statement = about(text, "truce")
    assert (statement.said, statement.negated) == (Said.KEPT, False)
    assert entry_status(statement) == (Status.BEGUN, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire does not hold.",
        "The ceasefire is not holding.",
        "Перемирие не соблюдается.",
        "Перемирие не держится.",
        "لم تصمد الهدنة.",
    ],
)
def test_a_truce_that_does_not_hold_is_stalled_and_not_violated_by_anybody(text: str) -> None:
    status = entry_status(about(text, "truce"))
    assert status is not None
    assert status[0] is Status.STALLED


@pytest.mark.parametrize(
    "text",
    [
        "The truce collapsed last night.",
        "The ceasefire has collapsed.",
        "The ceasefire agreement collapsed.",
        "Перемирие рухнуло за одну ночь.",
        "انهارت الهدنة.",
        "انهار وقف إطلاق النار.",
    ],
)
def test_a_truce_that_collapsed_is_violated(text: str) -> None:
    assert entry_status(about(text, "truce")) == (Status.VIOLATED, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ceasefire talks collapsed.",
        "Talks on a ceasefire collapsed.",
        "The ceasefire may collapse.",
        "The ceasefire will collapse.",
        "The ceasefire has not collapsed.",
        "Переговоры о перемирии сорвались.",
        "Перемирие может рухнуть.",
        "انهارت محادثات الهدنة.",
        "لم تنهر الهدنة.",
        "قد تنهار الهدنة.",
    ],
)
def test_talks_that_collapse_and_truces_that_may_violate_nothing(text: str) -> None:
    for statement in says(text).statements:
        status = entry_status(statement)
        assert status is None or status[0] is not Status.VIOLATED


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ceasefire violations fell.", "fewer violations"),
        ("Ceasefire violations have decreased by half.", "fewer violations"),
        ("The number of ceasefire violations fell to 14.", "fewer violations"),
        ("Ceasefire violations rose.", "more violations"),
        ("The mission recorded fewer violations of the ceasefire.", "fewer violations"),
        ("The mission observed a decline in violations of the ceasefire.", "fewer violations"),
        ("The mission recorded an increase in the number of ceasefire violations.",
         "more violations"),
        ("Число нарушений перемирия снизилось.", "fewer violations"),
        ("Количество нарушений перемирия выросло.", "more violations"),
        ("تراجعت خروقات الهدنة.", "fewer violations"),
        ("ارتفعت خروقات وقف إطلاق النار.", "more violations"),
    ],
)
def test_fewer_violations_are_violations_still(text: str, rule: str) -> None:
    statement = about(text, "truce")
    assert entry_status(statement) == (Status.VIOLATED, None)
    assert rule in statement.rules
    assert rule_word(rule) != rule


@pytest.mark.parametrize(
    "text",
    [
        "No violations of the ceasefire were reported.",
        "UN: no ceasefire violations reported.",
        "The mission recorded no ceasefire violations.",
        "Перемирие не нарушалось.",
        "لم تسجل أي خروقات لوقف إطلاق النار.",
    ],
)
def test_that_there_were_no_violations_is_no_entry(text: str) -> None:
    assert entry_status(about(text, "truce")) is None


def test_violations_that_are_observed_are_no_observance() -> None:
    statement = about("The mission observed ceasefire violations near the line.", "truce")
    assert entry_status(statement) == (Status.VIOLATED, None)


def test_a_heading_names_who_says_so_before_a_colon() -> None:
    statement = about("UN: ceasefire holding, no violations reported.", "truce")
    assert statement.speaker.names == ("UN",)
    assert not statement.negated


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Russia is withdrawing its troops.", "withdrawal"),
        ("Россия выводит войска.", "withdrawal"),
        ("تسحب روسيا القوات.", "withdrawal"),
    ],
)
def test_what_is_being_done_is_begun(text: str, step: str) -> None:
    assert entry_status(about(text, step)) == (Status.BEGUN, 1)
