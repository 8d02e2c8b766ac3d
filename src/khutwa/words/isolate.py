"""Keep an inserted value from turning the direction of the text around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from khutwa.words.language import is_rtl

FSI, PDI = "\u2068", "\u2069"
_OPENING = "\u2066\u2067\u2068"
_ISOLATES = re.compile("[\u2066-\u2069]")


def isolate(value: str) -> str:
    """Return the value between a first-strong isolate and its end."""
    return f"{FSI}{closed(value)}{PDI}" if value else value


def closed(value: str) -> str:
    """Return a value in which every isolate is ended, so that it moves nothing around it."""
    if not _ISOLATES.search(value):
        return value
    depth, kept = 0, []
    for char in value:
        depth += (char in _OPENING) - (char == PDI)
        if depth < 0:
            depth = 0
            continue
        kept.append(char)
    return "".join(kept) + PDI * depth


def isolate_in(value: str, language: str) -> str:
    """Isolate a value where its direction may differ from that of the text."""
    if is_rtl(language) or any(unicodedata.bidirectional(c) in ("R", "AL") for c in value):
        return isolate(value)
    return closed(value)


def isolate_code(text: str, language: str) -> str:
    """Isolate every `code` of a text that is written from right to left, colons and all."""
    if not is_rtl(language):
        return text
    return re.sub(r"`[^`]*`", lambda found: isolate(found[0]), text)


def isolate_lines(lines: Iterable[str]) -> Iterator[str]:
    """Isolate each line of a wrapped text; what a line leaves open is opened anew in the next."""
    depth = 0
    for line in lines:
        text = FSI * depth + line
        depth = max(text.count(FSI) - text.count(PDI), 0)
        yield isolate(text + PDI * depth)


def strip_isolates(text: str) -> str:
    """Return the text without isolates, for programs and comparisons."""
    return text.replace(FSI, "").replace(PDI, "")
