"""What rules look at: the plan, the places in its file, and what several of them need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khutwa.roadmap.diagnostic import Diagnostic, Edit, Path, Severity
from khutwa.roadmap.document import Document
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import Stages, given, stages
from khutwa.roadmap.step import Step
from khutwa.roadmap.tranches import expand
from khutwa.words import Message, Text

if TYPE_CHECKING:
    from khutwa.linter.deadlock import Reach
    from khutwa.linter.rule import Rule
    from khutwa.linter.timetable import Timetable


@dataclass(frozen=True)
class Context:
    """The plan under examination, for one rule.

    Attributes:
        roadmap: The plan as the file gives it.
        document: Its text and places.
    """

    roadmap: Roadmap
    document: Document

    @cached_property
    def whole(self) -> Roadmap:
        """Return the plan with tranches as steps of their own."""
        return expand(self.roadmap)

    @cached_property
    def stages(self) -> Stages:
        """Return the schedule of the file, or the default one."""
        return stages(self.roadmap)

    @cached_property
    def waves(self) -> Stages:
        """Return the stages of the file; where it gives none, what can be done at the same time.

        The default stages are one order of many. A finding about the order may only rest on what
        the conditions force: here each step comes as early as they let it.
        """
        if self.roadmap.schedule:
            return self.stages
        place = {name: index for index, name in enumerate(self.whole.steps)}
        behind: dict[str, list[str]] = {}
        for name in self.stage_of:
            for atom in self.whole.steps[name].condition.atoms():
                behind.setdefault(atom, []).append(name)
        done = given(self.whole)
        waves: list[tuple[str, ...]] = []
        look = list(self.stage_of)
        while True:
            ready = {n for n in look if n not in done and self.whole.steps[n].condition.holds(done)}
            if not ready:
                return tuple(waves)
            waves.append(tuple(sorted(ready, key=place.__getitem__)))
            done |= ready
            look = [follower for name in waves[-1] for follower in behind.get(name, ())]

    @cached_property
    def stage_of(self) -> dict[str, int]:
        """Return the index of the stage of every scheduled step of `whole`."""
        return {name: index for index, stage in enumerate(self.stages) for name in stage}

    @cached_property
    def reach(self) -> Reach:
        """Return which steps can ever begin."""
        from khutwa.linter.deadlock import reach

        return reach(self.whole)

    @cached_property
    def timetable(self) -> Timetable:
        """Return the temporal network of the plan."""
        from khutwa.linter.timetable import timetable

        return timetable(self.whole)

    def label(self, name: str) -> Text:
        """Return how a person calls the step, party or clock of this id."""
        return self.whole.label(name) if name in self.whole.steps else self.roadmap.label(name)

    def labels(self, names: Sequence[str]) -> list[Text]:
        """Return how a person calls each of these."""
        return [self.label(name) for name in names]

    def step_path(self, step: Step | str, *field: str | int) -> Path:
        """Return the path of a step, or of one of its fields; of the whole for a tranche."""
        name = step if isinstance(step, str) else step.id
        if name not in self.roadmap.steps:
            name = name.rsplit(".", 1)[0]
        return ("steps", name, *field)

    def finding(
        self,
        rule: Rule,
        path: Path,
        *,
        what: Message,
        why: Message,
        fix: Message,
        subject: str | None = None,
        key: bool = False,
        offset: int = 0,
        severity: Severity | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """Return a finding of `rule` at `path`.

        Args:
            rule: The rule that found it.
            path: Where in the document; what the file leaves out stands at what holds it.
            what: What is wrong.
            why: Why it matters.
            fix: What to write instead.
            subject: Id of the step, party or other thing it is about; `silence` matches it.
            key: Point at the key of the path instead of at its value.
            offset: Characters into the value's text.
            severity: Another severity than the rule's own.
            edits: Changes that mend it.
        """
        place = self.document.place(path, key=key, offset=offset)
        return Diagnostic(
            rule.code, severity or rule.severity, place, what, why, fix, path, subject, edits
        )
