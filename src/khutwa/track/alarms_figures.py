"""Figures that were revised, and figures of one period that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from khutwa.track.alarms_series import Count, Series

CONFLICT = 0.1
"""Two figures of one period that nobody reconciled contradict each other where they differ by more
than this share of the smaller one. An assumption: rounding and recounts stay below it."""


@dataclass(frozen=True)
class Difference:
    """Two figures of one period.

    Attributes:
        kind: A revision where the second replaces the first; a conflict where both stand.
        one: The figure that was known first.
        other: The second figure.
    """

    kind: Literal["revision", "conflict"]
    one: Count
    other: Count

    @property
    def by(self) -> int:
        """Return by how much the second figure is the higher one."""
        return (self.other.count or 0) - (self.one.count or 0)


def contradict(one: Count, other: Count) -> bool:
    """Tell whether two figures of a period contradict each other, by what each observed."""
    if one.count is None or other.count is None:
        return False
    first, second = one.count / one.share, other.count / other.share
    return abs(first - second) > CONFLICT * min(first, second)


def differences(series: Series) -> tuple[Difference, ...]:
    """Return the revisions and the conflicts of a series, by the day on which each was known."""
    found: list[Difference] = []
    by_source: dict[object, list[Count]] = {}
    for each in series.counts:
        by_source.setdefault((each.start, each.source), []).append(each)
    for figures in by_source.values():
        told = [each for each in figures if each.count is not None]
        found += [Difference("revision", a, b) for a, b in pairwise(told) if a.count != b.count]
    for first, *others in series.stated():
        found += [Difference("conflict", first, b) for b in others if contradict(first, b)]
    return tuple(sorted(found, key=lambda d: (d.other.known, d.one.start)))
