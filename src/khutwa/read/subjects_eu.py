"""Who does what a verb says, in English and Russian, where that mostly stands before the verb."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.phrases_eu import end_of, group_of, subject_span
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

NEAR = 4
"""Words behind a verb of saying among which its subject begins, where it stands behind."""


def subject(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the first word of who does what a verb says, or None.

    It stands before the verb. It may stand behind a verb of saying where what is said stands
    before, «…», said the minister; and behind a verb that can have no object: сорвались переговоры.
    """
    verb = words[at]
    if verb.passive or verb.tense in ("infinitive", "gerund"):
        return None
    if verb.joined:
        return _shared(words, at, lexicon)
    group = group_of(words, at)
    if verb.means in REPORTS and group > 0 and words[group - 1].kind == "sign":
        behind = _behind(words, at, lexicon)
        if behind is not None and _ends(words, behind, lexicon):
            return behind
    before = subject_span(words, at, lexicon)
    if before is not None:
        return before.first
    if verb.means in REPORTS or verb.alone:
        return _behind(words, at, lexicon)
    return None


def _shared(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the subject of the verb to which "and" joins another: заявил … и добавил."""
    for word in reversed(words[:at]):
        if word.sentence != words[at].sentence or word.quote != words[at].quote:
            return None
        if word.kind == "verb" and word.tense not in ("infinitive", "gerund"):
            return subject(words, word.at, lexicon)
    return None


def _ends(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a sentence, or a part of it, ends behind the phrase at a word."""
    if words[first].kind != "noun":
        return True
    end = end_of(words, first, lexicon, inner=2)
    return end >= len(words) or words[end].kind == "sign" or words[end].sentence != (
        words[first].sentence
    )


def _behind(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    j = at + 1
    while j < len(words) and j <= at + NEAR and words[j].sentence == words[at].sentence:
        word = words[j]
        if word.quote != words[at].quote and word.quote:
            return None
        if word.kind == "part" and lexicon.has("hosts", word.core):
            # «…», сообщили в ООН: what stands behind the preposition speaks.
            named = j + 1 < len(words) and words[j + 1].token.text[:1].isupper()
            return j + 1 if named and words[at].means in REPORTS else None
        if word.light or lexicon.has("adverbs", word.core):
            j += 1
            continue
        if word.kind == "noun" and word.role != "adverbial":
            return j
        if word.kind == "part" and lexicon.has("pronouns", word.core):
            return j
        return None
    return None
