"""Every problem that the loader names, on texts that have it, at the very place.

The files in `problems/` hold lists of cases: the `code`, a `name`, the `text`, words of `what` and
`fix`. The arrow in a text marks where the finding must point; {nines} stands for 400 digits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.problems import PROBLEMS
from khutwa.words import strip_isolates, use_language

ARROW = "»"
FILES = sorted(Path(__file__).with_name("problems").glob("*.yaml"))
CASES: list[dict[str, Any]] = [
    case for file in FILES for case in YAML(typ="safe").load(file.read_text(encoding="utf-8"))
]

ELSEWHERE = {"KH001", "KH002", "KH003", "KH010"}
"""Codes of files that are no text; test_loader_files.py and test_encodings.py have their cases."""

on_every_case = pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['code']}: {case['name']}" for case in CASES]
)


def text_of(case: dict[str, Any]) -> str:
    """Return the text of a case, with its arrow."""
    return str(case["text"]).replace("{nines}", "9" * 400)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@on_every_case
def test_a_problem_is_named_at_its_place(case: dict[str, Any], ends: str) -> None:
    before, _, after = text_of(case).partition(ARROW)
    lines = before.split("\n")
    found = load_text((before + after).replace("\n", ends)).diagnostics
    assert [d.code for d in found] == [case["code"]], [str(d) for d in found]
    place = found[0].place
    assert (place.line, place.column) == (len(lines), len(lines[-1]) + 1), str(found[0])
    assert str(case.get("what", "")) in strip_isolates(str(found[0].what))
    assert str(case.get("fix", "")) in strip_isolates(str(found[0].fix))


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
@on_every_case
def test_every_value_of_a_message_is_filled_in(case: dict[str, Any], language: str) -> None:
    (found,) = load_text(text_of(case).replace(ARROW, "")).diagnostics
    with use_language(language):
        for message in (found.what, found.why, found.fix):
            fields = {f"{{{name}}}" for name in [*message.values, "given", "said", "advice"]}
            assert not [field for field in fields if field in str(message)]


def test_no_code_is_without_a_case() -> None:
    codes = {problem.code for problem in PROBLEMS.values()}
    assert {case["code"] for case in CASES} | ELSEWHERE == codes


def test_every_case_has_one_arrow() -> None:
    assert [case["name"] for case in CASES if case["text"].count(ARROW) != 1] == []


def test_codes_are_given_once_and_rise() -> None:
    codes = [problem.code for problem in PROBLEMS.values()]
    assert codes == sorted(set(codes))
    assert all("KH000" < code < "KH100" for code in codes)
