"""Every rule on the plans of its file in `rules/`, and what all rules have in common.

A file holds `rule:` and `cases:`; a case has a `name`, a `plan`, the `findings` of the rule on it
(`code`, and where it matters `subject`, `line` and words that the finding `contains`), and for a
fixable rule the text when it is `fixed`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from khutwa.linter import Family, Rule, all_rules
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import Loaded, load_text
from linter.contract import RULES, found_by, keeps_to_the_contract

FILES = sorted(Path(__file__).with_name("rules").glob("KH*.yaml"))

HUNDREDS = {
    Family.STRUCTURE: "KH1",
    Family.LOGIC: "KH2",
    Family.TIME: "KH3",
    Family.VERIFICATION: "KH4",
    Family.BALANCE: "KH5",
    Family.COVERAGE: "KH6",
    Family.LANGUAGE: "KH7",
}

ROUNDS = 10
"""Rounds of edits after which a rule must have nothing left to mend."""


def read(path: Path) -> dict[str, Any]:
    """Return the content of a file of cases."""
    content: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return content


CASES = [
    pytest.param(RULES[content["rule"]], case, id=f"{content['rule']}: {case['name']}")
    for content in map(read, FILES)
    for case in content["cases"]
]


def loaded_plan(text: str) -> Loaded:
    """Return a plan that loads without complaint."""
    loaded = load_text(text)
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    return loaded


def as_wanted(finding: Diagnostic, wanted: dict[str, Any]) -> bool:
    """Tell whether a finding is the one that a case describes."""
    words = f"{finding.what} {finding.why} {finding.fix}"
    return (
        finding.code == wanted["code"]
        and wanted.get("subject", finding.subject) == finding.subject
        and wanted.get("line", finding.place.line) == finding.place.line
        and wanted.get("contains", "") in words
    )


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_findings(rule: Rule, case: dict[str, Any]) -> None:
    loaded = loaded_plan(case["plan"])
    keeps_to_the_contract(rule, loaded)
    left = found_by(rule, loaded)
    shown = [(f.code, f.subject, f.place.line, str(f.what)) for f in left]
    for wanted in case["findings"]:
        match = next((f for f in left if as_wanted(f, wanted)), None)
        assert match, f"{wanted} is not among {shown}"
        left.remove(match)
    assert not left, f"not expected: {[str(f) for f in left]}"


@pytest.mark.parametrize(("rule", "case"), [c for c in CASES if "fixed" in c.values[1]])  # type: ignore[operator]
def test_fix(rule: Rule, case: dict[str, Any]) -> None:
    text = case["plan"]
    for _ in range(ROUNDS):
        edits = [e for f in found_by(rule, loaded_plan(text)) for e in f.edits]
        if not edits:
            break
        text = apply(text, edits)
    assert text == case["fixed"]
    assert not [f for f in found_by(rule, loaded_plan(text)) if f.edits]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_what_is_found_and_what_passes(path: Path) -> None:
    content = read(path)
    rule = RULES[content["rule"]]
    assert path.stem == rule.code
    assert any(case["findings"] for case in content["cases"])
    assert any(not case["findings"] for case in content["cases"])
    assert rule.fixable == any("fixed" in case for case in content["cases"])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_documented_and_in_its_family(rule: Rule) -> None:
    title, *rest = rule.doc.split("\n\n")
    assert len(title) < 90
    assert title.endswith(".")
    heads = [part.split(":")[0] for part in rest]
    assert heads[:3] == ["Catches", "Why it matters", "Write instead"], heads
    assert rule.code.startswith(HUNDREDS[rule.family])
    assert rule.name == rule.name.lower()
    assert " " not in rule.name


def test_codes_and_names_are_given_once() -> None:
    assert len(RULES) == len(all_rules())
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_every_rule_has_its_cases() -> None:
    assert {path.stem for path in FILES} == set(RULES)
