"""From chains of predicates to statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from khutwa.read.analyse import GRAMMARS
from khutwa.read.clauses import Node
from khutwa.read.dateline import in_heading
from khutwa.read.dates import Times
from khutwa.read.doers import Doers
from khutwa.read.extent import EVENTS, TERRITORIAL, Extents
from khutwa.read.facts import Facts
from khutwa.read.frame import Confidence, Extent, Link, Span, Statement, When
from khutwa.read.heads import Heads
from khutwa.read.lasting import THINGS
from khutwa.read.lexicon import Lexicon
from khutwa.read.link import Steps
from khutwa.read.match import Match, Phrases
from khutwa.read.mentions import Actors
from khutwa.read.places import Places, place_phrases
from khutwa.read.speakers import Speakers
from khutwa.read.veridicality import ACTUAL, DOUBTFUL, REPORTS, Said, chained, of_class
from khutwa.read.word import Word

QUOTES = "”“\"»)"
"""What may stand behind the sign that ends a sentence."""

REACH = 4
"""Words between a verb and the thing of the plan that it is about, for both to be quoted."""

class Statements:
    """Reads the statements of one text."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        lexicon: Lexicon,
        actors: Actors,
        steps: Steps,
        published: date | None,
    ) -> None:
        self.text, self.words, self.lexicon, self.steps = text, words, lexicon, steps
        self._grammar = grammar = GRAMMARS[lexicon.language]
        self.clauses = grammar.clauses(words, grammar.cues(words, lexicon), lexicon)
        self._mentions = steps.mentions(words)
        # A name is of use where somebody speaks, or a thing of the plan is named.
        wanted = {words[m.first].sentence for m in self._mentions}
        wanted |= {word.sentence for word in words if word.means in REPORTS}
        unknown = grammar.names(words, lexicon, wanted)
        self.speakers = Speakers(text, words, self.clauses, lexicon, actors, unknown)
        where = place_phrases(lexicon, steps.places)
        self.places = Places(
            words, lexicon, where, unknown, self.speakers.known, self._mentions
        )
        self.doers = Doers(words, lexicon, self.speakers)
        self.extents = Extents(text, words, lexicon)
        self.heads = Heads(text, words, lexicon)
        self.facts = Facts(words, self.clauses, lexicon, self.heads)
        self._pointers = Phrases({"": lexicon.phrases["pointers"]})
        # Looked up by place and by sentence: a search through all words would make the time for a
        # text grow with the square of its length.
        self._places = {word.token.start: word.at for word in reversed(words)}
        self._first = {word.sentence: word.at for word in reversed(words)}
        self._ends = {
            word.sentence: word for word in words if word.kind == "sign" and word.core not in QUOTES
        }
        self._idioms = [node for node in self.clauses.nodes if node.how == "idiom"]
        self._times: dict[tuple[int, object], list[tuple[int, When]]] = {}
        for at, when in Times(lexicon).all(text, words, published):
            if in_heading(words, at):
                continue
            here = words[at].sentence, words[at].quote
            self._times.setdefault(here, []).append((at, when))
        self._below: dict[int, list[Word]] = {}
        for word in words:
            node = self.clauses.over[word.at]
            if node is not None:
                self._below.setdefault(node.at, []).append(word)

    def all(self) -> list[Statement]:
        """Return the statements by place."""
        found: list[Statement] = []
        used: set[int] = set()
        subjects = self._subjects()
        acts = self._acts()
        doing = frozenset(acts)
        mentions = self._mentions
        for match, following in zip(mentions + acts, [*mentions[1:], *acts, None], strict=False):
            if match in doing and match.first in used:
                continue
            if match not in doing and following is not None and self._same_thing(match, following):
                continue
            at = match.first if self.clauses.subjects_below else match.end - 1
            node = subjects.get(match.first) or self.clauses.over[at]
            node = node or self._idiom_behind(match.end) or self._taken_behind(match)
            if match.name.startswith("p:"):
                node = self._act_below(match, node or self._verb_behind(match))
            if node is None or self._is_speaker(match):
                continue
            made = list(self._of_match(match, node))
            if match.name.startswith("p:") and not any(s.steps for s in made):
                # Those who would return are named, and something else is said of them.
                continue
            used |= {n.at for n in node.chain}
            found += made
        for node in self.clauses.nodes:
            if node.children == 0 and node.at not in used and self._tells(node):
                found += self._of_leaf(node, found)
        found = [s for s in found if not self._points(s)]
        # Of two things in the same words the one counts with which something was done.
        found.sort(key=lambda s: s.said is not Said.MENTIONED)
        unique = {(s.span.start, s.span.end): s for s in found}
        return sorted(unique.values(), key=lambda s: (s.span.start, s.span.end))

    def _taken_behind(self, match: Match) -> Node | None:
        """Return the verb that takes a part of what stands in front: of 12 crossings, 5 opened."""
        if self.extents.fronted(match) is None:
            return None
        here = self.words[match.first].sentence
        behind = (n for n in self.clauses.nodes if n.at >= match.end and n.how == "verb")
        return next((n for n in behind if self.words[n.at].sentence == here), None)

    def _verb_behind(self, match: Match) -> Node | None:
        """Return the verb of which a phrase is the subject, where it has an object of its own."""
        here = self.words[match.first].sentence
        for node in self.clauses.nodes:
            if node.at >= match.end and node.how == "verb" and self.words[node.at].sentence == here:
                head = self._grammar.subject(self.words, node.at, self.lexicon)
                return node if head is not None and head <= match.first < node.at else None
        return None

    def _act_below(self, match: Match, node: Node | None) -> Node | None:
        """Return what those who are named are to do, or could not do: urged refugees to return."""
        if node is None:
            return None
        here = self.words[match.first].sentence
        for other in self.clauses.nodes:
            if other is not node and node in other.chain and self.words[other.at].sentence == here:
                lemma = self.words[other.at].lemma
                if other.at > match.first and self.steps.takes_part(match, lemma):
                    return other
        return node

    def _same_thing(self, match: Match, following: Match) -> bool:
        """Tell whether the next match names the thing that this one begins to: release of all."""
        if match.name != following.name or following.first - match.end > 2:
            return False
        between = self.words[match.end : following.first]
        plain = all(w.kind in ("noun", "number", "part") and not w.joined for w in between)
        return plain and not self.words[following.first].joined and not any(
            self.lexicon.has("joining", w.core) for w in between
        )

    def _points(self, statement: Statement) -> bool:
        """Tell whether a statement stands in a line that only points to another article."""
        at = self._places[statement.span.start]
        return self._pointers.at(self.words, self._first[self.words[at].sentence]) is not None

    def _acts(self) -> list[Match]:
        """Return verbs that do what the name of a step says: لم تسحب روسيا القوات."""
        found = []
        for node in self.clauses.nodes:
            if node.how == "verb":
                behind = self.words[node.end : self._clause_end(node.at)]
                name = self.steps.act(self.words[node.at], behind)
                if name:
                    # A list of prisoners is none of them.
                    own = [w for w in behind if self.heads.over(Match(w.at, w.at + 1, "")) is None]
                    name = self.steps.act(self.words[node.at], own)
                if name:
                    found.append(Match(node.at, node.end, name))
        return found

    def _clause_end(self, at: int) -> int:
        """Return the number of the word at which a verb's clause ends at the latest."""
        for word in self.words[at + 1 : at + 12]:
            if word.sentence != self.words[at].sentence or word.kind in ("verb", "sign"):
                return word.at
            if self.lexicon.has("buts", word.core) or self.lexicon.has("relatives", word.core):
                return word.at
        return min(at + 12, len(self.words))

    def _subjects(self) -> dict[int, Node]:
        """Return, by the first word of a topic, the verb behind it: المفاوضات تعثرت."""
        found: dict[int, Node] = {}
        if self.clauses.subjects_below:
            return found
        for node in self.clauses.nodes:
            if node.how == "verb" and node.means not in REPORTS:
                head = self._grammar.subject(self.words, node.at, self.lexicon)
                if head is not None and head < node.at:
                    for at in range(head, min(self._end_of(head), node.at)):
                        found[at] = node
        return found

    def _is_speaker(self, match: Match) -> bool:
        """Tell whether a thing of the plan is only who speaks: أعلنت لجنة الدستور أن."""
        if self.speakers.is_source(match.first):
            return True
        return any(at in self._speaking for at in range(match.first, match.end))

    @cached_property
    def _speaking(self) -> frozenset[int | None]:
        """Return the words that are subjects of verbs of saying."""
        return frozenset(
            self._grammar.subject(self.words, node.at, self.lexicon)
            for node in self.clauses.nodes
            if node.reports and node.how == "verb" and node.means in ("said", "claimed", "denied")
        )

    def _tells(self, node: Node) -> bool:
        """Tell whether a predicate with nothing of the plan below it is worth a statement."""
        if node.how == "word" or node.means in REPORTS - {"warned"} or node.means == "event":
            return False
        classes = [n.means for n in node.chain]
        said = chained(classes)
        if said in (Said.MENTIONED, Said.KEPT) or node.means == "observed":
            return False
        if said is not Said.DONE or (node.how == "verb" and node.means in ("did", "fulfilled")):
            return True
        return any(n.negated or n.means == "denied" for n in node.chain)

    def _of_match(self, match: Match, node: Node) -> Iterator[Statement]:
        first = match.first
        inner = node.at if node.how == "noun" and node.at < first else first
        joined = all(w.kind == "noun" and not w.joined for w in self.words[inner + 1 : first + 1])
        if (
            node.how == "verb"
            and node.means in ("did", "fulfilled", "event")
            and 0 < first - node.at <= REACH
        ):
            inner, joined = node.at, True
        first = inner if joined else first
        end = max(match.end, self._end_of(first, inner=1))
        if match.first == node.at and node.how == "verb":
            end = max(end, self._end_of(min(node.end, len(self.words) - 1)))
        end = min([end, *(n.at for n in self._idioms if first < n.at)])
        made = self._statement(node, first, end, match)
        if made.said is not Said.MENTIONED or made.steps:
            yield made

    def _of_leaf(self, node: Node, before: Sequence[Statement]) -> Iterator[Statement]:
        end = self._end_of(node.end - 1, inner=2)
        if (
            node.how == "verb"
            and node.end < len(self.words)
            and self.words[node.end].kind != "sign"
        ):
            end = max(end, self._end_of(node.end, inner=2))
        if node.how == "idiom":
            yield self._of_idiom(node, before)
            return
        yield self._statement(node, self._subject_of(node), end, None)
        yield from self._repeated(node, end)

    def _subject_of(self, node: Node) -> int:
        """Return the first word of what a verb says something of: Article 4 was not implemented."""
        first = node.at
        if not self.clauses.subjects_below:
            return first
        here, over = self.words[first].sentence, self.clauses.over
        while first > 0 and self.words[first - 1].sentence == here and (
            over[first - 1] is node or self.words[first - 1].kind == "part"
        ):
            first -= 1
        while first < node.at and over[first] is not node:
            first += 1
        return first

    def _idiom_behind(self, end: int) -> Node | None:
        """Return the idiom that says what became of a phrase in front of it."""
        for other in self._idioms:
            if other.at >= end and of_class(other.means) in ACTUAL:
                if self.words[other.at].sentence != self.words[end - 1].sentence:
                    return None
                between = self.words[end : other.at]
                return None if any(w.kind == "verb" and w.means for w in between) else other
        return None

    def _of_idiom(self, node: Node, before: Sequence[Statement]) -> Statement:
        """Say of what the sentence spoke of before what the idiom says of it."""
        made = self._statement(node, node.at, node.end, None)
        sentence = self.words[node.at].sentence
        earlier = [
            other
            for other in self.clauses.nodes
            if other.at < node.at
            and self.words[other.at].sentence == sentence
            and of_class(other.means) is Said.AGREED
        ]
        if not earlier:
            return made
        agreed = earlier[-1]
        actors, rule = self.doers.of(agreed.chain, agreed.at, agreed.end)
        chain = (*(self._link(n) for n in agreed.chain if n.how != "word"), self._link(node))
        rules = (*made.rules, "agreed before", *([rule] if rule else []))
        return _with(made, actors=actors, chain=chain, rules=rules)

    def _repeated(self, node: Node, end: int) -> Iterator[Statement]:
        """Yield what repeats an object for another agent: قرارات من جانبنا، وقرارات من جانبهم."""
        words = self.words
        objects = [w for w in words[node.end : end] if w.kind == "noun"]
        if not objects:
            return
        head = objects[0]
        for word in words[end:]:
            if word.sentence != head.sentence:
                return
            if word.key in (head.key, "و" + head.key) and not word.prefix:
                stop = self._end_of(word.at)
                if self.doers.agent(stop):
                    yield self._statement(node, word.at, stop, None, "repeated object")

    def _statement(
        self, node: Node, first: int, end: int, match: Match | None, *more: str
    ) -> Statement:
        words = self.words
        chain = node.chain
        idiom = node if node.how == "idiom" else self._idiom_behind(end)
        if idiom is not None and of_class(idiom.means) not in ACTUAL:
            idiom = None
        lasts = match is not None and bool(self.steps.concepts(match) & THINGS)
        said, fired = self.facts.said(chain, match, idiom, lasts=lasts)
        chain = chain if idiom in (None, node) else [*chain, idiom]
        rules = [f"{n.means}: {words[n.at].token.text}" for n in chain if n.how != "word"]
        rules += [*(n.means for n in chain if n.how == "word"), *fired]
        negated = self.facts.negated(chain)
        if negated:
            rules.append("negated")
        actors, rule = self.doers.of(chain, first, end)
        rules += [rule] if rule else []
        speaker = self.speakers.voice_below(node, first)
        rules.append(f"speaker {speaker.how}")
        hedged = any(
            n.hedged or n.means in DOUBTFUL or (n.negated and n.reports and n.means != "announced")
            for n in chain
        )
        may = any(n.hedged for n in chain)
        if said is Said.PLANNED and not may and set(actors) & set(speaker.actors):
            said, negated = (Said.REFUSED, False) if negated else (Said.PROMISED, False)
            rules.append("speaks of its own side")
        if sum(n.negated for n in chain if not n.reports) > 1:
            # What is denied twice may be so or not.
            hedged = True
            rules.append("denied twice")
        hedged = hedged or self._only_claimed(first)
        if self._asked(first):
            hedged = True
            rules.append("question")
        span = self._span(first, end)
        extent = self._extent(chain, first, end, match)
        deeds = [words[n.at].lemma for n in chain if words[n.at].lemma]
        wide = self._clause_end(node.at) if node.at == first else min(end + 2, len(words))
        wide = max(wide, end)
        stood = lasts and said in (Said.KEPT, Said.VIOLATED)
        steps = (
            self.steps.candidates(words, match, first, wide, actors, deeds, stood=stood)
            if match
            else ()
        )
        made = Statement(
            span, speaker, said, negated, hedged, actors,
            tuple(self._link(n) for n in chain if n.how != "word"), steps,
            self.steps.frameworks(self._governed(node, first)), self._when(first),
            self.places.near(first, end, self.text),
            (*rules, *more), extent=extent,
        )  # fmt: skip
        return _with(made, confidence=_confidence(made, chain))

    def _extent(
        self, chain: Sequence[Node], first: int, end: int, match: Match | None
    ) -> Extent | None:
        """Return how much of its thing a statement speaks of."""
        verbs = frozenset(node.at for node in chain if not node.reports)
        end = max(end, match.end if match else end)
        begin, stop = self.extents.clause(chain[-1].at, first, end, verbs)
        concepts = self.steps.concepts(match) if match else frozenset()
        counted = match is not None and not concepts & EVENTS
        found = self.extents.of(begin, stop, match, counted=counted)
        where = self.places.within(begin, stop) if concepts & TERRITORIAL else None
        if found is None and where is not None and not self.steps.is_place(*where, self.words):
            return self.extents.of_place(*where)
        return found

    def _end_of(self, first: int, *, inner: int = 0) -> int:
        return self._grammar.end_of(self.words, first, self.lexicon, inner=inner)

    def _asked(self, at: int) -> bool:
        """Tell whether the sentence of a word is a question."""
        last = self._ends.get(self.words[at].sentence)
        return last is not None and last.core in "؟?"

    def _only_claimed(self, at: int) -> bool:
        """Tell whether the sentence says who claims what it says: كما تزعم المعارضة."""
        here = self.words[at].sentence
        for word in self.words[self._first[here] :]:
            if word.sentence != here:
                return False
            if self.lexicon.has("as_claimed", word.core) and not word.quote:
                near = self.words[word.at + 1 : word.at + 1 + REACH]
                if any(w.kind == "verb" and w.means == "claimed" and w.sentence == here
                       for w in near):  # fmt: skip
                    return True
        return False

    def _governed(self, node: Node, first: int) -> list[Word]:
        return [word for word in self._below.get(node.at, ()) if word.at >= first]

    def _when(self, first: int) -> When | None:
        """Return the time nearest to a word in its sentence and on its side of the quote."""
        here = self.words[first]
        near = [
            (abs(at - first), when)
            for at, when in self._times.get((here.sentence, here.quote), ())
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _link(self, node: Node) -> Link:
        return Link(self._span(node.at, node.end), node.means, node.negated)

    def _span(self, first: int, end: int) -> Span:
        start = self.words[first].token.start
        stop = max(self.words[end - 1].token.end, start)
        return Span(start, stop, self.text[start:stop])


def _confidence(made: Statement, chain: Sequence[Node]) -> Confidence:
    """Return how far the rules that fired are to be trusted."""
    doubts = 0
    doubts += made.speaker.how == "carried"
    doubts += any(node.means == "event" for node in chain)
    doubts += not made.actors and all(node.means != "observed" for node in chain)
    doubts += len(chain) > 4
    doubts += len(made.steps) > 1 and made.steps[0].score - made.steps[1].score < 0.5
    return (Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE)[min(doubts, 2)]


def _with(made: Statement, **changes: object) -> Statement:
    return replace(made, **changes)  # type: ignore[arg-type]
