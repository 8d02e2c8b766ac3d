"""Who does what a verb says."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.clitics import cuts
from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS, end_of, start_before
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word


def subject(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the word that heads the subject of a verb, or None.

    Arabic puts the subject behind the verb, with a verb in the singular. Before the verb stand a
    topic that agrees with it, a relative pronoun, or what a pronoun is written to: لكنه قال. Of
    "300 refugees" the head is the refugees.
    """
    found = _subject(words, at, lexicon)
    return counted(words, found, lexicon) if found is not None else None


def _subject(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    verb = words[at]
    if verb.lemma.startswith("مكن ") and verb.tense == "present" and verb.pronoun:
        # لا يمكنها أن: what is possible is the clause.
        return None
    before = _before(words, at, lexicon)
    if before is not None and not _agrees(verb, words[before], lexicon):
        before = None
    if verb.persons and not verb.persons[0].endswith("s"):
        # A verb in the dual or plural has its subject before it, or not at all.
        return before
    behind = _behind(words, at, lexicon)
    # What stands apart from its verb need not agree: يوجد في المدينة جامعة.
    if behind == at + 1 and not _agrees(verb, words[behind], lexicon):
        behind = None
    if before is not None and words[before].kind == "part":
        if not lexicon.has("relatives", words[before].core):
            return before
        free = behind is None or not (verb.pronoun or _takes_up(words, at, lexicon))
        return before if free else behind
    if before is not None and not _must_follow(words, at, behind):
        return before
    return behind if behind is not None else before


def _takes_up(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a preposition behind the verb takes the relative up: الوقت الذي أعلن فيه."""
    word = words[at + 1] if at + 1 < len(words) else None
    return word is not None and lexicon.has("prepositions", word.core) and _bound(word.core)


def _must_follow(words: Sequence[Word], at: int, behind: int | None) -> bool:
    """Tell whether the noun behind is the subject: right behind the object on the verb."""
    return behind == at + 1 and bool(words[at].pronoun)


def _agrees(verb: Word, head: Word, lexicon: Lexicon) -> bool:
    written = next((p for p in _WRITTEN if head.kind == "part" and head.core.endswith(p)), None)
    if written is not None:
        return not verb.persons or bool(_WRITTEN[written] & {*verb.persons})
    if head.core == "ما":
        return "3ms" in verb.persons
    if head.core in ("التي", "اللواتي"):
        return "3fs" in verb.persons
    if head.core in ("الذي", "الذين"):
        return "3fs" not in verb.persons or "3ms" in verb.persons
    if _counts(head, lexicon):
        # A number has another gender than what it counts.
        return True
    if "3ms" in verb.persons and "3fs" not in verb.persons:
        if verb.means in REPORTS and not head.definite and head.at == verb.at + 1:
            # Men may have such names: قال بركة إن.
            return True
        return not head.key.endswith("ة") or any(
            lexicon.has("masculine", cut.rest) for cut in cuts(head.key)
        )
    return not (verb.persons and verb.persons[0][0] == "1")


_WRITTEN = {
    "هما": {"3md", "3fd"}, "نا": {"1p"}, "ني": {"1s"}, "هم": {"3mp"}, "ها": {"3fs"}, "ه": {"3ms"},
}  # fmt: skip
"""Pronouns that are written to a particle, with the persons of the verbs that they go with."""


def counted(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Return the number of the noun that a number or a word of quantity counts."""
    if words[at].kind == "part" and lexicon.has("determiners", words[at].core):
        # هؤلاء الأطفال, أحد الشهود
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None or following.kind != "noun" or following.prefix:
            return at
        points = following.definite or words[at].core in ("احد", "احدي")
        return at + 1 if points else at
    while at + 1 < len(words) and _counts(words[at], lexicon):
        following = words[at + 1]
        counts = _counts(following, lexicon)
        if following.sentence != words[at].sentence or following.prefix:
            return at
        if following.kind != "noun" and not counts:
            return at
        at += 1
    return at


def _counts(word: Word, lexicon: Lexicon) -> bool:
    return word.kind == "number" or lexicon.has("numerals", word.core)


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
            if j == at + 1 and here.pronoun:
                # ما سماه "حملة": what is called so.
                return None
            j += 1
            continue
        if _counts(word, lexicon) and not word.joined and counted(words, j, lexicon) != j:
            return j
        if lexicon.has("exceptives", word.core) and not word.joined:
            # لم يحضر سوى الوزير
            excepted = j + 1 < len(words) and words[j + 1].kind in ("noun", "number")
            return j + 1 if excepted and not words[j + 1].prefix else None
        if word.joined or word.kind == "verb":
            return None
        if lexicon.has("times", word.core) and _dated(words, j):
            # وصل مساء الخميس وفد: when, not who.
            j += 2
            continue
        if word.kind == "noun" and _is_object(word):
            j, skipped = j + 1, skipped + 1
            continue
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
            # ما أعرفه هو أن: it is the verb of another sentence.
            following = words[j + 1] if j + 1 < len(words) else None
            is_copula = following is not None and lexicon.has("complementisers", following.core)
            return None if is_copula or here.pronoun else j
        if word.core in ("من", "ما") and j + 1 < len(words) and words[j + 1].kind == "verb":
            return j
        if lexicon.has("complementisers", word.core) or lexicon.has("negators.verb", word.core):
            return None
        if lexicon.has("prepositions", word.core):
            bound = word.key[len(word.core) :] or _bound(word.core) or _to_me(words, j)
            alone = bound or j + 1 >= len(words) or words[j + 1].kind == "sign"
            this = not alone and lexicon.has("determiners", words[j + 1].core)
            if this and not (j + 2 < len(words) and words[j + 2].definite):
                # يدل على ذلك عدم: "that" stands alone.
                j += 2
            else:
                j = j + 1 if alone else end_of(words, j + 1, lexicon)
            skipped += 1
            continue
        if not lexicon.has("adverbs", word.core):
            return None
        j += 1
    return None


def _dated(words: Sequence[Word], at: int) -> bool:
    """Tell whether a day, a year or "yesterday" stands behind a word of time: مساء الخميس."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.joined:
        return False
    return following.kind == "number" or following.definite or following.core in ("امس", "اليوم")


def _is_object(word: Word) -> bool:
    """Tell whether a noun shows by its written ending that it is no subject: أثراً."""
    return not word.definite and "ً" in word.token.text[-2:]


def _bound(core: str) -> bool:
    """Tell whether a preposition holds a pronoun: فيه, منها."""
    return core.endswith(("ه", "ها", "هم", "هما", "نا")) and core not in ("تجاه", "باتجاه")


def _to_me(words: Sequence[Word], at: int) -> bool:
    """Tell whether "to me" stands before a definite noun: قال لي السائق; but قال لي وانغ."""
    behind = words[at + 1 : at + 3]
    return words[at].core in ("لي", "لك", "لكم") and any(word.definite for word in behind)


def _before(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    verb, j = words[at], at - 1
    while j >= 0 and words[j].sentence == verb.sentence and _between(words, j, lexicon):
        j -= 1
    if j < 0 or words[j].sentence != verb.sentence:
        return None
    word = words[j]
    if word.kind == "part":
        if lexicon.has("relatives", word.core) and word.core not in ("حيث", "مما", "بما"):
            return j if word.core != "ما" or _is_which(words, j, at, lexicon) else None
        if lexicon.has("pronouns", word.core):
            return j
        if _carries(word, lexicon):
            return j
    if verb.joined and j == at - 1 and not _of_as_for(words, at):
        return None
    if word.core in ("،", ","):
        topic = _before_aside(words, j, lexicon)
        return start_before(words, topic, lexicon) if topic is not None else None
    return start_before(words, j + 1, lexicon)


def _of_as_for(words: Sequence[Word], at: int) -> bool:
    """Tell whether a verb belongs to "as for": أما المعارضة فترى."""
    if words[at].key[0] != "ف":
        return False
    for word in reversed(words[:at]):
        if word.core == "اما":
            return True
        if word.kind in ("verb", "sign") or word.sentence != words[at].sentence:
            return False
    return False


def _is_which(words: Sequence[Word], j: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether ما is who does it: ما حدث, and not غالبا ما, ما لم, ما أعرفه."""
    before = words[j - 1] if j else None
    often = before is not None and (
        lexicon.has("adverbs", before.core) or lexicon.has("conditions", before.core)
    )
    return not often and not words[at].pronoun and words[j + 1].core != "لم"


def _carries(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a particle has a pronoun written to it that is who acts: إنه, لكنها."""
    return word.core.endswith(tuple(_WRITTEN)) and (
        lexicon.has("complementisers", word.core) or lexicon.has("buts", word.core)
    )


def _before_aside(words: Sequence[Word], comma: int, lexicon: Lexicon) -> int | None:
    """Return where a topic ends behind which something stands between commas.

    That is a clause with a relative pronoun (اللوحة, التي سرقت, لم تغادر) or with "and he is",
    another name of the topic (الوزير, علي حسن, أكد), or where it was (الوزير, في جنيف, أكد).
    """
    at, verbs = comma - 1, 0
    while at > 0 and words[at].sentence == words[comma].sentence:
        word = words[at]
        if word.kind == "sign" and word.core in "،,":
            first = words[at + 1]
            relative = lexicon.has("relatives", first.core) and first.core.startswith("ال")
            he_is = first.joined and lexicon.has("pronouns", first.core)
            name = first.kind == "noun" and not (first.joined or verbs)
            where = lexicon.has("prepositions", first.core) and not (first.joined or verbs)
            return at if relative or he_is or name or where else None
        if word.kind == "sign" and word.core not in MARKS:
            return None
        verbs += word.kind == "verb" or lexicon.has("complementisers", word.core)
        at -= 1
    return None


def _between(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand between a topic and its verb."""
    word = words[at]
    if word.kind == "verb":
        return lexicon.verb("auxiliaries", word.lemma)
    if word.core in MARKS:
        # Words between marks that go on with the sentence: إن البيت الأبيض "لم يعد قادرا".
        return at > 0 and (words[at - 1].kind == "noun" or _carries(words[at - 1], lexicon))
    return word.kind == "part" and (
        lexicon.has("negators.verb", word.core)
        or lexicon.has("maybe", word.core)
        or word.core in ("لقد", "سوف")
    )
