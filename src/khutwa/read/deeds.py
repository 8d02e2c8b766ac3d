"""Whether a predicate does what a noun of action names: release, released."""

from __future__ import annotations

from khutwa.read.lexicon import Lexicon
from khutwa.read.normalise import fold


def by_root(noun: str, lemma: str, lexicon: Lexicon) -> bool:
    """Tell whether an Arabic noun of action is of a verb, or is that noun itself.

    The lexicon lists verbs of other roots that do the same.
    """
    if " " not in lemma:
        return lemma == noun
    listed = lexicon.tables["deeds"].get(noun, ())
    return _has_root(noun, lemma) or tuple(fold(lemma).split()) in listed


def by_list(noun: str, lemma: str, lexicon: Lexicon) -> bool:
    """Tell whether the lexicon lists a predicate among those that do what a noun names."""
    return lemma == noun or (lemma,) in lexicon.tables["deeds"].get(noun, ())


def _has_root(noun: str, lemma: str) -> bool:
    """Tell whether a noun has the consonants of a verb's root, in order: إفراج, فرج IV.

    A weak consonant may be any other weak one or be gone, but not at the beginning.
    """
    root = lemma.split()[0]
    rest, strong = noun, 0
    for n, char in enumerate(root):
        weak = char in _WEAK
        if n and char == root[n - 1]:
            continue
        at = min((rest.find(c) for c in (_WEAK if weak else char) if c in rest), default=-1)
        if at < 0 or (weak and n):
            if weak and n:
                continue
            return False
        strong += not weak
        rest = rest[at + 1 :]
        if n == 0 and at > 3:
            return False
    return strong > 1


_WEAK = "ويءا"
