"""From a raw text to words, by the grammar of its language."""

from __future__ import annotations

from khutwa.read import (
    arabic,
    deeds,
    english_words,
    negation,
    negation_eu,
    noun_phrase,
    phrases_eu,
    russian,
    subjects,
    subjects_eu,
    unknown,
)
from khutwa.read.clauses_ar import ArabicClauses
from khutwa.read.clauses_eu import EuropeanClauses
from khutwa.read.grammar import Grammar
from khutwa.read.lexicon import FOLDER, Lexicon
from khutwa.read.quotes import quotes
from khutwa.read.tokens import bounded, tokens
from khutwa.read.word import Word

GRAMMARS = {
    "ar": Grammar(
        tokens,
        arabic.words,
        negation.cues,
        ArabicClauses,
        subjects.subject,
        noun_phrase.end_of,
        deeds.by_root,
        unknown.arabic_names,
    ),
    "en": Grammar(
        english_words.tokens,
        english_words.words,
        negation_eu.cues,
        EuropeanClauses,
        subjects_eu.subject,
        phrases_eu.end_of,
        deeds.by_list,
        unknown.capitalised,
    ),
    "ru": Grammar(
        russian.tokens,
        russian.words,
        negation_eu.cues,
        EuropeanClauses,
        subjects_eu.subject,
        phrases_eu.end_of,
        deeds.by_list,
        unknown.capitalised,
    ),
}
"""The grammars by language."""


def analyse(text: str, lexicon: Lexicon) -> list[Word]:
    """Return the words of a text."""
    grammar = GRAMMARS[lexicon.language]
    found = bounded(grammar.tokens(text))
    return grammar.words(found, quotes(found), lexicon)


def is_known(language: str) -> bool:
    """Tell whether a language has both a grammar and a lexicon."""
    return language in GRAMMARS and (FOLDER / f"{language}.yaml").exists()


def language_of(text: str) -> str:
    """Return the language by the script of most letters: `ar`, `ru` or `en`."""
    arabic_letters = sum("\u0600" <= char <= "\u06ff" for char in text)
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text)
    latin = sum("a" <= char.lower() <= "z" for char in text)
    counts = {"ar": arabic_letters, "ru": cyrillic, "en": latin}
    return max(counts, key=counts.__getitem__)
