"""When steps can come, against the plan lived through day by day; slack, by delaying steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.linter.critical_path import Row, topological
from khutwa.linter.timetable import Timetable, timetable
from linter.tiny_plans import FIRST, day, plan

NAMES = "abcdef"
LONG = 90
"""Days that are lived through: more than any plan here takes."""


@dataclass(frozen=True)
class Task:
    """A step; days count from the first.

    `least` is how many of `requires` must be done, all where it is None; `lag` is how many days
    after which step it may begin at the earliest.
    """

    days: int
    requires: tuple[str, ...] = ()
    least: int | None = None
    opens: int = 0
    lag: tuple[int, str] | None = None
    by: int | None = None
    start_by: int | None = None

    def line(self, name: str) -> str:
        fields = [f"takes: {self.days} days", f"not before: {day(self.opens)}"]
        names = ", ".join(self.requires)
        parts = [f"{len(self.requires) if self.least is None else self.least} of ({names})"]
        parts = parts if self.requires else []
        if self.lag:
            parts.append(f"not before {self.lag[0]} days after {self.lag[1]}")
        if parts:
            fields.append(f"requires: '{' and '.join(parts)}'")
        fields += [f"by: {day(self.by)}"] if self.by is not None else []
        fields += [f"start by: {day(self.start_by)}"] if self.start_by is not None else []
        return f"  {name}: {{obligors: p, {', '.join(fields)}}}"

    def may_begin(self, today: int, done: Mapping[str, int]) -> bool:
        reached = [other for other in self.requires if done.get(other, LONG) <= today]
        waited = self.lag is None or done.get(self.lag[1], LONG) + self.lag[0] <= today
        least = len(self.requires) if self.least is None else self.least
        return len(reached) >= least and waited and self.opens <= today


Tasks = Mapping[str, Task]


def table_of(tasks: Tasks, stages: tuple[str, ...] = ()) -> Timetable:
    order = [f"  - [{', '.join(stage)}]" for stage in stages]
    lines = [task.line(name) for name, task in tasks.items()]
    schedule = ["schedule:", *order] if stages else []
    return timetable(plan(f"start: {FIRST}", "steps:", *lines, *schedule))


def lived(tasks: Tasks, stages: tuple[str, ...] = ()) -> dict[str, tuple[int, int]]:
    """Return the first and the last midnight of every step that comes, a day at a time."""
    stage_of = {name: index for index, stage in enumerate(stages) for name in stage}
    start: dict[str, int] = {}
    done: dict[str, int] = {}
    for today in range(LONG):
        news = True
        while news:
            news = False
            for name, task in tasks.items():
                number = stage_of.get(name, 0)
                before = [n for n, index in stage_of.items() if index == number - 1]
                is_turn = all(done.get(n, LONG) <= today for n in before)
                if name not in start and is_turn and task.may_begin(today, done):
                    start[name], done[name], news = today, today + task.days, True
    return {name: (start[name], done[name]) for name in start}


def end_of(tasks: Tasks) -> int:
    return max(last for _, last in lived(tasks).values())


def keeps_its_dates(tasks: Tasks) -> bool:
    """Tell whether every step is done by its date, and begun by it."""
    for name, (first, last) in lived(tasks).items():
        task = tasks[name]
        last_day = last - 1 if task.days else last
        if task.by is not None and last_day > task.by:
            return False
        if task.start_by is not None and first > task.start_by:
            return False
    return True


def delayed(tasks: Tasks, name: str, first: float, days: float) -> Tasks:
    """Return the same steps where one begins that many days later."""
    return {**tasks, name: replace(tasks[name], opens=int(first + days))}


@st.composite
def tasks(draw: st.DrawFn, *, loops: bool = False, choices: bool = False) -> Tasks:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    found = {}
    for index, name in enumerate(names):
        others = [n for n in names if n != name] if loops else list(names[:index])
        requires = tuple(other for other in others if draw(st.booleans()))
        least = draw(st.integers(1, len(requires))) if choices and requires else None
        lags = st.tuples(st.integers(1, 3), st.sampled_from(others)) if others else st.none()
        found[name] = Task(
            days=draw(st.integers(0, 4)),
            requires=requires,
            least=least,
            opens=draw(st.sampled_from([0, 0, 0, 2, 7])),
            lag=draw(st.none() | st.none() | lags),
        )
    return found


@st.composite
def dated(draw: st.DrawFn, *, choices: bool = False) -> Tasks:
    """Draw steps whose dates leave none to four days of room."""
    found = draw(tasks(choices=choices))
    spare = st.none() | st.integers(0, 4)
    for name, (first, last) in lived(found).items():
        task = found[name]
        room, begin = draw(spare), draw(spare)
        last_day = last - 1 if task.days else last
        found = {
            **found,
            name: replace(
                task,
                by=None if room is None else last_day + room,
                start_by=None if begin is None else first + begin,
            ),
        }
    return found


def times(rows: Mapping[str, Row]) -> dict[str, tuple[float, float]]:
    return {name: (row.start, row.finish) for name, row in rows.items()}


@settings(max_examples=80, deadline=None)
@given(tasks(loops=True, choices=True))
def test_steps_come_when_living_through_the_plan_brings_them(found: Tasks) -> None:
    assert times(table_of(found).rows) == lived(found)


@settings(max_examples=40, deadline=None)
@given(tasks(choices=True), st.data())
def test_a_stage_comes_when_the_one_before_is_done(found: Tasks, data: st.DataObject) -> None:
    names = "".join(found)
    cut = sorted(data.draw(st.sets(st.integers(1, len(names)), max_size=2)) | {0, len(names)})
    stages = tuple(names[a:b] for a, b in pairwise(cut))
    assert times(table_of(found, stages).rows) == lived(found, stages)


@settings(max_examples=80, deadline=None)
@given(tasks())
def test_a_day_lost_on_the_critical_path_is_a_day_lost_at_the_end(found: Tasks) -> None:
    table = table_of(found)
    path = table.critical_path
    assert [name for name in found if table.rows[name].critical] == sorted(path)
    assert table.rows[path[-1]].finish == end_of(found)
    for name in path:
        later = delayed(found, name, table.rows[name].start, 1)
        assert end_of(later) == end_of(found) + 1


@settings(max_examples=80, deadline=None)
@given(tasks())
def test_a_step_that_nothing_waits_for_yet_can_lose_a_day(found: Tasks) -> None:
    table = table_of(found)
    before = lived(found)
    for name, row in table.rows.items():
        behind = [before[n][0] for n, task in found.items() if name in task.requires]
        behind += [before[n][0] - t.lag[0] for n, t in found.items() if t.lag and t.lag[1] == name]
        if row.finish + 1 <= min([*behind, end_of(found)]):
            assert not row.critical
            after = lived(delayed(found, name, row.start, 1))
            assert {n for n in found if after[n] != before[n]} == {name}


@settings(max_examples=80, deadline=None)
@given(dated())
def test_slack_is_the_delay_after_which_a_date_is_missed(found: Tasks) -> None:
    assert keeps_its_dates(found)
    for name, row in table_of(found).rows.items():
        if row.slack is None:
            assert keeps_its_dates(delayed(found, name, row.start, 30))
        else:
            assert keeps_its_dates(delayed(found, name, row.start, row.slack))
            assert not keeps_its_dates(delayed(found, name, row.start, row.slack + 1))


@settings(max_examples=80, deadline=None)
@given(dated(choices=True))
def test_where_there_is_a_choice_slack_promises_no_more_than_there_is(found: Tasks) -> None:
    for name, row in table_of(found).rows.items():
        delay = 30 if row.slack is None else row.slack
        assert keeps_its_dates(delayed(found, name, row.start, delay))


@given(st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES))))
def test_the_topological_order_has_everything_that_waits_for_no_loop(
    drawn: dict[str, set[str]],
) -> None:
    before = {name: drawn.get(name, set()) for name in NAMES}
    order = topological(before)
    assert len(set(order)) == len(order)
    for index, name in enumerate(order):
        assert before[name] <= set(order[:index])
    # Nothing that is left out could follow what is there.
    assert not any(before[name] <= set(order) for name in set(NAMES) - set(order))


def test_the_first_of_two_ways_decides() -> None:
    found = {
        "a": Task(days=9),
        "b": Task(days=2),
        "c": Task(days=1, requires=("a", "b"), least=1, by=4),
    }
    table = table_of(found)
    assert times(table.rows)["c"] == (2, 3)
    # The longest way to an end is the one that nothing waits for.
    assert table.critical_path == ("a",)
    assert table.rows["a"].slack is None
    assert table.rows["b"].slack == 2


def test_a_fact_opens_a_step_on_its_day_and_one_that_never_holds_closes_it() -> None:
    table = timetable(
        plan(
            f"start: {FIRST}",
            f"facts: {{funds: {day(6)}, recognition: {{never: true}}, unknown: {{}}}}",
            "steps:",
            "  a: {obligors: p, requires: funds, takes: 1 day}",
            "  b: {obligors: p, requires: recognition, takes: 1 day}",
            "  c: {obligors: p, requires: recognition or a, takes: 1 day}",
            "  d: {obligors: p, requires: unknown, takes: 1 day}",
        )
    )
    assert times(table.rows) == {"a": (6, 7), "c": (7, 8), "d": (0, 1)}


@pytest.mark.parametrize(("takes", "slack"), [("1 day", 2), ("3 days", 0), ("4 days", -1)])
def test_a_deadline_is_met_until_the_end_of_its_day(takes: str, slack: int) -> None:
    step = f"{{obligors: p, takes: {takes}, by: {day(2)}}}"
    row = timetable(plan(f"start: {FIRST}", f"steps: {{a: {step}}}")).rows["a"]
    assert row.slack == slack


def test_a_deadline_that_counts_from_a_step_is_no_date() -> None:
    table = timetable(
        plan(
            f"start: {FIRST}",
            "steps:",
            "  a: {obligors: p, takes: 2 days}",
            f"  b: {{obligors: p, by: {day(1)}, rebaselined: [{{by: 4 days after a}}]}}",
        )
    )
    assert table.rows["b"].deadlines == (1, None)
    assert table.rows["b"].slack is None
