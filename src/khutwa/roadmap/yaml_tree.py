"""A YAML text as a tree that knows the place of every key and value.

The tree is built from parser events, so that what a plan has no use for (anchors, tags, several
documents) is refused before it can grow, and every scalar stays the text that the person wrote:
`no`, `010` and `2015-12-18` reach the models as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

DEEPEST = 40
"""Levels of nesting that a file may have."""

_NULLS = frozenset(["", "~", "null", "Null", "NULL"])


@dataclass(slots=True)
class Node:
    """A value with its place; line and column count from 1.

    Attributes:
        value: Text (or None) of a scalar, the items of a list, or the values of a mapping.
        keys: The place of each key of a mapping.
        quote: 1 for a quoted scalar, else 0: where in the line its text begins.
    """

    line: int
    column: int
    value: str | None | list[Node] | dict[str, Node]
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    quote: int = 0
    single_line: bool = True

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
        context: Values for its message.
    """

    def __init__(self, kind: str, line: int, column: int, **context: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.line = line
        self.column = column
        self.context = context


def parse(text: str) -> Node:
    """Build the tree of `text`.

    Raises:
        TreeError: where the text is not YAML or uses what a plan may not use.
    """
    try:
        return _Builder(text).document()
    except ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        line = before.count("\n") + 1
        raise TreeError(
            "control-character", line, len(before) - (before.rfind("\n") + 1) + 1
        ) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise TreeError("yaml-syntax", line, column, said=str(error.problem or "")) from error
    except (YAMLStreamError, ValueError, AssertionError, IndexError, TypeError) as error:
        # The parser's own slips on hostile input are still the file's fault to the reader.
        raise TreeError("yaml-syntax", 1, 1, said=type(error).__name__) from error


class _Builder:
    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)

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
        if tag is not None and str(tag) not in ("!", ""):
            raise TreeError("tag", line, column, given=str(tag)[:60])
        if depth > DEEPEST:
            raise TreeError("too-deep", line, column, most=DEEPEST)
        if isinstance(event, ScalarEvent):
            plain = event.style in (None, "")
            blank = plain and event.value in _NULLS
            same = event.start_mark.line == event.end_mark.line
            return Node(
                line, column, None if blank else event.value, quote=int(not plain), single_line=same
            )
        if isinstance(event, SequenceStartEvent):
            items: list[Node] = []
            for inner in self.events:
                if isinstance(inner, SequenceEndEvent):
                    break
                items.append(self.node(inner, depth + 1))
            return Node(line, column, items)
        assert isinstance(event, MappingStartEvent)
        return self.mapping(line, column, depth)

    def mapping(self, line: int, column: int, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            if not isinstance(key.value, str):
                raise TreeError("bad-key", key.line, key.column)
            if key.value in keys:
                first = keys[key.value][0]
                raise TreeError("duplicate-key", key.line, key.column, given=key.value, first=first)
            keys[key.value] = (key.line, key.column)
            values[key.value] = self.node(next(self.events), depth + 1)
        return Node(line, column, values, keys)
