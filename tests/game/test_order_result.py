"""What the order search says, and what it does at its limits."""

from __future__ import annotations

import json
import math

import pytest
from click.testing import CliRunner
from rich.console import Console

from game.plans import plan
from khutwa.cli.main import group
from khutwa.game import InfeasibleSchedule, OrderSearch, order
from khutwa.game.ordering.problem import TooManyStages
from khutwa.game.ordering.result import differs

TRADE = """
title: Money for arms
unit: year
parties: {gov: {name: The government, patience: 0.5}, opp: {name: The rebels, patience: 0.5}}
steps:
  money: {name: Money, obligors: gov, takes: 0 years, reversible: false, requires: talks,
    stakes: {gov: {once: -1}, opp: {once: 2}}}
  arms: {name: Arms, obligors: opp, takes: 0 years, reversible: false,
    stakes: {opp: {once: -1}, gov: {once: 2}}}
  talks: {name: Talks, obligors: gov, takes: 0 years, stakes: {gov: {once: 0}}}
schedule: [talks, money, arms]
"""


AID_FIRST = """
title: Aid for arms
unit: year
parties: {opp: {name: The rebels, patience: 0.5}}
roles: {un: {role: donor}}
steps:
  aid: {name: Aid, obligors: un, takes: 0 years, reversible: false, stakes: {opp: {once: 2}}}
  arms: {name: Arms, obligors: opp, takes: 0 years, reversible: false, stakes: {opp: {once: -1}}}
schedule: [aid, arms]
"""


def shown(search: OrderSearch) -> str:
    """Return what a terminal shows."""
    console = Console(width=200, record=True, file=None)
    with console.capture() as text:
        console.print(search)
    return text.get()


def test_who_gains_first_has_no_reason_to_go_on() -> None:
    """Money first: the rebels then lose 1 of their 3 by giving up arms, and keep 0 by leaving.

    Arms first: the government then loses 1 of its 3 by paying. Both orders break at the last step.
    Only the two at the same time leave each with 1 more than nothing, though either would gain 2
    by withholding its own; in escrow nothing is gained that way.
    """
    alone = order(plan(TRADE))
    assert alone.best.smallest == pytest.approx(-1 / 3)
    assert alone.certificate.exact
    assert not alone.best.holds
    together = order(plan(TRADE), stage_size=2)
    # Stalling is worth 2, complying 1: still -1 of 3.
    assert together.best.smallest == pytest.approx(-1 / 3)
    held = TRADE.replace("takes: 0 years, reversible", "escrow: swap, takes: 0 years, reversible")
    swapped = order(plan(held.replace("[talks, money, arms]", "[talks, [money, arms]]")))
    assert swapped.best.stages[-1] == ("money", "arms")
    assert swapped.best.smallest == pytest.approx(1 / 3)


def test_what_moved_and_why_is_said_in_plain_words() -> None:
    search = order(plan(AID_FIRST))
    # With aid still to come giving up arms is worth -1 + 2, and stalling 0.
    assert search.best.stages == (("arms",), ("aid",))
    assert search.best.smallest == pytest.approx(1 / 3)
    assert search.current is not None
    assert search.current.smallest == pytest.approx(-1 / 3)
    said = shown(search)
    assert "Before, the weakest link was The rebels at “Arms”, with a margin of -33.3%" in said
    assert "there it now has 33.3%" in said
    assert "When The rebels comes to it, “Aid” is still to come." in said
    assert "Proved" in said
    assert "<caption>" in search._repr_html_()


def test_another_order_is_written_by_the_numbers_of_the_best_one() -> None:
    search = order(plan(AID_FIRST))
    assert search.best.stages == (("arms",), ("aid",))
    assert "2 → 1" in shown(search)


def test_a_step_that_shares_its_stage_in_the_best_order_is_named() -> None:
    text = TRADE.replace("takes: 0 years, reversible", "escrow: swap, takes: 0 years, reversible")
    free = "  visits: {name: Visits, obligors: opp, takes: 0 years, stakes: {opp: {once: 1}}}"
    text = text.replace("schedule: [talks", f"{free}\nschedule: [talks, visits")
    # In the file the two stand apart.
    assert "1 → 2 → Money → Arms" in shown(order(plan(text)))


def test_the_best_order_of_the_file_is_left_as_it_is() -> None:
    said = shown(order(plan(TRADE)))
    assert "The order of the file is already the best." in said


def test_a_schedule_that_cannot_be_followed_is_no_obstacle() -> None:
    search = order(plan(TRADE.replace("[talks, money, arms]", "[money, talks, arms]")))
    assert search.current is None
    assert [fault.step for fault in search.faults] == ["money"]
    assert sorted(search.best.stages) == [("arms",), ("money",), ("talks",)]
    assert "cannot be followed" in shown(search)


def test_a_deadlock_has_no_order() -> None:
    stuck = TRADE.replace("requires: talks", "requires: arms").replace(
        "arms: {", "arms: {requires: money, "
    )
    with pytest.raises(InfeasibleSchedule) as stop:
        order(plan(stuck))
    assert "can never be reached" in str(stop.value.message)


def test_an_exchange_larger_than_a_stage_stands_alone() -> None:
    text = TRADE.replace("takes: 0 years, reversible", "escrow: swap, takes: 0 years, reversible")
    search = order(plan(text))
    assert search.best.stages == (("talks",), ("money", "arms"))
    assert not search.searched
    assert "not among those searched" in shown(search)


def test_steps_of_an_exchange_that_cannot_begin_together_are_ordered_one_by_one() -> None:
    text = TRADE.replace("takes: 0 years, reversible", "escrow: swap, takes: 0 years, reversible")
    search = order(plan(text.replace("requires: talks", "requires: arms")))
    assert search.split == ("swap",)
    stages = [set(stage) for stage in search.best.stages]
    assert stages.index({"arms"}) < stages.index({"money"})
    assert "each is ordered by itself" in shown(search)


def wide(steps: int, takes: int, *, chains: bool = False) -> str:
    """Return a plan of steps that cost one of two parties; free, or in a chain for each party."""
    lines = ["title: Wide", "parties: {a: {dividend: 9}, b: {dividend: 9}}", "steps:"]
    for n in range(steps):
        owner, other = ("a", "b") if n % 2 else ("b", "a")
        requires = f"requires: s{n - 2}, " if chains and n > 1 else ""
        lines.append(
            f"  s{n}: {{obligors: {owner}, {requires}takes: {takes} months, "
            f"stakes: {{{owner}: {{once: {-9 - n % 3}}}, {other}: {2 + n % 5}}}}}"
        )
    return "\n".join(lines)


def test_out_of_memory_the_best_so_far_is_given_with_a_bound() -> None:
    search = order(plan(wide(20, 1)), memory=10**6, top=1)
    assert search.certificate.stopped_by == "memory"
    assert not search.certificate.exact
    assert search.certificate.bound >= search.best.smallest
    assert search.best.smallest >= search.current.smallest  # type: ignore[union-attr]
    assert "too many states" in shown(search)


def test_out_of_time_there_is_an_order_all_the_same() -> None:
    search = order(plan(wide(12, 1)), time=1e-6)
    assert search.certificate.stopped_by == "time"
    assert sorted(name for stage in search.best.stages for name in stage) == sorted(
        search.best.game.steps
    )


def test_out_of_time_at_once_there_is_a_bound_that_no_order_exceeds() -> None:
    text = wide(8, 1)
    stopped, through = order(plan(text), time=1e-6), order(plan(text))
    assert through.certificate.exact
    assert not stopped.certificate.exact
    assert through.best.smallest <= stopped.certificate.bound < math.inf


def test_a_bound_is_finite_where_anyone_has_an_alternative() -> None:
    """In the last stage only the donor owes a step, which is no party and cannot break faith."""
    search = order(plan(DONOR_LAST), time=1e-6)
    assert not search.certificate.exact
    assert search.certificate.bound <= 2
    assert search.to_dict()["certificate"]["gap"] is not None


def test_a_search_out_of_time_does_not_say_that_the_plan_is_too_large() -> None:
    search = order(plan(wide(5, 1)), time=1e-6)
    assert "The time allowed was over" in shown(search)
    assert "too many states" not in shown(search)


def test_that_no_order_holds_is_said_where_the_bound_proves_it() -> None:
    """Nothing can make up for what either party pays in its own step, whichever comes last."""
    text = wide(5, 1).replace("dividend: 9", "dividend: -9")
    through, stopped = order(plan(text)), order(plan(text), time=1e-6)
    assert through.certificate.exact
    assert "No order holds" in shown(through)
    assert not stopped.certificate.exact
    assert stopped.certificate.bound < 0
    assert "Proved: no order holds" in shown(stopped)


def test_more_steps_than_a_machine_word_has_bits() -> None:
    search = order(plan(wide(70, 0, chains=True)), top=1)
    assert search.certificate.exact
    assert len(search.best.stages) == 70


def test_stages_that_could_be_formed_in_too_many_ways_are_refused() -> None:
    with pytest.raises(TooManyStages) as stop:
        order(plan(wide(40, 1)), stage_size=6)
    assert "smaller stages" in str(stop.value.message)


def test_runners_up_differ_in_kind() -> None:
    search = order(plan(wide(8, 1)), top=5)
    found = (search.best, *search.others)
    assert len(found) > 1
    assert all(differs(one, two) for n, one in enumerate(found) for two in found[:n])


def test_without_stakes_no_order_is_better() -> None:
    search = order(plan("title: Bare\nparties: {a: A}\nsteps: {x: {obligors: a}}"))
    assert not search.has_stakes
    assert "no order can be said to be better" in shown(search)


@pytest.mark.parametrize("given", [{"stage_size": 0}, {"top": 0}, {"time": 0}, {"memory": 0}])
def test_limits_that_make_no_sense_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        order(plan(TRADE), **given)  # type: ignore[arg-type]


def test_the_command_writes_json_and_refuses_bad_memory(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "roadmap.yaml"
    file.write_text(TRADE)
    result = CliRunner().invoke(group, ["order", str(file), "--json", "--stage-size", "2"])
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert found["certificate"]["exact"]
    assert {name for stage in found["best"]["stages"] for name in stage} == {
        "arms",
        "money",
        "talks",
    }
    bad = CliRunner().invoke(group, ["order", str(file), "--memory", "much"])
    assert bad.exit_code == 2
    assert "no amount of memory" in bad.output


def test_the_command_names_a_deadlock_instead_of_an_order(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "roadmap.yaml"
    file.write_text(TRADE.replace("requires: talks", "requires: money"))
    result = CliRunner().invoke(group, ["order", str(file)])
    assert result.exit_code == 2
    assert "can never be reached" in result.output


DONOR_LAST = """
title: Aid comes last
unit: year
alternatives: {walk away: obligors}
parties: {north: {patience: 0.8}, south: {patience: 0.8}}
roles: {donor: {role: donor}}
steps:
  leave: {obligors: north, takes: 1 years, stakes: {north: {flow: -1}, south: {flow: 2}}}
  pay: {obligors: south, takes: 1 years, stakes: {south: {flow: -1}, north: {flow: 2}}}
  aid: {obligors: donor, requires: leave and pay, takes: 1 years,
    stakes: {north: {flow: 1}, south: {flow: 1}}}
"""
