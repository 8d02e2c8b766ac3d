"""The backtest in words, as tables and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isinf
from typing import TYPE_CHECKING, Any

from khutwa.game.summary import Cell, Grid, Summary
from khutwa.track.forecast_backtest import GAP_BAR, HORIZON, LOG_BAR, OWN, RPS_BAR
from khutwa.words import M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.track.forecast_backtest import Backtest
    from khutwa.track.scores import Bin


def model_word(model: str) -> Message:
    """Return how a model is called."""
    match model:
        case "persistence":
            return M("nothing changes")
        case "climatology":
            return M("how often each level came")
        case "markov":
            return M("Markov chain")
        case "markov-years":
            return M("Markov chain by year of the accord")
        case _:
            return M("the forecast")


def summary(found: Backtest) -> Summary:
    """Return the backtest in words and tables."""
    own = found.of(OWN)
    kept = own.ranked <= RPS_BAR and own.log_loss <= LOG_BAR
    lead = [
        M("The forecast keeps to both bars.") if kept else M("The forecast misses a bar."),
        M("Each of {accords} accords was forecast from the others: {rows} cases of a promise in a "
          "year.", accords=found.accords, rows=found.rows),
    ]  # fmt: skip
    later = found.later
    return Summary(
        lead,
        kept and not found.misses,
        [
            (M("Are the chances right?"), calibrated(found)),
            (
                M("Several years ahead"),
                [
                    M("Of promises not done, the chance of being fully done {years} years later "
                      "has a Brier score of {own}; that of a Markov chain has {chain} ({n} cases).",
                      years=HORIZON, own=_four(later.own), chain=_four(later.markov),
                      n=later.cases),
                    M("In {covered} of {n} accord-years the number then done lay within the range "
                      "that is to hold in 80%.", covered=later.covered, n=later.groups),
                ],
            ),
        ],
        [
            _scores(found),
            _bins(M("The chance of a rise next year, of promises not done"), found.rises),
            _bins(M("The chance of being fully done next year, of promises not done"), found.done),
            _bins(M("The chances of all four levels, all cases"), found.levels),
            _bins(M("The chance of being fully done {years} years later, of promises not done",
                    years=HORIZON), later.bins),
        ],
    )  # fmt: skip


def calibrated(found: Backtest) -> list[Message]:
    """Return how far the chances agree with what came."""
    bins = (*found.rises, *found.done)
    worst = max((abs(each.gap) for each in bins), default=0.0)
    said = [
        M("Of {n} bins with 50 cases or more, the chances of a rise and of being done are off by "
          "more than {bar} points in {missed}; the largest gap is {worst}.", n=len(bins),
          bar=_points(GAP_BAR), missed=len(found.misses), worst=_points(worst))
    ]  # fmt: skip
    wide = [each for each in found.levels if abs(each.gap) > GAP_BAR]
    far = [each for each in wide if abs(each.gap) > 2 * each.sampling]
    said.append(
        M("Of the {n} bins of all four levels, {missed} are off by more than that, {far} of them "
          "by more than two standard errors.", n=len(found.levels), missed=len(wide),
          far=len(far))
    )  # fmt: skip
    rough = [each for each in (*bins, *found.levels) if each.sampling > GAP_BAR]
    if rough:
        said.append(
            M("In {n} of all these bins the cases are so few that even right chances would often "
              "be off by more than that: their standard error is larger.", n=len(rough))
        )  # fmt: skip
    return said


def plain(found: Backtest) -> dict[str, Any]:
    """Return plain values for JSON; an infinite score is null."""
    return {
        "version": found.version,
        "accords": found.accords,
        "rows": found.rows,
        "bars": {"ranked": RPS_BAR, "log_loss": LOG_BAR, "gap": GAP_BAR},
        "met": found.met,
        "scores": [
            {**asdict(each), "log_loss": None if isinf(each.log_loss) else each.log_loss}
            for each in found.scores
        ],
        "rises": _plain_bins(found.rises),
        "done": _plain_bins(found.done),
        "levels": _plain_bins(found.levels),
        "later": {
            **asdict(found.later),
            "years": HORIZON,
            "bins": _plain_bins(found.later.bins),
        },
    }


def _plain_bins(bins: Sequence[Bin]) -> list[dict[str, Any]]:
    return [{**asdict(each), "gap": each.gap} for each in bins]


def _scores(found: Backtest) -> Grid:
    rows = [
        (
            Cell(str(model_word(each.model))),
            Cell(_four(each.ranked), each.model == OWN and each.ranked > RPS_BAR),
            Cell(
                "∞" if isinf(each.log_loss) else format_number(each.log_loss, digits=3),
                each.model == OWN and each.log_loss > LOG_BAR,
            ),
            Cell(_four(each.brier)),
        )
        for each in found.scores
    ]
    bars = (
        Cell(str(M("bar, at most"))),
        Cell(_four(RPS_BAR)),
        Cell(format_number(LOG_BAR, digits=3)),
        Cell("–"),
    )
    return Grid(
        M("Mean scores; the smaller the better"),
        (str(M("Model")), str(M("Ranked probability score")), str(M("Log loss")),
         str(M("Brier score"))),
        (*rows, bars),
    )  # fmt: skip


def _bins(title: Message, bins: Sequence[Bin]) -> Grid:
    return Grid(
        title,
        (str(M("Chance")), str(M("Cases")), str(M("Forecast")), str(M("Came")),
         str(M("Gap, points")), str(M("Standard error"))),
        tuple(
            (
                Cell(f"{format_percent(each.low)}–{format_percent(each.high)}"),
                Cell(format_number(each.count)),
                Cell(format_percent(each.forecast, digits=1)),
                Cell(format_percent(each.observed, digits=1)),
                Cell(_points(each.gap), abs(each.gap) > max(GAP_BAR, 2 * each.sampling)),
                Cell(_points(each.sampling)),
            )
            for each in bins
        ),
    )  # fmt: skip


def _four(value: float) -> str:
    return format_number(value, digits=4)


def _points(value: float) -> str:
    return format_number(100 * value, digits=1)
