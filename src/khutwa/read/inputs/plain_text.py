"""Plain text, in whatever encoding its bytes are."""

from __future__ import annotations

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.problems import InputError, finding
from khutwa.roadmap.encoding import encoding_of, marked, text_in

_CONTROLS = (*range(9), *range(14, 27), *range(28, 32))
"""What no text has more than a stray one of."""


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
    encoding = encoding_of(data)
    if encoding is None:
        is_text = marked(data) or b"\0" not in data
        raise InputError("encoding" if is_text else "unknown-kind", name)
    return text_in(data, encoding, "replace"), encoding
