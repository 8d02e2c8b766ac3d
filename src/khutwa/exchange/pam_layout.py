"""Where the columns of a provision stand in a sheet of the Peace Accords Matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

PARTS = ("prov", "init", "implem", "revers")
"""In the accord; begun; level of implementation, 0 to 3; reversal: the columns of a provision."""

ALIKE = 0.7
"""Likeness of two names from which one is taken for a slip of the other."""

TOTAL = "total"


@dataclass(frozen=True)
class Columns:
    """The columns of a provision, as indices from 0.

    Attributes:
        provision: Its short name.
        at: The column of each part that was found.
        misspelt: Columns that are called otherwise: index, and the name that is meant.
    """

    provision: str
    at: dict[str, int]
    misspelt: dict[int, str]

    @property
    def missing(self) -> list[str]:
        """Return the names of the columns that were not found."""
        return [f"{self.provision}_{part}" for part in PARTS if part not in self.at]


def layout(head: Sequence[str]) -> list[Columns]:
    """Return the provisions that a heading names, with their columns.

    A column is found by its name. One that is misspelt is found by its place: the four columns of
    a provision stand side by side.
    """
    found = []
    for start, name in enumerate(head):
        provision = name.removesuffix("_prov")
        if provision in (name, "", TOTAL):
            continue
        columns = Columns(provision, {"prov": start}, {})
        for offset, part in enumerate(PARTS[1:], 1):
            wanted = f"{provision}_{part}"
            if wanted in head:
                columns.at[part] = head.index(wanted)
            elif start + offset < len(head) and _alike(head[start + offset], wanted):
                columns.at[part] = start + offset
                columns.misspelt[start + offset] = wanted
        found.append(columns)
    return found


def _alike(name: str, wanted: str) -> bool:
    return SequenceMatcher(None, name, wanted).ratio() >= ALIKE
