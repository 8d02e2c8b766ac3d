"""Dates, numbers, durations and lists as English, Arabic and Russian write them."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.words import (
    Settings,
    format_date,
    format_duration,
    format_list,
    format_number,
    format_partial,
    format_percent,
    format_range,
    use_settings,
)
from khutwa.words.formatter import settings

LEVANT = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
          "تشرين الأول", "تشرين الثاني", "كانون الأول")  # fmt: skip
GULF = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
        "نوفمبر", "ديسمبر")  # fmt: skip
NBSP, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


@pytest.mark.parametrize("month", range(1, 13))
def test_arabic_months_of_both_families(month: int) -> None:
    day = date(2015, month, 18)
    with use_settings(Settings(months="levant")):
        assert format_date(day, "ar") == f"18 {LEVANT[month - 1]} 2015"
        assert format_partial(PartialDate(2015, month), "ar") == f"{LEVANT[month - 1]} 2015"
    with use_settings(Settings(months="gulf")):
        assert format_date(day, "ar") == f"18 {GULF[month - 1]} 2015"
        assert format_partial(PartialDate(2015, month), "ar") == f"{GULF[month - 1]} 2015"


@pytest.mark.parametrize(
    ("language", "long", "short", "month", "short_month"),
    [
        ("en", "18 December 2015", "18 Dec 2015", "December 2015", "Dec 2015"),
        # In Russian a month alone stands in the nominative, with a day in the genitive.
        ("ru", "18 декабря 2015", "18 дек. 2015", "декабрь 2015", "дек. 2015"),
        (
            "ar",
            "18 كانون الأول 2015",
            "18 كانون الأول 2015",
            "كانون الأول 2015",
            "كانون الأول 2015",
        ),
    ],
)
def test_dates(language: str, long: str, short: str, month: str, short_month: str) -> None:
    day, partial = date(2015, 12, 18), PartialDate(2015, 12)
    assert format_date(day, language) == long
    assert format_date(day, language, short=True) == short
    assert format_partial(PartialDate.of(day), language) == long
    assert format_partial(partial, language) == month
    assert format_partial(partial, language, short=True) == short_month
    assert format_partial(PartialDate(2015), language) == "2015"


def test_arabic_digits_are_a_setting() -> None:
    with use_settings(Settings(digits="arab", months="gulf")):
        assert format_date(date(2015, 12, 18), "ar") == "١٨ ديسمبر ٢٠١٥"
        assert format_number(-1234.5, "ar") == "-١٬٢٣٤٫٥"
        assert format_percent(0.125, "ar", digits=1) == "١٢٫٥٪"
        assert format_range(1, 2.5, "ar") == f"١{DASH}٢٫٥"
        assert format_duration(Duration(6, 30), "ar") == "٦ أشهر و٣٠ يومًا"
        assert format_number(1e20, "ar") == "١.٠٠e+٢٠"
        assert format_date(date(2015, 12, 18), "en") == "18 December 2015"
        assert format_number(1234.5, "ru") == f"1{NBSP}234,5"
    assert format_date(date(2015, 12, 18), "ar") == "18 كانون الأول 2015"
    assert format_percent(0.5, "ar") == "50%"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUTWA_DIGITS", "arab")
    monkeypatch.setenv("KHUTWA_MONTHS", "gulf")
    assert settings() == Settings("arab", "gulf")
    with use_settings(Settings("latn", "levant")):
        assert settings() == Settings("latn", "levant")
    monkeypatch.setenv("KHUTWA_DIGITS", "roman")
    monkeypatch.setenv("KHUTWA_MONTHS", "")
    assert settings() == Settings("latn", "levant")


def test_settings_are_taken_back_after_an_error() -> None:
    before = settings()
    with pytest.raises(ZeroDivisionError), use_settings(Settings("arab", "gulf")):
        raise ZeroDivisionError
    assert settings() == before


@pytest.mark.parametrize(
    ("value", "digits", "english", "russian"),
    [
        (0, 2, "0", "0"),
        (1234567.891, 2, "1,234,567.89", f"1{NBSP}234{NBSP}567,89"),
        (0.5, 0, "0", "0"),
        (1.5, 0, "2", "2"),
        (-0.001, 2, "0", "0"),
        (-0.0, 2, "0", "0"),
        (0.125, 1, "0.1", "0,1"),
        (-2.5, 2, "-2.5", "-2,5"),
        (1e15, 2, "1.00e+15", "1.00e+15"),
        (999_999_999_999_999, 0, "999,999,999,999,999", f"999{NBSP}999{NBSP}999{NBSP}999{NBSP}999"),
        (-1e300, 2, "-1.00e+300", "-1.00e+300"),
        (math.inf, 2, "∞", "∞"),
        (-math.inf, 2, "-∞", "-∞"),
        (np.float64(2.5), 2, "2.5", "2,5"),
        (np.int64(2500), 2, "2,500", f"2{NBSP}500"),
    ],
)
def test_numbers(value: float, digits: int, english: str, russian: str) -> None:
    assert format_number(value, "en", digits=digits) == english
    assert format_number(value, "ru", digits=digits) == russian


@given(st.floats(allow_nan=False), st.sampled_from(["en", "ar", "ru"]), st.integers(0, 4))
def test_every_number_can_be_shown(value: float, language: str, digits: int) -> None:
    shown = format_number(value, language, digits=digits)
    assert shown
    assert shown != "-0"
    back = shown.replace(",", "").replace(NBSP, "") if language != "ru" else (
        shown.replace(NBSP, "").replace(",", ".")
    )  # fmt: skip
    if "e" not in back and math.isfinite(value):
        assert float(back) == pytest.approx(value, abs=0.5 * 10**-digits + 1e-9, rel=1e-12)


@pytest.mark.parametrize(
    ("share", "digits", "english", "russian"),
    [(0, 0, "0%", f"0{NBSP}%"), (1, 0, "100%", f"100{NBSP}%"), (0.125, 1, "12.5%", f"12,5{NBSP}%"),
     (0.999, 0, "100%", f"100{NBSP}%"), (-0.5, 0, "-50%", f"-50{NBSP}%")],
)  # fmt: skip
def test_percentages(share: float, digits: int, english: str, russian: str) -> None:
    assert format_percent(share, "en", digits=digits) == english
    assert format_percent(share, "ru", digits=digits) == russian


def test_a_range_of_one_number_is_that_number() -> None:
    assert format_range(1, 2.5, "en") == f"1{DASH}2.5"
    assert format_range(-2, -1, "en") == f"-2{DASH}-1"
    assert format_range(1, 1.001, "en") == "1"
    assert format_range(1, 1.001, "en", digits=3) == f"1{DASH}1.001"


@pytest.mark.parametrize(
    ("months", "days", "english", "arabic", "russian"),
    [
        (0, 0, "0 days", "0 يوم", "0 дней"),
        (0, 1, "1 day", "يوم", "1 день"),
        (0, 2, "2 days", "يومان", "2 дня"),
        (0, 3, "3 days", "3 أيام", "3 дня"),
        (0, 11, "11 days", "11 يومًا", "11 дней"),
        (0, 100, "100 days", "100 يوم", "100 дней"),
        (1, 0, "1 month", "شهر", "1 месяц"),
        (2, 0, "2 months", "شهران", "2 месяца"),
        (6, 0, "6 months", "6 أشهر", "6 месяцев"),
        (12, 0, "1 year", "سنة واحدة", "1 год"),
        (24, 0, "2 years", "سنتان", "2 года"),
        (18, 0, "1 year and 6 months", "سنة واحدة و6 أشهر", "1 год и 6 месяцев"),
        (
            13,
            30,
            "1 year, 1 month and 30 days",
            "سنة واحدة وشهر و30 يومًا",
            "1 год, 1 месяц и 30 дней",
        ),
        (60, 0, "5 years", "5 سنوات", "5 лет"),
    ],
)
def test_durations(months: int, days: int, english: str, arabic: str, russian: str) -> None:
    length = Duration(months, days)
    found = [format_duration(length, language) for language in ("en", "ar", "ru")]
    assert found == [english, arabic, russian]


@pytest.mark.parametrize(
    ("items", "english", "arabic", "russian"),
    [
        ([], "", "", ""),
        (["a"], "a", "a", "a"),
        (["a", "b"], "a and b", "a وb", "a и b"),
        (["a", "b", "c"], "a, b and c", "a وb وc", "a, b и c"),
    ],
)
def test_lists(items: list[str], english: str, arabic: str, russian: str) -> None:
    assert [format_list(items, language) for language in ("en", "ar", "ru")] == [
        english,
        arabic,
        russian,
    ]
