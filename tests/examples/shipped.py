"""The shipped examples, for tests of every one of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.examples.catalogue import names, path, starter
from khutwa.roadmap.loader import Loaded, load

PLANS = {**{name: path(name) for name in names()}, "starter": starter()}


@cache
def loaded(name: str) -> Loaded:
    """Return an example as the product loads it."""
    return load(PLANS[name])


@cache
def text(name: str) -> str:
    """Return the file of an example."""
    return PLANS[name].read_text(encoding="utf-8")


@cache
def tree(name: str) -> dict[str, Any]:
    """Return the file of an example as any YAML reader sees it."""
    content: dict[str, Any] = YAML(typ="safe").load(text(name))
    return content


@cache
def expected() -> dict[str, list[dict[str, str]]]:
    """Return the judged findings of every example."""
    file = Path(__file__).with_name("expected.yaml")
    content: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(file.read_text("utf-8"))
    return content


def cited_in_comments(name: str) -> set[str]:
    """Return the keys of sources that comments cite in square brackets at their end."""
    comments = [line.partition("#")[2] for line in text(name).splitlines() if "#" in line]
    found = re.findall(r"\[([a-z_0-9, ]+)\]", "\n".join(comments))
    return {key.strip() for keys in found for key in keys.split(",")}
