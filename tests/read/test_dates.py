"""Times, counted from the day of publication: Wednesday, 22 May 2019."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.dates import week
from khutwa.read.proposals import proposals
from khutwa.roadmap.dates import PartialDate
from read.says import about, says

DAY = date(2019, 5, 22)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("اليوم", "2019-05-22"),
        ("أمس", "2019-05-21"),
        ("البارحة", "2019-05-21"),
        ("أول من أمس", "2019-05-20"),
        ("الثلاثاء", "2019-05-21"),
        ("يوم الثلاثاء الماضي", "2019-05-21"),
        ("الأربعاء الماضي", "2019-05-15"),
        ("الخميس", "2019-05-16"),
        ("في 20 حزيران الماضي", "2018-06-20"),
        ("في 20 أيار الماضي", "2019-05-20"),
        ("في ٢٠ نيسان", "2019-04-20"),
        ("في 20 أبريل", "2019-04-20"),
        ("في 3 كانون الثاني 2018", "2018-01-03"),
        ("في 3 يناير 2018", "2018-01-03"),
        ("في 3 يناير/كانون الثاني 2018", "2018-01-03"),
        ("في 3 كانون الثاني (يناير) من عام 2018", "2018-01-03"),
        ("في ٣ تشرين الأول ٢٠١٨", "2018-10-03"),
        ("في نيسان الماضي", "2019-04"),
        ("في شهر شباط", "2019-02"),
        ("في أيلول 2018", "2018-09"),
        ("في عام 2018", "2018"),
        ("قبل يومين", "2019-05-20"),
        ("قبل أسبوع", "2019-05-15"),
        ("منذ ثلاثة أيام", "2019-05-19"),
        ("قبل 3 أيام", "2019-05-19"),
    ],
)
def test_a_day_a_month_or_a_year(words: str, expected: str) -> None:
    when = about(f"أفرجت دمشق عن المعتقلين {words}.", "prisoners", DAY).when
    assert when is not None
    assert str(when.date) == expected
    assert when.kind == "on"


@pytest.mark.parametrize("words", ["منذ أيام", "قبل أشهر", "منذ سنوات"])
def test_what_the_words_do_not_settle_has_no_date(words: str) -> None:
    when = about(f"أفرجت دمشق عن المعتقلين {words}.", "prisoners", DAY).when
    assert when is not None
    assert when.date is None
    assert when.kind == "about"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("خلال ثلاثة أشهر", "2019-08-22"),
        ("في غضون أسبوعين", "2019-06-05"),
        ("خلال 10 أيام", "2019-06-01"),
        ("خلال شهر", "2019-06-22"),
        ("بحلول 1 تموز المقبل", "2019-07-01"),
        ("حتى 1 تموز", "2019-07-01"),
    ],
)
def test_a_deadline(words: str, expected: str) -> None:
    when = about(f"تعهدت دمشق بالإفراج عن المعتقلين {words}.", "prisoners", DAY).when
    assert when is not None
    assert str(when.date) == expected
    assert when.kind == "within"


@pytest.mark.parametrize("words", ["أمس", "الثلاثاء الماضي", "في 20 حزيران الماضي", "خلال شهر"])
def test_without_the_day_of_publication_such_times_stay_open(words: str) -> None:
    when = about(f"أفرجت دمشق عن المعتقلين {words}.", "prisoners").when
    assert when is not None
    assert when.date is None


def test_a_whole_date_needs_no_day_of_publication() -> None:
    when = about("أفرجت دمشق عن المعتقلين في 3 آب 2018.", "prisoners").when
    assert when is not None
    assert when.date == PartialDate(2018, 8, 3)


@pytest.mark.parametrize("words", ["في 31 حزيران 2018", "في 40 أيار 2018"])
def test_a_day_that_does_not_exist_is_no_date(words: str) -> None:
    when = about(f"أفرجت دمشق عن المعتقلين {words}.", "prisoners", DAY).when
    assert when is None or when.date is None or when.date.day is None


def test_no_time_is_said_and_none_is_made_up() -> None:
    assert about("أفرجت دمشق عن المعتقلين.", "prisoners", DAY).when is None


def test_numbers_and_words_that_are_no_times() -> None:
    for text in (
        "أفرجت دمشق عن 20 معتقلا من المعتقلين.",
        "مارس الوزير الضغط وأفرجت دمشق عن المعتقلين.",
    ):
        assert about(text, "prisoners", DAY).when is None


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("Damascus released the prisoners on 15 October 2018.", "2018-10-15", "on"),
        ("Damascus released the prisoners on October 15, 2018.", "2018-10-15", "on"),
        ("Damascus released the prisoners on Nov 9.", "2019-11-09", "on"),
        ("Damascus released the prisoners yesterday.", "2019-11-24", "on"),
        ("Damascus released the prisoners last Friday.", "2019-11-22", "on"),
        ("Damascus released the prisoners three days ago.", "2019-11-22", "on"),
        ("Damascus will release the prisoners by 20 December.", "2019-12-20", "within"),
        ("Damascus will release the prisoners within three months.", "2020-02-25", "within"),
        ("Damascus will release the prisoners next month.", "2019-12", "on"),
        ("Дамаск освободил пленных 15 октября 2018 года.", "2018-10-15", "on"),
        ("Дамаск освободил пленных вчера.", "2019-11-24", "on"),
        ("Дамаск освободил пленных в прошлую пятницу.", "2019-11-22", "on"),
        ("Дамаск освободил пленных три дня назад.", "2019-11-22", "on"),
        ("Дамаск освободит пленных к 20 декабря.", "2019-12-20", "within"),
        ("Дамаск освободит пленных в течение трех месяцев.", "2020-02-25", "within"),
        ("Дамаск освободил пленных в прошлом месяце.", "2019-10", "on"),
    ],
)
def test_times_of_english_and_russian(text: str, day: str, kind: str) -> None:
    # The day of publication is a Monday.
    when = about(text, "prisoners", date(2019, 11, 25)).when
    assert when is not None
    assert (str(when.date), when.kind) == (day, kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Damascus released the prisoners last week.", "last week"),
        ("Дамаск освободил пленных на прошлой неделе.", "прошлой неделе"),
        ("أفرجت دمشق عن المعتقلين الأسبوع الماضي.", "الأسبوع الماضي"),
    ],
)
def test_last_week_is_the_days_of_any_last_week_and_the_month_they_share(
    text: str, words: str
) -> None:
    # Monday, 25 November: last week began on the 16th, 17th or 18th and ended by the 24th.
    when = about(text, "prisoners", date(2019, 11, 25)).when
    assert when is not None
    assert (when.span.text, str(when.date)) == (words, "2019-11")
    assert when.days == (date(2019, 11, 16), date(2019, 11, 24))


def test_a_week_in_two_months_has_the_year_and_one_in_two_years_no_date() -> None:
    text = "Damascus released the prisoners last week."
    autumn = about(text, "prisoners", date(2019, 12, 4)).when
    winter = about(text, "prisoners", date(2020, 1, 6)).when
    assert autumn is not None
    assert winter is not None
    assert (str(autumn.date), winter.date) == ("2019", None)
    assert winter.days is not None


def test_an_entry_of_last_week_has_the_days_in_its_note() -> None:
    reading = says("Damascus released the prisoners last week.", date(2019, 11, 25))
    (made,) = proposals(reading, date(2019, 11, 26))
    assert str(made.entry.date) == "2019-11"
    assert made.entry.note == "2019-11-16/2019-11-24"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([-1, 0, 1]))
def test_a_week_has_the_days_of_all_countries_weeks(day: date, turn: int) -> None:
    expected = set()
    for first in (0, 5, 6):
        start = day
        while start.weekday() != first:
            start -= timedelta(days=1)
        expected |= {start + timedelta(days=7 * turn + n) for n in range(7)}
    assert week(day, turn) == (min(expected), max(expected))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أفرجت دمشق عن المعتقلين الشهر الماضي.", "2019-10"),
        ("أفرجت دمشق عن المعتقلين العام الماضي.", "2018"),
    ],
)
def test_an_arabic_unit_with_a_turn_behind_it(text: str, day: str) -> None:
    when = about(text, "prisoners", date(2019, 11, 25)).when
    assert when is not None
    assert (str(when.date), when.kind) == (day, "on")
