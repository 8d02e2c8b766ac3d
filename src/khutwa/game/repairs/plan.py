"""A plan as repair moves look at it: its file, its schedule, and where it gives way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from khutwa.game.arrays import Game, Stakes
from khutwa.game.values import EDGE, Values
from khutwa.roadmap.diagnostic import Edit, Path
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.step import Step
from khutwa.words import Text


@dataclass(frozen=True)
class Plan:
    """A plan that can be followed.

    Attributes:
        raw: What the file says, as text, lists and mappings.
        roadmap: The plan as the file has it.
        whole: The same with tranches as steps of their own.
        game: Its arrays.
        stakes: Its likely stakes.
        found: What every move in it is worth.
    """

    raw: Any
    roadmap: Roadmap
    whole: Roadmap
    game: Game
    stakes: Stakes
    found: Values

    @cached_property
    def apart(self) -> str:
        """Return what the file says apart from its schedule."""
        return without_order(self.raw)

    @cached_property
    def stages(self) -> list[list[str]]:
        """Return the ids of the steps of each stage."""
        return [[self.game.steps[a] for a in stage] for stage in self.game.stages]

    @cached_property
    def smallest(self) -> float:
        """Return the smallest relative slack."""
        return float(self.found.smallest[0])

    @cached_property
    def weakest(self) -> tuple[int, int]:
        """Return row and party of the weakest link."""
        row, party = self.found.weakest[0]
        return int(row), int(party)

    @cached_property
    def broken(self) -> tuple[tuple[int, int], ...]:
        """Return row and party of every link that gives way, and of the weakest in any case."""
        short = (self.found.relative[0] < -EDGE) & (self.found.scale[0] > 0)
        links = [(int(row), int(i)) for row, i in zip(*short.nonzero(), strict=True)]
        return tuple(dict.fromkeys([self.weakest, *links]))

    @property
    def holds(self) -> bool:
        """Tell whether it is self-enforcing on the likely stakes."""
        return bool(self.found.holds[0])

    def written(self, path: Path) -> Any:
        """Return what the file says at `path`; None where it is silent."""
        value = self.raw
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def step_of(self, name: str) -> Step:
        """Return the step of the file that a step or tranche belongs to."""
        return self.roadmap.steps[self.file_name(name)]

    def file_name(self, name: str) -> str:
        """Return the id under which the file has a step or tranche."""
        return name if name in self.roadmap.steps else name.rsplit(".", 1)[0]

    def label(self, name: str) -> Text:
        """Return how a person calls a step, tranche or party."""
        return self.whole.label(name)

    def rescheduled(self, stages: Sequence[Sequence[str]]) -> tuple[Edit, ...]:
        """Return the edits that make `stages` the schedule; a stage keeps the name it is known by.

        A stage is known by its name where more than half of its steps are still in it.
        """
        new = [list(stage) for stage in stages]
        if not self.roadmap.schedule:
            return (Edit(("schedule",), new),)
        old: list[Any] = []
        for raw in self.raw["schedule"]:
            old.append(raw if isinstance(raw, (list, dict)) else [raw])
        named = {i: raw for i, raw in enumerate(old) if isinstance(raw, dict)}
        # A stage of one step is written as the file writes them.
        bare = any(isinstance(raw, str) for raw in self.raw["schedule"])
        edits = []
        for place, stage in enumerate(new):
            value: Any = stage
            for i, raw in list(named.items()):
                kept = len(set(stage) & set(self.stages[i]))
                if 2 * kept > len(stage):
                    value = {**raw, "steps": stage}
                    del named[i]
                    break
            if place >= len(old) or value != old[place]:
                same_name = (
                    place < len(old) and isinstance(value, dict) and isinstance(old[place], dict)
                    and {**value, "steps": 0} == {**old[place], "steps": 0}
                )  # fmt: skip
                path = ("schedule", place)
                if same_name:
                    edits.append(Edit((*path, "steps"), stage))
                else:
                    alone = bare and value is stage and len(stage) == 1
                    edits.append(Edit(path, stage[0] if alone else value))
        edits += [Edit(("schedule", place)) for place in range(len(new), len(old))]
        return tuple(edits)


def without_order(raw: Any) -> str:
    """Return as one text what a file says apart from its schedule."""
    return json.dumps({name: raw[name] for name in raw if name != "schedule"}, sort_keys=True)
