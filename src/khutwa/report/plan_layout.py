"""Where the steps of a plan stand on the sheet, and the lanes in which long arrows pass others.

After Sugiyama, Tagawa & Toda 1981, Methods for visual understanding of hierarchical system
structures: columns, places for the arrows that pass through them, and an order within each column
by the mean of what leads there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from khutwa.linter.critical_path import topological
from khutwa.linter.deadlock import reach, requirements
from khutwa.linter.timetable import predecessors
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import given

SWEEPS = 4
LANE = 10.0

Slot = tuple[str, str]
"""A place in a column: `("", step)`, or `(step, "solid" or "dashed")` for an arrow from it."""


@dataclass(frozen=True)
class Arrow:
    """From a step to one that waits for it.

    Attributes:
        dashed: Whether the other may also begin without it.
    """

    start: str
    end: str
    dashed: bool


@dataclass(frozen=True)
class Layout:
    """The steps of a plan on the sheet; y counts from the top of the columns.

    Attributes:
        columns: The steps of each column, from top to bottom.
        blocked: Steps that can never begin.
        arrows: What waits for what; an arrow that follows from others is left out.
        column_of: The column of each step.
        y: The top of each slot.
        height: The lowest point.
    """

    columns: list[list[str]]
    blocked: list[str]
    arrows: list[Arrow]
    column_of: dict[str, int]
    y: list[dict[Slot, float]]
    height: float

    def top(self, name: str) -> float:
        """Return the top of a step."""
        return self.y[self.column_of[name]]["", name]

    def lanes(self, arrow: Arrow) -> list[tuple[int, float]]:
        """Return the columns that an arrow passes through, and at which y."""
        between = range(self.column_of[arrow.start] + 1, self.column_of[arrow.end])
        return [(at, self.y[at][_lane(arrow)] + LANE / 2) for at in between]


def lay_out_plan(whole: Roadmap, height: Callable[[str], float], gap: float) -> Layout:
    """Place the steps of an expanded roadmap.

    Args:
        whole: The plan.
        height: Gives the height of a step's box.
        gap: What stays free below each.
    """
    columns, blocked = _columns(whole)
    column_of = {name: at for at, column in enumerate(columns) for name in column}
    arrows = _arrows(whole, blocked)
    slots: list[list[Slot]] = [[("", name) for name in column] for column in columns]
    links: list[dict[Slot, set[Slot]]] = [{} for _ in columns]
    for arrow in arrows:
        way: list[Slot] = [("", arrow.start)]
        for at in range(column_of[arrow.start] + 1, column_of[arrow.end]):
            lane = _lane(arrow)
            if lane not in links[at]:
                slots[at].append(lane)
            way.append(lane)
            links[at].setdefault(lane, set()).add(way[-2])
        if column_of[arrow.end] > column_of[arrow.start]:
            links[column_of[arrow.end]].setdefault(("", arrow.end), set()).add(way[-1])
    _arrange(slots, links)
    tops: list[dict[Slot, float]] = []
    lowest = 0.0
    for column in slots:
        y, placed = 0.0, {}
        for slot in column:
            placed[slot] = y
            y += (LANE if slot[0] else height(slot[1])) + gap * (0.6 if slot[0] else 1)
        tops.append(placed)
        lowest = max(lowest, y)
    ordered = [[name for source, name in column if not source] for column in slots]
    return Layout(ordered, blocked, arrows, column_of, tops, lowest)


def _lane(arrow: Arrow) -> Slot:
    # Arrows from one step share a lane, so that a step on which many wait does not fill the sheet.
    return arrow.start, "dashed" if arrow.dashed else "solid"


def _columns(whole: Roadmap) -> tuple[list[list[str]], list[str]]:
    """Return the steps of each column, and those that can never begin.

    Columns are the stages of the file; without a schedule, the steps that can begin at once, those
    that can begin once these are done, and so on.
    """
    blocked = list(reach(whole).blocked)
    if whole.schedule:
        placed = [list(stage.steps) for stage in whole.schedule]
        scheduled = {name for stage in placed for name in stage}
        rest = [name for name in whole.steps if name not in scheduled]
        return placed + ([rest] if rest else []), blocked
    columns = list(_rounds(whole))
    return columns + ([blocked] if blocked else []), blocked


def _rounds(whole: Roadmap) -> Iterator[list[str]]:
    needs = requirements(whole)
    hanging: dict[str, list[str]] = {}
    for name, condition in needs.items():
        for atom in condition.atoms():
            hanging.setdefault(atom, []).append(name)
    place = {name: index for index, name in enumerate(needs)}
    done = given(whole)
    ready = [name for name in needs if needs[name].holds(done)]
    while ready:
        yield ready
        done.update(ready)
        next_ones = {other for name in ready for other in hanging.get(name, ())} - done
        ready = sorted((n for n in next_ones if needs[n].holds(done)), key=place.__getitem__)


def _arrows(whole: Roadmap, blocked: list[str]) -> list[Arrow]:
    """Return the arrows that do not follow from others."""
    before = predecessors(whole)
    above: dict[str, set[str]] = {}
    for name in topological(before):
        direct = necessary(whole.steps[name].condition) & whole.steps.keys()
        above[name] = set().union(direct, *(above.get(other, set()) for other in direct))
    found = []
    for name, step in whole.steps.items():
        needed = necessary(step.condition)
        atoms = [atom for atom in whole.steps if atom in step.condition.atoms()]
        for atom in atoms:
            implied = any(
                atom in above.get(other, ()) for other in atoms if other != atom and other in needed
            )
            if atom not in needed or not implied or name in blocked:
                found.append(Arrow(atom, name, atom not in needed))
    return found


def _arrange(slots: list[list[Slot]], links: list[dict[Slot, set[Slot]]]) -> None:
    """Order each column by the mean place of what it is linked to, forwards and then backwards."""
    after: list[dict[Slot, set[Slot]]] = [{} for _ in slots]
    for at in range(1, len(slots)):
        for slot, sources in links[at].items():
            for source in sources:
                after[at - 1].setdefault(source, set()).add(slot)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        order = range(1, len(slots)) if forward else range(len(slots) - 2, -1, -1)
        for at in order:
            other = slots[at - 1] if forward else slots[at + 1]
            known = links[at] if forward else after[at]
            place = {slot: index / max(len(other) - 1, 1) for index, slot in enumerate(other)}
            own = {slot: index / max(len(slots[at]) - 1, 1) for index, slot in enumerate(slots[at])}

            def mean(
                slot: Slot,
                known: dict[Slot, set[Slot]] = known,
                place: dict[Slot, float] = place,
                own: dict[Slot, float] = own,
            ) -> float:
                near = [place[s] for s in known.get(slot, ()) if s in place]
                return sum(near) / len(near) if near else own[slot]

            slots[at].sort(key=mean)
