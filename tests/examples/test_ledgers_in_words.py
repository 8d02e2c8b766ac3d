"""The ledgers of the examples in Arabic and Russian: nothing is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from khutwa.examples.catalogue import ledger, roadmap
from khutwa.game import InfeasibleSchedule, analyse
from khutwa.game.summary import Summary
from khutwa.ledger import load_ledger
from khutwa.track import Track, track
from khutwa.track.forecast import forecast
from khutwa.track.forecast_words import summary as ahead
from khutwa.track.words import summary as now
from khutwa.words import strip_isolates, use_language

DAYS = {
    "colombia-2016-arms": "2017-07-01",
    "idlib-2018": "2019-12-31",
    "jcpoa": "2021-03-01",
    "minsk-2": "2022-02-15",
    "prespa": "2019-03-01",
    "six-party-2007": "2008-12-31",
    "syria-2254": "2024-12-31",
}

NAMES = (
    "UNIAN", "Krippendorff", "alpha", "kappa", "`--kind`", "`khutwa check`",
    "Fudenberg, Rand & Dreber 2012",
    "Peace Accords Matrix Implementation Dataset 1.5 (Joshi, Quinn & Regan 2015, Journal of Peace "
    "Research 52:551-562)",
)  # fmt: skip
"""What every language writes in Latin letters."""


def tracked(name: str) -> Track:
    plan = roadmap(name)
    return track(plan, load_ledger(ledger(name), plan).ledger, date.fromisoformat(DAYS[name]))


def texts(shown: Summary) -> Iterator[str]:
    """Yield every text of a result."""
    yield from map(str, shown.lead)
    for title, said in shown.sections:
        yield from map(str, (title, *said))
    for grid in shown.grids:
        yield from (str(grid.title), *grid.head)
        for row in grid.rows:
            yield from (cell.text for cell in row)


def latin(text: str) -> list[str]:
    """Return the words in Latin letters, but for names."""
    text = strip_isolates(text)
    for name in NAMES:
        text = text.replace(name, "")
    return re.findall("[A-Za-z]{2,}", text)


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize("name", DAYS)
def test_a_process_is_told_in_the_language_of_the_reader(name: str, language: str) -> None:
    with use_language(language):
        found = tracked(name)
        said = [*texts(now(found)), *texts(ahead(forecast(found)))]
    assert [text for text in said if latin(text)] == []


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize("name", DAYS)
def test_a_plan_is_analysed_in_the_language_of_the_reader(name: str, language: str) -> None:
    with use_language(language):
        try:
            said = [*texts(analyse(roadmap(name), draws=1)._summary())]
        except InfeasibleSchedule as stop:
            said = [str(stop.message)]
    assert [text for text in said if latin(text)] == []
