"""What the authors of a plan have seen and accept is reported apart and no longer counts."""

from __future__ import annotations

import pytest

from khutwa.linter import Report, check
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.loader import load_text

PLAN = """\
title: Two promises that nobody verifies
parties: {gov: {}, opp: {}}
roles: {un: {role: donor}}
frameworks: {r: {demands: {"1": Quiet, "2": Talks, "2.1": Agenda}}}
steps:
  ceasefire: {obligors: gov, by: 2030, tranches: 2}
  talks: {obligors: opp, beneficiaries: un, by: 2031, requires: ceasefire}
"""
UNVERIFIED = [("KH401", "ceasefire"), ("KH401", "talks")]
UNSERVED = [("KH601", "r.1"), ("KH601", "r.2"), ("KH601", "r.2.1")]


def report(silence: str = "", plan: str = PLAN) -> Report:
    """Return what is found in the plan with these entries under `silence:`."""
    loaded = load_text(f"{plan}silence: [{silence}]\n")
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    return check(loaded)


def named(findings: tuple[Diagnostic, ...]) -> list[tuple[str, str | None]]:
    """Return code and subject of findings."""
    return [(finding.code, finding.subject) for finding in findings]


def test_without_a_silence_everything_counts() -> None:
    found = report()
    assert sorted(named(found.findings)) == UNVERIFIED + UNSERVED
    assert found.silenced == ()
    assert found.exit_code == 1


def test_a_code_alone_is_silent_everywhere() -> None:
    found = report("{code: KH401, reason: A mission follows.}")
    assert named(found.silenced) == UNVERIFIED
    assert sorted(named(found.findings)) == UNSERVED


def test_a_code_at_a_step_is_silent_there_alone() -> None:
    found = report("{code: KH401, at: talks, reason: Held in public.}")
    assert named(found.silenced) == [("KH401", "talks")]
    assert sorted(named(found.findings)) == [("KH401", "ceasefire"), *UNSERVED]


def test_a_code_may_be_written_small() -> None:
    assert named(report("{code: kh401, reason: A mission follows.}").silenced) == UNVERIFIED


@pytest.mark.parametrize(
    ("at", "silent"),
    [("r", UNSERVED), ("r.2", UNSERVED[1:]), ("r.2.1", UNSERVED[2:]), ("r.1", UNSERVED[:1])],
)
def test_a_framework_stands_for_its_demands(at: str, silent: list[tuple[str, str]]) -> None:
    assert sorted(named(report(f"{{code: KH601, at: {at}, reason: Later.}}").silenced)) == silent


TRANCHES = """\
title: Arms for good, in parts, before any answer
parties: {a: {}, b: {}}
steps:
  arms: {obligors: a, reversible: false, tranches: 3}
  answer: {obligors: b}
schedule: [arms.1, arms.2, arms.3, answer]
"""


@pytest.mark.parametrize("at", ["arms", "arms.2"])
def test_a_step_stands_for_its_tranches(at: str) -> None:
    found = report(f"{{code: KH501, at: {at}, reason: Agreed.}}", TRANCHES)
    assert ("KH501", "arms.2") in named(found.silenced)
    assert "KH501" not in {finding.code for finding in found.findings}


def test_a_silence_at_one_tranche_is_none_at_another() -> None:
    found = report("{code: KH501, at: arms.3, reason: Agreed.}", TRANCHES)
    assert ("KH501", "arms.2") in named(found.findings)


def test_a_name_that_only_begins_alike_is_another_thing() -> None:
    plan = "title: T\nparties: {p: {}}\nsteps: {talk: {obligors: p}, talks: {obligors: p}}\n"
    found = report("{code: KH401, at: talk, reason: Held in public.}", plan)
    assert ("KH401", "talks") in named(found.findings)
    assert ("KH401", "talk") in named(found.silenced)


def test_a_finding_about_the_whole_plan_has_no_name_to_be_silenced_at() -> None:
    plan = "title: T\nparties: {p: {}}\nsteps: {arms: {obligors: p, reversible: false}}\n"
    everywhere = report("{code: KH506, reason: There is none.}", plan)
    assert ("KH506", None) in named(everywhere.silenced)
    at_a_step = report("{code: KH506, at: arms, reason: There is none.}", plan)
    assert ("KH506", None) in named(at_a_step.findings)


def test_an_unknown_code_silences_nothing_and_is_found() -> None:
    found = report("{code: KH999, reason: A slip.}")
    assert ("KH107", "KH999") in named(found.findings)
    assert found.silenced == ()


def test_the_loader_cannot_be_silenced() -> None:
    # A plan with such a fault does not load, so there would be nothing to silence it.
    assert ("KH107", "KH040") in named(report("{code: KH040, reason: A slip.}").findings)


def test_a_finding_about_a_silence_can_itself_be_silenced() -> None:
    entries = "{code: KH401, at: truce, reason: Old.}, {code: KH107, reason: The truce returns.}"
    found = report(entries)
    assert named(found.silenced) == [("KH107", "truce")]


def test_a_reason_is_asked_for() -> None:
    loaded = load_text(f"{PLAN}silence: [{{code: KH401}}]\n")
    assert not loaded.ok
    (missing,) = loaded.diagnostics
    assert missing.code == "KH021"
    assert "reason" in str(missing.what)


def test_what_is_silenced_does_not_count_for_the_exit_code() -> None:
    entries = "{code: KH401, reason: Later.}, {code: KH601, reason: Later.}"
    found = report(entries)
    assert found.exit_code == 0
    assert found.count(Severity.WARNING) == 0
    assert len(found.silenced) == len(UNVERIFIED + UNSERVED)


def test_even_a_deadlock_can_be_accepted() -> None:
    # Who describes a plan that failed, such as Minsk II, keeps its loop and says so.
    plan = "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p, requires: a}}\n"
    assert report("", plan).exit_code == 2
    found = report("{code: KH201, reason: As signed.}", plan)
    assert ("KH201", "a") in named(found.silenced)
    assert found.exit_code == 1


def test_a_plan_that_does_not_load_has_nothing_silenced() -> None:
    loaded = load_text(f"{PLAN}goal: nowhere\nsilence: [{{code: KH040, reason: A slip.}}]\n")
    found = check(loaded)
    assert named(found.findings) == [("KH040", None)]
    assert found.silenced == ()
