"""Where clauses and phrases of English and Russian begin, and below what."""

from __future__ import annotations

from bisect import bisect_left

from khutwa.read.clauses import Clauses, Node
from khutwa.read.dates import numbers_of, units_of
from khutwa.read.match import Phrases
from khutwa.read.noun_phrase import MARKS
from khutwa.read.phrases_eu import Span, fronted_span, group_of, subject_span
from khutwa.read.veridicality import DOUBTFUL, REPORTS
from khutwa.read.word import Word

_FACTS = ("did", "event", "observed", "fulfilled")


class EuropeanClauses(Clauses):
    """Reads chains of languages with the subject before the verb.

    What a passive verb, or a verb without an object, says, it says of its subject: in "the release
    was postponed" the release stands below "postponed". A verb of saying behind what is said
    governs the whole sentence before it.
    """

    subjects_below = True

    @property
    def _compounds(self) -> bool:
        """Tell whether a noun may stand before the noun that it belongs to."""
        return self.lexicon.has("compounds", "any")

    def _read(self) -> None:
        self._hedge = -1
        self._units = units_of(self.lexicon)
        months = self.lexicon.tables["months"].values()
        self._months = {key for phrases in months for p in phrases for key in p[:1]}
        table = self.lexicon.tables["extents"]
        self._taken = Phrases({"": table["of"]})
        self._amounts = {p[-1] for p in table["part"]} | set(numbers_of(self.lexicon))
        super()._read()
        for node in self.trailing:
            self._govern(node)

    def _verb(self, at: int, word: Word) -> None:
        lexicon = self.lexicon
        span = subject_span(self.words, at, lexicon)
        first = span.first if span else group_of(self.words, at)
        while span and self._top is not None and self._top.at >= span.first:
            # What stands in the subject, or in a clause inserted behind it, is not above its verb.
            self._top = self._top.parent
        if self._hedge >= 0 and self.words[self._hedge].sentence != word.sentence:
            self._hedge = -1
        impersonal = self._impersonal.at(self.words, first) is not None
        told = self._meaning(at, word)
        if told in REPORTS and self._is_reported(at, span):
            # No violations reported: none were, says whoever.
            word.passive = True
        trailing = told in REPORTS and not word.passive and self._is_trailing(at, span)
        intro = self._open(at, first, span)
        if impersonal or trailing:
            self._top = None
        # It is said that: nobody knows by whom.
        means = "said" if impersonal and told not in DOUBTFUL else told
        if means == "none":
            return
        # In чтобы были сняты a form of the past says what is wanted.
        aims = word.tense == "infinitive" and (intro == "purpose" or self._aims(at, word))
        if aims or self.lexicon.has("purposive", intro):
            self._push(Node(at, at, "purpose", self._top, "word"))
        above = self._top
        node = Node(at, at + 1, means or "event", above, "verb", intro, impersonal=impersonal)
        node.hedged = self._hedge >= 0 or self._is_awaited(at, first)
        self._hedge = -1
        self._modal(at, node)
        node.parent = self._top
        if word.tense == "gerund" and means in REPORTS and self._after_comma(at):
            node.how = "participle"
        self._push(node)
        if trailing:
            self.trailing.append(node)
            self._top = None
        elif span is None and not node.reports and self._is_about_subject(at):
            span = fronted_span(self.words, at, self.lexicon)
        if span is not None:
            self._take(node, span, above)

    def _is_awaited(self, at: int, first: int) -> bool:
        """Tell whether a verb says what something waits for: when the refugees have returned."""
        start = self._phrase_start(first)
        before = self.words[start - 1] if start else None
        if before is None or before.sentence != self.words[at].sentence:
            return False
        helpers = self.words[group_of(self.words, at) : at]
        # Have returned and are released are of the present too.
        now = any(w.core in ("have", "has", "is", "are") for w in helpers)
        now = now or self.words[at].tense == "present"
        return now and self.lexicon.has("awaiting", before.core)

    def _is_reported(self, at: int, span: Span | None) -> bool:
        """Tell whether what stands before a verb of saying is what is said, and speaks not."""
        word = self.words[at]
        if span is None or word.tense != "past" or self._has_object(at):
            return False
        head = next((w for w in self.words[span.first : span.end] if w.kind == "noun"), None)
        return head is not None and head.means in ("violated", "did", "fulfilled", "stalled")

    def _qualify(self, at: int, word: Word) -> None:
        if self.lexicon.has("conditions", word.core):
            if not self.lexicon.has("prepositions", word.core) or self._clause_follows(at):
                super()._qualify(at, word)
        else:
            # It hedges the verb that comes next.
            self._hedge = at

    def _aside_begins(self, at: int) -> None:
        """Leave what somebody did: he who returned from a meeting did not hold it.

        Nor did he who held a meeting on elections, or put off the day for them, hold elections.
        """
        if self.lexicon.has("topical", self.words[at].core):
            self._leave_deeds()
            return
        if self._is_partitive(at):
            return
        top = self._top
        if top is None or top.how != "verb" or top.means not in ("did", "event"):
            return
        verb = self.words[top.at]
        if self.lexicon.verb("achieving", verb.lemma):
            return
        self._top = top.parent
        while self._top is not None and self._top.how == "word" and self._top.means != "condition":
            self._top = self._top.parent

    def _is_partitive(self, at: int) -> bool:
        """Tell whether a preposition takes a part from a whole: 20 из 500 пленных."""
        if not at or self._taken.at(self.words, at) is None:
            return False
        before = self.words[at - 1]
        return before.kind == "number" or before.key in self._amounts

    def _leave_deeds(self) -> None:
        while self._top is not None and self._top.means in ("did", "event"):
            self._top = self._top.parent

    def _clause_follows(self, at: int) -> bool:
        """Tell whether a clause follows, and not a noun alone: before the truce holds."""
        for word in self.words[at + 1 : at + 9]:
            if word.sentence != self.words[at].sentence or word.kind == "sign":
                return False
            if word.kind == "verb":
                return word.tense not in ("infinitive", "gerund", "participle")
        return False

    def _negates(self, node: Node) -> bool:
        if node.how == "verb" and self.words[node.at].tense == "gerund":
            # without releasing
            return node.at in self._noun_cues | self._verb_cues
        return super()._negates(node)

    def _modal(self, at: int, node: Node) -> None:
        """Let the words of a verb's group say whether it is to come, possible or owed."""
        group = self.words[group_of(self.words, at) : at]
        possible = [
            word for word in (*group, *self._conditional(at))
            if (self.lexicon.has("maybe", word.core) and not self._unable(word.at))
            or self.lexicon.has("conditional", word.core)
        ]  # fmt: skip
        node.hedged |= bool(possible)
        # May release is a possibility to come, may have released one that is past.
        past = any(self.lexicon.has("past_possible", word.core) for word in group)
        # Was expected to release: nobody knows whether it did.
        expected = self.words[at].tense == "infinitive" and self._is_expected()
        if self.words[at].tense == "future" or ((possible or expected) and not past):
            self._push(Node(at, at, "future", self._top, "word"))
        for word in group:
            if self.lexicon.has("obliged", word.core):
                self._push(Node(at, at, "demanded", self._top, "word"))
            elif self.lexicon.has("permitted", word.core):
                self._push(Node(at, at, "allowed", self._top, "word"))

    def _conditional(self, at: int) -> list[Word]:
        """Return the word behind a verb where it makes a condition of it: вывела бы."""
        return [w for w in self.words[at + 1 : at + 2] if self.lexicon.has("conditional", w.core)]

    def _is_expected(self) -> bool:
        top = self._top
        return top is not None and top.how == "verb" and top.means == "believed"

    def _unable(self, at: int) -> bool:
        """Tell whether a modal is denied, so that no possibility is left: who could not return."""
        before, behind = self.words[at - 1 : at], self.words[at + 1]
        if any(self.lexicon.has("negators.verb", word.core) for word in before):
            return True
        able = self.lexicon.has("able", self.words[at].core)
        return able and self.lexicon.has("negators.verb", behind.core)

    def _take(self, node: Node, span: Span, above: Node | None) -> None:
        """Put what stands in a verb's subject below the verb, or beside it if it has an object."""
        below = self._is_about_subject(node.at) and not node.reports
        governing = node.chain
        apart = self._apart(span)
        for other in reversed(self.nodes):
            if other.at < span.first:
                break
            inside = span.first <= other.at < span.end and other is not node
            inside = inside and other.how != "word" and other not in governing
            outer = other.parent is None or not span.first <= other.parent.at < span.end
            if inside and outer:
                other.parent = node if below and other.at < apart else above
        for n in range(span.first, span.end):
            below = below and n < apart
            over = self.over[n]
            if over is None or not span.first <= over.at < span.end:
                self.over[n] = node if below else above

    def _apart(self, span: Span) -> int:
        """Return where in a subject begins what nothing is said of: the day for elections."""
        head = next((w for w in self.words[span.first : span.end] if w.kind == "noun"), None)
        for word in self.words[span.first : span.end]:
            if self.lexicon.has("prepositions", word.core) and not (
                self.lexicon.has("belonging", word.core) or self._is_partitive(word.at)
            ):
                return word.at
            unknown = head is not None and self._is_noun_alone(head)
            if word.means and not self._compounds and unknown and word is not head:
                return word.at
        return span.end

    def _is_about_subject(self, at: int) -> bool:
        word = self.words[at]
        return word.passive or word.alone or not self._has_object(at)

    def _has_object(self, at: int) -> bool:
        """Tell whether something right behind a verb is done by it, said or begun."""
        fixed = {
            key
            for construction in self.lexicon.constructions.get(self.words[at].lemma, ())
            if construction.wanted
            for key in construction.words
        }
        for word in self.words[at + 1 : at + 5]:
            if word.sentence != self.words[at].sentence or word.kind == "sign":
                return False
            if word.key in fixed and word.at <= at + 2:
                # took place: the noun is part of the verb.
                continue
            if word.role == "adverbial" or self.lexicon.has("adverbs", word.core):
                continue
            if self._turns(word.at):
                # collapsed last night
                return False
            if word.light or word.kind in ("noun", "number", "verb"):
                return True
            return word.kind == "part" and (
                self.lexicon.has("determiners", word.core)
                or self.lexicon.has("complementisers", word.core)
                or self.lexicon.has("negators.clause", word.core)
                or self.lexicon.has("negators.verb", word.core)
            )
        return False

    def _turns(self, at: int) -> bool:
        """Tell whether a word begins a time: last night, next week, 5 мая."""
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        if self.words[at].kind == "number" and behind is not None:
            return behind.key in self._units or behind.key in self._months
        turn = any(
            self.lexicon.has(name, self.words[at].core)
            for name in ("past_words", "next_words", "this_words")
        )
        return turn and behind is not None and (
            behind.role == "adverbial" or behind.key in self._units
        )

    def _govern(self, node: Node) -> None:
        """Put a sentence below the verb of saying that ends it."""
        here = self.words[node.at]
        last = bisect_left(self.nodes, node.at, key=lambda other: other.at)
        for other in reversed(self.nodes[:last]):
            if self.words[other.at].sentence != here.sentence:
                break
            if other.parent is None and not other.reports:
                other.parent = node
        for n in range(node.at - 1, -1, -1):
            if self.words[n].sentence != here.sentence:
                break
            if self.over[n] is None:
                self.over[n] = node

    def _is_trailing(self, at: int, span: Span | None) -> bool:
        """Tell whether a verb of saying stands behind what is said: …, said the minister."""
        first = span.first if span else group_of(self.words, at)
        while first > 0 and self.words[first - 1].light:
            first -= 1
        before = self.words[first - 1] if first else None
        here = self.words[at]
        if before is None or before.sentence != here.sentence or before.kind != "sign":
            return False
        if before.core not in MARKS and before.core not in ",-–—":
            return False
        for word in self.words[at + 1 :]:
            if word.sentence != here.sentence or word.kind == "sign":
                if word.sentence == here.sentence and word.core == ",":
                    # …, the ministry said, but a diplomat warned: another clause begins.
                    behind = self.words[word.at + 1] if word.at + 1 < len(self.words) else None
                    return behind is not None and self.lexicon.has("buts", behind.core)
                return word.sentence != here.sentence or word.core != ":"
            if word.quote and not here.quote:
                return False
            if word.kind == "verb" or self.lexicon.has("complementisers", word.core):
                return False
        return True

    def _after_comma(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].core == ","

    def _aims(self, at: int, word: Word) -> bool:
        """Tell whether an infinitive only says to what end something was done: met to discuss."""
        top = self._top
        if top is None or top.how not in ("verb", "noun") or word.joined:
            return False
        if top.how == "noun":
            return top.means in ("did", "fulfilled", "event")
        return top.means in _FACTS and not self.lexicon.verb("achieving", self.words[top.at].lemma)

    def _open(self, at: int, first: int, span: Span | None) -> str:
        """Leave what a verb does not stand below."""
        word, words, lexicon = self.words[at], self.words, self.lexicon
        if word.tense == "infinitive":
            if word.joined or self.words[first - 1].core == ",":
                self._pop_to_form("infinitive")
            elif any(lexicon.has("purposive", w.core) for w in words[max(0, first - 1) : at]):
                return "purpose"
            return ""
        if word.tense == "gerund":
            if word.joined:
                self._pop_to_form("gerund")
            elif self._after_comma(at):
                self._pop_to_report(at, keep=word.means not in REPORTS)
            return ""
        opener, that = self._opener(at, first, span)
        if opener == "sentence":
            while self._top is not None and self._top.how not in ("word", "idiom"):
                self._top = self._top.parent
        elif opener == "clause":
            self._pop_to_report(at, keep=word.means not in REPORTS)
        elif opener == "and":
            self._pop_to_sibling(word)
        return that

    def _pop_to_form(self, tense: str) -> None:
        """Let "and" join a verb to the nearest one of the same form."""
        node = self._top
        while node is not None and not node.reports:
            if node.how == "verb" and self.words[node.at].tense == tense:
                self._top = node.parent
                while self._top is not None and self._top.means == "purpose":
                    self._top = self._top.parent
                return
            node = node.parent

    def _opener(self, at: int, first: int, span: Span | None) -> tuple[str, str]:
        """Return how a verb's clause begins, and the word for "that" if with one."""
        words, lexicon = self.words, self.lexicon
        verb = words[at]
        if span is not None and lexicon.has("relatives", words[span.first].core):
            return "nested", ""
        j = first - 1
        while j >= 0 and words[j].sentence == verb.sentence:
            word = words[j]
            if word.quote != verb.quote or word.kind == "verb":
                return "nested", ""
            if word.kind == "sign" and word.core not in MARKS:
                return ("nested" if word.core == ":" and self._top is not None else "clause"), ""
            core = word.core
            if lexicon.has("complementisers", core):
                return "nested", core
            if lexicon.has("conditions", core):
                joined = j > 0 and lexicon.has("joining", words[j - 1].core)
                return ("clause" if joined else "nested"), ""
            if lexicon.has("relatives", core):
                return "nested", ""
            if lexicon.has("joining", core):
                return "and", ""
            if lexicon.has("adversatives", core) or lexicon.has("buts", core):
                return "clause", ""
            j -= 1
        return "sentence", ""

    def _noun(self, at: int, word: Word) -> None:
        start = self._phrase_start(at)
        intro = self._preposition(start)
        if word.means == "said" and not self._speaks(at):
            return
        before = self.words[start - 1] if start else None
        listed = (
            before is not None and before.core == "," and self._top is not None
            and self._top.how == "noun"
        )  # fmt: skip
        if intro and (self._adjunct(start) or self._aside(intro)):
            self._pop_to_report(at)
        elif word.joined or self._joined(start) or listed:
            self._pop_to_sibling_noun(intro)
        if self.lexicon.has("purposes", intro):
            top = self._top
            if top is None or (top.how == "verb" and top.means in (*_FACTS, "agreed")):
                self._push(Node(at, at, "purpose", self._top, "word"))
        head = self.words[start - 1] if start else None
        if not intro and not self._compounds and head is not None and self._is_head(head):
            # Продлили срок проведения выборов: it is the day that was put off.
            self._leave_deeds()
        node = Node(at, at + 1, word.means, self._top, "noun", intro)
        self._push(node)
        for n in range(start, at):
            # A ceasefire violation: what stands before in the phrase is what it is about.
            self.over[n] = node

    def _is_head(self, word: Word) -> bool:
        """Tell whether a noun is one to which another may belong, and no name."""
        return word.token.text.islower() and self._is_noun_alone(word)

    def _is_noun_alone(self, word: Word) -> bool:
        return (
            word.kind == "noun"
            and not word.means
            and not word.role
            and not self.lexicon.has("amounts", word.key)
        )

    def _phrase_start(self, at: int) -> int:
        """Return the number of the first word of the phrase that a noun is in."""
        while at > 0:
            word = self.words[at - 1]
            same = word.sentence == self.words[at].sentence
            kind = word.light or word.role == "adjective" or word.kind == "number"
            kind = kind or (word.kind == "noun" and self._compounds and not word.means)
            if not (same and (kind or self.lexicon.has("determiners", word.core))):
                break
            at -= 1
        return at

    def _joined(self, start: int) -> bool:
        return start > 0 and self.lexicon.has("joining", self.words[start - 1].core)

    def _adjunct(self, start: int) -> bool:
        """Tell whether a prepositional phrase stands apart behind a comma."""
        return start > 1 and self.words[start - 2].core == ","

    def _aside(self, intro: str) -> bool:
        """Tell whether a phrase only says when, where or why."""
        return self.lexicon.has("asides", intro)

    def _speaks(self, at: int) -> bool:
        """Tell whether a noun of speech is followed by what is said."""
        following = self.words[at + 1 : at + 3]
        return any(
            word.sentence == self.words[at].sentence
            and (self.lexicon.has("complementisers", word.core) or word.core == ":")
            for word in following
        )
