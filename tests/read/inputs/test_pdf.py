"""The letters of a PDF come in the order of reading, however the file lists them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.inputs.pdf import is_reversed, joined
from khutwa.read.inputs.pdf_lines import Letter, in_order
from read.inputs.made import ARABIC, pdf, printed
from read.inputs.test_texts import code_of, opened


def line(*words: str) -> str:
    """Return how a line of Arabic words, numbers and Latin words is read, printed from the right.

    Each word is given as it is read; a Latin word or a number is printed from left to right.
    """
    place, made = 0.0, []
    for word in words:
        letters = word if word[0].isascii() and word[0].isalnum() else word[::-1]
        place -= 10.0 * (len(letters) + 1)
        made.append([Letter(sign, place + 10 * n) for n, sign in enumerate(letters)])
    return in_order(made)


@given(st.lists(st.text("ابتثجحخدذرزسش", min_size=1, max_size=8), min_size=1, max_size=8))
def test_words_from_right_to_left_keep_their_order(words: list[str]) -> None:
    assert line(*words) == " ".join(words)


@pytest.mark.parametrize(
    "words",
    [
        ["عن", "250", "من", "المعتقلين"],
        ["في", "20", "حزيران", "2019"],
        ["رقم", "20", "30", "ثم", "5.5", "مليون"],
        ["نسبة", "15%", "من", "الناس"],
    ],
)
def test_numbers_are_read_from_left_to_right_and_two_numbers_in_their_order(
    words: list[str],
) -> None:
    assert line(*words) == " ".join(words)


def test_latin_words_side_by_side_are_read_from_left_to_right() -> None:
    # Printed from the right: an Arabic word, then "UN Council 2254" as one run.
    run = [
        [Letter(sign, start + 10 * n) for n, sign in enumerate(word)]
        for start, word in ((0.0, "UN"), (30.0, "Council"), (110.0, "2254"))
    ]
    arabic = [Letter(sign, 300.0 - 10 * n) for n, sign in enumerate("والبيانات")]
    assert in_order([arabic, *run]) == "والبيانات UN Council 2254"


def test_brackets_between_arabic_words_open_where_they_opened() -> None:
    # A bracket that opens is printed in the shape of one that closes in a Latin line.
    assert line("على", ")كما", "يقال(") == "على (كما يقال)"


def run(*words: str) -> list[list[Letter]]:
    """Return words that are printed from left to right, as one run."""
    place, made = 0.0, []
    for word in words:
        made.append([Letter(sign, place + 10 * n) for n, sign in enumerate(word)])
        place += 10.0 * (len(word) + 1)
    return made


@pytest.mark.parametrize(
    "words", [["WHO", "(UN)"], ["WHO(UN)"], ["WHO", "(UN", "Geneva)"], ["WHO", "(UN)", "2019"]]
)
def test_a_pair_of_brackets_behind_a_latin_word_is_of_its_order(words: list[str]) -> None:
    # Rule N0 of UAX 9: the pair holds Latin letters, and a Latin word stands before it.
    arabic = [Letter(sign, 600.0 - 10 * n) for n, sign in enumerate("والاستراتيجيات")]
    assert in_order([arabic, *run(*words)]) == " ".join(["والاستراتيجيات", *words])


def test_a_pair_of_brackets_behind_an_arabic_word_is_of_that_words_order() -> None:
    # The order of the line is kept: the pair opens on the right and closes on the left.
    arabic = [Letter(sign, 400.0 - 10 * n) for n, sign in enumerate("المنظمة")]
    assert in_order([arabic, *run("(UN)")]) == "المنظمة (UN)"


def test_an_arabic_name_in_an_english_line_is_read_from_right_to_left() -> None:
    letters = [Letter("سلام"[3 - n], 50.0 + 10 * n) for n in range(4)]
    the = [Letter(sign, 10.0 * n) for n, sign in enumerate("The")]
    means = [Letter(sign, 100.0 + 10 * n) for n, sign in enumerate("means")]
    assert in_order([the, letters, means]) == "The سلام means"


def test_a_letter_that_stands_for_two_keeps_them_in_order() -> None:
    assert in_order([[Letter("س", 0.0), Letter("لا", 10.0)]]) == "لاس"


def test_lines_of_a_paragraph_are_joined_and_cut_words_made_whole() -> None:
    assert joined("The cease-\nfire in\nIdlib held.\nThen it\n\nbroke") == (
        "The ceasefire in Idlib held.\nThen it\nbroke")  # fmt: skip


def test_arabic_from_left_to_right_is_noticed() -> None:
    assert not is_reversed(ARABIC)
    assert is_reversed(ARABIC[::-1])
    assert not is_reversed("No ceasefire.")


class TestWithPdfium:
    pdfium = pytest.importorskip("pypdfium2")

    @pytest.mark.parametrize("order", ["read", "seen"])
    def test_a_pdf_is_read_whatever_the_order_of_its_letters(self, order: str) -> None:
        text = "أفرجت الحكومة عن المعتقلين\nأمس وتعثر اجتماع اللجنة."
        glyphs = printed(text)
        if order == "seen":
            glyphs.sort(key=lambda glyph: (-glyph[1], glyph[0]))
        assert opened(pdf(glyphs), "a.pdf").text == text.replace("\n", " ")

    def test_shapes_of_letters_become_letters(self) -> None:
        glyphs = printed("\ufe8d\ufedf\ufeb4\ufefc\ufee1")
        assert opened(pdf(glyphs), "a.pdf").text == "السلام"

    @pytest.mark.parametrize("data", [b"%PDF-1.4 rubbish", pdf([])[:200]])
    def test_a_broken_pdf_is_named(self, data: bytes) -> None:
        assert code_of(data, "a.pdf") == "KH977"

    def test_a_pdf_of_pictures_has_no_text(self) -> None:
        assert code_of(pdf([]), "a.pdf") == "KH978"

    def test_letters_printed_in_the_wrong_order_are_said_to_be(self) -> None:
        wrong = "\n".join(part[::-1] for part in ARABIC.split(". "))
        assert code_of(pdf(printed(wrong)), "a.pdf") == "KH980"
