"""Noun phrases and subjects of English and Russian, where the subject stands before the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import LONGEST, MARKS
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

MOST = 14
"""Words that a subject may have with all that hangs on it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A noun phrase: the number of its first word and that of the word behind its last."""

    first: int
    end: int


def end_of(words: Sequence[Word], first: int, lexicon: Lexicon, *, inner: int = 0) -> int:
    """Return the number of the word behind a noun phrase.

    Args:
        words: The words of the text.
        first: Its first word.
        lexicon: The lexicon.
        inner: How many prepositional phrases it may hold, besides those of "of".
    """
    at = first + 1
    while at < len(words) and at - first < LONGEST:
        word = words[at]
        if word.sentence != words[first].sentence or word.quote != words[first].quote:
            break
        if word.kind == "sign" and word.core in MARKS and word.quote == 0:
            at += 1
            continue
        if word.kind in ("verb", "sign") or (word.joined and word.kind == "noun"):
            break
        if word.kind == "part":
            free = lexicon.has("belonging", word.core)
            inside = lexicon.has("prepositions", word.core) and not lexicon.has("asides", word.core)
            if (free or (inner and inside)) and _goes_on(words, at + 1):
                inner -= not free
                at += 1
                while at < len(words) and (
                    words[at].light or lexicon.has("determiners", words[at].core)
                ):
                    at += 1
                at += 1
                continue
            if not (word.light or lexicon.has("determiners", word.core)):
                break
        at += 1
    at = min(at, len(words))
    while at > first + 1 and (words[at - 1].kind == "sign" or words[at - 1].light):
        at -= 1
    return at


def _goes_on(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and (words[at].kind in ("noun", "number") or words[at].light)


def group_of(words: Sequence[Word], at: int) -> int:
    """Return the number of the first word of a verb's group."""
    return words[at].group if words[at].group >= 0 else at


def fronted_span(words: Sequence[Word], at: int, lexicon: Lexicon) -> Span | None:
    """Return the object that stands before a verb without a subject: пленных освободили."""
    return _span_before(words, at, lexicon, oblique=True)


def subject_span(words: Sequence[Word], at: int, lexicon: Lexicon) -> Span | None:
    """Return the phrase before a verb of which it says something; None where there is none."""
    return _span_before(words, at, lexicon)


def _span_before(
    words: Sequence[Word], at: int, lexicon: Lexicon, *, oblique: bool = False
) -> Span | None:
    if words[at].tense in ("infinitive", "gerund") or words[at].joined:
        return None
    end = group_of(words, at)
    first, crossed, inserted = end, False, False
    while first > 0 and end - first < MOST:
        word = words[first - 1]
        if word.sentence != words[at].sentence or word.quote != words[at].quote:
            break
        if word.core == "," and first > 3 and lexicon.has("hedges", words[first - 2].core) and (
            words[first - 3].core == ","
        ):
            # … , возможно, …
            first -= 3
            continue
        if word.core == ":" and first == end and words[at].tense == "past" and at == end:
            # Ninth session: cancelled.
            first = end = first - 1
            continue
        if word.core == "," and first < end and (
            lexicon.has("negators.pair", words[first].core) or words[first].core == "ни"
        ):
            # Neither …, nor …: one subject.
            first -= 1
            continue
        if word.core == "," and not inserted and _before(words, first, end, lexicon) is None:
            inserted = True
            opened = _inserted(words, first - 1, lexicon)
            if opened is not None:
                if words[at].means in REPORTS and _is_name(words, opened + 1, first - 1):
                    return Span(opened + 1, first - 1)
                first = end = opened
                continue
        if word.kind == "verb":
            opened = _inside(words, first - 1, lexicon)
            if opened is None:
                return None if crossed else _before(words, first, end, lexicon, oblique)
            crossed, first = True, opened
            continue
        if word.kind == "sign" and word.core not in MARKS:
            break
        if word.kind == "part" and _breaks(words, first - 1, lexicon):
            if lexicon.has("relatives", word.core) and first == end:
                return Span(first - 1, end)
            break
        first -= 1
    return _before(words, first, end, lexicon, oblique)


def _inserted(words: Sequence[Word], comma: int, lexicon: Lexicon) -> int | None:
    """Return the number of the comma that opens what another closes: Lavrov, the minister, said."""
    for at in range(comma - 1, max(comma - 2 * MOST, 0), -1):
        word = words[at]
        if word.sentence != words[comma].sentence or (word.kind == "sign" and word.core in ":;"):
            return None
        if word.core == ",":
            head = words[at + 1]
            relative = any(
                lexicon.has("relatives", w.core) for w in words[at + 1 : min(at + 3, comma)]
            )
            name = head.kind == "noun" or head.light or lexicon.has("prepositions", head.core)
            verbs = any(w.kind == "verb" for w in words[at:comma])
            return at if relative or (name and not verbs) else None
    return None


def _is_name(words: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a phrase is the name of somebody, by its capitals."""
    return all(word.token.text[:1].isupper() for word in words[first:end])


def _inside(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return where a verb that belongs to the noun before it begins: the promise to withdraw."""
    first = group_of(words, at)
    before = words[first - 1] if first else None
    if before is None or before.sentence != words[at].sentence:
        return None
    if words[at].tense == "infinitive":
        return first if before.kind == "noun" else None
    for j in range(first - 1, max(first - 6, -1), -1):
        word = words[j]
        if word.sentence != words[at].sentence or word.kind == "verb":
            return None
        if word.kind == "part" and lexicon.has("relatives", word.core):
            return j - (j > 0 and words[j - 1].core == ",")
    return None


def _before(
    words: Sequence[Word], first: int, end: int, lexicon: Lexicon, oblique: bool = False
) -> Span | None:
    """Return the phrase between two words without what only says when or where."""
    first = _without_adjunct(words, first, end, lexicon)
    while end > first and (
        words[end - 1].kind == "sign" or lexicon.has("adverbs", words[end - 1].core)
    ):
        end -= 1
    while first < end and (words[first].light or words[first].kind == "sign"):
        first += 1
    while first < end and lexicon.has("adverbs", words[first].core):
        first += 1
    if first >= end or (words[first].role == "oblique" and not oblique):
        return None
    head = words[first]
    if head.kind == "part" and not (
        lexicon.has("pronouns", head.core)
        or lexicon.has("determiners", head.core)
        or lexicon.has("negators.clause", head.core)
    ):
        return None
    return Span(first, end)


def _breaks(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word of grammar begins a clause."""
    core = words[at].core
    if lexicon.has("joining", core):
        # "and" joins two nouns within a subject only where a noun stands on both sides.
        left = at > 0 and words[at - 1].kind in ("noun", "number")
        return not (left and _goes_on(words, at + 1) and not _verb_before(words, at))
    names = ("complementisers", "relatives", "adversatives", "conditions", "buts", "marks")
    return any(lexicon.has(name, core) for name in names)


def _verb_before(words: Sequence[Word], at: int) -> bool:
    """Tell whether a verb stands before a word in its sentence and behind the last sign."""
    for word in reversed(words[:at]):
        if word.sentence != words[at].sentence or word.kind == "sign":
            return False
        if word.kind == "verb":
            return True
    return False


def _without_adjunct(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> int:
    """Return where the subject begins behind what only says when: On Friday the mission."""
    while first < end and words[first].kind == "part" and (
        lexicon.has("prepositions", words[first].core)
    ):
        at = first + 1
        while at < end and (words[at].light or lexicon.has("determiners", words[at].core)):
            at += 1
        while at < end and words[at].role == "adjective":
            at += 1
        at += 1
        while at < end and words[at].kind == "number":
            at += 1
        first = at
    return min(first, end)
