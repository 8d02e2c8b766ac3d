"""From tokens to words of Arabic: what each may be, and what its neighbours make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khutwa.read import clitics
from khutwa.read.arabic_place import place_score
from khutwa.read.arabic_score import Reading, form_score, own_voice, spelling_score
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Phrases
from khutwa.read.tokens import Token
from khutwa.read.verb_table import forms
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

_ACTION = re.compile("ا..ا.|ا...ا.|است..ا.")
"""Shapes of nouns of action of the forms IV, VII, VIII and X, which few names have."""
NEAR = 3
"""Words behind لم يعد among which who returns is named."""
_TANWIN = "ًٌٍ"


def words(tokens: Sequence[Token], quotes: Sequence[int], lexicon: Lexicon) -> list[Word]:
    """Return the words of a text, each read as the words before it allow."""
    found: list[Word] = []
    hamza = any("أ" in token.text or "إ" in token.text for token in tokens)
    dots = any(token.text.endswith("ى") for token in tokens)
    for at, token in enumerate(tokens):
        word = Word(token, at, quotes[at], "sign", token.key)
        if token.kind == "number":
            word.kind = "number"
        elif token.kind == "word":
            word.bare = clitics.bare(token.key)
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            _read(word, found, after, lexicon, hamza=hamza)
            if dots and word.core == "علي" and token.text.endswith("ي"):
                # Where ى is written for what it is, علي is a man.
                word.kind = "noun"
        found.append(word)
    for word in found:
        if word.kind == "verb" and lexicon.has("no_longer", word.core):
            _no_longer(found, word.at, lexicon)
    return found


def _no_longer(words: Sequence[Word], at: int, lexicon: Lexicon) -> None:
    """Tell لم يعد that is "did not return" from the one that is "no longer".

    It is a return where somebody who would return stands behind it, and no more than where to.
    """
    if at == 0 or words[at - 1].core != "لم":
        return
    words[at].lemma, words[at].means, words[at].pronoun = "عود I", "no_longer", ""
    who = Phrases({"": [p for ps in lexicon.tables["participants"].values() for p in ps]})
    for word in words[at + 1 : at + 1 + NEAR]:
        if word.kind in ("verb", "sign") or word.sentence != words[at].sentence:
            return
        match = who.at(words, word.at)
        if match is not None:
            behind = words[match.end] if match.end < len(words) else None
            ends = behind is None or behind.kind == "sign" or behind.sentence != word.sentence
            if ends or (behind is not None and lexicon.has("returning_to", behind.core)):
                words[at].means = lexicon.verbs[words[at].lemma]
            return


def _read(
    word: Word, before: Sequence[Word], after: Token | None, lexicon: Lexicon, *, hamza: bool
) -> None:
    word.joined, word.core = _particle(word.key, lexicon)
    if word.core in _ASKS and not _may_be_present(after, lexicon):
        # ألم is "did not" before it is a pain.
        word.joined, word.core = False, ""
    last = before[-1] if before else None
    if word.core == "ام" and last is not None and last.means in REPORTS and last.kind == "verb":
        # أم محمد: a mother, and no "or".
        word.core = ""
    if word.core == "انا" and word.token.text.startswith("آ"):
        # آنا is a woman before it is "I".
        word.core = ""
    if word.core and not _is_either(word, before, lexicon):
        word.kind = "part"
        return
    reading = _verb(word, before, after, lexicon, hamza=hamza)
    if reading is not None:
        word.kind, word.core, word.joined = "verb", reading.core, reading.joined
        word.tense = reading.form.tense.replace("jussive", "present")
        if reading.future or (before and before[-1].core == "لن"):
            word.tense = "future"
        word.persons, word.pronoun = reading.form.persons, reading.pronoun
        word.passive = reading.form.voice == "passive"
        word.lemma = reading.form.verb
        word.means = lexicon.verbs.get(word.lemma, "")
        word.prefix = "ل" if reading.purpose else ""
        return
    _noun(word, before, lexicon)
    if last is None or last.kind != "verb" or last.sentence != word.sentence or word.means:
        return
    # Nothing is joined to a verb before its subject: وقالت وسائل الإعلام, التحق وينستون.
    word.joined = False
    manner = word.key[0] == "ب" and lexicon.has("manners", word.key[1:])
    if last.means in REPORTS and word.prefix in ("", "ب"):
        word.prefix = "ب" if manner else ""


_ASKS = ("الم", "الن", "اولم", "افلم")


def _may_be_present(token: Token | None, lexicon: Lexicon) -> bool:
    return token is not None and any(
        reading.form.tense != "past" and not reading.joined
        for reading in readings(token.key, lexicon, jussive=True)
    )


def _is_either(word: Word, before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether a particle is a verb, behind what wants one: الذي مثل أمام المحكمة, لم أقل."""
    last = before[-1] if before else None
    if last is None:
        return False
    if last.core in ("لم", "لن"):
        jussive = last.core == "لم"
        return not lexicon.has("negators.verb", word.core) and any(
            reading.usual and reading.form.tense != "past"
            for reading in readings(word.key, lexicon, jussive=jussive)
        )
    wants = last.core in ("الذي", "التي", "لقد") or lexicon.has("maybe", last.core)
    return wants and lexicon.has("either", word.core)


def _particle(key: str, lexicon: Lexicon) -> tuple[bool, str]:
    """Return the word of grammar that a key is, and whether a conjunction stands before it."""
    for joined, word in clitics.conjunctions(key):
        # فتحت is "she opened" before it is "and under".
        if joined and key[0] == "ف" and any(f.verb in lexicon.verbs for f in forms(key)):
            continue
        if any(lexicon.has(name, word) for name in _GRAMMAR) and (len(word) > 1 or not joined):
            return joined, word
    return False, ""


_GRAMMAR = ("blocked", "negators.verb", "complementisers", "relatives", "prepositions", "maybe",
            "pronouns", "future", "adverbs", "determiners", "adversatives", "openers")  # fmt: skip


def readings(key: str, lexicon: Lexicon, *, jussive: bool = False) -> list[Reading]:
    """Return the ways to read a key as a verb, those of the lexicon first.

    Args:
        key: The folded word.
        lexicon: The lexicon.
        jussive: Whether a negator stands before it that shortens verbs: لم.
    """
    found = []
    for joined, word in clitics.conjunctions(key):
        options = [(word, False, False)]
        if word[0] == "س" and word[1:2] in ("ي", "ت", "ن", "ا"):
            options.append((word[1:], True, False))
        if word[0] == "ل" and word[1:2] in ("ي", "ت", "ن"):
            options.append((word[1:], False, True))
        for core, future, purpose in options:
            for host, pronoun in clitics.verb_hosts(core):
                for form in forms(host):
                    if (future or purpose) and form.tense != "present":
                        continue
                    if form.tense == "jussive" and not purpose and not jussive:
                        continue
                    known = form.verb in lexicon.verbs or lexicon.verb("auxiliaries", form.verb)
                    usual = known or lexicon.verb("common", form.verb)
                    found.append(
                        Reading(form, joined, future, pronoun, known, usual, core, purpose, host)
                    )
    if any(reading.known and not reading.joined for reading in found):
        # وعدت is "she promised" before it is "and she returned".
        found = [reading for reading in found if not reading.joined]
    return sorted(found, key=_preference)


def _preference(reading: Reading) -> tuple[bool, ...]:
    whole = not reading.joined
    own = whole and reading.core[0] == "و" and reading.form.verb[0] != "و"
    first = reading.form.persons[0][0] == "1"
    return (
        not reading.known,
        not reading.usual,
        own,
        bool(reading.pronoun),
        first,
        reading.form.voice == "passive",
    )


def _verb(
    word: Word, before: Sequence[Word], after: Token | None, lexicon: Lexicon, *, hamza: bool
) -> Reading | None:
    key = word.key
    never = ("names", "titles", "negators.noun")
    if any(lexicon.has(which, name) for _, name in clitics.conjunctions(key) for which in never):
        return None
    if key.endswith("ة") or any(mark in word.token.text for mark in _TANWIN):
        return None
    last = before[-1] if before and before[-1].sentence == word.sentence else None
    best: tuple[float, Reading] | None = None
    jussive = last is not None and last.core in ("لم", "لا", "لما", "الم", "اولم", "افلم")
    ways = readings(key, lexicon, jussive=jussive)
    # ودعت is "and she called for" sooner than "she bade farewell".
    contested = any(reading.known and reading.joined for reading in ways)
    for reading in ways:
        if _has_article(key) and not _begins_alike(reading, word.token.text):
            continue
        score = (
            form_score(reading, lexicon, contested=contested)
            + spelling_score(reading, word.token.text, hamza=hamza)
            + own_voice(reading, word)
            + place_score(reading, last, before, after, lexicon)
        )
        if best is None or score > best[0]:
            best = score, reading
    return best[1] if best and best[0] >= 1 else None


def _has_article(key: str) -> bool:
    """Tell whether a key looks as if it had the article; so do a few verbs: التقى, ألغى."""
    return key.lstrip("وفبكل").startswith("ال")


def _begins_alike(reading: Reading, written: str) -> bool:
    """Tell whether a verb begins with what looks like the article: التقى, ألغى."""
    root, _, form = reading.form.verb.rpartition(" ")
    if form == "VIII":
        return root.startswith("ل") and reading.core.startswith("الت")
    return root.startswith(("ل", "ءل")) and (reading.known or "أل" in written[:4])


def _noun(word: Word, before: Sequence[Word], lexicon: Lexicon) -> None:
    word.kind = "noun"
    word.core = word.key
    best = None
    for cut in clitics.cuts(word.key):
        for stem in clitics.stems(cut.rest):
            for table, participle in ((lexicon.nouns, False), (lexicon.participles, True)):
                if stem not in table or (cut.definite and participle):
                    continue
                # وعودة is "and return", not a plural of "promise": the least cut off wins.
                whole = stem == cut.rest, len(stem)
                if best is None or whole > (best[1] == best[0].rest, len(best[1])):
                    best = cut, stem, table[stem], participle
    if best:
        cut, stem, word.means, word.participle = best
        word.lemma, word.joined, word.prefix, word.definite = (
            stem, cut.joined, cut.prefix, cut.definite,
        )  # fmt: skip
        word.core = cut.rest
        return
    key = word.key
    if key.startswith(("ال", "وال", "بال", "لل", "فال", "كال", "ولل", "وبال")) and len(key) > 4:
        word.definite = True
        word.joined = key[0] in "وف"
        rest = key[1:] if word.joined else key
        word.prefix = rest[0] if rest[0] in "بلك" else ""
        return
    if lexicon.has("names", key):
        word.definite = True
        return
    word.joined = key[0] == "و" and len(key) > 3 and not _is_whole(key, lexicon)
    rest = key[1:] if word.joined else key
    if lexicon.has("names", rest):
        word.definite = True
        return
    # The first letter of a name is its own; a word with an ending of nouns has a preposition.
    ended = (
        bool(_ACTION.fullmatch(rest[1:]))
        or rest.endswith(("ة", "ات", "ين", "ها", "هم", "ه", "ية"))
        or lexicon.has("names", rest[1:])
    )
    if rest[0] in "بل" and len(rest) > 4 and ended and not _is_whole(rest, lexicon):
        word.prefix = rest[0]


def _is_whole(key: str, lexicon: Lexicon) -> bool:
    """Tell whether the first letter of a noun is its own."""
    return any(lexicon.has("whole", stem) for stem in clitics.stems(key))
