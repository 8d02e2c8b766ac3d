"""The forecast in words, as a table and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.summary import Cell, Grid, Summary
from khutwa.track.forecast_kinds import kind_words
from khutwa.words import M, Message, format_date, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.track.forecast import Chance, Forecast, StepForecast

DECADE = 10
"""Years after the signature for which other accords were followed."""

SMALL = 0.005
"""A chance below which it would be rounded to none."""


def summary(found: Forecast) -> Summary:
    """Return the forecast in words and a table."""
    return Summary(
        [
            M("By {day}, {low} to {high} of {n} steps will be fully implemented (80% range); all "
              "of them with a chance of {all}.", day=day, low=low, high=high, n=len(found.steps),
              all=percent(whole))
            for day, (low, high), whole in zip(
                found.days, found.counts, found.all_done, strict=True)
        ],
        None,
        [(M("What this rests on"), grounds(found))],
        [_grid(found)],
    )  # fmt: skip


def grounds(found: Forecast) -> list[Message]:
    """Return what the forecast rests on, and what it does not say."""
    known = sum(each.last is not None for each in found.steps)
    said = [
        M("Yearly data of {accords} other accords ({rows} cases): {source}. Nothing here predicts "
          "a war.", accords=found.fitted.accords, rows=found.fitted.rows,
          source=found.fitted.source),
        M("The ledger: {known} of {n} steps have evidence; the others are taken as not begun.",
          known=known, n=len(found.steps)),
        M("What evidence leaves in doubt about a level stays in doubt here."),
        _pace(found),
        M("A range says what the chance is in slow and in fast years: in one of ten histories it "
          "is lower, in one of ten higher. Errors of the model itself come on top."),
    ]  # fmt: skip
    if not any(each.kind for each in found.steps):
        said.append(
            M("No step was given a kind, so all are taken as promises of the mean kind; name kinds "
              "with `--kind`.")
        )  # fmt: skip
    if (found.days[-1] - found.track.today).days / 365.25 + found.elapsed > DECADE:
        said.append(
            M("Other accords were followed for {n} years; what lies beyond is drawn out from "
              "them.", n=DECADE)
        )  # fmt: skip
    return said


def _pace(found: Forecast) -> Message:
    rises, expected = found.rises
    if not expected:
        return M("The pace of this process is not known: there is no full year of evidence yet.")
    return M("The pace: {rises} rises of late where other accords at this age had {expected}, "
             "older years counting less.", rises=format_number(rises, digits=1),
             expected=format_number(expected, digits=1))  # fmt: skip


def plain(found: Forecast) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {
        "version": found.version,
        "seed": found.seed,
        "histories": found.histories,
        "today": found.track.today.isoformat(),
        "words": [str(m) for m in summary(found).lead],
        "rests_on": [str(m) for m in grounds(found)],
        "source": found.fitted.source,
        "days": [
            {"day": day.isoformat(), "done": list(count), "all_done": whole}
            for day, count, whole in zip(found.days, found.counts, found.all_done, strict=True)
        ],
        "steps": [_plain(found, each) for each in found.steps],
    }


def _plain(found: Forecast, each: StepForecast) -> dict[str, Any]:
    return {
        "step": each.step,
        "name": str(found.track.roadmap.label(each.step)),
        "kind": each.kind or None,
        "last_entry": str(each.last) if each.last else None,
        "now": each.now.tolist(),
        "next_year": each.next.tolist(),
        "done": [
            {"day": day.isoformat(), "likely": c.likely, "low": c.low, "high": c.high}
            for day, c in zip(found.days, each.done, strict=True)
        ],
    }


def _grid(found: Forecast) -> Grid:
    from khutwa.track.level_words import level_word

    rows = []
    for each in found.steps:
        name = str(found.track.roadmap.label(each.step))
        if each.kind:
            name = str(M("{step} ({kind})", step=name, kind=kind_words(each.kind)))
        now = str(level_word(int(each.now.argmax()))) if each.last else str(M("no evidence"))
        likeliest = int(each.next.argmax())
        later = str(M("{level} ({chance})", level=level_word(likeliest),
                      chance=percent(float(each.next[likeliest]))))  # fmt: skip
        rows.append((Cell(name), Cell(now), Cell(later), *(Cell(_chance(c)) for c in each.done)))
    heads = (str(M("fully implemented by {day}", day=format_date(d, short=True)))
             for d in found.days)  # fmt: skip
    return Grid(
        M("What is to be expected of each step"),
        (str(M("Step")), str(M("As last reported")), str(M("In a year, likeliest")), *heads),
        tuple(rows),
    )


def _chance(chance: Chance) -> str:
    return str(M("{likely} ({low} to {high})", likely=percent(chance.likely),
                 low=percent(chance.low), high=percent(chance.high)))  # fmt: skip


def percent(share: float) -> str:
    """Return a chance; neither none nor all unless it is."""
    if 0 < share < SMALL:
        return f"<{format_percent(2 * SMALL)}"
    if 1 - SMALL < share < 1:
        return f">{format_percent(1 - 2 * SMALL)}"
    return format_percent(share)
