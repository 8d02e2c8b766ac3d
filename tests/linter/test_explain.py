"""Every code says what it means, why it matters and what to write instead."""

from __future__ import annotations

import json

import pytest

from khutwa.examples import catalogue
from khutwa.ledger.problems import PROBLEMS as LEDGER_PROBLEMS
from khutwa.ledger.rule import evidence_rules
from khutwa.linter import all_rules, check
from khutwa.linter.explain import explain, listing
from khutwa.roadmap.loader import load
from khutwa.roadmap.problem import Problem
from khutwa.roadmap.problems import PROBLEMS

CODES = list(listing())
EVERY_PROBLEM = [*PROBLEMS.values(), *LEDGER_PROBLEMS.values()]
EVERY_RULE = [*all_rules(), *evidence_rules()]
FAMILIES = {rule.family.value for rule in all_rules()} | {"file", "ledger", "evidence"}
EXAMPLE = "{en: ..., ar: ...}"


def test_the_listing_is_complete_and_in_order() -> None:
    wanted = {problem.code for problem in EVERY_PROBLEM} | {rule.code for rule in EVERY_RULE}
    assert set(CODES) == wanted
    assert sorted(CODES) == CODES


def test_no_code_means_two_things() -> None:
    assert len(EVERY_PROBLEM) + len(EVERY_RULE) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_explains_itself(code: str) -> None:
    title, *body = explain(code).split("\n\n")
    assert title.startswith(f"{code}  ")
    assert title.endswith((".", "…"))
    told = {head: text for head, colon, text in (part.partition(": ") for part in body) if colon}
    assert told["Why it matters"].strip("… ")
    assert told["Write instead"].strip("… ")


@pytest.mark.parametrize("problem", EVERY_PROBLEM, ids=lambda problem: problem.code)
def test_a_problem_is_explained_without_the_values_of_a_file(problem: Problem) -> None:
    told = explain(problem.code).replace(EXAMPLE, "")
    assert "{" not in told
    assert "}" not in told


def test_a_condition_that_cannot_be_read_has_general_advice() -> None:
    assert "Write instead: Join steps with and, or" in explain("KH028")


@pytest.mark.parametrize("code", CODES)
def test_an_entry_as_plain_values(code: str) -> None:
    values = listing()[code].to_dict()
    assert json.loads(json.dumps(values)) == values
    assert values["code"] == code
    assert values["family"] in FAMILIES
    assert values["severity"] in ("error", "warning", "info")
    assert explain(code).split("\n\n") == [f"{code}  {values['title']}", *values["body"]]


def test_whatever_is_found_is_explained() -> None:
    for name in catalogue.names():
        for finding in check(load(catalogue.path(name))).findings:
            assert finding.code in listing()
