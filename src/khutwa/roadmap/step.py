"""A step: what one or several obligors promise to do."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from khutwa.roadmap.condition import Condition
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.fields import (
    ConditionField,
    DateField,
    DurationField,
    MomentField,
    Names,
    ShareField,
    StakeField,
    TextField,
    WithinField,
)
from khutwa.roadmap.record import Record, either_or, failure
from khutwa.roadmap.stake import Stake
from khutwa.words import Text

MOST_TRANCHES = 50


def _stake(raw: Any) -> Any:
    return raw if isinstance(raw, (Mapping, Record)) else {"flow": raw}


def _verification(raw: Any) -> Any:
    return {"by": raw} if isinstance(raw, (str, list, tuple)) else raw


def _tranches(raw: Any) -> Any:
    if isinstance(raw, str) and raw.strip().isdecimal() and len(raw.strip()) < 4:
        raw = int(raw)
    if isinstance(raw, int) and 2 <= raw <= MOST_TRANCHES:
        return [{"share": 1 / raw} for _ in range(raw)]
    if isinstance(raw, (list, tuple)) and 2 <= len(raw) <= MOST_TRANCHES:
        return [part if isinstance(part, (Mapping, Record)) else {"share": part} for part in raw]
    raise failure("bad-tranches", given=raw)


def _takes(raw: Any) -> Any:
    return list(raw) if isinstance(raw, (list, tuple)) else [raw]


def _in_order(takes: tuple[Duration, ...]) -> tuple[Duration, ...]:
    if any(later.mean_days < earlier.mean_days for earlier, later in pairwise(takes)):
        raise failure("takes-order", given=[str(length) for length in takes])
    return takes


def _escrow(raw: Any) -> Any:
    word = str(raw).strip().lower()
    if word in ("true", "yes", "on"):
        return "escrow"
    return None if word in ("false", "no", "off") else raw


class StepStakes(Record):
    """What one step is worth to one party.

    Attributes:
        flow: Gain a period while the step is in force (a cost is negative).
        once: Gain at the moment it is done.
        outside: Change in the value of walking away once it is done.
        why: The reasoning, in a sentence.
        source: Keys of `sources`.
    """

    flow: StakeField = Stake.exactly(0.0)
    once: StakeField = Stake.exactly(0.0)
    outside: StakeField = Stake.exactly(0.0)
    why: TextField | None = None
    source: Names = ()


class Verification(Record):
    """How the world learns whether a step is kept.

    Attributes:
        by: Who verifies.
        detects: Chance a period that a breach is noticed, in [0, 1].
        done_when: What counts as done.
    """

    by: Names = ()
    detects: ShareField | None = None
    done_when: TextField | None = None


class Rebaseline(Record):
    """A later version of the deadline; the first stays in `by`.

    Attributes:
        by: The new deadline.
        agreed: When it was agreed.
        source: Keys of `sources`.
    """

    by: MomentField
    agreed: DateField | None = None
    source: Names = ()


class Tranche(Record):
    """One part of a step that is carried out in parts.

    Attributes:
        share: How much of the whole it is; all shares make 100%.
        by: The deadline of this part.
    """

    share: ShareField
    by: MomentField | None = None


class Step(Record):
    """What one or several obligors owe.

    Attributes:
        id: The key under which the file names it.
        name: How a person calls it.
        obligors: The parties or roles that owe it.
        performers: Who controls it, where that is not the obligor.
        beneficiaries: To whom it is owed.
        serves: Demands, as `framework.demand`.
        requires: Condition under which it may begin.
        not_before: Earliest start.
        start_by: Latest start.
        by: Deadline; a date means the end of that day, month or year.
        within: Deadline as a duration and what it counts from, in place of `by`.
        rebaselined: Later versions of the deadline, oldest first.
        takes: Shortest, likely and longest duration, as one, two or three values.
        reversible: Whether it can be undone.
        persists: Share of its flow that stays if the process collapses.
        reliability: Chance that it comes about once the obligors try, in [0, 1].
        verification: How the world learns whether it is kept.
        stakes: What it is worth to each party.
        joint: Needs all its obligors at once.
        escrow: Name of the exchange in which it takes effect only if every side has delivered.
        tranches: The number of parts in which it is done, or their shares.
        off_text: A precondition that the agreement itself does not mention.
        place: Where it is done: a name of `places`, or words.
        note: A remark.
        source: Keys of `sources`.
    """

    id: SkipJsonSchema[str]
    name: TextField = Text.plain("")
    obligors: Names = ()
    performers: Names = ()
    beneficiaries: Names = ()
    serves: Names = ()
    requires: ConditionField | None = None
    not_before: MomentField | None = None
    start_by: MomentField | None = None
    by: MomentField | None = None
    within: WithinField | None = None
    rebaselined: tuple[Rebaseline, ...] = ()
    takes: Annotated[
        tuple[DurationField, ...],
        Field(max_length=3),
        BeforeValidator(
            _takes,
            json_schema_input_type=DurationField
            | Annotated[list[DurationField], Field(max_length=3)],
        ),
        AfterValidator(_in_order),
    ] = ()
    reversible: bool = True
    persists: ShareField | None = None
    reliability: ShareField = 1.0
    verification: Annotated[
        Verification,
        BeforeValidator(_verification, json_schema_input_type=str | list[str] | Verification),
    ] = Verification()
    stakes: Mapping[
        str,
        Annotated[
            StepStakes,
            BeforeValidator(_stake, json_schema_input_type=StakeField | StepStakes),
        ],
    ] = {}
    joint: bool = False
    escrow: Annotated[str | None, BeforeValidator(_escrow, json_schema_input_type=bool | str)] = (
        None
    )
    tranches: Annotated[
        tuple[Tranche, ...],
        Field(max_length=MOST_TRANCHES),
        BeforeValidator(
            _tranches,
            json_schema_input_type=Annotated[int, Field(ge=2, le=MOST_TRANCHES)]
            | Annotated[list[ShareField | Tranche], Field(min_length=2, max_length=MOST_TRANCHES)],
        ),
    ] = ()
    off_text: bool = False
    place: TextField | None = None
    note: TextField | None = None
    source: Names = ()

    @model_validator(mode="after")
    def _one_deadline(self) -> Self:
        either_or(self, "by", "within")
        return self

    @property
    def label(self) -> Text:
        """Return the name, or the id where the file gives none."""
        return self.name or Text.plain(self.id)

    @property
    def place_name(self) -> str:
        """Return the place as it stands where no language is given, as names of `places` do."""
        return self.place.get("und") if self.place and self.place.languages == ("und",) else ""

    @property
    def condition(self) -> Condition:
        """Return what it requires; always true where the file says nothing."""
        return self.requires or Condition.always()

    @property
    def deadlines(self) -> tuple[MomentField, ...]:
        """Return the deadlines in force at any time, the first promise first."""
        first = self.by or self.within
        return (*((first,) if first else ()), *(later.by for later in self.rebaselined))

    @property
    def deadline(self) -> MomentField | None:
        """Return the deadline now in force: the last re-baseline, or the first promise."""
        return self.deadlines[-1] if self.deadlines else None

    @property
    def controllers(self) -> tuple[str, ...]:
        """Return who must act for it to happen."""
        return self.performers or self.obligors

    @property
    def persisting(self) -> float:
        """Return the share of the flow that stays on collapse (rho of the model)."""
        if self.persists is not None:
            return self.persists
        return 0.0 if self.reversible else 1.0

    @property
    def detection(self) -> float:
        """Return the chance a period that a breach is noticed (1 where the file is silent)."""
        return 1.0 if self.verification.detects is None else self.verification.detects

    def duration(self, default: Duration) -> tuple[Duration, Duration, Duration]:
        """Return the shortest, likely and longest duration.

        Args:
            default: What a step takes when the file is silent.
        """
        if not self.takes:
            return default, default, default
        if len(self.takes) == 2:
            low, high = self.takes
            both = Duration(low.months + high.months, low.days + high.days)
            return low, both.share(0.5), high
        return self.takes[0], self.takes[len(self.takes) // 2], self.takes[-1]
