"""What the analysis says in words, read as a mediator would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from game.edits import with_dividend
from game.plans import plan, plans
from khutwa.game import Analysis, analyse
from khutwa.game import sentences as say
from khutwa.game.phrases import ends_words, percent_up, share_words, significant
from khutwa.roadmap.model import Roadmap
from khutwa.words import use_language


def words(text: str) -> list[str]:
    return said(analyse(plan(text)))


def said(analysis: Analysis) -> list[str]:
    return [str(message) for message in say.verdict(analysis)]


STALL = """
title: Stall
unit: year
parties: {gov: {name: The government, patience: 0.5}, opp: {name: The opposition, patience: 0.5}}
steps:
  waiver: {name: The waiver, obligors: opp, takes: 0 years, stakes: {gov: 2, opp: 1}}
  committee: {name: Constitutional Committee, obligors: gov, takes: 0 years,
              stakes: {gov: -1.5, opp: 2}, verification: {detects: 50%}}
schedule: [waiver, committee]
"""


def test_a_stall_is_told_by_what_was_done_before_and_what_is_held_back() -> None:
    """Holding back pays 2 / 0.75, carrying it out (2 - 1.5) / 0.5."""
    assert words(STALL) == [
        "On the likely stakes the plan does not hold.",
        "After “The waiver”, The government gains more by stalling on “Constitutional Committee” "
        "than by carrying it out.",
        "In all, the plan gives way at 2 of 6 points: see the table.",
    ]


def test_what_would_close_a_stall_is_told_party_by_party() -> None:
    # 2 / (0.5 + 0.5 q) = 1 + 2 b is what a dividend b closes: b = 0.8333 at q = 0.5. No chance of
    # detection does, for 2 at once is more than 1. (2 - 1.5) / (1 - d) >= 2 / (1 - d / 2): d = 6/7.
    assert [str(m) for m in say.closing(analyse(plan(STALL)))] == [
        "A dividend of completion higher by 0.84 a year would keep The government in.",
        "Verification alone would not keep The government in: it would gain by stalling or walking "
        "away even if every breach were noticed at once.",
        "The government keeps to the whole plan if next year counts 86% or more of this year.",
    ]


def test_verification_that_would_close_a_stall_is_told_with_its_chance() -> None:
    text = STALL.replace("-1.5", "-0.5").replace("50%", "10%")
    # 2 / (0.5 + 0.5 q) <= 1.5 / 0.5 from q = 1/3 on.
    closing = [str(m) for m in say.closing(analyse(plan(text)))]
    assert (
        "Stalling on “Constitutional Committee” would not pay The government if a breach were "
        "noticed with a chance of 34% a year or more."
    ) in closing


def test_a_walk_away_is_told_by_what_it_would_have_gone_on_to() -> None:
    told = words("""
    title: Walk away
    unit: year
    parties: {gov: {name: Government, patience: 0.5}, opp: {name: Opposition, patience: 0.5}}
    steps:
      exit: {name: A way out, obligors: opp, takes: 0 years, reversible: false,
             stakes: {gov: {once: 5, outside: 3}, opp: 1}}
      peace: {name: Peace, obligors: [gov, opp], joint: true, reversible: false,
              stakes: {gov: {once: 5, outside: -3}, opp: 1}}
    schedule: [exit, peace]
    """)
    assert (
        told[1]
        == "After “A way out”, Government gains more by walking away than by going on to “Peace”."
    )


def test_a_plan_that_nobody_would_begin_says_so() -> None:
    cost = """
    title: Too dear
    unit: year
    parties: {{gov: {{name: Government, patience: 0.5}}}}
    roles: {{un: {{role: verifier}}}}
    steps:
      arms: {{name: Arms, obligors: {who}, reversible: false, stakes: {{gov: {{once: -1}}}}}}
      camps: {{name: Camps, obligors: {who}, takes: 0 years, reversible: false}}
    schedule: [[arms, camps]]
    """
    # Who owes it gains nothing by stalling here, so leaving is what is told either way.
    for who in ("gov", "un"):
        assert words(cost.format(who=who))[1] == (
            "At the very start, Government gains more by walking away than by going on to “Arms” "
            "and “Camps”."
        )


def test_a_stall_at_the_very_start_names_all_that_is_held_back() -> None:
    told = words("""
    title: Take first
    unit: year
    parties: {gov: {name: Government, patience: 0.2}, opp: {name: Opposition, patience: 0.9}}
    steps:
      access: {name: Access, obligors: gov, takes: 0 years, stakes: {gov: -1}}
      release: {name: Release, obligors: gov, takes: 0 years, stakes: {gov: -1}}
      truce: {name: Truce, obligors: opp, takes: 0 years, stakes: {gov: 3, opp: 1}}
    schedule: [[access, release, truce]]
    """)
    # 3 for a year against 1 / 0.8, before the exchange and after it: the earlier one is told.
    assert told[1] == (
        "At the very start, Government gains more by stalling on “Access” and “Release” than by "
        "carrying them out."
    )


def test_the_end_breaks_by_undoing_or_by_leaving() -> None:
    end = """
    title: Once all is done
    unit: year
    parties: {{opp: {{name: Opposition, patience: 0.5, dividend: 0.5}}}}
    roles: {{un: {{role: verifier}}}}
    steps:
      aid: {{name: Aid, obligors: un, takes: 0 years, {aid}, stakes: {{opp: 2}}}}
      arms: {{name: Arms, obligors: opp, takes: 0 years, {arms},
              stakes: {{opp: {{flow: -2, once: 9}}}}}}
    schedule: [aid, arms]
    """
    # Keeping to it is worth 0.5 for ever, 1. Arms taken back leave the aid for a year, 2.
    assert words(end.format(aid="persists: 0", arms="persists: 0"))[1] == (
        "Once all is done, Opposition gains more by quietly undoing “Arms” than by keeping to it."
    )
    # Aid that stays is worth 4 to who leaves, and nothing more to who undoes what cannot be undone.
    assert words(end.format(aid="persists: 1", arms="reversible: false, persists: 0"))[1] == (
        "Once all is done, Opposition gains more by walking away than by keeping to the plan."
    )


def test_undoing_that_verification_would_close_is_told_with_its_chance() -> None:
    roadmap = plan("""
    title: Look closer
    unit: year
    parties: {opp: {name: Opposition, patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      aid: {name: Aid, obligors: un, takes: 0 years, stakes: {opp: 2}}
      arms: {name: Arms, obligors: opp, takes: 0 years, verification: {by: un, detects: 10%},
             stakes: {opp: {flow: -0.5, once: 5}}}
    schedule: [aid, arms]
    """)
    # 2 / (0.5 + 0.5 q) <= 1.5 / 0.5 from q = 1/3 on.
    assert str(say.closing(analyse(roadmap))[1]) == (
        "Undoing “Arms” would not pay Opposition if it were noticed with a chance of 34% a year or "
        "more."
    )


LATE = """
title: A long way
unit: year
parties: {opp: {name: Opposition, patience: 0.5}}
roles: {un: {role: verifier}}
steps:
  aid: {name: Aid, obligors: un, takes: 0 years, stakes: {opp: {flow: 4}}}
  arms: {name: Arms, obligors: un, takes: 3 years, reversible: false,
         stakes: {opp: {flow: -4, once: -1}}}
schedule: [aid, arms]
"""


def test_a_plan_that_somebody_would_leave_late_does_not_simply_hold() -> None:
    assert words(LATE)[:2] == [
        "On the likely stakes the plan holds only if nobody can turn back while a stage is under "
        "way.",
        "Opposition gains by staying through most of “Arms” and walking away just before it is "
        "done.",
    ]


def test_leaving_late_stands_in_the_table_and_in_the_json() -> None:
    analysis = analyse(plan(LATE))
    assert "leaves near the end" in analysis._repr_html_()
    assert analysis.to_dict()["leave_late"] == [{"party": "opp", "row": 1}]


def test_a_plan_that_holds_names_its_weakest_point() -> None:
    told = words("""
    title: Holds
    unit: year
    parties: {gov: {name: Government, patience: 0.5}}
    steps: {peace: {name: Peace, obligors: gov, takes: 0 years, stakes: {gov: 1}}}
    """)
    # Peace is worth 2, and undoing it brings nothing: the whole of what is at stake.
    assert told == [
        "On the likely stakes the plan holds: at no stage does a party gain by stalling or walking "
        "away.",
        "Its weakest point: Government at “Peace”; its margin is 100% of what it has at stake.",
    ]


def test_without_stakes_nothing_is_claimed() -> None:
    (told,) = words("title: Bare\nparties: {gov: {}}\nsteps: {peace: {obligors: gov}}")
    assert told.startswith("The file gives no stakes, so nothing can be said")


def test_several_spans_of_patience_are_told_as_spans() -> None:
    roadmap = plan("""
    title: Gain, pay, gain
    unit: year
    parties: {gov: {name: Government, patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      first: {obligors: un, reversible: false, stakes: {gov: {once: 2.1, outside: -20}}}
      second: {obligors: un, reversible: false, stakes: {gov: {once: -10}}}
      third: {obligors: un, reversible: false, stakes: {gov: {once: 10}}}
    schedule: [first, second, third]
    """)
    # 10 (d - 0.3) (d - 0.7); the ends are rounded inwards.
    assert str(say.patience_words(analyse(roadmap), "gov")) == (
        "Government keeps to the whole plan with these degrees of patience, the share of this year "
        "that next year counts: at most 30% and 70% or more."
    )


def test_a_party_that_no_patience_keeps_in_is_told_so() -> None:
    roadmap = plan("""
    title: Only loss
    parties: {gov: {name: Government}}
    steps: {arms: {obligors: gov, stakes: {gov: -1}}}
    """)
    assert "No patience would keep Government in." in map(str, say.closing(analyse(roadmap)))


def test_each_party_that_gives_way_is_told_what_would_keep_it() -> None:
    roadmap = plan("""
    title: Both lose
    parties: {gov: {name: Government}, opp: {name: Opposition}}
    steps: {arms: {obligors: [gov, opp], stakes: {gov: -1, opp: -2}}}
    """)
    closing = [str(message) for message in say.closing(analyse(roadmap))]
    assert sum("would keep Government in" in line for line in closing) == 2
    assert sum("would keep Opposition in" in line for line in closing) == 2
    assert closing[-1] == "Each of these keeps one party in; the plan holds when every party stays."


@given(plans())
@settings(max_examples=30, deadline=None)
def test_the_dividend_that_is_told_suffices(roadmap: Roadmap) -> None:
    """It is rounded up, so the plan with that number in the file keeps the party in."""
    analysis = analyse(roadmap)
    for message in say.closing(analysis):
        found = re.fullmatch(
            r"A dividend of completion higher by ([\d,.]+) a year would keep (\w+) in\.",
            str(message),
        )
        if found:
            added, party = float(found[1].replace(",", "")), found[2]
            now = roadmap.parties[party].dividend.likely
            changed = analyse(with_dividend(roadmap, party, now + added))
            assert all(link.holds for link in changed.links if link.party == party)


def test_what_a_link_rests_on_tells_the_change_and_whether_it_is_within_the_range() -> None:
    roadmap = plan("""
    title: Rests on
    unit: year
    parties: {gov: {name: Government, patience: 0.5, dividend: 1}}
    steps:
      aid: {name: Aid, obligors: gov, reversible: false, persists: 0, takes: 0 years,
            stakes: {gov: [-3, -0.5, 0]}}
    """)
    # Every row is 2 (1 + f): it turns at f = -1 and at a dividend of 0.5.
    assert [str(message) for message in say.rests_on(analyse(roadmap))] == [
        "Government, lasting gain or cost of “Aid”: turns when changed by -0.5, to -1, which is "
        "within its range.",
        "Government, dividend of completion: turns when changed by -0.5, to 0.5.",
    ]


def test_what_is_assumed_tells_where_the_stakes_come_from_and_what_the_file_leaves_open() -> None:
    roadmap = plan("""
    title: Assumed
    parties: {gov: {name: Government}, silent: {name: Silent}}
    roles: {un: {role: [verifier, donor]}}
    facts: {quiet: {name: The front is quiet}}
    steps:
      aid: {name: Aid, obligors: gov, stakes: {gov: 1}}
      money: {name: Money, obligors: un}
    stakes basis: {basis: elicited, by: three former envoys}
    """)
    told = [str(message) for message in say.assumptions(analyse(roadmap))]
    assert "The stakes are judgements; they come from three former envoys." in told
    assert (
        "Where the file gives no chance of detection, a breach is taken to be noticed at once: Aid."
    ) in told
    assert "Facts that are not known are taken to come true: The front is quiet." in told
    assert "Without stakes, and so taken to go along with anything: Silent." in told
    assert any(line.startswith("The file gives no schedule") for line in told)


def test_who_is_followed_by_a_successor_is_said_to_decide_throughout() -> None:
    roadmap = plan("""
    title: Succession
    parties: {interim: {name: Interim, until: 2027-03, successor: next}, next: {name: Next}}
    steps: {elections: {obligors: interim, stakes: {interim: 1, next: 1}}}
    """)
    told = [str(message) for message in say.assumptions(analyse(roadmap))]
    assert any(line.startswith("The promises of Interim pass to a successor") for line in told)


def test_of_many_names_a_sentence_gives_a_few_and_counts_the_rest() -> None:
    steps = "".join(f"      s{n}: {{name: Step {n}, obligors: gov}}\n" for n in range(12))
    roadmap = plan(f"""
    title: Many
    parties: {{gov: Government}}
    steps:
{steps}""")
    told = " ".join(str(message) for message in say.assumptions(analyse(roadmap)))
    assert "Step 6, Step 7 and 4 more." in told
    assert "Step 8" not in told


def test_numbers_are_rounded_to_the_safe_side() -> None:
    assert percent_up(0.081) == "9%"
    assert percent_up(0.08) == "8%"
    assert percent_up(0.9961) == "99.7%"
    assert percent_up(0.9995) == "99.95%"
    assert ends_words((0.0, 0.00038)) == ("0%", "0.1%")
    assert ends_words((0.99962, 1.0)) == ("99.9%", "100%")


def test_a_share_of_draws_is_none_or_all_only_where_it_is() -> None:
    assert [share_words(s) for s in (0, 0.0001, 0.5, 0.9999, 1)] == [
        "0%",
        "0.1%",
        "50%",
        "99.9%",
        "100%",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (3.14159, "3.14"), (-0.0123, "-0.012"), (0.00044, "0.00044")]
)
def test_a_small_number_keeps_two_digits_that_count(value: float, shown: str) -> None:
    assert significant(value) == shown


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_sentence_can_be_written_in_every_language(language: str) -> None:
    for text in (STALL, LATE):
        analysis = analyse(plan(text))
        with use_language(language):
            shown = analysis._repr_html_()
        assert "{" not in shown
        assert f'lang="{language}"' in shown
