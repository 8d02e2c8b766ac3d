"""A repair is a change of the file that makes the plan hold better and harms nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings

from game.plans import texts
from khutwa.examples.catalogue import path
from khutwa.game import OrderSearch, analyse, order
from khutwa.game.limit import Limit
from khutwa.game.repairs import NothingToWeigh, Repairs, repair
from khutwa.game.repairs.comments import follow
from khutwa.game.repairs.content import changed, examine
from khutwa.game.repairs.moves import reorder
from khutwa.game.repairs.patch import Move, all_moves
from khutwa.game.repairs.plan import Plan
from khutwa.game.repairs.search import in_turn
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import load, load_text

STALL = """
# A comment that must stay.
title: Pay first, regret later
unit: year
parties:
  donor_state: {patience: 0.9, dividend: 3}   # gains once all is done
  gov: {patience: 0.6, dividend: 1}
roles: {un: {role: [verifier, guarantor]}}
steps:
  waiver: {obligors: donor_state, stakes: {donor_state: -1, gov: 3}}
  talks: {obligors: gov, verification: {by: un, detects: 10%}, stakes: {donor_state: 1, gov: -2}}
schedule:
  - [waiver]
  - [talks]
"""


def repaired(text: str, top: int = 5) -> Repairs:
    """Return the repairs of a plan."""
    loaded = load_text(text)
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    return repair(loaded, top=top)


def examined(text: str) -> Plan:
    """Return the plan of a text that loads and can be followed."""
    loaded = load_text(text)
    assert loaded.document.tree is not None
    plan = examine(loaded.document.tree.plain())
    assert plan is not None
    return plan


FOR_EVER = """
title: What is paid cannot be taken back
unit: year
parties: {donor_state: {patience: 0.8, dividend: 2}, gov: {patience: 0.8, dividend: 1}}
roles: {un: {role: [verifier, guarantor]}}
steps:
  waiver: {obligors: donor_state, reversible: false, stakes: {donor_state: -1, gov: 3}}
  talks: {obligors: gov, reversible: false, stakes: {donor_state: 2, gov: -2}}
schedule: [waiver, talks]
"""


@pytest.fixture(scope="module")
def mended() -> Repairs:
    return repaired(STALL, top=40)


def test_what_is_returned_holds_when_it_is_read_again(mended: Repairs) -> None:
    assert not mended.plan.holds
    assert mended.ranked[0].plan.holds
    for each in mended.ranked:
        loaded = load_text(each.text)
        assert loaded.roadmap is not None
        analysis = analyse(loaded.roadmap, draws=1)
        assert analysis.holds == each.plan.holds
        assert analysis.weakest.relative == pytest.approx(each.plan.smallest)
        assert each.plan.smallest > mended.plan.smallest


def test_comments_stay_and_the_diff_is_small(mended: Repairs) -> None:
    for each in mended.ranked:
        assert "# A comment that must stay." in each.text
        assert "# gains once all is done" in each.text
        diff = each.diff(mended.document)
        assert diff.startswith("--- ")
        touched = [line for line in diff.splitlines() if line[:1] in "+-"][2:]
        assert 1 <= len(touched) <= 12


def test_the_first_holds_and_what_holds_comes_first(mended: Repairs) -> None:
    holding = [each.plan.holds for each in mended.ranked]
    assert holding == sorted(holding, reverse=True)


def single_moves(found: Repairs) -> set[str]:
    """Return the moves that mend a plan by themselves."""
    holding = [each for each in found.ranked if each.plan.holds and len(each.patches) == 1]
    return {each.patches[0].move for each in holding}


def test_what_is_hardly_watched_is_mended_by_watching_or_paying(mended: Repairs) -> None:
    assert {"verify", "pay"} <= single_moves(mended)


def test_who_is_paid_for_good_before_it_acts_must_act_first_or_at_once() -> None:
    """Nothing that the government gets can be taken back, so watching it is no help."""
    found = single_moves(repaired(FOR_EVER, top=40))
    assert {"reorder", "exchange", "pay"} <= found
    assert "verify" not in found


def test_no_party_gives_way_where_it_did_not_before(mended: Repairs) -> None:
    def short(plan: Plan) -> list[int]:
        return ((plan.found.relative[0] < -1e-9) & (plan.found.scale[0] > 0)).sum(axis=0).tolist()

    before = short(mended.plan)
    for each in mended.ranked:
        assert all(now <= was for was, now in zip(before, short(each.plan), strict=True))


def test_a_pair_does_what_neither_change_does_alone(mended: Repairs) -> None:
    alone = {each.patches: each for each in mended.ranked if len(each.patches) == 1}
    for each in mended.ranked:
        if len(each.patches) == 2:
            first = alone.get(each.patches[:1])
            assert first is None or each.plan.smallest > first.plan.smallest


@given(texts(parties=2))
@settings(max_examples=25, deadline=None)
def test_a_move_changes_the_file_as_it_says(text: str) -> None:
    """Made in the text or in what the text says, a change comes to the same plan."""
    plan = examined(text)
    assume(plan.found.scale.any())
    for move in all_moves():
        for patch in list(move.propose(plan, Limit()))[:6]:
            again = load_text(apply(text, patch.edits))
            assert again.document.tree is not None
            raw = changed(plan.raw, patch.edits)
            there, here = examine(again.document.tree.plain()), examine(raw)
            assert (there is None) == (here is None)
            quick = examine(raw, plan)
            assert (quick is None) == (here is None)
            if there and here and quick:
                assert there.roadmap == here.roadmap == quick.roadmap
                assert there.smallest == pytest.approx(here.smallest)
                # What was not read again is the same as if it had been.
                assert quick.whole == here.whole
                assert quick.stages == here.stages
                assert (quick.found.relative == here.found.relative).all()
            assert str(patch.what)
            assert set(patch.steps) <= plan.roadmap.steps.keys()
            assert patch.changes >= 1


@pytest.mark.parametrize("move", all_moves(), ids=lambda move: move.name)
def test_a_move_is_named_and_documented(move: Move) -> None:
    import inspect

    module = inspect.getmodule(move.propose)
    assert module is not None
    assert move.name.replace("-", "_") == module.__name__.rsplit(".", 1)[1]
    assert (module.__doc__ or "").strip().endswith(".")


def test_a_stage_keeps_its_name_when_it_moves() -> None:
    named = STALL.replace("- [waiver]", "- {name: Relief, steps: [waiver]}")
    plan = examined(named)
    raw = changed(plan.raw, plan.rescheduled([["talks"], ["waiver"]]))
    assert raw["schedule"] == [["talks"], {"name": "Relief", "steps": ["waiver"]}]


def test_a_stage_of_one_step_is_written_as_the_file_writes_it() -> None:
    plan = examined(STALL.replace("- [waiver]", "- waiver").replace("- [talks]", "- talks"))
    raw = changed(plan.raw, plan.rescheduled([["talks"], ["waiver"]]))
    assert raw["schedule"] == ["talks", "waiver"]


COMMENTED = STALL.replace("- [waiver]", "- waiver   # by decree").replace(
    "- [talks]", "# Both sides:\n  - name: Round one   # in Geneva\n    steps: [talks]   # at last"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_stays_beside_its_stage(end: str) -> None:
    """Where two stages become one, their comments stand one after the other."""
    text = COMMENTED.replace("\n", end)
    plan = examined(text)
    expected = {
        (("talks",), ("waiver",)): {"talks": "# in Geneva; # at last", "waiver": "# by decree"},
        (("waiver", "talks"),): {"waiver": "# by decree; # in Geneva; # at last"},
    }
    for stages, comments in expected.items():
        edited = apply(text, plan.rescheduled(stages))
        new = follow(text, edited, plan, examined(edited))
        assert load_text(new).roadmap == load_text(edited).roadmap
        assert new.count("\n") == new.count(end)
        schedule = new.split("schedule:")[1]
        for step, comment in comments.items():
            (line,) = [line for line in schedule.split(end) if step in line]
            assert line.endswith(comment)
        assert schedule.count("#") - schedule.count("# Both") == 3


def test_a_text_whose_schedule_stays_is_left_alone() -> None:
    plan = examined(COMMENTED)
    assert follow(COMMENTED, COMMENTED, plan, plan) == COMMENTED


def test_the_requirement_of_an_exchange_is_dropped() -> None:
    waits = STALL.replace("talks: {obligors: gov,", "talks: {obligors: gov, requires: waiver,")
    exchange = next(move for move in all_moves() if move.name == "exchange")
    (patch,) = exchange.propose(examined(waits), Limit())
    raw = changed(examined(waits).raw, patch.edits)
    assert "requires" not in raw["steps"]["talks"]
    assert raw["steps"]["talks"]["escrow"] == raw["steps"]["waiver"]["escrow"]
    assert raw["schedule"] == [["waiver", "talks"]]


def test_a_gain_that_persists_can_be_made_to_end() -> None:
    persists = STALL.replace("gov: 3}", "gov: 3}, persists: 1")
    move = next(move for move in all_moves() if move.name == "snap-back")
    plan = examined(persists)
    (patch,) = move.propose(plan, Limit())
    after = examine(changed(plan.raw, patch.edits))
    assert after is not None
    assert after.smallest > plan.smallest


def test_what_cannot_be_undone_is_not_proposed_to_end() -> None:
    """Weapons that are destroyed do not come back because a text says so."""
    move = next(move for move in all_moves() if move.name == "snap-back")
    assert not list(move.propose(examined(FOR_EVER), Limit()))


def test_the_syrian_plan_is_mended_by_moving_the_incentive() -> None:
    found = repair(load(path("syria-2254")), top=3)
    best = found.ranked[0]
    assert best.plan.holds
    assert [patch.move for patch in best.patches] == ["reorder"]


SURE = """
title: It holds with much to spare
unit: year
parties: {north: {patience: 0.9, dividend: 5}, south: {patience: 0.9, dividend: 5}}
steps:
  one: {obligors: north, stakes: {north: -1, south: 2}}
  two: {obligors: south, stakes: {north: 2, south: -1}}
"""


@pytest.mark.parametrize("proved", [True, False])
def test_an_order_is_called_the_best_only_where_that_is_proved(proved: bool) -> None:
    def searched(*args: Any, **limits: Any) -> OrderSearch:
        found = order(*args, **limits)
        assert found.certificate.exact
        return replace(found, certificate=replace(found.certificate, exact=proved))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reorder, "order", searched)
        first = next(reorder.propose(examined(STALL), Limit()))
    assert ("in the best order:" in str(first.what)) == proved
    assert ("in the best order that was found:" in str(first.what)) != proved


def test_what_makes_no_difference_is_not_proposed() -> None:
    """Nothing here is a range, so a change makes the plan hold or adds one per cent of slack."""
    for text in (STALL, FOR_EVER, SURE):
        found = repaired(text, top=40)
        for each in found.ranked:
            gained = each.plan.smallest - found.plan.smallest
            assert gained > 0.01 or each.plan.holds > found.plan.holds


@pytest.mark.parametrize("name", ["jcpoa", "prespa", "six-party-2007"])
def test_a_plan_that_holds_is_not_said_to_be_made_to_hold(name: str) -> None:
    found = repair(load(path(name)))
    assert found.plan.holds
    assert "makes it hold" not in " ".join(found.to_dict()["words"])


def test_what_is_said_of_a_payment_is_what_is_written() -> None:
    """Six and two thirds are enough; 6.67 is written into the file."""
    text = """
    title: Unpaid
    unit: year
    alternatives: {stall: no, walk away: obligors}
    parties: {north: {}, south: {}}
    roles: {fund: {role: donor}}
    steps:
      aid: {obligors: fund, stakes: {north: 1}}
      talks: {obligors: south, stakes: {south: -1, north: 1}}
    """
    found = repaired(text)
    (each,) = [each for each in found.ranked if each.patches[0].move == "pay"]
    assert "once: 6.67}" in each.text
    assert "gets 6.67 when" in str(each.patches[0].what)


def test_without_stakes_there_is_nothing_to_weigh() -> None:
    with pytest.raises(NothingToWeigh):
        repaired("title: T\nparties: {gov: {}}\nsteps: {a: {obligors: gov}}")


def test_top_must_be_positive() -> None:
    with pytest.raises(ValueError, match="top"):
        repaired(STALL, top=0)


def test_time_must_be_positive() -> None:
    with pytest.raises(ValueError, match="time"):
        repair(load_text(STALL), time=0)


class Ticks:
    """A clock that moves on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Return the time."""
        self.seconds += 1
        return self.seconds


RANGED = STALL.replace("donor_state: -1, gov: 3", "donor_state: [-2, -1, 0], gov: [2, 3, 4]")


@pytest.mark.parametrize("text", [STALL, RANGED])
def test_when_the_time_is_over_the_best_so_far_is_returned(text: str) -> None:
    whole = repaired(text, top=40)
    found = repair(load_text(text), top=40, time=16, now=Ticks())
    assert found.stopped
    assert not whole.stopped
    assert 0 < found.weighed < whole.weighed
    assert found.ranked
    for each in found.ranked:
        assert each.plan.smallest > found.plan.smallest
        assert load_text(each.text).ok
        assert (each.shares is None) == (text is STALL)


def test_that_the_time_was_over_is_said_and_written() -> None:
    found = repair(load_text(STALL), time=16, now=Ticks())
    assert "The time allowed was over after" in found.to_dict()["words"][-1]
    assert "there may be better ones" in found.to_dict()["words"][-1]
    assert found.to_dict()["stopped_by"] == "time"
    assert "The time allowed was over" in found._repr_html_()
    whole = repaired(STALL).to_dict()
    assert whole["stopped_by"] is None
    assert "time" not in " ".join(whole["words"])


def test_every_move_has_its_turn_before_one_is_through() -> None:
    items = list(in_turn([iter("aaaa"), iter("b"), iter(""), iter("cc")]))
    assert "".join(items) == "abcacaa"
