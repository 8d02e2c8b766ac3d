"""Changes of a file that keep its comments and its layout."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from khutwa.roadmap.diagnostic import Edit
from khutwa.roadmap.yaml_tree import parse

_COMMENT = re.compile(r"\s+#.*")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; comments, order and quotes stay as they were.

    Raises:
        TreeError: where the text is not one that `load` accepts.
        LookupError: where an edit's path leads through something that is no mapping or list.
    """
    edits = list(edits)
    parse(text)  # refuses anchors and tags before the round-trip loader meets them
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    mapping, sequence, offset = _indents(text)
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    # Dates and numbers stay the text that the person wrote.
    yaml.Constructor = _plain_constructor()
    yaml.representer.add_representer(_Plain, _Plain.represent)
    document = yaml.load(text)
    # Later list items first, so that removing one does not move the others.
    for edit in sorted(edits, key=lambda e: [str(p).zfill(6) for p in e.path], reverse=True):
        _apply(document, edit)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue().replace("\n", newline)


def _apply(document: Any, edit: Edit) -> None:
    *way, last = edit.path
    target = document
    for part in way:
        if isinstance(target, CommentedMap) and part not in target:
            target[part] = CommentedMap()
        target = target[part]
    if edit.value is not None:
        if isinstance(target, list) and last == len(target):
            target.append(edit.value)
        else:
            target[last] = edit.value
    else:
        del target[last]


class _Plain(str):
    """A number, date or truth value as the person wrote it, without quotes."""

    tag: str

    @staticmethod
    def represent(representer: Any, plain: _Plain) -> Any:
        """Return the node that is written back as it stood."""
        return representer.represent_scalar(plain.tag, str(plain))


def _plain_constructor() -> type:
    from ruamel.yaml.constructor import RoundTripConstructor

    class PlainConstructor(RoundTripConstructor):
        """Builds every plain scalar as text, so that it is written back as it stood."""

    def construct(_: Any, node: Any) -> _Plain:
        plain = _Plain(node.value)
        plain.tag = str(node.tag)
        return plain

    for tag in ("int", "float", "timestamp", "bool"):
        PlainConstructor.add_constructor(f"tag:yaml.org,2002:{tag}", construct)
    return PlainConstructor


def _indents(text: str) -> tuple[int, int, int]:
    """Guess mapping indent, sequence indent and dash offset from the file."""
    mapping, offset = 2, 0
    lines = [_COMMENT.sub("", line) for line in text.splitlines()]
    for previous, line in pairwise(lines):
        lead = len(line) - len(line.lstrip(" "))
        outer = len(previous) - len(previous.lstrip(" "))
        if previous.rstrip().endswith(":") and lead > outer and not line.lstrip().startswith("- "):
            mapping = lead - outer
            break
    for previous, line in pairwise(lines):
        if previous.rstrip().endswith(":") and line.lstrip().startswith("- "):
            lead = len(line) - len(line.lstrip(" "))
            offset = lead - (len(previous) - len(previous.lstrip(" ")))
            break
    return mapping, offset + 2, max(offset, 0)
