"""What is said of a series, on the command line too, and what real series give."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khutwa.cli.main import group
from khutwa.track.alarms import alarms
from khutwa.track.alarms_csv import Event, load_counts, load_events, read_counts
from khutwa.track.alarms_words import alarm_words, events, summary, verdict
from khutwa.words import LANGUAGES, use_language
from track.counts import count, day, fortnights, steady

FELL = fortnights(steady(60, 26) + steady(12, 12))
DATA = Path(os.environ.get("KHUTWA_DATA", ""))
OSCE = DATA / "osce" / "smm_fortnights_2017_2019.csv"
LINE_OF_CONTROL = DATA / "loc" / "line_of_control_monthly_2013_2019.csv"


def there(path: Path) -> pytest.MarkDecorator:
    """Return the mark that skips a test, by the name of the data, where they are absent."""
    return pytest.mark.skipif(
        not path.is_file(), reason=f"no {path.name}; KHUTWA_DATA names the folder that holds it"
    )


osce, line_of_control = there(OSCE), there(LINE_OF_CONTROL)


def test_the_level_is_told_with_its_interval_and_the_change_behind_it() -> None:
    found = alarms(FELL)
    assert found.level.low <= 12 <= found.level.high
    assert found.level.low < found.level.median < found.level.high
    assert found.since.onset == day(26)
    said = " ".join(str(each) for each in verdict(found))
    assert "a change about 4 January 2021" in said
    assert "in 14 days" in said


def test_without_an_alarm_that_is_said() -> None:
    said = str(verdict(alarms(fortnights(steady(60, 20))))[0])
    assert "no alarm since 6 January 2020" in said


def test_an_alarm_is_a_sentence_with_its_date_direction_size_and_how_sure() -> None:
    (alarm,) = alarms(FELL).alarms
    said = str(alarm_words(alarm))
    assert "gone down, about 4 January 2021" in said
    assert "times what it was (90% interval" in said
    assert f"Sure by {alarm.sure:.0%}" in said
    assert "took it back" not in said


def test_a_day_in_the_past_knows_nothing_of_what_came_later() -> None:
    then = alarms(FELL, [Event(day(26), "later")], on=day(20))
    assert then.alarms == ()
    assert then.effects == ()
    assert len(then.levels) == 20


def test_what_cannot_be_told_is_said_not_to_be() -> None:
    told = alarms(FELL, [Event(day(10), "nothing"), Event(day(0), "too early")])
    early, nothing = (str(each) for each in events(told))
    assert "too few periods" in early
    assert "cannot tell whether the rate changed" in nothing


def test_events_need_no_label() -> None:
    assert str(events(alarms(FELL, [Event(day(26), "")]))[0]).startswith("–, 4 January 2021")


def test_revisions_and_their_number_are_said() -> None:
    series = FELL.of([*FELL.counts, count(30, 13, known=day(33))])
    text = " ".join(str(m) for _, said in summary(alarms(series)).sections for m in said)
    assert "1 figure replaced another" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_itself_in_every_language(language: str) -> None:
    with use_language(language):
        found = alarms(FELL, [Event(day(26), "<recommitment>")])
        assert "&lt;recommitment&gt;" in found._repr_html_()
        assert found.__rich__().renderables
        json.dumps(found.to_dict())


def test_a_series_without_counts_shows_itself_too() -> None:
    found = alarms(fortnights([None, None]))
    assert "Nothing was counted" in str(verdict(found)[0])
    assert found.to_dict()["level"] is None


def test_that_scatter_may_carry_over_is_said_and_makes_a_change_less_sure() -> None:
    plain, carried = alarms(FELL), alarms(FELL, carry=True)
    assert carried.to_dict()["carry_over"]
    assert carried.alarms[0].raised >= plain.alarms[0].raised
    text = " ".join(str(m) for _, said in summary(carried).sections for m in said)
    assert "may carry over" in text


def test_the_same_counts_give_the_same_values() -> None:
    assert alarms(FELL).to_dict() == alarms(FELL).to_dict()


def typed(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(group, ["alarms", *map(str, arguments)])


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return a file with a fall at period 26."""
    lines = [f"{c.start},{c.count}" for c in FELL.counts]
    path = tmp_path / "violations.csv"
    path.write_text("date,count\n" + "\n".join(lines), encoding="utf-8")
    return path


def test_the_command_says_draws_and_writes_json(counts: Path, tmp_path: Path) -> None:
    dated = tmp_path / "events.csv"
    dated.write_text(f"date,label\n{day(26)},Recommitment\n", encoding="utf-8")
    plot = tmp_path / "out.svg"
    said = typed(counts, "--events", dated, "--plot", plot)
    assert said.exit_code == 0, said.output
    assert "Recommitment, 4 January 2021" in said.output
    assert "<svg" in plot.read_text(encoding="utf-8")
    plain = json.loads(typed(counts, "--events", dated, "--json").output)
    assert [alarm["direction"] for alarm in plain["alarms"]] == ["down"]
    assert plain["effects"][0]["ratio"]["high"] < 1
    assert plain["findings"] == []


def test_the_command_looks_at_what_was_known_on_a_day(counts: Path) -> None:
    assert json.loads(typed(counts, "--on", day(20), "--json").output)["alarms"] == []
    early = typed(counts, "--on", "2000-01-01")
    assert early.exit_code == 2
    assert "nothing was counted yet" in early.output


def test_a_bad_row_is_named_and_the_others_count(counts: Path) -> None:
    with counts.open("a", encoding="utf-8") as stream:
        stream.write("\n2030-01-01,many\n")
    said = typed(counts)
    assert said.exit_code == 0
    assert "KH958" in said.output
    assert json.loads(typed(counts, "--json").stdout)["findings"][0]["code"] == "KH958"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "date,count\n"])
def test_a_file_that_is_no_series_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(text, encoding="utf-8")
    assert typed(path).exit_code == 2
    assert json.loads(typed(path, "--json").stdout)["findings"]


def test_events_that_cannot_be_read_are_refused(counts: Path, tmp_path: Path) -> None:
    said = typed(counts, "--events", tmp_path / "no.csv")
    assert said.exit_code == 2
    assert "KH951" in said.output


def test_a_drawing_is_not_written_over_the_counts(counts: Path) -> None:
    before = counts.read_bytes()
    assert typed(counts, "--plot", counts).exit_code == 2
    assert counts.read_bytes() == before


@osce
def test_the_unlimited_recommitment_of_july_2019_gives_an_alarm_and_has_worn_off() -> None:
    loaded = load_counts(OSCE)
    # Two fortnights are parts of longer periods that stand in the file as well.
    assert [d.code for d in loaded.diagnostics] == ["KH960", "KH960"]
    dated = load_events(OSCE.with_name("recommitments_2017_2019.csv"))
    found = alarms(loaded.series, dated.events)
    (alarm,) = found.alarms
    assert alarm.direction == "down"
    assert alarm.earliest <= date(2019, 7, 21) <= alarm.raised
    effect = next(e for e in found.effects if e.events[0].day == date(2019, 7, 21))
    assert effect.ratio[2] < 1
    # Recommitments lapsed within weeks, not within days or years.
    assert 7 <= effect.half_life[0] <= 90
    assert found.together.clear


@osce
def test_the_revised_fortnights_of_2019_play_the_series_again() -> None:
    loaded = load_counts(OSCE)
    # Each report also states the fortnight before; where that differs, the figure was revised.
    revised = {date(2019, 2, 11): (23000, date(2019, 3, 10)),
               date(2019, 3, 11): (17500, date(2019, 4, 7)),
               date(2019, 5, 20): (10650, date(2019, 6, 16))}  # fmt: skip
    later = [
        c.__class__(c.start, c.end, revised[c.start][0], known=revised[c.start][1])
        for c in loaded.series.counts
        if c.start in revised
    ]
    assert len(later) == 3
    series = loaded.series.of([*loaded.series.counts, *later])
    assert series.late() == tuple(known for _, known in revised.values())
    # One fortnight of 23,000 instead of 15,800 makes the scatter wider: the fall of July 2019 is
    # then no longer sure by 95%, but still by 90%.
    assert alarms(series).alarms == ()
    (alarm,) = alarms(series, sure=0.9).alarms
    assert alarm.direction == "down"
    assert alarm.earliest <= date(2019, 7, 21) <= alarm.raised


@line_of_control
def test_the_rise_on_the_line_of_control_in_the_autumn_of_2016_gives_an_alarm() -> None:
    head, *rest = LINE_OF_CONTROL.read_text(encoding="utf-8-sig").splitlines()
    assert head == "Month_wise,Total_cfv"
    loaded = read_counts("\n".join(["month,count", *rest]).encode(), "loc.csv")
    assert not loaded.diagnostics
    found = alarms(loaded.series)
    (alarm,) = found.alarms
    assert alarm.direction == "up"
    # Until August 2016 36 of 44 months had five violations or fewer, from then on 6 of 40.
    assert alarm.earliest <= date(2016, 10, 1)
    assert date(2016, 10, 1) <= alarm.raised <= date(2016, 12, 31)
