"""Published results, each found again by analysing a plan.

The plans say who gains what; the numbers come out of the analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from game.plans import plan
from khutwa.game import Analysis, analyse


def analysed(text: str) -> Analysis:
    return analyse(plan(text))


def turning_point(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where a plan that holds at `low` and breaks at `high` turns."""
    assert holds(low)
    assert not holds(high)
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def dilemma(cost: float, gain: float) -> str:
    """Return the repeated prisoner's dilemma: each can do something that helps the other more."""
    return f"""
    title: Prisoner's dilemma
    unit: year
    parties: {{row: {{patience: 0.9}}, column: {{patience: 0.9}}}}
    steps:
      row_helps: {{obligors: row, verification: {{detects: 100%}},
                   stakes: {{row: {-cost}, column: {gain}}}}}
      column_helps: {{obligors: column, verification: {{detects: 100%}},
                      stakes: {{row: {gain}, column: {-cost}}}}}
    schedule: [[row_helps, column_helps]]
    """


@pytest.mark.parametrize(("cost", "gain"), [(1, 2), (1, 3), (3, 4), (2, 5)])
def test_help_that_costs_c_and_brings_b_lasts_from_a_discount_factor_of_c_over_b(
    cost: float, gain: float
) -> None:
    """The textbook condition delta >= c / b: Fudenberg & Maskin (1986), Econometrica 54:533-554."""
    analysis = analysed(dilemma(cost, gain))
    for party in ("row", "column"):
        threshold = analysis.closing[party].patience.threshold
        assert threshold == pytest.approx(cost / gain, abs=1e-8)
    assert analysis.worst("row").temptation == "stall"


def test_the_dilemma_of_5_3_1_0_is_solved_by_grim_trigger_from_one_half() -> None:
    """Payoffs T, R, P, S = 5, 3, 1, 0: delta* = (T - R) / (T - P) = 1/2 (Friedman 1971).

    Against no deal, both defecting, help brings T - P = 4 and costs T - R = 2 once the other helps
    too. What helping alone costs, P - S, plays no part in the condition.
    """
    analysis = analysed(dilemma(cost=5 - 3, gain=5 - 1))
    assert analysis.closing["row"].patience.threshold == pytest.approx(1 / 2, abs=1e-8)


def rising_power(later: float, now: float = 0.3, cost: float = 0.1, delta: float = 0.9) -> str:
    """Return Fearon's bargain over one unit a year with a rival whose power rises next year.

    No deal is war now, which gives the declining side (1 - now) / (1 - delta) - cost. In the first
    year the rising side can concede everything, which is 1. From then on it concedes what keeps the
    other from a war that it would win with a chance of 1 - later, a year's worth of
    (1 - later) - cost (1 - delta). All stakes are counted from war now.
    """
    war_now = (1 - now) - cost * (1 - delta)
    peace_later = (1 - later) - cost * (1 - delta)
    war_later = ((1 - later) / (1 - delta) - cost) - ((1 - now) / (1 - delta) - cost)
    return f"""
    title: A rising power
    unit: year
    parties: {{declining: {{patience: {delta}}}, rising: {{patience: {delta}}}}}
    steps:
      concession: {{obligors: rising, takes: 0 years, reversible: false, persists: 0,
                    stakes: {{declining: {1 - war_now}}}}}
      shift: {{obligors: rising, takes: 1 year, reversible: false, persists: 0,
               stakes: {{declining: {{flow: {peace_later - 1}, outside: {war_later}}}}}}}
    schedule: [concession, shift]
    """


def test_a_shift_of_power_brings_preventive_war_above_fearons_threshold() -> None:
    """War iff delta p2 - p1 > c (1 - delta)^2: Fearon (1995), Int. Organization 49:379-414."""
    found = turning_point(lambda later: analysed(rising_power(later)).holds, 0.31, 0.9)
    assert found == pytest.approx(0.334444, abs=1e-6)
    broken = analysed(rising_power(0.34)).weakest
    assert (broken.party, broken.row, broken.temptation) == ("declining", 0, "walk away")


@pytest.mark.parametrize("delta", [0.5, 0.95])
@pytest.mark.parametrize("cost", [0.05, 0.5])
def test_fearons_threshold_at_other_discount_factors_and_costs(delta: float, cost: float) -> None:
    def holds(later: float) -> bool:
        return analysed(rising_power(later, 0.2, cost, delta)).holds

    threshold = (0.2 + cost * (1 - delta) ** 2) / delta
    assert turning_point(holds, 0.2, 0.9) == pytest.approx(threshold, abs=1e-6)


def offer(waiting: float, share: float = 0) -> str:
    """Return one round of bargaining over 1, in which the answering side is offered a share.

    To refuse is to walk away to the next round, worth `waiting`. A deal takes that way away.
    """
    return f"""
    title: One round
    unit: year
    parties: {{answering: {{patience: 0.5}}}}
    roles: {{proposing: {{role: mediator}}}}
    steps:
      round: {{obligors: proposing, takes: 0 years, reversible: false,
               stakes: {{answering: {{outside: {waiting}}}}}}}
      deal: {{obligors: proposing, takes: 0 years, reversible: false,
              stakes: {{answering: {{once: {share}, outside: {-waiting}}}}}}}
    schedule: [round, deal]
    """


@pytest.mark.parametrize(
    ("first", "second", "share"), [(0.9, 0.9, 0.526316), (0.95, 0.8, 0.833333), (0.5, 0.5, 2 / 3)]
)
def test_the_shares_of_alternating_offers(first: float, second: float, share: float) -> None:
    """Rubinstein (1982), Econometrica 50:97-109: (1 - d2) / (1 - d1 d2) for who proposes first.

    From a last round backwards: who answers must be given what the next round, in which it
    proposes, is worth to it a year earlier.
    """
    keeps, discount, rounds = 1.0, (first, second), 0
    while True:
        before = keeps
        for answering in (0, 1):
            # A round earlier the other side proposes, and this one would keep `keeps` next year.
            waiting = discount[answering] * keeps
            keeps = 1 + analysed(offer(waiting)).table[1][0].slack
        rounds += 1
        if abs(keeps - before) < 1e-8:
            break
        assert rounds < 200
    assert keeps == pytest.approx(share, abs=1e-6)
    # Whatever the answering side is offered below the rest, it refuses.
    assert analysed(offer(waiting, 1 - keeps)).holds
    assert not analysed(offer(waiting, 1 - keeps - 1e-6)).holds


PATIENCE, PRIZE = 0.8, 1.0


def project(sizes: Sequence[float], waits: Sequence[float]) -> str:
    """Return a project that two sides pay for in turn, worth 1 to each once it is complete.

    Contributions are sunk and a year apart. Before each, its side may walk away from its turn,
    which is to wait: `waits` says what that is worth.
    """
    lines = [f"parties: {{a: {{patience: {PATIENCE}}}, b: {{patience: {PATIENCE}}}}}"]
    lines += ["title: A public good", "unit: year", "roles: {calendar: {role: observer}}", "steps:"]
    last = len(sizes) - 1
    for turn, (size, wait) in enumerate(zip(sizes, waits, strict=True)):
        mover, other = ("a", "b") if turn % 2 == 0 else ("b", "a")
        prize = PRIZE if turn == last else 0
        lines.append(
            f"  turn{turn}: {{obligors: calendar, reversible: false, "
            f"takes: {min(turn, 1)} years, stakes: {{{mover}: {{outside: {wait}}}}}}}"
        )
        lines.append(
            f"  give{turn}: {{obligors: {mover}, reversible: false, takes: 0 years, stakes: {{"
            f"{mover}: {{once: {prize - size}, outside: {-wait}}}, {other}: {{once: {prize}}}}}}}"
        )
    names = [name for turn in range(last + 1) for name in (f"turn{turn}", f"give{turn}")]
    return "\n".join([*lines, f"schedule: [{', '.join(names)}]"])


def thresholds(count: int) -> tuple[list[float], list[float]]:
    """Return the largest contributions that are made, the first one first, and what waits bring.

    From the last backwards: who waits leaves the turn to the other side, and will be next year
    where the other side is now.
    """
    sizes: list[float] = []
    waits: list[float] = []
    for _ in range(count):
        free = analysed(project([0, *sizes], [0, *waits]))
        wait = PATIENCE * free.table[0][1].slack
        nothing = analysed(project([0, *sizes], [wait, *waits]))
        sizes.insert(0, nothing.table[1][0].slack)
        waits.insert(0, wait)
    return sizes, waits


def test_the_contributions_of_admati_and_perry() -> None:
    """(1 - d) V, then d^(2k-3) (1 - d^2) V from the end: Admati & Perry (1991), RES 58:259-276."""
    sizes, waits = thresholds(4)
    assert sizes[::-1] == pytest.approx([0.2, 0.288, 0.18432, 0.117965], abs=1e-6)
    analysis = analysed(project(sizes, waits))
    assert analysis.holds
    assert all(analysis.table[2 * turn + 1][turn % 2].on_the_edge for turn in range(4))


@pytest.mark.parametrize("turn", range(4))
def test_a_contribution_above_its_threshold_is_not_made(turn: int) -> None:
    sizes, waits = thresholds(4)
    sizes[turn] += 1e-6
    link = analysed(project(sizes, waits)).table[2 * turn + 1][turn % 2]
    assert not link.holds
    assert link.temptation == "walk away"


def test_a_cost_of_nine_tenths_takes_six_contributions() -> None:
    sizes, waits = thresholds(6)
    assert sum(sizes[1:]) < 0.9 < sum(sizes)
    rest = 0.9 - sum(sizes[1:])
    assert analysed(project([rest, *sizes[1:]], waits)).holds
    assert not analysed(project([rest + 0.1, *sizes[2:]], waits[1:])).holds


def test_the_project_is_completed_only_if_its_cost_is_below_its_worth_to_one_side() -> None:
    """What is still missing from V shrinks by d^2 a contribution and is never made up."""
    sizes, _ = thresholds(9)
    missing = [PRIZE - sum(sizes[turn:]) for turn in range(9)][::-1]
    assert all(rest > 0 for rest in missing)
    ratios = [after / before for before, after in pairwise(missing[1:])]
    assert ratios == pytest.approx([PATIENCE**2] * len(ratios), abs=1e-6)


def small_steps(first: float) -> str:
    """Return an exchange of which a share comes first, and the rest after three years of trust.

    Each side gives what costs it 2 a year and brings the other 3; the whole brings peace, 1 a year.
    """
    rest = 1 - first
    later = "{obligors: %s, takes: 3 years, stakes: {%s: %s, %s: %s}}"
    return f"""
    title: Starting small
    unit: year
    parties: {{north: {{patience: 0.55, dividend: 1}}, south: {{patience: 0.55, dividend: 1}}}}
    steps:
      north_begins: {{obligors: north, stakes: {{north: {-2 * first}, south: {3 * first}}}}}
      south_begins: {{obligors: south, stakes: {{south: {-2 * first}, north: {3 * first}}}}}
      north_goes_on: {later % ("north", "north", -2 * rest, "south", 3 * rest)}
      south_goes_on: {later % ("south", "south", -2 * rest, "north", 3 * rest)}
    schedule: [[north_begins, south_begins], [north_goes_on, south_goes_on]]
    """


def test_starting_small_lets_a_plan_hold_that_starting_large_breaks() -> None:
    """Watson (1999), J. Economic Theory 85:52-90: low stakes first, while much is still to come.

    By hand at a share s first: once it is done, complying is worth s a year for three years and 2
    a year for good from then on; stalling brings 3 s, once.
    """
    large, small = analysed(small_steps(1)), analysed(small_steps(0.5))
    assert not large.holds
    assert (large.weakest.row, large.weakest.temptation) == (0, "stall")
    assert small.holds
    three_years, then = (1 - 0.55**3) / 0.45, 0.55**3 * 2 / 0.45
    first = [found.table[0][0].slack for found in (large, small)]
    assert first == pytest.approx([0.55 * (s * three_years + then - 3 * s) for s in (1, 0.5)])
    assert first[1] > 0 > first[0]
