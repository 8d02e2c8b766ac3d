"""What a language gives to the reader, which is the same for all of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from khutwa.read.clauses import Clauses
from khutwa.read.lexicon import Lexicon
from khutwa.read.negation import Cue
from khutwa.read.tokens import Token
from khutwa.read.unknown import Unknown
from khutwa.read.word import Word


class EndOf(Protocol):
    """Finds the word behind a noun phrase."""

    def __call__(
        self, words: Sequence[Word], first: int, lexicon: Lexicon, *, inner: int = 0
    ) -> int:
        """Return the number of the word behind a noun phrase."""


@dataclass(frozen=True)
class Grammar:
    """The grammar of a language.

    Attributes:
        tokens: Cuts a raw text.
        words: Makes words of tokens.
        cues: Finds negators and what they deny.
        clauses: Reads the chains of predicates.
        subject: Finds the first word of who does what a verb says.
        end_of: Finds the word behind a noun phrase.
        does: Tells whether a predicate does what a noun of action names.
        names: Finds names that no list has, in sentences of these numbers at least.
    """

    tokens: Callable[[str], list[Token]]
    words: Callable[[Sequence[Token], Sequence[int], Lexicon], list[Word]]
    cues: Callable[[Sequence[Word], Lexicon], list[Cue]]
    clauses: Callable[[Sequence[Word], Sequence[Cue], Lexicon], Clauses]
    subject: Callable[[Sequence[Word], int, Lexicon], int | None]
    end_of: EndOf
    does: Callable[[str, str, Lexicon], bool]
    names: Callable[[Sequence[Word], Lexicon, Container[int]], list[Unknown]]
