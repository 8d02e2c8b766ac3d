"""One spelling for the many that Arabic is written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Marks that steer a line and are no part of a word, as a class of a regular expression."""

POINTS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
"""Vowel points and the tatweel that stretches a word, as a class of a regular expression."""

_ONE = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك",
    "ھ": "ه", "ہ": "ه", "ە": "ه", "گ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج",
}  # fmt: skip


def fold(word: str) -> str:
    """Return the key of a word: no points, no tatweel, no marks, one seat for every hamza.

    What a careless hand leaves out or mixes up is not told apart: أ إ آ ا, ى ي, ئ, ؤ. The ة stays,
    since ه at the end is a pronoun. Latin and Cyrillic letters are made small, ё is е, and digits
    of every kind are 0 to 9.
    """
    return _known(word) if len(word) <= _LONG else _folded(word)


_LONG = 40
"""Letters of a word that is still worth keeping."""


@lru_cache(maxsize=65536)
def _known(word: str) -> str:
    return _folded(word)


def _folded(word: str) -> str:
    return "".join(_letter(char) for char in unicodedata.normalize("NFKC", word)).casefold()


def _letter(char: str) -> str:
    if char in _ONE:
        return _ONE[char]
    category = unicodedata.category(char)
    if category in ("Mn", "Cf") or char == "ـ":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    return {"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'"}.get(char, char)
