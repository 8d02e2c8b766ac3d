"""In which encoding the bytes of a text are.

UTF-8 and UTF-16 are told by their form. An encoding with a byte a letter is told by the letters:
read under the wrong one, the frequent letters of a language become rare ones.
"""

from __future__ import annotations

import re
import unicodedata

MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""How a text begins that says its encoding itself."""

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

_LOOKED_AT = 200_000
"""Bytes by which an encoding is told."""

_SIGNS = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb،؛؟ـ")
"""What stands between the letters in any language."""

_WESTERN = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb\u20ac\u00a3\u00b0"
)
"""What an English text in windows-1252 has above ASCII, besides letters with accents."""

_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(rb"[\x80-\xff]{3,}")
"""Letters with accents stand alone among Latin ones; Arabic and Cyrillic ones make whole words."""

_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def encoding_of(data: bytes) -> str | None:
    """Return the encoding of a text, as Python calls it; None where it cannot be told."""
    for encoding in (marked(data) or wide(data), "utf-8"):
        try:
            if encoding:
                data.decode(encoding)
                return encoding
        except UnicodeDecodeError:
            if marked(data):
                return None
    return _by_letters(data[:_LOOKED_AT])


def text_in(data: bytes, encoding: str, errors: str = "strict") -> str:
    """Return the text of some bytes, without the mark at its beginning.

    Raises:
        UnicodeDecodeError: where they are not in that encoding, and `errors` is strict.
        LookupError: where there is no such encoding.
    """
    return data.decode(encoding, errors).removeprefix("\ufeff")


def marked(data: bytes) -> str | None:
    """Return the encoding that the first bytes of a text name, where they do."""
    return next((name for mark, name in MARKS.items() if data.startswith(mark)), None)


def wide(data: bytes) -> str | None:
    """Return the kind of UTF-16 that bytes without a mark are in, by where their zeros stand."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # A space, a digit and an end of line have a zero in any language; text in one byte has none.
    if max(even, odd) * 40 < max(len(head), 40) or min(even, odd) > max(even, odd) // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def likely(sample: bytes) -> str:
    """Return the encoding that a person is asked about; by so few letters nothing is read."""
    if not _WORD.search(sample):
        return "windows-1252"
    high = b"".join(_HIGH.findall(sample))
    known = ("windows-1256", "windows-1251")
    # A few words may well be capitals.
    return max(known, key=lambda code: _share(high.decode(code, "replace").lower(), code))


def _share(high: str, encoding: str) -> float:
    """Return how many letters are frequent ones of the language of an encoding."""
    letters = [letter for letter in high if letter not in _SIGNS]
    return sum(letter in _FREQUENT[encoding] for letter in letters) / max(len(letters), 1)


def _by_letters(data: bytes) -> str | None:
    """Return the encoding with a byte a letter in which bytes look like words, if any does."""
    high = b"".join(_HIGH.findall(data))
    if any(byte < 9 for byte in data):
        return None
    in_words = sum(map(len, _WORD.findall(data)))
    if len(high) >= _ENOUGH and in_words * 2 >= len(high):
        shares = {code: _share(high.decode(code, "replace"), code) for code in _FREQUENT}
        best = max(shares, key=lambda code: shares[code])
        if shares[best] >= _SHARE:
            return best
    return "windows-1252" if _is_western(data, high) else None


def _is_western(data: bytes, high: bytes) -> bool:
    """Tell whether bytes are an English text with a few signs and accents of windows-1252."""
    if len(data) < 200 or len(high) * 20 > len(data) or _UTF_8.search(data):
        return False
    try:
        shown = high.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    return all(c in _WESTERN or unicodedata.decomposition(c) for c in shown)
