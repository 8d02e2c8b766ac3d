"""From tokens to words of Russian: what each may be, and what its neighbours make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from khutwa.read.english_forms import PARTS
from khutwa.read.lexicon import Lexicon, lexicon
from khutwa.read.paragraphs import renumbered
from khutwa.read.russian_forms import Form, forms
from khutwa.read.stems import stem, stems
from khutwa.read.tokens import Token
from khutwa.read.tokens import tokens as raw_tokens
from khutwa.read.word import Word

_HELPS = ("auxiliary_words", "future", "maybe", "obliged", "permitted", "negators.verb", "adverbs")
_OTHERS = ("fewer", "more", "undoing")
"""Lists of verbs that need no class."""
_BEFORE_VERBS = ("pronouns", "relatives", "negators.verb", "adverbs", "complementisers")
_ADJECTIVE = re.compile(
    r".{2,}(?:[ыо]й|[кгхжшчщ]ий|ая|яя|ое|ее|ые|[кгхжшчщн]ие|ого|его|ому|ему|ых|их|ую|юю|ыми|ими|ым)"
)
_NOUN = re.compile(r".*(?:ние|тие|вие|нии|тии)")
_OBLIQUE = re.compile(r".{2,}(?:ию|ией|ому|ами|ями|ам|ям|ах|ях|[^аеиоуыэюя]ом|[^аеиоуыэюя]у)")
_ADVERB = re.compile(r".{3,}(?:льно|енно|ивно|ично|чески|ански|ающе|яюще)")
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")
_VERB = re.compile(
    r".{3,}(?:[аяую]ет|[аяую]ют|ется|ются|ится|атся|ятся|ился|илась|илось|ились|ался|алась|алось"
    r"|ались|[иаеяоу]ло|[аиеяу]ли|овал|овала|ировал|ировала|ывал|ывала|ивала?|нула?|ила)"
)
"""Endings that few words but verbs have."""
_SECOND = re.compile(r".{3,}(?:ит|ят|ишь|ите)")
"""Endings of the second conjugation, which nouns have, too: хранит, визит."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a Russian text; a line that goes on ends no sentence."""
    return renumbered(text, raw_tokens(text), lines=True)


def words(found: Sequence[Token], quotes: Sequence[int], lexicon: Lexicon) -> list[Word]:
    """Return the words of a text, each read as its neighbours allow."""
    made: list[Word] = []
    for at, token in enumerate(found):
        word = Word(token, at, quotes[at], "sign", token.key)
        if token.kind == "number":
            word.kind = "number"
        elif token.kind == "word":
            word.bare = stems("ru", token.key)
            _read(word, made, lexicon)
        made.append(word)
    return made


def _read(word: Word, before: Sequence[Word], lexicon: Lexicon) -> None:
    key = word.key
    last = before[-1] if before and before[-1].sentence == word.sentence else None
    word.joined = last is not None and lexicon.has("joining", last.core)
    if any(lexicon.has(name, key) for name in PARTS):
        word.kind = "part"
        return
    preposition = last is not None and last.kind == "part" and (
        lexicon.has("prepositions", last.core) and not lexicon.has("complementisers", last.core)
    )
    form = None if preposition else _table().get(key)
    if form is not None:
        _make_verb(word, form, before, lexicon)
        return
    if key in lexicon.participles:
        predicate = Form(key, "present")
        _make_verb(word, predicate, before, lexicon)
        word.means = lexicon.participles[key]
        return
    noun = _noun(key)
    verbal = _VERB.fullmatch(key) and not key.endswith("тели")
    verbal = verbal or (_SECOND.fullmatch(key) and _is_where_verbs_are(last, key, lexicon))
    if not noun and not preposition and verbal and not word.token.text[0].isupper():
        tense = "past" if key.endswith(_PAST) else "present"
        _make_verb(word, Form(key, tense, alone=key.endswith(("ся", "сь"))), before, lexicon)
        return
    if not noun and not word.token.text[0].isupper() and _ADVERB.fullmatch(key):
        word.kind, word.core = "part", "-о"
        return
    word.kind = "noun"
    if noun:
        word.lemma, word.means = noun, lexicon.nouns[noun]
    elif lexicon.has("adverbial", key):
        word.role = "adverbial"
    elif _ADJECTIVE.fullmatch(key) and not _NOUN.fullmatch(key):
        word.role = "adjective"
    if not word.role and _OBLIQUE.fullmatch(key) and len(key) > 4:
        word.role = "oblique"


def _is_where_verbs_are(last: Word | None, key: str, lexicon: Lexicon) -> bool:
    """Tell whether a verb may stand behind a word: миссия хранит; but первый визит."""
    if last is None or lexicon.has("nouns_like_verbs", key):
        return False
    if last.kind == "part":
        return any(lexicon.has(name, last.core) for name in _BEFORE_VERBS)
    return last.kind == "noun" and last.role == ""


def _make_verb(word: Word, form: Form, before: Sequence[Word], lexicon: Lexicon) -> None:
    word.kind, word.lemma = "verb", form.verb
    word.means = lexicon.verbs.get(form.verb, "")
    word.tense, word.persons = form.tense, form.persons
    word.passive, word.alone = form.passive, form.alone
    word.group = _group(before, word, lexicon)
    helpers = [w.core for w in before[word.group : word.at]]
    if form.tense == "infinitive" and any(
        lexicon.has(name, core) for name in ("future", "maybe", "obliged") for core in helpers
    ):
        word.tense = "present"
    if any(lexicon.has("future", core) for core in helpers):
        word.tense = "future"
    start = word.group
    leading = before[start - 1] if start else None
    pronoun = leading.core if leading is not None and leading.sentence == word.sentence else ""
    word.persons = word.persons or {"мы": ("1p",), "я": ("1s",)}.get(pronoun, ())
    word.joined = leading is not None and pronoun != "" and lexicon.has("joining", pronoun)


def _group(before: Sequence[Word], word: Word, lexicon: Lexicon) -> int:
    """Return the number of the first of the words that help a verb."""
    first = word.at
    while first > 0:
        other = before[first - 1]
        helps = other.kind == "part" and other.sentence == word.sentence and any(
            lexicon.has(name, other.core) for name in _HELPS
        )  # fmt: skip
        if not helps:
            break
        first -= 1
    return first


@cache
def _table() -> dict[str, Form]:
    """Return the verbs of the lexicon by every form that they have."""
    known = lexicon("ru")
    irregular = {verb: [p[0] for p in ps] for verb, ps in known.tables["irregular"].items()}
    exceptions = known.lists["other_aspect"]
    found: dict[str, Form] = {}
    others = [*irregular, *(v for name in _OTHERS for v in known.verb_lists[name])]
    listed = dict.fromkeys((*known.verbs, *others))
    made = [p for verb in listed for p in forms(verb, irregular.get(verb, ()), exceptions)]
    for key, form in sorted(made, key=lambda pair: _is_borrowed(pair[1])):
        found.setdefault(key, form)
    return found


def _is_borrowed(form: Form) -> bool:
    """Tell whether a form has a -ся that its verb has not; one of its own goes first."""
    return form.alone and not form.verb.endswith(("ся", "сь"))


@cache
def _nouns() -> dict[str, str]:
    return {stem("ru", noun): noun for noun in reversed(list(lexicon("ru").nouns))}


def _noun(key: str) -> str:
    """Return the noun of the lexicon of which a word is a form, empty for none."""
    known = _nouns()
    return next((known[s] for s in sorted(stems("ru", key), key=len) if s in known), "")
