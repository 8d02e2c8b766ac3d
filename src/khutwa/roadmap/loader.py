"""The one entrance: from a path to a roadmap and everything that is wrong with the file."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from khutwa.roadmap.complaint import complaints, problem
from khutwa.roadmap.diagnostic import Diagnostic, Place
from khutwa.roadmap.document import Document
from khutwa.roadmap.encoding import likely, marked
from khutwa.roadmap.files import Unread, read_file, shown
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.problems import PROBLEMS
from khutwa.roadmap.references import dangling
from khutwa.roadmap.yaml_tree import TreeError, parse, position
from khutwa.words import Message

FILE = "roadmap.yaml"
"""Name of the plan in a process folder."""

LARGEST = 4 * 1024 * 1024
"""Bytes that a plan may have."""


@dataclass(frozen=True)
class Loaded:
    """What came of a file.

    Attributes:
        roadmap: The plan; None where an error leaves no sound one.
        diagnostics: What is wrong with the file, in the order of its lines.
        document: The text with the places of its values.
    """

    roadmap: Roadmap | None
    diagnostics: tuple[Diagnostic, ...]
    document: Document

    @property
    def ok(self) -> bool:
        """Tell whether there is a roadmap to work with."""
        return self.roadmap is not None


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read a plan from its file, or from the folder that holds `roadmap.yaml`.

    Never raises for a mistake of the user's: whatever is wrong is in `diagnostics`.
    """
    file = FilePath(path)
    # What cannot be looked at is told when it is opened.
    with suppress(OSError):
        file = file / FILE if file.is_dir() else file
    data = read_file(file, LARGEST, linked=False)
    if isinstance(data, Unread):
        return _refused(data.name, data.kind, **data.values)
    return load_text(data, shown(file))


def load_text(data: str | bytes, name: str = FILE) -> Loaded:
    """Read a plan from its text.

    Args:
        data: The text, or its bytes in UTF-8.
        name: How diagnostics call the file.
    """
    if isinstance(data, bytes):
        if (marked(data) or "utf-8") != "utf-8" or b"\0" in data[:2]:
            return _refused(name, "encoding", guess="UTF-16")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return _undecodable(name, data, error.start)
    else:
        text = data.removeprefix("\ufeff")
    try:
        tree = parse(text)
    except TreeError as error:
        place = Place(name, error.line, error.column)
        return _refused(name, error.kind, place, text, error.fix, **error.context)
    document = Document(name, text, tree)
    if not isinstance(tree.value, dict):
        return _finish(None, [problem(document, "not-a-mapping", given="")], document)
    try:
        roadmap = Roadmap.model_validate(tree.plain(), by_alias=True, by_name=False)
    except ValidationError as error:
        return _finish(None, complaints(document, error), document)
    found = dangling(roadmap, document)
    return _finish(None if found else roadmap, found, document)


def _finish(roadmap: Roadmap | None, found: list[Diagnostic], document: Document) -> Loaded:
    found.sort(key=lambda d: (d.place.line, d.place.column, d.code))
    return Loaded(roadmap, tuple(found), document)


def _refused(
    name: str,
    kind: str,
    place: Place | None = None,
    text: str = "",
    better: Message | None = None,
    **values: Any,
) -> Loaded:
    """Return the outcome of a file of which nothing can be used."""
    found = PROBLEMS[kind].found(place or Place(name), better=better, **values)
    return Loaded(None, (found,), Document(name, text, None))


def _undecodable(name: str, data: bytes, index: int) -> Loaded:
    """Say where the first wrong byte stands, and in which encoding the text looks like words."""
    before = data[:index].decode("utf-8-sig")
    place = Place(name, *position(before, len(before)))
    return _refused(name, "encoding", place, guess=likely(data[index : index + 2000]))
