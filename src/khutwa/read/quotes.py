"""Which words stand between quotation marks, however carelessly those are set."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.tokens import Token

_OPEN = {"«": "»", "‹": "›", "„": "“"}
_CLOSE = {"»": "«", "›": "‹"}
_EITHER = '“”"‟＂″'
NAME = 4
"""Most words between marks that are a name or a word held at arm's length, not speech."""


def quotes(tokens: Sequence[Token]) -> list[int]:
    """Return for each token the number of the quote it stands in; 0 outside, marks included.

    « and » know their side. The others do not: writers open with ” and close with “. There a mark
    opens unless a quote of its kind is open; behind a colon it always opens. A quote that nobody
    closes ends with its line's last sentence. What is nested belongs to the outermost quote, and a
    quote of a few words is none.
    """
    marks = [0] * len(tokens)
    number, start, closer, depth = 0, -1, "", 0
    for at, token in enumerate(tokens):
        sign = token.text if token.kind == "sign" else ""
        if start < 0:
            if sign in _OPEN or (sign and sign in _EITHER):
                start, closer, depth = at, _OPEN.get(sign, _EITHER), 1
            continue
        if sign and sign in closer:
            before = tokens[at - 1].key if at else ""
            depth += 1 if before == ":" and closer != "»" else -1
        elif sign in _OPEN and _OPEN[sign] == closer:
            depth += 1
        if depth == 0:
            number = _mark(tokens, marks, start, at, number)
            start = -1
    return marks


def _mark(tokens: Sequence[Token], marks: list[int], start: int, end: int, number: int) -> int:
    words = sum(token.kind == "word" for token in tokens[start:end])
    if words <= NAME:
        return number
    marks[start : end + 1] = [number + 1] * (end + 1 - start)
    return number + 1
