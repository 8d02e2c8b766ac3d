"""The words that speak for and against events in Arabic, by the part they play."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read.normalise import fold

LISTS = Path(__file__).with_name("data") / "events_ar.yaml"
KINDS = ("assault", "protest")

Classes = Mapping[str, frozenset[str]]
"""The classes of a verb or a folded noun."""


@cache
def classes_of(kind: str) -> tuple[Classes, Classes]:
    """Return the classes of verbs, and those of nouns."""
    raw = _raw()
    verbs: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    for name, words in (raw[kind]["classes"] | raw["both"]).items():
        for verb in words.get("verbs", ()):
            verbs.setdefault(verb, set()).add(name)
        for noun in words.get("nouns", ()):
            nouns.setdefault(fold(noun), set()).add(name)
    return (
        {word: frozenset(names) for word, names in verbs.items()},
        {word: frozenset(names) for word, names in nouns.items()},
    )


@cache
def deed_words(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs and the nouns that name a deed."""
    classes = frozenset(_raw()[kind]["deeds"])
    verbs, nouns = classes_of(kind)
    return (
        frozenset(word for word, names in verbs.items() if names & classes),
        frozenset(word for word, names in nouns.items() if names & classes),
    )


@cache
def unreal() -> frozenset[str]:
    """Return the words that make what stands behind them possible, feared, planned or general."""
    return frozenset(fold(word) for word in _raw()["unreal"])


@cache
def _raw() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = YAML(typ="safe").load(LISTS.read_text(encoding="utf-8"))
    return raw
