"""The order search in plain words: what is best, what moved, and how sure that is."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import quoted
from khutwa.game.show import cell
from khutwa.game.summary import Cell, Grid, Summary, finite
from khutwa.words import MN, M, Message, Text, format_list, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.analysis import Link
    from khutwa.game.ordering.result import Order, OrderSearch


def summary(search: OrderSearch) -> Summary:
    """Return the search in words and tables."""
    if not search.has_stakes:
        return Summary(verdict(search), None, [])
    sections = [
        (M("What changes"), changes(search)),
        (M("How sure"), proof(search)),
        (M("What is assumed"), assumptions(search)),
    ]
    grids = [_stages(search), *([_others(search)] if search.others else [])]
    return Summary(verdict(search), search.best.holds, sections, grids)


def verdict(search: OrderSearch) -> list[Message]:
    """Return what is said first: does the best order hold, and where is it weakest?"""
    best = search.best
    if not search.has_stakes:
        return [
            M("The file gives no stakes, so no order can be said to be better than another. Add "
              "`stakes:` to the steps, with a sentence of reasoning each.")
        ]  # fmt: skip
    said = []
    if best.smallest < -1e-9 and search.certificate.exact:
        said.append(M("No order holds: even in the best one a party gains by stalling or walking "
                      "away."))  # fmt: skip
    elif search.certificate.bound < -1e-9:
        said.append(M("Proved: no order holds. The one shown may not be the best."))
    elif best.smallest < -1e-9:
        said.append(M("No order was found that holds; the search was stopped before the end."))
    elif best.durability < -1e-9:
        said.append(M("In the best order every stage holds, but what follows once all is done does "
                      "not, in whatever order."))  # fmt: skip
    else:
        said.append(M("There is an order in which at no stage a party gains by stalling or walking "
                      "away."))  # fmt: skip
    if math.isinf(best.smallest):
        return [*said, M("Nobody has an alternative at any stage.")]
    said.append(
        M("Its weakest link is {party} at {steps}, with a margin of {margin} of what it has at "
          "stake.", party=search.roadmap.label(best.weakest.party),
          steps=_steps(search, best, best.weakest.row), margin=_percent(best.weakest.relative))
    )  # fmt: skip
    return said


def changes(search: OrderSearch) -> list[Message]:
    """Return what the best order changes, and why that helps."""
    current, best = search.current, search.best
    if current is None:
        step = search.roadmap.label(search.faults[0].step)
        return [M("The file's own schedule cannot be followed, so there is nothing to compare "
                  "with: {step} stands before what it requires, or is left out.",
                  step=quoted([step]))]  # fmt: skip
    said = [M("The file gives no schedule; compared is one step a stage in the order of the file.")]
    said = [] if search.roadmap.schedule else said
    if not search.searched:
        said.append(
            M("The file's order is not among those searched: it takes more steps at once, or "
              "divides an exchange.")
        )  # fmt: skip
    if best.smallest <= current.smallest + 1e-9:
        return [*said, M("No better order than that of the file was found.")
                if not search.certificate.exact or not search.searched
                else M("The order of the file is already the best.")]  # fmt: skip
    weak = current.weakest
    stage = current.game.stages[weak.row]
    after = _same_link(best, weak, stage)
    party = search.roadmap.label(weak.party)
    said.append(
        M("Before, the weakest link was {party} at {steps}, with a margin of {margin}; there it "
          "now has {now}.", party=party, steps=_steps(search, current, weak.row),
          margin=_percent(weak.relative), now=_percent(after.relative))
    )  # fmt: skip
    was = {a for k in range(weak.row) for a in current.game.stages[k]}
    now = {a for k in range(after.row) for a in best.game.stages[k]}
    same = set(stage)
    for steps, text in (
        (now - was - same, M("When {party} comes to it, {steps} is already done.")),
        (was - now - same, M("When {party} comes to it, {steps} is still to come.")),
    ):
        if steps:
            values = {"party": party, "steps": _named(search, sorted(steps))}
            said.append(M(text.template, **values))
    said += _moves(search, current, best)
    return said


def _same_link(best: Order, weak: Link, stage: Sequence[int]) -> Link:
    """Return the link of the same party in the best order, where the same steps are due."""
    owed = [a for a in stage if best.game.owed[best.game.parties.index(weak.party), a]]
    rows = {best.place[a] for a in owed or stage}
    links = [link for row in rows for link in best.table[row] if link.party == weak.party]
    return min(links, key=lambda link: (link.relative, link.row))


def _moves(search: OrderSearch, current: Order, best: Order) -> list[Message]:
    """Return which steps stand elsewhere: as few as explain the new order."""
    order = [a for stage in best.game.stages for a in sorted(stage, key=lambda a: current.place[a])]
    staying = _longest_rise([(current.place[a], n) for n, a in enumerate(order)])
    moved = [a for n, a in enumerate(order) if n not in staying]
    said = []
    for a in moved[:6]:
        row = best.place[a]
        if row:
            said.append(M("{step} now follows on {before}.", step=_named(search, [a]),
                          before=_named(search, best.game.stages[row - 1])))  # fmt: skip
        else:
            said.append(M("{step} now comes first.", step=_named(search, [a])))
    if len(moved) > 6:
        left = len(moved) - 6
        said.append(MN("{n} more step moves.", "{n} more steps move.", left))
    return said


def _longest_rise(items: Sequence[tuple[int, int]]) -> set[int]:
    """Return the second members of a longest subsequence whose first members do not fall."""
    tops: list[int] = []
    chains: list[tuple[int, ...]] = []
    for value, n in items:
        at = bisect_left(tops, value + 1)
        chain = (*(chains[at - 1] if at else ()), n)
        tops[at : at + 1] = [value]
        chains[at : at + 1] = [chain]
    return set(chains[-1]) if chains else set()


def proof(search: OrderSearch) -> list[Message]:
    """Return what was proved and at what cost."""
    found = search.certificate
    states = format_number(found.states)
    if found.exact:
        return [
            M("Proved: no order of these steps has a stronger weakest link ({states} states looked "
              "at).", states=states),
            *_size(search),
        ]  # fmt: skip
    why = (
        M("The time allowed was over before the end.")
        if found.stopped_by == "time"
        else M("The memory allowed did not suffice for a proof.")
    )
    if found.stopped_by == "memory" and found.method in ("from the end", "ceilings"):
        why = M("The plan has too many states for a full search: {why}", why=why)
    return [
        why,
        M("Proved so far: no order has a weakest link above {bound}; the one shown has {best}.",
          bound=_percent(found.bound), best=_percent(search.best.smallest)),
        *_size(search),
    ]  # fmt: skip


def _size(search: OrderSearch) -> list[Message]:
    return [
        MN("Looked at were stages of one step, an exchange counting as one.",
           "Looked at were stages of up to {n} steps; a larger exchange stands alone.",
           search.stage_size)
    ]  # fmt: skip


def assumptions(search: OrderSearch) -> list[Message]:
    """Return what the result takes for granted."""
    said = [
        M("It rests on the likely stakes of the file; `khutwa robust` says how much they matter."),
        M("Dates are left aside: a moment that a condition waits for counts as reached."),
    ]
    said += [
        M("The steps of the exchange “{name}” cannot begin together, so each is ordered by itself.",
          name=name)
        for name in search.split
    ]  # fmt: skip
    if search.others:
        said.append(
            M("The runner-ups were found by moving single steps. They differ in their weakest link "
              "or in a quarter of all pairs; none is proved to be the best of its kind.")
        )  # fmt: skip
    return said


def _stages(search: OrderSearch) -> Grid:
    best = search.best
    names = [str(search.roadmap.label(party)) for party in best.game.parties]
    rows = []
    for row, links in enumerate(best.table):
        label = (
            f"{format_number(row + 1)}. {format_list([str(t) for t in _names(search, best, row)])}"
            if row < len(best.game.stages)
            else str(M("Once all is done"))
        )
        rows.append((Cell(label), *(Cell(cell(link), not link.holds) for link in links)))
    return Grid(
        M("The best order, and the slack in per cent of what each party has at stake"),
        (str(M("Stage")), *names),
        tuple(rows),
    )


def _others(search: OrderSearch) -> Grid:
    known = [("", search.best), *((str(n + 2), o) for n, o in enumerate(search.others))]
    if search.current is not None:
        known.append((str(M("file")), search.current))
    return Grid(
        M("Other orders that come close"),
        (
            str(M("Order")),
            str(M("Margin")),
            str(M("Weakest link")),
            str(M("Stages, by their number in the best order")),
        ),
        tuple(
            (
                Cell(name or "1"),
                Cell(_percent(order.smallest), order.smallest < -1e-9),
                Cell(_weak(search, order)),
                Cell(" → ".join(_by_number(search, stage) for stage in order.stages)),
            )
            for name, order in known
        ),
    )


def _by_number(search: OrderSearch, stage: Sequence[str]) -> str:
    """Return a stage by the numbers that its steps have in the best order.

    A step that shares its stage there is named, for its number would mean the others too.
    """
    alone = {s[0]: n + 1 for n, s in enumerate(search.best.stages) if len(s) == 1}
    return " + ".join(
        format_number(alone[step]) if step in alone else str(search.roadmap.label(step))
        for step in stage
    )


def _weak(search: OrderSearch, order: Order) -> str:
    party = str(search.roadmap.label(order.weakest.party))
    return str(M("{party} at stage {n}", party=party, n=order.weakest.row + 1))


def _names(search: OrderSearch, order: Order, row: int) -> list[Text]:
    return search.labels(order.stages[row])


def _steps(search: OrderSearch, order: Order, row: int) -> list[Message]:
    return quoted(_names(search, order, row))


def _named(search: OrderSearch, steps: Sequence[int]) -> list[Message]:
    return quoted(search.labels([search.best.game.steps[a] for a in steps]))


def _percent(share: float) -> str:
    # Zero has no sign.
    return "∞" if math.isinf(share) else format_percent(round(share, 3) + 0.0, digits=1)


def plain(search: OrderSearch) -> dict[str, Any]:
    """Return plain values for JSON."""
    found = search.certificate
    return {
        "version": search.version,
        "stage_size": search.stage_size,
        "words": [str(m) for m in verdict(search)],
        "changes": [str(m) for m in changes(search)] if search.has_stakes else [],
        "proof": [str(m) for m in proof(search)],
        "assumptions": [str(m) for m in assumptions(search)],
        "best": _plain(search.best),
        "others": [_plain(order) for order in search.others],
        "current": None if search.current is None else _plain(search.current),
        "searched": search.searched,
        "certificate": {
            "exact": found.exact,
            "bound": finite(found.bound),
            "gap": finite(search.gap),
            "method": found.method,
            "stopped_by": found.stopped_by,
            "states": found.states,
            "labels": found.labels,
            "refuted": found.refuted,
        },
    }


def _plain(order: Order) -> dict[str, Any]:
    return {
        "stages": [list(stage) for stage in order.stages],
        "smallest": finite(order.smallest),
        "durability": finite(order.durability),
        "holds": order.holds,
        "weakest": {
            "party": order.weakest.party,
            "row": order.weakest.row,
            "temptation": order.weakest.temptation,
            "relative": finite(order.weakest.relative),
        },
    }
