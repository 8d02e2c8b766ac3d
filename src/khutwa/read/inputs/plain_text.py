"""Plain text: which encoding its bytes are in.

UTF-8 and UTF-16 are told by their form. An encoding with a byte a letter is told by the letters:
read under the wrong one, the frequent letters of a language become rare ones.
"""

from __future__ import annotations

import unicodedata

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.problems import InputError, finding

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

_ARABIC = frozenset("اليمنورتبةعدسفهكقحأ")
_RUSSIAN = frozenset("оеаинтсрвлкмдпуяыьгз")
_FREQUENT = {
    "windows-1256": _ARABIC,
    "iso8859-6": _ARABIC,
    "windows-1251": _RUSSIAN,
    "koi8-r": _RUSSIAN,
    "cp866": _RUSSIAN,
}
"""Letters that make three quarters of any text in the language of an encoding."""

_ENOUGH = 12
"""Letters above ASCII without which nothing is guessed."""

_SHARE = 0.65
"""Share of what stands above ASCII that must be such letters: texts have 0.8, texts read under the
wrong encoding below 0.6."""

_SIGNS = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb،؛؟ـ")
"""What stands between the letters in any language."""

_CONTROLS = (*range(9), *range(14, 27), *range(28, 32))
"""What no text has more than a stray one of."""

_WESTERN = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb\u20ac\u00a3\u00b0"
)
"""What an English text in windows-1252 has above ASCII, besides letters with accents."""


def content(data: bytes, name: str, limits: Limits) -> Content:
    """Return the text of a file.

    Raises:
        InputError: where its encoding cannot be told, or it is no text.
    """
    text, encoding = decoded(data, name)
    found = [] if encoding == "utf-8" else [finding("read-as", name, guess=encoding)]
    if sum(text.count(chr(code)) for code in _CONTROLS) * 200 > len(text):
        raise InputError("unknown-kind", name)
    return Content(text, found=tuple(found))


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of some bytes and the encoding that they are in.

    Raises:
        InputError: where that cannot be told.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                shown = "utf-8" if encoding == "utf-8-sig" else encoding
                return data.decode(encoding), shown
            except UnicodeDecodeError:
                raise InputError("encoding", name) from None
    wide = _wide(data)
    for encoding in (*wide, "utf-8"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    guess = guessed(data)
    if guess is None:
        raise InputError("unknown-kind" if b"\0" in data else "encoding", name)
    return data.decode(guess, "replace"), guess


def _wide(data: bytes) -> tuple[str, ...]:
    """Return the kind of UTF-16 that bytes without a mark are in, by where their zeros stand."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # A space, a digit and an end of line have a zero in any language; text in one byte has none.
    if max(even, odd) * 40 < max(len(head), 40) or min(even, odd) > max(even, odd) // 8:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def guessed(data: bytes) -> str | None:
    """Return the encoding with a byte a letter in which bytes look like words, if any does."""
    high = bytes(byte for byte in data[:200_000] if byte > 127)
    if any(byte < 9 for byte in data[:200_000]):
        return None
    scores = {}
    for encoding, frequent in _FREQUENT.items():
        shown = [c for c in high.decode(encoding, "replace") if c not in _SIGNS]
        if len(shown) >= _ENOUGH:
            scores[encoding] = sum(c in frequent for c in shown) / len(shown)
    best = max(scores, key=lambda encoding: scores[encoding], default=None)
    if best is not None and scores[best] >= _SHARE:
        return best
    return "windows-1252" if _is_western(data[:200_000], high) else None


def _is_western(data: bytes, high: bytes) -> bool:
    """Tell whether bytes are an English text with a few signs and accents of windows-1252."""
    if len(data) < 200 or len(high) * 20 > len(data):
        return False
    try:
        shown = high.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    return all(c in _WESTERN or unicodedata.decomposition(c) for c in shown)
