"""The forecast of a plan from its ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cli.terminal import run
from game.plans import plan
from khutwa.ledger import Entry, Grade, Ledger, Source, Status
from khutwa.roadmap.dates import PartialDate
from khutwa.track import track
from khutwa.track.forecast import Forecast, forecast
from khutwa.track.forecast_kinds import KINDS, kind_words
from khutwa.track.forecast_shipped import BadCoefficients, Fitted, read_fitted, shipped
from khutwa.track.forecast_words import percent, summary
from khutwa.words import use_language

PLAN = """
title: Arms for camps
start: 2017-01-01
parties: {state: The state, group: The group}
steps:
  camps: {obligors: state}
  arms: {obligors: group, tranches: 2}
  law: {obligors: state}
"""


def told(number: int, step: str, status: str, day: str) -> Entry:
    """Return a well-graded entry."""
    when = date.fromisoformat(day)
    return Entry(
        id=str(number),
        recorded=when,
        step=step,
        status=Status(status),
        date=PartialDate.of(when),
        assessor="un",
        source=Source(url=f"https://example.org/{number}"),
        grade=Grade.parse("A1"),
    )


BEGUN = told(1, "camps", "begun", "2017-06-01")
LAW = told(2, "law", "begun", "2017-06-01")


def expected(
    day: str, *entries: Entry, until: str = "", kinds: dict[str, str] | None = None
) -> Forecast:
    """Return what is to be expected from a day on."""
    found = track(plan(PLAN), Ledger(entries), date.fromisoformat(day))
    days = (date.fromisoformat(until),) if until else ()
    return forecast(found, days, kinds)


def done(found: Forecast, step: str, at: int = 0) -> float:
    """Return the chance that a step is done on one of the days."""
    return next(each for each in found.steps if each.step == step).done[at].likely


def test_every_step_and_tranche_is_forecast_one_three_and_five_years_on() -> None:
    found = expected("2018-01-01", BEGUN)
    assert [each.step for each in found.steps] == ["camps", "arms.1", "arms.2", "law"]
    assert found.days == (date(2019, 1, 1), date(2021, 1, 1), date(2023, 1, 1))
    for each in found.steps:
        assert each.next.sum() == pytest.approx(1.0)
        chances = [chance.likely for chance in each.done]
        assert chances == sorted(chances)
        assert all(chance.low <= chance.likely <= chance.high for chance in each.done)


def test_a_step_without_an_entry_is_taken_as_not_begun() -> None:
    found = expected("2018-01-01", BEGUN)
    by_name = {each.step: each for each in found.steps}
    assert by_name["law"].last is None
    assert by_name["law"].now.tolist() == [1, 0, 0, 0]
    assert by_name["camps"].last == PartialDate(2017, 6, 1)
    assert by_name["camps"].now.argmax() == 1


def test_silence_is_no_news() -> None:
    soon, late = expected("2017-07-01", BEGUN), expected("2019-07-01", BEGUN)
    assert soon.steps[0].now == pytest.approx(late.steps[0].now)


def test_a_step_that_is_done_stays_so_but_for_doubt_and_rare_falls() -> None:
    found = expected("2018-01-01", told(1, "camps", "done", "2017-06-01"))
    (camps, *_) = found.steps
    assert camps.next[3] > 0.95 * camps.now[3]


def test_a_process_that_moves_is_expected_to_move_on() -> None:
    moved = [told(3, "camps", "done", "2018-06-01"), told(4, "law", "done", "2018-06-01")]
    still = [told(3, "camps", "begun", "2018-06-01"), told(4, "law", "begun", "2018-06-01")]
    fast = expected("2018-12-31", BEGUN, LAW, *moved)
    slow = expected("2018-12-31", BEGUN, LAW, *still)
    assert (fast.rises[0], slow.rises[0]) == (2, 0)
    assert fast.rises[1] == pytest.approx(slow.rises[1])
    # The tranches stand alike in both.
    assert done(fast, "arms.1") > done(slow, "arms.1")


def test_time_works_against_what_is_not_done() -> None:
    early, late = expected("2017-07-01", BEGUN), expected("2024-07-01", BEGUN)
    assert done(early, "camps") > done(late, "camps")


def test_a_kind_counts() -> None:
    kinds = {"arms.1": "outside", "arms.2": "rights"}
    found = expected("2018-01-01", BEGUN, kinds=kinds)
    assert done(found, "arms.1") > done(expected("2018-01-01", BEGUN), "arms.1")
    assert done(found, "arms.1") > done(found, "arms.2")
    assert [each.kind for each in found.steps] == ["", "outside", "rights", ""]


def test_between_two_years_chances_move_evenly() -> None:
    # 365.2425 days a year: 183 and 548 days are half a year and one and a half.
    ends = [expected("2018-01-01", BEGUN, until=day) for day in ("2019-01-01", "2020-01-02")]
    middle = expected("2018-01-01", BEGUN, until="2019-07-03")
    low, high = (done(each, "law") for each in ends)
    assert done(middle, "law") == pytest.approx((low + high) / 2, abs=0.002)


def test_tomorrow_is_as_today() -> None:
    found = expected("2018-01-01", BEGUN, until="2018-01-02")
    assert done(found, "law") < 0.001
    assert found.counts[0][0] == 0


def test_all_done_is_no_likelier_than_the_least_likely_step() -> None:
    found = expected("2018-01-01", BEGUN)
    for at, whole in enumerate(found.all_done):
        assert whole <= min(each.done[at].likely for each in found.steps)


def test_the_same_seed_says_the_same() -> None:
    one, other = (expected("2018-01-01", BEGUN).to_dict() for _ in range(2))
    assert one == other


@pytest.mark.parametrize("until", ["2018-01-01", "2017-12-01", "2028-02-01"])
def test_days_that_cannot_be_looked_at_are_refused(until: str) -> None:
    with pytest.raises(ValueError, match="day"):
        expected("2018-01-01", BEGUN, until=until)


def test_a_plan_without_a_first_day_is_refused() -> None:
    found = track(plan(PLAN.replace("start: 2017-01-01", "")), Ledger(()), date(2018, 1, 1))
    with pytest.raises(ValueError, match="first day"):
        forecast(found)


def test_it_says_what_it_rests_on() -> None:
    said = " ".join(expected("2018-01-01", BEGUN).to_dict()["rests_on"])
    assert "24 other accords" in said
    assert "Nothing here predicts a war" in said
    assert "1 of 4 steps have evidence" in said


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_it_shows_itself(language: str) -> None:
    with use_language(language):
        assert f'lang="{language}"' in expected("2018-01-01", BEGUN)._repr_html_()


def test_every_kind_has_words() -> None:
    assert len({str(kind_words(kind)) for kind in (*KINDS, "")}) == 9


# --- the coefficients ---------------------------------------------------------------------------


def test_coefficients_are_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    mine = Fitted(replace(shipped().told, time=-0.25), "Invented data", 3, 40)
    file.write_text(mine.to_json(), encoding="utf-8")
    assert read_fitted(file) == mine


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"coefficients": {"level": [1, 2]}}', '{"coefficients": 3, "kinds": []}',
     "[" * 100_000],
)  # fmt: skip
def test_other_files_hold_no_coefficients(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadCoefficients):
        read_fitted(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [("level", [0, 0]), ("kind", [0] * 7), ("time", "much"), ("time", [1]), ("spread", 1e9)],
)
def test_coefficients_of_another_shape_are_refused(
    tmp_path: Path, name: str, value: object
) -> None:
    plain = json.loads(shipped().to_json())
    plain["coefficients"][name] = value
    file = tmp_path / "other.json"
    file.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(BadCoefficients):
        read_fitted(file)


# --- the commands -------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Return the folder of a plan with a ledger."""
    (tmp_path / "roadmap.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "ledger.csv").write_text(
        "id,recorded,date,step,status,grade\n1,2017-06-02,2017-06-01,camps,begun,A1\n",
        encoding="utf-8",
    )
    return str(tmp_path)


def test_the_command_forecasts_the_plan(folder: str) -> None:
    result = run("forecast", folder, "--on", "2018-01-01", "--until", "2020-01-01")
    assert result.exit_code == 0
    assert "By 1 January 2020" in result.stdout
    assert "Nothing here predicts a war" in result.stdout


def test_a_chance_that_would_be_rounded_to_none_or_to_all_is_said_to_be_below_or_above() -> None:
    with use_language("en"):
        found = summary(expected("2018-01-01", BEGUN))
    # Four promises not done, three of them not begun: all done within a year is next to impossible.
    assert str(found.lead[0]).endswith("all of them with a chance of <1%.")
    shares = (0.0, 2e-12, 0.004, 0.006, 0.994, 0.997, 1.0)
    with use_language("en"):
        assert [percent(s) for s in shares] == ["0%", "<1%", "<1%", "1%", "99%", ">99%", "100%"]


def test_the_command_writes_json(folder: str) -> None:
    result = run("forecast", folder, "--on", "2018-01-01", "--kind", "arms=arms", "--json")
    plain = json.loads(result.stdout)
    assert [each["kind"] for each in plain["steps"]] == [None, "arms", "arms", None]
    assert np.sum(plain["steps"][0]["next_year"]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "2016-01-01"], "The plan begins on"),
        (["--on", "9990-01-01"], "The calendar ends"),
        (["--on", "2018-01-01", "--until", "2017-01-01"], "cannot be looked at"),
        (["--on", "2018-01-01", "--until", "2040-01-01"], "cannot be looked at"),
        (["--on", "2018-01-01", "--kind", "camp=arms"], "no step"),
        (["--on", "2018-01-01", "--kind", "camps=weapons"], "no kind of promise"),
        (["--on", "2018-01-01", "--kind", "camps"], "no kind of promise"),
        (["--on", "2018-01-01", "--coefficients", "nowhere.json"], "no coefficients"),
    ],
)
def test_mistakes_are_said(folder: str, arguments: list[str], said: str) -> None:
    result = run("forecast", folder, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_backtest_reads_what_the_loader_reads_and_writes_coefficients(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from exchange.pam_sheets import row, sheet

    rows = [
        row(
            2001 + year,
            {"cease": (1, 1, min(year, 3), 0), "elect": (1, 1, 3 * (year > case), 0),
             "media": (1, 0, 0, 0)},
            pam_caseid=case,
        )
        for case in range(1, 5)
        for year in range(10)
    ]  # fmt: skip
    data, wanted = tmp_path / "small.xlsx", tmp_path / "mine.json"
    data.write_bytes(sheet(rows))
    result = run("backtest", "--pam", str(data), "--write", str(wanted), "--json")
    assert result.exit_code == 0
    assert (json.loads(result.stdout)["accords"], json.loads(result.stdout)["rows"]) == (4, 108)
    assert read_fitted(wanted).rows == 108
    assert run("backtest", "--pam", str(data)).exit_code == 0


def test_a_file_from_which_nothing_can_be_learnt_is_said_to_be_one(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from exchange.pam_sheets import decade, sheet

    data = tmp_path / "still.xlsx"
    data.write_bytes(sheet(decade(1)))
    for path in (data, tmp_path / "nowhere.xlsx"):
        result = run("backtest", "--pam", str(path))
        assert result.exit_code == 2
        assert "nothing can be learnt" in result.stderr
