"""However a text is written: the same reading, and places in the raw text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khutwa.read.normalise import fold
from khutwa.read.quotes import quotes
from khutwa.read.tokens import tokens
from read.says import about, says

PLAIN = "لم تلتزم الحكومة السورية بوقف إطلاق النار في إدلب."


@pytest.mark.parametrize(
    "text",
    [
        "لم تلتزم الحكومة السورية بوقف اطلاق النار فى ادلب.",
        "لم تلتزم الحكومة الســـورية بوقف إطـــلاق النار في إدلب.",
        "لَمْ تَلْتَزِمِ الحُكومَةُ السورِيَّةُ بِوَقْفِ إطلاقِ النارِ في إدلِبَ.",
        "\u200fلم تلتزم\u200f الحكومة \u202bالسورية\u202c بوقف إطلاق النار في \u2067إدلب\u2069.",
        "\ufeffلم\u00a0تلتزم الحكومة السورية بوقف  إطلاق\tالنار في إدلب.",
    ],
)
def test_spelling_changes_nothing(text: str) -> None:
    plain, written = about(PLAIN, "truce"), about(text, "truce")
    assert (written.said, written.negated, written.actors) == (
        plain.said, plain.negated, plain.actors,
    )  # fmt: skip
    assert written.steps[0].score == plain.steps[0].score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أعلن", "اعلن"),
        ("إدلب", "ادلب"),
        ("آب", "اب"),
        ("على", "علي"),
        ("مسؤول", "مسوول"),
        ("مُسْتَعِدّ", "مستعد"),
        ("محـمـد", "محمد"),
        ("\u200eسوريا", "سوريا"),
        ("٢٢٥٤", "2254"),
        ("۲۲۵۴", "2254"),
        ("ﻣﺼﺮ", "مصر"),
        ("Ёлка", "елка"),
    ],
)
def test_one_key_for_many_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("حكومة", "حكومه"), ("سمح", "سمحت"), ("شيء", "شي")])
def test_what_means_something_else_keeps_its_key(one: str, other: str) -> None:
    assert fold(one) != fold(other)


TEXT = """
لم لن قال وأضاف إن أن الحكومة السورية روسيا لافروف وقف إطلاق النار في إدلب فتح المعابر المعارضة
« » “ ” " : ، . ؟ 20 حزيران الماضي أمس ـــ \u200f \u064e حبرا على ورق القرار 2254 ترفض تسمح
بعودة النازحين قد إذا كل من مشيرا إلى التي غير
"""
WORDS = st.sampled_from([*TEXT.split(), "\n"])


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
@example("")
@example("”" * 5)
@settings(max_examples=150, deadline=None)
def test_every_span_lies_in_the_raw_text_and_is_what_stands_there(text: str) -> None:
    reading = says(text)
    for statement in reading.statements:
        spans = [statement.span, *(link.span for link in statement.chain)]
        spans += [statement.when.span] if statement.when else []
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text


@given(st.text(alphabet='اأإبتثج دلمنو.،«»“”"\n\u200f\u0640\u064b12٣ aé', max_size=80))
def test_tokens_are_in_order_and_cover_every_letter(text: str) -> None:
    found = tokens(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[t.start : t.end] == t.text for t in found)
    covered = {n for t in found for n in range(t.start, t.end)}
    assert all(n in covered for n, char in enumerate(text) if char.isalpha() and char != "ـ")
    assert len(quotes(found)) == len(found)


def test_the_same_text_is_read_the_same_way_every_time() -> None:
    assert says(PLAIN) == says(PLAIN)


def test_a_text_in_a_language_without_a_lexicon_is_said_to_be_one() -> None:
    reading = says("12345")
    assert reading.statements == ()
