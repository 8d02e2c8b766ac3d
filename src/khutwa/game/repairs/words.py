"""Repairs in plain words and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import stakes_source
from khutwa.game.summary import Cell, Grid, Summary, finite
from khutwa.words import M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.repairs.result import Repair, Repairs


def summary(found: Repairs) -> Summary:
    """Return the repairs in words and a table."""
    return Summary(
        verdict(found),
        None if not found.ranked else found.ranked[0].plan.holds,
        [
            (_title(found), [
                M("{number}. {what}", number=number + 1, what=sentence(each))
                for number, each in enumerate(found.ranked)
            ]),
            (M("What is assumed"), stakes_source(found.plan.roadmap)),
        ],
        [_grid(found)] if found.ranked else [],
    )  # fmt: skip


def verdict(found: Repairs) -> list[Message]:
    """Return what is said first."""
    margin = format_percent(found.plan.smallest, digits=1)
    if found.plan.holds:
        first = M("The plan holds on the likely stakes; its weakest link has a slack of {margin}.",
                  margin=margin)  # fmt: skip
    else:
        first = M("The plan does not hold; its weakest link has a slack of {margin}.",
                  margin=margin)  # fmt: skip
    weighed = (
        M("The time allowed was over after {n} changes had been analysed; there may be better "
          "ones.", n=found.weighed)
        if found.stopped
        else M("{n} changes were analysed.", n=found.weighed)
    )  # fmt: skip
    if found.plan.holds:
        none = M("No change that was tried makes it noticeably stronger without harm to another "
                 "party.")  # fmt: skip
        return [first, weighed] if found.ranked else [first, none, weighed]
    if not found.ranked:
        return [first, M("None of the changes that were tried mends it without harm to another "
                         "party."), weighed]  # fmt: skip
    if found.ranked[0].plan.holds:
        second = M("The first change below makes it hold on the likely stakes.")
    else:
        second = M("No change that was tried makes it hold; these bring it closer.")
    return [first, second, weighed]


def _title(found: Repairs) -> Message:
    if found.plan.holds:
        return M("What would make it stronger, the best first")
    return M("What would mend it, the best first")


def sentence(each: Repair) -> Message:
    """Return what a repair changes as a sentence or two."""
    if len(each.patches) == 1:
        return each.patches[0].what
    one, two = each.patches
    return M("{one} And: {two}", one=one.what, two=two.what)


def _grid(found: Repairs) -> Grid:
    head = [M("Change"), M("Holds"), M("Smallest slack"), M("Promises changed")]
    if found.shares:
        head.insert(2, M("Holds in draws"))
    rows = []
    for number, each in enumerate([None, *found.ranked]):
        plan, drawn = (each.plan, each.shares) if each else (found.plan, found.shares)
        cells = [
            Cell(format_number(number) if each else str(M("as it is"))),
            Cell(str(M("yes") if plan.holds else M("no")), not plan.holds),
            Cell(format_percent(plan.smallest, digits=1)),
            Cell(format_number(each.changes) if each else "–"),
        ]
        if drawn:
            cells.insert(2, Cell(format_percent(drawn.share)))
        rows.append(tuple(cells))
    return Grid(M("What each change does"), tuple(str(each) for each in head), tuple(rows))


def plain(found: Repairs) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": found.version,
        "seed": found.seed,
        "weighed": found.weighed,
        "stopped_by": "time" if found.stopped else None,
        "words": [str(message) for message in verdict(found)],
        "holds": found.plan.holds,
        "smallest": finite(found.plan.smallest),
        "share": found.shares.share if found.shares else None,
        "repairs": [
            {
                "moves": [patch.move for patch in each.patches],
                "what": str(sentence(each)),
                "holds": each.plan.holds,
                "smallest": finite(each.plan.smallest),
                "share": each.shares.share if each.shares else None,
                "changes": each.changes,
                "steps": sorted({step for patch in each.patches for step in patch.steps}),
                "diff": each.diff(found.document),
            }
            for each in found.ranked
        ],
    }
