"""A statement as an event of PLOVER: a word given is no retreat, what is denied is no event."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cli.terminal import run
from khutwa.read.frame import Candidate, Link, Span, Statement, Voice
from khutwa.read.plover_export import CODES, Coded, coded
from khutwa.read.plover_file import COLUMNS, rows, written
from khutwa.read.veridicality import Said
from read.news import DATA
from read.says import PLAN, about, plan

TABLE = DATA / "reader" / "plover_gsr" / "CAMEO2PLOVER-2021.txt"
OWN: dict[str, Any] = YAML(typ="safe").load(CODES.read_text(encoding="utf-8"))


def said(what: Said, step: str = "truce", **more: Any) -> Coded | None:
    words = plan().steps[step].name.get("ar")
    chosen: dict[str, Any] = {
        "steps": (Candidate(step, 3.0, ()),),
        "actors": ("government",),
        "speaker": Voice(("X",), ("russia",), "named"),
        **more,
    }
    return coded(Statement(Span(0, len(words), words), said=what, **chosen), plan())


def kind(*given: Any, **more: Any) -> tuple[str, str] | None:
    event = said(*given, **more)
    return (event.type, event.mode) if event else None


def test_a_ceasefire_declared_is_a_concession_and_one_observed_a_retreat() -> None:
    assert kind(Said.ANNOUNCED) == ("CONCEDE", "")
    assert kind(Said.DONE) == ("RETREAT", "ceasefire")
    assert kind(Said.BEGUN) == ("RETREAT", "ceasefire")


@pytest.mark.parametrize("what", [Said.AGREED, Said.PROMISED, Said.OFFERED, Said.PLANNED])
def test_what_is_only_meant_to_be_done_is_agreement(what: Said) -> None:
    assert kind(what) == ("AGREE", "")
    assert kind(what, negated=True) == ("REJECT", "yield")


@pytest.mark.parametrize(
    ("what", "event"),
    [
        (Said.DEMANDED, ("REQUEST", "yield")),
        (Said.REFUSED, ("REJECT", "yield")),
        (Said.VIOLATED, ("ASSAULT", "")),
        (Said.DISCUSSED, ("CONSULT", "")),
        (Said.THREATENED, ("THREATEN", "")),
    ],
)
def test_other_things_said_of_a_ceasefire(what: Said, event: tuple[str, str]) -> None:
    assert kind(what) == event


@pytest.mark.parametrize(
    ("step", "event"),
    [
        ("prisoners", ("RETREAT", "release")),
        ("withdrawal", ("RETREAT", "disarm")),
        ("crossings", ("RETREAT", "access")),
        ("returns", ("RETREAT", "")),
        ("committee", ("CONSULT", "")),
    ],
)
def test_what_is_done_is_coded_by_what_the_step_is_about(
    step: str, event: tuple[str, str]
) -> None:
    assert kind(Said.DONE, step) == event


@pytest.mark.parametrize(
    "what",
    [Said.SOUGHT, Said.ALLOWED, Said.WARNED, Said.STALLED, Said.FAILED, Said.PREVENTED,
     Said.MENTIONED, Said.INSISTED, Said.DROPPED],
)  # fmt: skip
def test_what_did_not_take_place_is_no_event(what: Said) -> None:
    assert kind(what) is None


@pytest.mark.parametrize(
    "what", [Said.DONE, Said.BEGUN, Said.ANNOUNCED, Said.DEMANDED, Said.VIOLATED, Said.DISCUSSED,
             Said.REFUSED, Said.THREATENED],
)  # fmt: skip
def test_what_is_denied_is_no_event(what: Said) -> None:
    assert kind(what, negated=True) is None


def test_who_arrests_prisoners_does_not_retreat() -> None:
    steps = (Candidate("prisoners", 3.0, (), acted=False),)
    assert kind(Said.DONE, "prisoners", steps=steps) is None


def test_a_demand_that_is_dropped_is_a_concession() -> None:
    chain = (Link(Span(0, 1, "x"), "dropped"), Link(Span(1, 2, "y"), "demanded"))
    assert kind(Said.DROPPED, chain=chain) == ("CONCEDE", "")


def test_what_is_hedged_is_hypothetical_and_what_is_planned_future() -> None:
    hedged, planned = said(Said.AGREED, hedged=True), said(Said.PLANNED)
    assert hedged
    assert planned
    assert hedged.contexts == ("military", "hypothetical")
    assert planned.contexts == ("military", "future")


def test_who_asks_is_the_source_of_a_request_and_who_would_act_its_target() -> None:
    asked, done = said(Said.DEMANDED), said(Said.DONE)
    assert asked
    assert done
    assert (asked.source, asked.target) == (("russia",), ("government",))
    assert (done.source, done.target) == (("government",), ())


def test_without_a_plan_nothing_but_threats_is_coded() -> None:
    made = Statement(Span(0, 1, "x"), Voice(), Said.DONE)
    assert coded(made, None) is None


def test_every_code_that_a_thing_uses_has_its_type() -> None:
    used = {code for codes in OWN["concepts"].values() for code in codes.values()}
    assert used <= set(OWN["codes"])


def test_types_modes_and_contexts_are_those_of_the_table_that_is_named() -> None:
    if not TABLE.is_file():
        pytest.skip(f"no table at {TABLE}; KHUTWA_DATA names the folder that holds it")
    theirs = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        found = re.match(r"(\d+):\s*([A-Z]+)\s*,([^,#]*),([^#]*)", line)
        if found:
            theirs[found[1]] = tuple(part.strip() for part in found.groups()[1:])
    ours = {
        code: (row["type"], row.get("mode", ""), row.get("context", ""))
        for code, row in OWN["codes"].items()
    }
    assert ours == {code: theirs[code] for code in ours}


ARTICLE = "أفرجت الحكومة السورية عن المعتقلين أمس. وطالبت المعارضة دمشق بعودة النازحين."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def exported(folder: Path, name: str) -> list[dict[str, Any]]:
    out = folder / name
    result = run("read", str(folder / "a.txt"), "--roadmap", str(folder), "--date", "2019-05-22",
                 "--plover", str(out))  # fmt: skip
    assert result.exit_code == 0, result.stderr
    text = out.read_text(encoding="utf-8-sig")
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(text)))
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", ["e.csv", "e.jsonl"])
def test_the_file_has_a_row_an_event_with_its_source_and_what_it_needs(
    folder: Path, name: str
) -> None:
    release, request = exported(folder, name)
    assert tuple(release) == COLUMNS
    assert (release["type"], release["mode"], release["cameo"]) == ("RETREAT", "release", "0841")
    assert release["date"] == "2019-05-21"
    assert "2021" in release["coded_by"]
    assert "second, independent source" in release["needs"]
    assert (request["type"], request["step"]) == ("REQUEST", "returns")


def test_a_spreadsheet_runs_no_word_of_an_article_as_a_formula() -> None:
    event = dict.fromkeys(COLUMNS, "") | {"quote": "=1+1", "speaker": ["@a", "b"]}
    (row,) = csv.DictReader(io.StringIO(written([event], ".csv").decode("utf-8-sig")))
    assert (row["quote"], row["speaker"]) == ("'=1+1", "'@a; b")


def test_an_article_that_could_not_be_read_has_no_events() -> None:
    assert rows([{"file": "a", "findings": []}]) == []


def test_what_may_come_is_no_event() -> None:
    found = about("The government may release the prisoners.", "prisoners")
    assert coded(found, plan()) is None
