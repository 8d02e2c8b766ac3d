"""Where clauses and phrases of Arabic begin, and below what."""

from __future__ import annotations

from khutwa.read.clauses import Clauses, Node
from khutwa.read.noun_phrase import MARKS
from khutwa.read.subjects import subject
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

FAR = 5
"""Words of a subject between "may be" and the verb that it hedges."""

_UPON = frozenset(["عليه", "عليها", "عليهم", "عليهما", "علينا"])
"""What stands before أن where somebody whom a pronoun names ought to do something."""


class ArabicClauses(Clauses):
    """Reads chains of Arabic."""

    def _aside_begins(self, at: int) -> None:
        # In Arabic the noun decides, behind its preposition: `_aside`.
        return

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
        if word.means == "no_longer":
            # What is so no longer was so: that denies no deed.
            self._push(Node(at, at + 1, "not", self._top, "word", negated=True, hedged=True))
            return
        impersonal = (
            self._impersonal.at(self.words, at) is not None
            and "3ms" in word.persons
            # ذكر أن is "it was said", and "he said" behind who did.
            and subject(self.words, at, lexicon) is None
        )
        if impersonal:
            self._top = None
        if lexicon.has("hedges", word.core) and not impersonal and not self._has_believer(at):
            self._push(Node(at, at + 1, "hedge", self._top, "word"))
            return
        # يقال: nobody knows by whom.
        rumour = "claimed" if lexicon.has("hedges", word.core) else "said"
        means = rumour if impersonal else self._meaning(at, word)
        if means == "none":
            return
        if word.prefix == "ل" or intro in ("كي", "لكي"):
            self._push(Node(at, at, "purpose", self._top, "word"))
        if self._is_owed(at):
            self._push(Node(at, at, "demanded", self._top, "word"))
        hedged = self._may(at)
        if word.tense == "future" or hedged or self._is_possible(word) or self._is_open(word):
            self._push(Node(at, at, "future", self._top, "word"))
        node = Node(at, at + 1, means or "event", self._top, "verb", intro, impersonal=impersonal)
        node.hedged = hedged or self._may_be(at)
        self._push(node)

    def _is_owed(self, at: int) -> bool:
        """Tell whether a verb says what somebody ought to do: على الحكومة أن تفرج، عليها أن."""
        words, that = self.words, at - 1
        if that < 1 or words[that].core != "ان" or words[at].tense != "present":
            return False
        first = that - 1
        while first > 0 and words[first].kind == "noun" and that - first < FAR:
            first -= 1
        named = words[first].core == "علي" and first < that - 1
        if not named and not (first == that - 1 and words[first].core in _UPON):
            return False
        # Behind a verb, or what is none, it is only its preposition: تحض على.
        before = words[first - 1] if first and not words[first].joined else None
        return (
            before is None
            or before.sentence != words[at].sentence
            or before.kind == "sign"
            or self.lexicon.has("complementisers", before.core)
        )

    def _may_be(self, at: int) -> bool:
        """Tell whether a verb is put as a possibility that is past: قد تكون روسيا سحبت."""
        before = at - 1
        while before > 0 and self.words[before].kind == "noun" and at - before < FAR:
            before -= 1
        word = self.words[before]
        return before > 0 and word.lemma == "كون I" and self._may(before)

    def _may(self, at: int) -> bool:
        """Tell whether a verb is put as a possibility to come: قد تفرج الحكومة، قد لا تفرج."""
        before = at - 1
        if before > 0 and self.words[before].core == "لا":
            before -= 1
        return (
            before >= 0
            and self.words[at].tense == "present"
            and self.words[before].sentence == self.words[at].sentence
            and self.lexicon.has("maybe", self.words[before].core)
        )

    def _is_possible(self, word: Word) -> bool:
        """Tell whether a possibility governs a verb of what is not past: ربما تفرج الحكومة.

        أن with a verb right behind it is the one of what is not so, or not yet: يتوقع أن تفرج.
        """
        top = self._top
        if top is None or word.tense != "present" or top.means not in ("hedge", "believed"):
            return False
        before = self.words[word.at - 1].core
        return before == "ان" or self.lexicon.has("possible", self.words[top.at].core)

    def _is_open(self, word: Word) -> bool:
        """Tell whether أن with a verb of the present stands below nothing: بقي أن تجرى."""
        before = self.words[word.at - 1].core if word.at else ""
        return self._top is None and word.tense == "present" and before == "ان"

    def _has_believer(self, at: int) -> bool:
        """Tell whether who believes is named behind such a verb: يعتقد دبلوماسيون."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            self.words[at].means in REPORTS
            and following is not None
            and following.kind == "noun"
            and not following.prefix
            and not following.means
        )

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
        if lexicon.has("complementisers", word.core):
            return "nested"
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

    def _pop_last_verb(self) -> None:
        """Let مما go on with what follows from the verb before."""
        node = self._top
        while node is not None and node.how != "verb":
            node = node.parent
        self._top = node.parent if node is not None and not node.reports else node
