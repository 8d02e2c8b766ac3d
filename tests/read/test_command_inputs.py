"""`khutwa read` on pages and archives: what is kept and said, and what two sources are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import run
from khutwa.ledger import Status, load_ledger
from read.inputs.made import ARABIC, RSS, docx, page, warc
from read.says import PLAN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def read(folder: Path, name: str, data: bytes, *more: str) -> Any:
    file = folder / name.split("#")[0]
    file.write_bytes(data)
    return run("read", str(folder / name), "--roadmap", str(folder), *more)


def statuses(result: Any) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [s["status"] for s in json.loads(result.stdout)["statements"]]


TEXT = ["done", "stalled", None]


def test_the_same_is_read_in_a_text_in_any_encoding_and_in_a_word_document(folder: Path) -> None:
    assert statuses(read(folder, "a.txt", ARABIC.encode(), "--json")) == TEXT
    assert statuses(read(folder, "b.txt", ARABIC.encode("windows-1256"), "--json")) == TEXT
    assert statuses(read(folder, "c.docx", docx(ARABIC), "--json")) == TEXT


def test_another_encoding_is_said(folder: Path) -> None:
    result = read(folder, "a.txt", ARABIC.encode("windows-1256"))
    assert "KH975" in result.stderr
    assert "windows-1256" in result.stderr


def test_the_day_of_a_page_is_taken_and_said_unless_a_person_says_another(folder: Path) -> None:
    pytest.importorskip("trafilatura")
    head = '<meta property="article:published_time" content="2019-05-22">'
    data = page(ARABIC, head=head)
    assert "KH986" in read(folder, "a.html", data).stderr
    first = json.loads(read(folder, "a.html", data, "--json").stdout)
    assert first["published"] == "2019-05-22"
    assert first["statements"][0]["when"]["date"] == "2019-05-21"
    given = json.loads(read(folder, "a.html", data, "--json", "--date", "2019-06-10").stdout)
    assert given["published"] == "2019-06-10"
    assert given["statements"][0]["when"]["date"] == "2019-06-09"
    assert "KH986" not in read(folder, "a.html", data, "--date", "2019-06-10").stderr


def test_a_record_of_an_archive_goes_into_the_ledger_with_the_hash_of_its_copy(
    folder: Path,
) -> None:
    pytest.importorskip("warcio")
    body = ARABIC.encode()
    archive = warc([("https://a.example/1", "text/plain; charset=utf-8", body)])
    more = ("--accept", "2", "--by", "Ana", "--publisher", "P")
    result = read(folder, "crawl.warc.gz#0", archive, *more)
    assert result.exit_code == 0, result.stderr
    (entry,) = load_ledger(folder).ledger.entries
    assert entry.source.sha256 == hashlib.sha256(body).hexdigest()
    assert entry.source.url == "https://a.example/1"
    assert "KH841" not in run("ledger", "check", str(folder)).stdout


def test_a_page_is_kept_beside_the_text_that_was_found_in_it(folder: Path) -> None:
    data = docx(ARABIC)
    result = read(folder, "a.docx", data, "--accept", "2", "--by", "Ana")
    assert result.exit_code == 0, result.stderr
    kept = {file.suffix: file.read_bytes() for file in (folder / "sources").iterdir()}
    assert kept == {".txt": ARABIC.encode(), ".docx": data}
    (entry,) = load_ledger(folder).ledger.entries
    assert entry.source.sha256 == hashlib.sha256(data).hexdigest()
    again = run("read", "--roadmap", str(folder), "--learn", str(folder / "decisions.jsonl"))
    assert again.exit_code == 0


def test_one_text_in_two_papers_is_one_source(folder: Path) -> None:
    first = ("--accept", "1", "--by", "Ana", "--vouch", "--publisher", "P")
    assert read(folder, "a.txt", ARABIC.encode(), *first).exit_code == 0
    # Another paper prints the same report, in a file of its own form.
    copy = read(folder, "b.docx", docx(ARABIC), "--accept", "1", "--by", "Ana", "--publisher", "Q")
    assert copy.exit_code == 2
    assert "one source" in copy.stderr
    other = docx("أمس أفرجت الحكومة السورية عن جميع المعتقلين.")
    assert read(folder, "c.docx", other, "--accept", "1", "--by", "Ana", "--publisher",
                "Q").exit_code == 0  # fmt: skip
    assert [e.status for e in load_ledger(folder).ledger.entries] == [Status.DONE] * 2


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"\xff\xfe\x00", "KH974"),
        ("a.bin", bytes(range(256)) * 4, "KH979"),
        ("feed.xml", RSS.encode(), "KH987"),
        ("empty.xml", b"<rss><channel></channel></rss>", "KH988"),
        ("a.docx", b"PK\x03\x04", "KH977"),
    ],
)
def test_what_cannot_be_read_is_a_diagnostic_on_the_screen_and_in_json(
    folder: Path, name: str, data: bytes, code: str
) -> None:
    result = read(folder, name, data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert code in result.stderr
    said = json.loads(read(folder, name, data, "--json").stdout)
    assert said["findings"][-1]["code"] == code
    assert "Why it matters" in run("explain", code).stdout


def test_a_file_larger_than_allowed_is_refused_and_the_limit_can_be_raised(folder: Path) -> None:
    data = b"The government released the prisoners. " * 40_000
    assert "KH972" in read(folder, "a.txt", data, "--largest", "1").stderr
    small = b"The government released the prisoners."
    assert read(folder, "a.txt", small, "--largest", "1").exit_code == 0


def test_a_private_address_is_refused(folder: Path) -> None:
    result = run("read", "http://169.254.169.254/latest", "--roadmap", str(folder))
    assert result.exit_code == 2
    assert "private network" in result.stderr


@pytest.mark.parametrize(("language", "word"), [("ar", "منجز"), ("ru", "выполнено")])
def test_statuses_and_reasons_are_in_the_language_of_the_reader(
    folder: Path, language: str, word: str
) -> None:
    result = read(folder, "a.txt", ARABIC.encode(), "--lang", language)
    assert word in result.stdout
    for english in ("done", "stalled", "demanded", "(did)", "(says)", "begun"):
        assert english not in result.stdout
    refused = read(
        folder, "a.txt", ARABIC.encode(), "--lang", language, "--accept", "1", "--by", "A"
    )
    assert word in refused.stderr
    assert "done" not in refused.stderr


@pytest.mark.parametrize("style", [(), ("--html", "page.html"), ("--plover", "e.csv"), ("--json",)])
def test_every_output_says_that_done_needs_two_sources(
    folder: Path, style: tuple[str, ...]
) -> None:
    files = [str(folder / part) if "." in part else part for part in style]
    result = read(folder, "a.txt", ARABIC.encode(), *files)
    assert result.exit_code == 0, result.stderr
    written = (folder / style[1]).read_text(encoding="utf-8") if len(style) > 1 else result.stdout
    assert "second, independent source" in written


def test_a_file_in_a_folder_that_is_no_article_is_named(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("The ceasefire holds.", encoding="utf-8")
    (folder / "in" / "b.txt").write_bytes(bytes(range(256)) * 4)
    out = str(folder / "out.jsonl")
    result = run("read", str(folder / "in"), "--roadmap", str(folder), "--out", out)
    assert result.exit_code == 0
    assert "b.txt: KH979" in result.stderr
