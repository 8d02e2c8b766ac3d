"""The letters of a PDF's line in the order in which they are read.

A PDF says where each letter is printed, and need not list them in the order of reading. What is
read from right to left is put in order by the places alone: right to left, with Latin words and
numbers within it from left to right, as the Unicode bidirectional algorithm (UAX 9) prints them.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_OWN = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufefc]|[0-9\u0660-\u0669\u06f0-\u06f9]"
_LETTER = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufefc]"
_BRACKETS = r"()\[\]{}"
_WORD = rf"(?:{_OWN})(?:[^\s{_BRACKETS}\u0590-\u08ff\ufb1d-\ufefc]*(?:{_OWN}))?%?"
_PAIR = rf"[(\[{{]{_WORD}(?:\s{_WORD})*[)\]}}]"
_LEFT = re.compile(
    # A Latin word draws the word, number or pair of brackets beside it into its own order; two
    # numbers stay apart. A pair behind an Arabic word is of that word's order (rule N0 of UAX 9).
    rf"{_WORD}(?:\s(?=\S*{_LETTER}){_WORD}|(?<=[)\]}}]|{_LETTER})\s{_WORD}"
    rf"|(?<={_LETTER})\s?{_PAIR})*"
)
_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufefc](?:[\\s\u0590-\u08ff\ufb1d-\ufefc]*[\u0590-\u08ff\ufb1d-\ufefc])?"
)
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
"""Between letters from right to left the bracket that opens is printed in the shape of the other.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter where it is printed.

    Attributes:
        text: The letter; several where one shape stands for them.
        x: Where it begins, from the left.
    """

    text: str
    x: float


def in_order(words: Sequence[Sequence[Letter]]) -> str:
    """Return the text of one line.

    Args:
        words: The words in any order, each with its letters in any order; letters of one place
            keep theirs.
    """
    seen: list[Letter] = []
    for word in sorted(words, key=lambda letters: min(one.x for one in letters)):
        seen += [Letter(" ", word[0].x)] if seen else []
        for letter in sorted(word, key=lambda one: one.x):
            if seen and seen[-1].x == letter.x and seen[-1].text != " ":
                seen[-1] = Letter(seen[-1].text + letter.text, letter.x)
            else:
                seen.append(letter)
    # One sign a place, so that what is found in the line is found in the list.
    shown = "".join(unicodedata.normalize("NFKC", one.text)[:1] or " " for one in seen)
    texts = [one.text for one in seen]
    right = len(ARABIC.findall(shown))
    if 2 * right >= sum(c.isalpha() for c in shown):
        return "".join(reversed(list(_turned(shown, texts, _LEFT))))
    return "".join("".join(reversed(texts[a:b])) if turn else "".join(texts[a:b])
                   for a, b, turn in _pieces(shown, _RIGHT))  # fmt: skip


def _turned(shown: str, texts: list[str], kept: re.Pattern[str]) -> Iterator[str]:
    for start, end, whole in _pieces(shown, kept):
        if whole:
            yield "".join(texts[start:end])
        else:
            yield from (text.translate(_MIRRORED) for text in texts[start:end])


def _pieces(shown: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield the pieces of a line with whether they are what is wanted."""
    at = 0
    for found in wanted.finditer(shown):
        yield at, found.start(), False
        yield found.start(), found.end(), True
        at = found.end()
    yield at, len(shown), False


def page_text(page: Any) -> str:
    """Return the text of a page of PDFium, its lines as PDFium divides them."""
    text: str = page.get_text_bounded()
    if not ARABIC.search(text):
        return text
    from pypdfium2 import raw

    # The place that PDFium gives for a space is that of a letter beside it.
    lines: list[list[list[Letter]]] = [[[]]]
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, number)
        if code == 10:
            lines.append([[]])
        elif chr(code).isspace():
            lines[-1].append([])
        elif code:
            raw.FPDFText_GetCharOrigin(page.raw, number, x, y)
            lines[-1][-1].append(Letter(chr(code), x.value))
    return "\n".join(in_order([word for word in line if word]) for line in lines)
