"""What is denied by a word, and which word that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.clitics import cuts
from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import start_before
from khutwa.read.word import Word

REACH = 4
"""Words that may stand between a negator and what it denies."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A negator.

    Attributes:
        at: Its number.
        target: The number of the word it denies; None where that was not found.
        scope: `clause` (all that the verb governs), `word` (the noun behind it alone), `still`
            (لا يزال denies nothing) or `only` (ليس فقط denies nothing either)
            or `other` (غيرهم, the others).
    """

    at: int
    target: int | None
    scope: str


def cues(words: Sequence[Word], lexicon: Lexicon) -> list[Cue]:
    """Return the negators of a text.

    `ما` denies a verb of the past behind it, and is a relative elsewhere. "Not only" denies
    nothing. غير and عدم deny the noun behind them.
    """
    found = []
    for at, word in enumerate(words):
        if word.kind not in ("part", "noun", "verb"):
            continue
        cue = _that_not(words, at, lexicon) or _cue(words, at, word.core, lexicon)
        if cue is not None and cue.target is not None and cue.scope == "clause":
            cue = _main(words, cue, lexicon)
        if cue is not None:
            only = _only(words, at, lexicon)
            found.append(Cue(cue.at, cue.target, "only") if only else cue)
    return found


def _cue(words: Sequence[Word], at: int, core: str, lexicon: Lexicon) -> Cue | None:
    if core in _PLAIN_NOT and _is_particle(words, at, core):
        verb = _next_verb(words, at, lexicon)
        if verb is not None:
            return Cue(at, verb, "clause")
        if core in ("لم", "لن", "لما"):
            return Cue(at, None, "clause") if core != "لما" else None
        return Cue(at, _next_noun(words, at), "clause")
    if lexicon.has("negators.verb", core) and core not in _PLAIN_NOT:
        verb = _next_verb(words, at, lexicon)
        return Cue(at, verb if verb is not None else _next_noun(words, at), "clause")
    if lexicon.has("negators.past", core):
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None or following.kind != "verb":
            return None
        if lexicon.verb("still", following.lemma):
            return Cue(at, at + 1, "still")
        denied = following.tense == "past" and _denies_past(words, at, lexicon)
        return Cue(at, at + 1, "clause") if denied else None
    if {"غير", "غيره"} & words[at].bare and "غير" not in {c.rest for c in cuts(words[at].key)}:
        # وغيرهم: "and others".
        return Cue(at, None, "other")
    rests = {cut.rest for cut in cuts(words[at].key) if not cut.definite}
    rests |= {"دون"} & words[at].bare
    stem = next((rest for rest in rests if lexicon.has("negators.noun", rest)), None)
    if stem is None:
        return None
    if stem == "غير" and _but(words, at):
        return None
    target = _next_verb(words, at, lexicon) if _that(words, at) else _next_noun(words, at)
    return Cue(at, target, "word")


def _main(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> Cue:
    """Let a cue before an auxiliary deny the verb behind it: لم تكن قد بدأت."""
    assert cue.target is not None
    verb = words[cue.target]
    if lexicon.verb("still", verb.lemma):
        return Cue(cue.at, cue.target, "still")
    if verb.lemma != "كون I":
        return cue
    for j in range(cue.target + 1, min(cue.target + 2 * REACH, len(words))):
        word = words[j]
        if word.kind == "verb" and not word.joined:
            helped = j == cue.target + 1 or lexicon.has("maybe", words[j - 1].core)
            return Cue(cue.at, j, "clause") if helped else cue
        if word.kind == "sign" or lexicon.has("complementisers", word.core):
            break
    return cue


def _that_not(words: Sequence[Word], at: int, lexicon: Lexicon) -> Cue | None:
    """Return ألا before a verb of the present; إلا is "except"."""
    word = words[at]
    written = word.token.text.lstrip("وبكل")
    if not lexicon.has("negators.that", word.key) or written.startswith("إ"):
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.kind != "verb" or following.tense != "present":
        return None
    return Cue(at, at + 1, "clause")


_PLAIN_NOT = frozenset(["لم", "لن", "لا", "لما"])


def _is_particle(words: Sequence[Word], at: int, core: str) -> bool:
    if core != "لما":
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.kind == "verb" and following.tense == "present"


def _but(words: Sequence[Word], at: int) -> bool:
    """Tell whether غير is "but": غير أن."""
    return at + 1 < len(words) and words[at + 1].core in ("ان", "انه", "انها", "انهم")


def _that(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].core in ("ان",)


def _denies_past(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether ما denies the past verb behind it.

    In news it mostly is a relative: "what happened", "which led to". It denies where it begins the
    sentence and the verb's subject follows, or where it follows a topic.
    """
    verb = words[at + 1]
    if verb.pronoun or lexicon.verb("soon", verb.lemma):
        return False
    before = words[at - 1] if at else None
    if before is None or before.sentence != words[at].sentence or before.core in (":", "«", "“"):
        behind = words[at + 2] if at + 2 < len(words) else None
        return behind is not None and behind.kind == "noun" and behind.definite
    return before.kind == "noun" and start_before(words, at, lexicon) is not None


def _next_verb(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    for j in range(at + 1, min(at + 1 + REACH, len(words))):
        word = words[j]
        if word.sentence != words[at].sentence:
            return None
        if word.kind == "verb":
            return j
        if word.kind == "sign" and word.core not in '“”"«»':
            return None
        if word.kind == "noun" and words[at].core in ("لا", "لم", "لن"):
            return None
    return None


def _next_noun(words: Sequence[Word], at: int) -> int | None:
    for j in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[j].sentence != words[at].sentence:
            return None
        if words[j].kind in ("noun", "number"):
            return j
    return None


def _only(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether "only" follows: ليس من جانبنا فحسب denies nothing."""
    for word in words[at + 1 : at + 8]:
        if word.sentence != words[at].sentence or word.kind == "sign":
            return False
        if lexicon.has("negators.only", word.core) or lexicon.has("negators.only", word.key):
            return True
    return False
