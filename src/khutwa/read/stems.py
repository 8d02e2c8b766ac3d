"""What is left of a word without its ending, for looking names and things up.

Two spellings are one name where they have a stem in common. A name in a list has one stem; a word
in a text may have several, since its end may be an ending or not: Лавров is no plural of лавр.
"""

from __future__ import annotations

from functools import lru_cache

ARTICLES = frozenset(["the", "a", "an"])
"""Words that no English name needs."""

_RUSSIAN = (
    "иями", "ями", "ами", "иях", "ием", "ией", "ого", "его", "ому", "ему", "ыми", "ими", "иям",
    "ия", "ие", "ию", "ии", "ий", "ья", "ье", "ью", "ьи", "ая", "яя", "ое", "ее", "ой", "ей",
    "ый", "ую", "юю", "ые", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям", "ах", "ях",
    "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й",
)  # fmt: skip
_AMBIGUOUS = ("ов", "ев")
"""Endings of the plural that names of people have of their own."""
_LEAST = 3


@lru_cache(maxsize=65536)
def stems(language: str, key: str) -> frozenset[str]:
    """Return what a word of a text may be without an ending, itself among it."""
    if language == "en":
        return frozenset((key, _singular(key), key.replace(".", "")))
    if language == "ru":
        cut = _RUSSIAN + _AMBIGUOUS
        found = {key[: -len(e)] for e in cut if key.endswith(e) and len(key) - len(e) >= _LEAST}
        return frozenset(found | {key})
    return frozenset((key,))


def stem(language: str, key: str) -> str:
    """Return the one stem of a word of a name."""
    if language == "en":
        return _singular(key)
    if language == "ru":
        return next(
            (
                key[: -len(e)]
                for e in _RUSSIAN
                if key.endswith(e) and len(key) - len(e) >= _LEAST + (e[-1] in "мх")
            ),
            key,
        )
    return key


def _singular(key: str) -> str:
    for mark in ("'s", "s'"):
        if key.endswith(mark):
            key = key[: -len(mark)] + mark.strip("'") * (mark == "s'")
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    plural = key.endswith("s") and not key.endswith(("ss", "us", "is")) and len(key) > 3
    return key[:-1] if plural else key
