"""Counts and events from CSV files: what may stand there, and what is said of what may not."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.ledger.cells import Order
from khutwa.track.alarms_csv import (
    COLUMNS,
    LARGEST,
    MOST,
    load_counts,
    load_events,
    read_counts,
    read_events,
)
from khutwa.track.alarms_problems import PROBLEMS

HEAD = "date,count,end,exposure,revised\n"


def rows(text: str) -> list[tuple[object, ...]]:
    """Return what was read, as plain values."""
    loaded = read_counts(text.encode(), "c.csv")
    assert not loaded.diagnostics, [str(d) for d in loaded.diagnostics]
    return [(str(c.start), str(c.end), c.count, c.share) for c in loaded.series.counts]


def wrong(text: str) -> list[tuple[str, int]]:
    """Return the kinds of what is wrong, with their lines."""
    names = {problem.code: name for name, problem in PROBLEMS.items()}
    return [(names[d.code], d.place.line) for d in read_counts(text.encode(), "c").diagnostics]


def test_a_month_is_a_period() -> None:
    assert rows("date,count\n2020-01,3\n2020-02,0\n2020-03,\n") == [
        ("2020-01-01", "2020-01-31", 3, 1.0),
        ("2020-02-01", "2020-02-29", 0, 1.0),
        ("2020-03-01", "2020-03-31", None, 1.0),
    ]


def test_first_days_of_months_are_months() -> None:
    assert [row[1] for row in rows("date,count\n2021-01-01,3\n2021-02-01,4\n2021-03-01,5\n")] == [
        "2021-01-31", "2021-02-28", "2021-03-31",
    ]  # fmt: skip


def test_without_an_end_a_period_lasts_as_long_as_most_and_a_gap_stays_one() -> None:
    text = "date,count\n2020-01-06,3\n2020-01-20,4\n2020-02-03,5\n2020-03-30,6\n"
    assert [row[1] for row in rows(text)] == [
        "2020-01-19",
        "2020-02-02",
        "2020-02-16",
        "2020-04-12",
    ]


@pytest.mark.parametrize(
    "head",
    ["start,cfv,end", "التاريخ,العدد,النهاية", "дата,число,конец", "Month,Violations,END"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_have_names_in_three_languages_and_spreadsheets_their_separators(
    head: str, separator: str
) -> None:
    text = f"\ufeff{head}\r\n2020-01-06,3.0,2020-01-19\r\n".replace(",", separator)
    assert rows(text) == [("2020-01-06", "2020-01-19", 3, 1.0)]


def test_a_spreadsheet_may_rewrite_dates_and_digits_and_say_its_separator() -> None:
    lines = ["sep=;", "التاريخ;العدد", "١٣/٠١/٢٠٢٠;٤٠", "٢٧/٠١/٢٠٢٠;٥٠", "2020-02-10 00:00;60", ""]
    text = "\ufeff" + "\r\n".join(lines)
    assert [(start, count) for start, _, count, _ in rows(text)] == [
        ("2020-01-13", 40), ("2020-01-27", 50), ("2020-02-10", 60),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["\u200f", "\u202b", "\ufeff"])
def test_direction_marks_of_a_spreadsheet_are_no_part_of_a_figure(mark: str) -> None:
    text = f"date,count,exposure,previous\n2020-01,5,1,\n{mark}2020-02,{mark}6,{mark}0.5,{mark}4\n"
    assert [row[2:] for row in rows(text)] == [(5, 1.0), (4, 1.0), (6, 0.5)]


@pytest.mark.parametrize("sign", ["%", "٪"])
def test_a_share_beside_days_stays_a_share_in_any_script(sign: str) -> None:
    text = f"date,count,exposure\n2020-01,5,31\n2020-02,6,50{sign}\n"
    assert [row[3] for row in rows(text)] == [1.0, 0.5]


@pytest.mark.parametrize(("dates", "day"), [("day-first", 6), ("month-first", 1)])
def test_a_date_that_can_be_read_in_two_ways_is_read_as_is_said(dates: Order, day: int) -> None:
    text = f"date,count,label\n{day:02}/{7 - day:02}/2020,3,Truce\n"
    loaded, dated = (read(text.encode(), "c", dates) for read in (read_counts, read_events))
    assert loaded.series.counts[0].start == dated.events[0].day == date(2020, 1, 6)


def test_a_row_of_hxl_tags_is_no_count() -> None:
    assert [row[2] for row in rows("date,count\n#date+start,#event+num\n2020-01,5\n")] == [5]
    # Further down it is a row that cannot be read.
    assert wrong("date,count\n2020-01,5\n#date,#event\n") == [("bad-date", 3)]


def test_exposure_is_a_share_or_a_percentage_or_days_in_the_whole_column() -> None:
    shares = [row[3] for row in rows(HEAD + "2020-01-06,3,,0.5,\n2020-01-20,4,,80%,\n")]
    assert shares == [0.5, 0.8]
    loaded = read_counts((HEAD + "2020-01-06,3,,7,\n2020-01-20,4,,1,\n").encode(), "c")
    assert loaded.in_days
    assert [c.share for c in loaded.series.counts] == [0.5, pytest.approx(1 / 14)]


def test_nothing_observed_is_a_gap() -> None:
    assert [row[2] for row in rows(HEAD + "2020-01-06,0,,0,\n2020-01-20,4,,1,\n")] == [None, 4]


def test_a_row_with_a_day_of_revision_replaces_the_first() -> None:
    text = HEAD + "2020-01-06,3,,,\n2020-01-20,4,,,\n2020-01-06,30,,,2020-03-01\n"
    series = read_counts(text.encode(), "c").series
    assert [(c.count, c.revision) for c in series.counts] == [(3, 0), (30, 1), (4, 0)]
    assert [c.count for c in series.as_known(date(2020, 2, 28)).standing()] == [3, 4]


OTHER = "2020-03-02,1,,,\n"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("2020-13-01,3,,,", "bad-date"),
        ("2020,3,,,", "bad-date"),
        ("yesterday,3,,,", "bad-date"),
        ("06/01/2020,3,,,", "ambiguous-date"),
        ("2020-01-06,3,soon,,", "bad-date"),
        ("2020-01-06,3,,,later", "bad-date"),
        ("2020-01-06,3,2020-01-05,,", "bad-end"),
        ("2020-01-06,-3,,,", "bad-count"),
        ("2020-01-06,3.5,,,", "bad-count"),
        ("2020-01-06,many,,,", "bad-count"),
        ("2020-01-06,3,,most,", "bad-exposure"),
        ("2020-01-06,3,2020-01-19,15,", "bad-exposure"),
        ("2020-01-06,3,2020-01-19,110%,", "bad-exposure"),
        ("2020-01-06,3,,,2020-01-05", "revised-early"),
        ("2020-01-06,3,2020-03-05,,\n", "overlap"),
        ('2020-01-06,"3,,,', "broken-quote"),
    ],
)
def test_a_row_that_cannot_be_read_loses_itself_alone(row: str, kind: str) -> None:
    text = HEAD + OTHER + row + "\n"
    line = 2 if kind == "overlap" else 3
    assert wrong(text) == [(kind, line)]
    assert len(read_counts(text.encode(), "c").series.counts) == 1


def test_of_two_rows_for_one_period_without_a_day_of_revision_the_second_is_left_out() -> None:
    text = HEAD + "2020-01-06,3,,,\n2020-01-06,4,,,\n"
    assert wrong(text) == [("twice", 3)]
    assert [c.count for c in read_counts(text.encode(), "c").series.counts] == [3]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "missing-column"),
        ("date,number\n2020-01,3\n", "missing-column"),
        ("day,count\n2020-01,3\n", "missing-column"),
        ("date,count\n", "no-rows"),
        ("date,count\n2020-01,\n", "no-rows"),
        ("date,count\n" + "2020-01,1\n" * (MOST + 1), "too-large"),
    ],
)
def test_a_file_that_is_no_series_is_said_to_be_none(text: str, kind: str) -> None:
    assert wrong(text)[0][0] == kind
    assert not read_counts(text.encode(), "c").series.counted()


@pytest.mark.parametrize("load", [load_counts, load_events])
def test_a_file_that_cannot_be_opened_is_a_finding(load, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"date,count\n" + b" " * LARGEST)
    for path, code in ((tmp_path, "KH951"), (tmp_path / "no", "KH951"), (large, "KH952"),
                       (Path("a\0b"), "KH951")):  # fmt: skip
        (found,) = load(path).diagnostics
        assert found.code == code


def test_an_encoding_that_so_few_letters_do_not_tell_is_named() -> None:
    (found,) = read_counts("التاريخ,count\n".encode("windows-1256"), "c").diagnostics
    assert found.code == "KH953"


def test_a_year_of_another_calendar_is_no_year_of_a_count() -> None:
    loaded = read_counts(b"date,count\n1440-04,7\n2019-01,5\n2019-02,4\n", "c")
    assert [(found.code, found.place.line) for found in loaded.diagnostics] == [("KH967", 2)]
    assert [count.count for count in loaded.series.counts] == [5, 4]


def test_counts_that_excel_saved_in_the_encoding_of_the_country_are_read() -> None:
    text = "التاريخ;العدد;المصدر\n2018-12;7;بعثة المراقبة\n2019-01;5;بعثة المراقبة\n"
    loaded = read_counts(text.encode("windows-1256"), "c")
    assert [found.code for found in loaded.diagnostics] == ["KH966"]
    assert loaded.series == read_counts(text.encode(), "c").series
    assert loaded.series is not None


def test_every_finding_says_why_and_what_to_do() -> None:
    loaded = read_counts((HEAD + "x,3,,,\n").encode(), "c.csv")
    for found in loaded.diagnostics:
        plain = found.to_dict()
        assert all("{" not in plain[key] for key in ("what", "why", "fix"))
    assert "x is not a day" in str(loaded.diagnostics[0].what)


def test_events_are_sorted_and_bad_ones_named() -> None:
    text = "label,date\nlater,2020-05-01\nearly,2020-01\nno day,soon\n"
    loaded = read_events(text.encode(), "e")
    assert [(e.label, str(e.day)) for e in loaded.events] == [
        ("early", "2020-01-01"), ("later", "2020-05-01"),
    ]  # fmt: skip
    assert [d.code for d in loaded.diagnostics] == ["KH956"]


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_counts(data, "c")
    read_events(data, "e")


cells = st.sampled_from(
    ["", "2020-01-06", "2020-01", "2020-02-03", "9999-12-31", "0001-01-01", "5", "0", "٧", "1e3",
     "100%", "0.2", "999999999", "x"]
)  # fmt: skip


@given(st.lists(st.lists(cells, min_size=2, max_size=5), max_size=6))
def test_no_table_makes_it_raise_and_periods_never_overlap(table: list[list[str]]) -> None:
    text = HEAD + "\n".join(",".join(row) for row in table)
    counts = read_counts(text.encode(), "c").series.standing()
    for early, late in pairwise(counts):
        assert early.end < late.start
    assert all(each.start <= each.end and 0 < each.share <= 1 for each in counts)


def test_no_spelling_is_that_of_two_columns() -> None:
    spellings = [name for names in COLUMNS.values() for name in names]
    assert len(spellings) == len(set(spellings))
