"""The page of an article: every word of it, its statements marked, and what they need."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.terminal import run
from khutwa.read.inputs.document import Content, Document, Raw
from khutwa.read.read import Reader
from khutwa.report import article_html
from khutwa.words import LANGUAGES, strip_isolates
from read.says import PLAN, plan

ARTICLE = (
    "أفرجت الحكومة السورية عن المعتقلين أمس.\n"
    "وقال مسؤول إن المعارضة لم تفتح المعابر.\n\n"
    "وقد يتم وقف إطلاق النار في إدلب."
)
READER = Reader(plan())
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Collects the article, its marks, the cards and what ids and links there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.article, self.marks, self.cards = "", [""], [""]
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        assert not self.open

    def inside(self, tag: str, name: str) -> bool:
        return any(t == tag and name in (a.get("class") or "").split() for t, a in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []
        if tag not in VOID:
            self.open.append((tag, given))
        if tag == "mark":
            self.marks.append("")
        if tag == "article":
            self.cards.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.inside("div", "text") and not self.inside("a", "no"):
            self.article += data
            if self.open[-1][0] == "mark":
                self.marks[-1] += data
        if any(tag == "article" for tag, _ in self.open):
            self.cards[-1] += f" {data}"


def made(text: str = ARTICLE, language: str = "en", **raw: Any) -> str:
    reading = READER.read(text, published=date(2019, 5, 22))
    document = Document(Raw("a.txt", text.encode(), **raw), Content(text))
    return article_html(document, reading, plan(), language)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", strip_isolates(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone(language: str) -> None:
    page = made(language=language)
    Page(page)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!data:|#)', page)
    assert "<script" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_arabic_article_reads_from_right_to_left_in_every_language(language: str) -> None:
    assert '<div class="text" lang="ar" dir="rtl">' in made(language=language)


def test_an_english_article_reads_from_left_to_right_on_an_arabic_page() -> None:
    page = made("The government released the prisoners.", "ar")
    assert '<div class="text" lang="en" dir="ltr">' in page


def test_every_word_of_the_article_stands_on_the_page_and_statements_are_marked() -> None:
    page = Page(made())
    assert bare(page.article) == bare(ARTICLE)
    marks = [bare(mark) for mark in page.marks]
    for statement in READER.read(ARTICLE, published=date(2019, 5, 22)).statements:
        assert bare(statement.span.text) in marks


def test_each_number_in_the_article_leads_to_its_card_and_back() -> None:
    page = Page(made())
    assert len(page.cards) > 3
    assert sorted(link[1:] for link in page.links) == sorted(page.ids)


def test_what_would_be_done_says_what_it_needs_on_its_card_and_at_the_top() -> None:
    page = made()
    done = next(card for card in Page(page).cards if "released" in card or "المعتقلين" in card)
    assert "second, independent source" in done
    assert "a person who vouches" in page.split("<main>")[0]


def test_what_would_be_neither_done_nor_violated_asks_for_no_second_source() -> None:
    page = made("وطالبت المعارضة دمشق بعودة النازحين.")
    assert "second, independent source" not in page


def test_denied_and_perhaps_are_told_by_signs_and_words_and_not_by_colour() -> None:
    page = Page(made())
    denied = [card for card in page.cards if "yes: it is said not to be so" in card]
    assert denied
    assert all("✕" in card for card in denied)
    perhaps = [card for card in page.cards if "perhaps" in card.split("“")[0] and "?" in card]
    assert perhaps


def test_the_speaker_the_step_and_the_rules_are_said_in_words() -> None:
    page = made()
    assert "the author says so" in page
    assert "Release of prisoners" in page
    assert "nobody is named who says it" in page
    assert "speaker author" not in page


def test_nothing_of_an_article_becomes_part_of_the_page() -> None:
    hostile = "<script>alert(1)</script> أفرجت الحكومة السورية عن المعتقلين <b>&amp;\u202e"
    page = made(hostile, title="<i>x</i>", url="javascript:alert(1)")
    assert "<script>" not in page
    assert "<i>" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;" in page
    assert bare(hostile) in bare(Page(page).article).replace("\u202c", "")


def test_a_turn_of_direction_ends_where_its_words_end() -> None:
    page = made("abc \u202edef. The government released the prisoners.")
    text = Page(page).article
    assert text.count("\u202c") == text.count("\u202e") == 1


@given(
    st.text(st.sampled_from("أفرجت الحكومة عن المعتقلين ولم . \n\u202e\u2067<&\"'"), max_size=80)
)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_whole(text: str) -> None:
    seen = bare(Page(made(text)).article)
    marks = re.compile("[\u2066-\u2069\u202a-\u202e]")
    assert marks.sub("", seen) == marks.sub("", bare(text))


def test_an_article_that_says_nothing_has_a_page_that_says_so() -> None:
    assert "Nothing in it speaks" in made("صباح الخير.")


def test_the_command_writes_the_page_and_names_the_day_it_counts_from(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    page = tmp_path / "page.html"
    result = run("read", str(tmp_path / "a.txt"), "--roadmap", str(tmp_path), "--date",
                 "2019-05-22", "--html", str(page))  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "page.html" in result.stdout
    assert "22 May 2019" in page.read_text(encoding="utf-8")


def test_a_page_is_not_written_over_a_plan(tmp_path: Path) -> None:
    plan_file = tmp_path / "roadmap.yaml"
    plan_file.write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    result = run("read", str(tmp_path / "a.txt"), "--roadmap", str(tmp_path), "--html",
                 str(plan_file))  # fmt: skip
    assert result.exit_code == 2
    assert plan_file.read_text(encoding="utf-8") == PLAN
