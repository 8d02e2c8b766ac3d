"""What is denied in English and Russian, and by what."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.negation import Cue
from khutwa.read.noun_phrase import MARKS
from khutwa.read.word import Word

REACH = 5
"""Words that may stand between a negator and the verb that it denies."""
FAR = 12
"""Words within which the verb of a clause stands that "neither" or "no" begins."""


def cues(words: Sequence[Word], lexicon: Lexicon) -> list[Cue]:
    """Return the negators of a text.

    "Not" denies the verb behind it; "no" denies the clause in which its noun stands, or the noun of
    action that it stands before; "not only" denies nothing.
    """
    found: list[Cue] = []
    for at, word in enumerate(words):
        if word.kind == "sign":
            continue
        if lexicon.has("negators.verb", word.core) or word.core.endswith("n't"):
            if _only(words, at, lexicon):
                found.append(Cue(at, None, "only"))
                continue
            target = _verb(words, at, lexicon, REACH)
            helps = at + 1 < len(words) and lexicon.has("auxiliary_words", words[at + 1].core)
            helps = helps and at > 0 and words[at - 1].passive
            if target is None and (helps or not lexicon.has("negators.verb", word.core)):
                # Закон принят не был: the verb stands before.
                target = _verb_around(words, at, lexicon)
            found.append(Cue(at, target if target is not None else _noun(words, at), "clause"))
        elif lexicon.has("negators.pair", word.core):
            # Neither … nor …: what both deny is the verb.
            verb = _verb(words, at, lexicon, FAR)
            # Violated by neither side: the verb stands before.
            verb = _verb_around(words, at, lexicon) if verb is None else verb
            found.append(Cue(at, verb, "clause"))
        elif lexicon.has("negators.doubled", word.core) and _doubled(words, at, lexicon):
            found.append(Cue(at, None, "still"))
        elif lexicon.has("negators.clause", word.core):
            noun = _noun(words, at)
            here = noun is not None and noun <= at + 2 and bool(words[noun].means)
            verb = None if here else _verb_around(words, at, lexicon)
            found.append(Cue(at, noun if here else verb, "word" if here else "clause"))
        elif lexicon.has("negators.noun", word.core):
            noun = next((w.at for w in words[at + 1 : at + 4] if w.means), None)
            found.append(Cue(at, noun, "word"))
    return _once(words, found, lexicon)


def _doubled(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether the verb of the clause is denied anyhow: ни один … не."""
    return any(
        word.at != at
        and word.sentence == words[at].sentence
        and word.quote == words[at].quote
        and lexicon.has("negators.verb", word.core)
        for word in words[max(0, at - FAR) : at + FAR]
    )


def _once(words: Sequence[Word], found: Sequence[Cue], lexicon: Lexicon) -> list[Cue]:
    """Let two negators of one verb be one where the language doubles them: ни один не."""
    kept: list[Cue] = []
    seen: set[int] = set()
    for cue in sorted(found, key=lambda c: not lexicon.has("negators.verb", words[c.at].core)):
        if cue.target is not None and cue.target in seen:
            continue
        if cue.target is not None and cue.scope == "clause":
            seen.add(cue.target)
        kept.append(cue)
    return sorted(kept, key=lambda cue: cue.at)


def _verb(words: Sequence[Word], at: int, lexicon: Lexicon, reach: int) -> int | None:
    for word in words[at + 1 : at + 1 + reach]:
        if word.sentence != words[at].sentence:
            return None
        if word.kind == "verb":
            return word.at
        if word.kind == "sign" and word.core not in MARKS:
            return None
        if word.kind == "part" and lexicon.has("complementisers", word.core):
            return None
    return None


def _verb_around(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the verb of the clause in which a word stands: the one before it, else behind it."""
    for word in reversed(words[max(0, at - REACH) : at]):
        if word.sentence != words[at].sentence or word.kind == "sign":
            break
        if word.kind == "verb":
            return word.at
    return _verb(words, at, lexicon, FAR)


def _noun(words: Sequence[Word], at: int) -> int | None:
    for word in words[at + 1 : at + 1 + REACH]:
        if word.sentence != words[at].sentence or word.kind in ("sign", "verb"):
            return None
        if word.kind in ("noun", "number"):
            return word.at
    return None


def _only(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return at + 1 < len(words) and lexicon.has("negators.only", words[at + 1].core)
