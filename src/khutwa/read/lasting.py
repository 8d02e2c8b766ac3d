"""What is kept rather than done, such as a truce: whether it holds, broke down or is broken.

A truce that holds is kept as of that day; it is never done once and for all. One that collapsed is
broken, and violations that became fewer are violations still.
"""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.clauses import Node
from khutwa.read.heads import Heads
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match
from khutwa.read.veridicality import Said
from khutwa.read.word import Word

THINGS = frozenset(["ceasefire"])
"""Things, as the lexicons name them, that are kept from day to day."""

NEAR = 5
"""Words around violations among which one compares them with those before."""
_TRENDS = (("fewer", "fewer violations"), ("more", "more violations"))


class Lasting:
    """Tells how things stand that are kept from day to day."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, heads: Heads) -> None:
        self.words, self.lexicon, self._heads = words, lexicon, heads

    def said(
        self, said: Said, chain: Sequence[Node], match: Match | None
    ) -> tuple[Said, str]:
        """Return what is said of a thing, and the rule by which that differs from the predicates.

        Args:
            said: What the predicates say.
            chain: The predicates, outermost first.
            match: Where such a thing is named; None where another is, or none.
        """
        trend = next((t for n in chain if (t := self.trend(n))), "")
        if match is None:
            return (Said.MENTIONED if said is Said.KEPT else said), trend
        if self._is_end_of(chain, match) or (trend and self._none_left(chain)):
            return Said.MENTIONED, ""
        if said is Said.VIOLATED:
            return said, trend or self._compared(match)
        denied = any(node.negated for node in chain if not node.reports)
        if said in (Said.DONE, Said.KEPT) and not self.is_head(match, chain):
            # Talks on a truce were held.
            return Said.MENTIONED, ""
        if said is Said.DONE and self._ends(chain):
            # A truce that ended neither holds nor was broken.
            return Said.MENTIONED, ""
        if said is Said.DONE and not denied:
            return Said.KEPT, "kept from day to day"
        if said is Said.FAILED and not denied and self._collapses(chain):
            return (Said.VIOLATED, "no longer kept") if self.is_head(match, chain) else (said, "")
        return said, trend

    def trend(self, node: Node) -> str:
        """Return the rule for a verb that says of violations that they are more or fewer."""
        if node.how != "verb":
            return ""
        lemma = self.words[node.at].lemma
        return next((rule for name, rule in _TRENDS if self.lexicon.verb(name, lemma)), "")

    def _compared(self, match: Match) -> str:
        """Return the rule for words that compare violations: fewer violations than before."""
        near = self.words[max(0, match.first - NEAR) : match.end + NEAR]
        here = self.words[match.first].sentence
        keys = {word.core for word in near if word.sentence == here}
        lists = self.lexicon.lists
        return next((rule for name, rule in _TRENDS if keys & lists[f"{name}_words"]), "")

    def _is_end_of(self, chain: Sequence[Node], match: Match) -> bool:
        """Tell whether a noun names the end of a thing, and not the thing: the end of the truce."""
        over = [node for node in chain if node.at < match.first]
        return bool(over) and over[-1].how == "noun" and (
            self.lexicon.has("ends_of", self.words[over[-1].at].lemma)
        )

    def _none_left(self, chain: Sequence[Node]) -> bool:
        """Tell whether violations became so few that there are none: dropped to zero."""
        verb = next((node.at for node in chain if self.trend(node)), None)
        return verb is not None and any(
            word.key == "0" or self.lexicon.has("zero", word.core)
            for word in self.words[verb + 1 : verb + NEAR]
        )

    def _ends(self, chain: Sequence[Node]) -> bool:
        return any(
            node.how == "verb" and self.lexicon.verb("ending", self.words[node.at].lemma)
            for node in chain
        )

    def _collapses(self, chain: Sequence[Node]) -> bool:
        verb = next((node for node in reversed(chain) if node.how == "verb"), None)
        if verb is None:
            return False
        word = self.words[verb.at]
        return (
            verb.means == "failed"
            and self.lexicon.verb("collapsing", word.lemma)
            and word.tense not in ("future", "infinitive")
            and all(other.means != "future" for other in chain)
        )

    def is_head(self, match: Match, chain: Sequence[Node]) -> bool:
        """Tell whether a thing is what is spoken of, and not what something else is about.

        Truce talks and talks on a truce are no truce. Who keeps to a truce keeps it.
        """
        if any(node.how == "verb" and node.means == "fulfilled" for node in chain):
            return True
        return self._heads.over(match) is None
