"""Where something is said to be, and names that no list has."""

from __future__ import annotations

import pytest

from khutwa.read.read import read
from khutwa.roadmap.loader import load_text
from read.says import about, says


@pytest.mark.parametrize(
    ("text", "step", "place"),
    [
        ("Damascus released the prisoners in Geneva.", "prisoners", "Geneva"),
        ("In Zelenoye, Damascus released the prisoners.", "prisoners", "Zelenoye"),
        ("Damascus announced a ceasefire in Idlib.", "truce", "Idlib"),
        ("Damascus released the prisoners.", "prisoners", ""),
        ("Дамаск освободил пленных в Минске.", "prisoners", "Минске"),
        ("Дамаск объявил о прекращении огня в Идлибе.", "truce", "Идлибе"),
        ("Дамаск освободил пленных.", "prisoners", ""),
        ("أفرجت الحكومة السورية عن المعتقلين في جنيف.", "prisoners", "جنيف"),
        ("أعلنت الحكومة السورية وقف إطلاق النار في إدلب.", "truce", "إدلب"),
    ],
)
def test_the_place_stands_as_the_text_has_it(text: str, step: str, place: str) -> None:
    assert about(text, step).place == place


def test_a_place_of_another_sentence_is_not_that_of_this_one() -> None:
    text = "The ministers met in Geneva. Damascus released the prisoners."
    assert about(text, "prisoners").place == ""


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Envoy Anna Berg said that Damascus released the prisoners.", ("Anna Berg",),
         ("Anna Berg",)),
        ("Посланник Анна Берг заявила, что Дамаск освободил пленных.", ("Анна Берг",),
         ("Анна Берг",)),
        ("قال محمود عباس إن الحكومة السورية أفرجت عن المعتقلين.", ("محمود عباس",),
         ("محمود عباس",)),
    ],
)  # fmt: skip
def test_a_speaker_whom_nobody_knows_is_an_actor_by_the_exact_words(
    text: str, names: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    voice = about(text, "prisoners").speaker
    assert (voice.names, voice.actors) == (names, actors)


def test_an_actor_whom_nobody_knows_has_the_exact_words() -> None:
    text = "On Monday the Freedom Brigade released the prisoners."
    assert about(text, "prisoners").actors == ("Freedom Brigade",)


def test_a_side_that_is_known_goes_before_a_name_that_is_not() -> None:
    text = "Russian Foreign Ministry spokeswoman Anna Berg said that Damascus released prisoners."
    assert about(text, "prisoners").speaker.names == ("Anna Berg",)


def test_a_kind_of_thing_is_no_name() -> None:
    text = "South Korean companies said that Damascus released the prisoners."
    assert about(text, "prisoners").speaker.names == ("South Korean companies",)


@pytest.mark.parametrize(
    "text",
    [
        "Release of prisoners was postponed by the Constitutional Committee.",
        "The release of prisoners was discussed in the Constitutional Committee.",
        "Об освобождении пленных сообщили в ООН.",
    ],
)
def test_a_body_is_no_place(text: str) -> None:
    assert all(s.place == "" for s in says(text).statements)


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("{}", "{en: Idlib}"),
        ("{north: {name: {en: Idlib}, at: {lat: 35.93, lon: 36.63}}}", "north"),
    ],
    ids=["words", "a name of the table"],
)
def test_a_place_of_the_plan_is_known_in_a_language_that_the_plan_lacks(
    table: str, place: str
) -> None:
    plan = f"""
khutwa: 1
title: {{en: Example}}
languages: [en]
parties:
  a: {{name: {{en: Government}}}}
places: {table}
steps:
  truce: {{name: {{en: Ceasefire in Idlib}}, obligors: a, place: {place}}}
"""
    roadmap = load_text(plan).roadmap
    found = read("Перемирие в Идлибе нарушено.", roadmap).statements[0].steps[0]
    assert "its place is named" in map(str, found.reasons)
