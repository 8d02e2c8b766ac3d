"""Tiny plans in time, and every way to lay their steps on a grid of days.

The grid knows nothing of networks: it holds every start and every end of three steps, and a plan
can be kept if one point of it meets all that the plan says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import parse_moment
from khutwa.roadmap.tranches import expand

FIRST = date(2030, 3, 1)
STEPS = "abc"
DATES = range(3)
MIDNIGHTS = range(-10, 16)
"""The grid: two points at every midnight, the evening of one day (`2 * n` for the midnight at which
day `n` begins) and the morning of the next (`2 * n + 1`). Dates lie within days 0 to 4, steps take
2 days at most and start 2 days after others at most: a plan that can be kept can be kept here."""

Event = tuple[str, str]
Key = tuple[str, str, str | None, str | None]


def plan(*lines: str) -> Roadmap:
    """Return the expanded plan with these lines below its parties."""
    loaded = load_text("\n".join(["title: Test", "parties: {p: {}}", *lines]))
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    assert loaded.roadmap is not None
    return expand(loaded.roadmap)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@dataclass(frozen=True)
class At:
    """A moment: a day, or days after a day, a step or the clock `disputed`."""

    anchor: int | str
    days: int = 0

    def text(self, word: str = "after") -> str:
        anchor = self.anchor if isinstance(self.anchor, str) else day(self.anchor)
        return f"{self.days} days {word} {anchor}" if self.days or word == "of" else str(anchor)

    def read(self, reading: At) -> At:
        """Return the moment where its clock is read like this."""
        if self.anchor != "disputed":
            return self
        return At(reading.anchor, reading.days + self.days)


@dataclass(frozen=True)
class Drawn:
    """A step of a tiny plan."""

    takes: tuple[int, int] | None = None
    requires: tuple[str, ...] = ()
    any_of: bool = False
    not_before: At | None = None
    start_by: At | None = None
    by: At | None = None
    within: At | None = None

    def fields(self) -> Iterator[str]:
        yield "obligors: p"
        if self.takes:
            yield f"takes: [{self.takes[0]} days, {self.takes[1]} days]"
        if self.requires:
            yield f"requires: {(' or ' if self.any_of else ' and ').join(self.requires)}"
        for field in ("not before", "start by", "by", "within"):
            moment = getattr(self, field.replace(" ", "_"))
            if moment:
                yield f"{field}: {moment.text('of' if field == 'within' else 'after')}"


@dataclass(frozen=True)
class Claim:
    """Something that a plan says: `first` and `points` more are no later than `then`.

    None stands for the midnight at which day 0 begins. Where it is about `work`, its days count
    from midnight to midnight: what begins in the morning ends in the evening.
    """

    key: Key
    first: Event | None
    points: int
    then: Event | None
    work: bool = False


@dataclass(frozen=True)
class Tiny:
    """A plan of three steps; its clock has two readings, its order may be given in stages."""

    steps: Mapping[str, Drawn]
    readings: tuple[At, At]
    starts: bool
    stages: tuple[tuple[str, ...], ...]

    def roadmap(self) -> Roadmap:
        readings = ", ".join(f"{{at: {reading.text()}}}" for reading in self.readings)
        return plan(
            *([f"start: {FIRST}"] if self.starts else []),
            f"clocks: {{disputed: {{contested: [{readings}]}}}}",
            "steps:",
            *(f"  {name}: {{{', '.join(step.fields())}}}" for name, step in self.steps.items()),
            *(["schedule:"] if self.stages else []),
            *(f"  - [{', '.join(stage)}]" for stage in self.stages),
        )

    def claims(self, reading: At, *, longest: bool = False) -> list[list[Claim]]:
        """Return what the plan says: one list for each way that its `or` can be met."""
        always: list[Claim] = []
        choices: list[list[Claim]] = []
        for name, step in self.steps.items():
            always += self._alone(name, step, reading, longest)
            after = [Claim(("after", name, o, None), (o, "end"), 0, (name, "start"))
                     for o in step.requires]  # fmt: skip
            if step.any_of and after:
                choices.append(after)
            else:
                always += after
        for earlier, later in zip(self.stages, self.stages[1:], strict=False):
            for other, name in product(earlier, later):
                if not any(claim.key[:3] == ("after", name, other) for claim in always):
                    key = ("stage", name, other, None)
                    always.append(Claim(key, (other, "end"), 0, (name, "start")))
        return [[*always, *chosen] for chosen in product(*choices)]

    def _alone(self, name: str, step: Drawn, reading: At, longest: bool) -> Iterator[Claim]:
        start, end = (name, "start"), (name, "end")
        if self.starts:
            yield Claim(("start", name, None, None), None, 1, start)
        low, high = step.takes or (0, 0)
        least = high if longest else low
        yield Claim(("takes", name, None, None), start, 2 * least, end, work=least > 0)
        if step.takes:
            yield Claim(("takes at most", name, None, None), end, -2 * high, start)
        if step.not_before:
            at = step.not_before.read(reading)
            # A date begins in its morning.
            points = 2 * _days(at) + (0 if _event(at) else 1)
            yield Claim(_key("not before", name, step.not_before), _event(at), points, start)
        for kind, told, event in (("start by", step.start_by, start), ("by", step.by, end),
                                  ("by", step.within, end)):  # fmt: skip
            if told:
                at = told.read(reading)
                # A date lasts to its evening.
                last = _days(at) + (0 if _event(at) else 1)
                yield Claim(_key(kind, name, told), event, -2 * last, _event(at))


def _key(kind: str, name: str, told: At) -> Key:
    return kind, name, None, str(parse_moment(told.text()))


def _event(at: At) -> Event | None:
    return (at.anchor, "end") if isinstance(at.anchor, str) else None


def _days(at: At) -> int:
    return at.days if isinstance(at.anchor, str) else at.anchor + at.days


def possible(claims: Collection[Claim]) -> bool:
    """Tell whether some start and end of every step meets all of these claims."""
    used = {event for claim in claims for event in (claim.first, claim.then) if event}
    times: dict[Event, NDArray[Any]] = {}
    for name in STEPS:
        points = range(2 * MIDNIGHTS.start, 2 * MIDNIGHTS.stop)
        spans = [points if (name, edge) in used else [0] for edge in ("start", "end")]
        grid = np.array(list(product(*spans)))
        alone = [c for c in claims if {e[0] for e in (c.first, c.then) if e} == {name}]
        at = {(name, "start"): grid[:, 0], (name, "end"): grid[:, 1], None: np.array(0)}
        keep = np.ones(len(grid), dtype=bool)
        for claim in alone:
            keep &= _first(claim, at[claim.first]) <= at[claim.then]
        times[name, "start"], times[name, "end"] = grid[keep].T
    pairs = {}
    for one, other in combinations(STEPS, 2):
        fits = np.ones((len(times[one, "start"]), len(times[other, "start"])), dtype=bool)
        for claim in claims:
            if {e[0] for e in (claim.first, claim.then) if e} == {one, other}:
                assert claim.first is not None
                assert claim.then is not None
                first, then = (
                    times[event][:, None] if event[0] == one else times[event][None, :]
                    for event in (claim.first, claim.then)
                )
                fits &= _first(claim, first) <= then
        pairs[one + other] = fits
    through = pairs["ab"].astype(np.float32) @ pairs["bc"].astype(np.float32) > 0
    return bool((through & pairs["ac"]).any())


def _first(claim: Claim, points: NDArray[Any]) -> NDArray[Any]:
    return (points // 2 * 2 if claim.work else points) + claim.points


def moments(anchors: Sequence[int | str]) -> st.SearchStrategy[At]:
    return st.builds(At, st.sampled_from(anchors), st.integers(0, 1))


@st.composite
def _step(draw: st.DrawFn, name: str, choices: bool) -> Drawn:
    earlier = STEPS[: STEPS.index(name)]
    # A start that counts from a later step would be a deadlock, which is not for the timetable.
    behind = [*DATES, *earlier, *(["disputed"] if earlier else [])]
    limits = [*DATES, *(other for other in STEPS if other != name), "disputed"]
    deadline = draw(st.none() | moments(limits))
    within = draw(st.booleans())
    return Drawn(
        takes=draw(st.sampled_from([None, (0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)])),
        requires=tuple(other for other in earlier if draw(st.booleans())),
        any_of=choices and draw(st.booleans()),
        not_before=draw(st.none() | moments(behind)),
        start_by=draw(st.none() | moments(limits)),
        by=None if within else deadline,
        within=At(deadline.anchor, max(deadline.days, 1)) if deadline and within else None,
    )


@st.composite
def tiny_plans(draw: st.DrawFn, choices: bool = False) -> Tiny:
    """Draw a plan of three steps; with `or` in its conditions where `choices` are asked for."""
    return Tiny(
        steps={name: draw(_step(name, choices)) for name in STEPS},
        readings=(draw(moments(DATES)), draw(moments([*DATES, "a"]))),
        starts=draw(st.booleans()),
        stages=draw(st.sampled_from([(), ("a", "b", "c"), ("ab", "c"), ("a", "bc")]).map(_split)),
    )


def _split(stages: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(stage) for stage in stages)
