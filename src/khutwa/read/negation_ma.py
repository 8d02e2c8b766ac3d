"""When ما denies: it is "what" and "which" as well."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.exceptions import is_exception
from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS, start_before
from khutwa.read.word import Word


def of_ma(
    words: Sequence[Word], at: int, lexicon: Lexicon, *, again: bool
) -> tuple[int, str] | None:
    """Return what ما denies and how far; None where it is a relative.

    In news it mostly is one: "what happened", "which led to". It denies a verb of the past where it
    begins a clause and the subject follows, "I" or "we" is it, or a word such as "anybody" that
    wants a denial; and where it follows a topic. ما من is "there is no".

    Args:
        words: The words of the text.
        at: The number of ما.
        lexicon: The lexicon.
        again: Whether the denial before it was ما, too.
    """
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.sentence != words[at].sentence:
        return None
    begins = _begins(words, at, lexicon) or (words[at].joined and again)
    if following.kind != "verb":
        return (at + 2, "clause") if begins and _there_is_none(words, at, lexicon) else None
    if lexicon.verb("still", following.lemma):
        return at + 1, "still"
    if following.pronoun or lexicon.verb("soon", following.lemma):
        return None
    past = following.tense == "past"
    comma = at > 0 and words[at - 1].core in ("،", ",", "؛")
    if (begins or comma) and _polar(words, at, lexicon):
        return at + 1, "clause"
    if past and (begins or comma) and _is_first_person(words, at, lexicon):
        return at + 1, "clause"
    if past and begins and _has_doer(words, at, lexicon):
        return at + 1, "clause"
    if past and _denies_topic(words, at, lexicon):
        return at + 1, "clause"
    return None


def _denies_topic(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether ما denies something of a topic: المعارضة ما فتحت المعابر.

    It does not in من رحم ما سمي, which is what was called so.
    """
    if not at or words[at - 1].kind != "noun" or words[at + 1].passive:
        return False
    start = start_before(words, at, lexicon)
    return start is not None and not any(
        lexicon.has("prepositions", word.core) or word.prefix for word in words[start:at]
    )


def _there_is_none(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether ما من and an indefinite noun stand here, and not ما من شأنه."""
    noun = words[at + 2] if at + 2 < len(words) else None
    if words[at + 1].core != "من" or noun is None or noun.key.endswith(("ه", "ها")):
        return False
    return noun.kind == "noun" or lexicon.has("negators.polar", noun.core)


def _begins(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    before = words[at - 1] if at else None
    if before is None or before.sentence != words[at].sentence:
        return True
    # أنه ما عاد: behind a pronoun that is who acts.
    carries = lexicon.has("complementisers", before.core) and before.core.endswith(
        ("ه", "ها", "هم", "نا", "ني")
    )
    opens = before.core == ":" or before.core in MARKS or before.core in ("بل", "نحن", "انا")
    return opens or carries or lexicon.has("buts", before.core)


def _is_first_person(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether "I" or "we" did not: ما قلنا ذلك; but ما قلنا هو is what we said."""
    verb, behind = words[at + 1], words[at + 2] if at + 2 < len(words) else None
    quoted = words[at].quote or (at > 0 and words[at - 1].core in MARKS)
    if not ("1p" in verb.persons or ("1s" in verb.persons and quoted)):
        return False
    return behind is None or not lexicon.has("pronouns", behind.core)


def _has_doer(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether it is said behind ما and a verb who acts: ما انسحبت القوات.

    ما حدث الليلة is what happened, and ما كان لهذا أن is that it could not.
    """
    verb, behind = words[at + 1], words[at + 2] if at + 2 < len(words) else None
    if behind is None or behind.kind == "sign" or lexicon.verb("happening", verb.lemma):
        return False
    if verb.lemma == "كون I" and behind.key[0] == "ل" and behind.kind != "number":
        return True
    if verb.lemma == "كون I" and behind.kind == "verb":
        return behind.core in ("ينبغي", "يجب", "يمكن", "يجوز", "يصح", "يفترض")
    # ما عاد: no longer.
    return verb.lemma == "عود I" or (behind.kind == "noun" and behind.definite)


def _polar(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word follows that wants a denial: أحد, شيئا, قط, إلا."""
    for word in words[at + 2 : at + 7]:
        if word.sentence != words[at].sentence or word.kind in ("sign", "verb"):
            return False
        if lexicon.has("complementisers", word.core) and word.core != "الا":
            return False
        if lexicon.has("negators.polar", word.core):
            return word.core != "الا" or is_exception(words, word.at)
    return False
