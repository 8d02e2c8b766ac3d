"""How far a word of Arabic looks like a verb by where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.arabic_score import Reading
from khutwa.read.lexicon import Lexicon
from khutwa.read.noun_phrase import MARKS
from khutwa.read.tokens import Token
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word


def place_score(
    reading: Reading,
    last: Word | None,
    before: Sequence[Word],
    after: Token | None,
    lexicon: Lexicon,
) -> float:
    """Return how far a verb can stand here."""
    past = reading.form.tense == "past"
    score = _after_score(after, past)
    if after is not None and after.kind == "word" and after.key.endswith("ة"):
        # تمثل الخطوة: she, rather than he.
        score += 0.8 if "3fs" in reading.form.persons else 0.0
    opens = last is None or last.kind == "sign"
    if opens and after is not None and after.key == ":" and not reading.usual:
        # عاجل: a word before a colon heads what follows.
        return score - 3.0
    if after is not None and not reading.usual and _awaited(after, before, lexicon):
        score -= 3.0
    if last is None:
        return score + 2.0
    if last.kind == "sign":
        if reading.joined and _action_noun(reading, before, lexicon):
            return score - 1.5
        opening = last.core in "،,؛:;.)-–—"
        if reading.usual and last.core in MARKS and reading.form.persons[0][0] == "1":
            return score + 2.5
        return score + (1.5 if opening else 0.5)
    if reading.joined and last.kind in ("noun", "verb", "number"):
        if _action_noun(reading, before, lexicon):
            return score - 1.5
        # "and" between two nouns joins nouns more often than clauses.
        usual = reading.usual and reading.core not in lexicon.nouns
        score -= 0.0 if reading.usual else 0.6
        return score + (0.7 if usual or last.kind == "number" else 0.3 if past else 0.6)
    if last.kind == "noun" and _object_noun(reading, before, lexicon):
        return score - 1.5
    if last.kind == "verb" and last.means in REPORTS and not reading.future:
        # Who says it is named here; a name may be spelled like a verb: قال نصر.
        return score - 6.0
    if last.kind == "verb" and past:
        # Behind a verb stands who acts, not another verb of the past; but "had" may stand there.
        helps = last.lemma == "كون I" or lexicon.verb("auxiliaries", reading.form.verb)
        return score + (0.0 if helps else -4.0)
    if last.kind == "verb":
        helped = lexicon.verb("auxiliaries", last.lemma)
        return score + (2.5 if helped else 0.5 if reading.usual else -1.5)
    if _subject_noun(reading, before, lexicon):
        return score - 4.0
    if last.kind == "part":
        return score + _behind_particle(reading, before, lexicon, past)
    if last.key.endswith(("ين", "ان")) and reading.form.persons[0] in ("3md", "3mp"):
        # الطرفين ناقشا, المراقبين رصدوا: two, or many, of whom something is said.
        return score + 1.5
    if lexicon.has("negators.noun", last.core.lstrip("ولب")) and last.core != "دون":
        # لعدم توفر التمويل: behind a negator of nouns stands a noun.
        return score - 4.0
    if last.kind == "number" and len(last.key) == 4:
        # A year: عام 1976 التقى.
        score += 0.6
    score += 1.0 if _predicate_awaited(before, lexicon, past) else 0.0
    if len(before) > 1 and before[-2].core in ("ان", "بان", "لان") and reading.usual:
        # أن هنية دفع: a name may have no article.
        bare = reading.core in lexicon.nouns or lexicon.has("no_verbs", reading.core)
        score += 0.0 if bare or last.lemma in lexicon.nouns else 0.8
    if last.key.endswith("ة") and reading.form.persons[0] == "3fs":
        # It agrees with the noun before it: خطة تسمح.
        return score + (1.0 if last.definite else 0.5)
    if reading.usual and not _is_definite(last) and reading.core not in lexicon.nouns:
        # مظاهرات شارك فيها, بيان نشره: what a pronoun takes up is told of a noun without article.
        taken_up = after is not None and lexicon.has("taking_up", after.key)
        score += 1.2 if taken_up else 0.8 if reading.pronoun else 0.0
    if last.prefix or _is_closed(last):
        return score + (0.2 if past else 0.5)
    return score + (-0.5 if past else -0.2)


def _is_closed(word: Word) -> bool:
    """Tell whether a noun shows that none can follow that belongs to it: الفريق, فريقه, فريقا."""
    if word.kind != "noun":
        return False
    return _is_definite(word) or any(mark in word.token.text[-2:] for mark in "ًٌٍ")


def _is_definite(word: Word) -> bool:
    return word.definite or word.key.endswith(("ه", "ها", "هم", "هما"))


def _predicate_awaited(before: Sequence[Word], lexicon: Lexicon, past: bool) -> bool:
    """Tell whether a verb is wanted: the clause or the sentence has none yet.

    أن فريقه and في العام التالي want one; لا تزال الفرق wants one of the present.
    """
    return _is_closed(before[-1]) and _no_verb_yet(before, lexicon, past)


def _no_verb_yet(before: Sequence[Word], lexicon: Lexicon, past: bool) -> bool:
    """Tell whether the clause has no verb so far; "was" is none before one of the present."""
    verbs = 0
    for word in reversed(before):
        if word.sentence != before[-1].sentence or word.core == ":":
            break
        if lexicon.has("complementisers", word.core):
            return verbs <= 0
        if word.kind == "verb" and lexicon.verb("auxiliaries", word.lemma) and verbs <= 0:
            return not past
        verbs += word.kind == "verb"
        verbs -= lexicon.has("relatives", word.core) and word.core.startswith("ال")
    return verbs <= 0


def _awaited(after: Token, before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether "that" belongs to a verb of saying before: أكد قائد بارز أن."""
    if not lexicon.has("complementisers", after.key):
        return False
    for word in reversed(before):
        if word.sentence != after.sentence or lexicon.has("complementisers", word.core):
            return False
        if word.kind == "verb":
            return word.means in REPORTS
    return False


def _subject_noun(reading: Reading, before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether a noun of action is what "that" speaks of: أكد أن وقف إطلاق النار انهار.

    "That" has a noun behind it; a verb of the past stands there only where it says when.
    """
    if reading.form.tense != "past" or reading.core not in lexicon.nouns or reading.joined:
        return False
    earlier = before[-2].core if len(before) > 1 else ""
    return before[-1].core == "ان" and not lexicon.has("when_that", earlier)


def _action_noun(reading: Reading, before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether "and" joins a noun of action to another: يدعو إلى عقد مؤتمر ووضع دستور.

    ووضع alone may be "and he put"; behind a noun of action that no verb follows it is the noun.
    """
    if reading.form.tense != "past" or reading.core not in lexicon.nouns:
        return False
    for word in reversed(before):
        if word.sentence != before[-1].sentence or word.kind == "verb":
            return False
        if word.kind == "noun" and word.means and not word.participle:
            return True
    return False


def _object_noun(reading: Reading, before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether a predicate before takes a noun of action: طلبت من المعارضة فتح المعابر."""
    if reading.form.tense != "past" or reading.core not in lexicon.nouns:
        return False
    for word in reversed(before):
        if word.sentence != before[-1].sentence or word.kind == "sign":
            return False
        if word.kind == "verb":
            return bool(word.means)
        if word.kind == "part" and not lexicon.has("prepositions", word.core):
            return False
    return False


def _behind_particle(
    reading: Reading, before: Sequence[Word], lexicon: Lexicon, past: bool
) -> float:
    last = before[-1]
    core = last.core
    if core in ("لا", "لم", "لن") and past:
        return -6.0
    if core in ("لم", "لن"):
        return 6.0
    if lexicon.has("negators.verb", core) or lexicon.has("maybe", core):
        return 3.5
    if core in ("لقد", "سوف", "لما", "كي", "لكي") or lexicon.has("openers", core):
        return 3.0
    if lexicon.has("as", core):
        return 2.5 if reading.usual else 1.0
    if core in ("التي", "الذي") and reading.form.persons[0][0] == "1":
        return 2.5
    if core in ("التي", "الذي"):
        return 4.5 if ("3fs" if core == "التي" else "3ms") in reading.form.persons else 1.6
    if core == "من":
        # "Of", before it is "who".
        return -1.5 if past else 0.5
    if lexicon.has("relatives", core):
        return 1.8 if core == "حيث" else 2.5
    if lexicon.has("buts", core) and len(core) > 3:
        return 2.5
    if core in ("ثم", "اذ", "بل", "بينما"):
        return 1.8
    if lexicon.has("complementisers", core):
        # أنّ with a pronoun or أنْ with the present; a noun comes behind the bare أنّ.
        bare = core in ("ان", "بان", "لان", "الا")
        when = len(before) > 1 and lexicon.has("when_that", before[-2].core)
        if past and bare and not when:
            return 0.5 if reading.form.persons[0] == "3fs" and not reading.pronoun else -1.0
        return 2.5
    if core in ("بين", "بعد", "قبل", "حتي") and last.key == core:
        return -3.0 if core != "حتي" else 0.5
    bound = core.endswith(("ه", "ها", "هم", "هما", "نا")) and core not in ("تجاه", "باتجاه")
    if bound and lexicon.has("prepositions", core):
        # What a preposition belongs to is said with it: كتبت معها لتتعلم.
        return 0.7 if reading.joined else 0.0
    if lexicon.has("prepositions", core):
        return -6.0 if len(core) > 1 else 0.0
    if core == "ذلك" and _no_verb_yet(before, lexicon, past):
        # في غضون ذلك كشف: behind what only says when.
        return 1.5
    if lexicon.has("determiners", core):
        return 0.3 if core in ("هذا", "هذه", "ذلك", "تلك") else -2.0
    if lexicon.has("adverbs", core) or lexicon.has("pronouns", core):
        return 1.0
    return 1.0


def _after_score(after: Token | None, past: bool) -> float:
    if after is None or after.kind == "sign":
        return -0.5
    key = after.key
    if key in ("ان", "بان", "انه", "انها", "قايلا", "بانه", "بانها", "انهم"):
        return 2.0
    if key.startswith("ال") and len(key) > 4:
        return 0.6 if past else 0.4
    if key in ("الي", "علي", "عن", "في", "من") or key[0] in "بل":
        return 0.3
    return 0.0
