"""Who speaks in Arabic: verbs with a clause that their subject says, and subjects left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS, start_before
from khutwa.read.subjects import subject
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

REACH = 25
"""Words between a verb and the clause that says what was said."""

LONG = 120
"""Words of a sentence that are looked at before a verb without a subject."""

_SPEAKING = frozenset(["promised", "demanded", "threatened", "insisted", "offered"])
"""Classes whose subject says the clause behind them, whatever its verb: طالبت بأن تفتح."""
_SHOWING = frozenset(["event", "observed"])
"""Classes whose subject says it where the clause is one of what is so: أظهر استطلاع أن الناس."""


def content(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the word with which what a verb says begins, or None.

    That is "that", however it is spelled, or the first word behind a colon or of a quote. A
    clause that describes the subject may stand between: استطلاع أجرته جامعة أن.
    """
    here = words[at]
    for word in words[at + 1 : at + REACH]:
        before = words[word.at - 1]
        if word.sentence != here.sentence:
            return None
        if word.quote != here.quote:
            return word.at if word.quote else None
        if word.kind == "sign":
            if word.core == ":":
                return word.at + 1 if word.at + 1 < len(words) else None
            if word.core not in MARKS and word.core not in "،,()":
                return None
        elif is_that(word, lexicon):
            stops = ("when_that", "adversatives", "conditions", "exceptives")
            free = not any(lexicon.has(name, before.core) for name in stops)
            return word.at if free and not word.joined else None
        elif word.kind == "verb":
            if not _describes(words, word.at, lexicon):
                return None
        elif word.kind == "part" and _begins(word, lexicon):
            return None
    return None


def _begins(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a particle begins another clause; "while we" is none: ونحن نعبر."""
    opens = word.joined or lexicon.has("conditions", word.core)
    return opens and not lexicon.has("pronouns", word.core)


def is_that(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word is أن, إن or بأن, with or without a pronoun."""
    bare = word.core.removeprefix("ب")
    return bare.startswith("ان") and lexicon.has("complementisers", word.core)


def _describes(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb only describes the noun before it."""
    before, word = words[at - 1], words[at]
    if word.joined or word.means in REPORTS:
        return False
    if lexicon.verb("auxiliaries", word.lemma):
        return True
    relative = before.kind == "part" and lexicon.has("relatives", before.core)
    return relative or (before.kind == "noun" and not before.definite)


def utters(words: Sequence[Word], at: int, means: str, lexicon: Lexicon) -> bool:
    """Tell whether the subject of a verb that is no report says the clause behind it.

    Args:
        words: The words of the text.
        at: The number of the verb.
        means: Its class.
        lexicon: The lexicon.
    """
    word = words[at]
    wishing = lexicon.verb("wishing", word.lemma)
    if not (means in _SPEAKING | _SHOWING or wishing) or word.passive:
        return False
    if lexicon.verb("necessary", word.lemma) or lexicon.verb("knowing", word.lemma):
        return False
    begins = content(words, at, lexicon)
    if begins is None or _is_another(words, at, begins, lexicon):
        return False
    head = subject(words, at, lexicon)
    named = head is not None and words[head].kind == "noun" and not words[head].prefix
    if means not in _SHOWING:
        return named or goes_on(words, at, lexicon)
    return named and (not is_that(words[begins], lexicon) or _is_so(words, begins, lexicon))


def _is_another(words: Sequence[Word], at: int, begins: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause is what a verb of saying before has: قالت مصادر طلبت السرية إن."""
    return any(
        word.kind == "verb"
        and word.means in REPORTS
        and word.sentence == words[at].sentence
        and content(words, word.at, lexicon) == begins
        for word in words[max(0, at - REACH) : at]
    )


def _is_so(words: Sequence[Word], that: int, lexicon: Lexicon) -> bool:
    """Tell whether "that" has a noun behind it, or a pronoun written to it: أن الهدنة, أنها."""
    if words[that].core not in ("ان", "بان"):
        return True
    following = words[that + 1] if that + 1 < len(words) else None
    return following is not None and (
        following.kind in ("noun", "number") or lexicon.has("determiners", following.core)
    )


def goes_on(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb without a subject goes on with one: by "and", "as", لكنه or ومع ذلك."""
    sentence = words[at].sentence
    before = words[at - 1] if at else None
    if before is not None and before.sentence == sentence and before.core == "ان":
        # أراد الوزير أن يقول
        return True
    if words[at].joined or words[at].prefix == "ل" or joins_noun(words, at):
        return True
    head = subject(words, at, lexicon)
    if head is not None and words[head].kind == "part":
        return True
    for word in reversed(words[max(0, at - LONG) : at]):
        if word.sentence != sentence or word.kind == "verb":
            return False
        if word.joined and word.kind == "part":
            return True
        if any(lexicon.has(name, word.core) for name in ("adversatives", "conjunctions", "buts")):
            return True
    return False


def joins_noun(words: Sequence[Word], at: int) -> bool:
    """Tell whether a verb describes the noun right before it: ترك رسالة يعلن فيها."""
    before = words[at - 1] if at else None
    if before is None or before.sentence != words[at].sentence or before.definite:
        return False
    return before.kind == "noun" and words[at].tense == "present" and not words[at].joined


def dropped(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the subject with which a verb that has none goes on in its sentence, or None.

    It is that of the nearest verb before of the same person, gender and number, first of those in
    no subordinate clause: طلبت الوزارة من السكان أن يغادروا، وأعلنت. "They" may also be who
    stands behind a singular verb: حذر خبراء، وقالوا.
    """
    here = words[at]
    before = [
        word
        for word in reversed(words[max(0, at - LONG) : at])
        if word.kind == "verb"
        and word.sentence == here.sentence
        and word.quote == here.quote
        and not lexicon.verb("auxiliaries", word.lemma)
    ]
    main = [word for word in before if not _is_below(words, word.at, lexicon)]
    wanted = third(here)
    for verbs, persons in ((main, wanted), (before, wanted), (main, _singular(wanted))):
        for head in _subjects(words, verbs, persons, lexicon):
            return head
    return None


def _subjects(
    words: Sequence[Word], verbs: Sequence[Word], persons: frozenset[str], lexicon: Lexicon
) -> Iterator[int]:
    for word in verbs:
        if third(word) & persons:
            head = subject(words, word.at, lexicon)
            if head is not None and words[head].kind == "noun" and not words[head].prefix:
                yield head


def third(word: Word) -> frozenset[str]:
    """Return the third persons that a verb may mean, as `3ms`."""
    return frozenset(person for person in word.persons if person.startswith("3"))


def _singular(persons: frozenset[str]) -> frozenset[str]:
    return frozenset(p[:2] + "s" for p in persons if p.endswith(("p", "d")))


def _is_below(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb stands in a clause that "that", "who" or "if" begins."""
    openers = ("complementisers", "relatives", "conditions", "openers")
    for word in reversed(words[max(0, at - LONG) : at]):
        stops = word.kind == "sign" and word.core not in MARKS
        other = word.kind == "verb" and not lexicon.verb("auxiliaries", word.lemma)
        if word.sentence != words[at].sentence or stops or other:
            return False
        if word.kind == "part" and any(lexicon.has(name, word.core) for name in openers):
            return True
    return False


def described(words: Sequence[Word], relative: int, lexicon: Lexicon) -> int | None:
    """Return the noun that a relative pronoun takes up: مدير المنظمة الذي قال, or None."""
    first = start_before(words, relative, lexicon)
    if first is None:
        first = relative
        while first > 0 and words[first - 1].kind == "noun":
            first -= 1
            if words[first].joined or words[first].prefix:
                break
    wanted = words[relative].core == "التي"
    nouns = [w for w in words[first:relative] if w.kind == "noun"]
    agree = [w.at for w in nouns if w.key.endswith("ة") is wanted]
    return agree[0] if agree else None
