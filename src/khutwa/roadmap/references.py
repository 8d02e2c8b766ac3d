"""Names that point at nothing, and things that are named twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from khutwa.roadmap.complaint import MOST, problem
from khutwa.roadmap.condition import Atom, NotBefore, walk
from khutwa.roadmap.diagnostic import Diagnostic, Path
from khutwa.roadmap.document import Document
from khutwa.roadmap.keyed import has_hidden
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.nearest import nearest
from khutwa.roadmap.record import Record
from khutwa.roadmap.step import Step
from khutwa.roadmap.tranches import parts_of


def dangling(roadmap: Roadmap, document: Document) -> list[Diagnostic]:
    """Return everything that would leave an engine with a name and no thing."""
    return list(islice(_References(roadmap, document).all(), MOST))


class _References:
    def __init__(self, roadmap: Roadmap, document: Document) -> None:
        self.roadmap = roadmap
        self.document = document
        self.parts = {part for step in roadmap.steps.values() for part in parts_of(step)}
        self.steps = {*roadmap.steps, *self.parts}
        self.actors = set(roadmap.actors)
        self.clocks = {*roadmap.clocks, *self.steps}
        self.atoms = {*self.steps, *roadmap.facts}
        self.demands = {name for name, _, _ in roadmap.demands()}

    def all(self) -> Iterator[Diagnostic]:
        yield from self._twice()
        for step in self.roadmap.steps.values():
            yield from self._step(step)
        yield from self._clocks()
        yield from self._actors()
        yield from self._schedule()
        for key, answer in self.roadmap.countermeasures.items():
            base: Path = ("countermeasures", key)
            for field in ("by", "against"):
                names = getattr(answer, field)
                yield from self._names("unknown-actor", names, self.actors, (*base, field))
            for field, alias in (("if_breached", "if breached"), ("suspends", "suspends")):
                names = getattr(answer, field)
                yield from self._names("unknown-step", names, self.steps, (*base, alias))
        yield from self._cited(self.roadmap, ())

    def _cited(self, value: object, path: Path) -> Iterator[Diagnostic]:
        """Look in all records of the plan for sources that it does not list."""
        if isinstance(value, Record):
            for name, field in type(value).model_fields.items():
                below = (*path, field.alias or name)
                if name == "source":
                    known = set(self.roadmap.sources)
                    yield from self._names("unknown-source", getattr(value, name), known, below)
                else:
                    yield from self._cited(getattr(value, name), below)
        elif isinstance(value, (Mapping, tuple)):
            items = value.items() if isinstance(value, Mapping) else enumerate(value)
            for key, item in items:
                yield from self._cited(item, (*path, key))

    def _names(
        self, kind: str, names: Iterable[str], known: set[str], path: Path
    ) -> Iterator[Diagnostic]:
        for index, name in enumerate(names):
            if name not in known:
                where = (*path, index) if self.document.node((*path, index)) else path
                if has_hidden(name):
                    yield problem(self.document, "hidden-character", where, given=name)
                    continue
                near = nearest(name, known)
                yield problem(self.document, kind, where, given=name, nearest=near)

    def _step(self, step: Step) -> Iterator[Diagnostic]:
        base: Path = ("steps", step.id)
        for field in ("obligors", "performers", "beneficiaries"):
            names = getattr(step, field)
            yield from self._names("unknown-actor", names, self.actors, (*base, field))
        verification = (*base, "verification")
        by = (*verification, "by") if self.document.node((*verification, "by")) else verification
        yield from self._names("unknown-actor", step.verification.by, self.actors, by)
        yield from self._names("unknown-demand", step.serves, self.demands, (*base, "serves"))
        for name in step.stakes:
            if name not in self.roadmap.parties:
                kind = "stake-of-role" if name in self.roadmap.roles else "unknown-actor"
                near = nearest(name, self.roadmap.parties)
                path = (*base, "stakes", name)
                yield problem(self.document, kind, path, key=True, given=name, nearest=near)
        # In a plan that lists its places one word is the name of one; several describe a place.
        if self.roadmap.places and len(step.place_name.split()) == 1:
            places = set(self.roadmap.places)
            yield from self._names("unknown-place", [step.place_name], places, (*base, "place"))
        if step.requires:
            yield from self._condition(step)
        for field in ("not_before", "start_by", "by", "within"):
            yield from self._moment(getattr(step, field), (*base, field.replace("_", " ")))
        for index, later in enumerate(step.rebaselined):
            yield from self._moment(later.by, (*base, "rebaselined", index, "by"))
        for index, part in enumerate(step.tranches):
            yield from self._moment(part.by, (*base, "tranches", index, "by"))
        total = sum(part.share for part in step.tranches)
        if step.tranches and abs(total - 1) > 1e-3:
            yield problem(self.document, "shares", (*base, "tranches"), given=f"{total:.0%}")

    def _condition(self, step: Step) -> Iterator[Diagnostic]:
        assert step.requires is not None
        path: Path = ("steps", step.id, "requires")
        seen: set[str] = set()
        for node in walk(step.requires.root):
            match node:
                case Atom(name, (offset, _)):
                    kind, known = "unknown-step", self.atoms
                case NotBefore(Moment(clock=str(name)), (_, end)):
                    # A moment ends with the name from which it counts.
                    kind, known, offset = "unknown-clock", self.clocks, end - len(name)
                case _:
                    continue
            if name in known or name in seen:
                continue
            seen.add(name)
            yield problem(
                self.document, kind, path, offset=offset, subject=step.id,
                given=name, nearest=nearest(name, known),
            )  # fmt: skip

    def _moment(self, moment: Moment | None, path: Path) -> Iterator[Diagnostic]:
        if moment and moment.clock and moment.clock not in self.clocks:
            near = nearest(moment.clock, self.clocks)
            yield problem(self.document, "unknown-clock", path, given=moment.clock, nearest=near)

    def _clocks(self) -> Iterator[Diagnostic]:
        for name, clock in self.roadmap.clocks.items():
            base: Path = ("clocks", name)
            at = (*base, "at") if self.document.node((*base, "at")) else base
            yield from self._moment(clock.at, at)
            if len(clock.contested) == 1:
                yield problem(self.document, "too-few-readings", (*base, "contested"))
            for index, reading in enumerate(clock.contested):
                here = (*base, "contested", index)
                yield from self._moment(reading.at, (*here, "at"))
                held = (*here, "held by")
                yield from self._names("unknown-actor", reading.held_by, self.actors, held)
            if self._loops(name):
                yield problem(self.document, "clock-loop", base, key=True, given=name)

    def _loops(self, name: str) -> bool:
        """Tell whether a clock's readings lead back to it through other clocks."""
        seen: set[str] = set()
        open_ends = [name]
        while open_ends:
            clock = self.roadmap.clocks.get(open_ends.pop())
            for reading in clock.readings if clock else ():
                nxt = reading.at.clock
                if nxt == name:
                    return True
                if nxt and nxt not in seen:
                    seen.add(nxt)
                    open_ends.append(nxt)
        return False

    def _actors(self) -> Iterator[Diagnostic]:
        for table, actors in (("parties", self.roadmap.parties), ("roles", self.roadmap.roles)):
            for name, actor in actors.items():
                if actor.successor:
                    path = (table, name, "successor")
                    yield from self._names("unknown-actor", [actor.successor], self.actors, path)

    def _schedule(self) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for stage_index, stage in enumerate(self.roadmap.schedule):
            base: Path = ("schedule", stage_index)
            base = (*base, "steps") if self.document.node((*base, "steps")) else base
            yield from self._names("unknown-step", stage.steps, self.steps, base)
            for index, name in enumerate(stage.steps):
                step = self.roadmap.steps.get(name)
                if step and step.tranches:
                    parts = list(parts_of(step))
                    yield problem(
                        self.document, "whole-of-tranches", (*base, index), given=name, parts=parts
                    )
                if name in seen:
                    yield problem(self.document, "scheduled-twice", (*base, index), given=name)
                seen.add(name)
        steps = set(self.roadmap.steps)
        yield from self._names("unknown-step", self.roadmap.goal, steps, ("goal",))

    def _twice(self) -> Iterator[Diagnostic]:
        for tables in (("steps", "facts", "clocks"), ("parties", "roles")):
            seen: set[str] = set()
            for table in tables:
                for name in getattr(self.roadmap, table):
                    if name in seen:
                        path = (table, name)
                        yield problem(self.document, "name-twice", path, key=True, given=name)
                    seen.add(name)
