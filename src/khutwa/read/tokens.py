"""Words and signs of a raw text, each with its place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khutwa.read.normalise import INVISIBLE, POINTS, fold

_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_](?:[^\W_]|[{POINTS}{INVISIBLE}]|['’ʼ\-‑](?=[^\W\d_]))*)"
    r"|(?P<number>\d+(?:[.,٫٬/]\d+)*)"
    r"|(?P<newline>\n)|(?P<sign>[^\s\w]|_)"
)
_SKIPPED = re.compile(f"[{INVISIBLE}{POINTS}]")
_TRAILING = re.compile(f"[{INVISIBLE}]+$")
_ENDS = frozenset(".!?؟…")

LONGEST = 300
"""Words and signs of one sentence; the longest of newspapers and resolutions are shorter."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign.

    Attributes:
        start: Where it begins in the raw text.
        end: Where it ends.
        text: The raw text between them.
        key: The folded word, the number in digits 0 to 9, or the sign.
        kind: `word`, `number` or `sign`.
        sentence: The number of its sentence.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    sentence: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in order; offsets count the characters of the raw text.

    A sentence ends at the end of a line, and at a full stop, an exclamation or a question mark
    behind which space or a closing quote stands. Of #two_words only the words are tokens.
    """
    found: list[Token] = []
    sentence = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        start, end = match.span()
        if kind == "newline":
            sentence += bool(found) and found[-1].sentence == sentence
            continue
        if kind == "word":
            end = start + len(_TRAILING.sub("", match[0]))
        elif kind == "sign" and (_SKIPPED.fullmatch(match[0]) or _tags(text, start)):
            continue
        raw = text[start:end]
        if not fold(raw):
            # A tatweel that stands alone is a letter to Unicode, and nothing to us.
            continue
        found.append(Token(start, end, raw, fold(raw), kind, sentence))
        if kind == "sign" and raw in _ENDS and _stops(text, end):
            sentence += 1
    return found


def _tags(text: str, at: int) -> bool:
    """Tell whether a sign only makes a tag of words: #ceasefire, #وقف_إطلاق_النار."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "#":
        return behind.isalpha() and not before.isalnum()
    return text[at] == "_" and before.isalnum() and behind.isalnum()


def bounded(found: Sequence[Token]) -> list[Token]:
    """Return tokens in sentences of `LONGEST` at the most.

    What is looked for within a sentence takes time by the square of its length, so that a text
    without a full stop, made to harm, would be read for hours.
    """
    made: list[Token] = []
    cuts = begun = 0
    for number, token in enumerate(found):
        if number and token.sentence != found[number - 1].sentence:
            begun = number
        elif number - begun >= LONGEST:
            cuts, begun = cuts + 1, number
        made.append(replace(token, sentence=token.sentence + cuts) if cuts else token)
    return made


def _stops(text: str, end: int) -> bool:
    return end >= len(text) or text[end].isspace() or text[end] in "”“\"»'’)"
