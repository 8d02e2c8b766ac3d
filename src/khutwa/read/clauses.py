"""The chain of predicates that governs each word of a text: what every language shares.

What governs mostly stands before what is governed, so a sentence is read once from left to right
with a stack: a predicate stays in force until something begins that is not below it. Where that is,
each language says for its verbs and nouns (`clauses_ar`, `clauses_eu`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Phrases
from khutwa.read.negation import Cue
from khutwa.read.veridicality import ACTUAL, REPORTS, Said, chained
from khutwa.read.word import Word


@dataclass(slots=True, eq=False)
class Node:
    """A predicate in force.

    Attributes:
        at: The number of its word; of the first word of an idiom.
        end: The number of the word behind it.
        means: Its class; `event` for a verb that the lexicon does not have.
        parent: The predicate above it.
        how: `verb`, `noun`, `participle`, `idiom` or `word` (a hedge, a condition).
        intro: The particle or preposition that introduced it.
        negated: Whether it is denied.
        hedged: Whether its clause is put as a possibility.
        children: How many predicates stand right below it.
        impersonal: Whether nobody is its subject: يشار إلى.
    """

    at: int
    end: int
    means: str
    parent: Node | None
    how: str
    intro: str = ""
    negated: bool = False
    hedged: bool = False
    impersonal: bool = False
    children: int = 0
    rules: list[str] = field(default_factory=list)

    @property
    def chain(self) -> list[Node]:
        """Return it and everything above it, outermost first."""
        found, node = [], self
        while True:
            found.append(node)
            if node.parent is None:
                return found[::-1]
            node = node.parent

    @property
    def reports(self) -> bool:
        """Tell whether its subject is the speaker of what stands below."""
        return self.means in REPORTS


FAR = 15
"""Words behind a verb that may make it another predicate; a title and a name may stand between."""

BULLETS = frozenset("-–—•*·▪●◦")
"""Signs that begin an item of a list."""


class Clauses(ABC):
    """Reads chains.

    Attributes:
        nodes: Every predicate, by place.
        over: For each word, the innermost predicate that governs it.
        trailing: Verbs of saying behind what is said.
        subjects_below: Whether the subject of a verb stands below it in the chain.
    """

    subjects_below = False

    def __init__(self, words: Sequence[Word], cues: Sequence[Cue], lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self.nodes: list[Node] = []
        self.over: list[Node | None] = [None] * len(words)
        self._verb_cues = {c.target for c in cues if c.scope == "clause" and c.target is not None}
        self._bare_cues = {
            c.at for c in cues if c.scope == "clause" and not self._is_verb(c.target)
        }
        self._noun_cues = {c.target for c in cues if c.scope == "word" and c.target is not None}
        self._idioms = Phrases({str(n): i.phrases for n, i in enumerate(lexicon.idioms)})
        self._impersonal = Phrases({"impersonal": lexicon.phrases["impersonal"]})
        self._breaks = Phrases({"": lexicon.phrases["adversative_phrases"]})
        self.trailing: list[Node] = []
        self._top: Node | None = None
        self._heading: Node | None = None
        self._that: tuple[int, Node | None] = -1, None
        self._read()

    def _is_verb(self, at: int | None) -> bool:
        return at is not None and self.words[at].kind == "verb"

    def _read(self) -> None:
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if at and self.words[at - 1].sentence != word.sentence:
                self._top = self._list_heading(at)
            elif at and word.quote != self.words[at - 1].quote:
                # What is quoted is the report's; what follows a quote begins anew.
                self._top = self._report() if word.quote else None
            at = self._step(at, word)
        for node in self.nodes:
            if node.parent is not None:
                node.parent.children += 1

    def _list_heading(self, at: int) -> Node | None:
        """Return what the heading of a list says of its items: agreed on the following: - a truce.

        What a heading says was done or came of something is left to each item to say.
        """
        if self.words[at - 1].core == ":":
            above = self._top
            said = chained(n.means for n in above.chain) if above else Said.MENTIONED
            known = said not in ACTUAL and said is not Said.MENTIONED
            self._heading = Node(at, at, "listed", above, "word") if known else None
        if not self._is_item(at):
            self._heading = None
        if self._heading is not None and self._heading.at == at:
            self.nodes.append(self._heading)
        return self._heading

    def _is_item(self, at: int) -> bool:
        """Tell whether a sentence begins as an item of a list does: with a dash or 1."""
        first, behind = self.words[at], self.words[at + 1 : at + 2]
        if first.kind == "number":
            return bool(behind) and behind[0].core in (".", ")", "-")
        return first.core in BULLETS

    def _report(self) -> Node | None:
        node = self._top
        while node is not None and not node.reports:
            node = node.parent
        return node

    def _step(self, at: int, word: Word) -> int:
        idiom = self._idioms.at(self.words, at) if word.kind != "sign" else None
        end = at + 1
        if idiom is not None:
            end = idiom.end
            means = self.lexicon.idioms[int(idiom.name)].means
            if means != "none":
                self._push(Node(at, end, means, self._top, "idiom"))
                if self.lexicon.idioms[int(idiom.name)].before:
                    self.over[at] = self._top
                    self._top = self._top.parent if self._top else None
                    for n in range(at + 1, end):
                        self.over[n] = self.over[at]
                    return end
        elif at in self._bare_cues:
            if word.joined:
                self._leave_denied()
            self._push(Node(at, end, "not", self._top, "word", negated=True))
        elif word.kind == "verb":
            self._verb(at, word)
        elif word.kind == "noun" and word.means:
            self._noun(at, word)
        elif self.lexicon.has("buts", word.core) or self._breaks.at(self.words, at) is not None:
            self._pop_to_report(at)
        elif self.lexicon.has("complementisers", word.core):
            self._begin_clause(at)
        elif self.lexicon.has("conditions", word.core) or self.lexicon.has("hedges", word.core):
            self._qualify(at, word)
        elif self.lexicon.has("adjuncts", word.core):
            self._aside_begins(at)
        for n in range(at, end):
            self.over[n] = self._top
        return end

    def _leave_denied(self) -> None:
        """Let "nor" deny beside what was denied, not below it: لا انسحاب ولا إفراج."""
        node = self._top
        while node is not None and node.how in ("noun", "word") and node.means != "condition":
            if node.means == "not":
                self._top = node.parent
                return
            node = node.parent

    def _qualify(self, at: int, word: Word) -> None:
        """Put a condition, or a word for what is possible, above what follows."""
        means = "condition" if self.lexicon.has("conditions", word.core) else "hedge"
        if not self.lexicon.has("auxiliaries", word.core):
            self._push(Node(at, at + 1, means, self._top, "word"))

    @abstractmethod
    def _aside_begins(self, at: int) -> None:
        """Leave what a phrase does not belong to that only says when or where."""

    @abstractmethod
    def _verb(self, at: int, word: Word) -> None:
        """Put a verb where its clause belongs."""

    @abstractmethod
    def _noun(self, at: int, word: Word) -> None:
        """Put a noun of action where its phrase belongs."""

    def _push(self, node: Node) -> None:
        if node.means == "condition":
            self._pop_to_report(node.at)
            node.parent = self._top
        # A node without words of its own is denied with the verb it stands for, not twice; nor is
        # an idiom or a noun whose negator denies no verb and so stands above it by itself.
        alone = node.how == "idiom" or (node.how != "verb" and node.at not in self._noun_cues)
        twice = alone and node.parent is not None and node.parent.means == "not"
        if node.end > node.at and not twice and self._negates(node):
            node.negated = True
        self.nodes.append(node)
        self._top = node

    def _negates(self, node: Node) -> bool:
        cues = self._verb_cues if node.how == "verb" else self._noun_cues | self._verb_cues
        return node.at in cues

    def _meaning(self, at: int, word: Word) -> str:
        """Return the class of a verb after looking at the words behind it."""
        constructions = self.lexicon.constructions.get(word.lemma, ())
        if not constructions:
            return word.means
        keys: list[set[str]] = []
        for other in self.words[at + 1 : at + FAR]:
            if other.sentence != word.sentence or (other.kind == "verb" and other.at > at + 1):
                break
            keys.append({other.key, other.core, other.prefix})
        for construction in constructions:
            near = set().union(*keys[: construction.reach])
            has = bool(near & construction.words) if construction.words else True
            if has is construction.wanted:
                return construction.means
        return word.means

    def _pop_to_report(self, at: int, *, keep: bool = True) -> None:
        """Leave only what somebody says, and conditions, in force."""
        node = self._top
        while node is not None and not (
            (node.reports and keep)
            or node.means in ("condition", "listed")
            or self._outside(node, at)
        ):
            node = node.parent
        self._top = node

    def _outside(self, node: Node, at: int) -> bool:
        """Tell whether a node stands before the quote in which a word is."""
        quote = self.words[at].quote
        return bool(quote) and self.words[node.at].quote != quote

    def _pop_to_sibling(self, word: Word) -> None:
        """Let "and" with a verb join the nearest verb of the same tense."""
        node = self._top
        if word.means in REPORTS and word.tense == "past":
            while node is not None and not self._outside(node, word.at):
                node = node.parent
            self._top = node
            return
        while node is not None:
            if self._outside(node, word.at):
                break
            if node.how == "verb" and self.words[node.at].tense == word.tense and not node.reports:
                self._top = node.parent
                return
            if node.reports:
                break
            node = node.parent
        self._top = node

    def _pop_to_sibling_noun(self, intro: str) -> None:
        """Let "and" with a noun of action join the nearest one that was introduced alike."""
        node = self._top
        while node is not None and node.how in ("noun", "word"):
            # What nothing introduces joins the nearest.
            if node.how == "noun" and (node.intro == intro or not intro):
                self._top = node.parent
                return
            node = node.parent

    def _begin_clause(self, at: int) -> None:
        """Put a clause with "that" below what it belongs to; "and that" goes on with the last."""
        before = self.words[at - 1] if at else None
        joined = before is not None and self.lexicon.has("joining", before.core)
        if not (joined or self.words[at].joined):
            self._pop_plain_nouns()
            self._that = at, self._top
            return
        last, node = self._that
        same = last >= 0 and self.words[last].sentence == self.words[at].sentence
        if same and self.words[last].quote == self.words[at].quote:
            self._top = node
        else:
            self._pop_to_report(at)

    def _pop_plain_nouns(self) -> None:
        """Leave nouns of action that take no clause: أكد بعد اجتماعه أن."""
        node = self._top
        while node is not None and node.how == "noun" and node.means in ("did", "fulfilled"):
            node = node.parent
        self._top = node if node is not None else self._top

    def _first(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].sentence != self.words[at].sentence

    def _preposition(self, at: int) -> str:
        before = self.words[at - 1] if at else None
        if before is None or before.kind != "part":
            return ""
        return before.core if self.lexicon.has("prepositions", before.core) else ""
