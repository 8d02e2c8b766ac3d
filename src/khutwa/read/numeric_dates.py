"""Days in figures: 2019-12-03, 3.12.2019, ٣/١٢/٢٠١٩."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from khutwa.read.word import Word
from khutwa.roadmap.dates import PartialDate


def numeric(words: Sequence[Word], at: int, language: str) -> tuple[int, PartialDate | None] | None:
    """Return a day in figures that begins at a word: the word behind it, and the day.

    The day is None where the order of day and month is anybody's guess: 3/12/2019 in English.

    Args:
        words: The words of the text.
        at: The number of a word.
        language: The language, for the order of day and month.
    """
    if words[at].kind != "number":
        return None
    end, parts, mark = _parts(words, at)
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    if len(parts[0]) == 4 and max(len(parts[1]), len(parts[2])) <= 2:
        year, month, day = map(int, parts)
    elif len(parts[2]) == 4 and max(len(parts[0]), len(parts[1])) <= 2:
        day, month, year = map(int, parts)
        if mark != "." and language == "en" and day <= 12 and month != day:
            if month <= 12:
                return end, None
            day, month = month, day
    else:
        return None
    try:
        return (end, PartialDate.of(date(year, month, day))) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _parts(words: Sequence[Word], at: int) -> tuple[int, list[str], str]:
    """Return the word behind a group of numbers, the numbers, and the sign between them."""
    for mark in "./":
        if words[at].key.count(mark) == 2:
            return at + 1, words[at].key.split(mark), mark
    group = words[at : at + 5]
    written = all(a.token.end == b.token.start for a, b in pairwise(group))
    dashed = len(group) == 5 and all(group[n].core == "-" for n in (1, 3))
    if written and dashed and all(group[n].kind == "number" for n in (0, 2, 4)):
        return at + 5, [group[n].key for n in (0, 2, 4)], "-"
    return at + 1, [], ""
