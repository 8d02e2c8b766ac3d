"""Many articles: the same file whatever the number of workers, and nothing finished is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import run
from khutwa.read.corpus import Tally, pool_of, read_all
from khutwa.read.corpus_file import Journal
from khutwa.read.corpus_work import Job, work
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.web import Web
from read import corpus_workers
from read.corpus_workers import KILLER, deadly, deadly_once, job
from read.says import PLAN

DEEDS = ("أفرجت الحكومة السورية عن المعتقلين", "وتعثر اجتماع اللجنة الدستورية",
         "وطالبت المعارضة دمشق بعودة النازحين")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(9):
        text = f"{DEEDS[number % 3]} في {number + 1} أيار 2019."
        (made / f"{number}.txt").write_text(text, encoding="utf-8")
    return made


def corpus(folder: Path, out: Path, made: Job | None = None, **more: Any) -> Tally:
    journal = Journal(out)
    tally = read_all(articles(str(folder), Limits(), Web()), made or job(), journal, **more)
    journal.close(tally.copies)
    return tally


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def failures(out: Path) -> dict[str, str]:
    return {Path(line["file"]).name: line["findings"][0]["code"]
            for line in lines(out) if "statements" not in line}  # fmt: skip


def test_each_article_is_a_line_in_the_order_of_names(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert corpus(folder, out).read == 9
    assert [Path(line["file"]).name for line in lines(out)] == [f"{n}.txt" for n in range(9)]
    first = lines(out)[0]
    assert [s["status"] for s in first["statements"] if s["steps"]] == ["done"]
    assert first["read_with"]["plan"] == "0" * 64


def test_the_number_of_workers_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    corpus(folder, one)
    corpus(folder, two, pool=pool_of(2), workers=2)
    assert one.read_bytes() == two.read_bytes()


def test_what_is_read_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    corpus(folder, out)
    before = out.read_bytes()
    (folder / "5.txt").unlink()

    def never(*_: Any) -> Any:
        raise AssertionError("read again")

    tally = corpus(folder, out, work=never)
    assert (tally.read, tally.known) == (0, 8)
    # What an earlier run has read stays, though its file is gone.
    assert out.read_bytes() == before


def test_a_new_article_is_read_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    corpus(folder, out)
    (folder / "new.txt").write_text("لا جديد", encoding="utf-8")
    tally = corpus(folder, out)
    assert (tally.read, tally.known) == (1, 9)


def test_another_plan_reads_all_again_and_replaces_the_lines(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    corpus(folder, out)
    assert corpus(folder, out, replace(job(), plan="1" * 64)).read == 9
    assert [line["read_with"]["plan"] for line in lines(out)] == ["1" * 64] * 9


def test_a_run_that_was_killed_loses_nothing_that_was_finished(
    folder: Path, tmp_path: Path
) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    corpus(folder, whole)
    killed = subprocess.run(
        [sys.executable, corpus_workers.__file__, str(folder), str(out), "4"],
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)}, timeout=60, check=False,
    )  # fmt: skip
    assert killed.returncode == -9
    assert not out.exists()
    tally = corpus(folder, out)
    assert (tally.read, tally.known) == (5, 4)
    assert out.read_bytes() == whole.read_bytes()
    assert not Journal(out).path.exists()


def test_a_line_that_the_end_of_the_program_cut_off_is_read_again(
    folder: Path, tmp_path: Path
) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    corpus(folder, whole)
    kept = whole.read_bytes().splitlines()[0]
    Journal(out).path.write_bytes(kept + b"\n" + kept[:50])
    tally = corpus(folder, out)
    assert (tally.read, tally.known) == (8, 1)
    assert out.read_bytes() == whole.read_bytes()


def test_a_worker_that_is_killed_is_replaced_and_its_article_read(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "3.txt").write_text(f"{DEEDS[0]} {KILLER}", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    tally = corpus(folder, out, pool=pool_of(2), workers=2, work=deadly_once)
    assert (tally.read, tally.failed) == (9, 0)
    assert failures(out) == {}


def test_an_article_that_kills_each_worker_is_left_out_and_the_rest_is_read(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "3.txt").write_text(KILLER, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    tally = corpus(folder, out, pool=pool_of(2), workers=2, work=deadly)
    assert (tally.read, tally.failed) == (8, 1)
    assert failures(out) == {"3.txt": "KH985"}


def test_what_could_not_be_read_is_tried_again(folder: Path, tmp_path: Path) -> None:
    (folder / "3.txt").write_bytes(b"\xff\xfe\x00")
    out = tmp_path / "out.jsonl"
    assert corpus(folder, out).failed == 1
    assert failures(out) == {"3.txt": "KH974"}
    tally = corpus(folder, out)
    assert (tally.known, tally.failed) == (8, 1)
    assert len(lines(out)) == 9


def test_a_copy_is_read_once_and_named(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "2.txt").read_bytes())
    out = tmp_path / "out.jsonl"
    tally = corpus(folder, out)
    assert (tally.read, [each.code for each in tally.found]) == (9, ["KH984"])
    assert lines(out)[2]["copies"] == [str(folder / "copy.txt")]
    corpus(folder, out)
    assert lines(out)[2]["copies"] == [str(folder / "copy.txt")]


def test_a_line_is_what_reading_the_article_alone_gives(folder: Path, tmp_path: Path) -> None:
    file = folder / "1.txt"
    alone = work(job(), Raw(str(file), file.read_bytes()))
    out = tmp_path / "out.jsonl"
    corpus(folder, out)
    assert {**alone, "copies": []} == lines(out)[1]


def test_a_dask_cluster_gives_the_same_file(folder: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from khutwa.read.corpus import dask_pool

    one, many = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    corpus(folder, one)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster,
        dask_pool(cluster.scheduler_address) as made,
    ):
        assert corpus(folder, many, pool=made, workers=2).read == 9
    assert one.read_bytes() == many.read_bytes()


class TestCommand:
    @pytest.fixture
    def plan(self, tmp_path: Path) -> Path:
        file = tmp_path / "plan" / "roadmap.yaml"
        file.parent.mkdir()
        file.write_text(PLAN, encoding="utf-8")
        return file

    def read(self, where: Path, plan: Path, *more: str) -> Any:
        out = where.parent / "proposals.jsonl"
        return run("read", str(where), "--roadmap", str(plan), "--out", str(out),
                   "--workers", "1", *more)  # fmt: skip

    def test_it_says_how_many_were_read_and_what_needs_a_second_source(
        self, folder: Path, plan: Path
    ) -> None:
        result = self.read(folder, plan)
        assert result.exit_code == 0
        assert "9 articles were read" in result.stdout
        assert "second, independent source" in result.stdout
        assert "9 were read in an earlier run" in self.read(folder, plan).stdout

    def test_two_runs_into_one_file_lose_nothing_and_write_nothing_twice(
        self, folder: Path, plan: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "proposals.jsonl"
        command = [sys.executable, "-m", "khutwa", "read", str(folder), "--roadmap", str(plan),
                   "--out", str(out), "--workers", "1", "--json"]  # fmt: skip
        both = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
        said = [json.loads(each.communicate(timeout=60)[0]) for each in both]
        assert sorted((each["read"], each["known"]) for each in said) == [(0, 9), (9, 0)]
        assert [Path(line["file"]).name for line in lines(out)] == [f"{n}.txt" for n in range(9)]

    def test_json_counts(self, folder: Path, plan: Path) -> None:
        said = json.loads(self.read(folder, plan, "--json").stdout)
        assert (said["read"], said["known"], said["failed"], said["articles"]) == (9, 0, 0, 9)
        assert said["need_second_source"] == 3
        assert Path(said["written"][0]).exists()

    def test_it_ends_with_1_where_some_and_2_where_none_could_be_read(
        self, folder: Path, plan: Path
    ) -> None:
        (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
        result = self.read(folder, plan)
        assert result.exit_code == 1
        assert "KH974" in result.stderr
        missing = self.read(folder.parent / "nowhere", plan)
        assert missing.exit_code == 2
        assert "KH971" in missing.stderr

    def test_its_own_files_in_the_folder_are_no_articles(self, folder: Path, plan: Path) -> None:
        again = ("--out", str(folder / "x.jsonl"), "--plover", str(folder / "x.csv"))
        for known in (0, 9):
            said = json.loads(self.read(folder, plan, *again, "--json").stdout)
            assert (said["known"], said["failed"], said["articles"]) == (known, 0, 9)

    @pytest.mark.parametrize("more", [("--accept", "1", "--by", "Ana"), ("--html", "a.html")])
    def test_decisions_and_pages_are_for_one_article(
        self, folder: Path, plan: Path, more: tuple[str, ...]
    ) -> None:
        result = self.read(folder, plan, *more)
        assert result.exit_code == 2
        assert "article by article" in result.stderr

    def test_many_articles_without_a_file_for_them_are_refused(
        self, folder: Path, plan: Path
    ) -> None:
        result = run("read", str(folder), "--roadmap", str(plan))
        assert result.exit_code == 2
        assert "KH987" in result.stderr
        assert "--out" in result.stderr

    def test_a_scheduler_that_does_not_answer_is_named(self, folder: Path, plan: Path) -> None:
        result = self.read(folder, plan, "--scheduler", "nonsense://nowhere")
        assert result.exit_code == 2
        assert "Dask" in result.stderr


def test_what_servers_are_asked_with_is_kept_only_where_the_article_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khutwa.ledger.fetch import Fetched
    from khutwa.read.inputs import web
    from khutwa.read.web_marks import load_marks

    pages = {"/feed": FEED, "/good.txt": DEEDS[0].encode(), "/bad.txt": b"\xff\xfe\x00"}
    host = "https://paper.example"

    def fetched(url: str, **_: Any) -> Fetched:
        data = pages.get(url.removeprefix(host), b"")
        return Fetched(url, data, "text/plain", marks={"If-None-Match": '"7"'})

    visitor = partial(web.Web, fetch=fetched, wait=lambda _: None)
    monkeypatch.setattr(web, "Web", visitor)
    plan, out = tmp_path / "roadmap.yaml", tmp_path / "out.jsonl"
    plan.write_text(PLAN, encoding="utf-8")
    result = run("read", f"{host}/feed", "--roadmap", str(plan), "--out", str(out),
                 "--workers", "1")  # fmt: skip
    assert result.exit_code == 1, result.stderr
    # The feed is asked for in full again, since it leads to what could not be read.
    assert set(load_marks(out)) == {f"{host}/good.txt"}


FEED = (
    b"<rss><channel><title>P</title><item><title>g</title><link>/good.txt</link></item>"
    b"<item><title>b</title><link>/bad.txt</link></item></channel></rss>"
)
