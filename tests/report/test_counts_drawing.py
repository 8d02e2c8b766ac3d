"""The drawing of a series: well-formed, says what it shows, and turns round in Arabic."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from khutwa.report.counts_drawing import draw_counts
from khutwa.track.alarms import alarms
from khutwa.track.alarms_csv import Event
from khutwa.words import LANGUAGES
from track.counts import count, day, fortnights, steady

SVG = "{http://www.w3.org/2000/svg}"
FELL = fortnights([*steady(60, 26), None, None, *steady(12, 12)])
EVENTS = [Event(day(26), "Recommitment & more"), Event(day(2), "First"), Event(day(99), "Later")]


def drawn(language: str = "en", series=FELL, events=EVENTS) -> ElementTree.Element:
    """Return the drawing as a tree."""
    return ElementTree.fromstring(draw_counts(alarms(series, events), events, language, title="T"))


def words(tree: ElementTree.Element) -> str:
    """Return everything that the drawing says."""
    return " ".join("".join(node.itertext()) for node in tree.iter(f"{SVG}text"))


def dashed(tree: ElementTree.Element) -> list[float]:
    """Return where the lines of events stand."""
    return [float(n.get("x1")) for n in tree.iter(f"{SVG}line") if n.get("stroke-dasharray")]


def bars(tree: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the bars of the counts, in the order of time."""
    groups = [g for g in tree.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
    return [g.find(f"{SVG}rect") for g in groups]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_stands_on_the_sheet(language: str) -> None:
    tree = drawn(language)
    width, height = float(tree.get("width")), float(tree.get("height"))
    for node in tree.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("y", height)):
            assert 0 <= float(node.get(name, 0)) <= most
    assert "Recommitment & more" in words(tree)


def test_every_counted_period_has_a_bar_and_a_gap_has_none() -> None:
    assert len(bars(drawn())) == 38


def test_a_bar_is_as_high_as_the_rate_and_half_observed_periods_are_brought_to_the_whole() -> None:
    series = FELL.of([*(count(n, 40) for n in range(8)), count(8, 20, share=0.5)])
    heights = {bar.get("height") for bar in bars(drawn(series=series, events=[]))}
    assert len(heights) == 1


def test_events_have_a_line_on_their_day_and_those_outside_have_none() -> None:
    tree = drawn()
    first = bars(tree)[2]
    assert len(dashed(tree)) == 2
    assert dashed(tree)[1] == pytest.approx(float(first.get("x")), abs=1)
    assert "Later" not in words(tree)


def test_an_alarm_has_a_mark_that_says_itself_in_words() -> None:
    titles = [node.text for node in drawn().iter(f"{SVG}title")]
    assert any("gone down" in title for title in titles)
    assert len(list(drawn().iter(f"{SVG}polygon"))) == 1
    calm = drawn(series=fortnights(steady(60, 20)), events=[])
    assert not list(calm.iter(f"{SVG}polygon"))


def test_an_alarm_that_was_taken_back_is_hollow() -> None:
    counts = [count(n, number) for n, number in enumerate(steady(50, 24))]
    counts += [count(n, 400) for n in (24, 25, 26)] + [count(27, 49)]
    counts += [count(n, 52, known=day(28)) for n in (24, 25, 26)]
    tree = drawn(series=FELL.of(counts), events=[])
    (mark,) = tree.iter(f"{SVG}polygon")
    assert mark.get("fill") == "#ffffff"
    assert "took back" in words(tree)


def test_a_figure_that_contradicts_another_has_a_line_at_its_height() -> None:
    series = FELL.of([*FELL.counts, count(3, 90, source="others")])
    tree = drawn(series=series, events=[])
    assert any(node.text.endswith(": 90") for node in tree.iter(f"{SVG}title"))
    assert "another figure of the same period" in words(tree)
    assert "another figure" not in words(drawn())


def test_in_arabic_time_runs_from_right_to_left() -> None:
    english, arabic = drawn(), drawn("ar")
    width = float(english.get("width"))
    assert [round(width - x, 1) for x in dashed(english)] == dashed(arabic)
    assert arabic.get("direction") == "rtl"


@pytest.mark.parametrize("numbers", [[0], [0, 0, 0], [999_999_999, 1], [None]])
def test_odd_series_are_drawn_too(numbers: list[int | None]) -> None:
    assert drawn(series=fortnights(numbers), events=[]).get("width")


def test_a_long_label_of_a_late_event_stays_on_the_sheet() -> None:
    event = Event(day(39) + timedelta(days=13), "word " * 60)
    (text,) = [t for t in drawn(events=[event]).iter(f"{SVG}text") if "word" in (t.text or "")]
    assert text.get("text-anchor") == "end"
    assert text.text.endswith("…")
