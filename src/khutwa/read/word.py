"""A token as grammar sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from khutwa.read.tokens import Token


@dataclass(slots=True)
class Word:
    """What a token was taken for.

    Attributes:
        token: The token.
        at: Its number in the text.
        quote: The number of the quote it stands in; 0 outside.
        kind: `verb`, `noun` (adjectives and names too), `part` (of grammar), `number`, `sign`.
        core: The key without a conjunction before it.
        joined: Whether a conjunction is written to it (`و` or `ف`).
        prefix: A preposition that is written to it.
        definite: Whether it has the article.
        bare: Every reading of the key without what is written to it, for looking names up.
        means: The class of predicate, where it is one.
        lemma: The predicate as the lexicon names it.
        participle: Whether the predicate is a participle or adjective.
        tense: `past`, `present` or `future` of a verb; `infinitive`, `gerund` or `participle` where
            a language has them without a subject of their own.
        persons: What persons a verb may mean, as `3ms`.
        passive: Whether a verb can only be passive.
        pronoun: The object that is written to a verb.
        group: The number of the first word of a verb's group: that of "has" in "has not been seen".
            The verb's own where it stands alone.
        alone: Whether a verb can have no object: those with -ся.
        light: Whether it is an article, which no name needs.
        role: What kind of noun it is: `adjective`, `adverbial` (a weekday) or `oblique` (no subject
            by its case); empty where that is not known.
    """

    token: Token
    at: int
    quote: int = 0
    kind: str = "noun"
    core: str = ""
    joined: bool = False
    prefix: str = ""
    definite: bool = False
    bare: frozenset[str] = field(default_factory=frozenset)
    means: str = ""
    lemma: str = ""
    participle: bool = False
    tense: str = ""
    persons: tuple[str, ...] = ()
    passive: bool = False
    pronoun: str = ""
    group: int = -1
    alone: bool = False
    light: bool = False
    role: str = ""

    @property
    def key(self) -> str:
        """Return the folded word."""
        return self.token.key

    @property
    def sentence(self) -> int:
        """Return the number of the sentence."""
        return self.token.sentence
