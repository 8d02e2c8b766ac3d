"""Due against done, what blocks what, the record of each party, ink on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.plans import plan
from khutwa.ledger import Entry, Ledger
from khutwa.roadmap.dates import PartialDate
from khutwa.track import Track, track
from khutwa.track.commitment_words import overdue_words
from khutwa.track.commitments import Commitment
from khutwa.track.credibility import credibility, ink
from khutwa.track.words import grounds, summary, verdict
from khutwa.words import strip_isolates, use_language
from track.tracked import CAMPS, told, tracked


def standing(found: Track) -> dict[str, str]:
    """Return how each step stands."""
    return {each.step: each.standing for each in found.commitments}


def test_before_anything_is_due_nothing_is_overdue() -> None:
    found = tracked("2017-02-01")
    assert standing(found) == {
        "camps": "not due", "arms": "not due", "law": "open", "funds": "open",
    }  # fmt: skip
    assert found.ink[0].due == 0
    assert found.ink[0].share is None


def test_a_deadline_lasts_to_the_end_of_its_day() -> None:
    begun = told(0, "camps", "begun", "2017-02-01")
    assert standing(tracked("2017-03-01", begun))["camps"] == "not due"
    assert standing(tracked("2017-03-02", begun))["camps"] == "overdue"


def test_what_nobody_has_reported_on_is_neither_overdue_nor_done() -> None:
    found = tracked("2017-07-01")
    assert standing(found) == {
        "camps": "no report", "arms": "no report", "law": "open", "funds": "open",
    }  # fmt: skip
    index, _ = found.ink
    assert (index.due, index.silent) == (2, 2)
    assert (index.share, index.interval) == ((0.0, 1.0), (0.0, 1.0))
    assert [(c.silent, c.known, c.broken) for c in found.credibility] == [(1, False, 0.0)] * 2


def test_a_promise_does_not_report_whether_it_was_kept() -> None:
    promised = told(0, "camps", "promised", "2017-01-01")
    found = tracked("2017-07-01", promised)
    assert standing(found)["camps"] == "no report"
    assert found.ink[0].share == (0.0, 1.0)
    assert [(c.silent, c.known) for c in found.credibility] == [(1, False)] * 2
    later = tracked("2017-07-01", promised, told(1, "camps", "stalled", "2017-02-01"))
    assert standing(later)["camps"] == "overdue"


def test_what_fell_due_long_after_the_ledger_ended_is_left_open() -> None:
    """The camps were due on 1 March and the arms on 20 June."""
    found = tracked("2017-07-01", told(0, "camps", "stalled", "2017-02-20"))
    assert standing(found)["camps"] == "overdue"
    assert standing(found)["arms"] == "no report"
    assert [(c.party, c.silent, c.known) for c in found.credibility] == [
        ("state", 0, True), ("group", 1, False),
    ]  # fmt: skip
    # Ninety days before is not long before, and what was done by then was kept.
    near = tracked("2017-07-01", told(0, "camps", "stalled", "2017-03-22"))
    assert standing(near)["arms"] == "overdue"
    done = [told(0, "camps", "done", "2017-02-01"), told(1, "arms", "done", "2017-02-20")]
    assert standing(tracked("2017-07-01", *done))["arms"] == "on time"


def test_what_waits_for_a_step_that_is_not_done_is_known_not_to_be_done() -> None:
    """Nobody speaks of the arms, and without the camps they cannot be laid down."""
    found = tracked("2017-07-01", told(0, "camps", "refused", "2017-06-01"))
    assert standing(found)["arms"] == "overdue"
    assert found.ink[0].silent == 0


def test_what_is_said_of_one_tranche_is_known_of_the_others() -> None:
    text = """
    title: In parts
    start: 2017-01-01
    parties: {group: The group}
    steps:
      arms: {obligors: group, tranches: 2, by: 2017-03-01}
      law: {obligors: group, by: 2017-03-01}
    """
    found = tracked("2017-04-01", told(0, "arms.1", "done", "2017-02-01"), text=text)
    assert standing(found) == {"arms.1": "done", "arms.2": "overdue", "law": "no report"}


def test_the_index_runs_from_all_done_to_none_done_where_nobody_reported() -> None:
    found = tracked("2017-04-01", told(0, "camps", "refused", "2017-03-20"), text=TWO)
    (index, _), camps = found.ink, found.status("camps")
    assert (index.due, index.silent) == (2, 1)
    missing = 1 - camps.chances[3]
    assert index.share == pytest.approx((missing / 2, (missing + 1) / 2))
    with use_language("en"):
        _, said = (str(each) for each in verdict(found))
        (silent,) = summary(found).sections[1][1]
    assert said.startswith("On 1 of them nobody has reported: the lower figure takes it as done")
    assert str(silent) == "funds, owed by state, was due by 1 March 2017."


def test_a_list_that_leaves_some_out_says_how_many() -> None:
    steps = "".join(f"  s{n}: {{obligors: state, by: 2017-03-01}}\n" for n in range(11))
    text = f"title: Many\nstart: 2017-01-01\nparties: {{state: state}}\nsteps:\n{steps}"
    astray = [told(n, f"other{n}", "done", "2017-02-01") for n in range(9)]
    with use_language("en"):
        found = tracked("2017-04-01", *astray, text=text)
        listed = [str(each) for each in summary(found).sections[1][1]]
        known = [strip_isolates(str(each)) for each in grounds(found)]
    assert (len(listed), listed[-1]) == (9, "and 3 more")
    assert any(each.endswith("other7 and 1 more.") for each in known)
    assert any(each.startswith("Nothing is recorded of s0, s1") for each in known)


TWO = """
title: Two by March
start: 2017-01-01
parties: {state: state}
steps:
  camps: {obligors: state, by: 2017-03-01}
  funds: {obligors: state, by: 2017-03-01}
"""


def test_a_step_without_a_date_that_is_reversed_is_a_broken_word() -> None:
    """The relief had no date; it came and was taken back."""
    done = told(0, "funds", "done", "2017-02-01")
    back = told(1, "funds", "reversed", "2018-05-08")
    kept, broken = (tracked("2018-06-01", *given) for given in ((done,), (done, back)))
    before, after = ({c.party: c for c in t.credibility}["state"] for t in (kept, broken))
    assert not before.broken
    assert after.broken > 0.9
    assert after.share < before.share
    (funds,) = (c for c in broken.commitments if c.step == "funds")
    assert funds.undone == date(2018, 5, 8)


def test_a_duty_without_a_date_that_is_violated_is_a_broken_word() -> None:
    """"No attacks on Idlib" never falls due; an attack breaks it all the same."""
    found = tracked("2018-06-01", told(0, "funds", "violated", "2018-05-08"))
    (funds,) = (c for c in found.commitments if c.step == "funds")
    assert (funds.standing, funds.undone) == ("undone", date(2018, 5, 8))
    record = {c.party: c for c in found.credibility}["state"]
    assert record.broken > 0.9


def test_a_step_that_was_reversed_and_done_again_is_no_broken_word() -> None:
    entries = [
        told(0, "funds", "done", "2017-02-01"), told(1, "funds", "reversed", "2017-03-01"),
        told(2, "funds", "done", "2018-02-01"),
    ]  # fmt: skip
    found = tracked("2018-06-01", *entries)
    assert all(c.undone is None for c in found.commitments)


def test_who_is_late_because_another_is_late_is_told_so() -> None:
    """In Colombia the weapons were late because the camps were not built."""
    begun = told(0, "camps", "begun", "2017-05-01")
    found = {each.step: each for each in tracked("2017-07-01", begun).commitments}
    assert found["arms"].standing == "overdue"
    assert found["arms"].blocked_by == ("camps",)
    assert found["arms"].blockers == ("state",)


def test_the_first_promise_is_kept_beside_the_later_one() -> None:
    arms = next(c for c in tracked("2017-06-10").commitments if c.step == "arms")
    assert arms.due == date(2017, 6, 20)
    assert arms.promised == date(2017, 5, 30)
    assert arms.standing == "not due"


def test_a_deadline_that_counts_from_a_step_begins_when_that_is_done() -> None:
    camps, arms = (
        told(0, "camps", "done", "2017-04-20"), told(1, "arms", "done", "2017-06-10"),
    )  # fmt: skip
    found = tracked("2017-08-01", camps, arms)
    assert standing(found) == {
        "camps": "late", "arms": "on time", "law": "no report", "funds": "open",
    }  # fmt: skip
    law = next(c for c in found.commitments if c.step == "law")
    assert law.due == date(2017, 7, 10)


def test_what_is_not_yet_recorded_is_not_known() -> None:
    late = told(0, "camps", "done", "2017-02-20", recorded="2017-09-01")
    ledger = Ledger((late,))
    now = track(plan(CAMPS), ledger, date(2017, 4, 1))
    then = track(plan(CAMPS), ledger.as_known(date(2017, 4, 1)), date(2017, 4, 1))
    assert standing(now)["camps"] == "on time"
    assert standing(then)["camps"] == "no report"


def test_a_contested_clock_gives_both_answers() -> None:
    text = """
    title: Eighteen months
    start: 2015-12-18
    parties: {gov: Government}
    clocks:
      months:
        contested: [{at: 2015-12-18, reading: adoption}, {at: committee, reading: committee}]
    steps:
      committee: {obligors: gov}
      elections: {obligors: gov, within: 18 months of months}
    """
    found = tracked("2019-12-01", told(0, "committee", "done", "2019-10-30"), text=text)
    both = {str(c.reading): (c.due, c.standing) for c in found.commitments if c.reading}
    assert both["adoption"] == (date(2017, 6, 18), "no report")
    assert both["committee"][1] == "not due"
    assert [index.due for index in found.ink] == [1, 0]


def test_a_contested_clock_that_hangs_on_a_step_has_a_second_answer_without_a_date() -> None:
    text = """
    title: Eighteen months
    start: 2015-12-18
    parties: {gov: Government}
    clocks:
      months:
        contested: [{at: 2015-12-18, reading: adoption}, {at: committee, reading: committee}]
    steps:
      committee: {obligors: gov}
      elections: {obligors: gov, within: 18 months of months}
    """
    both = {str(c.reading): c.standing for c in tracked("2019-12-01", text=text).commitments}
    assert both == {"None": "open", "adoption": "no report", "committee": "open"}


def test_every_reading_names_who_owes_what_it_waits_for() -> None:
    text = """
    title: Eighteen months
    start: 2015-12-18
    parties: {gov: Government, un: United Nations}
    clocks:
      months:
        contested: [{at: 2015-12-18, reading: adoption}, {at: 2016-03-14, reading: talks}]
    steps:
      list: {obligors: un}
      elections: {obligors: gov, requires: list, within: 18 months of months}
    """
    found = tracked("2019-12-01", text=text).commitments
    blockers = {str(c.reading): c.blockers for c in found if c.step == "elections"}
    assert blockers == {"adoption": ("un",), "talks": ("un",)}


def test_a_step_that_waits_for_what_nobody_owes_says_so() -> None:
    text = """
    title: Nobody's step
    start: 2017-01-01
    parties: {group: The group}
    steps:
      camps: {}
      arms: {obligors: group, requires: camps, by: 2017-05-30}
    """
    found = tracked("2017-07-01", text=text)
    (arms,) = (c for c in found.commitments if c.step == "arms")
    said = overdue_words(found, arms).render("en")
    assert said.endswith("It waits for camps, owed by –.")


def test_demands_and_stages_are_summed_up_from_their_steps() -> None:
    text = """
    title: Two demands
    start: 2019-01-01
    parties: {gov: Government}
    frameworks: {accord: {demands: {1: Talks, 2: Arms}}}
    steps:
      talks: {obligors: gov, serves: accord.1}
      arms: {obligors: gov, serves: accord.2}
    schedule: [{name: All at once, steps: [talks, arms]}]
    """
    found = tracked("2019-06-02", told(0, "talks", "done", "2019-06-01"), text=text)
    (talks,), (arms,) = found.demands["accord.1"], found.demands["accord.2"]
    assert talks.implemented > 0.8 > 0.1 > arms.implemented
    assert [each.step for each in found.stages[0]] == ["talks", "arms"]
    with use_language("en"):
        shown = {row[0].text: row[-1].text for grid in summary(found).grids for row in grid.rows}
    # Of the arms nobody has said anything, which is not that nothing is done.
    assert shown["Arms"] == "nothing recorded"
    assert shown["Talks"].endswith("%")


def test_the_record_of_a_party_counts_what_was_due() -> None:
    camps, arms = (
        told(0, "camps", "done", "2017-04-20"), told(1, "arms", "done", "2017-06-10"),
    )  # fmt: skip
    record = {c.party: c for c in tracked("2017-07-01", camps, arms).credibility}
    assert record["state"].late > 0.8
    assert record["group"].kept > 0.8
    assert record["group"].share > 0.5 > record["state"].share
    # One commitment says little: the interval stays wide.
    low, high = record["group"].interval
    assert high - low > 0.5


def test_assessors_are_kept_apart() -> None:
    entries = [told(0, "camps", "done", "2017-03-01"), told(1, "camps", "refused", "2017-03-01")]
    two = [entries[0], Entry(**{**_fields(entries[1]), "assessor": "group"})]
    status = tracked("2017-03-02", *two).status("camps")
    assert status.by_assessor["un"][3] > 0.5 > status.by_assessor["group"][3]
    assert 0.05 < status.chances[3] < 0.95


def test_the_last_entry_is_dated_no_more_exactly_than_it_is_known() -> None:
    month = replace(told(0, "camps", "begun", "2017-02-28"), date=PartialDate.parse("2017-02"))
    undated = replace(told(1, "funds", "begun", "2017-02-28"), date=None)
    found = tracked("2017-03-02", month, undated, told(2, "law", "begun", "2017-02-03"))
    with use_language("en"):
        due = summary(found).grids[0]
    last = {row[0].text: row[-1].text for row in due.rows}
    assert last == {"camps": "Feb 2017", "funds": "28 Feb 2017", "law": "3 Feb 2017", "arms": "–"}
    programs = {each["step"]: each["last"] for each in found.to_dict()["steps"]}
    assert programs["camps"] == "2017-02"
    assert programs["funds"] == "2017-02-28"
    assert programs["arms"] is None


def test_entries_on_steps_of_another_plan_do_not_count_and_are_named() -> None:
    foreign = told(1, "prisoners", "done", "2017-02-04")
    found = tracked("2017-07-01", told(0, "camps", "done", "2017-02-03"), foreign)
    assert found.entries == (1, 2)
    with use_language("en"):
        said = [str(each) for each in grounds(found)]
    assert said[0] == "1 entry counts, of 2 recorded."
    assert any("do not count: prisoners" in each for each in said)


def test_where_no_entry_counts_no_share_of_what_was_due_is_given() -> None:
    foreign, later = (
        told(0, "prisoners", "done", "2017-02-03"), told(0, "camps", "done", "2018-01-01"),
    )  # fmt: skip
    for entry in (foreign, later):
        with use_language("en"):
            (said,) = verdict(tracked("2017-07-01", entry))
            assert str(said).startswith("No entry of the ledger counts for this plan on 1 July")


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__slots__}


def commitment(
    done: float, in_time: float, day: date = date(2019, 1, 1), reliability: float = 1.0
) -> Commitment:
    """Return a commitment that is due."""
    return Commitment(
        "step", ("gov",), day, None, None, "overdue", done, in_time, None, (), (), reliability
    )  # fmt: skip


CHANCES = st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])


@given(st.lists(CHANCES, max_size=5), st.integers(1, 3))
def test_of_what_nobody_reported_on_the_index_takes_all_or_nothing(
    chances: list[float], silent: int
) -> None:
    told = [commitment(c, c) for c in chances]
    found = ink([*told, *[replace(commitment(0, 0), known=False)] * silent])
    best = ink([*told, *[commitment(1, 1)] * silent])
    worst = ink([*told, *[commitment(0, 0)] * silent])
    assert (found.due, found.silent) == (len(chances) + silent, silent)
    assert found.share == pytest.approx((best.share[0], worst.share[1]))
    assert found.interval == pytest.approx((best.interval[0], worst.interval[1]))


@given(st.lists(CHANCES, min_size=1, max_size=6))
def test_the_index_is_the_sum_over_every_outcome(chances: list[float]) -> None:
    found = ink([commitment(c, c) for c in chances])
    n = len(chances)
    counts = [0.0] * (n + 1)
    for outcome in product((0, 1), repeat=n):
        weight = 1.0
        for missed, chance in zip(outcome, chances, strict=True):
            weight *= 1 - chance if missed else chance
        counts[sum(outcome)] += weight
    assert found.share is not None
    assert found.share == pytest.approx([sum(k * w for k, w in enumerate(counts)) / n] * 2)
    assert found.interval is not None
    low, high = (round(end * n) for end in found.interval)
    assert sum(counts[:low]) <= 0.05 + 1e-9
    assert sum(counts[: high + 1]) >= 0.95 - 1e-9


def test_the_expected_share_lies_in_its_interval() -> None:
    """Two of three are missing with a chance of 97%, so that the number alone is two to two."""
    found = ink([commitment(c, c) for c in (0.01, 0.01, 0.99)])
    assert found.share == pytest.approx((1.99 / 3, 1.99 / 3))
    assert found.interval == pytest.approx((1.99 / 3, 2 / 3))


def test_an_old_breach_weighs_less() -> None:
    broken = [commitment(0, 0)]
    soon, late = (credibility("gov", broken, day) for day in (date(2019, 2, 1), date(2029, 1, 1)))
    assert soon.share < late.share < 0.5
    # After three years a breach counts half, and a lone one .73 of that: Beta(1, 1 + .365).
    three = credibility("gov", broken, date(2022, 1, 1))
    assert three.share == pytest.approx(1 / (2 + 0.365), abs=1e-3)


DUE = [date(2019, 1, day) for day in range(1, 6)]


def weight(*kept: float, reliability: float = 1.0) -> float:
    """Return how many broken commitments a record counts, soon after the last of some."""
    found = [commitment(k, k, day, reliability) for k, day in zip(kept, DUE, strict=False)]
    share = credibility("gov", found, DUE[len(kept) - 1]).share
    # The share is (1 + kept) / (2 + kept + broken); days hardly fade.
    return (1 + sum(kept)) / share - 2 - sum(kept)


def test_a_lone_breach_counts_in_part_and_the_next_one_in_full() -> None:
    assert weight(1, 0, 1) == pytest.approx(0.73, abs=0.01)
    assert weight(0, 0) == pytest.approx(1.73, abs=0.01)
    assert weight(0, 1, 0) == pytest.approx(1.46, abs=0.01)


def test_a_breach_that_may_be_a_slip_counts_less_and_no_less_beyond_one_in_eight() -> None:
    assert weight(1, 0, reliability=15 / 16) == pytest.approx((0.73 + 0.44) / 2, abs=0.01)
    assert weight(1, 0, reliability=7 / 8) == pytest.approx(0.44, abs=0.01)
    assert weight(1, 0, reliability=0.5) == pytest.approx(0.44, abs=0.01)


def test_a_breach_that_is_not_sure_may_be_a_slip_as_well() -> None:
    # Nine in ten that it is broken leave one in ten: four fifths of the way from .73 to .44.
    assert weight(1, 0.1) == pytest.approx(0.9 * (0.73 - 0.8 * 0.29), abs=0.01)


def test_the_order_in_which_commitments_are_listed_does_not_matter() -> None:
    found = [commitment(k, k, day) for k, day in zip((0, 0, 1, 0), DUE, strict=False)]
    day = date(2019, 2, 1)
    assert credibility("gov", found, day) == credibility("gov", found[::-1], day)
