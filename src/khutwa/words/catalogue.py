"""The catalogues of translations."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from khutwa.words.isolate import isolate_code

LOCALES = Path(__file__).with_name("locales")
DOMAIN = "khutwa"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; one that translates nothing where there is none."""
    return gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)


def translate(template: str, language: str) -> str:
    """Return a template in `language`, or as it is where no translation exists."""
    # gettext answers the empty string with the catalogue's own header.
    translated = catalogue(language).gettext(template) if template else template
    return isolate_code(translated, language)


def translate_plural(singular: str, plural: str, n: int, language: str) -> str:
    """Return the form of a counting template that `n` takes in `language`."""
    return isolate_code(catalogue(language).ngettext(singular, plural, n), language)
