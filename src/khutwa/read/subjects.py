"""Who does what a verb says."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS, end_of, start_before
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word


def subject(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the word that heads the subject of a verb, or None.

    Arabic puts the subject behind the verb, with a verb in the singular. Before the verb stand a
    topic that agrees with it, or a relative pronoun.
    """
    verb = words[at]
    behind = _behind(words, at, lexicon)
    before = _before(words, at, lexicon)
    if verb.persons and verb.persons[0] in ("3mp", "3md", "3fd", "3fp"):
        return before if before is not None else behind
    if before is not None and words[before].kind == "part":
        free = behind is None or not (verb.pronoun or _takes_up(words, at, lexicon))
        return before if free and _agrees(verb, words[before]) else behind
    if before is not None and _agrees(verb, words[before]) and not _must_follow(words, at, behind):
        return before
    if behind is not None and _agrees(verb, words[behind]):
        return behind
    return before if before is not None and _agrees(verb, words[before]) else behind


def _takes_up(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a preposition behind the verb takes the relative up: الوقت الذي أعلن فيه."""
    word = words[at + 1] if at + 1 < len(words) else None
    return word is not None and lexicon.has("prepositions", word.core) and _bound(word.core)


def _must_follow(words: Sequence[Word], at: int, behind: int | None) -> bool:
    """Tell whether the noun behind is the subject: right behind the object on the verb."""
    return behind == at + 1 and bool(words[at].pronoun)


def _agrees(verb: Word, head: Word) -> bool:
    if head.core in ("التي", "اللواتي"):
        return "3fs" in verb.persons
    if head.core in ("الذي", "الذين"):
        return "3fs" not in verb.persons or "3ms" in verb.persons
    if "3ms" in verb.persons and "3fs" not in verb.persons:
        return not head.key.endswith("ة")
    return not (verb.persons and verb.persons[0][0] == "1")


def _behind(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    here, skipped, j = words[at], 0, at + 1
    while j < len(words) and words[j].sentence == here.sentence and skipped < 4:
        word = words[j]
        if word.quote != here.quote:
            return None
        if word.kind == "sign":
            if word.core == "(":
                j = next((k + 1 for k in range(j, len(words)) if words[k].core == ")"), len(words))
                continue
            if word.core not in MARKS and not (word.core in "،," and skipped):
                return None
            j += 1
            continue
        if word.joined or word.kind == "verb":
            return None
        if word.kind in ("noun", "number"):
            beside = word.key.endswith(("ا", "ة", "ين"))
            if word.participle and beside and not word.definite and word.means in REPORTS:
                return None
            if not word.prefix:
                return j
            j, skipped = end_of(words, j, lexicon), skipped + 1
            continue
        if lexicon.has("determiners", word.core):
            follows = j + 1 < len(words) and words[j + 1].kind == "noun"
            return j + 1 if follows and not words[j + 1].prefix else j
        if lexicon.has("pronouns", word.core):
            return j
        if word.core in ("من", "ما") and j + 1 < len(words) and words[j + 1].kind == "verb":
            return j
        if lexicon.has("complementisers", word.core) or lexicon.has("negators.verb", word.core):
            return None
        if lexicon.has("prepositions", word.core):
            bound = word.key[len(word.core) :] or _bound(word.core)
            j = j + 1 if bound or j + 1 >= len(words) else end_of(words, j + 1, lexicon)
            skipped += 1
            continue
        if not lexicon.has("adverbs", word.core):
            return None
        j += 1
    return None


def _bound(core: str) -> bool:
    """Tell whether a preposition holds a pronoun: فيه, منها."""
    return core.endswith(("ه", "ها", "هم", "هما", "نا")) and core not in ("تجاه", "باتجاه")


def _before(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    j = at - 1
    while j >= 0 and words[j].sentence == words[at].sentence and _between(words[j], lexicon):
        j -= 1
    if j < 0 or words[j].sentence != words[at].sentence or words[j].quote != words[at].quote:
        return None
    word = words[j]
    if word.kind == "part":
        often = word.core == "ما" and j > 0 and lexicon.has("adverbs", words[j - 1].core)
        if often:
            return None
        if lexicon.has("relatives", word.core) and word.core not in ("حيث", "مما", "بما"):
            return j
        if lexicon.has("pronouns", word.core):
            return j
        if lexicon.has("complementisers", word.core) and word.core.endswith(
            ("ه", "ها", "هم", "هما")
        ):
            return j
    if words[at].joined and j == at - 1:
        return None
    return start_before(words, j + 1, lexicon)


def _between(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand between a topic and its verb."""
    if word.kind == "verb":
        return lexicon.verb("auxiliaries", word.lemma)
    return word.kind == "part" and (
        lexicon.has("negators.verb", word.core)
        or lexicon.has("maybe", word.core)
        or word.core in ("لقد", "سوف")
    )
