"""What servers are to be asked with so that a feed sends only news, kept beside the proposals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from khutwa.ledger.save import replace

_ASKED = ("If-None-Match", "If-Modified-Since")


def marks_file(out: Path) -> Path:
    """Return the file of marks that belongs to a file of proposals."""
    return out.with_name(out.name + ".marks.json")


def load_marks(out: Path) -> dict[str, Mapping[str, str]]:
    """Return the marks of earlier runs by address; a file that holds none is as good as none.

    Raises:
        OSError: where the file is there and cannot be read.
    """
    file = marks_file(out)
    if not out.exists() or not file.exists():
        return {}
    try:
        raw = json.loads(file.read_bytes())
        return {
            str(url): {k: v for k, v in marks.items() if k in _ASKED and _is_plain(v)}
            for url, marks in raw.items()
        }
    except (ValueError, AttributeError, RecursionError):
        return {}


def save_marks(out: Path, marks: Mapping[str, Mapping[str, str]]) -> None:
    """Keep the marks, once what they stand for is in the file of proposals.

    Raises:
        OSError: where they cannot be written.
    """
    if marks:
        known = {url: dict(each) for url, each in sorted(marks.items())}
        replace(marks_file(out), json.dumps(known, indent=1).encode())


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()
