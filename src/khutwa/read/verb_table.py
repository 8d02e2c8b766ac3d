"""The stems of the attested Arabic verbs, and the endings that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("lexicon") / "ar_verbs.txt"
"""Made by `tools/arabic_verbs.py`; its first lines say from what."""

PAST: Mapping[str, tuple[tuple[str, ...], str]] = {
    "A": (("3ms",), ""),
    "B": (("3fs", "1s"), "ت"),
    "C": (("3mp",), "وا"),
    "D": (("3md",), "ا"),
    "E": (("3fd",), "تا"),
    "F": (("1p",), "نا"),
    "G": (("3fp",), "ن"),
}
"""Endings of the past, with the persons that each may mean."""

PRESENT: Mapping[str, tuple[tuple[str, ...], str]] = {
    "I": (("3ms", "3fs", "1s", "1p"), ""),
    "J": (("3mp", "2mp"), "ون"),
    "K": (("3mp", "2mp"), "وا"),
    "L": (("3md", "3fd"), "ان"),
    "M": (("3fp",), "ن"),
    "N": (("3md", "3fd"), "ا"),
    "Q": (("3ms", "3fs", "1s", "1p"), ""),
}
"""Endings of the present, behind its prefix; Q is a stem of the jussive alone: يقل, ير."""

PREFIXES = {
    "ي": ("3ms", "3mp", "3md", "3fp"),
    "ت": ("3fs", "3fd", "2mp"),
    "ن": ("1p",),
    "ا": ("1s",),
}
"""Prefixes of the present, with the persons that each may mean."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a written form may be.

    Attributes:
        verb: Root and form, as `قول I`.
        tense: `past`, `present` or `jussive`, where the stem is of that alone.
        persons: Persons, genders and numbers that it may mean, as `3ms`.
        voice: `active` (or either) or `passive`.
    """

    verb: str
    tense: str
    persons: tuple[str, ...]
    voice: str


@cache
def table() -> dict[str, list[tuple[str, str]]]:
    """Return, by stem, the endings it takes and the verb it belongs to."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            stem, codes, verb = line.split("\t")
            found.setdefault(stem, []).append((codes, verb))
    return found


_SEATS = ("اوا", "اون", "ءوا", "ءون")


@lru_cache(maxsize=32768)
def forms(key: str) -> tuple[Form, ...]:
    """Return the verb forms that a word without clitics may be."""
    found = list(_with(key, PAST, "past", None))
    if key[:1] in PREFIXES:
        found += _with(key[1:], PRESENT, "present", PREFIXES[key[0]])
    if not found and key.endswith(_SEATS):
        # بدأوا, بدءوا: one hamza, which the table has on its own seat (بدؤوا).
        return forms(key[:-3] + "و" + key[-2:])
    return tuple(found)


def _with(
    key: str,
    endings: Mapping[str, tuple[tuple[str, ...], str]],
    tense: str,
    allowed: tuple[str, ...] | None,
) -> list[Form]:
    found = []
    stems = table()
    for code, (persons, ending) in endings.items():
        if not key.endswith(ending) or len(key) == len(ending):
            continue
        meant = persons if allowed is None else tuple(p for p in persons if p in allowed)
        for codes, verb in stems.get(key[: len(key) - len(ending)] if ending else key, ()):
            if meant and code in codes:
                found.append(Form(verb, _tense(tense, code), meant, "active"))
            elif meant and code.lower() in codes:
                found.append(Form(verb, _tense(tense, code), meant, "passive"))
    return found


def _tense(tense: str, code: str) -> str:
    return "jussive" if code == "Q" else tense
