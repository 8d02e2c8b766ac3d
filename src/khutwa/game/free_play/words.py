"""Free play in plain words, as tables and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import quoted, share_words, stakes_source
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.words import M, Message, format_list, format_number

if TYPE_CHECKING:
    from khutwa.game.free_play.result import Chances, FreeOrder, Move


def summary(free: FreeOrder) -> Summary:
    """Return free play in words and tables."""
    if not free.has_stakes:
        return Summary(verdict(free), None, [])
    grids = [_moves(free)] if free.moves else []
    grids.append(_worth(free))
    if free.chances:
        grids += [_ends(free), _steps(free)]
    sections = [
        (M("How the parties take turns"), protocol(free)),
        (M("What is assumed"), assumptions(free)),
    ]
    return Summary(verdict(free), free.end == "done", sections, grids)


def verdict(free: FreeOrder) -> list[Message]:
    """Return where free play ends, who moves first, and what the agreed order does instead."""
    if not free.has_stakes:
        return [
            M("The file gives no stakes, so nothing can be said of who would move. Add `stakes:` "
              "to the steps, with a sentence of reasoning each.")
        ]  # fmt: skip
    said = [_end(free)]
    if free.moves:
        said.append(_first(free, free.moves[0]))
    if free.sure < 1:
        said.append(M("The chance that all these moves succeed is {chance}, for a step may fail "
                      "although its owners try.", chance=share_words(free.sure)))  # fmt: skip
    said.append(_agreed(free))
    if len(free.chances) == 1:
        only = free.chances[0]
        said.append(M("If the parties err, with lambda {value}, all is done with a chance of "
                      "{chance}.", value=format_number(only.rationality, digits=4),
                      chance=share_words(only.done)))  # fmt: skip
    elif free.chances:
        first, last = free.chances[0], free.chances[-1]
        said.append(M("If the parties err, the chance that all is done goes from {low} at lambda "
                      "{first} to {high} at lambda {last}.", low=share_words(first.done),
                      first=format_number(first.rationality, digits=4),
                      high=share_words(last.done),
                      last=format_number(last.rationality, digits=4)))  # fmt: skip
    return said


def _end(free: FreeOrder) -> Message:
    if free.end == "done":
        return M("Left to themselves, the parties carry out the whole plan.")
    if free.leaver is not None:
        party = free.roadmap.label(free.leaver)
        if not free.moves:
            return M("Left to themselves, the parties do nothing: {party} walks away at once.",
                     party=party)  # fmt: skip
        return M("Left to themselves, the parties do not complete the plan: {party} walks away "
                 "after {steps}.", party=party, steps=_last(free))  # fmt: skip
    if not free.moves:
        return M("Left to themselves, the parties do nothing: nobody makes the first move.")
    return M("Left to themselves, the parties do not complete the plan: after {steps} nobody moves "
             "any more.", steps=_last(free))  # fmt: skip


def _last(free: FreeOrder) -> list[Message]:
    return quoted(free.labels(free.moves[-1]))


def _first(free: FreeOrder, move: Move) -> Message:
    steps = quoted(free.labels(move))
    if move.party is None:
        return M("First comes {steps}, which no party owes; no party moves before.", steps=steps)
    party = free.roadmap.label(move.party)
    if move.agree:
        others = [free.roadmap.label(other) for other in move.agree]
        return M("The first to move is {party}, with {steps}; {others} must agree, and would.",
                 party=party, steps=steps, others=others)  # fmt: skip
    return M("The first to move is {party}, with {steps}.", party=party, steps=steps)


def _agreed(free: FreeOrder) -> Message:
    if free.agreed.holds and free.end == "done":
        return M("The agreed order holds too: at no stage does a party gain by stalling or walking "
                 "away.")  # fmt: skip
    if free.agreed.holds:
        return M("The agreed order holds: it brings about what the parties would not do by "
                 "themselves.")  # fmt: skip
    if free.end == "done":
        return M("The agreed order does not hold: in it a party gains by stalling or walking away. "
                 "See `khutwa analyse`.")  # fmt: skip
    return M("The agreed order does not hold either: in it, too, a party gains by stalling or "
             "walking away. See `khutwa analyse`.")  # fmt: skip


def protocol(free: FreeOrder) -> list[Message]:
    """Return the rules of free play in words: the result hangs on them."""
    said = [
        M("At every point the parties are asked in the order of the file. Each may do a step that "
          "it owes and that may begin, pass, or walk away. When one has moved, the first is asked "
          "again. When all pass, everything stays as it is for ever."),
    ]  # fmt: skip
    if any(len(owed) > 1 for owed in free.owners):
        said.append(
            M("A step or exchange that several parties owe comes about if all of them agree; a "
              "refusal counts as a pass.")
        )  # fmt: skip
    if any(not owed for owed in free.owners):
        said.append(
            M("A step that no party owes comes about when all parties pass: roles carry out what "
              "they owe and do not bargain.")
        )  # fmt: skip
    if not free.game.free_exit:
        said.append(M("Only a party that owes a step that may begin can walk away."))
    said.append(
        M("Who is equally well off moves rather than passes, and passes rather than leaves. Once "
          "all is done, nobody leaves or undoes anything here; `khutwa analyse` looks at that.")
    )  # fmt: skip
    said.append(
        M("Another way of taking turns can end elsewhere. In the agreed order, a party that does "
          "not do its part in time ends the process; here it only waits.")
    )  # fmt: skip
    return said


def assumptions(free: FreeOrder) -> list[Message]:
    """Return what the result takes for granted."""
    said = [
        *stakes_source(free.roadmap),
        M("It rests on the likely stakes of the file."),
        M("Dates are left aside: a moment that a condition waits for counts as reached."),
    ]
    said += [
        M("The steps of the exchange “{name}” cannot begin together, so each is done by itself.",
          name=name)
        for name in free.split
    ]  # fmt: skip
    if free.precision is not None:
        said.append(
            M("Lambda says how surely parties choose what is best for them: at 0 they choose "
              "blindly. Every further decision adds a chance of error.")
        )  # fmt: skip
    return said


def _moves(free: FreeOrder) -> Grid:
    rows = []
    for number, move in enumerate(free.moves):
        others = format_list([str(free.roadmap.label(other)) for other in move.agree])
        rows.append(
            (
                Cell(format_number(number + 1)),
                Cell("–" if move.party is None else str(free.roadmap.label(move.party))),
                Cell(format_list([str(label) for label in free.labels(move)])),
                Cell(others or "–"),
                Cell(share_words(move.sure), move.sure < 1),
            )
        )
    head = (M("Move"), M("Who"), M("Step"), M("Who must agree"), M("Chance to succeed"))
    return Grid(M("Play move by move"), tuple(str(each) for each in head), tuple(rows))


def _worth(free: FreeOrder) -> Grid:
    rows = tuple(
        (
            Cell(str(free.roadmap.label(party))),
            Cell(format_number(own, digits=2), own < promised and own <= 0),
            Cell(format_number(promised, digits=2), promised < 0),
        )
        for party, own, promised in zip(
            free.game.parties, free.worth, free.promised, strict=True
        )
    )
    head = (M("Party"), M("Free play"), M("Agreed order, if all comply"))
    return Grid(
        M("What it is worth at the beginning; no deal is worth 0"),
        tuple(str(each) for each in head),
        rows,
    )


def _ends(free: FreeOrder) -> Grid:
    names = [str(free.roadmap.label(party)) for party in free.game.parties]
    head = (
        str(M("Lambda")),
        str(M("All is done")),
        str(M("Nobody moves any more")),
        str(M("A step fails")),
        *(str(M("{party} walks away", party=name)) for name in names),
    )
    rows = tuple(
        tuple(
            Cell(text)
            for text in (
                format_number(each.rationality, digits=4),
                *(share_words(p) for p in (each.done, each.frozen, each.failed, *each.left)),
            )
        )
        for each in free.chances
    )
    return Grid(M("Where it ends if the parties err"), head, rows)


def _steps(free: FreeOrder) -> Grid:
    last = free.chances[-1]
    rows = tuple(
        (Cell(str(free.roadmap.label(name))), Cell(share_words(share)))
        for name, share in zip(free.game.steps, last.steps, strict=True)
    )
    value = format_number(last.rationality, digits=4)
    title = M("How likely each step is done at the end, at lambda {value}", value=value)
    return Grid(title, (str(M("Step")), str(M("Chance"))), rows)


def plain(free: FreeOrder) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": free.version,
        "unit": free.roadmap.unit,
        "words": [str(message) for message in verdict(free)],
        "protocol": [str(message) for message in protocol(free)],
        "assumptions": [str(message) for message in assumptions(free)],
        "parties": list(free.game.parties),
        "moves": [
            {
                "party": move.party,
                "steps": list(move.steps),
                "agree": list(move.agree),
                "sure": move.sure,
            }
            for move in free.moves
        ],
        "end": free.end,
        "leaver": free.leaver,
        "worth": dict(zip(free.game.parties, free.worth, strict=True)),
        "agreed": {
            "stages": [list(stage) for stage in free.agreed.stages],
            "holds": free.agreed.holds,
            "worth": dict(zip(free.game.parties, free.promised, strict=True)),
        },
        "states": free.states,
        "scale": free.precision.scale if free.precision else None,
        "chances": [_chances(free, each) for each in free.chances],
    }


def _chances(free: FreeOrder, each: Chances) -> dict[str, Any]:
    return {
        "lambda": each.rationality,
        "done": each.done,
        "frozen": each.frozen,
        "failed": each.failed,
        "left": dict(zip(free.game.parties, each.left, strict=True)),
        "worth": dict(zip(free.game.parties, each.worth, strict=True)),
        "steps": dict(zip(free.game.steps, each.steps, strict=True)),
    }
