"""The one place where dates, numbers, durations and lists become text."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from numbers import Real
from typing import Any, Literal

from khutwa.words.isolate import isolate_in
from khutwa.words.language import current_language
from khutwa.words.text import Text


@dataclass(frozen=True)
class Settings:
    """What an installation chooses.

    Attributes:
        digits: `latn` (123) or `arab` (١٢٣) in Arabic texts.
        months: `levant` (كانون الثاني) or `gulf` (يناير) in Arabic texts.
    """

    digits: str = "latn"
    months: str = "levant"


LARGEST = 1e15
"""Amount from which a number is written with an exponent; a float has no more digits than that."""

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters, which a terminal may take for orders; ends of lines and tabs are none."""

_override: ContextVar[Settings | None] = ContextVar("settings", default=None)


def settings() -> Settings:
    """Return the settings in force, from the environment unless overridden."""
    chosen = _override.get()
    if chosen is not None:
        return chosen
    digits = os.environ.get("KHUTWA_DIGITS", "")
    months = os.environ.get("KHUTWA_MONTHS", "")
    return Settings(
        digits if digits in ("latn", "arab") else "latn",
        months if months in ("levant", "gulf") else "levant",
    )


@contextmanager
def use_settings(chosen: Settings) -> Iterator[None]:
    """Apply `chosen` inside the block."""
    token = _override.set(chosen)
    try:
        yield
    finally:
        _override.reset(token)


def _locale(language: str) -> str:
    if language == "ar":
        return "ar_SY" if settings().months == "levant" else "ar_EG"
    return {"en": "en_GB", "ru": "ru"}.get(language, "en_GB")


def _digits(language: str) -> str:
    return settings().digits if language == "ar" else "latn"


_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _in_digits(text: str, language: str) -> str:
    # Locale data differ in which digits they prefer; the setting decides instead.
    return text.translate(_ARABIC_DIGITS if _digits(language) == "arab" else _LATIN_DIGITS)


def format_date(day: date, language: str | None = None, *, short: bool = False) -> str:
    """Return a date such as `18 December 2015`, or `18 Dec 2015`."""
    from babel.dates import format_date as babel_date

    language = language or current_language()
    pattern = "d MMM y" if short else "d MMMM y"
    return _in_digits(babel_date(day, pattern, locale=_locale(language)), language)


def format_partial(day: Any, language: str | None = None, *, short: bool = False) -> str:
    """Return a date known to the day, the month or the year (`December 2015`, `2015`)."""
    from babel.dates import format_date as babel_date

    language = language or current_language()
    if day.day is not None:
        return format_date(day.first, language, short=short)
    pattern = "y" if day.month is None else ("LLL y" if short else "LLLL y")
    return _in_digits(babel_date(day.first, pattern, locale=_locale(language)), language)


def format_number(value: float, language: str | None = None, *, digits: int = 2) -> str:
    """Return a number with at most `digits` decimals; a very large one with an exponent."""
    from babel.numbers import format_decimal

    language = language or current_language()
    if LARGEST <= abs(value) < math.inf:
        return _in_digits(f"{value:.{digits}e}", language)
    # What rounds to zero has no sign.
    value = round(value, digits) + 0
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    number = format_decimal(
        value, pattern, locale=_locale(language), numbering_system=_digits(language)
    )
    return _in_digits(number, language)


def format_percent(share: float, language: str | None = None, *, digits: int = 0) -> str:
    """Return a share from 0 to 1 as a percentage."""
    language = language or current_language()
    number = format_number(100 * share, language, digits=digits)
    if language == "ru":
        return f"{number}\N{NO-BREAK SPACE}%"
    return number + ("\N{ARABIC PERCENT SIGN}" if _digits(language) == "arab" else "%")


def format_range(low: float, high: float, language: str | None = None, *, digits: int = 2) -> str:
    """Return `low` to `high`, or one number where they are equal."""
    language = language or current_language()
    first, last = (format_number(v, language, digits=digits) for v in (low, high))
    return first if first == last else f"{first}\N{EN DASH}{last}"


def format_duration(duration: Any, language: str | None = None) -> str:
    """Return a number of months and days in words: `1 year 6 months`, `30 days`."""
    from babel.units import format_unit

    language = language or current_language()
    years, months = divmod(duration.months, 12)
    counts = [(years, "year"), (months, "month"), (duration.days, "day")]
    # The Arabic locale data write months and days out only in their "short" forms.
    length: Literal["long", "short"] = "short" if language == "ar" else "long"
    parts = [
        format_unit(n, f"duration-{unit}", length=length, locale=language, numbering_system="latn")
        for n, unit in counts
        if n or (unit == "day" and not duration)
    ]
    return _in_digits(format_list(parts, language), language)


def format_list(items: Sequence[str], language: str | None = None) -> str:
    """Return `a, b and c`."""
    from babel.lists import format_list as babel_list

    language = language or current_language()
    if len(items) < 2:
        return "".join(items)
    return babel_list(list(items), style="standard", locale=_locale(language))


def format_value(value: Any, language: str) -> str:
    """Return any value that a message may insert, isolated where its direction may differ."""
    if isinstance(value, (list, tuple)):
        return format_list([format_value(item, language) for item in value], language)
    return isolate_in(_show(value, language), language)


def harmless(text: str) -> str:
    """Return a text of somebody else's so that no terminal takes a part of it for an order."""
    return text if text.isprintable() else _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def _show(value: Any, language: str) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, Real):
        return format_number(float(value), language)
    if hasattr(value, "months") and hasattr(value, "days"):
        return format_duration(value, language)
    if hasattr(value, "first") and hasattr(value, "last") and hasattr(value, "is_exact"):
        return format_partial(value, language)
    return str(value)
