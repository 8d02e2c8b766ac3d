"""What the classes of predicates say of what they govern.

The idea of classes of predicates that say how far what stands below them is a fact is that of
Karttunen (1971, "Implicative verbs", Language 47) and of FactBank (Sauri & Pustejovsky 2009,
Language Resources and Evaluation 43); the classes are ours, cut for plans.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Said(StrEnum):
    """What a statement says of an action."""

    DONE = "done"
    BEGUN = "begun"
    KEPT = "kept"
    AGREED = "agreed"
    PROMISED = "promised"
    ANNOUNCED = "announced"
    OFFERED = "offered"
    INSISTED = "insisted"
    PLANNED = "planned"
    SOUGHT = "sought"
    DISCUSSED = "discussed"
    ALLOWED = "allowed"
    DEMANDED = "demanded"
    WARNED = "warned"
    THREATENED = "threatened"
    STALLED = "stalled"
    DROPPED = "dropped"
    REFUSED = "refused"
    FAILED = "failed"
    VIOLATED = "violated"
    PREVENTED = "prevented"
    MENTIONED = "mentioned"


STRENGTH = {
    Said.DONE: 12, Said.BEGUN: 11, Said.KEPT: 11, Said.AGREED: 10, Said.PROMISED: 9,
    Said.ANNOUNCED: 9, Said.OFFERED: 8,
    Said.INSISTED: 7, Said.PLANNED: 6, Said.SOUGHT: 5, Said.DISCUSSED: 4, Said.ALLOWED: 3,
    Said.DEMANDED: 2, Said.WARNED: 1, Said.THREATENED: 1,
}  # fmt: skip
"""How near to a fact each is; of a chain of these the weakest counts."""

ENDINGS = frozenset(
    [Said.STALLED, Said.DROPPED, Said.REFUSED, Said.FAILED, Said.VIOLATED, Said.PREVENTED]
)
"""What became of an action or of a demand for it, whatever stands below."""

ACTUAL = frozenset([Said.DONE, Said.BEGUN, Said.KEPT]) | ENDINGS
"""What is said to be so, rather than wanted, planned or allowed."""

REPORTS = frozenset(["said", "claimed", "believed", "denied", "warned", "judged", "announced"])
"""Classes whose subject is the speaker of what stands below."""

DOUBTFUL = frozenset(["claimed", "believed", "suggested", "judged", "hedge", "condition"])
"""Classes that hedge what stands below."""

OWN = frozenset(["promised", "offered", "sought", "insisted", "refused", "planned", "threatened",
                 "dropped"])  # fmt: skip
"""Classes whose subject is also who would act."""

OTHERS = frozenset(["demanded", "allowed", "prevented"])
"""Classes in which somebody else would act."""

_CLASSES = {said.value: said for said in Said} | {
    "did": Said.DONE,
    "began": Said.BEGUN,
    "fulfilled": Said.DONE,
    "observed": Said.DONE,
    "purpose": Said.SOUGHT,
    "future": Said.PLANNED,
}


def of_class(means: str) -> Said | None:
    """Return what a class says; None for reports and for hedges."""
    return _CLASSES.get(means)


def chained(classes: Iterable[str]) -> Said:
    """Return what a chain of predicates, outermost first, says of what is at its end.

    From the inside out: the weaker of two counts; an ending (refused, stalled, failed, ...) counts
    over what it ends, unless something weaker than a fact stands above it: "demanded an end to the
    violations" is demanded.
    """
    result = Said.MENTIONED
    for means in reversed(list(classes)):
        outer = of_class(means)
        if means == "event" and result in ACTUAL:
            # Nobody knows what a verb that the lexicon does not have says of a fact below it.
            result = Said.MENTIONED
        if outer is None:
            continue
        if means == "fulfilled" and result in _MEANT:
            result = outer
        result = _composed(outer, result)
    return result


_MEANT = frozenset([Said.AGREED, Said.PROMISED, Said.ANNOUNCED, Said.OFFERED, Said.PLANNED,
                   Said.DEMANDED])  # fmt: skip
"""What is done when it is fulfilled: who carries an agreement out does what was agreed."""


def _composed(outer: Said, inner: Said) -> Said:
    if inner is Said.MENTIONED or outer in ENDINGS:
        return outer
    if inner in ENDINGS:
        return inner if outer in ACTUAL or outer is Said.DISCUSSED else outer
    return min(outer, inner, key=STRENGTH.__getitem__)
