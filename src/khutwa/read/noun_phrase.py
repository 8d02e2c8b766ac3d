"""Where a noun phrase ends, and where the one before a word begins."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.word import Word

LONGEST = 9
"""Words that a phrase may have; a longer one is a sentence that was not understood."""
_TAKING_UP = ("ه", "ها", "هم", "هما")
MARKS = frozenset('“”"«»')


def end_of(words: Sequence[Word], first: int, lexicon: Lexicon, *, inner: int = 0) -> int:
    """Return the number of the word behind a noun phrase.

    Args:
        words: The words of the text.
        first: Its first word.
        lexicon: The lexicon.
        inner: How many prepositional phrases it may hold.
    """
    at = first + 1
    while at < len(words) and at - first < LONGEST:
        word = words[at]
        if word.sentence != words[first].sentence or word.quote != words[first].quote:
            break
        if word.kind == "sign" and word.core in MARKS and word.quote == 0:
            at += 1
            continue
        if word.joined or word.kind in ("verb", "sign"):
            break
        if word.kind == "part":
            apart = lexicon.has("asides", word.core)
            if (
                inner
                and not apart
                and lexicon.has("prepositions", word.core)
                and _noun(words, at + 1)
            ):
                inner -= 1
                at += 2
                continue
            if not lexicon.has("determiners", word.core):
                break
        elif (
            words[at - 1].definite
            and not word.definite
            and (word.means or word.key.endswith(("ها", "هم", "هما")))
        ):
            # الحكومة السورية وقفَ: an indefinite noun of action is no part of a definite phrase.
            break
        elif (
            word.definite
            and words[at - 1].definite
            and word.means
            and not (word.participle or word.prefix or word.key.endswith(("ي", "ية")))
        ):
            # الوزير التعليق: no adjective, but what he refused.
            break
        elif word.means == "said" and not word.definite and word.key.endswith(_TAKING_UP):
            # عن مصدر عسكري قوله: his words are no part of his name.
            break
        elif word.prefix and inner:
            inner -= 1
        elif word.prefix:
            break
        at += 1
    while at > first + 1 and words[at - 1].kind == "sign":
        at -= 1
    return at


def _noun(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].kind == "noun" and not words[at].joined


def joined_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return where the phrase begins that "and" joins to what ends before a word, None if none."""
    if at >= len(words):
        return None
    if words[at].joined:
        return at
    if words[at].kind != "part" or not lexicon.has("joining", words[at].core):
        return None
    at += 1
    while at < len(words) and words[at].light:
        at += 1
    return at if at < len(words) else None


def start_before(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return where the phrase begins that ends right before a word and begins a clause.

    That is a topic: الحكومة السورية رفضت. Returns None where there is none.
    """
    first = at
    while first > 0:
        word = words[first - 1]
        if word.sentence != words[at].sentence:
            break
        if word.kind == "verb" and not lexicon.verb("auxiliaries", word.lemma):
            # Behind a verb stands that verb's own subject, unless it is of a relative clause.
            relative = _relative_before(words, first - 1, lexicon)
            if relative is None and _describes(words, first - 1, at, lexicon):
                relative = first - 1
            if relative is None:
                return None
            first = relative
            continue
        if word.kind == "verb" and _relative_before(words, first - 1, lexicon) is None:
            break
        if word.kind == "sign" and word.core not in MARKS:
            break
        if word.kind == "part" and _begins(word, lexicon):
            break
        first -= 1
    while first < at and (
        words[first].kind == "sign"
        or lexicon.has("approximate", words[first].core)
        or words[first].core in ("اما", "لا")
    ):
        first += 1
    if first == at:
        return None
    head = words[first]
    if (
        head.prefix
        or head.participle
        or (head.kind == "part" and not any(lexicon.has(n, head.core) for n in _HEADS))
    ):
        return None
    return first if head.kind in ("noun", "part", "number") else None


def _begins(word: Word, lexicon: Lexicon) -> bool:
    core = word.core
    if lexicon.has("prepositions", core) and not lexicon.has("complementisers", core):
        return False
    return any(lexicon.has(name, core) for name in _OPENERS)


_HEADS = ("determiners", "numerals")
_OPENERS = ("complementisers", "adversatives", "relatives", "openers")


def _describes(words: Sequence[Word], verb: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb says something of the noun before it: مسؤول رفض كشف اسمه.

    No relative pronoun stands behind a noun without article; a pronoun in the clause takes it up.
    """
    head = words[verb - 1] if verb else None
    if head is None or head.sentence != words[verb].sentence:
        return False
    if head.kind != "noun" or head.definite or words[verb].joined:
        return False
    if head.key.endswith(_TAKING_UP):
        return False
    taken_up = bool(words[verb].pronoun)
    for word in words[verb + 1 : end]:
        if word.kind in ("verb", "sign") or word.joined:
            return False
        bound = word.kind == "part" and lexicon.has("prepositions", word.core)
        own = word.kind == "noun" and not word.definite
        taken_up = taken_up or ((bound or own) and word.key.endswith(_TAKING_UP))
    return taken_up



def _relative_before(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the relative pronoun whose clause a verb is in, if one is near."""
    for j in range(at - 1, max(at - 6, -1), -1):
        word = words[j]
        if word.sentence != words[at].sentence or (word.kind == "sign" and word.core not in MARKS):
            return None
        if word.kind == "part" and lexicon.has("relatives", word.core):
            return j if word.core.startswith("ال") else None
    return None
