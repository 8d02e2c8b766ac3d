"""The encoding of a text is told by its form or its letters, or it is not read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Document, Limits, Raw
from khutwa.read.inputs.problems import InputError
from read.inputs.made import ARABIC, RUSSIAN, docx


def opened(data: bytes, name: str = "a.txt", limits: Limits | None = None) -> Document:
    return document(Raw(name, data), limits or Limits())


def code_of(data: bytes, name: str = "a.txt", limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        opened(data, name, limits)
    return caught.value.diagnostic.code


def notes(found: Document) -> list[str]:
    return [each.code for each in found.found]


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, "No ceasefire.", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_without_a_word(text: str, encoding: str) -> None:
    found = opened(text.encode(encoding))
    assert (found.text, notes(found)) == (text, [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-16"), (ARABIC, "utf-16-le"), (ARABIC, "utf-16-be"), (RUSSIAN, "utf-16-be"),
        (ARABIC, "windows-1256"), (ARABIC, "iso8859-6"), (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
    ],
)  # fmt: skip
def test_another_encoding_is_told_and_said(text: str, encoding: str) -> None:
    found = opened(text.encode(encoding))
    assert (found.text, notes(found)) == (text, ["KH975"])
    assert encoding in str(found.found[0].what)


def test_an_english_text_with_curled_quotes_of_windows_is_read() -> None:
    text = "The envoy said: \u201cWe have not seen serious steps.\u201d " * 8
    assert opened(text.encode("windows-1252")).text == text


def test_latin_words_between_arabic_ones_do_not_hide_the_encoding() -> None:
    text = f"{ARABIC} (Reuters, OCHA, UN Security Council resolution 2254)"
    assert opened(text.encode("windows-1256")).text == text


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x80abc", b"\xef\xbb\xbf\xff", b"\xfe\xff\xd8"]
)
def test_what_cannot_be_told_is_not_guessed(data: bytes) -> None:
    assert code_of(data) == "KH974"


@pytest.mark.parametrize("name", ["a.txt", "a.png", "a"])
def test_what_is_no_text_is_said_to_be_none(name: str) -> None:
    assert code_of(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, name) == "KH979"


@pytest.mark.parametrize("name", ["roadmap.yaml", "ledger.csv", "proposals.jsonl", "map.svg"])
def test_files_for_programs_are_no_articles(name: str) -> None:
    assert code_of(b"khutwa: 1", name) == "KH979"


@given(st.text(st.sampled_from("اليمنورتبةعدسفهكقحأ "), min_size=80).filter(str.strip))
def test_frequent_arabic_letters_are_never_taken_for_cyrillic_ones(text: str) -> None:
    data = text.encode("windows-1256")
    try:
        found = opened(data)
    except InputError:
        return
    assert "1251" not in str([each.what for each in found.found])


def test_a_text_longer_than_the_limits_is_refused() -> None:
    assert code_of(b"a" * 11, limits=Limits(bytes=10)) == "KH972"
    assert code_of(b"a" * 10, limits=Limits(characters=9)) == "KH972"


def test_word_paragraphs_are_lines_and_deleted_words_are_left_out() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    made = docx("One", "Two", body=deleted)
    assert opened(made, "a.docx").text == "One\nTwo"


def test_a_word_document_is_told_by_its_bytes_whatever_its_name() -> None:
    assert opened(docx(ARABIC), "a.html").text == ARABIC


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", docx("x")[:60], docx("<oops>")])
def test_a_broken_word_document_is_named(data: bytes) -> None:
    assert code_of(data, "a.docx") == "KH977"


def test_entities_in_a_word_document_are_not_grown() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert code_of(docx(prologue=bomb, body="<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")) == "KH977"


def test_a_word_document_that_unpacks_to_gigabytes_is_refused() -> None:
    made = docx("x" * 200_000)
    assert len(made) < 2000
    assert code_of(made, "a.docx", Limits(bytes=2000)) == "KH972"


def test_a_zip_file_that_is_no_word_document_is_no_article() -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", ARABIC)
    assert code_of(out.getvalue(), "a.zip") == "KH979"
