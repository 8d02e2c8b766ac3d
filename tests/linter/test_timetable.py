"""Windows that cannot all be met: tiny plans on a grid of days, then what the words mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from khutwa.linter import Family, all_rules, check, temporal_network
from khutwa.linter.conflicts import Conflict, Reason
from khutwa.linter.timetable import Timetable, predecessors, timetable
from khutwa.roadmap.loader import load_text
from linter.tiny_plans import Key, Tiny, day, plan, possible, tiny_plans

KINDS = {"may take": "takes"}


def key(reason: Reason) -> Key:
    """Return a reason as the tiny plans call it."""
    moment = str(reason.moment) if reason.moment else None
    return KINDS.get(reason.kind, reason.kind), reason.step, reason.other, moment


def under(table: Timetable, found: Iterable[Conflict], number: int) -> list[Conflict]:
    """Return the conflicts that there are under one reading of the clock `disputed`."""
    reading = table.places[0].whole.clocks["disputed"].contested[number]
    return [c for c in found if c.readings in ({}, {"disputed": reading})]


@settings(max_examples=40, deadline=None)
@given(tiny_plans())
def test_windows_conflict_where_no_way_on_the_grid_meets_them(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading)
        assert bool(under(table, table.conflicts, number)) == (not possible(claims))


@settings(max_examples=40, deadline=None)
@given(tiny_plans())
def test_windows_are_tight_where_only_shorter_durations_meet_them(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading, longest=True)
        found = under(table, [*table.conflicts, *table.tight], number)
        assert bool(found) == (not possible(claims))


@settings(max_examples=40, deadline=None)
@given(tiny_plans())
def test_a_conflict_names_what_contradicts_and_nothing_that_can_be_left_out(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        for found, longest in ((table.conflicts, False), (table.tight, True)):
            (claims,) = tiny.claims(reading, longest=longest)
            for conflict in under(table, found, number):
                keys = [key(reason) for reason in conflict.reasons]
                named = [claim for claim in claims if claim.key in keys]
                assert len(named) == len(keys) == len(set(keys))
                assert not possible(named)
                for claim in named:
                    assert possible([other for other in named if other != claim])


@settings(max_examples=40, deadline=None)
@given(tiny_plans())
def test_nothing_contradicts_once_the_windows_found_are_taken_away(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        blamed: set[Key] = set()
        for found, longest in ((table.conflicts, False), (table.tight, True)):
            windows = [key(conflict.reasons[0]) for conflict in under(table, found, number)]
            assert len(set(windows)) == len(windows), "a window is told of twice"
            blamed.update(windows)
            (claims,) = tiny.claims(reading, longest=longest)
            assert possible([claim for claim in claims if claim.key not in blamed])


@settings(max_examples=40, deadline=None)
@given(tiny_plans())
def test_moving_the_deadline_by_the_days_told_is_enough_and_a_day_less_is_not(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading)
        for conflict in under(table, table.conflicts, number):
            keys = [key(reason) for reason in conflict.reasons]
            named = {claim.key: claim for claim in claims if claim.key in keys}
            first = named.pop(keys[0])
            sooner = replace(first, points=first.points - 2 * (conflict.days - 1))
            assert not possible([sooner, *named.values()])
            # Where it is said of all readings, the days are those of the mildest one.
            if conflict.readings:
                enough = replace(first, points=first.points - 2 * conflict.days)
                assert possible([enough, *named.values()])


@settings(max_examples=40, deadline=None)
@given(tiny_plans(choices=True))
def test_a_choice_is_no_conflict_if_one_way_is_open(tiny: Tiny) -> None:
    """What hangs on `or` is not looked into, so that a conflict may be missed, never invented."""
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        if under(table, table.conflicts, number):
            assert not any(possible(claims) for claims in tiny.claims(reading))


def of(*lines: str) -> Timetable:
    return timetable(plan(*lines))


def kinds(conflict: Conflict) -> list[str]:
    return [f"{reason.step} {reason.kind}" for reason in conflict.reasons]


@pytest.mark.parametrize(
    ("takes", "missing"), [("1 day", []), ("2 days", [1]), ("0 days", []), ("1 week", [6])]
)
def test_a_date_lasts_to_the_end_of_its_day(takes: str, missing: list[int]) -> None:
    table = of(
        "start: 2030-05-05", f"steps: {{a: {{obligors: p, by: 2030-05-05, takes: {takes}}}}}"
    )
    assert [conflict.days for conflict in table.conflicts] == missing


@pytest.mark.parametrize("field", ["by", "start by"])
@pytest.mark.parametrize(
    ("last", "missing"), [("2030-04-01", []), ("2030-03-31", [1]), ("2030-03", [1]), ("2030", [])]
)
def test_what_may_not_begin_before_a_day_is_not_done_the_day_before(
    field: str, last: str, missing: list[int]
) -> None:
    step = f"{{obligors: p, not before: 2030-04-01, {field}: {last}}}"
    assert [conflict.days for conflict in of(f"steps: {{a: {step}}}").conflicts] == missing


def test_a_day_of_work_and_what_follows_it_at_once_fit_into_the_day() -> None:
    table = of(
        "steps:",
        "  a: {obligors: p, not before: 2030-04-01, takes: 1 day}",
        "  b: {obligors: p, requires: a, by: 2030-04-01}",
        "  c: {obligors: p, requires: a, takes: 1 day, by: 2030-04-02}",
        "  d: {obligors: p, requires: c, takes: 1 day, by: 2030-04-02}",
    )
    assert [(kinds(c)[0], c.days) for c in table.conflicts] == [("d by", 1)]


@pytest.mark.parametrize(
    ("by", "missing"), [("2030-02", []), ("2030-02-28", []), ("2030-02-27", [1])]
)
def test_a_month_may_have_28_days(by: str, missing: list[int]) -> None:
    step = f"{{obligors: p, not before: 2030-02, by: {by}, takes: 1 month}}"
    table = of(f"steps: {{a: {step}}}")
    assert [conflict.days for conflict in table.conflicts] == missing
    # The shortest month is also what a single duration takes at its longest: luck may have it so.
    assert not table.tight


@pytest.mark.parametrize(("opening", "missing"), [("2030-02-02", []), ("2030-02-03", [1])])
def test_a_month_may_have_31_days(opening: str, missing: list[int]) -> None:
    """Begun by the end of 1 January, done by the end of 1 February; a day later is 2 February."""
    table = of(
        "steps:",
        "  a: {obligors: p, start by: 2030-01-01, takes: 1 month}",
        f"  b: {{obligors: p, not before: {opening}, within: 1 day of a}}",
    )
    assert [conflict.days for conflict in table.conflicts] == missing


@pytest.mark.parametrize(
    ("clock", "within", "last"),
    [
        ("2015-12-18", "18 months", date(2017, 6, 18)),
        ("2015-12-18", "6 months", date(2016, 6, 18)),
        ("2015-01-31", "1 month", date(2015, 2, 28)),
        ("90 days after 2015-07-20", "8 years", date(2023, 10, 18)),
        ("1 month after 2015-01-31", "1 month", date(2015, 3, 28)),
        ("2 days after 2015-01-30", "1 month", date(2015, 3, 1)),
        ("1992-10", "1 year", date(1993, 10, 31)),
    ],
)
def test_durations_after_a_date_are_added_one_after_another(
    clock: str, within: str, last: date
) -> None:
    table = of(f"clocks: {{c: {clock}}}", f"steps: {{a: {{obligors: p, within: {within} of c}}}}")
    assert table.day(table.rows["a"].deadlines[0]) == last


def test_the_longest_time_is_no_shorter_than_the_shortest() -> None:
    """Two months may have 59 days, but this step takes 60 whatever the calendar; 5 more are 65."""
    table = of(
        "steps:",
        "  a: {obligors: p, not before: 2030-01-01, takes: [60 days, 2 months]}",
        f"  b: {{obligors: p, requires: a, takes: [1 day, 5 days], by: {date(2030, 3, 5)}}}",
    )
    assert (date(2030, 3, 5) - date(2030, 1, 1)).days + 1 == 64
    assert [(kinds(c)[0], c.days) for c in table.tight] == [("b by", 1)]


def test_every_contradicting_window_is_told_of() -> None:
    steps = [
        f"  s{n}: {{obligors: p, not before: 2030-05-01, by: 2030-04-{n:02}}}" for n in range(1, 21)
    ]
    table = of("steps:", *steps)
    assert [kinds(conflict) for conflict in table.conflicts] == [
        [f"s{n} by", f"s{n} takes", f"s{n} not before"] for n in range(1, 21)
    ]


def test_a_contradiction_elsewhere_hides_no_tight_window() -> None:
    table = of(
        "start: 2030-01-01",
        "steps:",
        "  a: {obligors: p, by: 2029-12-01}",
        "  b: {obligors: p, by: 2030-01-10, takes: [5 days, 20 days]}",
    )
    assert [kinds(c) for c in table.conflicts] == [["a by", "a takes", "a start"]]
    assert [(kinds(c), c.days) for c in table.tight] == [(["b by", "b may take", "b start"], 10)]


@pytest.mark.parametrize(
    ("requires", "found"),
    [
        ("funds", [["a by", "a takes", "a fact"]]),
        ("b and funds", [["a by", "a takes", "a fact"]]),
        ("b or funds", []),
        ("unknown", []),
    ],
)
def test_a_fact_that_holds_from_a_day_bounds_what_needs_it(
    requires: str, found: list[list[str]]
) -> None:
    table = of(
        "facts: {funds: 2030-04-01, unknown: {}}",
        f"steps: {{a: {{obligors: p, requires: {requires}, by: 2030-03-31}}, b: {{obligors: p}}}}",
    )
    assert [kinds(conflict) for conflict in table.conflicts] == found


@pytest.mark.parametrize(
    "order", [[], ["schedule: [a, b]"], ["schedule: [b, a]"], ["schedule: [[a, b]]"]]
)
def test_steps_that_only_wait_for_each_other_are_left_to_other_rules(order: list[str]) -> None:
    table = of(
        "steps:",
        "  a: {obligors: p, requires: b, takes: 3 days}",
        "  b: {obligors: p, not before: 1 day after a, takes: 2 days}",
        *order,
    )
    assert not table.conflicts
    assert not table.tight


def test_an_earliest_start_behind_a_step_of_a_later_stage() -> None:
    table = of(
        "steps:",
        "  a: {obligors: p, not before: 5 days after b, takes: 3 days}",
        "  b: {obligors: p, takes: 2 days}",
        "schedule: [a, b]",
    )
    (conflict,) = table.conflicts
    assert sorted(kinds(conflict)) == ["a not before", "a takes", "b stage", "b takes"]
    assert conflict.days == 5 + 3 + 2


def test_an_empty_stage_does_not_part_those_around_it() -> None:
    whole = plan("steps: {a: {obligors: p}, b: {obligors: p}}", "schedule: [[a], [], [b]]")
    assert predecessors(whole) == {"a": set(), "b": {"a"}}


def test_only_the_reading_that_matters_is_named() -> None:
    table = of(
        "clocks:",
        "  signature: {contested: [{at: 2030-01-01}, {at: 2030-02-01}, {at: 2030-03-01}]}",
        "  other: {contested: [{at: 2031-01-01}, {at: 2032-01-01}]}",
        "steps:",
        "  a: {obligors: p, not before: 2030-02-20, within: 10 days of signature}",
        "  b: {obligors: p, within: 10 days of other}",
    )
    assert [
        ({name: str(reading.at) for name, reading in c.readings.items()}, c.days)
        for c in table.conflicts
    ] == [({"signature": "2030-01-01"}, 40), ({"signature": "2030-02-01"}, 9)]


def test_what_contradicts_under_all_readings_is_said_once_with_the_fewest_days() -> None:
    table = of(
        "clocks: {signature: {contested: [{at: 2030-01-01}, {at: 2030-02-01}]}}",
        "steps: {a: {obligors: p, not before: 2030-03-01, within: 10 days of signature}}",
    )
    # From 11 February the deadline must move by 18 days to fall on 1 March.
    assert [(dict(c.readings), c.days) for c in table.conflicts] == [({}, 18)]


def test_a_window_that_is_tight_anyhow_is_not_told_of_again_under_one_reading() -> None:
    """By the second reading b waits for a twice over, which is nothing new."""
    table = of(
        f"clocks: {{disputed: {{contested: [{{at: {day(0)}}}, {{at: a}}]}}}}",
        "steps:",
        "  a: {obligors: p}",
        "  b: {obligors: p, takes: [0 days, 1 day], not before: disputed}",
        "  c: {obligors: p, start by: a}",
        "schedule: [a, b, c]",
    )
    assert [(kinds(c)[0], dict(c.readings)) for c in table.tight] == [("c start by", {})]


def test_a_deadline_may_hang_on_a_long_chain_of_others() -> None:
    chain = [f"  s{n}: {{obligors: p, within: 1 day of s{n - 1}}}" for n in range(1, 1500)]
    loaded = load_text(
        "\n".join(["title: Test", "parties: {p: {}}", "steps:", "  s0: {obligors: p}", *chain])
    )
    rules = [rule for rule in all_rules() if rule.family is Family.TIME]
    found = [(f.code, f.subject) for f in check(loaded, rules).findings]
    assert sorted(found) == sorted([("KH305", "s0"), *(("KH304", f"s{n}") for n in range(1, 1500))])


@pytest.mark.parametrize("stages", [0, 40])
def test_work_grows_with_the_plan_and_not_with_its_square(
    stages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bound moves little besides its own step, where steps come behind what they wait for."""
    moves = 0

    def counted(heap: list[tuple[float, int]]) -> tuple[float, int]:
        nonlocal moves
        moves += 1
        return original(heap)

    original = temporal_network.heappop
    monkeypatch.setattr(temporal_network, "heappop", counted)
    count = 2000
    chained = "" if stages else ", requires: s{before}"
    steps = [
        f"  s{n}: {{obligors: p, takes: [1 day, 1 day, 2 days], by: 2050-01-01"
        f"{chained.format(before=n - 1) if n else ''}}}"
        for n in range(count)
    ]
    size = count // (stages or count)
    order = [
        f"  - [{', '.join(f's{n}' for n in range(first, first + size))}]"
        for first in range(0, count, size)
    ]
    table = of("start: 2030-01-01", "steps:", *steps, *(["schedule:", *order] if stages else []))
    assert not table.conflicts
    assert not table.tight
    assert table.rows[f"s{count - 1}"].finish == (stages or count)
    assert moves < 10 * count
