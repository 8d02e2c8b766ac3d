"""Messages: in the reader's language, their values isolated, never lost over a slip."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.words import (
    LANGUAGES,
    MN,
    M,
    Text,
    current_language,
    direction,
    guess_language,
    is_rtl,
    isolate,
    message,
    strip_isolates,
    use_language,
)
from khutwa.words.doc import is_code, paragraphs
from khutwa.words.isolate import FSI, PDI, closed, isolate_in

OPENING = "\u2066\u2067\u2068"

values = st.one_of(
    st.text(max_size=20),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.lists(st.text(min_size=1, max_size=5), max_size=4),
    st.builds(Duration, st.integers(0, 40), st.integers(0, 40)),
    st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12)),
    st.text(min_size=1, max_size=9).map(Text.plain),
    st.text(min_size=1, max_size=9).map(lambda word: M("<{word}>", word=word)),
)


def levels(text: str) -> list[int]:
    """Return after each character how many isolates are open; below zero where one is too many."""
    found, depth = [], 0
    for char in text:
        depth += (char in OPENING) - (char == PDI)
        found.append(depth)
    return found


@given(values)
def test_every_value_is_isolated_in_arabic(value: object) -> None:
    """No letter of a value stands outside an isolate, and every isolate is ended."""
    shown = M("@{value}@", value=value).render("ar")
    assert (shown[0], shown[-1]) == ("@", "@")
    depths = levels(shown)
    assert min(depths) == 0
    assert depths[-1] == 0
    outside = [c for c, depth in zip(shown[1:-1], depths[1:-1], strict=True) if depth == 0]
    # Between the items of a list the words of the language itself stand.
    joining = PDI + "و ," + "\N{ARABIC COMMA}"
    assert not set(outside) - set(joining)


@given(values, st.sampled_from(LANGUAGES))
def test_isolates_in_a_value_end_with_it(value: object, language: str) -> None:
    depths = levels(M("@{value}@", value=value).render(language))
    assert min(depths) == depths[-1] == 0


@given(st.text(st.sampled_from("ab" + OPENING + PDI), max_size=12))
def test_closing_isolates_changes_no_letter(text: str) -> None:
    depths = levels(closed(text))
    assert not depths or min(depths) >= depths[-1] == 0
    letters = [c for c in text if c in "ab"]
    assert [c for c in closed(text) if c in "ab"] == letters
    if not text or (min(levels(text)) >= 0 and levels(text)[-1] == 0):
        assert closed(text) == text


@given(st.text())
def test_a_value_of_the_same_direction_is_left_as_it_is_in_english(text: str) -> None:
    rtl = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    marked = isolate_in(text, "en").startswith(FSI) and not text.startswith(FSI)
    assert marked == rtl
    assert strip_isolates(isolate_in(text, "en")) == strip_isolates(text)


@pytest.mark.parametrize("order", ["\x1b[2J", "\x9b2J", "\x07", "\r", "\x00", "\x7f"])
def test_a_value_gives_a_terminal_no_orders(order: str) -> None:
    said = str(M("{given} is not a status.", given=[f"do{order}ne\tor\nso"]))
    assert said == f"do\ufffd{order[1:]}ne\tor\nso is not a status."


def test_nothing_needs_no_isolate() -> None:
    assert isolate("") == ""
    assert strip_isolates(f"{FSI}a{PDI}") == "a"


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (1234.5, "1,234.5", "1\xa0234,5"),
        (date(2015, 12, 18), "18 December 2015", "18 декабря 2015"),
        (PartialDate(2015, 12), "December 2015", "декабрь 2015"),
        (Duration(6), "6 months", "6 месяцев"),
        (["a", "b"], "a and b", "a и b"),
        (("a",), "a", "a"),
        ([Duration(1), Duration(0, 1)], "1 month and 1 day", "1 месяц и 1 день"),
        (Text({"en": "Talks", "ru": "Переговоры"}), "Talks", "Переговоры"),
        (M("x {n}", n=1.5), "x 1.5", "x 1,5"),
        ("{n}", "{n}", "{n}"),
        (None, "None", "None"),
    ],
)
def test_a_value_is_shown_in_the_language_of_the_message(
    value: object, english: str, russian: str
) -> None:
    assert M("{value}", value=value).render("en") == english
    assert M("{value}", value=value).render("ru") == russian
    with use_language("ru"):
        assert str(M("{value}", value=value)) == russian
        assert M("{value}", value=value).render("en") == english
        assert current_language() == "ru"


@pytest.mark.parametrize(
    "slip",
    ["{stpe} ждёт", "{step.nothing} ждёт", "{step[key]} ждёт", "{step:d} ждёт", "{step", "{0} ждёт",
     "{} ждёт", "{step!x}"],
)  # fmt: skip
def test_a_slip_in_a_translation_falls_back_to_english(
    slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "translate", lambda template, language: slip)
    assert M("{step} waits.", step="Talks").render("ru") == "Talks waits."
    monkeypatch.setattr(message, "translate_plural", lambda *_: slip)
    assert MN("{n} step", "{n} steps", 2).render("ru") == "2 steps"
    assert MN("{n} step", "{n} steps", 1).render("ru") == "1 step"


def test_a_slip_in_the_english_text_still_says_what_it_can() -> None:
    assert M("{step} waits for {other}.", step="Talks").render() == "{step} waits for {other}."


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (1001, "1,001 errors")]
)
def test_english_counts(n: int, said: str) -> None:
    assert MN("{n} error", "{n} errors", n).render("en") == said


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 ошибка"), (2, "2 ошибки"), (5, "5 ошибок"), (11, "11 ошибок"), (21, "21 ошибка"),
     (112, "112 ошибок"), (0, "0 ошибок")],
)  # fmt: skip
def test_russian_counts(n: int, said: str) -> None:
    assert MN("{n} error", "{n} errors", n).render("ru") == said


def test_messages_with_the_same_words_and_values_are_equal() -> None:
    assert M("{a}", a=1) == M("{a}", a=1)
    assert M("{a}", a=1) != M("{a}", a=2)
    assert M("a") != MN("a", "as", 1)
    assert len({M("{a}", a=[1]), M("{a}", a=[1])}) == 1
    assert M("a") != "a"


def test_no_text_is_no_text_in_every_language() -> None:
    assert [M("").render(language) for language in LANGUAGES] == ["", "", ""]


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "RU"}, "ru"),
        ({"LANG": "ru@euro"}, "ru"),
        ({"LANG": "arn_CL.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "en"),
        ({"LANG": "ru_RU", "LC_ALL": "ar_EG"}, "ar"),
        ({"LANG": "ru_RU", "KHUTWA_LANG": "ar"}, "ar"),
    ],
)
def test_the_language_is_that_of_the_environment(environ: dict[str, str], language: str) -> None:
    assert guess_language(environ) == language


def test_directions() -> None:
    assert [direction(language) for language in ("en", "ar", "ru", "he", "ar-SY")] == [
        "ltr",
        "rtl",
        "ltr",
        "rtl",
        "rtl",
    ]
    assert not is_rtl("arn")


@pytest.mark.parametrize(
    ("spoken", "language", "shown"),
    [
        ({"en": "a", "ar": "b"}, "ar", "b"),
        ({"en": "a", "ar": "b"}, "ru", "a"),
        ({"ar": "b", "und": "c"}, "ru", "c"),
        ({"ar": "b", "ru": "d"}, "en", "b"),
        ({}, "en", ""),
    ],
)
def test_a_text_falls_back_to_english_then_to_what_there_is(
    spoken: dict[str, str], language: str, shown: str
) -> None:
    assert Text(spoken).get(language) == shown
    assert bool(Text(spoken)) == bool(shown)


def test_paragraphs_are_joined_and_examples_kept() -> None:
    doc = """A title.

    Two lines
    of one paragraph.

        steps:
          talks: {}

    The end.
    """
    found = paragraphs(doc)
    example = "    steps:\n      talks: {}"
    assert found == ["A title.", "Two lines of one paragraph.", example, "The end."]
    assert [is_code(part) for part in found] == [False, False, True, False]
    assert paragraphs("") == []
