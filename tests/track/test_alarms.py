"""What is said of a series, on the command line too, and what real series give."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khutwa.cli.main import group
from khutwa.track.alarms import Alarms, alarms
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
    assert "leave open whether it changed" in nothing


def test_alarms_name_the_event_that_they_came_with_and_the_one_whose_effect_ended() -> None:
    calm = fortnights(steady(600, 26) + steady(120, 6) + steady(600, 8))
    found = alarms(calm, [Event(day(10), "idle"), Event(day(26), "Truce")])
    down, up = found.alarms
    assert (found.behind(down).label, found.behind(up).label) == ("Truce", "Truce")
    assert [a["event"]["label"] for a in found.to_dict()["alarms"]] == ["Truce", "Truce"]
    text = " ".join(str(m) for _, said in summary(found).sections for m in said)
    assert "It came with: Truce, 4 January 2021." in text
    assert "What had come after this has ended: Truce" in text


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


@pytest.fixture(scope="module")
def observed() -> Alarms:
    """Return what the fortnights in Ukraine say, with the recommitments."""
    events_ = load_events(OSCE.with_name("recommitments_2017_2019.csv")).events
    return alarms(load_counts(OSCE).series, events_)


@osce
@pytest.mark.parametrize("told", [True, False])
def test_the_truce_of_july_2019_and_its_end_in_the_autumn_give_an_alarm_each(told: bool) -> None:
    dated = load_events(OSCE.with_name("recommitments_2017_2019.csv")).events
    series = load_counts(OSCE).series
    down, up = alarms(series, dated if told else ()).alarms[-2:]
    assert (down.direction, up.direction) == ("down", "up")
    assert down.earliest <= date(2019, 7, 21) <= down.raised <= date(2019, 8, 11)
    # Back at the old level from 30 September on; a fortnight later it is known.
    assert date(2019, 8, 26) <= up.onset <= date(2019, 9, 30)
    assert date(2019, 9, 15) <= up.raised <= date(2019, 10, 13)
    assert not any(each.withdrawn for each in (down, up))
    # Online: on the day of the alarm nothing later was known.
    then = alarms(series, dated if told else (), on=up.raised)
    assert then.alarms[-1] == up
    earlier = alarms(series, dated if told else (), on=up.raised - timedelta(days=1))
    assert up not in earlier.alarms


@osce
def test_no_alarm_of_2017_to_2019_stands_apart_from_a_recommitment(observed: Alarms) -> None:
    assert all(observed.behind(alarm) for alarm in observed.alarms)
    quiet = alarms(load_counts(OSCE).series)
    # Two and a quarter years without being told of the recommitments.
    assert len(quiet.alarms) <= 4


@osce
def test_every_recommitment_has_its_fall_and_its_way_back_with_ranges(observed: Alarms) -> None:
    assert len(observed.effects) == 8
    for effect in observed.effects:
        assert effect.level[1] <= effect.level[0] <= effect.level[2]
        assert effect.ratio[1] < effect.ratio[0] < effect.ratio[2]
        assert effect.back[1] <= effect.back[0] <= effect.back[2]
    # The fortnights of 8 March 2019 stood at 15,700 and 17,700, those before at 10,400 and more.
    likely = [effect.events[0].day for effect in observed.effects if effect.likely]
    assert len(likely) == 7
    assert date(2019, 3, 8) not in likely
    last = observed.effects[-1]
    # 6,000, 2,700 and 5,400 after some 14,000; back at 17,000 in the sixth fortnight.
    assert last.ratio[1] < 0.4
    assert 7 <= last.half_life[0] <= 60
    assert last.back[1] <= 6 <= last.back[2]
    assert last.returned == date(2019, 9, 30)
    assert observed.together.clear


@osce
def test_the_figures_for_february_2019_are_a_conflict_and_small_differences_revisions(
    observed: Alarms,
) -> None:
    plain = observed.to_dict()
    (conflict,) = plain["conflicts"]
    assert (conflict["start"], conflict["end"]) == ("2019-02-11", "2019-02-24")
    assert [figure["count"] for figure in conflict["figures"]] == [15800, 23000]
    said = [(r["figures"][1]["report_of_period_from"], r["difference"]) for r in plain["revisions"]]
    assert said == [("2019-03-25", -200), ("2019-06-03", -350)]


@osce
def test_the_conflict_is_known_with_the_second_report_only() -> None:
    series = load_counts(OSCE).series
    assert alarms(series, on=date(2019, 3, 9)).differences == ()
    assert len(alarms(series, on=date(2019, 3, 10)).differences) == 1


@osce
def test_of_the_file_only_what_overlaps_is_left_out() -> None:
    # Two fortnights are parts of longer periods that stand in the file as well; the report on the
    # last five weeks calls a sum of five weeks before them that no row holds.
    found = load_counts(OSCE).diagnostics
    assert [(d.code, d.place.line) for d in found] == [("KH960", 28), ("KH960", 53), ("KH964", 54)]


@line_of_control
def test_on_the_line_of_control_few_alarms_come_and_one_in_the_autumn_of_2016() -> None:
    head, *rest = LINE_OF_CONTROL.read_text(encoding="utf-8-sig").splitlines()
    assert head == "Month_wise,Total_cfv"
    loaded = read_counts("\n".join(["month,count", *rest]).encode(), "loc.csv")
    assert not loaded.diagnostics
    found = alarms(loaded.series)
    # Until August 2016 36 of 44 months had five violations or fewer, from then on 6 of 40.
    (alarm,) = [a for a in found.alarms if a.raised >= date(2016, 9, 1)]
    assert alarm.direction == "up"
    assert alarm.earliest <= date(2016, 10, 1)
    assert date(2016, 9, 30) <= alarm.raised <= date(2016, 11, 30)
    # Before it the flare-ups of August to October 2013 and October 2014 (51 violations, then 30),
    # and the calms after them.
    before = [a.direction for a in found.alarms if a is not alarm]
    assert before == ["up", "down", "up", "down"]
