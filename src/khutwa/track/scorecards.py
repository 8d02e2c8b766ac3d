"""What each assessor says, side by side, and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.phrases import and_more
from khutwa.game.summary import Cell, Grid
from khutwa.ledger.entry import Entry
from khutwa.track.level_words import level_and_chance, level_word
from khutwa.words import MN, M, Message, Text, format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khutwa.track.tracking import StepStatus, Track

BESIDE = 3
"""Assessors beside each other in one table; a terminal has no room for more."""

MOST = 8
"""Sentences of a list, and pairs of a table."""


def differ(said: Iterable[Entry]) -> bool:
    """Tell whether no level fits what all of these assessors say.

    What an entry leaves open is a run of levels, so this is so only where two of them have no level
    in common.
    """
    return not set(range(4)).intersection(*(entry.levels for entry in said))


def differences(found: Track) -> list[Message]:
    """Return where assessors cannot all be right, and how far they agree over all steps."""
    said = []
    for status in found.steps:
        words = {name: entry for name, entry in status.said.items() if name}
        if differ(words.values()):
            parts = [M("{assessor}: {level}", assessor=_name(found, name), level=_word(entry))
                     for name, entry in words.items()]  # fmt: skip
            said.append(M("{step}: {parts}.", step=found.roadmap.label(status.step), parts=parts))
    said = said[:MOST] + and_more(len(said) - MOST)
    return said + _alpha(found) if len(_assessors(found)) > 1 else said


def scorecards(found: Track) -> list[Grid]:
    """Return tables of what each assessor says last of each step, beside all of them together."""
    names = _assessors(found)
    if len(names) < 2:
        return []
    if any("" in status.said for status in found.steps):
        names.append("")
    steps = [status for status in found.steps if status.said]
    return [
        _beside(found, steps, names[at : at + BESIDE]) for at in range(0, len(names), BESIDE)
    ] + _pairs(found)


def _beside(found: Track, steps: list[StepStatus], names: list[str]) -> Grid:
    rows = []
    for status in steps:
        apart = differ(entry for name, entry in status.said.items() if name)
        cells = [
            Cell(str(_word(status.said[name])), apart and bool(name))
            if name in status.said
            else Cell("–")
            for name in names
        ]
        together = Cell(str(level_and_chance(status)))
        rows.append((Cell(str(found.roadmap.label(status.step))), *cells, together))
    head = (M("Step"), *(_name(found, name) for name in names), M("All together"))
    title = M("What each assessor said last of each step")
    return Grid(title, tuple(str(each) for each in head), tuple(rows))


def _pairs(found: Track) -> list[Grid]:
    """Return how far each two assessors agree, the least first."""
    both = [(kappa, pair, n) for pair, (kappa, n) in found.agreement.kappa.items() if n]
    both.sort(key=lambda each: (each[0] is None, each[0] or 0.0))
    rows = [
        (
            Cell(str(M("{one} / {other}", one=_name(found, one), other=_name(found, other)))),
            Cell(format_number(n)),
            Cell("–" if kappa is None else format_number(kappa)),
        )
        for kappa, (one, other), n in both[:MOST]
    ]
    head = (str(M("Assessors")), str(M("Steps that both grade")), str(M("Weighted kappa")))
    title = M("How far each two assessors agree, the least first")
    return [Grid(title, head, tuple(rows))] if rows else []


def _alpha(found: Track) -> list[Message]:
    """Return the agreement over all steps, or why there is none to speak of."""
    alpha, units = found.agreement.alpha, found.agreement.units
    if not units:
        return [M("No two assessors name one level for the same step, so how far they agree cannot "
                  "be computed.")]  # fmt: skip
    if alpha is None:
        return [M("Where two assessors grade the same step, all give one and the same level; "
                  "Krippendorff's alpha is not defined for that.")]  # fmt: skip
    return [
        MN("Krippendorff's alpha (ordinal) is {alpha} over {n} step that two or more judge.",
           "Krippendorff's alpha (ordinal) is {alpha} over {n} steps that two or more judge.",
           units, alpha=format_number(alpha))
    ]  # fmt: skip


def _assessors(found: Track) -> list[str]:
    """Return who is named as an assessor, in the order of the plan's steps."""
    return list(dict.fromkeys(name for s in found.steps for name in s.by_assessor))


def _word(entry: Entry) -> Message | Text:
    """Return the level that an entry names, or what it says where it leaves several open."""
    return level_word(entry.levels[0]) if len(entry.levels) == 1 else entry.status.label


def _name(found: Track, assessor: str) -> Message | Text:
    if not assessor:
        return M("unnamed")
    actor = found.roadmap.actors.get(assessor)
    return actor.label if actor else Text.plain(assessor)
