"""Changes of a file that touch nothing but the value they are about.

Each change is cut into the text at the place of the value; whatever else the file holds, comments,
quotes, indentation and line ends, stays as it was, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from khutwa.roadmap.diagnostic import Edit
from khutwa.roadmap.spelling import block, flow, scalar_block
from khutwa.roadmap.yaml_tree import Node, parse


@dataclass(frozen=True)
class _Cut:
    """Text to put in place of another, and the collection whose items it changes."""

    start: int
    end: int
    text: str
    parent: Node | None = None


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; all of it that they do not concern stays as it was.

    Paths speak of the text as it is given: removing one item of a list does not move the others.

    Raises:
        TreeError: where the text is not one that `load` accepts.
        LookupError: where a path leads to nothing, or through something that is no mapping or list.
        ValueError: where a value cannot be written.
    """
    # Later items of a list first, so that removing one does not move the others; what is added to
    # a list comes last, in its order.
    ordered = sorted(edits, key=lambda e: [-p if isinstance(p, int) else 0 for p in e.path])
    known = _File(text)
    kept = [edit for edit in ordered if not known.adds(edit)]
    added = [_moved_up(edit, kept) for edit in reversed(ordered) if known.adds(edit)]
    waiting = kept + added
    while waiting:
        file = _File(text)
        cuts: list[_Cut] = []
        done = 0
        for edit in waiting:
            if cuts and edit in added:
                break
            cut = file.cut(edit)
            if cut and any(_meet(cut, other) for other in cuts):
                # What depends on a change is made in the text that the change leaves.
                break
            done += 1
            cuts.extend([cut] if cut else [])
        for cut in sorted(cuts, key=lambda c: c.start, reverse=True):
            text = text[: cut.start] + cut.text + text[cut.end :]
        waiting = waiting[done:]
    return text


def _moved_up(edit: Edit, edits: list[Edit]) -> Edit:
    """Return an edit with the places that its lists have after the edits that remove items."""
    gone = [other.path for other in edits if other.value is None]
    path = [
        part - sum(p[:-1] == edit.path[:depth] and int(p[-1]) < part for p in gone)
        if isinstance(part, int)
        else part
        for depth, part in enumerate(edit.path)
    ]
    return Edit(tuple(path), edit.value)


def _meet(cut: _Cut, other: _Cut) -> bool:
    same = cut.parent is not None and cut.parent is other.parent
    return same or (cut.start <= other.end and other.start <= cut.end)


class _File:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = parse(text)
        found = re.search(r"\r\n|\r|\n", text)
        self.newline = found[0] if found else "\n"

    def cut(self, edit: Edit) -> _Cut | None:
        """Return where the text changes for an edit; None where it does not."""
        node, within = self.root, False
        above: tuple[Node, str | int] | None = None
        *way, last = edit.path
        value = edit.value
        for depth, part in enumerate(way):
            within = within or node.style in ("{", "[")
            below = self.below(node, part)
            if below is None or below.value is None:
                if value is None:
                    raise LookupError(edit.path)
                for name in reversed(edit.path[depth + 1 :]):
                    value = {name: value}
                last = part
                break
            node, above = below, (node, part)
        within = within or node.style in ("{", "[")
        below = self.below(node, last)
        if value is None:
            if below is None:
                raise LookupError(edit.path)
            if len(node.value or ()) == 1:
                empty: Any = [] if isinstance(node.value, list) else {}
                return self.replacement(above, node, empty, within)
            return self.removal(node, last)
        if below is None:
            return self.insertion(node, last, value, within)
        if below.plain() == value:
            return None
        return self.replacement((node, last), below, value, within)

    def adds(self, edit: Edit) -> bool:
        """Tell whether an edit adds an item to a list."""
        node = self.root
        for part in edit.path if edit.value is not None else ():
            if isinstance(node.value, list) and isinstance(part, int) and part >= len(node.value):
                return True
            below = self.below(node, part) if isinstance(node.value, (dict, list)) else None
            if below is None:
                break
            node = below
        return False

    def below(self, node: Node, part: str | int) -> Node | None:
        """Return what `part` leads to; None where it may be added."""
        if isinstance(node.value, dict):
            return node.value.get(str(part))
        if isinstance(node.value, list) and isinstance(part, int) and part <= len(node.value):
            return node.value[part] if part < len(node.value) else None
        raise LookupError(part)

    def replacement(
        self, above: tuple[Node, str | int] | None, node: Node, value: Any, within: bool
    ) -> _Cut:
        """Return the cut that puts a value in place of `node`, which hangs at `above`."""
        if isinstance(node.value, (dict, list)) and not node.style and not within:
            if value and type(value) is type(node.value):
                new = block(value, " " * (node.column - 1), self.newline)
                return _Cut(node.start, node.end, new)
            # A block begins on a line of its own; what replaces it stands behind the name.
            start = self.behind(*above) if above else node.start
            return _Cut(start, node.end, " " + flow(value, within=False))
        if node.start == node.end:
            colon = "" if self.text[node.start - 1] in ":-" else ":"
            return _Cut(node.start, node.end, f"{colon} {flow(value, within=within)}")
        if node.style in ("|", ">") and isinstance(value, str):
            new_block = scalar_block(value, self.text[node.start : node.end], self.newline)
            if new_block is not None:
                return _Cut(node.start, node.end, new_block)
        return _Cut(node.start, node.end, flow(value, within=within, style=node.style))

    def insertion(self, node: Node, part: str | int, value: Any, within: bool) -> _Cut:
        new = flow(value, within=within)
        if isinstance(node.value, dict):
            new = f"{flow(str(part), within=within)}: {new}"
        spans = self.spans(node)
        if node.style:
            at = spans[-1][1] if spans else node.start + 1
            return _Cut(at, at, f", {new}" if spans else new, node)
        if within:
            # `[a: b]`: what has no brackets of its own takes them before it grows.
            return _Cut(
                node.start, node.end, f"{{{self.text[node.start : node.end]}, {new}}}", node
            )
        dash = "- " if isinstance(node.value, list) else ""
        at = self.line_end(node.end)
        indent = " " * (node.column - 1)
        return _Cut(at, at, f"{self.newline}{indent}{dash}{new}", node)

    def removal(self, node: Node, part: str | int) -> _Cut:
        spans = self.spans(node)
        index = part if isinstance(part, int) else list(node.keys).index(part)
        start, end = spans[index]
        if node.style and index == len(spans) - 1:
            return _Cut(spans[index - 1][1], end, "", node)
        line = self.line_start(start)
        if node.style or self.text[line:start].strip():
            return _Cut(start, spans[index + 1][0], "", node)
        after = self.line_end(end)
        if after == len(self.text):
            # The last line takes the line end before it along, so that the file ends as it did.
            return _Cut(self.line_end(spans[index - 1][1]), after, "", node)
        return _Cut(line, self.next_line(after), "", node)

    def spans(self, node: Node) -> list[tuple[int, int]]:
        """Return where the items of a collection begin and end, names and dashes included."""
        if isinstance(node.value, dict):
            return [
                (node.keys[name].start, max(node.keys[name].end, value.end))
                for name, value in node.value.items()
            ]
        assert isinstance(node.value, list)
        if node.style:
            return [(item.start, item.end) for item in node.value]
        dash = re.compile(rf"(?:^|(?<=[\r\n])) {{{node.column - 1}}}-")
        starts = [node.start]
        for item, after in pairwise(node.value):
            found = dash.search(self.text, item.end, after.end)
            assert found is not None
            starts.append(found.end() - 1)
        return [(at, item.end) for at, item in zip(starts, node.value, strict=True)]

    def behind(self, parent: Node, part: str | int) -> int:
        """Return the index behind the colon or dash that a value follows."""
        if isinstance(parent.value, dict):
            return self.text.index(":", parent.keys[str(part)].end) + 1
        return self.spans(parent)[int(part)][0] + 1

    def line_start(self, index: int) -> int:
        return max(self.text.rfind(end, 0, index) for end in "\r\n") + 1

    def line_end(self, index: int) -> int:
        found = re.compile(r"[\r\n]").search(self.text, index)
        return found.start() if found else len(self.text)

    def next_line(self, index: int) -> int:
        found = re.compile(r"\r\n|\r|\n").match(self.text, index)
        return found.end() if found else index
