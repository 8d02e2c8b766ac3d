"""A YAML text as a tree that knows the place of every key and value.

The tree is built from parser events, so that what a plan has no use for (anchors, tags, several
documents) is refused before it can grow, and every scalar stays the text that the person wrote:
`no`, `010` and `2015-12-18` reach the models as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from khutwa.roadmap.syntax import explain
from khutwa.words import M, Message

DEEPEST = 40
"""Levels of nesting that a file may have."""

_LINE_END = re.compile(r"(\r\n|\r|\n)\Z")
_COLON = re.compile(r"\s*:")
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_OVERRIDES = re.compile("[\u202a\u202b\u202d\u202e]")
# Beside what YAML forbids: NEL, LS and PS, which end a line for some programs and not for others,
# and a byte order mark within the text.
_UNUSABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(slots=True)
class Node:
    """A value with its place; line and column count from 1.

    Attributes:
        value: Text (or None) of a scalar, the items of a list, or the values of a mapping.
        start: Index of its first character in the text.
        end: Index after its last character; comments and line ends behind it do not belong to it.
        style: The quote of a quoted scalar, `|` or `>` of a block, `{` or `[` of a flow
            collection; empty for plain scalars and block collections.
        keys: The scalars that are the keys of a mapping.
    """

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None
    start: int
    end: int
    style: str = ""
    keys: dict[str, Node] = field(default_factory=dict)

    def plain(self) -> Any:
        """Return the value as text, lists and dicts."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value


class TreeError(Exception):
    """The text is no tree that a plan may be.

    Attributes:
        kind: The name of the problem.
        fix: What to write instead, where more is known than the problem itself says.
        context: Values for its message.
    """

    def __init__(
        self, kind: str, line: int, column: int, fix: Message | None = None, **context: Any
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.line = line
        self.column = column
        self.fix = fix
        self.context = context


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a character of the text, counted from 1."""
    lines = re.split("\r\n|\r|\n", text[:index])
    return len(lines), len(lines[-1]) + 1


def parse(text: str) -> Node:
    """Build the tree of `text`.

    Raises:
        TreeError: where the text is not YAML or uses what a plan may not use.
    """
    for wrong in (_UNUSABLE.search(text), _OVERRIDES.search(text)):
        if wrong:
            _refuse_characters(text[wrong.start()], *position(text, wrong.start()))
    return _Builder(text).document()


def _events(text: str) -> Iterator[Any]:
    """Yield what the parser makes of the text."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        line, column, said, fix = explain(error)
        raise TreeError("yaml-syntax", line, column, fix, said=said) from error
    except Exception as error:
        # The parser's own slips on hostile input are still the file's fault to the reader.
        raise TreeError("yaml-syntax", 1, 1, said=M("it cannot be read")) from error


def _refuse_characters(text: str, line: int, column: int) -> None:
    """Refuse characters that a reader cannot see, or that show a text otherwise than it is."""
    if _UNUSABLE.search(text):
        raise TreeError("control-character", line, column)
    if found := _OVERRIDES.search(text):
        raise TreeError("override-character", line, column, given=f"{ord(found[0]):04X}")


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.events = _events(text)

    def document(self) -> Node:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise TreeError("several-documents", event.start_mark.line + 1, 1)
                root = self.node(next(self.events), 0)
        if root is None or root.value is None:
            raise TreeError("empty-file", 1, 1)
        return root

    def node(self, event: Any, depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise TreeError("anchor", line, column)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise TreeError("tag", line, column, given=str(tag)[:60])
        if depth > DEEPEST:
            raise TreeError("too-deep", line, column, most=DEEPEST)
        start = event.start_mark.index
        if isinstance(event, ScalarEvent):
            return self.scalar(event, Node(line, column, event.value, start, event.end_mark.index))
        # The pair of `[a: b]` is a mapping without brackets of its own.
        style = self.text[start] if self.text[start] in "{[" else ""
        if isinstance(event, SequenceStartEvent):
            return self.sequence(Node(line, column, [], start, start, style), depth)
        assert isinstance(event, MappingStartEvent)
        return self.mapping(Node(line, column, {}, start, start, style), depth)

    def scalar(self, event: ScalarEvent, node: Node) -> Node:
        node.style = event.style or ""
        if not node.style and event.value in _NULLS:
            node.value = None
        if node.style == '"':
            # An escape can spell what may not stand in the text itself.
            _refuse_characters(event.value, node.line, node.column)
        if node.style in ("|", ">"):
            node.end = self.block_end(node)
        return node

    def block_end(self, node: Node) -> int:
        """Return where the last line of a block scalar ends that is not just left blank."""
        source = self.text[node.start : node.end]
        kept = "+" in source.splitlines()[0].split("#")[0]
        return node.start + len(_LINE_END.sub("", source) if kept else source.rstrip("\r\n"))

    def sequence(self, node: Node, depth: int) -> Node:
        items: list[Node] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                node.end = event.end_mark.index if node.style or not items else items[-1].end
                break
            items.append(self.node(event, depth + 1))
        node.value = items
        return node

    def mapping(self, node: Node, depth: int) -> Node:
        values: dict[str, Node] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                last = max((value.end for value in values.values()), default=node.start)
                node.end = event.end_mark.index if node.style else last
                break
            key = self.node(event, depth + 1)
            if not isinstance(key.value, str):
                raise TreeError("bad-key", key.line, key.column)
            if key.value in values:
                first = node.keys[key.value].line
                raise TreeError("duplicate-key", key.line, key.column, given=key.value, first=first)
            node.keys[key.value] = key
            value = self.node(next(self.events), depth + 1)
            if value.start == value.end:
                self.blank(value, key)
            values[key.value] = value
        node.value = values
        return node

    def blank(self, value: Node, key: Node) -> None:
        """Put what is left blank behind the colon; the parser puts it at what comes next."""
        colon = _COLON.match(self.text, key.end)
        value.start = value.end = colon.end() if colon else key.end
        value.line, value.column = key.line, key.column + value.end - key.start
