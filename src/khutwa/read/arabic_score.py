"""How far a word of Arabic looks like a verb, by its form and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.lexicon import Lexicon
from khutwa.read.normalise import INVISIBLE, POINTS
from khutwa.read.tokens import Token
from khutwa.read.verb_table import Form, forms
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

_POINTS = re.compile(f"[{POINTS}{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a token as a verb."""

    form: Form
    joined: bool
    future: bool
    pronoun: str
    known: bool
    core: str
    purpose: bool
    host: str


def form_score(reading: Reading, lexicon: Lexicon) -> float:
    """Return how far the form alone looks like a verb."""
    form, core = reading.form, reading.host
    score = 0.0
    if form.tense != "past":
        score += {"ي": 2.5, "ت": 0.7, "ن": -1.0, "ا": -2.0}.get(core[0], 0.0)
        # تطور, تعاون: a noun of action, or a past, more often than "she develops".
        if core[0] == "ت" and any(f.tense == "past" for f in forms(core)):
            score -= 0.3 if reading.known else 0.7
        # The ن of يتكون is the verb's own.
        own = any(f.tense == form.tense and f.persons[0] == "3ms" for f in forms(core))
        score += 0.8 if core.endswith(("ون", "وا", "ان")) and not own else 0.0
    elif core.endswith("وا"):
        score += 3.0
    elif form.persons[0] == "3fs" and core.endswith("ت"):
        score += 1.5
    elif len(core) > 3 and core[0] == "ا" and not core.startswith("ال"):
        score += 0.8
    score += 1.5 if lexicon.verb("auxiliaries", form.verb) else 0.4 if reading.known else 0.0
    score -= 0.7 if form.voice == "passive" else 0.0
    # A first letter that looks like "and" is mostly the verb's own: وصلوا, فقدت.
    own = core[0] in "وف" and core[1:2] != "و" and not reading.joined
    score += 1.2 if own and form.voice == "active" else 0.0
    if lexicon.has("no_verbs", reading.core):
        score -= 0.8 if reading.known else 1.5
    elif reading.known and len(core) == 3 and core[1] == "ا" and form.tense == "past":
        # قام, عاد: few nouns are written so.
        score += 1.0
    elif reading.known and form.tense == "present" and core[0] == "ت" and len(core) == 4:
        # تدور, تعود: of a root with a weak middle, "she" is meant rather than a noun of action.
        score += 0.5 if core[2] in "ويا" and form.verb.endswith(" I") else 0.0
    score -= (0.8 if reading.known else 1.6) if reading.pronoun else 0.0
    score += 2.5 if reading.future else 0.0
    if form.persons[0][0] == "1" and form.tense == "past":
        score -= 1.5
    # يتكون: a last letter of its own before an ending of "they", said of women.
    women = form.persons[0] == "3fp" or (form.persons[0] == "3fd" and form.tense == "past")
    score -= 1.0 if women else 0.0
    return score


def spelling_score(reading: Reading, written: str) -> float:
    """Return how far a verb can be written with these seats of hamza, and this last letter.

    إ begins no verb but one whose hamza is not written at all, by mistake (إستقبل); "I" begins with
    أ; a past of a derived form ends in ى, its present in ي.
    """
    letters = _POINTS.sub("", written)
    at = len(letters) - len(reading.core)
    first, form = letters[at : at + 1], reading.form
    bare = form.verb.rpartition(" ")[2] in ("VII", "VIII", "IX", "X")
    if first == "إ":
        return -1.0 if bare and form.tense == "past" else -6.0
    if form.tense == "past" and bare and first == "أ":
        return -2.0
    score = -2.0 if form.persons[0] == "1s" and form.tense != "past" and first == "ا" else 0.0
    derived = form.verb.rpartition(" ")[2] != "I" and form.voice == "active"
    if form.tense == "past" and derived and letters.endswith("ي") and not reading.pronoun:
        score -= 2.0
    return score


def own_voice(reading: Reading, word: Word) -> float:
    """Return how far "we" is to be expected: in a quote, of a verb that is known."""
    first = reading.form.persons[0][0] == "1"
    return 1.7 if first and word.quote and reading.known else 0.0


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
    if after is not None and after.key == ":" and not reading.known:
        # عاجل: a word before a colon heads what follows.
        return score - 3.0
    if after is not None and not reading.known and _awaited(after, before, lexicon):
        score -= 3.0
    if last is None:
        return score + 2.0
    if last.kind == "sign":
        if reading.joined and _action_noun(reading, before, lexicon):
            return score - 1.5
        opening = last.core in "،,؛:;.)-–—"
        return score + (1.5 if opening else 0.5)
    if reading.joined and last.kind in ("noun", "verb", "number"):
        if _action_noun(reading, before, lexicon):
            return score - 1.5
        # "and" between two nouns joins nouns more often than clauses.
        known = reading.known and reading.core not in lexicon.nouns
        return score + (0.7 if known or last.kind == "number" else 0.3 if past else 0.6)
    if last.kind == "noun" and _object_noun(reading, before, lexicon):
        return score - 1.5
    if last.kind == "verb" and last.means in REPORTS and not reading.future:
        # Who says it is named here; a name may be spelled like a verb: قال نصر.
        return score - 6.0
    if last.kind == "verb" and past:
        # Behind a verb stands who acts, not another verb of the past; but "had" may stand there.
        return score + (1.0 if last.lemma == "كون I" else -4.0)
    if last.kind == "verb":
        helped = lexicon.verb("auxiliaries", last.lemma)
        return score + (2.5 if helped else 0.5 if reading.known else -1.5)
    if _subject_noun(reading, before, lexicon):
        return score - 4.0
    if last.kind == "part":
        return score + _behind_particle(reading, last, lexicon, past)
    if last.key.endswith(("ين", "ان")) and reading.form.persons[0] in ("3md", "3mp"):
        # الطرفين ناقشا, المراقبين رصدوا: two, or many, of whom something is said.
        return score + 1.5
    if lexicon.has("negators.noun", last.core.lstrip("ولب")) and last.core != "دون":
        # لعدم توفر التمويل: behind a negator of nouns stands a noun.
        return score - 4.0
    score += 1.0 if _predicate_awaited(before, lexicon, past) else 0.0
    if last.key.endswith("ة") and reading.form.persons[0] == "3fs":
        # It agrees with the noun before it: خطة تسمح.
        return score + (1.0 if last.definite else 0.5)
    if last.prefix or _is_closed(last):
        return score + (0.2 if past else 0.5)
    return score + (-0.5 if past else -0.2)


def _is_closed(word: Word) -> bool:
    """Tell whether a noun shows that none can follow that belongs to it: الفريق, فريقه, فريقا."""
    if word.kind != "noun":
        return False
    tanwin = any(mark in word.token.text[-2:] for mark in "ًٌٍ")
    return word.definite or tanwin or word.key.endswith(("ه", "ها", "هم", "هما"))


def _predicate_awaited(before: Sequence[Word], lexicon: Lexicon, past: bool) -> bool:
    """Tell whether a verb is wanted: behind "that" and its topic, behind "was" and its subject.

    أن فريقه, of which nothing is said yet; لا تزال الفرق, with a verb of the present.
    """
    if not _is_closed(before[-1]):
        return False
    verbs = 0
    for word in reversed(before):
        if word.sentence != before[-1].sentence or word.kind == "sign":
            return False
        if lexicon.has("complementisers", word.core):
            return verbs <= 0 and word.core in ("ان", "بان", "لان")
        if word.kind == "verb" and lexicon.verb("auxiliaries", word.lemma) and verbs <= 0:
            return not past
        verbs += word.kind == "verb"
        verbs -= lexicon.has("relatives", word.core) and word.core.startswith("ال")
    return False


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


def _behind_particle(reading: Reading, last: Word, lexicon: Lexicon, past: bool) -> float:
    core = last.core
    if core in ("لا", "لم", "لن") and past:
        return -6.0
    if lexicon.has("negators.verb", core) or lexicon.has("maybe", core):
        return 3.5
    if core in (
        "لقد",
        "سوف",
        "عندما",
        "حينما",
        "بعدما",
        "اذا",
        "لو",
        "كلما",
        "ريثما",
        "لما",
        "كي",
        "لكي",
    ):
        return 3.0
    if lexicon.has("as", core):
        return 2.5 if reading.known else 1.5
    if core in ("التي", "الذي"):
        return 3.5 if ("3fs" if core == "التي" else "3ms") in reading.form.persons else 1.0
    if lexicon.has("relatives", core):
        return 0.5 if core in ("من", "حيث") else 2.5
    if lexicon.has("complementisers", core):
        # أنّ with a pronoun or أنْ with the present; a noun comes behind the bare أنّ.
        return 2.5 if not past or len(core) > 3 else 1.0
    if core in ("بين", "بعد", "قبل", "حتي") and last.key == core:
        return -3.0 if core != "حتي" else 0.5
    if lexicon.has("prepositions", core):
        return -6.0 if len(core) > 1 else 0.0
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
