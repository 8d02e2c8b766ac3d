"""A folder, a feed in a file and a web archive hold many articles; each can be named again."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.web import Web
from read.inputs.made import ARABIC, ATOM, RSS, page, warc
from read.inputs.test_texts import opened


def no_web(*_: Any, **__: Any) -> Any:
    raise AssertionError("nothing is fetched")


def found(where: Path | str, **more: Any) -> list[Any]:
    limits = more.pop("limits", Limits())
    return list(articles(str(where), limits, Web(limits, fetch=no_web), **more))


def names(listed: list[Any], folder: Path) -> list[str]:
    return [
        each.name.removeprefix(f"{folder}/") if isinstance(each, Raw) else each.code
        for each in listed
    ]


def test_a_folder_is_searched_to_its_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/a.txt", "c/deep/x.html", ".hidden/y.txt", ".z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert names(found(tmp_path), tmp_path) == ["b.txt", "a/a.txt", "a/z.txt", "c/deep/x.html"]


def test_files_that_are_no_articles_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "proposals.jsonl").write_text("x", encoding="utf-8")
    listed = found(tmp_path, skip=[tmp_path / "proposals.jsonl"])
    assert names(listed, tmp_path) == ["a.txt"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "b.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "c.txt").symlink_to(inside / "sub" / "d.txt")
    (inside / "sub" / "d.txt").write_text("y", encoding="utf-8")
    assert names(found(inside), inside) == ["KH981", "c.txt", "sub/d.txt"]


@pytest.mark.parametrize("where", ["nowhere.txt", "a\0b", "nowhere.warc#7", ""])
def test_what_is_not_there_is_named(where: str) -> None:
    assert [each.code for each in found(where)] == ["KH971"]


def test_a_file_larger_than_the_limit_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 11, encoding="utf-8")
    (tmp_path / "b.txt").write_text("x" * 10, encoding="utf-8")
    assert names(found(tmp_path, limits=Limits(bytes=10)), tmp_path) == ["KH972", "b.txt"]


def test_a_feed_in_a_file_says_what_it_holds_and_fetches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS, encoding="utf-8")
    one, two = found(file)
    assert [document(each, Limits()).text for each in (one, two)] == [
        "One\nIn short one", "Two\nWhole two.\nIts end."]  # fmt: skip
    assert (one.title, one.publisher, one.published) == ("One", "The Paper", date(2019, 5, 19))
    assert two.published is None
    assert [[each.code for each in raw.found] for raw in (one, two)] == [["KH989"], []]


def test_atom_gives_title_link_and_day(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(ATOM, encoding="utf-8")
    (one,) = found(file)
    assert (one.title, one.publisher, one.published) == ("One", "Agency", date(2019, 5, 20))
    assert one.url == "/one.html"


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item>",
        '<!DOCTYPE r [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>',
        '<?xml version="1.0" encoding="klingon"?><rss></rss>',
    ],
)
def test_a_broken_feed_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text, encoding="utf-8")
    assert [each.code for each in found(file)] == ["KH977"]


def test_one_article_of_a_feed_can_be_named_again(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS, encoding="utf-8")
    every = found(file)
    assert [found(raw.name)[0].data for raw in every] == [raw.data for raw in every]


@pytest.fixture
def archive(tmp_path: Path) -> Callable[[bytes], Path]:
    pytest.importorskip("warcio")

    def saved(data: bytes) -> Path:
        file = tmp_path / "crawl.warc.gz"
        file.write_bytes(data)
        return file

    return saved


PAGES = [
    ("https://a.example/1", "text/html; charset=utf-8", page(ARABIC)),
    ("https://a.example/logo.png", "image/png", b"\x89PNG"),
    ("https://a.example/2.txt", "text/plain", ARABIC.encode()),
]


def test_pages_of_an_archive_keep_the_hash_of_their_copy(archive: Any) -> None:
    one, two = found(archive(warc(PAGES)))
    assert [each.url for each in (one, two)] == ["https://a.example/1", "https://a.example/2.txt"]
    assert one.sha256 == hashlib.sha256(PAGES[0][2]).hexdigest()
    assert two.sha256 == hashlib.sha256(ARABIC.encode()).hexdigest()
    assert document(two, Limits()).text == ARABIC


def test_one_record_of_an_archive_can_be_named_again(archive: Any) -> None:
    every = found(archive(warc(PAGES)))
    assert [found(raw.name)[0].data for raw in every] == [raw.data for raw in every]


def test_pages_that_were_not_found_are_no_articles(archive: Any) -> None:
    assert found(archive(warc(PAGES, status="404 Not Found"))) == []


def test_a_large_record_is_passed_over_and_the_next_is_read(archive: Any) -> None:
    pages = [("https://a.example/0", "text/plain", b"x" * 1000), PAGES[2]]
    listed = found(archive(warc(pages)), limits=Limits(bytes=900))
    assert [getattr(each, "code", "read") for each in listed] == ["KH972", "read"]


def test_what_is_read_before_an_archive_breaks_off_is_kept(archive: Any) -> None:
    data = warc(PAGES)
    listed = found(archive(data[: len(data) - 40]))
    assert isinstance(listed[0], Raw)
    assert [each.code for each in listed if not isinstance(each, Raw)] == ["KH977"]


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_an_archive_is_torn_it_is_said(archive: Any, packed: bool) -> None:
    one, two = warc(PAGES[:1]), warc(PAGES[2:])
    if not packed:
        one, two = gzip.decompress(one), gzip.decompress(two)
    # What separates records that are not packed belongs to none.
    for cut in range(1, len(two) - (0 if packed else 4)):
        listed = found(archive(one + two[:cut]))
        assert isinstance(listed[0], Raw)
        assert [each.code for each in listed if not isinstance(each, Raw)] == ["KH977"], cut
    assert all(isinstance(each, Raw) for each in found(archive(one + two)))


def test_the_day_of_the_capture_is_not_taken_for_that_of_publication(archive: Any) -> None:
    assert [each.published for each in found(archive(warc(PAGES)))] == [None, None]


def test_a_utf_16_page_is_known_for_a_page() -> None:
    pytest.importorskip("trafilatura")
    text = page(ARABIC).decode().replace("charset=utf-8", "charset=utf-16")
    assert ARABIC in opened(text.encode("utf-16"), "a").text
