"""A character of a value is found where it was written, however it was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.roadmap.scalar import index_in_scalar
from khutwa.roadmap.yaml_tree import Node, parse

words = st.text(st.sampled_from("abz09هدنةё'\"\\🕊"), min_size=1, max_size=6)
lines = st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=4)


def double(text: str) -> str:
    """Return a text in double quotes, with escapes of every length."""
    escaped = {"\\": "\\\\", '"': '\\"', "a": "\\x61", "z": "\\u007a", "9": "\\U00000039"}
    return '"' + re.sub(r'[\\"az9]', lambda found: escaped[found[0]], text) + '"'


def single(text: str) -> str:
    """Return a text in single quotes."""
    return "'" + text.replace("'", "''") + "'"


WRITERS = {
    "double": lambda parts: double("\n   ".join(parts)),
    "joined": lambda parts: double("\0".join(parts)).replace("\0", "\\\n    "),
    "single": lambda parts: single("\n   ".join(parts)),
    "plain": lambda parts: "x" + "\n   ".join(parts),
    "folded": lambda parts: ">-  # a comment\n   " + "\n   ".join(parts),
    "literal": lambda parts: "|2\n   " + "\n   ".join(parts),
}


@given(lines, st.sampled_from(sorted(WRITERS)), st.sampled_from(["\n", "\r\n"]))
def test_every_character_is_found(parts: list[list[str]], writer: str, ends: str) -> None:
    source = WRITERS[writer]([" ".join(part) for part in parts])
    text = f"other: هدنة\nkey: {source}\nlast: x\n".replace("\n", ends)
    tree = parse(text).value
    assert isinstance(tree, dict)
    node = tree["key"]
    assert isinstance(node.value, str)
    before = -1
    for offset, char in enumerate(node.value):
        if char.isspace():
            continue
        index = index_in_scalar(text, node, node.value, offset)
        assert before < index < node.end
        before = index
        assert read(text, index, node) == char


def read(text: str, index: int, node: Node) -> str:
    """Return the character that is written at an index."""
    if node.style != '"' or text[index] != "\\":
        return text[index]
    letter = text[index + 1]
    width = {"x": 2, "u": 4, "U": 8}.get(letter)
    return chr(int(text[index + 2 : index + 2 + width], 16)) if width else letter


@pytest.mark.parametrize("value", ["a", "'a'", '"a"', "|\n  a"])
def test_the_end_of_a_value_is_within_or_behind_its_text(value: str) -> None:
    text = f"key: {value}"
    tree = parse(text).value
    assert isinstance(tree, dict)
    node = tree["key"]
    assert text.index("a") < index_in_scalar(text, node, str(node.value), 1) <= len(text)
