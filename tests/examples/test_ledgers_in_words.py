"""The ledgers of the examples in Arabic and Russian: nothing is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from khutwa.examples.catalogue import ledger, roadmap
from khutwa.game.summary import Summary
from khutwa.ledger import load_ledger
from khutwa.track import Track, track
from khutwa.track.forecast import forecast
from khutwa.track.forecast_words import summary as ahead
from khutwa.track.words import summary as now
from khutwa.words import strip_isolates, use_language

DAYS = {
    "colombia-2016-arms": "2017-07-01",
    "jcpoa": "2021-03-01",
    "minsk-2": "2019-12-01",
    "prespa": "2019-03-01",
    "six-party-2007": "2008-09-30",
    "syria-2254": "2022-12-31",
}

NAMES = (
    "UNIAN", "Krippendorff", "alpha", "kappa", "`--kind`", "Fudenberg, Rand & Dreber 2012",
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


@pytest.mark.parametrize("name", DAYS)
def test_in_arabic_a_process_is_told_in_arabic(name: str) -> None:
    with use_language("ar"):
        found = tracked(name)
        said = [*texts(now(found)), *texts(ahead(forecast(found)))]
    assert [text for text in said if latin(text)] == []


@pytest.mark.parametrize("name", DAYS)
def test_in_russian_only_the_words_of_the_plan_are_in_english(name: str) -> None:
    with use_language("en"):
        english = {*texts(now(tracked(name))), *texts(ahead(forecast(tracked(name))))}
    with use_language("ru"):
        found = tracked(name)
        said = [*texts(now(found)), *texts(ahead(forecast(found)))]
        plan = found.roadmap
        own = {str(each.label) for each in (*plan.steps.values(), *plan.actors.values())}
        own |= {str(demand.text) for _, _, demand in plan.demands()}
        own |= {str(stage.name) for stage in plan.schedule if stage.name}
        own |= {f"{step} ({c.reading})" for c in found.commitments for step in own if c.reading}
    same = {strip_isolates(t) for t in said if t in english and latin(t)}
    assert same <= {strip_isolates(t) for t in own}
