"""What the words for confidence are worth is counted from decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scipy.stats import beta

from cli.terminal import run
from khutwa.ledger import Status
from khutwa.read.calibration import calibration
from khutwa.read.decisions import Decision, Verdict, load_decisions
from khutwa.read.frame import Confidence
from read.says import PLAN

SURE, LIKELY = Confidence.SURE, Confidence.LIKELY


def decided(verdict: Verdict, confidence: Confidence | None, start: int) -> Decision:
    return Decision("a.txt", None, start, start + 5, verdict, "release", Status.DONE, None, None,
                    "me", confidence)  # fmt: skip


def test_only_what_was_accepted_as_it_stood_is_kept() -> None:
    (kept,) = calibration(
        [decided("accepted", SURE, 0), decided("edited", SURE, 9), decided("rejected", SURE, 20)]
    )
    assert (kept.confidence, kept.kept, kept.decided) == (SURE, 1, 3)
    assert kept.share == pytest.approx(1 / 3)


def test_each_confidence_is_counted_by_itself_and_the_last_decision_counts() -> None:
    found = calibration(
        [decided("rejected", SURE, 0), decided("accepted", SURE, 0), decided("rejected", LIKELY, 9)]
    )
    assert [(k.confidence, k.kept, k.decided) for k in found] == [(SURE, 1, 1), (LIKELY, 0, 1)]


def test_decisions_of_earlier_versions_say_nothing_of_confidence() -> None:
    assert calibration([decided("accepted", None, 0)]) == []


@pytest.mark.parametrize(("kept", "all_"), [(3, 10), (0, 4), (4, 4)])
def test_the_interval_is_that_of_jeffreys(kept: int, all_: int) -> None:
    decisions = [decided("accepted" if n < kept else "rejected", SURE, 9 * n) for n in range(all_)]
    (found,) = calibration(decisions)
    low, high = beta(kept + 0.5, all_ - kept + 0.5).interval(0.9)
    assert found.interval == pytest.approx((low if kept else 0, high if kept < all_ else 1))


def test_a_decision_keeps_how_sure_the_rules_were_and_the_next_reading_says_it(
    tmp_path: Path,
) -> None:
    plan = tmp_path / "roadmap.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("طالبت المعارضة دمشق بعودة النازحين.\n"
                       "وتعثر اجتماع اللجنة الدستورية.", encoding="utf-8")  # fmt: skip
    first = run("read", str(article), "--roadmap", str(plan))
    assert "kept as proposed" not in first.stdout
    shown = json.loads(run("read", str(article), "--roadmap", str(plan), "--json").stdout)
    number, statement = next(
        (n, s) for n, s in enumerate(shown["statements"], 1) if s["steps"] and s["status"]
    )
    run("read", str(article), "--roadmap", str(plan), "--accept", str(number), "--by", "me",
        "--vouch")  # fmt: skip
    (decision,) = load_decisions(tmp_path / "decisions.jsonl")
    assert decision.confidence is not None
    assert decision.confidence.value == statement["confidence"]
    again = " ".join(run("read", str(article), "--roadmap", str(plan)).stdout.split())
    assert "1 of 1 decided were kept as proposed, 100%" in again
    learnt = run("read", "--roadmap", str(plan), "--learn", str(tmp_path / "decisions.jsonl"),
                 "--json")  # fmt: skip
    assert json.loads(learnt.stdout)["calibration"][0]["decided"] == 1
