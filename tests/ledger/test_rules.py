"""Every rule of evidence on the ledgers of its file in `rules/`.

A file holds `rule:` and `cases:`; a case has a `name`, where it needs one a `plan`, a `ledger`, and
the `findings` of the rule on it (`code`, `line`, `subject`, and words that the finding `contains`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from khutwa.ledger.check import check_ledger
from khutwa.ledger.evidence import Evidence
from khutwa.ledger.load import LoadedLedger, read_ledger
from khutwa.ledger.rule import EvidenceRule, evidence_rules
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap
from khutwa.words import strip_isolates, use_language
from linter.contract import is_filled, messages

RULES = {rule.code: rule for rule in evidence_rules()}
FILES = sorted(Path(__file__).with_name("rules").glob("KH*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """Return the content of a file of cases."""
    content: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return content


CASES = [
    pytest.param(RULES[content["rule"]], case, id=f"{content['rule']}: {case['name']}")
    for content in map(read, FILES)
    for case in content["cases"]
]


def loaded_case(case: dict[str, Any]) -> tuple[LoadedLedger, Roadmap | None]:
    """Return the ledger and the plan of a case, both sound."""
    plan = None
    if "plan" in case:
        plan = load_text(case["plan"]).roadmap
        assert plan is not None
    loaded = read_ledger(case["ledger"].encode(), roadmap=plan)
    assert not loaded.diagnostics, [str(d) for d in loaded.diagnostics]
    return loaded, plan


def as_wanted(finding: Diagnostic, wanted: dict[str, Any]) -> bool:
    """Tell whether a finding is the one that a case describes."""
    words = f"{finding.what} {finding.why} {finding.fix}"
    return (
        finding.code == wanted["code"]
        and finding.subject == wanted["subject"]
        and finding.place.line == wanted["line"]
        and wanted.get("contains", "") in words
    )


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_findings(rule: EvidenceRule, case: dict[str, Any]) -> None:
    left = list(rule.check(Evidence(*loaded_case(case))))
    shown = [(f.code, f.subject, f.place.line, str(f.what), str(f.why)) for f in left]
    for wanted in case["findings"]:
        match = next((f for f in left if as_wanted(f, wanted)), None)
        assert match, f"{wanted} is not among {shown}"
        left.remove(match)
    assert not left, f"not expected: {shown}"


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_finding_points_at_a_cell_and_fills_its_texts(
    rule: EvidenceRule, case: dict[str, Any]
) -> None:
    evidence = Evidence(*loaded_case(case))
    lines = case["ledger"].splitlines()
    for finding in rule.check(evidence):
        entry, column = finding.path
        at = lines[finding.place.line - 1][finding.place.column - 1 :]
        said = evidence.loaded.lines[str(entry)].text(str(column))
        assert at.startswith(said or str(entry))
        for text in (finding.what, finding.why, finding.fix):
            assert all(is_filled(message) for message in messages(text)), text
        with use_language("ar"):
            assert "{" not in strip_isolates(f"{finding.what} {finding.why} {finding.fix}")


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_cases_of_what_it_finds_and_of_what_passes(code: str) -> None:
    (path,) = (file for file in FILES if file.stem == code)
    content = read(path)
    assert content["rule"] == code
    assert any(case["findings"] for case in content["cases"])
    assert any(not case["findings"] for case in content["cases"])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_documented(rule: EvidenceRule) -> None:
    title, *rest = rule.doc.split("\n\n")
    assert len(title) < 90
    assert title.endswith(".")
    assert [part.split(":")[0] for part in rest] == ["Catches", "Why it matters", "Write instead"]


def test_a_ledger_that_contradicts_itself_in_many_ways_is_checked_line_by_line() -> None:
    text = (
        "id,recorded,date,step,status,level,counts\n"
        "a,2026-01-01,2026-02-01,talks,done,1,\n"
        "b,yesterday,,talks,done,,\n"
        "c,2026-01-01,,talks,partial,,9/9/9 of 20\n"
    )
    loaded = read_ledger(text.encode())
    found = check_ledger(loaded)
    assert [(d.place.line, d.code) for d in found] == [
        (2, "KH837"),
        (2, "KH838"),
        (3, "KH818"),
        (4, "KH842"),
    ]
    assert [entry.id for entry in loaded.ledger.entries] == ["a", "c"]
    assert [(d.place.line, d.code) for d in check_ledger(loaded, only="c")] == [(4, "KH842")]
