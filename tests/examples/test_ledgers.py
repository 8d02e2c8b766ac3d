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
from khutwa.track.commitment_words import undone_words
from khutwa.track.commitments import Commitment
from khutwa.track.scorecards import differences
from khutwa.track.tracking import Track, track

KEPT = sorted(name for name in PLANS if ledger(name).exists())

JUDGED = {
    ("colombia-2016-arms", "KH831", "arms.1"): "Arms were laid down into camps not yet built.",
    ("six-party-2007", "KH831", "declaration"): "It came while the oil is not known to be whole.",
    ("six-party-2007", "KH831", "delisting"): "It came before the declaration could be verified.",
    ("minsk-2", "KH831", "release"): "Detainees were exchanged while the weapons stayed.",
    ("minsk-2", "KH831", "heavy_weapons"): "Some were withdrawn while the fire went on.",
    ("minsk-2", "KH831", "monitoring"): "The mission monitored a ceasefire that nobody kept.",
    ("minsk-2", "KH831", "constitution"): "Kyiv calls it done before the elections.",
    ("minsk-2", "KH833", "special_area"): "What Kyiv called done in 2015 was not in force in 2017.",
    ("syria-2254", "KH831", "committee"): "It met while no ceasefire held in Idlib.",
    ("syria-2254", "KH831", "detainees"): "An amnesty freed some while the Committee idled.",
}
"""What `khutwa ledger check` finds, and why that is true of the process."""


WITHOUT_ADDRESS = {
    "Additional protocol to the memorandum on Idlib (agreement 2273)",
    "Monitoring reports UA_98 and UA_144",
}
"""What was read as a file of a collection."""

OF_THE_OTHER = {("minsk-2", "ukraine"), ("minsk-2", "russia"), ("minsk-2", "areas")}
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
        "idlib-2018",
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


OFFICIAL = {("six-party-2007", "e12"), ("syria-2254", "e08"), ("syria-2254", "e24")}
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
    assert found.status("camps").level == 1
    assert [stands(found, f"arms.{n}").held_up_by for n in (2, 3)] == [("camps",)] * 2
    day_after = stands(on("colombia-2016-arms", "2017-06-15"), "arms.2")
    assert (day_after.standing, day_after.blocked_by) == ("overdue", ("camps",))


def test_of_idlib_the_weapons_left_in_time_and_the_groups_not_at_all() -> None:
    """Turkey owed both, and commanded only those whose weapons left."""
    found = on("idlib-2018", "2018-11-01")
    assert stands(found, "weapons").standing == "on time"
    groups = stands(found, "groups")
    assert (groups.standing, groups.due) == ("overdue", date(2018, 10, 15))
    assert plan("idlib-2018").steps["groups"].performers == ("hts",)
    assert groups.obligors == ("turkey",)
    later = on("idlib-2018", "2019-06-01")
    assert stands(later, "transit").blocked_by == ("zone",)
    assert "zone" not in later.done


def test_iran_and_the_united_states_went_back_one_after_the_other() -> None:
    assert {"limits", "relief"} <= set(on("jcpoa", "2016-02-01").done)
    later = on("jcpoa", "2018-12-31").done
    assert "limits" in later
    assert "relief" not in later
    assert not {"limits", "relief"} & set(on("jcpoa", "2021-03-01").done)
    steps = [e for e in evidence("jcpoa").ledger.entries if e.step == "limits"]
    assert [e.status.value for e in steps] == ["done"] * 2 + ["reversed"] * 10
    assert {e.assessor for e in steps} == {"", "iaea"}
    last = on("jcpoa", "2021-03-01")
    assert {stands(last, step).standing for step in ("limits", "relief")} == {"undone"}
    said = undone_words(last, "limits").render("en")
    for day in (
        "1 July 2019",
        "8 July 2019",
        "9 November 2019",
        "January 2021",
        "23 February 2021",
    ):
        assert day in said


def test_the_six_parties_stalled_over_what_the_text_left_open() -> None:
    spring = on("six-party-2007", "2007-04-15")
    assert stands(spring, "shutdown").standing == "overdue"
    assert "funds" in stands(spring, "shutdown").blocked_by
    summer = on("six-party-2007", "2007-08-01")
    assert "funds" in summer.done
    assert stands(summer, "groups").since == date(2007, 3, 17)
    assert stands(summer, "shutdown").standing == "late"
    # The day that the documentation names: after the inspectors were shut out.
    assert str(stands(on("six-party-2007", "2008-12-31"), "shutdown").lost).startswith("2007-07")
    # Shut on the 14th, verified on the 18th.
    assert stands(summer, "shutdown").since == date(2007, 7, 14)
    assert stands(summer, "shutdown").held_up_by == ("funds",)
    assert stands(summer, "oil").standing == "overdue"
    end = on("six-party-2007", "2008-09-30")
    assert stands(end, "declaration").standing == "overdue"
    assert "delisting" not in end.done
    after = on("six-party-2007", "2008-12-31")
    assert stands(after, "delisting").since == date(2008, 10, 11)
    assert stands(after, "declaration").standing == "overdue"


def test_syrias_committee_began_and_never_did_its_work() -> None:
    entries = evidence("syria-2254").ledger
    missed = [e.status.value for e in entries.of(["ceasefire"]) if str(e.date) == "2018-10-15"]
    assert missed == ["stalled"] * 2
    years = {entry.date.first.year for entry in entries.entries if entry.date}
    assert years == {*range(2015, 2025)}
    found = on("syria-2254", "2022-08-01")
    assert found.done == ()
    assert found.status("committee").level == 1
    assert stands(found, "elections").standing == "overdue"


def test_of_minsk_both_sides_stand_beside_each_other_with_what_they_said_and_no_more() -> None:
    """Of the table that each ministry publishes only the first point was read."""
    found = on("minsk-2", "2022-02-15")
    said = {
        name: {s.step: s.said[name].status.value for s in found.steps if name in s.said}
        for name in ("ukraine", "russia", "areas")
    }
    # What Kyiv says it has done, Moscow and the areas say is not; and nobody keeps point 1.
    for step in ("amnesty", "constitution"):
        assert [side[step] for side in said.values()] == ["done", "stalled", "stalled"]
    assert (said["ukraine"]["ceasefire"], said["russia"]["ceasefire"]) == ("stalled", "violated")
    assert (said["russia"]["monitoring"], said["russia"]["working_groups"]) == ("done", "done")
    # Of the border and the elections only Kyiv speaks, of the economy only Moscow.
    assert {"border", "elections", "aid"} <= said["ukraine"].keys() - said["russia"].keys()
    assert {"economy", "monitoring"} <= said["russia"].keys() - said["ukraine"].keys()
    # UNIAN speaks of points, and point 4 is two steps.
    assert "UNIAN" not in found.status("special_area").said
    unian = {s.said["UNIAN"].levels for s in found.steps if "UNIAN" in s.said}
    assert unian == {(0, 1, 2)}
    assert not {"ceasefire", "amnesty", "constitution", "special_area", "border"} & {*found.done}
    assert stands(found, "ceasefire").standing == "overdue"
    contradicted = {"monitoring", "amnesty", "constitution", "working_groups"}
    told = [str(message) for message in differences(found)]
    for step in contradicted:
        assert any(str(plan("minsk-2").steps[step].name) in line for line in told)


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
