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
from khutwa.read.unknown import Unknown
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

NEAR = 5
"""Words behind a quote in which its speaker may be named."""


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
        self._according = Phrases({"": lexicon.phrases["according"]})
        self._nisba = {
            key: self.actors.same.get(side, side)
            for side, phrases in lexicon.tables["nisba"].items()
            for phrase in phrases
            for key in phrase
        }
        self._voices: dict[int, Voice] = {}
        self._quotes: dict[int, Voice] = {}
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
        if (
            inner
            and own is None
            and end < len(words)
            and (words[end].prefix or self.lexicon.has("inner", words[end].core))
        ):
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
            shown = (person.first, person.end) if person else (start, stop)
            names.append(self._shown(*shown))
            sides += self._side_of(start, stop)[:1]
        return Voice(tuple(names), tuple(dict.fromkeys(sides)), "named")

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
            if node.reports:
                sentence = self.words[node.at].sentence
                voice = self._of_node(node, last, spoken=spoke == sentence)
                if voice is None:
                    continue
                self._voices[node.at] = voice
                if not (voice.is_author or node.impersonal):
                    last, spoke = voice, sentence
        for quote in quoted:
            if quote not in seen:
                last = self._quote(quote, firsts[quote], last)

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
            if head is not None and self._is_name(head, node.at):
                return self.of_phrase(head)
            if not spoken:
                head = self._of_sentence(node, takes_up=head is not None)
                if head is not None:
                    # طلبت الوزارة من السكان: whom she asked is not where she is from.
                    named = self.of_phrase(head, inner=False)
                    return Voice(named.names, named.actors, "carried")
            return Voice(last.names, last.actors, "carried") if last.names else AUTHOR
        if node.how == "participle":
            return self._of_main(node, last)
        follows = next((m for m in self.named if m.first == node.at + 1), None)
        if follows is not None:
            return self.of_phrase(follows.first)
        if node.parent is not None and self._source_of(node.parent) is not None:
            # نقلت الوكالة عن الوزير قوله: the words are his.
            return self._voices.get(node.parent.at, last)
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

    def _of_sentence(self, node: Node, *, takes_up: bool) -> int | None:
        """Return the subject of the sentence's first verb, where a verb goes on with it.

        طلبت الوزارة من السكان أن يغادروا، وأعلنت: both verbs are of the ministry.

        Args:
            node: The verb.
            takes_up: Whether its own subject is a pronoun: لكنها أعلنت.
        """
        here = self.words[node.at]
        goes_on = here.joined or takes_up
        if self.clauses.subjects_below or not goes_on or here.passive:
            return None
        for other in self.clauses.nodes:
            word = self.words[other.at]
            if word.sentence != here.sentence or other.how != "verb" or word.quote != here.quote:
                continue
            if other.at >= node.at or word.persons != here.persons:
                return None
            head = self._subject(other)
            return head if head is not None and self.words[head].kind == "noun" else None
        return None

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
            voice = self._behind(quote) or self._between(quote) or carried
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
        word = self.words[at + 1] if at + 1 < len(self.words) else None
        as_said = word is not None and word.kind == "verb" and word.means in REPORTS
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
        sentence = self.words[at].sentence
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
                behind = self.words[at + 1] if at + 1 < len(self.words) else None
                if behind is not None and behind.kind == "noun" and not behind.prefix:
                    return self.of_phrase(at + 1)
                continue
            while at + 1 < len(self.words) and self.words[at].light:
                at += 1
            named = self.words[at]
            # Who cites violations cites nobody; who cites a statement does.
            other = bool(named.means) and named.means != "said"
            pronoun = named.key.endswith("ه") or named.kind != "noun" or other
            if named.sentence == sentence and not pronoun:
                return self._without_to(self.of_phrase(at), at)
        return AUTHOR

    def _without_to(self, voice: Voice, at: int) -> Voice:
        """Return a source without the "to" that is written to it: وفقا لمسؤولين."""
        name = voice.names[0]
        word = self.words[at]
        if word.prefix != "ل" or not name.startswith(self._shown(at, at + 1)):
            return voice
        bare = "ا" + name[1:] if name.startswith("لل") else name[1:]
        return Voice((bare, *voice.names[1:]), voice.actors, voice.how)
