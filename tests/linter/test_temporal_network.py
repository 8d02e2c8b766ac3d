"""The temporal network against shortest paths over all pairs, which know nothing of its way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import inf
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.linter.temporal_network import Bound, Network

Bounds = Sequence[Bound[int]]


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[float], list[Bound[int]]]:
    """Draw up to six events with their first times, and bounds between them."""
    count = draw(st.integers(1, 6))
    event = st.integers(0, count - 1)
    rows = draw(st.lists(st.tuples(event, event, st.integers(-4, 6)), max_size=24))
    times = draw(st.lists(st.integers(-20, 5).map(float), min_size=count, max_size=count))
    return times, [Bound(u, v, float(w), number) for number, (u, v, w) in enumerate(rows)]


def distances(count: int, bounds: Bounds) -> list[list[float]]:
    """Return the shortest path between all pairs (Floyd 1962, Warshall 1962)."""
    far = [[0.0 if u == v else inf for v in range(count)] for u in range(count)]
    for bound in bounds:
        far[bound.before][bound.after] = min(far[bound.before][bound.after], bound.most)
    for middle, u, v in product(range(count), repeat=3):
        far[u][v] = min(far[u][v], far[u][middle] + far[middle][v])
    return far


def can_be_met(count: int, bounds: Bounds) -> bool:
    far = distances(count, bounds)
    return all(far[event][event] >= 0 for event in range(count))


def added(times: list[float], bounds: Bounds) -> tuple[Network[int], list[Bound[int]]]:
    """Return a network with these bounds, and those that it took."""
    network: Network[int] = Network(times)
    return network, [bound for bound in bounds if not network.add(bound)]


@settings(max_examples=300, deadline=None)
@given(systems())
def test_a_bound_is_left_out_only_if_it_contradicts_those_before(
    system: tuple[list[float], list[Bound[int]]],
) -> None:
    times, bounds = system
    network: Network[int] = Network(times)
    taken: list[Bound[int]] = []
    for bound in bounds:
        cycle = network.add(bound)
        assert (not cycle) == can_be_met(len(times), [*taken, bound])
        if not cycle:
            taken.append(bound)


@settings(max_examples=300, deadline=None)
@given(systems())
def test_what_contradicts_is_a_negative_cycle_from_which_nothing_can_be_left_out(
    system: tuple[list[float], list[Bound[int]]],
) -> None:
    times, bounds = system
    network: Network[int] = Network(times)
    taken: list[Bound[int]] = []
    for bound in bounds:
        cycle = network.add(bound)
        if not cycle:
            taken.append(bound)
            continue
        assert cycle[0] is bound
        assert all(one in taken for one in cycle[1:])
        pairs = zip(cycle, [*cycle[1:], cycle[0]], strict=True)
        assert all(one.after == following.before for one, following in pairs)
        assert sum(one.most for one in cycle) < 0
        for one in cycle:
            assert can_be_met(len(times), [other for other in cycle if other is not one])


@settings(max_examples=300, deadline=None)
@given(systems())
def test_no_other_cycle_through_the_bound_misses_by_more(
    system: tuple[list[float], list[Bound[int]]],
) -> None:
    times, bounds = system
    network: Network[int] = Network(times)
    taken: list[Bound[int]] = []
    for bound in bounds:
        cycle = network.add(bound)
        if not cycle:
            taken.append(bound)
            continue
        back = distances(len(times), taken)[bound.after][bound.before]
        assert sum(one.most for one in cycle) == bound.most + back


@settings(max_examples=300, deadline=None)
@given(systems())
def test_the_times_are_the_earliest_that_meet_what_was_taken(
    system: tuple[list[float], list[Bound[int]]],
) -> None:
    """x_u >= x_v - w along every path from u to v, so the farthest such v decides."""
    times, bounds = system
    network, taken = added(times, bounds)
    far = distances(len(times), taken)
    earliest = [max(t - far[u][v] for v, t in enumerate(times)) for u in range(len(times))]
    assert network.times == earliest


@settings(max_examples=100, deadline=None)
@given(systems(), st.randoms(use_true_random=False))
def test_the_order_does_not_decide_whether_all_can_be_met(
    system: tuple[list[float], list[Bound[int]]], random: Random
) -> None:
    times, bounds = system
    shuffled = list(bounds)
    random.shuffle(shuffled)
    whole = can_be_met(len(times), bounds)
    assert (added(times, shuffled)[1] == shuffled) == whole


def test_a_bound_of_an_event_on_itself() -> None:
    network: Network[str] = Network([0.0])
    assert not network.add(Bound(0, 0, 0.0, "no later than itself"))
    cycle = network.add(Bound(0, 0, -1.0, "a day before itself"))
    assert [bound.why for bound in cycle] == ["a day before itself"]


def test_what_was_left_out_binds_nothing() -> None:
    network: Network[str] = Network([0.0, 0.0])
    assert not network.add(Bound(1, 0, -10.0, "not before day 10"))
    assert network.add(Bound(0, 1, 5.0, "by day 5"))
    assert network.times == [0.0, 10.0]
    assert not network.add(Bound(0, 1, 10.0, "by day 10"))


def test_an_event_is_put_off_by_the_way_that_moves_it_most() -> None:
    """To event 3 there is a short way with room for 8, and a long one with room for 1."""
    network: Network[None] = Network([0.0, 0.0, 0.0, 0.0, 10.0])
    for before, after, most in ((3, 0, 8.0), (1, 0, 1.0), (2, 1, 0.0), (3, 2, 0.0), (0, 4, 0.0)):
        assert not network.add(Bound(before, after, most, None))
    assert network.times == [10.0, 9.0, 9.0, 9.0, 10.0]
