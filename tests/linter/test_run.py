"""What a run of the linter reports: which findings, in which order, and how it ends."""

from __future__ import annotations

import json

import pytest

from khutwa.examples import catalogue
from khutwa.linter import Report, all_rules, check
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Place, Severity
from khutwa.roadmap.loader import load, load_text
from khutwa.words import M, use_language

RULES = {rule.code: rule for rule in all_rules()}

CLEAN = """\
title: Test
parties: {gov: {}, opp: {}}
steps:
  ceasefire:
    obligors: [gov, opp]
    by: 2030-02-01
    verification: {by: [gov, opp, un], done when: No shelling for 14 days.}
roles: {un: {role: verifier}}
"""
NOTE = CLEAN.replace("role: verifier", "role: guarantor")
WARNING = CLEAN.replace("by: [gov, opp, un]", "by: gov")
ERROR = CLEAN + "facts: {won: {never: true}}\n" + "goal: ceasefire\n"
ERROR = ERROR.replace("    by: 2030", "    requires: won\n    by: 2030")
BROKEN = CLEAN.replace("[gov, opp]\n", "[gov, op]\n")


def test_these_plans_have_what_they_are_named_for() -> None:
    def worst(text: str) -> list[Severity]:
        return sorted({f.severity for f in check(load_text(text)).findings})

    assert worst(CLEAN) == []
    assert worst(NOTE) == [Severity.INFO]
    assert Severity.WARNING in worst(WARNING)
    assert Severity.ERROR not in worst(WARNING)
    assert Severity.ERROR in worst(ERROR)


@pytest.mark.parametrize(
    ("text", "code"), [(CLEAN, 0), (NOTE, 0), (WARNING, 1), (ERROR, 2), (BROKEN, 2), ("", 2)]
)
def test_exit_code(text: str, code: int) -> None:
    assert check(load_text(text)).exit_code == code


def test_counts_are_by_severity() -> None:
    place, text = Place("f"), M("")
    found = tuple(
        Diagnostic("KH000", severity, place, text, text, text)
        for severity in (Severity.INFO, Severity.WARNING, Severity.INFO)
    )
    report = Report(found, silenced=found)
    assert [report.count(severity) for severity in Severity] == [0, 1, 2]
    assert report.exit_code == 1


def test_a_plan_that_does_not_load_has_the_findings_of_the_loader_alone() -> None:
    loaded = load_text(BROKEN.replace("by: [gov, opp, un]", "by: gov"))
    assert not loaded.ok
    report = check(loaded)
    assert [f.code for f in report.findings] == ["KH041"]
    assert report.findings == loaded.diagnostics


def test_a_plan_that_loads_has_none_of_the_loader() -> None:
    for name in catalogue.names():
        loaded = load(catalogue.path(name))
        assert loaded.diagnostics == ()
        assert {f.code for f in check(loaded).findings} <= set(RULES)


def test_findings_stand_in_the_order_of_the_lines() -> None:
    for name in catalogue.names():
        findings = check(load(catalogue.path(name))).findings
        places = [(f.place.line, f.place.column) for f in findings]
        assert places == sorted(places)


def test_findings_of_one_place_stand_in_the_order_of_codes() -> None:
    text = "title: T\nparties: {p: {}}\nsteps:\n  arms: {obligors: p, reversible: false}\n"
    whole = [f for f in check(load_text(text)).findings if f.place == Place("roadmap.yaml")]
    assert [f.code for f in whole] == sorted(f.code for f in whole)
    assert "KH506" in {f.code for f in whole}


def test_the_order_does_not_hang_on_the_order_of_the_rules() -> None:
    loaded = load(catalogue.path("minsk-2"))
    assert check(loaded, reversed(all_rules())) == check(loaded)


def test_only_the_rules_that_are_asked_for_are_run() -> None:
    loaded = load_text(WARNING)
    assert {f.code for f in check(loaded).findings} >= {"KH402"}
    assert {f.code for f in check(loaded, [RULES["KH402"]]).findings} == {"KH402"}
    assert check(loaded, []).findings == ()


def test_a_run_leaves_the_plan_as_it_was() -> None:
    loaded = load(catalogue.path("six-party-2007"))
    assert check(loaded) == check(loaded)


def test_a_finding_as_plain_values() -> None:
    text = "title: T\nparties: {p: P}\nsteps:\n  arms:\n    obligors: p\n"
    (finding,) = (f for f in check(load_text(text, "plan.yaml")).findings if f.code == "KH401")
    values = finding.to_dict()
    assert json.loads(json.dumps(values)) == values
    assert {k: v for k, v in values.items() if k not in ("what", "why", "fix")} == {
        "code": "KH401",
        "severity": "warning",
        "file": "plan.yaml",
        "line": 4,
        "column": 3,
        "path": ["steps", "arms", "verification"],
        "subject": "arms",
        "fixable": False,
    }
    assert values["what"] == "Nobody verifies arms."
    assert str(finding) == "plan.yaml:4:3: warning KH401 Nobody verifies arms."


def test_a_finding_with_edits_says_so() -> None:
    place, text = Place("f"), M("")
    finding = Diagnostic("KH000", Severity.INFO, place, text, text, text, edits=(Edit(("a",)),))
    assert finding.to_dict()["fixable"] is True


def test_a_finding_is_worded_in_the_language_in_which_it_is_read() -> None:
    text = "title: T\nparties: {p: {ar: الحكومة, en: Government}}\nsteps: {a: {obligors: p}}\n"
    text += "roles: {un: {name: {en: Mission, ar: البعثة}}}\n"
    (idle,) = (f for f in check(load_text(text)).findings if f.subject == "un")
    assert "Mission" in str(idle.what)
    with use_language("ar"):
        assert "البعثة" in str(idle.what)
