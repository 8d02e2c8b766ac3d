"""The text of a plan with the place of every value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from khutwa.roadmap.diagnostic import Path, Place
from khutwa.roadmap.scalar import index_in_scalar
from khutwa.roadmap.yaml_tree import Node, position


@dataclass(frozen=True)
class Document:
    """A file as it was read.

    Attributes:
        name: How messages call it (its path as given).
        text: What it says.
        tree: Its values with places; None when it could not be parsed.
    """

    name: str
    text: str
    tree: Node | None

    @property
    def sha256(self) -> str:
        """Return the hash of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def node(self, path: Path) -> Node | None:
        """Return the value at `path`, or None where the file has none."""
        node, rest = self._walk(path)
        return None if rest else node

    def place(self, path: Path, *, key: bool = False, offset: int = 0) -> Place:
        """Return the place of the value at `path`, or of what holds it where the file is silent.

        Args:
            path: The way to the value.
            key: Point at the key instead of the value.
            offset: Characters into the value's text.
        """
        node, rest = self._walk(path)
        if node is None:
            return Place(self.name)
        # A short form (`gov: 3`) stands itself for the field of which the path speaks.
        short = isinstance(node.value, (str, list))
        if path and (key or (rest and not short)):
            parent, beyond = self._walk(path[: len(path) - len(rest)][:-1])
            name = path[len(path) - len(rest) - 1] if len(path) > len(rest) else None
            if parent and not beyond and isinstance(name, str) and name in parent.keys:
                return Place(self.name, parent.keys[name].line, parent.keys[name].column)
        if offset and isinstance(node.value, str):
            index = index_in_scalar(self.text, node, node.value, offset)
            # Counted from the value on: a long text would be gone through for every finding.
            between = self.text[node.start : index]
            down, across = position(between, len(between))
            indent = node.column - 1 if down == 1 else 0
            return Place(self.name, node.line + down - 1, indent + across)
        return Place(self.name, node.line, node.column)

    def _walk(self, path: Path) -> tuple[Node | None, Path]:
        """Return the deepest node on the way and what is left of the way."""
        node = self.tree
        for index, part in enumerate(path):
            below: Node | None = None
            if node is not None and isinstance(node.value, dict):
                below = node.value.get(str(part))
            elif node is not None and isinstance(node.value, list) and isinstance(part, int):
                below = node.value[part] if part < len(node.value) else None
            if below is None:
                return node, path[index:]
            node = below
        return node, ()
