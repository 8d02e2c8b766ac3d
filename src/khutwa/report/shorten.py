"""A plan whose names are short enough for a table."""

from __future__ import annotations

from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

STEP, ACTOR = 64, 44
"""Letters that a table has room for."""


def shortened(roadmap: Roadmap) -> Roadmap:
    """Return a roadmap with the end of very long names cut off and an ellipsis in its place."""
    cut = {}
    for table, most in (
        ("steps", STEP), ("clocks", STEP), ("facts", STEP), ("parties", ACTOR), ("roles", ACTOR),
    ):  # fmt: skip
        things = getattr(roadmap, table).items()
        cut[table] = {
            key: thing.model_copy(update={"name": _cut(thing.label, most)}) for key, thing in things
        }
    return roadmap.model_copy(update=cut)


def _cut(name: Text, most: int) -> Text:
    return Text({language: _short(name.get(language), most) for language in name.languages})


def _short(name: str, most: int) -> str:
    if len(name) <= most:
        return name
    kept = name[: most - 1]
    whole_words = kept[: kept.rfind(" ")] if " " in kept else kept
    # What tells two long names apart is often a number at the end, such as that of a tranche.
    last = name.rsplit(" ", 1)[-1]
    numbered = len(last) <= 8 and any(c.isdigit() for c in last)
    return f"{whole_words}… {last}" if numbered else f"{whole_words}…"
