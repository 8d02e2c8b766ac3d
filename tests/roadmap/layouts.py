"""YAML texts in every layout a person may choose, drawn at random from plain values."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

KEYS = ("a", "b", "key of words", "هدنة", "x-1", "it's", "2015")
WORDS = ("one", "two words", "2 of (a, b)", "a: b", "# no", "it's", '"', "هدنة", "x#y", "- x", "")


def trees(most: int = 12) -> st.SearchStrategy[Any]:
    """Return mappings of texts, blanks, lists and mappings."""
    leaf = st.sampled_from(WORDS) | st.none()

    def above(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        mappings = st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
        return st.lists(inner, max_size=3) | mappings

    inner = st.recursive(leaf, above, max_leaves=most)
    return st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=4)


class Layout:
    """Writes values with quotes, brackets, indents and comments drawn at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        return self.one_of("", "", "", "  # a - b: c", " # 'quoted'")

    def above(self, indent: int) -> str:
        """Return what may stand between two entries."""
        return self.one_of("", "", "", "\n", f"{' ' * indent}# - x\n", "# y: z\n")

    def text(self, value: str, within: bool) -> str:
        """Return a text, plain where that reads back as it is."""
        plain = value and value[0].isalnum() and not set(value) & set("#:\"'[]{},()")
        quoted = ("'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False))
        in_block = not within and value and value[0].isalnum() and not set(value) & set("#:")
        return self.one_of(*quoted, *([value] if plain or in_block else []))

    def flow(self, value: Any) -> str:
        gap = self.one_of("", " ")
        if isinstance(value, dict):
            pairs = [f"{self.text(k, True)}: {self.flow(v)}" for k, v in value.items()]
            return f"{{{gap}{self.one_of(', ', ' ,  ').join(pairs)}{gap}}}"
        if isinstance(value, list):
            items = [self.flow(v) for v in value]
            end = "," if items and self.one_of(True, False) else ""
            return f"[{gap}{self.one_of(', ', ' , ').join(items)}{end}{gap}]"
        return "~" if value is None else self.text(value, True)

    def entry(self, value: Any, indent: int, parent: str) -> str:
        """Return what stands behind a colon or a dash, to the end of its lines."""
        if value is None:
            return self.one_of("", " ~", " null") + self.comment() + "\n"
        if isinstance(value, str):
            if len(value) > 3 and value[0].isalnum() and self.one_of(True, False, False):
                head, pad = self.one_of("|-", ">-"), " " * (indent + 2)
                return f" {head}{self.comment()}\n{pad}{value}\n"
            return f" {self.text(value, False)}{self.comment()}\n"
        if not value or self.one_of(True, False):
            return f" {self.flow(value)}{self.comment()}\n"
        deeper = indent + self.one_of(1, 2, 4)
        if isinstance(value, list) and parent == "key":
            deeper = self.one_of(indent, deeper)
        return f"{self.comment()}\n{self.block(value, deeper)}"

    def block(self, value: Any, indent: int) -> str:
        pad, lines = " " * indent, []
        if isinstance(value, dict):
            for key, item in value.items():
                name = self.text(key, False)
                lines.append(f"{self.above(indent)}{pad}{name}:{self.entry(item, indent, 'key')}")
        else:
            for item in value:
                if isinstance(item, (dict, list)) and item and self.one_of(True, False):
                    # The first entry stands on the line of the dash.
                    inner = self.block(item, indent + 2).lstrip("\n")
                    if inner.startswith(pad + "  ") and not inner.lstrip().startswith("#"):
                        lines.append(f"{pad}- {inner[indent + 2 :]}")
                        continue
                lines.append(f"{self.above(indent)}{pad}-{self.entry(item, indent, 'dash')}")
        return "".join(lines)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a text and the values that it holds."""
    values = draw(trees())
    layout = Layout(draw)
    text = layout.block(values, 0) if draw(st.booleans()) else layout.flow(values)
    text = draw(st.sampled_from(["", "# a plan\n\n"])) + text
    text = text.rstrip("\n") + draw(st.sampled_from(["", "\n", "\n\n", "\n# the end\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))), values
