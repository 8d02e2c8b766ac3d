"""What happens to a plan in time: new deadlines, new obligors, rival clocks, answers, facts."""

from __future__ import annotations

from datetime import date

import pytest

from game.plans import plan
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import parse_moment
from khutwa.roadmap.schedule import given
from khutwa.roadmap.step import Step


def step(fields: str) -> Step:
    return plan(
        f"title: Test\nparties: {{gov: }}\nclocks: {{adoption: 2015-12-18}}\n"
        f"steps: {{talks: {{{fields}}}}}\n"
    ).steps["talks"]


def test_a_new_deadline_keeps_the_first_promise() -> None:
    talks = step(
        "by: 2016-06, rebaselined: [{by: 2016-12, agreed: 2016-05-01}, {by: 1 year of adoption}]"
    )
    assert [str(d) for d in talks.deadlines] == ["2016-06", "2016-12", "P1Y after adoption"]
    assert talks.by == parse_moment("2016-06")
    assert talks.deadline == parse_moment("1 year after adoption")
    assert [str(later.agreed) for later in talks.rebaselined] == ["2016-05-01", "None"]


def test_a_period_is_a_deadline_like_a_date() -> None:
    talks = step("within: 18 months of adoption, rebaselined: [{by: 2018}]")
    assert [str(d) for d in talks.deadlines] == ["P1Y6M after adoption", "2018"]
    assert step("").deadline is None
    assert step("").deadlines == ()


@pytest.mark.parametrize(
    ("takes", "low", "likely", "high"),
    [
        ("", "P7D", "P7D", "P7D"),
        ("takes: 1 month", "P1M", "P1M", "P1M"),
        ("takes: [1 month, 3 months]", "P1M", "P2M", "P3M"),
        ("takes: [10 days, 30 days]", "P10D", "P20D", "P30D"),
        ("takes: [1 month, 2 months]", "P1M", "P46D", "P2M"),
        ("takes: [30 days, 2 months]", "P30D", "P45D", "P2M"),
        ("takes: [0 days, 1 month, 1 year]", "P0D", "P1M", "P1Y"),
        ("takes: [30 days, 1 month, 31 days]", "P30D", "P1M", "P31D"),
    ],
)
def test_a_duration_has_a_shortest_a_likely_and_a_longest(
    takes: str, low: str, likely: str, high: str
) -> None:
    """Where two are given, the likely one lies half-way: 1.5 months are 45.7 days."""
    found = step(takes).duration(Duration(days=7))
    assert [str(length) for length in found] == [low, likely, high]


@pytest.mark.parametrize(
    ("fields", "stays"),
    [("", 0), ("reversible: false", 1), ("persists: 30%", 0.3),
     ("reversible: false, persists: 0.5", 0.5), ("reversible: true", 0), ("persists: 0", 0)],
)  # fmt: skip
def test_what_stays_on_collapse_follows_from_whether_it_can_be_undone(
    fields: str, stays: float
) -> None:
    assert step(fields).persisting == pytest.approx(stays)


def test_silence_about_detection_is_certain_detection() -> None:
    assert step("").detection == 1
    assert step("verification: {detects: 0}").detection == 0


def test_who_must_act_is_the_performer_where_there_is_one() -> None:
    roadmap = plan("""
    title: Test
    parties: {gov: }
    roles: {militia: {role: performer}}
    steps: {arms: {obligors: gov, performers: militia}, talks: {obligors: gov}}
    """)
    assert roadmap.steps["arms"].controllers == ("militia",)
    assert roadmap.steps["talks"].controllers == ("gov",)


def test_promises_pass_to_the_successor() -> None:
    roadmap = plan("""
    title: Test
    parties: {cabinet: {until: 2019-09, successor: council}, council: {until: 2020}}
    roles: {mission: {until: 2018-12-31, successor: un}, un: United Nations}
    steps: {talks: {obligors: cabinet}}
    """)
    assert roadmap.actors["cabinet"].successor == "council"
    assert roadmap.actors["mission"].until is not None
    assert roadmap.actors["mission"].until.last == date(2018, 12, 31)
    assert roadmap.parties["cabinet"].until is not None
    assert roadmap.parties["cabinet"].until.last == date(2019, 9, 30)


def test_a_contested_clock_has_every_reading_and_an_undated_one_none() -> None:
    roadmap = plan("""
    title: Test
    parties: {gov: , opp: }
    clocks:
      adoption: 2015-12-18
      start: {contested: [{at: adoption, held by: opp, reading: From the vote}, {at: 2016-06}]}
      never: {name: Not begun}
    steps: {talks: {within: 18 months of start}}
    """)
    readings = roadmap.clocks["start"].readings
    assert [str(r.at) for r in readings] == ["adoption", "2016-06"]
    assert [r.held_by for r in readings] == [("opp",), ()]
    assert str(readings[0].reading) == "From the vote"
    assert [str(r.at) for r in roadmap.clocks["adoption"].readings] == ["2015-12-18"]
    assert roadmap.clocks["never"].readings == ()


def test_a_countermeasure_says_who_answers_what_and_how() -> None:
    roadmap = plan("""
    title: Test
    parties: {gov: , opp: }
    steps: {talks: , access: }
    countermeasures:
      pause: {by: opp, against: gov, if breached: access, suspends: [talks], notice: 2 weeks}
    """)
    pause = roadmap.countermeasures["pause"]
    assert (pause.by, pause.against) == (("opp",), ("gov",))
    assert (pause.if_breached, pause.suspends) == (("access",), ("talks",))
    assert str(pause.notice) == "P14D"
    assert pause.reversible


def test_a_fact_holds_from_a_day_never_or_nobody_knows() -> None:
    roadmap = plan("""
    title: Test
    facts: {funds: 2016-03, quiet: , peace: {never: true}, thaw: {since: , never: no}}
    steps: {talks: {requires: funds and quiet}}
    """)
    assert str(roadmap.facts["funds"].since) == "2016-03"
    assert roadmap.facts["quiet"].since is None
    assert [fact.never for fact in roadmap.facts.values()] == [False, False, True, False]
    assert given(roadmap) == {"funds", "quiet", "thaw"}


@pytest.mark.parametrize(
    ("unit", "length", "periods"),
    [
        ("day", "2 weeks", 14), ("week", "2 weeks", 2), ("month", "1 year", 12),
        ("quarter", "1 year", 4), ("year", "18 months", 1.5), ("month", "P30D", 30 / 30.436875),
        ("week", "1 month", 30.436875 / 7), ("year", "P1Y1D", 366.2425 / 365.2425),
    ],
)  # fmt: skip
def test_durations_in_periods(unit: str, length: str, periods: float) -> None:
    roadmap = plan(f"title: Test\nunit: {unit}\nsteps: {{talks: }}")
    assert roadmap.periods(Duration.parse(length)) == pytest.approx(periods, rel=1e-12)


def test_what_has_no_name_is_called_by_its_key() -> None:
    roadmap: Roadmap = plan("""
    title: Test
    parties: {gov: Government, opp: }
    clocks: {adoption: 2015}
    facts: {quiet: }
    frameworks: {res: , other: Another}
    steps: {talks: {name: Formal talks}, aid: }
    """)
    labels = {name: str(roadmap.label(name)) for name in
              ("gov", "opp", "adoption", "quiet", "talks", "aid", "nothing")}  # fmt: skip
    assert labels == {
        "gov": "Government", "opp": "opp", "adoption": "adoption", "quiet": "quiet",
        "talks": "Formal talks", "aid": "aid", "nothing": "nothing",
    }  # fmt: skip
    assert [str(f.label) for f in roadmap.frameworks.values()] == ["res", "Another"]


def test_the_goal_is_every_step_unless_the_plan_names_fewer() -> None:
    text = "title: Test\nsteps: {a: , b: , c: }\n"
    assert plan(text).goal_steps == ("a", "b", "c")
    assert plan(text + "goal: [c, a]\n").goal_steps == ("a", "c")
