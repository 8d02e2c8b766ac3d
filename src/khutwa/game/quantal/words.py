"""Noise in plain words, as a table and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.phrases import unit_word
from khutwa.game.summary import Cell, Grid, Summary
from khutwa.words import M, Message, format_number, format_percent, format_range

if TYPE_CHECKING:
    from khutwa.game.quantal.fit import Fit
    from khutwa.game.quantal.result import Ending, Noise, Outlook

MOST = 5
"""Endings that are said in words."""


def summary(noise: Noise) -> Summary:
    """Return the noise in words and a table."""
    last = noise.outlooks[-1]
    if len(noise.outlooks) == 1:
        lead = [
            M("With lambda {value} all is done with a chance of {chance}.",
              value=_lambda(last.rationality), chance=format_percent(last.completed, digits=1))
        ]  # fmt: skip
        time = last.periods
        if time is not None:
            lead.append(M("On average it ends one way or the other after {time} {unit}.",
                          time=format_number(time, digits=1), unit=_periods(noise)))  # fmt: skip
    else:
        first = noise.outlooks[0]
        lead = [
            M("The chance that all is done goes from {low} at lambda {first} to {high} at lambda "
              "{last}.", low=format_percent(first.completed, digits=1),
              first=_lambda(first.rationality), high=format_percent(last.completed, digits=1),
              last=_lambda(last.rationality))
        ]  # fmt: skip
    return Summary(
        lead,
        None,
        [
            (_where(noise), [ending(noise, each) for each in last.breaks[:MOST]]),
            (M("What this means"), _meaning(noise)),
        ],
        [_grid(noise)] if len(noise.outlooks) > 1 else [],
    )


def ending(noise: Noise, each: Ending) -> Message:
    """Return an ending before all is done as a sentence."""
    chance = format_percent(each.chance, digits=1)
    steps = [noise.roadmap.label(noise.game.steps[a]) for a in noise.game.stages[each.row]]
    if each.party is None:
        return M("{chance}: {steps} does not come about although everybody tries.", chance=chance,
                 steps=steps)  # fmt: skip
    party = noise.roadmap.label(each.party)
    if each.answer == "stall":
        return M("{chance}: {party} stalls at {steps}.", chance=chance, party=party, steps=steps)
    return M("{chance}: {party} walks away at {steps}.", chance=chance, party=party, steps=steps)


def _where(noise: Noise) -> Message:
    if len(noise.outlooks) == 1:
        return M("Where it ends otherwise")
    value = _lambda(noise.outlooks[-1].rationality)
    return M("Where it ends otherwise, at lambda {value}", value=value)


def _meaning(noise: Noise) -> list[Message]:
    said = [
        M("Lambda says how surely parties choose what is best for them: at 0 they choose blindly, "
          "and the larger it is the rarer are their mistakes. It is not known beforehand; compare "
          "plans over a range of it."),
    ]  # fmt: skip
    if noise.precision.scale == "relative":
        said.append(M("Values are taken as shares of all that is at stake for a party."))
    if noise.precision.hazard is None:
        said.append(
            M("Every further decision adds a chance of error, so that splitting a step looks worse "
              "than it is; compare splittings with `--hazard`.")
        )  # fmt: skip
    return said


def _grid(noise: Noise) -> Grid:
    rows = []
    for outlook in noise.outlooks:
        worst = outlook.breaks[0] if outlook.breaks else None
        rows.append(
            (
                Cell(_lambda(outlook.rationality)),
                Cell(format_percent(outlook.completed, digits=1)),
                Cell(_time(outlook)),
                Cell(str(ending(noise, worst)) if worst else "–"),
            )
        )
    head = (M("Lambda"), M("All is done"), M("Mean time to the end, in periods"),
            M("Likeliest other ending"))  # fmt: skip
    return Grid(M("Chance that all is done"), tuple(str(each) for each in head), tuple(rows))


def _time(outlook: Outlook) -> str:
    if outlook.periods is None:
        return str(M("never, where a breach goes unnoticed"))
    return format_number(outlook.periods, digits=1)


def _periods(noise: Noise) -> Message:
    return M("periods of one {unit}", unit=unit_word(noise.roadmap.unit))


def _lambda(value: float) -> str:
    return format_number(value, digits=4)


def fit_summary(fit: Fit) -> Summary:
    """Return an estimate in words and a table."""
    low, high = fit.interval
    lead = [
        M("The observed endings are likeliest at lambda {value} (log likelihood {height}).",
          value=_lambda(fit.rationality), height=format_number(fit.log_likelihood, digits=4))
    ]  # fmt: skip
    if high == float("inf"):
        lead.append(M("Its 95% likelihood interval begins at {low} and has no upper end: the data "
                      "do not show any noise.", low=_lambda(low)))  # fmt: skip
    else:
        lead.append(M("Its 95% likelihood interval: {interval}.",
                      interval=format_range(low, high, digits=4)))  # fmt: skip
    lead.append(
        M("For comparison: blind chance {chance}, the observed shares themselves {best}.",
          chance=format_number(fit.chance, digits=4), best=format_number(fit.best, digits=4))
    )  # fmt: skip
    last = len(fit.counts) - 1
    rows = tuple(
        (
            Cell(str(M("All is done")) if k == last else str(M("Stage {number}", number=k + 1))),
            Cell(format_number(fit.counts[k])),
            Cell(format_number(fit.expected[k], digits=1)),
        )
        for k in range(last + 1)
    )
    head = (str(M("Ends at")), str(M("Observed")), str(M("Expected")))
    return Summary(lead, None, [], [Grid(M("How often it ended where"), head, rows)])


def plain(noise: Noise) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": noise.version,
        "unit": noise.roadmap.unit,
        "scale": noise.precision.scale,
        "hazard": noise.precision.hazard,
        "words": [str(message) for message in summary(noise).lead],
        "parties": list(noise.game.parties),
        "stages": [[noise.game.steps[a] for a in stage] for stage in noise.game.stages],
        "outlooks": [
            {
                "lambda": outlook.rationality,
                "completed": outlook.completed,
                "periods": outlook.periods,
                "endings": [
                    {
                        "row": each.row,
                        "party": each.party,
                        "answer": each.answer,
                        "chance": each.chance,
                        "periods": each.periods,
                    }
                    for each in outlook.endings
                ],
            }
            for outlook in noise.outlooks
        ],
    }
