"""What Arabic writes to a word: conjunctions, prepositions, the article, pronouns, endings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")
ENDINGS = ("ات", "ون", "ين", "ان", "تين", "تان", "ا", "ة", "ت", "وا", "و", "ي")
"""Number and case of nouns; what is left is compared without ة, too."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a noun.

    Attributes:
        joined: Whether a conjunction was cut off.
        prefix: The preposition that was cut off.
        definite: Whether the article was cut off.
        rest: What is left.
    """

    joined: bool
    prefix: str
    definite: bool
    rest: str


def conjunctions(key: str) -> Iterator[tuple[bool, str]]:
    """Yield the word as it is, and without the conjunction that may be written to it."""
    yield False, key
    if len(key) > 2 and key[0] in "وف":
        yield True, key[1:]


@lru_cache(maxsize=50_000)
def cuts(key: str) -> tuple[Cut, ...]:
    """Return the ways to cut what is written before a noun, the least cutting first."""
    found = []
    for joined, word in conjunctions(key):
        found.append(Cut(joined, "", False, word))
        for prefix, rest in _prefixes(word):
            found.append(Cut(joined, prefix, False, rest))
        for prefix, rest in (("", word), *_prefixes(word)):
            if rest.startswith("ال") and len(rest) > 4:
                found.append(Cut(joined, prefix, True, rest[2:]))
        if word.startswith("لل") and len(word) > 4:
            found.append(Cut(joined, "ل", True, word[2:]))
            # للجنة: the second lam is both the article's and the noun's.
            found.append(Cut(joined, "ل", True, word[1:]))
    return tuple(found)


def _prefixes(word: str) -> Iterator[tuple[str, str]]:
    if len(word) > 3 and word[0] in "بلك":
        yield word[0], word[1:]


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[str, ...]:
    """Return a noun with and without the pronoun and the endings that it may have."""
    found = [word]
    # An ending of one letter may be cut off a word of three; of the rest two letters are too few.
    for pronoun in PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) > 2:
            rest = word[: -len(pronoun)]
            found.append(rest)
            if rest.endswith("ت"):
                found.append(rest[:-1] + "ة")
            if rest.endswith(("ايي", "اي", "او")):
                found.append(rest[: rest.rindex("ا") + 1] + "ء")
    for form in tuple(found):
        for ending in ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) > 2:
                rest = form[: -len(ending)]
                found += [rest] if ending in ("ة", "ا", "ي", "و", "وا") else [rest, rest + "ة"]
    if word.endswith("ءا"):
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def bare(key: str) -> frozenset[str]:
    """Return every reading of a word without what is written to it, for looking it up."""
    return frozenset(stem for cut in cuts(key) for stem in stems(cut.rest))


def verb_hosts(word: str) -> Iterator[tuple[str, str]]:
    """Yield a verb without the object that may be written to it, and that object."""
    yield word, ""
    for pronoun in ("ني", *PRONOUNS):
        if pronoun == "ي" or not word.endswith(pronoun) or len(word) - len(pronoun) < 2:
            continue
        rest = word[: -len(pronoun)]
        yield rest, pronoun
        if rest.endswith("ا"):
            yield rest[:-1] + "ي", pronoun
        if rest.endswith("و"):
            yield rest + "ا", pronoun
