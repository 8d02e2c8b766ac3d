"""To what a thing belongs: a list of prisoners is no prisoner, and who hands it over frees none."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.dates import numbers_of
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

MOST = 4
"""Nouns that may stand for each other: half of the rest of the prisoners."""


class Heads:
    """Finds the noun that a thing only says more about."""

    def __init__(self, text: str, words: Sequence[Word], lexicon: Lexicon) -> None:
        self._text, self.words, self.lexicon = text, words, lexicon
        self._compounds = lexicon.has("compounds", "any")
        # In English and Russian who acts stands before the verb.
        self._ties = bool(lexicon.lists.get("adjuncts"))
        self._amounts = {p[-1] for p in lexicon.tables["extents"]["part"]}
        self._spelled = numbers_of(lexicon)

    def over(self, match: Match) -> Word | None:
        """Return the noun that a thing belongs to; None where the thing itself is meant.

        A noun of action, of an amount or of an agreement stands for what it is about: half of the
        prisoners, the terms of the ceasefire.

        Args:
            match: Where the thing is named.
        """
        behind = self._behind(match)
        if behind is not None:
            return behind
        head = self._before(match.first)
        for _ in range(MOST):
            if head is None or head.means in REPORTS or not (
                head.means or self._stands_for(head)
            ):
                return head
            # Views on the release of prisoners: what holds the release holds them.
            head = self._before(head.at)
        return None

    def _behind(self, match: Match) -> Word | None:
        """Return the noun behind, where a thing may stand before it: ceasefire talks."""
        words = self.words
        word = words[match.end] if match.end < len(words) else None
        if word is None or word.sentence != words[match.first].sentence or not self._compounds:
            return None
        owner = self._text[words[match.end - 1].token.end :][:1] in ("'", "’")
        if owner or words[match.end - 1].key.endswith(("'s", "’s")):
            return next((w for w in words[match.end : match.end + 4] if w.kind == "noun"), word)
        plain = word.kind == "noun" and not word.role and not word.means
        # Prisoners covered by the law.
        plain = plain and not word.key.endswith("ed")
        return word if plain and word.token.text.islower() and not self._stands_for(word) else None

    def _before(self, at: int) -> Word | None:
        """Return the noun before, to which a preposition or the genitive ties a phrase."""
        words = self.words
        here = words[at].sentence
        while at > 0 and words[at - 1].sentence == here and self._inside(words[at - 1]):
            at -= 1
        before = words[at - 1] if at else None
        if before is None or before.sentence != here:
            return None
        tied = self.lexicon.has("prepositions", before.core)
        ties = self._ties or self.lexicon.has("apart", before.core)
        if self.lexicon.has("prepositions", before.core):
            at -= 1
            before = words[at - 1] if at else None
            while before is not None and self.lexicon.has("prepositions", before.core):
                # from among
                at -= 1
                before = words[at - 1] if at else None
        if before is None or before.sentence != here or before.kind != "noun":
            return None
        opens = at < 2 or words[at - 2].sentence != here
        known = self.lexicon.has("names", before.key)
        if known or (before.token.text[:1].isupper() and not opens):
            # Accused Damascus of violations: a name holds nothing.
            return None
        if tied:
            # In Arabic who acts may stand there: أفرجت دمشق عن المعتقلين.
            return before if ties and before.role in ("", "oblique") else None
        genitive = not self._compounds and not before.role and not before.definite
        if before.key.endswith("ие") and words[at].key.endswith(("и", "ы", "ие", "ые")):
            # Последние танки: an adjective that looks like a noun.
            genitive = False
        return before if genitive and not before.prefix else None

    def _inside(self, word: Word) -> bool:
        """Tell whether a word before a thing belongs to its phrase."""
        if word.kind == "number" or word.light or word.role == "adjective":
            return True
        if self.lexicon.has("determiners", word.core):
            return True
        return self._compounds and word.kind == "noun" and not word.means and not word.role

    def _stands_for(self, word: Word) -> bool:
        lists = ("amounts", "standing_for", "fewer_words", "more_words")
        keys = {word.key, *word.bare}
        return word.key in self._spelled or bool(keys & self._amounts) or any(
            self.lexicon.has(name, key) for name in lists for key in keys
        )
