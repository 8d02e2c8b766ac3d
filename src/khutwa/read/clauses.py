"""The chain of predicates that governs each word of a text.

Arabic puts what governs before what is governed, so a sentence is read once from left to right with
a stack: a predicate stays in force until something begins that is not below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Phrases
from khutwa.read.negation import Cue
from khutwa.read.noun_phrase import MARKS
from khutwa.read.veridicality import REPORTS
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


class Clauses:
    """Reads chains.

    Attributes:
        nodes: Every predicate, by place.
        over: For each word, the innermost predicate that governs it.
    """

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
        self._top: Node | None = None
        self._read()

    def _is_verb(self, at: int | None) -> bool:
        return at is not None and self.words[at].kind == "verb"

    def _read(self) -> None:
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if at and self.words[at - 1].sentence != word.sentence:
                self._top = None
            elif at and word.quote != self.words[at - 1].quote:
                # What is quoted is the report's; what follows a quote begins anew.
                self._top = self._report() if word.quote else None
            at = self._step(at, word)
        for node in self.nodes:
            if node.parent is not None:
                node.parent.children += 1

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
            self._push(Node(at, end, "not", self._top, "word", negated=True))
        elif word.kind == "verb":
            self._verb(at, word)
        elif word.kind == "noun" and word.means:
            self._noun(at, word)
        elif word.core.startswith("لكن") or self._breaks.at(self.words, at) is not None:
            self._pop_to_report(at)
        elif self.lexicon.has("complementisers", word.core) and not word.joined:
            self._pop_plain_nouns()
        elif self.lexicon.has("conditions", word.core) or self.lexicon.has("hedges", word.core):
            means = "condition" if self.lexicon.has("conditions", word.core) else "hedge"
            if not self.lexicon.has("auxiliaries", word.core):
                self._push(Node(at, end, means, self._top, "word"))
        for n in range(at, end):
            self.over[n] = self._top
        return end

    def _push(self, node: Node) -> None:
        if node.means == "condition":
            self._pop_to_report(node.at)
            node.parent = self._top
        # A node without words of its own is denied with the verb it stands for, not twice.
        if node.end > node.at and self._negates(node):
            node.negated = True
        self.nodes.append(node)
        self._top = node

    def _negates(self, node: Node) -> bool:
        cues = self._verb_cues if node.how == "verb" else self._noun_cues | self._verb_cues
        return node.at in cues

    def _verb(self, at: int, word: Word) -> None:
        lexicon = self.lexicon
        if lexicon.verb("concerning", word.lemma):
            return
        opener, intro = self._opener(at)
        if opener == "sentence":
            while self._top is not None and self._top.how not in ("word", "idiom"):
                self._top = self._top.parent
        elif opener == "clause":
            # Another voice begins where a verb of saying does.
            self._pop_to_report(at, keep=word.means not in REPORTS)
        elif opener == "and":
            self._pop_to_sibling(word)
        elif opener == "so":
            self._pop_last_verb()
        if lexicon.verb("auxiliaries", word.lemma):
            return
        impersonal = self._impersonal.at(self.words, at) is not None
        if impersonal:
            self._top = None
        if lexicon.has("hedges", word.core) and not impersonal:
            self._push(Node(at, at + 1, "hedge", self._top, "word"))
            return
        means = "said" if impersonal else self._meaning(at, word)
        if means == "none":
            return
        if word.prefix == "ل" or intro in ("كي", "لكي"):
            self._push(Node(at, at, "purpose", self._top, "word"))
        if word.tense == "future":
            self._push(Node(at, at, "future", self._top, "word"))
        node = Node(at, at + 1, means or "event", self._top, "verb", intro, impersonal=impersonal)
        before = self.words[at - 1] if at else None
        if before and lexicon.has("maybe", before.core) and word.tense == "present":
            node.hedged = True
        self._push(node)

    def _meaning(self, at: int, word: Word) -> str:
        """Return the class of a verb after looking at the words behind it."""
        keys = set()
        for other in self.words[at + 1 : at + FAR]:
            if other.sentence != word.sentence or (other.kind == "verb" and other.at > at + 1):
                break
            keys |= {other.key, other.core, other.prefix}
        for construction in self.lexicon.constructions.get(word.lemma, ()):
            has = bool(keys & construction.words) if construction.words else True
            if has is construction.wanted:
                return construction.means
        return word.means

    def _noun(self, at: int, word: Word) -> None:
        intro = word.prefix or self._preposition(at)
        if word.means == "said" and not self._speaks(at):
            return
        if intro and (self._adjunct(at) or self._aside(at, intro)):
            self._pop_to_report(at)
        if word.participle and word.means in REPORTS | {"demanded", "threatened"}:
            if not self._speaks(at, participle=True):
                return
            self._pop_to_report(at, keep=False)
        elif word.joined or (at and self.words[at - 1].core in ("او", "ام")):
            self._pop_to_sibling_noun(intro)
        if intro == "ل" and not word.participle:
            top = self._top
            if top is None or (
                top.how == "verb" and top.means in ("event", "did", "fulfilled", "agreed")
            ):
                self._push(Node(at, at, "purpose", self._top, "word"))
        how = "participle" if word.participle else "noun"
        means = word.means
        affirmed = (
            self._top is not None and self._top.reports and word.key.endswith(("ها", "ه", "هم"))
        )
        if affirmed and self.lexicon.has("commitments", word.lemma):
            means = "promised"
        self._push(Node(at, at + 1, means, self._top, how, intro))

    def _adjunct(self, at: int) -> bool:
        """Tell whether a prepositional phrase stands apart behind a comma."""
        j = at if self.words[at].prefix else at - 1
        while j > 0 and self.words[j].kind == "part" and self._preposition(j):
            j -= 1
        return j > 0 and self.words[j - 1].core in ("،", ",") and not self.words[j].joined

    def _aside(self, at: int, intro: str) -> bool:
        """Tell whether a phrase only says when, where or why: استقال بعد الانتخابات."""
        top = self._top
        if top is None or top.means not in ("did", "event", "observed", "fulfilled"):
            return False
        if self.lexicon.has("asides", intro):
            return True
        return (
            top.how == "verb"
            and intro == "في"
            and not self.lexicon.verb("achieving", self.words[top.at].lemma)
        )

    def _speaks(self, at: int, *, participle: bool = False) -> bool:
        """Tell whether a noun of speech is followed by what is said."""
        for other in self.words[at + 1 : at + 4]:
            if other.sentence != self.words[at].sentence:
                return False
            if self.lexicon.has("complementisers", other.core) or other.core in (":", "الي"):
                return True
            if other.quote and not self.words[at].quote:
                return True
            if participle and (other.prefix or self.lexicon.has("prepositions", other.core)):
                return True
            if other.kind == "verb":
                return False
        return False

    def _preposition(self, at: int) -> str:
        before = self.words[at - 1] if at else None
        if before is None or before.kind != "part":
            return ""
        return before.core if self.lexicon.has("prepositions", before.core) else ""

    def _opener(self, at: int) -> tuple[str, str]:
        """Return what a finite verb's clause begins with: what was before its topic."""
        verb = self.words[at]
        if verb.joined:
            return ("sentence" if self._first(at) else "and"), ""
        j = at - 1
        while j >= 0 and self.words[j].sentence == verb.sentence:
            word = self.words[j]
            if word.quote != verb.quote:
                return "nested", ""
            if self._breaks.at(self.words, j) is not None:
                return "clause", ""
            if word.kind == "verb":
                return "nested", ""
            if word.kind == "sign" and word.core not in MARKS:
                return ("nested" if word.core == ":" else "clause"), ""
            if word.kind == "part" and j + 1 <= at:
                kind = self._opens(j)
                if kind:
                    return kind, word.core
            j -= 1
        return "sentence", ""

    def _opens(self, j: int) -> str:
        word, lexicon = self.words[j], self.lexicon
        before = self.words[j - 1] if j else None
        if before is not None and self._breaks.at(self.words, j - 1) is not None:
            return "clause"
        joined = word.joined and before is not None and before.sentence == word.sentence
        if lexicon.has("complementisers", word.core):
            return "clause" if joined else "nested"
        if word.core == "مما":
            return "so"
        if lexicon.has("relatives", word.core) and word.core != "من":
            return "nested"
        if lexicon.has("adversatives", word.core):
            following = self.words[j + 1] if j + 1 < len(self.words) else None
            if (
                following
                and following.kind == "verb"
                and lexicon.verb("concerning", following.lemma)
            ):
                return ""
            return "" if word.core in ("مع", "حتي", "غير") else "clause"
        return ""

    def _first(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].sentence != self.words[at].sentence

    def _pop_to_report(self, at: int, *, keep: bool = True) -> None:
        """Leave only what somebody says, and conditions, in force."""
        node = self._top
        while node is not None and not (
            (node.reports and keep) or node.means == "condition" or self._outside(node, at)
        ):
            node = node.parent
        self._top = node

    def _pop_last_verb(self) -> None:
        """Let مما go on with what follows from the verb before."""
        node = self._top
        while node is not None and node.how != "verb":
            node = node.parent
        self._top = node.parent if node is not None and not node.reports else node

    def _pop_plain_nouns(self) -> None:
        """Leave nouns of action that take no clause: أكد بعد اجتماعه أن."""
        node = self._top
        while node is not None and node.how == "noun" and node.means in ("did", "fulfilled"):
            node = node.parent
        self._top = node if node is not None else self._top

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
