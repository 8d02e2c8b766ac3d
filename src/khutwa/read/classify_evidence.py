"""What speaks in a text for an event of a kind, word by word, and whether it is said to be real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log1p

from khutwa.read import negation
from khutwa.read.arabic import readings, words
from khutwa.read.classify_lists import classes_of, deed_words, unreal
from khutwa.read.lexicon import lexicon
from khutwa.read.quotes import quotes
from khutwa.read.tokens import tokens
from khutwa.read.word import Word

_UNREAL = frozenset(
    ("sought", "planned", "demanded", "allowed", "offered", "promised", "refused", "believed")
)
"""Classes of predicates under which nothing has happened yet."""

_YEAR = re.compile(r"(?:1\d|20)\d\d")
_QUOTES = frozenset('«»"“”')


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for the deed.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        status: `real`, `denied` or `unreal` (future, wanted, feared, demanded).
        word: The verb as the lexicon has it, or the noun.
    """

    start: int
    end: int
    status: str
    word: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an event.

    Attributes:
        told: By name, log(1 + count): the classes of words, the deeds by their status, each deed.
        pairs: Any two classes that both occur: that someone was killed says less than that
            someone was killed by a bomb yesterday.
    """

    told: Mapping[str, float]
    pairs: Sequence[str]


def read_words(text: str) -> list[Word]:
    """Return the words of an Arabic text."""
    found = tokens(text)
    return words(found, quotes(found), lexicon("ar"))


def deeds(seen: Sequence[Word], kind: str) -> list[Deed]:
    """Return the deeds of a kind that a text names, each with its status.

    A deed is denied if a negator governs it, and unreal if it is in the future or a predicate of
    wanting, demanding, fearing or planning stands up to four words before it.
    """
    denied = _denied(seen)
    verbs, nouns = deed_words(kind)
    found = []
    for at, word in enumerate(seen):
        known = _verbs(word) & verbs if word.kind == "verb" else _spelled(word) & nouns
        name = min(known, default="")
        if not name:
            continue
        near = [seen[n] for n in range(max(0, at - 4), at) if seen[n].sentence == word.sentence]
        doubtful = word.tense == "future" or any(
            before.means in _UNREAL or _spelled(before) & unreal() for before in near
        )
        status = "denied" if at in denied else "unreal" if doubtful else "real"
        found.append(Deed(word.token.start, word.token.end, status, name))
    return found


def evidence(seen: Sequence[Word], kind: str) -> Evidence:
    """Return what speaks for and against an event of a kind in a text."""
    named = deeds(seen, kind)
    present = [_classes(word, kind) for word in seen]
    counts = Counter(name for names in present for name in names)
    denied = _denied(seen)
    for word in seen:
        counts.update(_grammar(word, word.at in denied))
    classes = sorted(counts)
    counts.update(deed.status for deed in named)
    counts.update({f"{deed.status} {deed.word}" for deed in named})
    return Evidence(
        {name: log1p(count) for name, count in counts.items()},
        [f"{a} & {b}" for a, b in combinations(classes, 2)],
    )


def _classes(word: Word, kind: str) -> set[str]:
    """Return the classes of words of the lists that a word is of."""
    verbs, nouns = classes_of(kind)
    if word.kind == "verb":
        return {name for verb in _verbs(word) for name in verbs.get(verb, ())}
    return {name for key in _spelled(word) for name in nouns.get(key, ())}


def _grammar(word: Word, denied: bool) -> list[str]:
    """Return the classes that need no list: tense, number, year, quote, kind of predicate."""
    found = [f"means {word.means}"] if word.means and word.kind != "verb" else []
    if word.kind == "verb":
        found.append("denied verb" if denied else f"{word.tense} verb")
        if word.persons and all(person[0] == "1" for person in word.persons):
            found.append("first person")
    elif word.kind == "number":
        found += ["number", "year"] if _YEAR.fullmatch(word.key) else ["number"]
    elif word.key in ("؟", "?"):
        found.append("question")
    elif word.key in _QUOTES:
        found.append("quote")
    return found


def _denied(seen: Sequence[Word]) -> frozenset[int]:
    found = negation.cues(seen, lexicon("ar"))
    return frozenset(
        cue.target for cue in found if cue.scope in ("clause", "word") and cue.target is not None
    )


def _verbs(word: Word) -> frozenset[str]:
    """Return the verbs of the word's root that are written so: فجر is both `فجر I` and `فجر II`."""
    root = word.lemma.partition(" ")[0]
    read = (reading.form.verb for reading in readings(word.key, lexicon("ar")))
    return frozenset(verb for verb in read if verb.partition(" ")[0] == root) | {word.lemma}


def _spelled(word: Word) -> frozenset[str]:
    return word.bare | {word.key, word.core}
