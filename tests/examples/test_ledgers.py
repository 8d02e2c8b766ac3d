"""The ledgers of the shipped examples: sound, sourced, and each tells what came of its process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from examples.shipped import PLANS, loaded
from khutwa.cli.new import run as new
from khutwa.examples.catalogue import ledger
from khutwa.ledger import Entry, LoadedLedger, load_ledger
from khutwa.ledger.check import check_ledger
from khutwa.roadmap.model import Roadmap
from khutwa.track.commitments import Commitment
from khutwa.track.scorecards import differences
from khutwa.track.tracking import Track, track
from khutwa.words import M

KEPT = sorted(name for name in PLANS if ledger(name).exists())

JUDGED = {
    ("colombia-2016-arms", "KH831", "arms.1"): "Arms were laid down into camps not yet built.",
    ("six-party-2007", "KH831", "declaration"): "It came while the oil is not known to be whole.",
    ("minsk-2", "KH831", "release"): "Detainees were exchanged while the weapons stayed.",
    ("syria-2254", "KH831", "committee"): "It met while no ceasefire held in Idlib.",
}
"""What `khutwa ledger check` finds, and why that is true of the process."""


WITHOUT_ADDRESS = {
    "Additional protocol to the memorandum on Idlib (agreement 2273)",
    "Monitoring reports UA_98 and UA_144",
}
"""What was read as a file of a collection."""

OF_THE_OTHER = {("minsk-2", "ukraine"), ("minsk-2", "russia")}
"""Assessors that speak of what the other side owes, and not of what they did."""


def plan(name: str) -> Roadmap:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    return roadmap


def evidence(name: str) -> LoadedLedger:
    return load_ledger(ledger(name), plan(name))


def on(name: str, day: str) -> Track:
    return track(plan(name), evidence(name).ledger, date.fromisoformat(day))


def stands(found: Track, step: str) -> Commitment:
    return next(each for each in found.commitments if each.step == step)


def test_the_processes_whose_outcome_is_known_have_one() -> None:
    assert KEPT == [
        "colombia-2016-arms",
        "jcpoa",
        "minsk-2",
        "prespa",
        "six-party-2007",
        "syria-2254",
    ]


@pytest.mark.parametrize("name", KEPT)
def test_it_loads_without_complaint(name: str) -> None:
    assert evidence(name).diagnostics == ()


@pytest.mark.parametrize("name", KEPT)
def test_it_has_no_finding_that_was_not_judged(name: str) -> None:
    found = {(name, d.code, d.subject) for d in check_ledger(evidence(name), plan(name))}
    # No copies of the pages are shipped: they belong to their owners.
    found = {key for key in found if key[1] != "KH841"}
    assert found == {key for key in JUDGED if key[0] == name}


@pytest.mark.parametrize("name", KEPT)
def test_every_entry_has_a_source_a_date_and_a_grade(name: str) -> None:
    for entry in evidence(name).ledger.entries:
        assert entry.source.title
        assert entry.source.publisher
        assert entry.source.url or entry.source.title in WITHOUT_ADDRESS
        assert entry.date
        assert entry.recorded >= entry.date.first
        assert entry.grade


@pytest.mark.parametrize("name", KEPT)
def test_the_days_of_recording_run_forward(name: str) -> None:
    days = [entry.recorded for entry in evidence(name).ledger.entries]
    assert days == sorted(days)


@pytest.mark.parametrize("name", KEPT)
def test_assessors_are_actors_of_the_plan_or_the_press(name: str) -> None:
    known = {*plan(name).actors, "UNIAN"}
    assert {entry.assessor for entry in evidence(name).ledger.entries} - {""} <= known


OFFICIAL = {("six-party-2007", "e06"), ("syria-2254", "e08")}
"""Records of those who acted that name no assessor: a ministry's page, the text of an agreement."""


def same(one: Entry, other: Entry) -> bool:
    """Tell whether two entries say the same of the same step."""
    return (one.step, one.status) == (other.step, other.status)


@pytest.mark.parametrize("name", KEPT)
def test_only_what_two_publishers_say_is_graded_as_confirmed(name: str) -> None:
    entries = evidence(name).ledger.entries
    for entry in (e for e in entries if e.grade and e.grade.credibility == 1):
        assert any(
            same(entry, other) and entry.source.publisher != other.source.publisher
            for other in entries
        )


@pytest.mark.parametrize("name", KEPT)
def test_what_one_page_says_is_graded_by_who_speaks_in_it(name: str) -> None:
    for entry in evidence(name).ledger.entries:
        assert entry.grade
        speaks_itself = entry.assessor in plan(name).actors or (name, entry.id) in OFFICIAL
        speaks_itself &= (name, entry.assessor) not in OF_THE_OTHER
        assert entry.grade.credibility in ({1, 2} if speaks_itself else {1, 3})


def test_prespa_was_kept() -> None:
    found = on("prespa", "2019-02-13")
    assert found.done == tuple(plan("prespa").steps)
    assert [each.standing for each in found.commitments if each.due] == ["on time"]


def test_the_arms_of_colombia_were_late_and_the_camps_were_not_there() -> None:
    found = on("colombia-2016-arms", "2017-07-01")
    assert [stands(found, f"arms.{n}").standing for n in (1, 2, 3)] == ["on time", "late", "late"]
    assert stands(found, "arms.2").since == date(2017, 6, 16)
    # One page of the press says that they are begun. It is right in 85 of 100, and that does not
    # outweigh that 80 of 100 steps stand where they stood. That they are not half done is sure.
    camps = found.status("camps").chances
    assert camps[0] > camps[1] > 0.2
    assert camps[:2].sum() > 0.9
    assert stands(on("colombia-2016-arms", "2017-06-15"), "arms.2").standing == "overdue"


def test_iran_and_the_united_states_went_back_one_after_the_other() -> None:
    assert {"limits", "relief"} <= set(on("jcpoa", "2016-02-01").done)
    later = on("jcpoa", "2018-12-31").done
    assert "limits" in later
    assert "relief" not in later
    assert not {"limits", "relief"} & set(on("jcpoa", "2021-03-01").done)
    steps = [e for e in evidence("jcpoa").ledger.entries if e.step == "limits"]
    assert [e.status.value for e in steps] == ["done"] + ["reversed"] * 8


def test_the_six_parties_stalled_over_what_the_text_left_open() -> None:
    spring = on("six-party-2007", "2007-04-15")
    assert stands(spring, "shutdown").standing == "overdue"
    assert "funds" in stands(spring, "shutdown").blocked_by
    summer = on("six-party-2007", "2007-08-01")
    assert "funds" in summer.done
    assert stands(summer, "shutdown").standing == "late"
    end = on("six-party-2007", "2008-09-30")
    assert stands(end, "declaration").standing == "overdue"
    assert "delisting" not in end.done


def test_syrias_committee_began_and_never_did_its_work() -> None:
    entries = evidence("syria-2254").ledger
    missed = [e.status.value for e in entries.of(["ceasefire"]) if str(e.date) == "2018-10-15"]
    assert missed == ["stalled"]
    found = on("syria-2254", "2022-08-01")
    assert found.done == ()
    assert found.status("committee").level == 1
    assert stands(found, "elections").standing == "overdue"


def test_of_minsk_both_sides_stand_beside_each_other_with_what_they_said_and_no_more() -> None:
    """Each was read in one statement that names few points; their own tables were not read."""
    found = on("minsk-2", "2020-12-01")
    said = {name: {s.step for s in found.steps if name in s.said} for name in ("ukraine", "russia")}
    assert said["russia"] == {"ceasefire", "heavy_weapons", "constitution", "amnesty", "release"}
    assert {"border", "foreign_forces"} <= said["ukraine"]
    # Kyiv speaks of what others owe, Moscow of what is Kyiv's.
    assert said["ukraine"].isdisjoint({"constitution", "amnesty", "special_area"})
    # UNIAN speaks of points, and point 4 is two steps.
    assert "UNIAN" not in found.status("special_area").said
    unian = {s.said["UNIAN"].levels for s in found.steps if "UNIAN" in s.said}
    assert unian == {(0, 1, 2)}
    assert found.done == ()
    assert stands(found, "ceasefire").standing == "overdue"
    # "Not fully" and "minimal" can both be right, so nobody is said to contradict the other.
    assert differences(found) == [
        M("No two assessors name one level for the same step, so how far they agree cannot be "
          "computed.")
    ]  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_it_is_copied_with_its_plan(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(new, [str(tmp_path / "mine"), "--from", name])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "mine" / "ledger.csv").read_bytes() == ledger(name).read_bytes()


def test_a_ledger_that_is_already_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("mine")
    result = CliRunner().invoke(new, [str(tmp_path), "--from", "prespa"])
    assert result.exit_code == 2
    assert (tmp_path / "ledger.csv").read_text() == "mine"
    assert not (tmp_path / "roadmap.yaml").exists()
