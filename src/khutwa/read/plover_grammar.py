"""What the coder of English sentences knows of words: lists of them, and their first forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read.english import lemmas, past

FOLDER = Path(__file__).with_name("data") / "plover"
BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am", "get", "got", "gets"))
HAVE = frozenset(("have", "has", "had", "having"))
DO = frozenset(("do", "does", "did", "don't", "doesn't", "didn't"))
MODAL = frozenset((
    "will", "would", "shall", "may", "might", "could", "can", "must", "should", "won't", "wouldn't",
    "can't", "cannot", "couldn't", "shouldn't",
))  # fmt: skip
_NO_ED = frozenset((
    "armed", "red", "hundred", "hundreds", "indeed", "need", "feed", "seed", "speed",
    "breed", "bed", "creed", "unprecedented", "so-called", "biased", "talented", "wicked",
    "exceed", "proceed", "succeed", "ted", "med", "led-by", "sacred",
))  # fmt: skip


@cache
def grammar() -> dict[str, Any]:
    """Return the lists of words by name; of words that stand as one text, the set."""
    raw = YAML(typ="safe").load((FOLDER / "grammar.yaml").read_text(encoding="utf-8"))
    return {name: _read(value) for name, value in raw.items()}


def _read(value: Any) -> Any:
    if isinstance(value, str):
        return frozenset(spelled(word.strip()) for word in value.split(","))
    if isinstance(value, list):
        return frozenset(map(str, value))
    if isinstance(value, dict) and any(isinstance(v, str) and ", " in v for v in value.values()):
        return {name: _read(one) for name, one in value.items()}
    return value


@cache
def spelled(word: str) -> str:
    """Return a word in American spelling, as the rows have it: recognize, honor, defense."""
    for british, american in (
        ("isation", "ization"), ("yse", "yze"), ("our", "or"), ("ence", "ense"), ("amme", "am"),
        ("entre", "enter"), ("isers", "izers"),
    ):  # fmt: skip
        if word.endswith(british) and word not in ("our", "four", "hour", "tour", "pour"):
            return word[: -len(british)] + american
    if word.endswith("ise") and len(word) > 6:
        return word[:-3] + "ize"
    return word


@cache
def forms(key: str) -> frozenset[str]:
    """Return what the first form of a word may be, in American spelling."""
    bare = key[:-2] if key.endswith(("'s", "’s")) else key
    found = set(lemmas(bare)) | irregular().get(bare, set())
    if key.endswith("men"):
        found.add(key[:-3] + "man")
    if bare.endswith("es") and not bare[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        # "Routes" is of route and not of rout.
        found.discard(bare[:-2])
    return frozenset(spelled(word) for word in found)


@cache
def irregular() -> dict[str, set[str]]:
    """Return the verbs of each form that no rule makes, besides those of the lexicon."""
    found: dict[str, set[str]] = {}
    for verb, bent in grammar()["irregular"].items():
        for form in bent:
            found.setdefault(form, set()).add(verb)
    return found


def preposition(key: str) -> bool:
    """Tell whether a word may be a preposition."""
    lists = grammar()
    return key == "by" or key in lists["place_prepositions"] or key in lists["target_prepositions"]


def was(key: str) -> bool:
    """Tell whether a word may be a verb of the past or a participle."""
    if key in _NO_ED or key in ("to", "the"):
        return False
    bent = key in irregular() and not key.endswith(("ing", "s"))
    return bent or past(key)
