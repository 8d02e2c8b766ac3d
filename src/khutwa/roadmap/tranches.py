"""A step done in parts, as the ordinary steps that the engines work on."""

from __future__ import annotations

from collections.abc import Mapping

from khutwa.roadmap.condition import Condition
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.moment import Moment
from khutwa.roadmap.step import Step, StepStakes
from khutwa.words import Text


def parts_of(step: Step) -> tuple[str, ...]:
    """Return the ids of the tranches of a step: `arms.1`, `arms.2`, ..."""
    return tuple(f"{step.id}.{number + 1}" for number in range(len(step.tranches)))


def expand(roadmap: Roadmap) -> Roadmap:
    """Return the roadmap with every tranched step replaced by one step a tranche.

    Each tranche follows the one before it. Flow, once, outside and duration are divided by share.
    Conditions and moments that name the whole step mean its last tranche; goals and
    countermeasures mean all of them.
    """
    split = {name: step for name, step in roadmap.steps.items() if step.tranches}
    if not split:
        return roadmap
    last = {name: parts_of(step)[-1] for name, step in split.items()}
    steps: dict[str, Step] = {}
    for name, step in roadmap.steps.items():
        pieces = _pieces(step, roadmap.period) if name in split else (step,)
        steps.update({piece.id: _renamed(piece, last) for piece in pieces})

    def all_of(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(p for n in names for p in (parts_of(split[n]) if n in split else (n,)))

    answers = {
        name: answer.model_copy(
            update={
                "if_breached": all_of(answer.if_breached),
                "suspends": all_of(answer.suspends),
            }
        )
        for name, answer in roadmap.countermeasures.items()
    }
    clocks = {
        name: clock.model_copy(
            update={
                "at": _moved(clock.at, last),
                "contested": tuple(
                    r.model_copy(update={"at": _moved(r.at, last)}) for r in clock.contested
                ),
            }
        )
        for name, clock in roadmap.clocks.items()
    }
    return roadmap.model_copy(
        update={
            "steps": steps,
            "goal": all_of(roadmap.goal),
            "clocks": clocks,
            "countermeasures": answers,
        }
    )


def _pieces(step: Step, period: Duration) -> tuple[Step, ...]:
    ids = parts_of(step)
    pieces = []
    for number, (name, tranche) in enumerate(zip(ids, step.tranches, strict=True)):
        condition = step.requires if number == 0 else Condition.parse(ids[number - 1])
        is_last = number == len(ids) - 1
        pieces.append(
            step.model_copy(
                update={
                    "id": name,
                    "name": _numbered(step.label, number + 1, len(ids)),
                    "requires": condition,
                    "by": tranche.by or (step.by if is_last else None),
                    "within": step.within if is_last and not tranche.by else None,
                    "rebaselined": step.rebaselined if is_last else (),
                    "start_by": step.start_by if number == 0 else None,
                    "not_before": step.not_before if number == 0 else None,
                    "takes": tuple(length.share(tranche.share) for length in step.duration(period)),
                    "stakes": {
                        party: _scaled(stakes, tranche.share)
                        for party, stakes in step.stakes.items()
                    },
                    "tranches": (),
                }
            )
        )
    return tuple(pieces)


def _numbered(label: Text, number: int, count: int) -> Text:
    return Text({lang: f"{label.get(lang)} ({number}/{count})" for lang in label.languages})


def _scaled(stakes: StepStakes, share: float) -> StepStakes:
    return stakes.model_copy(
        update={kind: getattr(stakes, kind).scaled(share) for kind in ("flow", "once", "outside")}
    )


def _moved(moment: Moment | None, last: Mapping[str, str]) -> Moment | None:
    if moment and moment.clock and moment.clock in last:
        return Moment(clock=last[moment.clock], offset=moment.offset)
    return moment


def _renamed(step: Step, last: Mapping[str, str]) -> Step:
    """Let what the step refers to be the last tranche of a split step."""
    changes: dict[str, object] = {
        field: _moved(getattr(step, field), last)
        for field in ("not_before", "start_by", "by", "within")
    }
    changes["requires"] = step.requires.renamed(last) if step.requires else None
    changes["rebaselined"] = tuple(
        later.model_copy(update={"by": _moved(later.by, last)}) for later in step.rebaselined
    )
    return step.model_copy(update=changes)
