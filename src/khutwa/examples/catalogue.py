"""The shipped processes by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from khutwa.ledger.load import FILE as LEDGER
from khutwa.roadmap.loader import FILE, load
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

_HERE = Path(__file__).parent
_STARTER = "starter"


def names() -> list[str]:
    """Return the names of the shipped processes."""
    folders = (file.parent.name for file in _HERE.glob(f"*/{FILE}"))
    return sorted(name for name in folders if name != _STARTER)


def path(name: str) -> Path:
    """Return the plan of a shipped process."""
    return _HERE / name / FILE


def ledger(name: str) -> Path:
    """Return the ledger of a shipped process; not every one has a file there."""
    return path(name).with_name(LEDGER)


def starter() -> Path:
    """Return the plan that `khutwa new` writes when no example is named."""
    return path(_STARTER)


@cache
def roadmap(name: str) -> Roadmap:
    """Return a shipped process as a roadmap."""
    loaded = load(path(name))
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return loaded.roadmap


def title(name: str) -> Text:
    """Return the title of a shipped process."""
    return roadmap(name).title


def summary(name: str) -> Text:
    """Return what a shipped process is about."""
    return roadmap(name).summary or Text.plain("")
