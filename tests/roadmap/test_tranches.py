"""A step done in parts is the ordinary steps that its parts are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.plans import plan
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import parse_moment
from khutwa.roadmap.schedule import stages
from khutwa.roadmap.tranches import expand, parts_of

PLAN = """
title: Test
parties: {gov: Government, opp: Opposition}
clocks:
  quiet: arms
  after_quiet: 30 days after arms
  disputed: {contested: [{at: 10 days after arms, held by: gov}, {at: 2016-01-01}]}
steps:
  start: {obligors: gov}
  arms:
    name: {en: Arms, ar: السلاح}
    obligors: opp
    requires: start
    not before: 2015-06
    start by: 2015-07
    by: 2016-12-31
    rebaselined: [{by: 2017-12-31, agreed: 2016-11}]
    takes: [2 months, 4 months, 1 year]
    stakes: {gov: {flow: [0, 10, 20], once: 4}, opp: {flow: -10, outside: -2, why: It disarms}}
    reversible: false
    verification: {by: gov, detects: 90%}
    tranches: [{share: 50%, by: 2015-12-31}, 25%, 25%]
  talks:
    obligors: gov
    requires: arms and not before 30 days after arms
    start by: 60 days after arms
    within: 90 days of arms
    rebaselined: [{by: 120 days after arms}]
  interim: {obligors: gov, requires: arms.1}
goal: [talks, arms]
countermeasures: {pause: {by: gov, if breached: arms, suspends: [talks, arms]}}
"""


@pytest.fixture
def whole() -> Roadmap:
    return expand(plan(PLAN))


def test_the_parts_stand_in_place_of_the_step(whole: Roadmap) -> None:
    assert list(whole.steps) == ["start", "arms.1", "arms.2", "arms.3", "talks", "interim"]
    assert parts_of(plan(PLAN).steps["arms"]) == ("arms.1", "arms.2", "arms.3")
    assert all(step.id == name and not step.tranches for name, step in whole.steps.items())


def test_each_part_follows_the_one_before(whole: Roadmap) -> None:
    required = [str(whole.steps[f"arms.{n}"].condition) for n in (1, 2, 3)]
    assert required == ["start", "arms.1", "arms.2"]
    order = [name for stage in stages(plan(PLAN)) for name in stage]
    assert [n for n in order if n.startswith("arms")] == ["arms.1", "arms.2", "arms.3"]


def test_stakes_are_divided_by_share(whole: Roadmap) -> None:
    first, second = whole.steps["arms.1"].stakes, whole.steps["arms.2"].stakes
    assert (first["gov"].flow.low, first["gov"].flow.likely, first["gov"].flow.high) == (0, 5, 10)
    assert (first["gov"].once.likely, first["opp"].outside.likely) == (2, -1)
    assert (second["gov"].flow.likely, second["opp"].flow.likely) == (2.5, -2.5)
    assert str(second["opp"].why) == "It disarms"


def test_durations_are_divided_by_share(whole: Roadmap) -> None:
    assert [str(length) for length in whole.steps["arms.1"].takes] == ["P1M", "P2M", "P6M"]
    # Half a month of 30.44 days is 15 days; a quarter of a year is three months.
    assert [str(length) for length in whole.steps["arms.3"].takes] == ["P15D", "P1M", "P3M"]


def test_a_part_has_its_own_deadline_and_the_last_that_of_the_step(whole: Roadmap) -> None:
    deadlines = [[str(d) for d in whole.steps[f"arms.{n}"].deadlines] for n in (1, 2, 3)]
    assert deadlines == [["2015-12-31"], [], ["2016-12-31", "2017-12-31"]]
    starts = [
        (str(s.not_before), str(s.start_by)) for n, s in whole.steps.items() if n.startswith("arms")
    ]
    assert starts == [("2015-06", "2015-07"), ("None", "None"), ("None", "None")]


def test_what_is_not_divided_stays_with_every_part(whole: Roadmap) -> None:
    for number in (1, 2, 3):
        part = whole.steps[f"arms.{number}"]
        assert part.obligors == ("opp",)
        assert not part.reversible
        assert part.detection == 0.9
        assert part.label.get("en") == f"Arms ({number}/3)"
        assert part.label.get("ar") == f"السلاح ({number}/3)"


def test_who_names_the_whole_step_means_its_last_part(whole: Roadmap) -> None:
    talks = whole.steps["talks"]
    assert str(talks.condition) == "arms.3 and not before P30D after arms.3"
    assert talks.start_by == parse_moment("60 days after arms.3")
    assert [str(d) for d in talks.deadlines] == ["P90D after arms.3", "P120D after arms.3"]
    assert str(whole.steps["interim"].condition) == "arms.1"


def test_clocks_that_start_with_the_step_start_with_its_last_part(whole: Roadmap) -> None:
    assert [str(whole.clocks[name].at) for name in ("quiet", "after_quiet")] == [
        "arms.3",
        "P30D after arms.3",
    ]
    disputed = [str(reading.at) for reading in whole.clocks["disputed"].readings]
    assert disputed == ["P10D after arms.3", "2016-01-01"]
    assert whole.clocks["disputed"].readings[0].held_by == ("gov",)


def test_the_goal_and_countermeasures_name_every_part(whole: Roadmap) -> None:
    assert set(whole.goal) == {"talks", "arms.1", "arms.2", "arms.3"}
    assert whole.countermeasures["pause"].if_breached == ("arms.1", "arms.2", "arms.3")
    assert whole.countermeasures["pause"].suspends == ("talks", "arms.1", "arms.2", "arms.3")


def test_every_name_of_the_expanded_plan_leads_somewhere(whole: Roadmap) -> None:
    known = {*whole.steps, *whole.clocks, *whole.facts}
    for step in whole.steps.values():
        moments = [step.not_before, step.start_by, *step.deadlines]
        named = {m.clock for m in moments if m and m.clock}
        assert step.condition.atoms() | step.condition.clocks() | named <= known


def test_a_plan_without_tranches_is_its_own_expansion() -> None:
    roadmap = plan("title: Test\nsteps: {talks: }\n")
    assert expand(roadmap) is roadmap
    assert expand(expand(plan(PLAN))) == expand(plan(PLAN))


def test_a_number_of_tranches_means_equal_shares() -> None:
    roadmap = plan("title: Test\nsteps: {arms: {tranches: ٣, takes: 30 days}}")
    assert [str(s.takes[0]) for s in expand(roadmap).steps.values()] == ["P10D", "P10D", "P10D"]


def test_a_step_that_says_no_duration_is_divided_from_one_period() -> None:
    roadmap = plan("title: Test\nunit: quarter\nsteps: {arms: {tranches: 3}}")
    assert [str(s.takes[0]) for s in expand(roadmap).steps.values()] == ["P1M"] * 3


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=8), st.integers(-9, 9), st.integers(1, 400))
def test_the_parts_make_the_whole(weights: list[int], flow: int, days: int) -> None:
    shares = [weight / sum(weights) for weight in weights]
    roadmap = plan(f"""
    title: Test
    parties: {{gov: }}
    steps:
      arms: {{takes: {days} days, tranches: {shares}, stakes: {{gov: {{flow: {flow}, once: 1}}}}}}
    """)
    parts = expand(roadmap).steps.values()
    assert len(parts) == len(shares)
    assert sum(p.stakes["gov"].flow.likely for p in parts) == pytest.approx(flow)
    assert sum(p.stakes["gov"].once.likely for p in parts) == pytest.approx(1)
    lengths = [p.duration(Duration())[1].days for p in parts]
    assert all(abs(n - days * s) <= 0.5 for n, s in zip(lengths, shares, strict=True))
