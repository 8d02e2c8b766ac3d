"""Keep a spreadsheet from running a text as a formula."""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t]")
_ESCAPED = re.compile(r"'+[=+\-@\t]")


def escaped(text: str) -> str:
    """Return a text that a spreadsheet shows as it is: with an apostrophe before `= + - @`.

    A text that already begins so gets one more, so that `unescaped` gives back every text.
    """
    return f"'{text}" if _RISKY.match(text) else text


def unescaped(text: str) -> str:
    """Return the text that was escaped; any other text as it is."""
    return text[1:] if _ESCAPED.match(text) else text
