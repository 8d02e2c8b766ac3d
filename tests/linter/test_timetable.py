"""Windows that cannot all be met, against every way to lay tiny plans on a grid of days."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from linter.tiny_plans import At, Claim, Key, Tiny, day, plan, possible, tiny_plans

from khutwa.linter.conflicts import Conflict, Reason
from khutwa.linter.timetable import Timetable, predecessors, timetable

KINDS = {"may take": "takes"}


def key(reason: Reason) -> Key:
    """Return a reason as the tiny plans call it."""
    moment = str(reason.moment) if reason.moment else None
    return KINDS.get(reason.kind, reason.kind), reason.step, reason.other, moment


def under(table: Timetable, found: Iterable[Conflict], number: int) -> list[Conflict]:
    """Return the conflicts that there are under one reading of the clock `disputed`."""
    reading = table.places[0].whole.clocks["disputed"].contested[number]
    return [c for c in found if c.readings in ({}, {"disputed": reading})]


@settings(max_examples=150, deadline=None)
@given(tiny_plans())
def test_windows_conflict_where_no_way_on_the_grid_meets_them(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading)
        assert bool(under(table, table.conflicts, number)) == (not possible(claims))


@settings(max_examples=150, deadline=None)
@given(tiny_plans())
def test_windows_are_tight_where_only_shorter_durations_meet_them(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading, longest=True)
        found = under(table, [*table.conflicts, *table.tight], number)
        assert bool(found) == (not possible(claims))


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=60, deadline=None)
@given(tiny_plans())
def test_moving_the_deadline_by_the_days_told_is_enough_and_a_day_less_is_not(tiny: Tiny) -> None:
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        (claims,) = tiny.claims(reading)
        for conflict in under(table, table.conflicts, number):
            keys = [key(reason) for reason in conflict.reasons]
            named = {claim.key: claim for claim in claims if claim.key in keys}
            first = named.pop(keys[0])

            def moved(
                days: float, first: Claim = first, rest: Iterable[Claim] = named.values()
            ) -> bool:
                return possible([replace(first, days=first.days - int(days)), *rest])

            if conflict.readings:
                assert moved(conflict.days)
            assert not moved(conflict.days - 1)


@settings(max_examples=100, deadline=None)
@given(tiny_plans(choices=True))
def test_a_choice_is_no_conflict_if_one_way_is_open(tiny: Tiny) -> None:
    """What hangs on `or` is not looked into, so that a conflict may be missed, never invented."""
    table = timetable(tiny.roadmap())
    for number, reading in enumerate(tiny.readings):
        if under(table, table.conflicts, number):
            assert not any(possible(claims) for claims in tiny.claims(reading))
