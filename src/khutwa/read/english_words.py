"""From tokens to words of English: what each may be, and what its neighbours make of it."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.english import english_tokens, lemmas, past
from khutwa.read.english_forms import PARTS, verb_forms
from khutwa.read.lexicon import Lexicon
from khutwa.read.paragraphs import renumbered
from khutwa.read.stems import ARTICLES, stems
from khutwa.read.tokens import Token
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "isn't",
                 "aren't", "wasn't", "weren't", "get", "gets", "got"])  # fmt: skip
_APPROXIMATE = frozenset(["about", "around", "over", "under"])
"""Before a number these say that it is not exact."""
_GOES_ON = frozenset(["continue", "continues", "continued", "continuing"])
"""Before "to" these say that something is done still."""
_TURNS = frozenset(["have", "has", "had", "is", "are", "was", "were", "need", "needs", "needed",
                    "yet", "going", "about", "able", "unable", "ought", "be", "been", "due",
                    "set", *_GOES_ON])  # fmt: skip
"""Behind these "to" belongs to the verb's own group: has to, is to, has yet to."""
_TO = {
    "has": "owed-to", "have": "owed-to", "had": "owed-to", "ought": "owed-to",
    "is": "to-come", "are": "to-come", "was": "to-come", "were": "to-come",
}  # fmt: skip
"""What "to" is behind these: has to is owed, is to is to come."""
_CLAUSES = ("complementisers", "joining", "adversatives", "relatives")
"""Lists of words behind which another clause, or another part of one, begins."""
_AHEAD = 9
"""Words behind a doubtful one among which the verb of its clause is looked for."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of an English text; a line that goes on ends no sentence."""
    return renumbered(text, english_tokens(text))


def words(found: Sequence[Token], quotes: Sequence[int], lexicon: Lexicon) -> list[Word]:
    """Return the words of a text, each read as its neighbours allow."""
    made: list[Word] = []
    for at, token in enumerate(found):
        word = Word(token, at, quotes[at], "sign", token.key)
        if token.kind == "number":
            word.kind = "number"
        elif token.kind == "word":
            # "us" is no country.
            word.bare = stems("en", "we" if token.text == "us" else token.key)
            word.light = token.key in ARTICLES
            _read(word, made, found, lexicon)
        made.append(word)
    return made


def _read(word: Word, before: Sequence[Word], found: Sequence[Token], lexicon: Lexicon) -> None:
    key, at = word.key, word.at
    last = before[-1] if before and before[-1].sentence == word.sentence else None
    if last is not None:
        word.joined = lexicon.has("joining", last.core) or (
            last.light and len(before) > 1 and lexicon.has("joining", before[-2].core)
        )
    if word.light:
        word.kind = "part"
        return
    if key == "that" and last is not None and last.kind == "noun" and not _speech(last, lexicon):
        relative = _verbal_next(found, at, lexicon) and not lexicon.has("adverbial", last.key)
        word.kind, word.core = "part", "which" if relative else "that"
        return
    following = found[at + 1].key if at + 1 < len(found) else ""
    if following == "to" and (key == "yet" or (key == "order" and last is not None)):
        # has yet to: it has not; in order to: so that.
        word.kind, word.core = "part", "yet-not" if key == "yet" else "in-order"
        return
    if following == "to" and key in _GOES_ON:
        # Continues to hold: does hold.
        word.kind, word.core = "part", "does"
        return
    if key == "one" and last is not None and last.core == "no":
        word.kind, word.core = "part", "nobody"
        return
    if key in _APPROXIMATE and _counts(found, at + 1, lexicon):
        # About 300 refugees: who they are, not of what.
        word.kind, word.core = "part", "-ly"
        return
    if key in ("had", "should", "were") and last is None:
        # Had they done it: if they had.
        word.kind, word.core = "part", "if"
        return
    if key == "to" and last is not None and last.kind == "part" and following in verb_forms():
        word.kind, word.core = "part", _TO.get(last.core, "to")
        return
    verb = _verb(word, before, found, lexicon)
    if verb:
        _make_verb(word, verb, before, lexicon)
        return
    if key.endswith("n't") or any(lexicon.has(name, key) for name in PARTS):
        word.kind = "part"
        return
    if key.endswith("ly") and len(key) > 4 and not lexicon.has("no_adverbs", key):
        word.kind, word.core = "part", "-ly"
        return
    word.kind = "noun"
    _make_noun(word, last, following, lexicon)
    word.definite = bool(last and (last.light or lexicon.has("determiners", last.core)))


def _counts(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a number stands at a place that counts something else than time."""
    if at + 1 >= len(found) or found[at].kind != "number":
        return False
    units = lexicon.tables["units"].values()
    return found[at + 1].kind == "word" and (found[at + 1].key,) not in {
        phrase for phrases in units for phrase in phrases
    }


def _speech(last: Word, lexicon: Lexicon) -> bool:
    """Tell whether a noun takes a clause with "that": a statement that."""
    return last.means in ("said", "claimed", "believed", "promised", "warned", "denied", "sought")


def _verbal_next(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    following = found[at + 1].key if at + 1 < len(found) else ""
    helps = any(lexicon.has(n, following) for n in ("auxiliary_words", "future", "maybe"))
    verb = following.endswith("s") and not following.endswith("ss") and following.islower()
    plain = verb and not any(lexicon.has(name, following) for name in PARTS)
    return helps or following in verb_forms() or following.endswith("n't") or plain


def _group(before: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Return the number of the first of the words that help a verb."""
    first = at
    while first > 0:
        word = before[first - 1]
        if word.kind == "noun" and word.key in _TURNS and first < at:
            first -= 1
            continue
        helps = word.kind == "part" and word.sentence == before[at - 1].sentence and (
            word.key.endswith("n't")
            or word.core in ("to", "owed-to", "to-come")
            or any(
                lexicon.has(name, word.core)
                for name in (
                    "auxiliary_words", "future", "maybe", "obliged", "permitted",
                    "negators.verb", "adverbs", "hedges",
                )
            )
        )  # fmt: skip
        if not helps:
            break
        if word.core == "to" and first > 1 and before[first - 2].key not in _TURNS:
            return first - 1
        first -= 1
    return first


def _verb(
    word: Word, before: Sequence[Word], found: Sequence[Token], lexicon: Lexicon
) -> str:
    """Return the verb that a word is where it stands, empty for none."""
    key, at = word.key, word.at
    verb = verb_forms().get(key, "")
    adjective = lexicon.participles.get(key, "")
    if not verb and not adjective:
        return ""
    if lexicon.has("auxiliary_words", key) or _in_name(word, before):
        return ""
    last = before[-1] if before and before[-1].sentence == word.sentence else None
    behind = next(
        (w for w in reversed(before) if not _is_inserted(w, lexicon)), None
    )  # fmt: skip
    if behind is not None and behind.sentence != word.sentence:
        behind = None
    core = behind.core if behind is not None and behind.kind == "part" else ""
    if adjective and not verb:
        return key if core in _BE or core == "not" else ""
    ing, was = key.endswith("ing"), past(key)
    base = verb == key
    helped = core == "cannot" or core.endswith("n't") or any(
        lexicon.has(name, core) for name in ("future", "maybe", "obliged", "permitted")
    )
    if helped or core in ("do", "does", "did", "to", "not", "never"):
        ok = base or (was and core not in ("do", "does", "did", "to")) or ing
        return verb if ok and not (core == "to" and not base) else ""
    if core in _BE or core in ("have", "has", "had", "having"):
        return verb if was or ing or adjective else ""
    if ing and _in_heading(verb, last, at, found, lexicon):
        return verb
    if ing:
        return verb if _gerund(behind, at, found, lexicon) else ""
    if last is not None and (last.light or last.kind == "number" or _possessive(last)):
        return ""
    if core and (
        lexicon.has("determiners", core)
        or (lexicon.has("prepositions", core) and not lexicon.has("complementisers", core))
    ):
        return ""
    noun = any(form in lexicon.nouns for form in stems("en", key))
    noun = noun or lexicon.has("doubtful_nouns", key)
    if was and not base:
        # Weapons withdrawn last year were returned.
        behind_noun = last is not None and last.kind == "noun" and lexicon.verbs.get(verb) == "did"
        return "" if behind_noun and _helped_ahead(found, at, lexicon) else verb
    following = found[at + 1].key if at + 1 < len(found) else ""
    if last is not None and last.core == "," and not noun and following in ("that", "to"):
        return verb
    if last is None or (last.kind == "sign" and last.core not in ')"”»'):
        return ""
    if _clause_has_verb(before, lexicon):
        return ""
    if noun and _verb_ahead(found, at, lexicon):
        return ""
    third = not base
    plural = last.key.endswith("s") and not last.key.endswith("ss")
    if last.kind == "noun":
        return verb if third != plural or (third and last.token.text[:1].isupper()) else ""
    many = last.core in ("they", "we", "i", "you", "who", "which", "both", "sides", "and")
    one = any(lexicon.has(name, last.core) for name in ("pronouns", "relatives", "adverbs"))
    return verb if (third and (one or not noun)) or many else ""


def _is_inserted(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand between the parts of a verb: may perhaps release."""
    return lexicon.has("adverbs", word.core) or lexicon.has("hedges", word.core)


def _in_name(word: Word, before: Sequence[Word]) -> bool:
    """Tell whether a word is part of a name by its capital: United States."""
    last = before[-1] if before and before[-1].sentence == word.sentence else None
    return (
        last is not None
        and last.kind in ("noun", "part")
        and word.token.text[:1].isupper()
        and not word.token.text.isupper()
        and (last.kind == "part" or last.token.text[:1].isupper())
    )


def _possessive(word: Word) -> bool:
    return word.key.endswith(("'s", "s'"))


def _in_heading(
    verb: str, last: Word | None, at: int, found: Sequence[Token], lexicon: Lexicon
) -> bool:
    """Tell whether a heading says with -ing how something stands: ceasefire holding."""
    ends = at + 1 >= len(found) or found[at + 1].kind == "sign"
    stands = lexicon.verbs.get(verb) == "kept" or verb == "hold"
    return stands and ends and last is not None and last.kind == "noun"


def _gerund(
    behind: Word | None, at: int, found: Sequence[Token], lexicon: Lexicon
) -> bool:
    following = found[at + 1].key if at + 1 < len(found) else "."
    if behind is None or following == "of":
        return False
    if behind.kind == "verb":
        return bool(behind.means)
    if behind.kind == "sign":
        return behind.core == ","
    return lexicon.has("prepositions", behind.core) or lexicon.has("joining", behind.core) or (
        lexicon.has("negators.noun", behind.core) or behind.core in ("while", "after", "before")
    )  # fmt: skip


def _clause_has_verb(before: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether the clause that is being read has its finite verb already."""
    sentence = before[-1].sentence
    for word in reversed(before):
        if word.sentence != sentence or (word.kind == "sign" and word.core not in '"”“»«'):
            return False
        if word.kind == "verb" and word.tense not in ("infinitive", "gerund", "participle"):
            return word.means not in ("said", "claimed", "believed", "announced")
        if word.kind == "part" and any(
            lexicon.has(n, word.core)
            for n in ("complementisers", "relatives", "joining", "adversatives", "conditions")
        ):
            return False
    return False


def _verb_ahead(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb of the clause still comes: peace talks collapsed."""
    for token in found[at + 1 : at + _AHEAD]:
        if token.sentence != found[at].sentence or token.kind == "sign":
            return False
        key = token.key
        if any(lexicon.has(n, key) for n in _CLAUSES):
            return False
        helps = any(lexicon.has(n, key) for n in ("auxiliary_words", "future", "maybe", "obliged"))
        if helps or key.endswith("n't") or (key in verb_forms() and past(key)):
            return True
    return False


def _helped_ahead(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether the clause still has a verb to come that is none of its own participles."""
    for token in found[at + 1 : at + _AHEAD]:
        if token.sentence != found[at].sentence or token.kind == "sign":
            return False
        if any(lexicon.has(n, token.key) for n in _CLAUSES):
            return False
        if token.key in _BE or token.key in ("has", "have", "had", "will", "would"):
            return True
        if past(token.key) and lexicon.verbs.get(verb_forms().get(token.key, "")) in REPORTS:
            # Prisoners released from jail said.
            return True
    return False


def _make_verb(word: Word, verb: str, before: Sequence[Word], lexicon: Lexicon) -> None:
    key, at = word.key, word.at
    word.kind, word.lemma = "verb", verb
    word.group = _group(before, at, lexicon)
    helpers = [w for w in before[word.group : at] if not _is_inserted(w, lexicon)]
    cores = [w.core for w in helpers if not lexicon.has("negators.verb", w.core)]
    if verb == key and key in lexicon.participles and verb not in lexicon.verbs:
        word.means, word.tense = lexicon.participles[key], "present"
    else:
        word.means = lexicon.verbs.get(verb, "")
        if key in lexicon.participles and cores and cores[-1] in _BE:
            word.means = lexicon.participles[key]
    was = past(key)
    be = bool(cores) and cores[-1] in _BE
    word.passive = was and be and key not in lexicon.participles
    if any(lexicon.has("future", core) for core in cores):
        word.tense = "future"
    elif cores[:1] == ["to"]:
        word.tense = "infinitive"
    elif key.endswith("ing") and not be:
        last = before[-1] if before else None
        word.tense = "present" if last is not None and last.kind == "noun" else "gerund"
    elif was or any(core in ("was", "were", "had", "did", "didn't", "has", "have", "been")
                    for core in cores):  # fmt: skip
        word.tense = "past"
    else:
        word.tense = "present"
    start = word.group
    pronoun = before[start - 1].core if start and before[start - 1].kind == "part" else ""
    word.persons = {"we": ("1p",), "i": ("1s",)}.get(pronoun, ())
    joined = start > 0 and lexicon.has("joining", before[start - 1].core)
    word.joined = joined and before[start - 1].sentence == word.sentence
    if word.joined and word.tense in ("past", "present") and not helpers and _bare(word, before):
        word.tense = _bare(word, before)
        if word.tense == "infinitive" and verb != key:
            word.tense = "past" if was else "present"


def _bare(word: Word, before: Sequence[Word]) -> str:
    """Return the form that "and" repeats without its "to": to stop fighting and release some."""
    for other in reversed(before):
        if other.sentence != word.sentence:
            break
        if other.kind == "verb":
            return other.tense if other.tense == "infinitive" else ""
    return ""


def _make_noun(word: Word, last: Word | None, following: str, lexicon: Lexicon) -> None:
    key = word.key
    for form in sorted(word.bare | {key}, key=lambda f: f != key):
        if form in lexicon.nouns:
            word.means, word.lemma = lexicon.nouns[form], form
            return
    if key.endswith("ing"):
        verb = next((v for v in lemmas(key) if lexicon.verbs.get(v) in ("did", "violated")), "")
        verb = verb if word.joined or (last and last.kind == "part") or following == "of" else ""
        if verb:
            word.means, word.lemma = lexicon.verbs[verb], verb
            return
    if lexicon.has("adverbial", key):
        word.role = "adverbial"
    elif key in verb_forms() and past(key):
        word.role = "adjective"
