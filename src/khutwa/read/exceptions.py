"""What a denial excepts: لم يحضر إلا الوزير says that the minister came."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS
from khutwa.read.word import Word

FAR = 12
"""Words behind what is denied in which its exception may stand."""


def is_exception(words: Sequence[Word], at: int) -> bool:
    """Tell whether الا is "except": neither ألا, "that not", nor إلا أن, "however"."""
    written = words[at].token.text.lstrip("وف")
    following = words[at + 1] if at + 1 < len(words) else None
    return not written.startswith("أ") and not (
        following is not None and following.core in ("ان", "انه", "انها", "انهم", "اننا", "اني")
    )


def has_exception(words: Sequence[Word], at: int, target: int, lexicon: Lexicon) -> bool:
    """Tell whether what a negator denies has an exception: لم يحضر سوى الوزير.

    What is still to come and excepted under a condition is denied: لن ننسحب إلا بعد اتفاق.

    Args:
        words: The words of the text.
        at: The number of the negator.
        target: That of what it denies.
        lexicon: The lexicon.
    """
    for word in words[target + 1 : target + 1 + FAR]:
        if word.sentence != words[at].sentence or word.joined:
            return False
        if word.kind == "verb" or (word.kind == "sign" and word.core not in MARKS):
            return False
        if lexicon.has("exceptives", word.core) and is_exception(words, word.at):
            return not _conditional(words, at, word.at, lexicon)
        if lexicon.has("complementisers", word.core):
            return False
    return False


def _conditional(words: Sequence[Word], at: int, exception: int, lexicon: Lexicon) -> bool:
    """Tell whether an exception only says under what condition: إلا إذا, إلا بعد."""
    following = words[exception + 1] if exception + 1 < len(words) else None
    if following is None:
        return False
    late = following.core in ("بعد", "قبل", "حين", "عندما", "في")
    coming = words[at].core in ("لن", "لا")
    return lexicon.has("conditions", following.key) or (coming and late)
