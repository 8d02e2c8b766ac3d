"""The one entrance: from a path to a roadmap and everything that is wrong with the file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import ValidationError

from khutwa.roadmap.complaint import complaints, problem
from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
from khutwa.roadmap.document import Document
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.problems import PROBLEMS
from khutwa.roadmap.references import dangling
from khutwa.roadmap.yaml_tree import TreeError, parse
from khutwa.words import M

FILE = "roadmap.yaml"
"""Name of the plan in a process folder."""

LARGEST = 4 * 1024 * 1024
"""Bytes that a plan may have."""

_BOMS = (b"\xff\xfe", b"\xfe\xff")
_OVERRIDES = "\u202a\u202b\u202d\u202e"
_GUESSES = (("windows-1256", "ابتثجحخدرسعفقكلمنهوي"), ("windows-1251", "абвгдежзиклмнопрстуя"))


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
    try:
        if file.is_dir():
            file = file / FILE
        name = str(file)
        folder = file.parent.resolve()
        if file.is_symlink() and folder not in file.resolve().parents:
            return _refused(name, "leaves-folder", target=str(file.resolve()))
        if file.exists() and not file.is_file():
            return _refused(name, "unreadable", file=name, error=M("it is not a file"))
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
            size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError, RuntimeError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        return _refused(str(file), "unreadable", file=str(file), error=said)
    if len(data) > LARGEST:
        return _refused(name, "too-large", size=size, most=LARGEST)
    return load_text(data, name)


def load_text(data: str | bytes, name: str = FILE) -> Loaded:
    """Read a plan from its text.

    Args:
        data: The text, or its bytes in UTF-8.
        name: How diagnostics call the file.
    """
    if isinstance(data, bytes):
        if data[:2] in _BOMS:
            return _refused(name, "encoding", guess="UTF-16")
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return _undecodable(name, data, error.start)
    data = data.removeprefix("\ufeff")
    hidden = next((i for i, c in enumerate(data) if c in _OVERRIDES), None)
    if hidden is not None:
        place = _position(name, data, hidden)
        return _refused(name, "override-character", place, given=f"{ord(data[hidden]):04X}")
    try:
        tree = parse(data)
    except TreeError as error:
        place = Place(name, error.line, error.column)
        return _refused(name, error.kind, place, text=data, **error.context)
    document = Document(name, data, tree)
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
    name: str, kind: str, place: Place | None = None, text: str = "", **values: object
) -> Loaded:
    """Return the outcome of a file of which nothing can be used."""
    entry = PROBLEMS[kind]
    what, why, fix = (M(m.template, **values) for m in (entry.what, entry.why, entry.fix))
    diagnostic = Diagnostic(entry.code, Severity.ERROR, place or Place(name), what, why, fix)
    return Loaded(None, (diagnostic,), Document(name, text, None))


def _position(name: str, text: str, index: int) -> Place:
    before = text[:index]
    return Place(name, before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)


def _undecodable(name: str, data: bytes, index: int) -> Loaded:
    """Say where the first wrong byte stands and which encoding makes the most letters of it."""
    place = _position(name, data[:index].decode("utf-8", "replace"), index)
    sample = data[index : index + 2000]
    scores = {code: sum(c in letters for c in sample.decode(code, "replace").lower())
              for code, letters in _GUESSES}  # fmt: skip
    best = max(scores, key=lambda code: scores[code])
    return _refused(name, "encoding", place, guess=best if scores[best] else "windows-1252")
