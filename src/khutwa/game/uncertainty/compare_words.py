"""The comparison of orders in plain words and a table."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from khutwa.game.phrases import ends_words, share_words
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.words import MN, M, Message, format_number

if TYPE_CHECKING:
    from khutwa.game.uncertainty.compare import Comparison


def summary(found: Comparison) -> Summary:
    """Return a comparison of orders in words and a table."""
    best = found.orders[found.best]
    low, high = ends_words(best.interval)
    listed = [_order(found, number) for number in range(len(found.orders))]
    if not best.share:
        first = M("None of the orders holds in any of {draws} draws (95% interval {low} to {high}; "
                  "seed {seed}).", draws=found.draws, low=low, high=high,
                  seed=found.seed)  # fmt: skip
        return Summary([first], False, [(M("The orders"), listed)])
    first = M("Most often self-enforcing is order {number}: in {share} of {draws} draws (95% "
              "interval {low} to {high}; seed {seed}).", number=found.best + 1,
              share=share_words(best.share), draws=found.draws, low=low, high=high,
              seed=found.seed)  # fmt: skip
    said = [M("All orders meet the same draws of the stakes.")]
    equal = [n + 1 for n, order in enumerate(found.orders)
             if n != found.best and not order.only_best]  # fmt: skip
    if equal:
        said.append(
            MN("Order {orders} holds in every draw in which it does.",
               "Orders {orders} hold in every draw in which it does.", len(equal), orders=equal)
        )  # fmt: skip
    if found.proved is False:
        said.append(M("The search for orders was stopped, so there may be better ones."))
    if found.current not in (None, found.best):
        own = found.orders[found.current].share
        said.insert(0, M("The schedule of the file holds in {share}.", share=share_words(own)))
    grid = Grid(
        title=M("Share of the draws in which each order holds"),
        head=(
            str(M("Order")),
            str(M("Holds in")),
            str(M("Draws in which only the best order holds")),
            str(M("Draws in which only this one does")),
        ),
        rows=tuple(
            (
                Cell(format_number(number + 1)),
                Cell(share_words(order.share)),
                Cell(format_number(order.only_best)),
                Cell(format_number(order.only_this)),
            )
            for number, order in enumerate(found.orders)
        ),
    )
    return Summary([first, *said], None, [(M("The orders"), listed)], [grid])


def _order(found: Comparison, number: int) -> Message:
    stages = [
        M("{steps}", steps=[found.roadmap.label(step) for step in stage])
        for stage in found.orders[number].stages
    ]
    told = reduce(
        lambda before, after: M("{before}, then {after}", before=before, after=after), stages
    )
    if number == found.current:
        return M("{number} (the file's): {order}.", number=number + 1, order=told)
    return M("{number}: {order}.", number=number + 1, order=told)
