"""A file is UTF-8; in another encoding it is refused with the encoding it may have."""

from __future__ import annotations

import codecs

import pytest

from khutwa.roadmap.loader import load_text
from khutwa.words import strip_isolates

PLAN = "title: Test\nsteps: {talks: {}}\n"

ARABIC = (
    "وقف إطلاق النار في جميع أنحاء البلاد",
    "دستور جديد خلال ستة أشهر",
    "إطلاق سراح المعتقلين والمختطفين وكشف مصير المفقودين",
    "هدنة",
)
RUSSIAN = (
    "Прекращение огня по всей стране",
    "НОВАЯ КОНСТИТУЦИЯ",
    "Обмен пленными и удерживаемыми лицами",
    "Отвод тяжёлых вооружений обеими сторонами",
    "Перемирие",
)
FRENCH = ("Cessez-le-feu général à Genève", "Élections libres")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        *(("windows-1256", words) for words in ARABIC),
        *(("windows-1251", words) for words in RUSSIAN),
        *(("windows-1252", words) for words in FRENCH),
    ],
)
def test_another_encoding_is_refused_and_guessed(encoding: str, words: str) -> None:
    loaded = load_text(f"# plan\r\ntitle: {words}\r\n".encode(encoding))
    (finding,) = loaded.diagnostics
    assert finding.code == "KH003"
    assert f"it may be {encoding}" in strip_isolates(str(finding.what))
    first = next(index for index, char in enumerate(words) if ord(char) > 127)
    assert (finding.place.line, finding.place.column) == (2, len("title: ") + first + 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_refused(encoding: str) -> None:
    (finding,) = load_text(PLAN.encode(encoding)).diagnostics
    assert finding.code == "KH003"
    assert "UTF-16" in str(finding.what)


def test_the_column_of_a_wrong_byte_counts_characters() -> None:
    data = "title: هدنة ".encode() + b"\xff"
    (finding,) = load_text(data).diagnostics
    assert finding.place.column == len("title: هدنة ") + 1


@pytest.mark.parametrize(
    "data",
    [
        b"\xf0\x9f\x95",  # cut off within a character
        b"title: \xc0\xaf",  # longer than it need be
        b"title: \xed\xa0\x80",  # half of a pair
        b"\x80",
        codecs.BOM_UTF8 + b"title: \xff",
    ],
)
def test_bytes_that_are_not_utf8_are_refused(data: bytes) -> None:
    assert [d.code for d in load_text(data).diagnostics] == ["KH003"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_changes_nothing(ends: str) -> None:
    text = (PLAN + "stpes: {}\n").replace("\n", ends)
    plain, marked = load_text(text), load_text(codecs.BOM_UTF8 + text.encode())
    assert plain.diagnostics == marked.diagnostics == load_text("\ufeff" + text).diagnostics
    assert marked.document.text == text


def test_bytes_and_text_give_the_same_plan() -> None:
    text = PLAN.replace("Test", "هدنة")
    assert load_text(text).roadmap == load_text(text.encode()).roadmap
    assert load_text(text).ok
