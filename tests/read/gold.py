"""Short texts with what a person reads in them, and how far the reader agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read.frame import Reading, Statement
from khutwa.read.proposals import entry_status
from khutwa.read.read import Reader
from khutwa.read.veridicality import Said
from khutwa.roadmap.loader import load_text

FOLDER = Path(__file__).with_name("gold")
PUBLISHED = date(2019, 11, 25)


@dataclass(frozen=True)
class Gold:
    """A statement as a person reads it."""

    words: str
    speaker: str
    polarity: tuple[str, ...]
    said: tuple[str, ...]
    status: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What became of a statement of the gold."""

    gold: Gold
    found: Statement | None

    @property
    def speaker(self) -> bool:
        if self.found is None:
            return False
        voice = self.found.speaker
        if self.gold.speaker == "author":
            return voice.is_author
        wanted = self.gold.speaker.casefold()
        return any(
            wanted in name.casefold() or name.casefold() in wanted for name in voice.names
        )

    @property
    def polarity(self) -> bool:
        if self.found is None:
            return False
        return ("-" if self.found.negated else "+") in self.gold.polarity

    @property
    def said(self) -> bool:
        return self.found is not None and self.found.said.value in self.gold.said

    @property
    def status(self) -> str:
        """Return the status of the ledger that the reader proposes, `none` where it has none."""
        if self.found is None or not self.found.steps:
            return "none"
        made = entry_status(self.found)
        return made[0].value if made else "none"

    @property
    def right(self) -> bool:
        return self.speaker and self.polarity and self.said


@dataclass(frozen=True)
class Score:
    """One text, its gold and what was read beyond that."""

    style: str
    reading: Reading
    judged: tuple[Judged, ...]
    more: tuple[Statement, ...]


@cache
def reader() -> Reader:
    roadmap = load_text((FOLDER / "plan.yaml").read_text(encoding="utf-8")).roadmap
    assert roadmap is not None
    return Reader(roadmap)


def texts(name: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def scores(name: str) -> Iterator[Score]:
    for item in texts(name):
        yield score(item)


def score(item: dict[str, Any]) -> Score:
    text = item["text"]
    reading = reader().read(text, published=PUBLISHED)
    left = list(reading.statements)
    judged = []
    for words, speaker, *columns in item["says"]:
        gold = Gold(words, speaker, *(tuple(column.split("|")) for column in columns))
        start = text.index(words)
        over = [s for s in left if s.span.start < start + len(words) and start < s.span.end]
        made = [Judged(gold, s) for s in over]
        best = max(made, key=_agreement, default=Judged(gold, None))
        if best.found is not None:
            left.remove(best.found)
        judged.append(best)
    more = tuple(s for s in left if s.steps and s.said is not Said.MENTIONED)
    return Score(item["style"], reading, tuple(judged), more)


def _agreement(judged: Judged) -> tuple[int, bool]:
    rights = judged.speaker + judged.polarity + judged.said
    return rights, judged.found is not None and bool(judged.found.steps)
