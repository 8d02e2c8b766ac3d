"""Choices in the laboratory: the table that goes with Fudenberg, Rand & Dreber 2012.

Each row is a round of one player. `choice` is what the player meant; `last.choice` and `last.other`
are what came about in the round before, slips included, and so what both saw. The table has the
last four games of each player.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

from khutwa.track.strategies import SEEN, Treatment

COLUMNS = (
    "treatment", "id", "game", "period", "last.choice", "last.other", "choice", "bc", "error",
)  # fmt: skip


def load_choices(path: str | os.PathLike[str]) -> tuple[Treatment, ...]:
    """Return the treatments of a file, ordered by noise and gain.

    Raises:
        OSError: where the file cannot be read.
        ValueError: where it is another table, or a row of it says something else; with its line.
    """
    games: dict[tuple[float, float], dict[tuple[str, ...], dict[tuple[str, ...], list[_Round]]]]
    games = {}
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            raise ValueError(f"no column {missing[0]}")
        for row in reader:
            try:
                key = float(row["error"]), float(row["bc"])
                played = int(row["period"]), SEEN.index(row["last.choice"] + row["last.other"])
                cooperates = {"c": True, "d": False}[row["choice"]]
            except (KeyError, ValueError, TypeError):
                raise ValueError(f"line {reader.line_num} is not a choice") from None
            player = games.setdefault(key, {}).setdefault((row["treatment"], row["id"]), {})
            player.setdefault((row["game"],), []).append((*played, cooperates))
    return tuple(
        Treatment(noise, gain, [[_in_order(g) for g in one.values()] for one in found.values()])
        for (noise, gain), found in sorted(games.items())
    )


_Round = tuple[int, int, bool]
"""The number of a round, what had been seen last, and whether the player meant to cooperate."""


def _in_order(rounds: list[_Round]) -> list[tuple[int, bool]]:
    return [(seen, cooperates) for _, seen, cooperates in sorted(rounds)]
