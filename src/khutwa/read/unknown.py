"""Names that neither the plan nor the lexicon has, with their exact words."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from khutwa.read.lexicon import Lexicon
from khutwa.read.names import names
from khutwa.read.word import Word

LEAST = 0.5
"""Probability, by the model, below which a name is not taken for one."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in a text.

    Attributes:
        first: The number of its first word.
        end: The number of the word behind its last.
        start: Where it begins in the raw text, behind what is written to it.
        kind: `actor`, `person` or `place`.
    """

    first: int
    end: int
    start: int
    kind: str


_KINDS = {"person": "person", "group": "actor", "organisation": "actor", "place": "place"}


def arabic_names(
    words: Sequence[Word], lexicon: Lexicon, wanted: Container[int]
) -> list[Unknown]:
    """Return the names that the model of names finds (`khutwa.read.names`).

    Args:
        words: The words of the text.
        lexicon: The lexicon.
        wanted: The sentences that are looked at: the model takes as long as all other rules.
    """
    looked = [word for word in words if word.sentence in wanted]
    return [
        Unknown(looked[name.first].at, looked[name.end - 1].at + 1, name.start, _KINDS[name.kind])
        for name in names([word.token for word in looked])
        if name.chance >= LEAST and name.kind in _KINDS
    ]


def capitalised(
    words: Sequence[Word], lexicon: Lexicon, wanted: Container[int]
) -> list[Unknown]:
    """Return the names that capitals show, where they are written with capitals.

    A word alone at the beginning of a sentence shows nothing. What stands behind "in" or "near" is
    taken for a place. Arguments as above; all sentences are looked at.
    """
    found, at = [], 0
    while at < len(words):
        end = at
        while end < len(words) and _capital(words, end, lexicon) and (
            end == at or words[end].sentence == words[at].sentence
        ):
            end += 1
        opening = at == 0 or words[at - 1].sentence != words[at].sentence or (
            words[at - 1].kind == "sign" and words[at - 1].core not in ",-–—"
        )
        # Envoy Anna Berg: the title is no part of the name.
        titles = [n for n in range(at, end - 1) if lexicon.has("titles", words[n].key)]
        if titles:
            at, opening = titles[-1] + 1, False
        if end > at and not (opening and end - at == 1 and not _initials(words[at])):
            before = at - 1
            while before >= 0 and words[before].light:
                before -= 1
            where = before >= 0 and lexicon.has("place_words", words[before].core)
            several = end - at > 1 and not any(_initials(w) for w in words[at:end])
            kind = "place" if where else "person" if several else "actor"
            if where or not _describes(words, end):
                found.append(Unknown(at, end, words[at].token.start, kind))
        at = max(end, at + 1)
    return found


def _describes(words: Sequence[Word], end: int) -> bool:
    """Tell whether a name only says of what kind a thing is: South Korean company."""
    return (
        end < len(words)
        and words[end].kind == "noun"
        and words[end].role == ""
        and words[end].sentence == words[end - 1].sentence
        and words[end].token.text.islower()
        and words[end].token.text.isascii()
    )


def _initials(word: Word) -> bool:
    return len(word.token.text) > 1 and word.token.text.isupper()


def _capital(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    word = words[at]
    return (
        word.kind == "noun"
        and word.token.text[:1].isupper()
        and not word.means
        and word.role in ("", "oblique")
        and (word.key,) not in _months(lexicon)
    )


def _months(lexicon: Lexicon) -> set[tuple[str, ...]]:
    return {phrase for phrases in lexicon.tables["months"].values() for phrase in phrases}
