"""The day that a text gives as its own: GENEVA, 3 December 2019 - …."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khutwa.read.analyse import analyse, is_known, language_of
from khutwa.read.dates import Times
from khutwa.read.lexicon import Lexicon, lexicon
from khutwa.read.word import Word

LINES = 4
"""Lines at the beginning of a text among which its dateline is looked for."""
BEFORE = 6
"""Words and signs that may stand before the day: a place, its country and the weekday."""
HEADING = 12
"""Words and signs of a dateline at most."""
_BEHIND = "-–—.:()|"
"""Signs with one of which a dateline goes on."""


def dateline(text: str) -> date | None:
    """Return the day of a text's dateline, None where it has none that settles a day.

    A dateline stands at the beginning of one of the first lines. Before the day there is nothing
    but names, behind it a dash, a full stop, a bracket or the end of the line: "on 3 December 2019
    the committee met" is none.

    Args:
        text: The raw text.
    """
    language = language_of(text)
    if not is_known(language):
        return None
    known = lexicon(language)
    lines = [line for line in text[:4000].splitlines() if line.strip()]
    return next((day for line in lines[:LINES] if (day := _of_line(line[:200], known))), None)


def _of_line(line: str, known: Lexicon) -> date | None:
    words = analyse(line, known)
    for first, when in Times(known).all(line, words, None):
        if when.date is None:
            # A weekday may stand before the day.
            continue
        before = words[:first]
        plain = all(
            (word.kind == "noun" and not word.means) or word.core in ",،()-–—:/" for word in before
        )
        behind = next((word for word in words if word.token.start >= when.span.end), None)
        ended = behind is None or behind.core in _BEHIND or behind.core in ("г", "م")
        if not (plain and ended and first <= BEFORE):
            return None
        return when.date.first if when.date.is_exact else None
    return None


def in_heading(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word only says where and when a text is from: GENEVA, 3 December -.

    Args:
        words: The words of the text.
        at: The number of a word.
    """
    sentence, first, end = words[at].sentence, at, at
    while first and words[first - 1].sentence == sentence and at - first <= HEADING:
        first -= 1
    while end < len(words) and words[end].sentence == sentence and end - first <= HEADING:
        if words[end].kind in ("verb", "part") and not words[end].light:
            return False
        if words[end].core in ("-", "–", "—"):
            placed = words[first].kind == "noun" and not words[first].means
            return end > at and placed and any(w.core in ",،(" for w in words[first:end])
        end += 1
    return False
