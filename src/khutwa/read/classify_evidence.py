"""What speaks in a text for an event of a kind, word by word, and whether it is said to be real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read import negation
from khutwa.read.arabic import readings, words
from khutwa.read.lexicon import lexicon
from khutwa.read.normalise import fold
from khutwa.read.quotes import quotes
from khutwa.read.tokens import tokens
from khutwa.read.word import Word

LISTS = Path(__file__).with_name("data") / "events_ar.yaml"
KINDS = ("assault", "protest")
_PARTS = ("means", "harm", "doers")
_UNREAL = frozenset(
    ("sought", "planned", "demanded", "allowed", "offered", "promised", "refused", "believed")
)
"""Classes of predicates under which nothing has happened yet."""

_NEAR = 6
"""Words between a deed and the number of those who did or suffered it."""


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


def read_words(text: str) -> list[Word]:
    """Return the words of an Arabic text."""
    found = tokens(text)
    return words(found, quotes(found), lexicon("ar"))


def deeds(seen: Sequence[Word], kind: str) -> list[Deed]:
    """Return the deeds of a kind that a text names, each with its status.

    A deed is denied if a negator governs it, and unreal if it is in the future or a predicate of
    wanting, demanding, fearing or planning stands up to four words before it.
    """
    denied = {
        cue.target for cue in negation.cues(seen, lexicon("ar")) if cue.scope in ("clause", "word")
    }
    verbs, nouns = _lists()[kind]["verbs"], _lists()[kind]["nouns"]
    unreal = _lists()["all"]["unreal"]
    found = []
    for at, word in enumerate(seen):
        known = _verbs(word) & verbs if word.kind == "verb" else _found(word, nouns)
        name = min(known, default="")
        if not name:
            continue
        near = [seen[n] for n in range(max(0, at - 4), at) if seen[n].sentence == word.sentence]
        doubtful = word.tense == "future" or any(
            before.means in _UNREAL or _is(before, unreal) for before in near
        )
        status = "denied" if at in denied else "unreal" if doubtful else "real"
        found.append(Deed(word.token.start, word.token.end, status, name))
    return found


def evidence(seen: Sequence[Word], kind: str) -> dict[str, float]:
    """Return what speaks for an event of a kind, by name; counts as log(1 + n)."""
    lists = _lists()[kind]
    common = _lists()["all"]
    named = deeds(seen, kind)
    counts: dict[str, float] = {}
    for status in ("real", "denied", "unreal"):
        counts[status] = sum(deed.status == status for deed in named)
    places = {deed.start for deed in named}
    at = [n for n, word in enumerate(seen) if word.token.start in places]
    counts["past verb"] = sum(seen[n].kind == "verb" and seen[n].tense == "past" for n in at)
    counts["present verb"] = sum(seen[n].kind == "verb" and seen[n].tense == "present" for n in at)
    counts["passive"] = sum(seen[n].passive for n in at)
    counts["counted"] = sum(
        any(word.kind == "number" for word in seen[max(0, n - _NEAR) : n + _NEAR]) for n in at
    )
    counts["quoted"] = sum(bool(seen[n].quote) for n in at)
    for part in _PARTS:
        counts[part] = sum(_is(word, lists[part]) for word in seen)
    for part in ("dated", "placed", "unreal"):
        counts["all " + part] = sum(_is(word, common[part]) for word in seen)
    counts["numbers"] = sum(word.kind == "number" for word in seen)
    counts["past"] = sum(word.kind == "verb" and word.tense == "past" for word in seen)
    counts["present"] = sum(word.kind == "verb" and word.tense == "present" for word in seen)
    found = {name: log1p(count) for name, count in counts.items()}
    real = counts["real"] > 0
    for name in (*_PARTS, "all dated", "all placed", "numbers", "all unreal"):
        found[f"real and {name}"] = float(real and counts[name] > 0)
    found["real and whole"] = float(
        real and all(counts[name] > 0 for name in ("harm", "all placed"))
    )
    found["doers and means"] = float(counts["doers"] > 0 and counts["means"] > 0)
    for deed in named:
        found[f"{deed.status} {deed.word}"] = 1.0
    for part in _PARTS:
        found |= {f"{part} {key}": 1.0 for word in seen for key in _found(word, lists[part])}
    found["no deed"] = float(not named)
    found["real deed"] = float(real)
    return found


def _verbs(word: Word) -> frozenset[str]:
    """Return the verbs of the word's root that are written so: فجر is both `فجر I` and `فجر II`."""
    root = word.lemma.partition(" ")[0]
    read = (reading.form.verb for reading in readings(word.key, lexicon("ar")))
    return frozenset(verb for verb in read if verb.partition(" ")[0] == root) | {word.lemma}


def _is(word: Word, keys: frozenset[str]) -> bool:
    return bool(_found(word, keys))


def _found(word: Word, keys: frozenset[str]) -> frozenset[str]:
    return keys & (word.bare | {word.key, word.core})


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    raw = YAML(typ="safe").load(LISTS.read_text(encoding="utf-8"))
    found = {kind: _kind(raw[kind]) for kind in KINDS}
    found["all"] = {name: _keys(raw[name]) for name in ("dated", "placed", "unreal")}
    return found


def _kind(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {
        "verbs": frozenset(map(str, raw["deeds"]["verbs"])),
        "nouns": _keys(raw["deeds"]["nouns"]),
        **{part: _keys(raw[part]) for part in _PARTS},
    }


def _keys(words: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
