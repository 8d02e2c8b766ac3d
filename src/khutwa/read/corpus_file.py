"""The file of a corpus: one line an article, and the journal of what is finished."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from khutwa.ledger.save import replace
from khutwa.roadmap.diagnostic import Severity

Line = dict[str, Any]
"""An article as JSON: where it is from, how it was read, its statements, what was odd."""


class Key(NamedTuple):
    """What makes reading an article again pointless.

    Attributes:
        sha256: Hash of the article.
        job: Hash of all that decides how it is read.
    """

    sha256: str
    job: str


class _Place(NamedTuple):
    """Where a line stands: lines of many articles do not fit into memory."""

    file: Path
    start: int


class Journal:
    """What is read already, and a place for what is read next.

    Attributes:
        file: The file of proposals.
        finished: The articles that were read without error, by key.
    """

    def __init__(self, file: Path) -> None:
        """Look at what earlier runs have left.

        Raises:
            OSError: where a file is there and cannot be read.
        """
        self.file = file
        self.finished: set[Key] = set()
        self._places: dict[tuple[str, str], tuple[bool, _Place]] = {}
        for each in (file, self.path):
            for start, line in _lines(each):
                self._take(line, _Place(each, start))

    @property
    def path(self) -> Path:
        """Return where the journal stands while a run lasts."""
        return self.file.with_name(self.file.name + ".journal")

    def _take(self, line: Line, place: _Place) -> None:
        """Note where the line of an article stands; what was read goes before what failed."""
        name = line["file"], line["sha256"]
        failed = is_failure(line)
        if not failed:
            self.finished.add(Key(line["sha256"], line["read_with"]["key"]))
        if not failed or name not in self._places or self._places[name][0]:
            self._places[name] = failed, place

    def add(self, line: Line) -> None:
        """Add the line of an article; once this returns, no end of the program loses it.

        Raises:
            OSError: where it cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as stream:
            # Behind a line that an end of the program cut off, a new one begins.
            if stream.tell():
                stream.write(b"\n")
            start = stream.tell()
            stream.write(dumped(line))
            stream.flush()
            os.fsync(stream.fileno())
        self._take(line, _Place(self.path, start))

    def close(self, copies: Mapping[str, list[str]]) -> None:
        """Write the file of proposals, by name of the article, and end the journal.

        Args:
            copies: By the hash of an article, other names under which it was found.

        Raises:
            OSError: where it cannot be written; then the journal stays.
        """
        replace(self.file, self._sorted(copies))
        self.path.unlink(missing_ok=True)

    def _sorted(self, copies: Mapping[str, list[str]]) -> Iterator[bytes]:
        for name in sorted(self._places):
            _, place = self._places[name]
            with place.file.open("rb") as stream:
                stream.seek(place.start)
                line: Line = json.loads(stream.readline())
            known = {*line.get("copies", ()), *copies.get(line["sha256"], ())}
            line["copies"] = sorted(known - {line["file"]})
            yield dumped(line) + b"\n"


def lines_of(file: Path) -> Iterator[Line]:
    """Yield the articles of a file of proposals.

    Raises:
        OSError: where it cannot be read.
    """
    return (line for _, line in _lines(file))


def is_failure(line: Line) -> bool:
    """Tell whether an article could not be read."""
    return any(each.get("severity") == Severity.ERROR.value for each in line["findings"])


def dumped(line: Line) -> bytes:
    """Return a line as the bytes of the file."""
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _lines(file: Path) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a file that are whole, with where they begin; none where it is missing."""
    if not file.exists():
        return
    start = 0
    with file.open("rb") as stream:
        for raw in stream:
            begin, start = start, start + len(raw)
            try:
                line = json.loads(raw)
                line["sha256"], line["file"], line["read_with"]["key"], line["findings"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            yield begin, line
