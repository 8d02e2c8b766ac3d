"""Phrases that several results of the engine share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from khutwa.words import MN, M, Message, Text, format_list, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.game.arrays import Game
    from khutwa.game.uncertainty.judgement import Judgement
    from khutwa.game.uncertainty.shares import Interval, Shares
    from khutwa.roadmap.model import Roadmap

FEW = 8
"""Names that a reader follows in one sentence."""

KINDS = {
    "flow": M("lasting gain or cost"),
    "once": M("one-time gain or cost"),
    "outside": M("effect on the value of walking away"),
}


def stage_title(roadmap: Roadmap, game: Game, row: int) -> str:
    """Return how a stage is called in tables; the row after the last is durability."""
    if row >= len(game.stages):
        return str(M("Once all is done"))
    names = [str(roadmap.label(game.steps[a])) for a in game.stages[row]]
    return f"{format_number(row + 1)}. {format_list(names)}"


def stake_words(roadmap: Roadmap, game: Game, judgement: Judgement) -> Message:
    """Return how a stake is called."""
    party = roadmap.label(game.parties[judgement.party])
    if judgement.name is None:
        return M("{party}, dividend of completion", party=party)
    (step,) = quoted([judgement.name])
    return M("{party}, {kind} of {step}", party=party, kind=KINDS[judgement.kind], step=step)


def stakes_source(roadmap: Roadmap) -> list[Message]:
    """Return where the stakes come from."""
    basis = roadmap.stakes_basis
    if basis is None:
        return [M("The file does not say where its stakes come from.")]
    said = []
    if basis.basis == "illustrative":
        said.append(M("The stakes are illustrative: nobody measured them."))
    elif basis.by:
        said.append(M("The stakes are judgements; they come from {source}.", source=basis.by))
    if basis.note:
        said.append(M("{note}", note=basis.note))
    return said


def holds_words(holds: bool, late: bool) -> Message:
    """Return the verdict on the likely stakes in a sentence.

    Args:
        holds: Whether the schedule is self-enforcing as each stage begins.
        late: Whether a party would yet leave before a stage ends.
    """
    if not holds:
        return M("On the likely stakes the plan does not hold.")
    if late:
        return M("On the likely stakes the plan holds only if nobody can turn back while a stage "
                 "is under way.")  # fmt: skip
    return M("On the likely stakes the plan holds: at no stage does a party gain by stalling or "
             "walking away.")  # fmt: skip


def sure(found: Shares, radius: float | None) -> list[Message]:
    """Return in how many draws the plan holds and how far it is sure to.

    Args:
        found: The draws.
        radius: The exact stretch of the ranges within which it holds.
    """
    low, high = ends_words(found.interval)
    said = [
        M("With the stakes drawn from their ranges it holds in {share} of {draws} draws (95% "
          "interval {low} to {high}; seed {seed}).", share=share_words(found.share),
          draws=found.draws, low=low, high=high, seed=found.seed)
    ]  # fmt: skip
    if found.late:
        said.append(
            M("In {share} of the draws it holds as every stage begins, and yet a party would leave "
              "before a stage ends.", share=share_words(found.late))
        )  # fmt: skip
    if radius is not None and radius >= 1:
        said.append(M("It holds everywhere within the ranges, not only in the draws."))
    elif radius:
        said.append(
            M("It is sure to hold as long as no stake moves more than {share} of the way to the "
              "end of its range.", share=format_percent(math.floor(radius * 100) / 100))
        )  # fmt: skip
    return said


def unit_word(unit: str) -> Message:
    """Return the word for one period."""
    match unit:
        case "day":
            return M("day")
        case "week":
            return M("week")
        case "month":
            return M("month")
        case "quarter":
            return M("quarter")
        case _:
            return M("year")


def quoted(names: Sequence[Text]) -> list[Message]:
    """Return names in quotation marks, for many are sentences of their own; of many names a few."""
    return [M("“{name}”", name=name) for name in names[:FEW]] + _others(len(names))


def stage_words(names: Sequence[Text]) -> list[Message] | Message:
    """Return the steps of a stage for a sentence; of none, that all is done."""
    return quoted(names) if names else M("the end, once all is done")


def few(names: Sequence[Text | Message]) -> list[Text | Message]:
    """Return names for a list in a sentence; of many names a few, and how many more."""
    return [*names[:FEW], *_others(len(names))]


def and_more(left_out: int) -> list[Message]:
    """Return the last line of a list that leaves some out; nothing where it has all."""
    return [MN("and {n} more", "and {n} more", left_out)] if left_out > 0 else []


def _others(count: int) -> list[Message]:
    return [MN("{n} more", "{n} more", count - FEW)] if count > FEW else []


def round_up(value: float, step: float = 0.01) -> float:
    """Round up, so that what is said to suffice does."""
    return math.ceil(value / step - 1e-9) * step


def percent_up(share: float) -> str:
    """Return a share in per cent, rounded up, with decimals where 100% would say too much."""
    for digits in (0, 1):
        above = round_up(share, 10.0 ** -(digits + 2))
        if above < 1:
            return format_percent(above, digits=digits)
    return format_percent(min(round_up(share, 0.0001), 1.0), digits=2)


def share_words(share: float) -> str:
    """Return a share of draws; neither none nor all unless it is."""
    shown = min(max(share, 0.001), 0.999) if 0 < share < 1 else share
    return format_percent(shown, digits=1)


def ends_words(interval: Interval) -> tuple[str, str]:
    """Return the ends of an interval of a share, rounded outwards."""
    low, high = math.floor(interval[0] * 1000) / 1000, round_up(interval[1], 0.001)
    return format_percent(low, digits=1), format_percent(high, digits=1)


def signed(value: float) -> str:
    """Return a number with its sign."""
    return ("+" if value > 0 else "") + significant(value)


def significant(value: float) -> str:
    """Return a number with two decimals, or with two digits that count where it is smaller."""
    digits = 1 - math.floor(math.log10(abs(value))) if 0 < abs(value) < 0.1 else 2
    return format_number(value, digits=min(digits, 9))
