"""What is owed next: by whom, until when, and what blocks it."""

from __future__ import annotations

from datetime import date

from game.plans import plan
from khutwa.report.next_steps import owed
from khutwa.roadmap.condition import Atom, Truth

PLAN = """
title: Talks
as of: 2027-03-01
parties: {gov: Government, opp: Opposition}
clocks:
  accord: {contested: [{at: 2027-01-01, reading: signature}, {at: ceasefire, reading: ceasefire}]}
steps:
  talks: {obligors: opp, requires: ceasefire, by: 2027-06-01}
  ceasefire: {obligors: gov, by: 2027-05-01}
  access: {obligors: gov, by: 2027-04-01, requires: not before 2027-03-15}
  amnesty: {obligors: gov, within: 90 days of accord}
  prisoners: {obligors: gov, not before: 30 days after ceasefire}
"""


def test_what_can_begin_comes_first_and_then_what_is_due_first() -> None:
    found = owed(plan(PLAN))
    assert [item.step.id for item in found if item.ready] == ["amnesty", "ceasefire"]
    assert [item.step.id for item in found if not item.ready] == ["access", "talks", "prisoners"]


def test_what_blocks_a_step_is_named_until_it_is_done() -> None:
    blocked = {item.step.id: item.why for item in owed(plan(PLAN))}
    assert blocked["talks"].lacks == (Atom("ceasefire"),)
    later = {item.step.id: item for item in owed(plan(PLAN), done=["ceasefire"])}
    assert "ceasefire" not in later
    assert later["talks"].ready


def test_a_contested_clock_gives_both_answers() -> None:
    found = {item.step.id: item.due for item in owed(plan(PLAN))}
    said = [(day, str(reading)) for day, reading in found["amnesty"]]
    # Ninety days from 1 January; the other reading has no day before there is a ceasefire.
    assert said == [(date(2027, 4, 1), "signature"), (None, "ceasefire")]


def test_the_later_version_of_a_deadline_counts() -> None:
    text = """
    title: Later
    parties: {gov: Government}
    steps: {arms: {obligors: gov, by: 2017-05-30, rebaselined: [{by: 2017-06-20}]}}
    """
    assert owed(plan(text))[0].due == ((date(2017, 6, 20), None),)


def test_what_hangs_on_a_fact_that_nobody_knows_is_not_ready() -> None:
    text = """
    title: Money
    as of: 2027-03-01
    parties: {gov: Government}
    facts: {funds: {}, mandate: 2027-02-01, office: 2027-04-01, army: {never: true}}
    steps:
      shutdown: {obligors: gov, requires: funds and mandate}
      inspection: {obligors: gov, requires: office}
      parade: {obligors: gov, requires: army}
      visit: {obligors: gov, requires: mandate}
    """
    found = {item.step.id: item for item in owed(plan(text))}
    assert found["shutdown"].why.truth is Truth.UNKNOWN
    assert found["shutdown"].why.because == (Atom("funds"),)
    # Known for a day that is still to come, and known never to hold.
    assert found["inspection"].why.lacks == (Atom("office"),)
    assert found["parade"].why.lacks == (Atom("army"),)
    assert [name for name, item in found.items() if item.ready] == ["visit"]


def test_after_its_end_the_successor_owes_what_a_government_promised() -> None:
    text = """
    title: Elections
    as of: {day}
    parties:
      interim: {{until: 2027-03-31, successor: elected}}
      elected: Elected government
      opp: Opposition
    steps: {{talks: {{obligors: [interim, opp]}}}}
    """
    before, after = (
        owed(plan(text.format(day=day)))[0].obligors for day in ("2027-03-31", "2027-04-01")
    )
    assert before == ("interim", "opp")
    assert after == ("elected", "opp")
