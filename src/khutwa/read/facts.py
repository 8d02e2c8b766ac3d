"""What a chain of predicates says of what is at its end, so far as it is said to be so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khutwa.read.clauses import Clauses, Node
from khutwa.read.heads import Heads
from khutwa.read.lasting import Lasting
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match
from khutwa.read.veridicality import ACTUAL, ENDINGS, Said, chained, of_class
from khutwa.read.word import Word

_OF_THINGS = frozenset([Said.DONE, Said.BEGUN, Said.VIOLATED])
"""What is said of a thing itself, and not of what belongs to it."""


class Facts:
    """Tells what is said of actions, the weaker of two readings where there are two."""

    def __init__(
        self, words: Sequence[Word], clauses: Clauses, lexicon: Lexicon, heads: Heads
    ) -> None:
        self.words, self.lexicon = words, lexicon
        self._clauses, self._heads = clauses, heads
        self._lasting = Lasting(words, lexicon, heads)

    def said(
        self, chain: Sequence[Node], match: Match | None, idiom: Node | None, *, lasts: bool
    ) -> tuple[Said, list[str]]:
        """Return what is said, and the rules that fired beside the predicates.

        Args:
            chain: The predicates above an action, outermost first, its own last.
            match: The thing of the plan that is named, if any.
            idiom: A fixed phrase that says what became of it, if any.
            lasts: Whether the thing is kept from day to day.
        """
        above = [
            n for n in self._below_report(chain)
            if not self._compares(n, chain) and not self._unable(n)
        ]  # fmt: skip
        classes = [n.means for n in above]
        node = chain[-1]
        if match is not None and match.first == node.at and node.means == "event":
            # The verb does what the step's name says.
            classes[-1] = "did"
        denied = any(n.negated for n in chain)
        said = chained(classes)
        if not denied and not self._is_told(said, chain, above):
            said = Said.MENTIONED
        if said is Said.VIOLATED and self._is_done_about(above):
            said = Said.MENTIONED
        if idiom is not None and (own := of_class(idiom.means)) in ACTUAL:
            # What is under way is not done, whatever the sentence says of it before.
            said = own if own in ENDINGS or said in (Said.DONE, Said.MENTIONED) else said
            chain = chain if idiom is node else [*chain, idiom]
        rules = []
        if said in _OF_THINGS and self._is_about_other(match, chain):
            said, rules = Said.MENTIONED, ["about another"]
        if said is Said.DONE and (self._is_aim(chain) or self._leaves(above)):
            said = Said.MENTIONED
        if said is Said.DONE and not denied and self._may_be_noun(above, match):
            said = Said.MENTIONED
        if said is Said.DONE and not denied and self._is_undone(chain):
            said, rules = Said.MENTIONED, ["undone"]
        if said is Said.DONE and not (denied or lasts) and self._goes_on(above):
            said, rules = Said.BEGUN, ["goes on"]
        said, stands = self._lasting.said(said, chain, match if lasts else None)
        return said, [*rules, stands] if stands else rules

    def _is_told(self, said: Said, chain: Sequence[Node], above: Sequence[Node]) -> bool:
        """Tell whether somebody says that it is so, and does not only name it."""
        if said is Said.DONE:
            # A noun of action alone says that it is spoken of: قانون الانتخابات.
            facts = any(n.how != "noun" and of_class(n.means) for n in above)
            return facts or (
                bool(above) and above[0].intro in ("", "ب") and self._tells_of(chain, above[0])
            )
        # A report on violations does not say that there were any.
        return said is not Said.VIOLATED or any(n.how not in ("noun", "word") for n in chain)

    def _tells_of(self, chain: Sequence[Node], first: Node) -> bool:
        """Tell whether who speaks says that what a noun names is so: confirmed the withdrawal."""
        reports = [n for n in chain if n.reports]
        if not reports:
            return False
        # Said the withdrawal …: a clause begins there, though its verb was not understood.
        last = reports[-1]
        between = self.words[last.end : first.at]
        clause = any(self.lexicon.has("complementisers", w.core) for w in between)
        if not self._clauses.subjects_below:
            return not clause
        confirms = self.lexicon.verb("confirming", self.words[last.at].lemma)
        return last.at < first.at and confirms and not clause

    def _below_report(self, chain: Sequence[Node]) -> list[Node]:
        """Return what stands below the innermost report; a warning stays, for it says something."""
        last = max((n for n, node in enumerate(chain) if node.reports), default=-1)
        return [n for at, n in enumerate(chain) if at > last or n.means in ("warned", "announced")]

    def negated(self, chain: Sequence[Node]) -> bool:
        """Tell whether what a chain of predicates says is denied."""
        count = sum(
            n.negated
            for n in chain
            if (not n.reports or n.means == "announced") and not self._compares(n, chain)
        )
        count += sum(n.means == "denied" and not n.negated for n in chain)
        return count % 2 == 1

    def _is_about_other(self, match: Match | None, chain: Sequence[Node]) -> bool:
        """Tell whether what was done was done with something to which a thing belongs."""
        verb = chain[-1].how == "verb" and match is not None and match.first == chain[-1].at
        if match is None or match.name.startswith("p:") or verb:
            return False
        over = self._heads.over(match)
        return over is not None and all(node.at != over.at for node in chain)

    def _is_aim(self, chain: Sequence[Node]) -> bool:
        """Tell whether a verb stands in the infinitive below no other that is understood."""
        verbs = [self.words[n.at] for n in chain if n.how == "verb" and not n.reports]
        return bool(verbs) and all(
            word.tense == "infinitive"
            and not self.lexicon.verb("achieving", word.lemma)
            # Is believed to have released.
            and not self.lexicon.has("past_possible", self.words[word.at - 1].core)
            for word in verbs
        )

    def _may_be_noun(self, above: Sequence[Node], match: Match | None) -> bool:
        """Tell whether a verb may as well be a noun of action: سحب الأسلحة heads a line of a table.

        Only where it begins the sentence, with its object right behind it and nobody who acts.
        """
        at = above[-1].at if above else 0
        first = not at or self.words[at - 1].sentence != self.words[at].sentence
        return (
            not self._clauses.subjects_below
            and bool(above)
            and above[-1].how == "verb"
            and match is not None
            and match.first <= at + 1
            and first
            and not self.words[at].joined
            and self.words[at].core in self.lexicon.nouns
        )

    def _is_undone(self, chain: Sequence[Node]) -> bool:
        """Tell whether the sentence goes on to undo what was done: opened and closed again."""
        verb = next((n for n in reversed(chain) if n.how == "verb"), None)
        if verb is None:
            return False
        here = self.words[verb.at].sentence
        for node in self._clauses.nodes:
            word = self.words[node.at]
            if node.at > verb.at and node.how == "verb" and word.sentence == here and (
                self.lexicon.verb("undoing", word.lemma)
            ):
                return not node.negated and word.tense == "past" and self._same_object(verb, node)
        return False

    def _same_object(self, verb: Node, other: Node) -> bool:
        """Tell whether a verb is joined to another without a subject or an object of its own."""
        between = self.words[verb.end : other.at]
        joins = [w.at for w in between if self._joins(w)]
        first = joins[-1] if joins else other.at
        word = self.words[other.at]
        own = any(
            w.kind == "noun" and w is not word and w.sentence == word.sentence
            for w in self.words[first : other.end + 2]
        )
        return (bool(joins) or word.joined) and not own

    def _joins(self, word: Word) -> bool:
        names = ("joining", "buts", "adversatives", "conjunctions")
        return any(self.lexicon.has(name, word.core) for name in names)

    def _leaves(self, above: Sequence[Node]) -> bool:
        """Tell whether who acts goes away from what a noun names: left the meeting."""
        return any(
            one.how == "verb" and self.lexicon.verb("leaving", self.words[one.at].lemma)
            for one, two in pairwise(above)
            if two.how == "noun"
        )

    def _is_done_about(self, above: Sequence[Node]) -> bool:
        """Tell whether something was done about violations, and nobody says that there were any."""
        at = next((n for n, node in enumerate(above) if node.means == "violated"), 0)
        verbs = [n for n in above[: at + 1] if n.how == "verb"]
        return bool(verbs) and all(
            of_class(n.means) is Said.DONE and n.means != "observed" for n in verbs
        )

    def _goes_on(self, above: Sequence[Node]) -> bool:
        """Tell whether what is done is being done still: Россия выводит войска."""
        verbs = [n for n in above if n.how == "verb" and of_class(n.means) is Said.DONE]
        word = self.words[verbs[-1].at] if verbs and not verbs[-1].hedged else None
        if word is None or word.core in self.lexicon.participles:
            # The withdrawal is complete.
            return False
        return word.tense == "present" and not word.passive

    def _compares(self, node: Node, chain: Sequence[Node]) -> bool:
        """Tell whether a verb only says that violations are more or fewer than they were."""
        below = any(n.means == "violated" for n in chain)
        return below and bool(self._lasting.trend(node))

    def _unable(self, node: Node) -> bool:
        """Tell whether who is not able to does not do it, so that no permission is left."""
        return node.negated and self.lexicon.has("able", self.words[node.at].core)
