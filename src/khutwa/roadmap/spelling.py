"""How a plain value is written in YAML, in the style of what it replaces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from khutwa.roadmap.yaml_tree import TreeError, parse


def flow(value: Any, *, within: bool, style: str = "") -> str:
    """Return a value on one line; lists and mappings stand in brackets.

    Args:
        value: A text, number, truth value, list or mapping of these.
        within: It stands in brackets itself, where commas and brackets need quotes.
        style: The quote that a text has had so far.

    Raises:
        ValueError: where the value holds a character that no plan may hold.
    """
    if isinstance(value, dict):
        pairs = (
            f"{flow(key, within=True)}: {flow(item, within=True)}" for key, item in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(flow(item, within=True) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    text = "null" if value is None else str(value)
    for spelling in _spellings(text, style):
        if not isinstance(value, str) or _reads(f"[{spelling}]" if within else spelling, text):
            return spelling
    raise ValueError(f"cannot be written: {text!r}")


def block(value: Any, indent: str, newline: str) -> str:
    """Return a list or mapping with one line for each of its items, the first not indented."""
    if isinstance(value, dict):
        lines = [
            f"{flow(key, within=False)}: {flow(item, within=False)}" for key, item in value.items()
        ]
    else:
        lines = [f"- {flow(item, within=False)}" for item in value]
    return f"{newline}{indent}".join(lines)


def scalar_block(value: str, source: str, newline: str) -> str | None:
    """Return a text as the block scalar (`|` or `>`) that replaces `source`, or None."""
    header, *lines = source.splitlines()
    first = next((line for line in lines if line.strip()), "  ")
    indent = first[: len(first) - len(first.lstrip())]
    between = "\n" if header.startswith("|") else "\n\n"
    body = value.rstrip("\n").replace("\n", between)
    new = "\n".join([header, *(indent + line if line else "" for line in body.split("\n"))])
    return new.replace("\n", newline) if _reads(new, value) else None


def _spellings(text: str, style: str) -> Iterator[str]:
    single = "'" + text.replace("'", "''") + "'"
    double = json.dumps(text, ensure_ascii=False)
    if style == '"':
        yield double
    if style != "'":
        yield text
    yield from (single, double)


def _reads(spelling: str, text: str) -> bool:
    """Tell whether what is written behind a key reads as `text`."""
    try:
        value = parse(f"k: {spelling}\n").plain()["k"]
    except TreeError:
        return False
    return bool(value in (text, [text]))
