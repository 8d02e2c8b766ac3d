"""The brief says what an envoy needs, on two pages, in the language asked for."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import khutwa.report
from khutwa.examples.catalogue import ledger, names, path, roadmap
from khutwa.ledger import load_ledger
from khutwa.report import NoBrowser, brief_html, print_pdf
from khutwa.report.pdf import find_browser, pages
from khutwa.roadmap.loader import Loaded, load, load_text
from khutwa.track import Track, track
from khutwa.words import LANGUAGES, strip_isolates

ASSETS = Path(khutwa.report.__file__).parent / "assets"
VOID = {"meta", "br"}


class Words(HTMLParser):
    """Collects what a page says and checks that its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)


def said(page: str) -> str:
    """Return the words of a page."""
    parser = Words()
    parser.feed(page)
    assert not parser.open
    return strip_isolates(re.sub(r"\s+", " ", " ".join(parser.said)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", names())
def test_every_example_has_a_brief_that_stands_alone(example: str, language: str) -> None:
    page = brief_html(load(path(example)), language)
    assert said(page)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert "<script" not in page


def test_it_says_who_owes_what_and_where_the_plan_would_break() -> None:
    shown = said(brief_html(load(path("syria-2254")), "en"))
    heads = ("What is owed next", "Where it would break", "What is assumed")
    for words in (*heads, "Ceasefire in Idlib"):
        assert words in shown
    assert "The stakes are illustrative" in shown
    assert "18 June 2017 (from adoption) / no date yet" in shown


def test_a_plan_that_cannot_be_completed_says_so_first() -> None:
    shown = said(brief_html(load(path("minsk-2")), "en"))
    assert "can never be reached" in shown
    assert "KH201" in shown


def test_it_says_what_a_step_waits_for_and_what_nobody_knows() -> None:
    loaded = load_text("""
title: Waits
as of: 2027-03-01
parties: {gov: {name: Old government, until: 2027-01-31, successor: next}, next: New government}
facts: {funds: {name: The money has come}}
steps:
  quiet: {name: Quiet, obligors: gov}
  road: {name: Open road, obligors: gov, requires: quiet or visit}
  visit: {name: Visit, obligors: gov, requires: quiet and funds}
  tour: {name: Tour, obligors: gov, requires: funds}
  feast: {name: Feast, obligors: gov, not before: 2027-05-01}
""".lstrip())
    shown = said(brief_html(loaded, "en"))
    assert "New government, after Old government" in shown
    assert "nothing: it can begin" in shown
    assert "Quiet (or another way that the plan leaves open)" in shown
    assert "Quiet; and it is not known whether this holds: The money has come" in shown
    assert "It is not known whether this holds: The money has come" in shown
    assert "no date 1 May 2027" in shown


def test_each_kind_of_finding_is_said_once_and_counted() -> None:
    steps = "\n".join(f"  s{n}: {{obligors: gov}}" for n in range(4))
    loaded = load_text(f"title: Unverified\nparties: {{gov: Government}}\nsteps:\n{steps}")
    shown = said(brief_html(loaded, "en"))
    assert shown.count("KH401") == 1
    assert "(and 3 more)" in shown


def test_what_a_person_wrote_cannot_break_the_page() -> None:
    loaded = load_text("title: <script>alert(1)</script>\nsteps: {a: {name: '<&>'}}")
    assert "<script" not in brief_html(loaded, "en")


def test_where_it_came_from_stands_below() -> None:
    loaded = load(path("prespa"))
    assert loaded.document.sha256[:12] in said(brief_html(loaded, "en"))


def test_the_fonts_are_those_of_the_manifest() -> None:
    manifest = json.loads((ASSETS / "manifest.json").read_text())
    listed = {entry["file"]: entry["sha256"] for entry in manifest["files"]}
    assert listed == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in ASSETS.glob("*.woff2")
    }


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUTWA_BROWSER", "no-such-browser")
    with pytest.raises(NoBrowser) as caught:
        print_pdf("<p>")
    assert "print it there" in str(caught.value.message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_two_pages(language: str) -> None:
    assert printed_pages(load(path("syria-2254")), language) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_two_pages_with_a_ledger_too(language: str) -> None:
    assert printed_pages(load(path("syria-2254")), language, kept("syria-2254")) == 2


def test_with_a_ledger_it_says_what_is_kept_and_lists_less() -> None:
    shown = said(brief_html(load(path("syria-2254")), "en", kept("syria-2254")))
    assert "Is it being kept?" in shown
    # Nine steps are owed, of which five are listed and six drawn.
    for more in ("and 4 more", "and 3 more"):
        assert more in shown
    # The record of the parties is not shown, nor what it rests on.
    assert "fades by half" not in shown


def test_a_plan_of_forty_steps_still_fits_on_two_pages() -> None:
    assert printed_pages(chain(40), "en") == 2


def test_of_many_steps_the_next_are_drawn_and_of_many_stages_the_tightest_are_listed() -> None:
    shown = said(brief_html(chain(40), "en"))
    # Eight are owed next, ten drawn, ten stages listed beside what holds once all is done.
    for more in ("and 32 more", "and 30 more", "Stages with more slack: and 30 more"):
        assert more in shown
    assert "Once all is done" in shown


def test_names_that_are_too_long_for_a_table_are_cut_and_keep_their_number() -> None:
    long = "Withdrawal of all heavy weapons from the districts along the northern and eastern line"
    loaded = load_text(f"title: Long\nparties: {{gov: {long}}}\n"
                       f"steps: {{a: {{name: {long}, obligors: gov, tranches: 2}}}}\n")  # fmt: skip
    shown = said(brief_html(loaded, "en"))
    cut = "Withdrawal of all heavy weapons from the districts along the… "
    assert f"{cut}(1/2)" in shown
    assert f"{cut}(2/2)" in shown
    assert "Withdrawal of all heavy weapons from the… " in shown


def chain(length: int) -> Loaded:
    """Return a plan of so many steps, each of which waits for the one before it."""
    steps = "".join(
        f"  s{n}: {{name: Step {n}, obligors: gov, verification: un, stakes: {{gov: +}}"
        f"{f', requires: s{n - 1}' if n else ''}}}\n"
        for n in range(length)
    )
    head = "title: Chain\nparties: {gov: Government}\nroles: {un: UN}\n"
    return load_text(f"{head}steps:\n{steps}")


def kept(example: str) -> Track:
    """Return where an example stood at the end of 2022."""
    return track(roadmap(example), load_ledger(ledger(example)).ledger, date(2022, 12, 31))


def printed_pages(loaded: Loaded, language: str, found: Track | None = None) -> int:
    try:
        find_browser()
    except NoBrowser:
        pytest.skip("no browser of the Chromium family is installed")
    return pages(print_pdf(brief_html(loaded, language, found)))
