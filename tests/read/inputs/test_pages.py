"""The article on a web page, found in a process that may be ended; hostile pages are bounded."""

from __future__ import annotations

from datetime import date

import pytest

from khutwa.read.inputs.document import Limits
from read.inputs.made import ARABIC, RUSSIAN, page
from read.inputs.test_texts import code_of, opened

pytest.importorskip("trafilatura")

SHORT = Limits(bytes=8 * 1024 * 1024, seconds=3)


def test_the_article_is_taken_and_menus_are_left() -> None:
    found = opened(page(ARABIC, RUSSIAN), "a.html")
    assert ARABIC in found.text
    assert RUSSIAN in found.text
    assert "Sport" not in found.text
    assert "rights reserved" not in found.text


def test_what_a_page_says_of_itself_is_kept() -> None:
    head = (
        '<meta property="og:site_name" content="The Paper">'
        '<meta property="article:published_time" content="2019-05-19T10:00:00Z">'
    )
    found = opened(page(ARABIC, head=head), "a.html")
    assert (found.title, found.publisher, found.published) == (
        "Head", "The Paper", date(2019, 5, 19))  # fmt: skip


def test_a_page_without_a_day_has_none() -> None:
    assert opened(page(ARABIC), "a.html").published is None


@pytest.mark.parametrize(("text", "charset"), [(ARABIC, "windows-1256"), (RUSSIAN, "windows-1251")])
def test_a_page_is_read_in_the_encoding_that_it_declares(text: str, charset: str) -> None:
    assert text in opened(page(text, charset=charset), "a.html").text


def test_a_page_that_declares_the_wrong_encoding_is_read_by_its_letters() -> None:
    wrong = page(ARABIC).replace(b"charset=utf-8", b"charset=ascii")
    assert ARABIC in opened(wrong, "a.html").text


def test_a_page_without_words_has_no_text() -> None:
    assert code_of(b"<!doctype html><html><script>let a = 1</script></html>") == "KH978"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("<div>" * 700_000, {"KH990"}),
        ("<div a='" + "x" * 4_000_000 + "'>", {"KH978"}),
        ("<div " + " ".join(f"a{n}=1" for n in range(300_000)) + ">", {"KH973", "KH978"}),
        ("<p>" + "<a href=x>y</a>" * 200_000, {"KH973", "KH978"}),
        ("<!--" * 500_000, {"KH978"}),
    ],
    ids=["nested", "one attribute", "many attributes", "links", "comments"],
)
def test_a_page_made_to_harm_is_refused(body: str, codes: set[str]) -> None:
    data = f"<!doctype html><html><body>{body}".encode()
    assert code_of(data, "a.html", SHORT) in codes


def test_half_a_pair_of_utf_16_does_not_get_into_the_text() -> None:
    found = opened(page(ARABIC, "&#xD800;&#xDFFF;"), "a.html")
    assert found.text.encode()


def test_after_a_page_that_had_to_be_given_up_the_next_is_read() -> None:
    slow = ("<!doctype html><body><div " + " ".join(f"a{n}=1" for n in range(400_000))).encode()
    assert code_of(slow, "a.html", Limits(seconds=0.2)) in ("KH973", "KH978")
    assert ARABIC in opened(page(ARABIC), "a.html").text


def test_a_page_larger_than_the_limit_is_not_even_looked_at() -> None:
    assert code_of(page("x" * 2000), "a.html", Limits(bytes=1000)) == "KH972"


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from khutwa.read.inputs import apart

    answer = {"problem": "no-library", "values": {"kind": "HTML", "library": "trafilatura"}}
    monkeypatch.setattr(apart._Child, "ask", lambda *_: answer)
    assert code_of(page(ARABIC), "a.html") == "KH976"
