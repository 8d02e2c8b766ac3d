"""Who says what: the voice of each word of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from khutwa.read.analyse import GRAMMARS
from khutwa.read.clauses import FAR, Clauses, Node
from khutwa.read.frame import AUTHOR, Voice
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match, Phrases
from khutwa.read.mentions import Actors, within
from khutwa.read.noun_phrase import joined_at
from khutwa.read.speech_ar import described, dropped, goes_on, joins_noun, third, utters
from khutwa.read.unknown import Unknown
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

NEAR = 5
"""Words behind a quote in which its speaker may be named."""

PAIRS = (("«", "»"), ("“", "”"))
"""Marks around a part of a name."""

_FEMININE = ("ة", "ات", "ا", "ي")
"""Endings of adjectives of women and of things."""

RECENT = 4
"""Who spoke last, of whom one may go on."""


class Speakers:
    """Finds voices.

    Attributes:
        named: The actors that the text names; those that nobody knows by their exact words.
        known: Those among them that the plan or the lexicon knows.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        clauses: Clauses,
        lexicon: Lexicon,
        actors: Actors,
        unknown: Sequence[Unknown] = (),
    ) -> None:
        self.text, self.words, self.clauses, self.lexicon = text, words, clauses, lexicon
        self.actors = actors
        self._grammar = GRAMMARS[lexicon.language]
        self.known: list[Match] = actors.all(words)
        others = [u for u in unknown if u.kind != "place" and self._is_new(u)]
        self.named: list[Match] = sorted(
            [*self.known, *(Match(u.first, u.end, self._words_of(u)) for u in others)],
            key=lambda match: match.first,
        )
        people = actors.people.all(words)
        self._strangers = {u.first: u for u in others if u.kind == "person"}
        self._people = [*people, *(Match(u.first, u.end, "") for u in self._strangers.values())]
        self._joint = Phrases({"": lexicon.phrases["joint"]})
        self._as_what = Phrases({"": lexicon.phrases["as_what"]})
        self._according = Phrases({"": lexicon.phrases["according"]})
        self._nisba = {
            key: self.actors.same.get(side, side)
            for side, phrases in lexicon.tables["nisba"].items()
            for phrase in phrases
            for key in phrase
        }
        self._voices: dict[int, Voice] = {}
        self._quotes: dict[int, Voice] = {}
        self._spoke: list[tuple[Voice, Word]] = []
        self._read()

    def _is_new(self, name: Unknown) -> bool:
        return not any(m.first < name.end and name.first < m.end for m in self.known)

    def _words_of(self, name: Unknown) -> str:
        return " ".join(self.text[name.start : self.words[name.end - 1].token.end].split())

    def voice(self, at: int) -> Voice:
        """Return who says the word of this number."""
        node = self.clauses.over[at]
        return self.voice_below(node, at)

    def voice_below(self, node: Node | None, at: int) -> Voice:
        """Return who says what stands below a predicate at a word."""
        quote = self.words[at].quote
        while node is not None:
            outside = quote and self.words[node.at].quote != quote
            if outside:
                break
            if node.at in self._voices and (node.at != at or node.means in ("warned", "announced")):
                return self._voices[node.at]
            node = node.parent
        if quote:
            return self._quotes.get(quote, AUTHOR)
        return self._attributed(at)

    def side(self, at: int) -> tuple[str, ...]:
        """Return the actors whom "we" means at a word."""
        return self.voice(at).actors

    def of_phrase(self, head: int, *, inner: bool = True) -> Voice:
        """Return the voice that a noun phrase names: one person, or several together.

        Args:
            head: The number of its first word.
            inner: Whether "of" or "in" behind it belong to it.
        """
        words = self.words
        first = head
        joint = self._joint.at(words, head)
        if joint is not None and joint.end < len(words):
            first = joint.end
        own = next((m for m in self.named if m.first == first), None)
        end = own.end if own else self._grammar.end_of(words, first, self.lexicon)
        if own and self.clauses.subjects_below:
            # A title before a name: Russian Foreign Minister Sergey Lavrov.
            end = max(end, self._grammar.end_of(words, first, self.lexicon))
        if end in self._strangers and words[end - 1].kind == "noun" and not words[end].joined:
            # A title before a name that nobody knows.
            end = self._strangers[end].end
        end = self._without_object(first, end)
        if own is None and end < len(words) and self._goes_inside(first, end, inner=inner):
            end = self._grammar.end_of(words, first, self.lexicon, inner=1)
        parts = [(first, end)]
        while joint is None or len(parts) < 6:
            following = self._joined_name(end)
            if following is None:
                break
            end = following.end
            parts.append((following.first, end))
        names, sides = [], []
        for start, stop in parts:
            people = within(self._people, start, stop)
            # English and Russian put a name behind a title; so do they a longer one.
            last = self.clauses.subjects_below
            person = (people[-1] if last else people[0]) if people else None
            if person and last and person.first > start and self._is_inside(person.first):
                # A spokeswoman for the Contact Group.
                person = None
            part = start and self.lexicon.has("part_of", self.words[start - 1].core)
            shown = (person.first, person.end) if person else (start - bool(part), stop)
            names.append(self._shown(*shown))
            sides += self._side_of(start, stop)[:1]
        return Voice(tuple(names), tuple(dict.fromkeys(sides)), "named")

    def _goes_inside(self, first: int, end: int, *, inner: bool) -> bool:
        """Tell whether a phrase goes on behind a preposition: بيان للجيش, بيان صادر عن الوزارة."""
        words, word, has = self.words, self.words[end], self.lexicon.has
        if has("on_behalf", word.core):
            return True
        if not inner or not word.prefix:
            issued = has("issued", words[end - 1].core) and has("relayed_from", word.core)
            # زعم التنظيم في بيان: where he said it.
            behind = words[end + 1 : end + 2]
            said = any(has("occasions", w.core) for w in behind)
            return inner and not said and (issued or has("inner", word.core))
        # قال الوزير للصحفيين: to whom, but الأمين العام للأمم المتحدة.
        described = words[first].definite and end - first > 1
        known = words[end - 1].definite or words[end - 1].key.endswith(("ه", "ها", "هم"))
        return not word.means and (described or not known)

    def _without_object(self, first: int, end: int) -> int:
        """Return the end of a phrase without an object that stands behind it: الوزير أنصاره."""
        head, before, word = (self.words[n] for n in (first, end - 2, end - 1))
        if end - first < 2 or self.clauses.subjects_below or not before.definite:
            return end
        # رفضت الوزيرة الرد: no adjective of hers.
        other = head.definite and head.key.endswith("ة") and not word.key.endswith(_FEMININE)
        taken_up = not word.definite and word.key.endswith("ه")
        named = any(m.first < end <= m.end for m in (*self.named, *self._people))
        return end - 1 if (taken_up or (other and word.definite)) and not named else end

    def _is_inside(self, at: int) -> bool:
        """Tell whether a name stands behind a preposition, so that another is the head."""
        before = at - 1
        while before > 0 and self.words[before].light:
            before -= 1
        return self.lexicon.has("prepositions", self.words[before].core)

    def _joined_name(self, at: int) -> Match | None:
        here = joined_at(self.words, at, self.lexicon)
        if here is None or self.words[here].kind != "noun":
            return None
        return next((m for m in self.named if m.first == here), None)

    def _side_of(self, first: int, end: int) -> list[str]:
        people = within(self._people, first, end)
        found = within(self.named, first, end)
        for person in people:
            inside = [m.name for m in found if m.first == person.first]
            known = [m.name for m in found if m.first != person.first]
            if inside and not (person.first in self._strangers and known):
                return inside
        if found and found[0].first == first:
            return [found[0].name]
        # Turkish officials: the adjective stands first; in Arabic behind its noun.
        start = first if self.clauses.subjects_below and end - first > 1 else first + 1
        for word in self.words[start:end]:
            for key in word.bare:
                if key in self._nisba:
                    return [self._nisba[key]]
        return [m.name for m in found]

    def _shown(self, first: int, end: int) -> str:
        start = self.words[first].token.start
        raw = self.text[start : self.words[end - 1].token.end].strip('“”"«» ')
        raw += next((c for o, c in PAIRS if raw.count(o) > raw.count(c)), "")
        word = self.words[first]
        if word.joined and raw[:1] in "وف":
            raw = raw[1:]
        return " ".join(raw.split())

    def _read(self) -> None:
        last, spoke = AUTHOR, -1
        seen = set()
        quoted = sorted({w.quote for w in self.words if w.quote})
        firsts = {q: next(w.at for w in self.words if w.quote == q) for q in quoted}
        for node in self.clauses.nodes:
            for quote in quoted:
                if quote not in seen and firsts[quote] <= node.at:
                    last = self._quote(quote, firsts[quote], last)
                    seen.add(quote)
            if node.reports or self._utters(node):
                sentence = self.words[node.at].sentence
                before = self._before(node, last)
                voice = self._of_node(node, before, spoken=spoke == sentence and before == last)
                if voice is None:
                    continue
                self._voices[node.at] = voice
                if not (voice.is_author or node.impersonal):
                    last, spoke = voice, sentence
                    self._spoke.append((voice, self.words[node.at]))
        for quote in quoted:
            if quote not in seen:
                last = self._quote(quote, firsts[quote], last)

    def _utters(self, node: Node) -> bool:
        """Tell whether an Arabic verb that is no report has a clause that its subject says."""
        if self.clauses.subjects_below or node.how != "verb" or node.impersonal:
            return False
        relays = self._source_of(node) is not None
        return relays or utters(self.words, node.at, node.means, self.lexicon)

    def _before(self, node: Node, last: Voice) -> Voice:
        """Return with whom a verb goes on: who spoke last of those of its gender and number."""
        here = self.words[node.at]
        persons = third(here)
        if self.clauses.subjects_below or node.how != "verb" or not persons:
            return last
        for voice, word in reversed(self._spoke[-RECENT:]):
            own = third(word)
            if word.quote in (0, here.quote) and (not own or own & persons):
                return voice
        return last

    def _of_node(self, node: Node, last: Voice, *, spoken: bool) -> Voice | None:
        """Return who speaks by a verb or noun of saying; None where it names nobody who does.

        Args:
            node: The verb or noun.
            last: Who spoke last.
            spoken: Whether that was in the same sentence.
        """
        word = self.words[node.at]
        if node.impersonal:
            return AUTHOR
        if node.how == "verb":
            if word.persons[:1] and word.persons[0][0] == "1" and word.quote:
                return self._quotes.get(word.quote, last)
            if self.clauses.subjects_below and (word.passive or word.alone) and not (
                word.lemma.endswith(("ся", "сь"))
            ):
                # Who is told, or accused, does not speak.
                return None
            head = self._source_of(node)
            if head is None:
                head = self._subject(node)
            if head is not None and self._is_who(head):
                head = described(self.words, head, self.lexicon)
            if head is not None and self._is_name(head, node.at):
                # حذر خبراء من: of what they warned.
                own = self.clauses.subjects_below or node.means not in ("warned", "demanded")
                return self.of_phrase(head, inner=own)
            if not spoken or joins_noun(self.words, node.at):
                head = self._of_sentence(node)
                if head is not None:
                    # طلبت الوزارة من السكان: whom she asked is not where she is from.
                    named = self.of_phrase(head, inner=False)
                    return Voice(named.names, named.actors, "carried")
            if not last.names and (voice := self._of_previous(node)) is not None:
                return voice
            return Voice(last.names, last.actors, "carried") if last.names else AUTHOR
        if node.how == "participle":
            return self._of_main(node, last)
        follows = next((m for m in self.named if m.first == node.at + 1), None)
        if follows is not None:
            return self.of_phrase(follows.first)
        over = next((n for n in reversed(node.chain[:-1]) if n.how == "verb"), None)
        if over is not None and self._source_of(over) is not None:
            # نقلت الوكالة عن الوزير قوله: the words are his.
            return self._voices.get(over.at, last)
        if over is not None and over.at in self._voices and self._subject(over) == node.at:
            # قال بيان: who speaks is no other speech.
            return self._voices[over.at]
        if over is not None and self._voices.get(over.at, AUTHOR).names == last.names:
            # زعم التنظيم في بيان أن
            return self._voices.get(over.at, AUTHOR)
        return Voice(last.names, last.actors, "carried") if last.names else AUTHOR

    def _subject(self, node: Node) -> int | None:
        return self._grammar.subject(self.words, node.at, self.lexicon)

    def _source_of(self, node: Node) -> int | None:
        """Return whose words a medium relays: نقلت الوكالة عن الوزير قوله."""
        word = self.words[node.at]
        if not self.lexicon.verb("relaying", word.lemma):
            return None
        for other in self.words[node.at + 1 : node.at + FAR]:
            if other.sentence != word.sentence or other.core == ":":
                return None
            if other.kind == "verb" or self.lexicon.has("complementisers", other.core):
                return None
            if self.lexicon.has("relayed_from", other.key):
                follows = self.words[other.at + 1] if other.at + 1 < len(self.words) else None
                return follows.at if follows is not None and follows.kind == "noun" else None
        return None

    def _of_sentence(self, node: Node) -> int | None:
        """Return the subject with which a verb without one goes on in its sentence."""
        here = self.words[node.at]
        if self.clauses.subjects_below or here.passive:
            return None
        if not goes_on(self.words, node.at, self.lexicon):
            return None
        return dropped(self.words, node.at, self.lexicon)

    def _of_previous(self, node: Node) -> Voice | None:
        """Return who acts in the sentence before, where somebody goes on: وصل الوزير. وقال."""
        here = self.words[node.at]
        if self.clauses.subjects_below or not (here.joined and here.sentence):
            return None
        for word in self._sentences.get(here.sentence - 1, ()):
            if word.kind == "verb" and not self.lexicon.verb("auxiliaries", word.lemma):
                head = self._grammar.subject(self.words, word.at, self.lexicon)
                if head is None or not third(word) & third(here) or not self._is_somebody(head):
                    return None
                named = self.of_phrase(head, inner=False)
                return Voice(named.names, named.actors, "carried")
        return None

    def _is_somebody(self, at: int) -> bool:
        """Tell whether a noun phrase begins with a name, or with a title."""
        titles = any(self.lexicon.has("titles", key) for key in self.words[at].bare)
        return titles or any(m.first == at for m in self.named)

    def _is_who(self, at: int) -> bool:
        """Tell whether a word is an Arabic relative pronoun: الوزير الذي قال."""
        word = self.words[at]
        own = not self.clauses.subjects_below and word.core.startswith("ال")
        return own and word.kind == "part" and self.lexicon.has("relatives", word.core)

    def _is_name(self, head: int, at: int) -> bool:
        """Tell whether a subject names somebody, rather than refer to whom we know already."""
        word = self.words[head]
        if word.kind == "part":
            joint = self._joint.at(self.words, head)
            return joint is not None or self.lexicon.has("determiners", word.core)
        return not (word.key.endswith("ه") and word.means == "said")

    def _of_main(self, node: Node, last: Voice) -> Voice:
        """Return the subject of the clause that a participle belongs to: who spoke last in it."""
        here = self.words[node.at]
        before = [
            other
            for other in self.clauses.nodes
            if other.at < node.at
            and other.how == "verb"
            and self.words[other.at].sentence == here.sentence
            and self.words[other.at].quote == here.quote
        ]
        spoke = [other for other in before if other.at in self._voices]
        if spoke:
            return self._voices[spoke[-1].at]
        for other in reversed(before):
            head = self._subject(other)
            if head is not None and self.words[head].kind != "part":
                return self.of_phrase(head)
        return Voice(last.names, last.actors, "carried") if last.names else AUTHOR

    def _quote(self, quote: int, first: int, last: Voice) -> Voice:
        words = self.words
        before = self.clauses.over[first - 1] if first else None
        same = first > 0 and words[first - 1].sentence == words[first].sentence
        node = before if same else None
        while node is not None and node.at not in self._voices:
            node = node.parent
        voice = self._voices[node.at] if node is not None else None
        if voice is None or voice.is_author:
            carried = Voice(last.names, last.actors, "carried")
            voice = (
                self._behind(quote)
                or self._between(quote)
                or self._introduced(quote, first)
                or carried
            )
        self._quotes[quote] = voice if voice.names else AUTHOR
        return voice if voice.names else last

    def _behind(self, quote: int) -> Voice | None:
        """Return who is named behind a quote: «…» قال فلان."""
        end = max(w.at for w in self.words if w.quote == quote) + 1
        for node in self.clauses.nodes:
            near = end <= node.at < end + NEAR and self.words[node.at].sentence in (
                self.words[end - 1].sentence,
            )
            if near and node.reports and node.how == "verb" and not node.impersonal:
                head = self._subject(node)
                if head is not None and self._is_name(head, node.at):
                    return self.of_phrase(head)
        if self.clauses.subjects_below:
            return None
        for word in self.words[end : end + NEAR]:
            # «…»، هكذا خاطب الرئيس أنصاره: whatever the verb, who does it said so.
            if word.sentence != self.words[end - 1].sentence or word.joined:
                return None
            if word.kind == "verb" and not self.lexicon.verb("auxiliaries", word.lemma):
                head = self._grammar.subject(self.words, word.at, self.lexicon)
                named = head is not None and head > word.at and self.words[head].kind == "noun"
                return self.of_phrase(head) if head is not None and named else None
        return None

    def _introduced(self, quote: int, first: int) -> Voice | None:
        """Return who does what stands before a colon and a quote: نشر الوزير تغريدة: «…»."""
        if self.clauses.subjects_below or not first or self.words[first - 1].core != ":":
            return None
        for word in reversed(self.words[max(0, first - FAR) : first]):
            if word.sentence != self.words[first].sentence:
                return None
            if word.kind == "verb" and not self.lexicon.verb("auxiliaries", word.lemma):
                head = self._grammar.subject(self.words, word.at, self.lexicon)
                if head is not None and self.words[head].kind == "noun":
                    return self.of_phrase(head)
                head = dropped(self.words, word.at, self.lexicon)
                return self.of_phrase(head, inner=False) if head is not None else None
        return None

    def _between(self, quote: int) -> Voice | None:
        """Return who is named in the middle of a quote: «…, — сказал он, — …»."""
        for node in self.clauses.trailing:
            if self.words[node.at].quote == quote:
                head = self._subject(node)
                if head is not None and self._is_name(head, node.at):
                    return self.of_phrase(head)
        return None

    def _source(self, at: int) -> int | None:
        """Return the word behind one that names a source, or that says "as" before "said"."""
        found = self._according.at(self.words, at)
        if found is not None:
            return found.end if found.end < len(self.words) else None
        what = self._as_what.at(self.words, at)
        if what is not None and what.end < len(self.words):
            # على ما أفاد مصدر
            return what.end if self.words[what.end].means in REPORTS else None
        word = self.words[at + 1] if at + 1 < len(self.words) else None
        as_said = word is not None and word.kind == "verb" and (
            word.means in REPORTS or self.lexicon.verb("opining", word.lemma)
        )
        return at + 1 if as_said and self.lexicon.has("as", self.words[at].core) else None

    def is_source(self, at: int) -> bool:
        """Tell whether a word begins the name of a source: بحسب مراقبين."""
        while at > 0 and self.words[at - 1].light:
            at -= 1
        return any(
            (found := self._according.at(self.words, start)) is not None and found.end == at
            for start in range(max(0, at - 4), at)
        )

    @cached_property
    def _sentences(self) -> dict[int, list[Word]]:
        """Return the words by sentence."""
        found: dict[int, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.sentence, []).append(word)
        return found

    def _attributed(self, at: int) -> Voice:
        """Return whom a sentence names as its source or begins with: بحسب مصادر; UN: …."""
        asked, sentence = at, self.words[at].sentence
        first = self._sentences[sentence][0].at
        for match in self.named:
            if match.first == first and match.end < at and self.words[match.end].core == ":":
                return self.of_phrase(first)
        for word in self._sentences[sentence]:
            if word.quote:
                continue
            source = self._source(word.at)
            if source is None:
                continue
            at = source
            if self.words[at].kind == "verb":
                # وفق ما أعلنت البعثة: who announced it stands right behind.
                voice = self._told(at)
                if voice is not None:
                    return voice
                continue
            while at + 1 < len(self.words) and self.words[at].light:
                at += 1
            named = self.words[at]
            # Who cites violations cites nobody; who cites a statement does.
            document = any(self.lexicon.has("documents", key) for key in named.bare)
            other = bool(named.means) and named.means != "said" and not document
            pronoun = named.key.endswith("ه") or named.kind != "noun" or other
            if named.sentence == sentence and not pronoun:
                return self._without_to(self.of_phrase(at), at)
        return self._trailing(asked) or AUTHOR

    def _told(self, at: int) -> Voice | None:
        """Return who told what a verb behind "as" or "according to what" says."""
        head = self.words[at + 1] if at + 1 < len(self.words) else None
        if self.clauses.subjects_below or (
            head is not None and head.kind == "noun" and not head.prefix
        ):
            # What stands right behind is who did, where the grammar is in doubt.
            named = head is not None and head.kind == "noun" and not head.prefix
            return self.of_phrase(at + 1) if named else None
        subject = self._grammar.subject(self.words, at, self.lexicon)
        if subject is not None and subject > at and self.words[subject].kind == "noun":
            return self.of_phrase(subject)
        # وفق ما جاء في بيان الوزارة
        inside = head is not None and self.lexicon.has("inner", head.core)
        if inside and at + 2 < len(self.words) and self.words[at + 2].kind == "noun":
            return self.of_phrase(at + 2)
        return None

    def _trailing(self, at: int) -> Voice | None:
        """Return who is named behind a clause and a comma: الطريق طويل، علق المحلل."""
        if self.clauses.subjects_below:
            return None
        words = self._sentences[self.words[at].sentence]
        for word in words:
            if word.at <= at or word.kind != "verb" or word.joined or word.quote:
                continue
            if self.words[word.at - 1].core not in ("،", ","):
                continue
            if self.lexicon.verbs.get(word.lemma) not in REPORTS or word.tense == "future":
                continue
            head = self._grammar.subject(self.words, word.at, self.lexicon)
            if head is None or not word.at < head <= word.at + 2:
                continue
            if self.words[head].kind != "noun":
                continue
            end = self._grammar.end_of(self.words, head, self.lexicon, inner=1)
            if end >= len(self.words) or self.words[end].core in ("،", ",", ".", "؟", "!"):
                return self.of_phrase(head)
        return None

    def _without_to(self, voice: Voice, at: int) -> Voice:
        """Return a source without the "to" that is written to it: وفقا لمسؤولين."""
        name = voice.names[0]
        word = self.words[at]
        if word.prefix != "ل" or not name.startswith(self._shown(at, at + 1)):
            return voice
        bare = "ا" + name[1:] if name.startswith("لل") else name[1:]
        return Voice((bare, *voice.names[1:]), voice.actors, voice.how)
