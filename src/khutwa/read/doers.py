"""Who did, or would do, what stands at the end of a chain of predicates."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.analyse import GRAMMARS
from khutwa.read.clauses import Node
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Phrases
from khutwa.read.noun_phrase import joined_at
from khutwa.read.speakers import Speakers
from khutwa.read.veridicality import OTHERS, OWN, REPORTS
from khutwa.read.word import Word

NEAR = 9
"""Words behind an action in which its agent may be named: من جانب الروس."""


class Doers:
    """Finds who acts."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, speakers: Speakers) -> None:
        self.words, self.lexicon, self.speakers = words, lexicon, speakers
        self._grammar = GRAMMARS[lexicon.language]
        self._by_first = {m.first: m for m in speakers.named}
        self._agents = Phrases({"": lexicon.phrases["agents"]})

    def of(self, chain: Sequence[Node], first: int, end: int) -> tuple[tuple[str, ...], str]:
        """Return who acts and the rule by which that is known.

        Args:
            chain: The predicates above the action, outermost first.
            first: Its first word.
            end: The word behind its last.
        """
        named = self.agent(end)
        if not named and chain and chain[-1].how == "verb" and chain[-1].at >= end:
            named = self.agent(chain[-1].end)
        if named:
            return named, "agent named"
        # Who sees that something is done does not do it.
        above = [n for n in chain if n.how != "word" and n.means not in ("observed", "discussed")]
        for n, node in enumerate(reversed(above)):
            found = self._of_node(node, innermost=n == 0)
            if found:
                return found, f"subject of {node.means}" if n else "subject"
            if node.means in REPORTS:
                break
        carried = self._carried(chain)
        return carried, "subject carried" if carried else ""

    def _carried(self, chain: Sequence[Node]) -> tuple[str, ...]:
        """Return the subject of the verb before, where a pronoun takes it up: بأنها مستعدة."""
        own = next((node for node in reversed(chain) if node.means in OWN), None)
        if own is None:
            return ()
        for word in reversed(self.words[: own.at]):
            if word.sentence != self.words[own.at].sentence:
                break
            if word.kind == "verb" and word.means not in REPORTS:
                head = self._grammar.subject(self.words, word.at, self.lexicon)
                found = self._named(head) if head is not None else ()
                if found:
                    return found
        return ()

    def agent(self, end: int) -> tuple[str, ...]:
        """Return who is named as the agent behind a phrase."""
        for at in range(end, min(end + NEAR, len(self.words))):
            word = self.words[at]
            if at > end and (word.kind == "verb" or word.sentence != self.words[end - 1].sentence):
                return ()
            found = self._agents.at(self.words, at)
            if found and found.end < len(self.words):
                return self._named(found.end) or self._we(found.end - 1, found.end)
            if self.lexicon.has("we", word.key) and self.lexicon.has(
                "prepositions", self.words[at - 1].core
            ):
                return self.speakers.side(at)
            if word.kind == "sign" and at > end + 1:
                return ()
        return ()

    def _we(self, *places: int) -> tuple[str, ...]:
        for at in places:
            if at < len(self.words) and self.lexicon.has("we", self.words[at].key):
                return self.speakers.side(at)
        return ()

    def _of_node(self, node: Node, *, innermost: bool) -> tuple[str, ...]:
        if node.how == "idiom" or node.means in REPORTS:
            return ()
        if not innermost and node.means in OTHERS:
            return self._addressee(node)
        if node.how == "verb":
            return self._subject(node)
        return self._possessor(node, innermost=innermost)

    def _subject(self, node: Node) -> tuple[str, ...]:
        word = self.words[node.at]
        if word.persons and word.persons[0] in ("1p", "1s"):
            return self.speakers.side(node.at)
        head = self._grammar.subject(self.words, node.at, self.lexicon)
        above = node.parent
        while above is not None and above.how == "word":
            above = above.parent
        below = above is not None and above.reports
        if head is None and below and self.speakers.clauses.subjects_below and not word.passive:
            # Россия заявила, что вывела войска: who speaks speaks of itself.
            return self.speakers.voice_below(above, node.at).actors
        if head is None or self._bare_relative(node, head):
            return ()
        if below and self.lexicon.has("anaphors", self.words[head].core):
            return self.speakers.voice_below(above, node.at).actors
        if self.words[head].kind == "part" and self.lexicon.has(
            "complementisers", self.words[head].core
        ):
            # أكدت أنها: who speaks speaks of itself.
            return self.speakers.voice_below(node.parent, node.at).actors
        if self.words[head].kind == "part":
            return self._antecedent(head)
        found = self._named(head)
        if found and node.means == "agreed":
            return tuple(dict.fromkeys((*found, *self._companion(head))))
        return found

    def _companion(self, head: int) -> tuple[str, ...]:
        """Return with whom something was agreed: اتفق الروس مع الأمريكيين."""
        for at in range(head + 1, min(head + 6, len(self.words) - 1)):
            if self.words[at].kind in ("verb", "sign"):
                break
            if self.lexicon.has("companions", self.words[at].core):
                return self._named(at + 1)
        return ()

    def _bare_relative(self, node: Node, head: int) -> bool:
        """Tell whether a verb belongs to the indefinite noun before it: حل يعيد سوريا."""
        word = self.words[node.at]
        before = self.words[node.at - 1] if node.at else None
        if before is None or before.kind != "noun" or before.definite or word.joined:
            return False
        return head > node.at and word.tense == "present" and before.sentence == word.sentence

    def _antecedent(self, at: int) -> tuple[str, ...]:
        """Return the actor right before a relative pronoun."""
        return next(((m.name,) for m in self.speakers.named if m.end == at), ())

    def _possessor(self, node: Node, *, innermost: bool) -> tuple[str, ...]:
        word = self.words[node.at]
        attitude = node.means in OWN or node.means in ("agreed", "demanded", "stalled", "failed")
        if attitude or self.lexicon.has("intransitive", word.lemma):
            return self._named(node.end)
        return ()

    def _addressee(self, node: Node) -> tuple[str, ...]:
        """Return to whom something is allowed, or of whom it is demanded."""
        verb = node.how == "verb"
        head = self._grammar.subject(self.words, node.at, self.lexicon) if verb else None
        for at in range(node.end, min(node.end + 6, len(self.words))):
            word = self.words[at]
            if word.sentence != self.words[node.at].sentence or word.kind in ("verb", "sign"):
                break
            if word.light or self.lexicon.has("determiners", word.core):
                continue
            if word.kind == "part" and not self.lexicon.has("addressing", word.core):
                break
            if word.prefix and word.prefix != "ل":
                break
            if (
                at in self._by_first
                and at != head
                and (head is None or at > head or head < node.at)
            ):
                return self._named(at)
        return ()

    def _named(self, head: int) -> tuple[str, ...]:
        """Return the actors of the noun phrase at a word, those joined to it included."""
        words = self.words
        if head >= len(words) or words[head].kind == "sign":
            return ()
        end = self._grammar.end_of(words, head, self.lexicon)
        if own := self._we(head):
            return own
        first = next((m for m in self.speakers.named if head <= m.first < end), None)
        if first is None:
            return ()
        found, at = [first.name], first.end
        while (here := joined_at(words, at, self.lexicon)) is not None and here in self._by_first:
            found.append(self._by_first[here].name)
            at = self._by_first[here].end
        return tuple(dict.fromkeys(found))
