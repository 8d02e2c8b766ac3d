"""The roadmap: a step-by-step plan as one frozen object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from khutwa.roadmap.actors import Actor, Party, Role
from khutwa.roadmap.condition import NotBefore, walk
from khutwa.roadmap.duration import DAYS_PER_MONTH, Duration
from khutwa.roadmap.fields import DateField, DurationField, Names, TextField
from khutwa.roadmap.keyed import Keyed
from khutwa.roadmap.location import Location
from khutwa.roadmap.record import Record
from khutwa.roadmap.reference import Clock, Demand, Fact, Framework, Source
from khutwa.roadmap.step import Step
from khutwa.words import Text

Unit = Literal["day", "week", "month", "quarter", "year"]

UNITS: Mapping[Unit, Duration] = {
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(months=1),
    "quarter": Duration(months=3),
    "year": Duration(months=12),
}


def _stage(raw: Any) -> Any:
    return {"steps": raw} if isinstance(raw, (str, list, tuple)) else raw


class Stage(Record):
    """Steps that are performed at the same time.

    Attributes:
        name: How a person calls it.
        steps: The steps, or parts of steps.
    """

    name: TextField | None = None
    steps: Names


class Countermeasure(Record):
    """An announced, reversible answer to a breach.

    Attributes:
        id: The key under which the file names it.
        name: How a person calls it.
        by: The party that may take it.
        against: The party whose breach it answers.
        if_breached: Steps whose breach allows it.
        suspends: Steps that it suspends.
        notice: How long before it must be announced.
        reversible: Whether it ends when the breach ends.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    by: Names
    against: Names = ()
    if_breached: Names = ()
    suspends: Names = ()
    notice: DurationField | None = None
    reversible: bool = True
    source: Names = ()


class Silence(Record):
    """A finding that the authors of the file have seen and accept, and why.

    Attributes:
        code: The rule.
        at: The step, party or other name it is silenced for; everywhere when empty.
        reason: Why the authors accept it.
    """

    code: str
    at: str | None = None
    reason: TextField


class Alternatives(Record):
    """What a party can do instead of complying.

    Attributes:
        stall: Whether it may withhold what it owes, or quietly undo it later.
        walk_away: Who may leave at a stage: `anyone`, or only the `obligors` of its steps.
    """

    stall: bool = True
    walk_away: Literal["anyone", "obligors"] = "anyone"


class StakesBasis(Record):
    """Where the stakes of the file come from.

    Attributes:
        basis: `illustrative` for an example, `elicited` from the parties or those who know them,
            `estimated` by analysts.
        by: Who judged, and when.
        note: A remark.
    """

    basis: Literal["illustrative", "elicited", "estimated"]
    by: TextField | None = None
    note: TextField | None = None


class Roadmap(Record):
    """A step-by-step plan.

    Attributes:
        khutwa: The version of the file format.
        title: How a person calls the plan.
        summary: A sentence or two.
        languages: Languages that every text should have; the first is the file's own.
        unit: What one period is; stakes and chances of detection are given per period.
        start: The day the plan begins.
        as_of: The day the file describes; deadlines before it are past.
        parties: Who holds stakes and decides.
        roles: Who helps or hinders, and does not decide.
        clocks: Named moments from which time is counted.
        facts: What conditions may rest on and no step brings about.
        places: Where steps are done.
        frameworks: Resolutions and agreements whose demands the steps serve.
        steps: What is promised.
        schedule: The stages in order; by default one step a stage, as conditions allow.
        goal: The steps that make the plan complete; all of them when empty.
        countermeasures: Announced answers to a breach.
        alternatives: What a party can do instead of complying.
        stakes_basis: Where the stakes of the file come from.
        sources: Documents that the file cites by their keys.
        silence: Findings that the authors of the file have seen and accept.
    """

    khutwa: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = "1"
    title: TextField
    summary: TextField | None = None
    languages: Names = ("en",)
    unit: Unit = "month"
    start: DateField | None = None
    as_of: DateField | None = None
    parties: Annotated[Mapping[str, Party], Keyed("name")] = {}
    roles: Annotated[Mapping[str, Role], Keyed("name")] = {}
    clocks: Annotated[Mapping[str, Clock], Keyed("at")] = {}
    facts: Annotated[Mapping[str, Fact], Keyed("since")] = {}
    places: Annotated[Mapping[str, Location], Keyed("name")] = {}
    frameworks: Annotated[Mapping[str, Framework], Keyed("title")] = {}
    steps: Annotated[Mapping[str, Step], Field(min_length=1), Keyed()]
    schedule: tuple[
        Annotated[Stage, BeforeValidator(_stage, json_schema_input_type=str | list[str] | Stage)],
        ...,
    ] = ()
    goal: Names = ()
    countermeasures: Annotated[Mapping[str, Countermeasure], Keyed()] = {}
    alternatives: Alternatives = Alternatives()
    stakes_basis: StakesBasis | None = None
    sources: Annotated[Mapping[str, Source], Keyed("title")] = {}
    silence: tuple[Silence, ...] = ()

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Return parties and roles by id."""
        return {**self.parties, **self.roles}

    def heir(self, name: str, day: date) -> str | None:
        """Return who owes on a day what an actor promised; None where nobody does any more.

        Args:
            name: The party or role that promised.
            day: The day; after `until` the `successor` owes, and after its `until` the next.
        """
        actors, seen = self.actors, set[str]()
        heir: str | None = name
        while heir and heir not in seen:
            seen.add(heir)
            actor = actors[heir]
            if actor.until is None or day <= actor.until.last:
                return heir
            heir = actor.successor
        return None

    @property
    def goal_steps(self) -> tuple[str, ...]:
        """Return the ids of the steps that make the plan complete, in file order."""
        return tuple(s for s in self.steps if s in self.goal) if self.goal else tuple(self.steps)

    @property
    def period(self) -> Duration:
        """Return the length of one period."""
        return UNITS[self.unit]

    def periods(self, duration: Duration) -> float:
        """Return a duration in periods; whole calendar months divide exactly."""
        unit = self.period
        if unit.months and not duration.days:
            return duration.months / unit.months
        return duration.mean_days / (unit.months * DAYS_PER_MONTH + unit.days)

    def label(self, name: str) -> Text:
        """Return how a person calls the thing of this id."""
        for table in (self.steps, self.parties, self.roles, self.clocks, self.facts):
            if name in table:
                return table[name].label
        return Text.plain(name)

    def location(self, step: Step) -> Location | None:
        """Return where a step is done: one of `places`, or a name alone; None where nobody says."""
        if step.place is None:
            return None
        return self.places.get(step.place_name) or Location(id="", name=step.place)

    def demands(self) -> Iterator[tuple[str, Framework, Demand]]:
        """Yield every demand with its full name `framework.demand`."""
        for framework in self.frameworks.values():
            for demand in framework.demands.values():
                yield f"{framework.id}.{demand.id}", framework, demand

    @property
    def first_day(self) -> date | None:
        """Return the day the plan begins.

        Where the file does not say, that is the day it describes, for nothing still to do can lie
        before it; failing that, the earliest date that it names.
        """
        told = self.start or self.as_of
        if told:
            return told.first
        moments = [reading.at for clock in self.clocks.values() for reading in clock.readings]
        for step in self.steps.values():
            nodes = walk(step.condition.root)
            moments += [node.moment for node in nodes if isinstance(node, NotBefore)]
            named = (step.not_before, step.start_by, *step.deadlines)
            moments += [moment for moment in named if moment]
        return min((moment.date.first for moment in moments if moment.date), default=None)

    @property
    def tells_its_beginning(self) -> bool:
        """Tell whether the file says when the plan begins or which day it describes."""
        return bool(self.start or self.as_of)
