"""Find phrases in a text, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khutwa.read.lexicon import Phrase
from khutwa.read.word import Word


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that was found.

    Attributes:
        first: The number of its first word.
        end: The number of the word behind its last.
        name: What it is a name of.
    """

    first: int
    end: int
    name: str


class Phrases:
    """Phrases by the first of their words."""

    def __init__(self, names: Mapping[str, Iterable[Phrase]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, bool, str]]] = {}
        for name, phrases in names.items():
            for phrase in phrases:
                keys = tuple(_without_article(key) for key in phrase)
                # الأسد is a man, أسد is a lion: one word alone keeps its article.
                strict = len(keys) == 1 and keys != phrase
                self._by_first.setdefault(keys[0], []).append((keys, strict, name))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))

    def at(self, words: Sequence[Word], first: int) -> Match | None:
        """Return the longest phrase that begins with a word."""
        best: tuple[Phrase, str, int] | None = None
        for key in words[first].bare or (words[first].key,):
            for keys, strict, name in self._by_first.get(key, ()):
                if best and len(keys) <= len(best[0]):
                    continue
                if strict and not _has_article(words[first]):
                    continue
                end = _end(words, first, keys)
                if end is not None:
                    best = keys, name, end
        return Match(first, best[2], best[1]) if best else None

    def all(self, words: Sequence[Word]) -> list[Match]:
        """Return what is found from left to right, no word twice."""
        found, at = [], 0
        while at < len(words):
            match = self.at(words, at)
            if match:
                found.append(match)
            at = match.end if match else at + 1
        return found


def _has_article(word: Word) -> bool:
    return word.definite or word.core.startswith("ال")


def _end(words: Sequence[Word], first: int, keys: Phrase) -> int | None:
    """Return the number of the word behind a phrase, articles within it skipped."""
    at = first
    for key in keys[1:]:
        at += 1
        while at < len(words) and words[at].light:
            at += 1
        if at >= len(words) or not (key in words[at].bare or key == words[at].key):
            return None
    return at + 1


def _without_article(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key
