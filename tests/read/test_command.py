"""`khutwa read`: proposals on the screen, decisions in the files beside the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import run
from khutwa.ledger import Status, load_ledger
from read.says import PLAN

ARTICLE = (
    "أفرجت الحكومة السورية عن المعتقلين أمس. "
    "وتعثر اجتماع اللجنة الدستورية. "
    "وطالبت المعارضة دمشق بعودة النازحين."
)
DAY = ("--date", "2019-05-22")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def read(folder: Path, *more: str) -> Any:
    return run("read", str(folder / "article.txt"), "--roadmap", str(folder), *DAY, *more)


def learn(folder: Path, *more: str) -> Any:
    file = folder / "decisions.jsonl"
    return run("read", "--roadmap", str(folder), "--learn", str(file), *more)


def test_each_statement_has_its_words_and_what_is_said() -> None:
    said = {
        s["text"]: (s["said"], s["status"], s["needs"] is not None) for s in statements_of(ARTICLE)
    }
    assert said == {
        "أفرجت الحكومة السورية عن المعتقلين": ("done", "done", True),
        "اجتماع اللجنة الدستورية": ("stalled", "stalled", False),
        "بعودة النازحين": ("demanded", None, False),
    }


def statements_of(article: str) -> list[dict[str, Any]]:
    from khutwa.read.plain import statement_to_dict
    from read.says import says

    return [statement_to_dict(s, n) for n, s in enumerate(says(article).statements, 1)]


def test_the_screen_says_that_nothing_is_recorded_and_sureness_is_no_probability(
    folder: Path,
) -> None:
    result = read(folder)
    assert result.exit_code == 0
    assert "no probability" in result.stdout
    assert "second, independent source" in result.stdout
    assert not (folder / "ledger.csv").exists()


def test_json_has_places_in_the_raw_text(folder: Path) -> None:
    said = json.loads(read(folder, "--json").stdout)
    assert len(said["statements"]) == 3
    for statement in said["statements"]:
        assert ARTICLE[statement["start"] : statement["end"]] == statement["text"]
    assert said["statements"][0]["when"]["date"] == "2019-05-21"


def test_an_accepted_proposal_is_an_entry_with_the_words_and_the_hash(folder: Path) -> None:
    assert read(folder, "--accept", "2", "--by", "Ana", "--publisher", "P").exit_code == 0
    (entry,) = load_ledger(folder).ledger.entries
    assert (entry.step, entry.status) == ("committee", Status.STALLED)
    assert entry.quote == "اجتماع اللجنة الدستورية"
    assert entry.language == "ar"
    assert "Ana" in entry.note
    (source,) = (folder / "sources").iterdir()
    assert source.read_text(encoding="utf-8") == ARTICLE
    assert entry.source.sha256.startswith(source.stem)


def test_done_on_one_source_is_refused_and_nothing_is_written(folder: Path) -> None:
    result = read(folder, "--accept", "2", "--accept", "1", "--by", "Ana", "--publisher", "P")
    assert result.exit_code == 2
    assert "--vouch" in result.stderr
    assert not (folder / "ledger.csv").exists()
    assert not (folder / "decisions.jsonl").exists()


def test_done_is_recorded_where_a_person_vouches(folder: Path) -> None:
    assert read(folder, "--accept", "1", "--by", "Ana", "--vouch").exit_code == 0
    assert load_ledger(folder).ledger.entries[0].status is Status.DONE


@pytest.mark.parametrize(("publisher", "code"), [("Q", 0), ("P", 2), ("", 2)])
def test_done_is_recorded_on_a_second_source_of_another_publisher(
    folder: Path, publisher: str, code: int
) -> None:
    assert read(folder, "--accept", "1", "--by", "A", "--vouch", "--publisher", "P").exit_code == 0
    second = "أمس أفرجت الحكومة السورية عن جميع المعتقلين."
    (folder / "article.txt").write_text(second, encoding="utf-8")
    result = read(folder, "--accept", "1", "--by", "Ana", "--publisher", publisher)
    assert result.exit_code == code


def test_an_edit_changes_the_entry_and_is_remembered(folder: Path) -> None:
    made = read(folder, "--edit", "2", "step=truce", "--edit", "2", "date=2019-05", "--by", "Ana")
    assert made.exit_code == 0
    (entry,) = load_ledger(folder).ledger.entries
    assert (entry.step, str(entry.date)) == ("truce", "2019-05")
    line = json.loads((folder / "decisions.jsonl").read_text(encoding="utf-8"))
    assert (line["verdict"], line["step"]) == ("edited", "truce")


@pytest.mark.parametrize(
    "more",
    [
        ["--accept", "2"],
        ["--accept", "3", "--by", "Ana"],
        ["--accept", "9", "--by", "Ana"],
        ["--accept", "2", "--reject", "2", "--by", "Ana"],
        ["--edit", "2", "step=nowhere", "--by", "Ana"],
        ["--edit", "2", "colour=red", "--by", "Ana"],
        ["--edit", "2", "status", "--by", "Ana"],
        ["--date", "yesterday"],
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_writes_nothing(
    folder: Path, more: list[str]
) -> None:
    result = read(folder, *more)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()
    assert not (folder / "ledger.csv").exists()


def test_what_was_decided_is_read_again_the_same(folder: Path) -> None:
    read(folder, "--accept", "2", "--reject", "1", "--by", "Ana")
    result = learn(folder, "--json")
    said = json.loads(result.stdout)
    assert said["decisions"] == 2
    # The rejected proposal is still proposed: the reader has not learned it.
    assert [one["outcome"] for one in said["changed"]] == ["proposed again"]
    assert result.exit_code == 1


def test_an_accepted_decision_agrees_with_the_reader(folder: Path) -> None:
    read(folder, "--accept", "2", "--by", "Ana")
    assert learn(folder).exit_code == 0


def test_what_the_reader_no_longer_proposes_is_reported(folder: Path) -> None:
    read(folder, "--accept", "2", "--by", "Ana")
    file = folder / "decisions.jsonl"
    line = json.loads(file.read_text(encoding="utf-8"))
    other = {**line, "status": "begun", "level": 1}
    away = {**line, "start": len(ARTICLE) - 2, "end": len(ARTICLE) - 1}
    file.write_text("\n".join(json.dumps(one) for one in (line, other, away)), encoding="utf-8")
    said = json.loads(learn(folder, "--json").stdout)
    assert [one["outcome"] for one in said["changed"]] == ["differs", "gone"]


@pytest.mark.parametrize("text", ["{", "[]", '{"verdict": "perhaps"}', "1"])
def test_a_line_that_is_no_decision_is_named(folder: Path, text: str) -> None:
    (folder / "decisions.jsonl").write_text(text, encoding="utf-8")
    result = learn(folder)
    assert result.exit_code == 2
    assert "Line 1" in result.stderr


def test_an_article_that_is_gone_is_named(folder: Path) -> None:
    read(folder, "--accept", "2", "--by", "Ana")
    for file in (folder / "sources").iterdir():
        file.unlink()
    result = learn(folder)
    assert result.exit_code == 2
    assert "sources" in result.stderr


def test_why_decisions_cannot_be_read_is_said_in_the_language(folder: Path) -> None:
    result = learn(folder, "--lang", "ru")
    assert result.exit_code == 2
    assert "No such file" not in result.stderr
    (folder / "decisions.jsonl").write_bytes(b"\xff\xff")
    assert "UnicodeDecodeError" not in learn(folder, "--lang", "ru").stderr


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x80abc"])
def test_an_article_that_is_no_text_is_refused(folder: Path, data: bytes) -> None:
    (folder / "article.txt").write_bytes(data)
    assert read(folder).exit_code == 2


def test_an_empty_article_says_nothing(folder: Path) -> None:
    (folder / "article.txt").write_bytes(b"")
    assert read(folder).exit_code == 0
