"""The file of a corpus: one line an article, and the journal of what is finished."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
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


class Journal:
    """What is read already, and a place for what is read next.

    Attributes:
        file: The file of proposals.
        finished: The lines of articles that were read without error, by key.
    """

    def __init__(self, file: Path) -> None:
        """Read what earlier runs have left.

        Raises:
            OSError: where a file is there and cannot be read.
        """
        self.file = file
        self.finished: dict[Key, Line] = {}
        self._failed: dict[Key, Line] = {}
        for each in (file, self.path):
            for line in _lines(each):
                self._take(line)

    @property
    def path(self) -> Path:
        """Return where the journal stands while a run lasts."""
        return self.file.with_name(self.file.name + ".journal")

    def _take(self, line: Line) -> None:
        key = Key(line["sha256"], line["read_with"]["key"])
        bad = any(each.get("severity") == Severity.ERROR.value for each in line["findings"])
        (self._failed if bad else self.finished)[key] = line
        if not bad:
            self._failed.pop(key, None)

    def add(self, line: Line) -> None:
        """Add the line of an article; once this returns, no end of the program loses it.

        Raises:
            OSError: where it cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as stream:
            # Behind a line that an end of the program cut off, a new one begins.
            start = b"\n" if stream.tell() else b""
            stream.write(start + dumped(line))
            stream.flush()
            os.fsync(stream.fileno())
        self._take(line)

    def close(self, copies: Mapping[str, list[str]]) -> list[Line]:
        """Write the file of proposals, by name of the article, and return its lines.

        Args:
            copies: By the hash of an article, other names under which it was found.

        Raises:
            OSError: where it cannot be written; then the journal stays.
        """
        # Of an article that was read in another way before, the latest reading counts.
        latest = {(line["sha256"], line["file"]): line for line in self.finished.values()}
        failed = {(line["sha256"], line["file"]): line for line in self._failed.values()}
        lines = sorted(({**failed, **latest}).values(), key=lambda x: (x["file"], x["sha256"]))
        for line in lines:
            known = [*line.get("copies", ()), *copies.get(line["sha256"], ())]
            line["copies"] = sorted(set(known) - {line["file"]})
        replace(self.file, b"".join(dumped(line) + b"\n" for line in lines))
        self.path.unlink(missing_ok=True)
        return lines


def dumped(line: Line) -> bytes:
    """Return a line as the bytes of the file."""
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _lines(file: Path) -> list[Line]:
    """Return the lines of a file that are whole; none where there is no file."""
    if not file.exists():
        return []
    found = []
    for raw in file.read_bytes().split(b"\n"):
        try:
            line = json.loads(raw)
            line["sha256"], line["file"], line["read_with"]["key"], line["findings"]
        except (ValueError, KeyError, TypeError):
            continue
        found.append(line)
    return found
