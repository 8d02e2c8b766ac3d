"""Where in a file a character of a scalar's value was written."""

from __future__ import annotations

import re

from khutwa.roadmap.yaml_tree import Node

_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r\n|.)|.", re.DOTALL
)
_DOUBLED = re.compile(r"''|.", re.DOTALL)
_ANY = re.compile(r".", re.DOTALL)
_WHITE = frozenset("\\" + letter for letter in ("t", "n", "r", " ", "_", "\t", "\n", "\r", "\r\n"))


def index_in_scalar(text: str, node: Node, value: str, offset: int) -> int:
    """Return the index in `text` of the character at `offset` of the value of a scalar.

    Folding of lines and indentation change nothing but white space, so that the other characters
    can be counted off one by one.

    Args:
        text: The text of the file.
        node: The scalar.
        value: Its value.
        offset: A character of the value, counted from 0; the end is past the last.
    """
    start = node.start
    if node.style in ("|", ">"):
        start += len(text[start : node.end].splitlines()[0])
    elif node.style:
        start += 1
    pattern = {'"': _ESCAPE, "'": _DOUBLED}.get(node.style, _ANY)
    before = sum(not char.isspace() for char in value[:offset])
    for piece in pattern.finditer(text, start, node.end):
        if _is_white(piece):
            continue
        if not before:
            return piece.start()
        before -= 1
    return node.end


def _is_white(piece: re.Match[str]) -> bool:
    """Tell whether a piece of the source of a scalar stands for white space, or for nothing."""
    code = next(filter(None, piece.groups()), None)
    return chr(int(code, 16)).isspace() if code else piece[0].isspace() or piece[0] in _WHITE
