"""The language that texts are written in, for this thread of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("en", "ar", "ru")
"""Languages that the product speaks."""

_RTL = frozenset(["ar", "fa", "he", "ur", "ku", "ps"])
_current: ContextVar[str] = ContextVar("language", default="en")


def current_language() -> str:
    """Return the language in force."""
    return _current.get()


def set_language(language: str) -> None:
    """Write in `language` from now on."""
    _current.set(language)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Write in `language` inside the block."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def guess_language(environ: Mapping[str, str]) -> str:
    """Return the language that the environment asks for, English where it asks for another."""
    for variable in ("KHUTWA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        # `ar_SY.UTF-8` asks for Arabic, `arn_CL` does not.
        asked = re.split(r"[^a-z]", environ.get(variable, "").lower())[0]
        if asked in LANGUAGES:
            return asked
    return "en"


def is_known(language: str) -> bool:
    """Tell whether a code such as `ar`, `kmr` or `sr-Latn` begins with a language.

    Source: the names, likely subtags and aliases of the Unicode CLDR, as Babel has them.
    """
    first = language.split("-")[0]
    if first in LANGUAGES:
        return True
    from babel import Locale
    from babel.core import get_global

    if "_" in first:
        return False
    listed = (get_global("likely_subtags"), get_global("language_aliases"), Locale("en").languages)
    return any(first in codes for codes in listed)


def is_rtl(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language.split("-")[0] in _RTL


def direction(language: str) -> str:
    """Return `rtl` or `ltr`."""
    return "rtl" if is_rtl(language) else "ltr"
