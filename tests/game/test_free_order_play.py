"""Who moves next, where that ends, and what is said of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.free_order_tree import Tree
from game.plans import plan
from game.test_free_order import free_plans, solver
from khutwa.game import FreeOrder, Precision, TooLarge, play
from khutwa.game.free_play.solve import Solver
from khutwa.game.kernels import available
from khutwa.game.quantal.response import _logit
from khutwa.roadmap.model import Roadmap

HEAD = """
title: Two sides
unit: year
parties: {north: {name: North, patience: 0.5}, south: {name: South, patience: 0.5}}
roles: {donor: {role: donor}}
steps:
"""


def played(steps: str, head: str = HEAD, *lambdas: float) -> FreeOrder:
    return play(plan(head + steps), Precision(lambdas) if lambdas else None)


def words(free: FreeOrder) -> list[str]:
    return free.to_dict()["words"]


def events(free: FreeOrder) -> list[tuple[str | None, frozenset[str]]]:
    return [(move.party, frozenset(move.steps)) for move in free.moves]


@given(free_plans())
@settings(max_examples=100, deadline=None)
def test_the_moves_are_those_on_the_whole_tree(roadmap: Roadmap) -> None:
    free, tree = play(roadmap), Tree(roadmap).play()
    assert events(free) == list(tree.play)
    assert tree.end == (free.leaver or free.end)
    whole = {name for move in free.moves for name in move.steps}
    assert (free.end == "done") == (whole == set(free.roadmap.steps))


@given(free_plans(), st.sampled_from([math.inf, 0.0, 5.0, 300.0]))
@settings(max_examples=40, deadline=None)
@pytest.mark.skipif(not available(), reason="numba is not installed")
def test_compiled_and_interpreted_code_agree(roadmap: Roadmap, lam: float) -> None:
    one, other = solver(roadmap), solver(roadmap, compiled=True)
    slow, fast = one.values(lam), other.values(lam)
    assert fast == pytest.approx(slow, rel=1e-12, abs=1e-12)
    if math.isfinite(lam):
        slow_spread, fast_spread = one.spread(slow, lam), other.spread(fast, lam)
        assert fast_spread.done == pytest.approx(slow_spread.done, abs=1e-12)
        assert fast_spread.units == pytest.approx(slow_spread.units, abs=1e-12)


@given(free_plans(most=3), st.sampled_from([1.0, 30.0]))
@settings(max_examples=40, deadline=None)
def test_a_party_alone_with_its_answers_weighs_them_as_in_an_agreed_order(
    roadmap: Roadmap, lam: float
) -> None:
    """The last party that is asked, where nothing it can do needs the consent of another."""
    found = solver(roadmap)
    rules = found.rules
    last = len(rules.horizon) - 1
    able = rules.ready(0)
    own = [c for c in able if last in rules.owners[c]]
    if any(len(rules.owners[c]) > 1 for c in own) or not rules.scale[last]:
        return
    value = found.values(lam)
    then = [
        rules.terms[c, last] @ (0, 0, 1, value[found.states.searchsorted(1 << c), last])
        for c in own
    ]
    role = rules.unowed(able)
    passing = 0.0
    if role is not None:
        after = value[found.states.searchsorted(1 << role), last]
        passing = float(rules.terms[role, last] @ (0, 0, 1, after))
    leaves = float(rules.may_leave(last, able))
    shares = _logit(
        found.rules.game.discount[:1, None] * 0 + [[*then, passing, 0.0]] / rules.scale[last],
        rules.scale[:1] * 0 + lam,
        rules.scale[:1] * 0 + [*([1.0] * (len(then) + 1)), leaves],
    )[0]
    answers = found.answers(0, value, lam)[last]
    count = len(rules.sure)
    assert [*answers[own], answers[count], answers[count + 1]] == pytest.approx(shares, abs=1e-9)


APART = """
  open: {name: Road, obligors: north, stakes: {north: -1, south: 3}}
  hand: {name: Weapons, obligors: south, stakes: {north: 3, south: -1}}
schedule: [[open, hand]]
"""


STAY = HEAD.replace("parties:", "alternatives: {walk away: obligors}\nparties:")


def test_nobody_begins_where_the_other_would_not_answer() -> None:
    """Who has done its part cannot leave, so the other keeps 3 a year rather than have 2."""
    free = played(APART, STAY)
    assert (free.moves, free.end, free.worth) == ((), "frozen", (0, 0))
    assert free.agreed.holds
    assert words(free) == [
        "Left to themselves, the parties do nothing: nobody makes the first move.",
        "The agreed order holds: it brings about what the parties would not do by themselves.",
    ]


def test_who_can_take_its_step_back_by_leaving_is_answered() -> None:
    """Once South has done its part, it would leave rather than bear -1 a year for ever.

    That would take the weapons back, so North has the choice of 3 a year now and 2 from the next
    year on, worth 3 + 0.5 * 4, and nothing. South begins, because North would not: it is asked
    first and knows that South will move if it does not.
    """
    free = played(APART)
    assert events(free) == [("south", {"hand"}), ("north", {"open"})]
    assert free.worth == pytest.approx((0.5 * (3 + 0.5 * 4), 0.5 * (-1 + 0.5 * 4)))


def test_an_exchange_is_one_move_that_both_agree_to() -> None:
    """Both have 2 a year for ever from one year on: 2 * 2 / 2."""
    free = played(APART.replace("obligors", "escrow: swap, obligors"))
    (move,) = free.moves
    assert (move.party, set(move.steps), move.agree) == ("north", {"open", "hand"}, ("south",))
    assert free.end == "done"
    assert free.worth == pytest.approx((2, 2))
    assert words(free) == [
        "Left to themselves, the parties carry out the whole plan.",
        "The first to move is North, with “Road” and “Weapons”; South must agree, and would.",
        "The agreed order holds too: at no stage does a party gain by stalling or walking away.",
    ]


def test_what_is_done_freely_can_fail_in_the_agreed_order() -> None:
    """Nobody sees that the weapons come back, so South takes them back: 3 a year for 2."""
    free = played(
        APART.replace("obligors", "escrow: swap, obligors").replace(
            "hand: {", "hand: {verification: {by: donor, detects: 0%}, "
        )
    )
    assert (free.end, free.agreed.holds) == ("done", False)
    assert "The agreed order does not hold: in it a party gains" in words(free)[-1]


def test_a_party_leaves_when_it_has_got_what_it_wanted() -> None:
    free = played("""
  seat: {name: Seat, obligors: north, stakes: {north: {once: 1}, south: {outside: 9}}}
  vote: {name: Vote, obligors: south, requires: seat, stakes: {north: 1, south: 1}}
""")
    assert events(free) == [("north", {"seat"})]
    assert (free.end, free.leaver) == ("walk away", "south")
    # A year away, 1 and 9 count half.
    assert free.worth == pytest.approx((0.5, 4.5))
    assert words(free)[0] == (
        "Left to themselves, the parties do not complete the plan: South walks away after “Seat”."
    )


def test_only_obligors_may_leave_where_the_file_says_so() -> None:
    """South would gain by leaving and owes nothing; North would not do what costs it."""
    steps = """
  seat: {obligors: north, stakes: {north: {once: 1}, south: {outside: 9}}}
"""
    later = "  vote: {obligors: north, requires: seat, stakes: {north: -1}}\n"
    assert played(steps + later, HEAD).leaver == "south"
    assert played(steps + later, STAY).end == "frozen"


def test_what_no_party_owes_comes_when_all_have_passed() -> None:
    free = played("""
  pay: {name: Payment, obligors: donor, stakes: {north: {once: 2}}}
  open: {name: Road, obligors: north, requires: pay, stakes: {north: {once: 1}}}
""")
    assert events(free) == [(None, {"pay"}), ("north", {"open"})]
    assert words(free)[1] == (
        "First comes “Payment”, which no party owes; no party moves before."
    )
    assert any("no party owes" in said for said in free.to_dict()["protocol"])


def test_who_is_equally_well_off_moves_first_in_the_order_of_the_file() -> None:
    free = played("""
  one: {obligors: south, stakes: {north: {once: 1}}}
  two: {obligors: south}
""")
    assert events(free) == [("south", {"one"}), ("south", {"two"})]


def test_moves_may_fail() -> None:
    free = played("""
  open: {obligors: north, performers: donor, reliability: 80%, stakes: {north: {once: 1}}}
  hand: {obligors: north, performers: donor, reliability: 50%, stakes: {north: {once: 1}}}
""")
    assert free.sure == pytest.approx(0.4)
    assert words(free)[2].startswith("The chance that all these moves succeed is 40%")


def test_blind_chance_counts_answers() -> None:
    """North does, passes or leaves; South, if asked, passes or leaves: a third is done."""
    free = played("  open: {obligors: north, stakes: {north: 1, south: 1}}\n", HEAD, 0.0)
    (found,) = free.chances
    assert found.done == pytest.approx(1 / 3)
    assert found.frozen == pytest.approx(1 / 6)
    assert found.left == pytest.approx((1 / 3, 1 / 6))
    assert found.steps == pytest.approx((1 / 3,))
    assert words(free)[-1] == (
        "If the parties err, with lambda 0, all is done with a chance of 33.3%."
    )


def test_without_noise_chances_are_those_of_the_moves() -> None:
    free = played(APART.replace("obligors", "escrow: swap, obligors"), HEAD, 1e6, 1.0)
    assert [each.rationality for each in free.chances] == [1, 1e6]
    assert free.chances[-1].done == pytest.approx(1)
    assert free.chances[-1].worth == pytest.approx(free.worth)


def test_nothing_is_said_of_a_plan_without_stakes() -> None:
    free = played("  open: {obligors: north}\n")
    assert "gives no stakes" in words(free)[0]
    assert len(words(free)) == 1


def test_a_plan_with_too_many_states_is_refused_beforehand() -> None:
    steps = "".join(f"  s{n}: {{obligors: north, stakes: {{north: 1}}}}\n" for n in range(40))
    with pytest.raises(TooLarge) as caught:
        play(plan(HEAD + steps), memory=10**6)
    assert "allowed are 1 MB" in str(caught.value.message)
    with pytest.raises(TooLarge) as caught:
        play(plan(HEAD + steps + steps.replace("  s", "  t")))
    assert "too many steps" in str(caught.value.message)


def test_memory_is_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Solver] = []
    begin = Solver.__init__

    def noted(self: Solver, *args: object, **kwargs: object) -> None:
        begin(self, *args, **kwargs)  # type: ignore[arg-type]
        seen.append(self)

    monkeypatch.setattr(Solver, "__init__", noted)
    steps = "".join(f"  s{n}: {{obligors: north, stakes: {{north: 1}}}}\n" for n in range(6))
    play(plan(HEAD + steps), Precision((1.0,)), memory=64 * 40)
    assert len(seen[0].states) == 64
    with pytest.raises(TooLarge):
        play(plan(HEAD + steps), Precision((1.0,)), memory=64 * 40 - 1)


@pytest.mark.parametrize("lambdas", [(), (-1.0,), (math.inf,), (math.nan,)])
def test_a_lambda_that_cannot_be_is_refused(lambdas: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="lambda"):
        play(plan(HEAD + APART), Precision(lambdas))


def test_no_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="memory"):
        play(plan(HEAD + APART), memory=0)


def test_a_notebook_shows_what_is_said() -> None:
    page = played(APART, STAY, 5.0)._repr_html_()
    assert "nobody makes the first move" in page
    assert page.count("<table>") == 3
