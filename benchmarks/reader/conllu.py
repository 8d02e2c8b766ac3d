"""Sentences of a treebank, their words placed in the raw text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Gold:
    """A syntactic word of the treebank.

    Attributes:
        form: As it is written.
        lemma: With its vowels.
        tag: The universal part of speech.
        feats: Its features.
        head: The number of its head in the sentence, from 0; -1 for the root.
        relation: Its relation to the head.
        start: Where it begins in the raw text.
    """

    form: str
    lemma: str
    tag: str
    feats: str
    head: int
    relation: str
    start: int


@dataclass(frozen=True)
class Sentence:
    """A raw text with its words."""

    text: str
    words: tuple[Gold, ...]


def sentences(files: list[Path]) -> Iterator[Sentence]:
    """Yield the sentences of files in CoNLL-U."""
    for file in files:
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            lines = block.splitlines()
            text = next((x[9:] for x in lines if x.startswith("# text = ")), None)
            rows = [line.split("\t") for line in lines if line and line[0] != "#"]
            rows = [row for row in rows if row[0].isdecimal()]
            if text is not None and rows:
                yield Sentence(text, tuple(_placed(text, rows)))


def _placed(text: str, rows: list[list[str]]) -> Iterator[Gold]:
    """Yield the words with their places; what is fused stands where the word before it ends."""
    at = 0
    for row in rows:
        found = text.find(row[1], at)
        start = found if 0 <= found <= at + 3 else at
        yield Gold(row[1], row[2], row[3], row[5], int(row[6]) - 1, row[7], start)
        # للتجار is ل and لتجار: what was fused is written once.
        at = start + (1 if row[1] == "ل" else len(row[1]))
