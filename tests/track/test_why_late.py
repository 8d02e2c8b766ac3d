"""What held a step up, what was taken back, and where the ledger ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from khutwa.roadmap.dates import PartialDate
from khutwa.track import Track
from khutwa.track.commitment_words import late_words, overdue_words, undone_words
from khutwa.track.commitments import Commitment
from khutwa.track.words import grounds
from khutwa.words import use_language
from track.tracked import told, tracked

TRANCHES = """
title: Arms for camps, in parts
start: 2017-01-01
parties: {state: The state, group: The group}
steps:
  camps: {name: Camps, obligors: state}
  arms:
    {name: Arms, obligors: group, requires: camps,
     tranches: [{share: 50%, by: 2017-06-09}, {share: 50%, by: 2017-06-14}]}
"""


def of(found: Track, step: str) -> Commitment:
    return next(each for each in found.commitments if each.step == step)


def test_a_later_tranche_waits_for_what_the_whole_step_waits_for() -> None:
    """The first half was laid down although there were no camps; for the second they still lack."""
    entries = told(0, "camps", "begun", "2017-03-01"), told(1, "arms.1", "done", "2017-06-07")
    found = tracked("2017-06-20", *entries, text=TRANCHES)
    second = of(found, "arms.2")
    assert second.standing == "overdue"
    assert (second.blocked_by, second.blockers) == (("camps",), ("state",))


def test_what_was_done_late_says_what_it_waited_for_when_it_was_due() -> None:
    entries = (
        told(0, "arms.1", "done", "2017-06-07"),
        told(1, "camps", "done", "2017-06-15"),
        told(2, "arms.2", "done", "2017-06-16"),
    )
    found = tracked("2017-07-01", *entries, text=TRANCHES)
    first, second = of(found, "arms.1"), of(found, "arms.2")
    assert (first.standing, first.held_up_by) == ("on time", ())
    assert (second.standing, second.held_up_by, second.holders) == ("late", ("camps",), ("state",))
    assert second.blocked_by == ()
    said = late_words(found, second).render("en")
    assert "was due by 14 June 2017. It was done on 16 June 2017." in said
    assert said.endswith("When it was due it waited for Camps, owed by The state.")


def test_what_was_late_for_no_reason_of_the_plan_gives_none() -> None:
    entries = (
        told(0, "camps", "done", "2017-03-01"),
        told(1, "arms.1", "done", "2017-06-12"),
    )
    found = tracked("2017-06-13", *entries, text=TRANCHES)
    assert of(found, "arms.1").standing == "late"
    assert "waited" not in late_words(found, of(found, "arms.1")).render("en")


def test_a_step_taken_back_says_on_which_days_and_a_month_is_no_second_one() -> None:
    done, back = told(0, "camps", "done", "2017-03-01"), told(1, "camps", "reversed", "2018-05-08")
    month = replace(back, id="2", recorded=date(2018, 5, 31), date=PartialDate.parse("2018-05"))
    later = told(3, "camps", "reversed", "2018-11-05")
    found = tracked("2019-01-01", done, back, month, later, text=TRANCHES)
    assert of(found, "camps").standing == "undone"
    said = undone_words(found, "camps").render("en")
    assert said.endswith("is reported as violated or reversed: 8 May 2018 and 5 November 2018.")


def test_what_is_done_again_is_not_gone_back_on() -> None:
    entries = (
        told(0, "camps", "done", "2017-03-01"),
        told(1, "camps", "reversed", "2018-05-08"),
        told(2, "camps", "done", "2018-11-05"),
    )
    assert of(tracked("2019-01-01", *entries, text=TRANCHES), "camps").standing == "done"


def test_levels_are_carried_no_further_than_the_last_entry_of_the_ledger() -> None:
    begun = told(0, "camps", "begun", "2017-06-01")
    then, long_after = (tracked(d, begun, text=TRANCHES) for d in ("2017-06-01", "2037-06-01"))
    assert list(long_after.status("camps").chances) == list(then.status("camps").chances)
    assert long_after.until == date(2017, 6, 1)
    # While others are reported on, what nobody speaks of may still have changed.
    others = told(1, "arms.1", "begun", "2027-06-01")
    followed = tracked("2037-06-01", begun, others, text=TRANCHES).status("camps")
    assert followed.implemented > then.status("camps").implemented


def test_that_the_ledger_has_ended_is_said_after_a_season_of_silence() -> None:
    begun = told(0, "camps", "begun", "2017-06-01")
    for day, ended in (("2017-08-30", False), ("2017-08-31", True)):
        said = " ".join(map(str, grounds(tracked(day, begun, text=TRANCHES))))
        assert ("The last entry speaks of" in said) is ended


def test_an_overdue_step_that_was_done_once_says_so() -> None:
    """The camps were done a month late and taken down."""
    done, gone = told(0, "camps", "done", "2017-04-01"), told(1, "camps", "reversed", "2017-05-20")
    assert of(tracked("2017-05-01", done, gone), "camps").lost is None
    found = tracked("2017-07-01", done, gone)
    camps = of(found, "camps")
    assert (camps.standing, camps.lost) == ("overdue", date(2017, 4, 1))
    with use_language("en"):
        said = str(overdue_words(found, camps))
    assert said.endswith("It was done on 1 April 2017, and that no longer holds.")
