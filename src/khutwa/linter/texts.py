"""Every human text of a roadmap with the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from khutwa.roadmap.diagnostic import Path
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

SUBJECTS = (
    "steps", "parties", "roles", "clocks", "facts", "places", "frameworks", "countermeasures",
    "sources",
)  # fmt: skip
"""Tables whose keys name the things that a text can belong to."""


def texts(roadmap: Roadmap) -> Iterator[tuple[Path, Text, str | None]]:
    """Yield the path, the text, and the name of the thing it belongs to."""
    # A step may name a place of the table, and a name is no text.
    named = {
        ("steps", name, "place")
        for name, step in roadmap.steps.items()
        if step.place_name in roadmap.places
    }
    for path, text in _walk(roadmap, ()):
        if path not in named:
            yield path, text, _subject(path)


def _subject(path: Path) -> str | None:
    """Return the key of the table, or `framework.demand`; None for a text of the plan itself."""
    if len(path) < 2 or path[0] not in SUBJECTS:
        return None
    return f"{path[1]}.{path[3]}" if path[2:3] == ("demands",) else str(path[1])


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        if value:
            yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*path, name.replace("_", " ")))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
