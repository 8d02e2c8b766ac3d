"""Sentences of texts whose lines were cut to a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khutwa.read.tokens import Token

WIDE = 60
"""Characters of a line that may have been cut because it was full."""

_STOPS = (".", "!", "?", "…")


def renumbered(text: str, found: Sequence[Token], *, lines: bool = False) -> list[Token]:
    """Return tokens with their sentences ended at ends of paragraphs, and at those alone of lines.

    A line ends a paragraph where an empty one follows, or where it is too short to have been cut.

    Args:
        text: The raw text.
        found: Its tokens.
        lines: Whether the tokens' own sentences end at every line, which is to be taken back.
    """
    made: list[Token] = []
    number, last = 0, None
    for token in found:
        if last is not None:
            gap = text[last.end : token.start]
            ended = token.sentence != last.sentence
            if "\n" in gap:
                closed = last.key in "”“\"»'’)" and len(made) > 1
                full = last.key in _STOPS or (closed and made[-2].key in _STOPS)
                start = text.rfind("\n", 0, last.end) + 1
                short = last.end - start < WIDE
                ended = gap.count("\n") > 1 or short or (ended if not lines else full)
            number += ended
        made.append(replace(token, sentence=number))
        last = token
    return made
