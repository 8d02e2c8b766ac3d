"""The Peace Accords Matrix as what forecasts are fitted to."""

from __future__ import annotations

from datetime import date

from khutwa.exchange.pam import LoadedPam
from khutwa.track.forecast_kinds import KIND_OF
from khutwa.track.forecast_panel import Panel, Progress, panel

SOURCE = (
    "Peace Accords Matrix Implementation Dataset 1.5 (Joshi, Quinn & Regan 2015, Journal of Peace "
    "Research 52:551-562)"
)
"""How fitted coefficients name the data."""


def pam_panel(data: LoadedPam) -> Panel:
    """Return the provisions that the accords have, year by year.

    Scores of a provision in years in which the accord does not have it are left out.
    """
    levels: dict[tuple[int, str], dict[int, int]] = {}
    for record in data.records:
        if record.in_accord:
            levels.setdefault((record.accord, record.provision), {})[record.year] = record.score
    accords = data.accords or {}
    return panel(
        Progress(
            accord=f"{accord:03d}",
            item=provision,
            kind=KIND_OF.get(provision, ""),
            signed=_in_years(accords[accord].signed),
            levels=by_year,
        )
        for (accord, provision), by_year in levels.items()
    )


def _in_years(day: date) -> float:
    first, next_first = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (next_first - first).days
