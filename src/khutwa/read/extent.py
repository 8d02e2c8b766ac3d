"""How much of a step a statement speaks of: all, a part, or a number.

A part that is taken for the whole makes a false "done". So whatever in the clause may limit what
was done is taken to limit it, and a number alone is a part until the plan says that it is all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khutwa.read.dates import number_of, numbers_of, units_of
from khutwa.read.frame import Extent, ExtentKind, Span
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match, Phrases
from khutwa.read.noun_phrase import MARKS
from khutwa.read.word import Word

EVENTS = frozenset(
    ["talks", "committee", "elections", "ceasefire", "transition", "constitution", "amnesty",
     "peace", "readmission", "conflict", "escalation"]
)  # fmt: skip
"""Things, as the lexicons name them, of which a number counts occasions and no parts."""

TERRITORIAL = frozenset(["withdrawal", "weapons", "crossings"])
"""Things of which what is done in one place is a part, unless the step is of that place alone."""

NEAR = 4
"""Words between a number and the thing that it counts."""
FULL = 100


class Extents:
    """Finds how much of the things of one text is spoken of."""

    def __init__(self, text: str, words: Sequence[Word], lexicon: Lexicon) -> None:
        self._text, self.words, self.lexicon = text, words, lexicon
        table = lexicon.tables["extents"]
        self._parts, self._wholes = Phrases({"": table["part"]}), Phrases({"": table["whole"]})
        self._of = Phrases({"": table["of"]})
        self._weekdays = Phrases(lexicon.tables["weekdays"])
        self._units, self._spelled = units_of(lexicon), numbers_of(lexicon)
        self._times = {
            key: int(n) for n, ps in lexicon.tables["multipliers"].items() for p in ps for key in p
        }
        self._hours = lexicon.lists["hours"]
        self._months = {
            key for phrases in lexicon.tables["months"].values() for p in phrases for key in p[:1]
        }

    def of(self, first: int, end: int, match: Match | None, *, counted: bool) -> Extent | None:
        """Return how much is spoken of between two words; None where nothing is said of it.

        Args:
            first: The first word of the clause.
            end: The word behind its last.
            match: The thing of the plan, if one is named.
            counted: Whether a number before the thing counts its parts.
        """
        numbers = self._numbers(first, end, match) if match and counted else []
        if len(numbers) > 1:
            (at, count), (last, total) = numbers[0], numbers[1]
            if self._is_denied(at):
                # Not one of the 500.
                return None
            kind = ExtentKind.WHOLE if count == total else ExtentKind.PART
            return Extent(self._span(min(at, last), max(at, last) + 1), kind, count, total)
        whole = self._marker(self._wholes, first, end)
        if whole is not None and self._is_denied(whole.first):
            # Not fully: some of it, or none.
            return Extent(self._span(whole.first - 1, whole.end), ExtentKind.PART)
        after = self._not_all(end)
        if after is not None:
            return Extent(self._span(after.first, after.end), ExtentKind.PART)
        taken = self._taken(first, end)
        if taken is not None:
            return taken
        part = self._marker(self._parts, first, end)
        if part is not None:
            return Extent(self._span(part.first, part.end), ExtentKind.PART)
        part = self._time(first, end) if counted else None
        if part is not None:
            return Extent(self._span(part.first, part.end), ExtentKind.PART)
        share = self._share(first, end) if match else None
        if share is not None:
            return share
        if numbers and (whole is None or not 0 <= numbers[0][0] - whole.end <= 1):
            # Each side released 20 of its own; all 20 is all.
            at, count = numbers[0]
            return Extent(self._span(at, at + 1), ExtentKind.COUNTED, count)
        if whole is not None:
            return Extent(self._span(whole.first, whole.end), ExtentKind.WHOLE)
        return None

    def _marker(self, phrases: Phrases, first: int, end: int) -> Match | None:
        at = first
        while at < end:
            found = phrases.at(self.words, at) if self.words[at].kind != "sign" else None
            if found is not None and found.end <= end and self._limits(found):
                return found
            at = found.end if found else at + 1
        return None

    def _not_all(self, end: int) -> Match | None:
        """Return what the sentence adds behind a clause: …, but not all."""
        for word in self.words[end : end + NEAR + 1]:
            if word.sentence != self.words[end - 1].sentence or word.kind == "verb":
                return None
            found = self._wholes.at(self.words, word.at) if word.kind != "sign" else None
            if found is not None and self._is_denied(found.first):
                return Match(found.first - 1, found.end, "")
        return None

    def _limits(self, found: Match) -> bool:
        """Tell whether a phrase limits a thing: some weeks limit none, and not one is none."""
        if self._is_denied(found.first):
            return self._wholes.at(self.words, found.first) is not None
        behind = self.words[found.end : found.end + 1]
        if any(word.key in self._units for word in behind):
            return False
        return self._weekdays.at(self.words, found.first) is None

    def _time(self, first: int, end: int) -> Match | None:
        """Return the words that bound for how long: opened for three hours."""
        for word in self.words[first:end]:
            named = self.lexicon.has("for_time", word.core)
            if not named and not (word.prefix and self.lexicon.has("for_time", word.prefix)):
                continue
            for other in self.words[word.at : min(word.at + 3, end)]:
                unit = bool({other.key, *other.bare} & (self._units.keys() | self._hours))
                if unit and (other is not word or word.prefix):
                    return Match(word.at, other.at + 1, "")
                if other is not word and not other.light and self._number(other) is None:
                    break
        return None

    def _is_denied(self, at: int) -> bool:
        before = self.words[at - 1] if at else None
        return before is not None and any(
            self.lexicon.has(name, before.core)
            for name in ("negators.clause", "negators.verb", "negators.doubled")
        )

    def _share(self, first: int, end: int) -> Extent | None:
        """Return a share in hundredths: 30 percent of the arms."""
        for word in self.words[first:end]:
            number = self._number(word)
            if number is None or number >= FULL:
                continue
            for other in self.words[word.at + 1 : min(word.at + 3, end)]:
                if self.lexicon.has("percent", other.core) or other.core in "%٪":
                    span = self._span(word.at, other.at + 1)
                    return Extent(span, ExtentKind.PART, number, FULL)
        return None

    def _number(self, word: Word) -> int | None:
        number = None if word.light else number_of(word, self._spelled)
        behind = self.words[word.at + 1].key if word.at + 1 < len(self.words) else ""
        return number * self._times.get(behind, 1) if number else number

    def _taken(self, first: int, end: int) -> Extent | None:
        """Return a number that is taken from another: on two of the three sections."""
        numbers = [
            (word.at, number)
            for word in self.words[first:end]
            if (number := self._number(word)) is not None and not self._is_time(word.at)
        ]
        for (at, count), (last, total) in pairwise(numbers):
            if count < total and self._taken_from(at, last) and not self._is_denied(at):
                return Extent(self._span(at, last + 1), ExtentKind.PART, count, total)
        return None

    def of_place(self, first: int, end: int) -> Extent:
        """Return that a part is meant, since a place is named."""
        return Extent(self._span(first, end), ExtentKind.PART)

    def _numbers(self, first: int, end: int, match: Match) -> list[tuple[int, int]]:
        """Return the numbers that count a thing, and the number of what they are taken from."""
        words = self.words
        found = []
        for word in words[max(first, match.first - 2 * NEAR) : min(end, match.end + 2 * NEAR)]:
            number = self._number(word)
            if number is None or self._is_time(word.at) or match.first < word.at < match.end - 1:
                continue
            found.append((word.at, number))
        pairs = [(a, b) for a, b in pairwise(found) if self._taken_from(a[0], b[0])]
        near = [pair for pair in pairs if self._counts(pair[1][0], match) or
                self._counts(pair[0][0], match)]  # fmt: skip
        if near:
            return [*near[0]]
        if (front := self.fronted(match)) is not None:
            # Of the 12 crossings, 5 were opened.
            behind = [one for one in found if one[0] >= match.end][:1]
            return [*behind, *(one for one in found if one[0] == front)]
        one = words[match.first - 1] if match.first else None
        if one is not None and one.light and self.lexicon.has("single", one.core):
            # Opened a crossing.
            return [(one.at, 1)]
        return [one for one in found if self._counts(one[0], match)][:1]

    def fronted(self, match: Match) -> int | None:
        """Return the number of which the sentence takes a part: of the 12 crossings; else None."""
        words, at = self.words, match.first
        while at > 0 and (words[at - 1].light or words[at - 1].role == "adjective"):
            at -= 1
        number = at - 1
        if number < 1 or self._number(words[number]) is None:
            return None
        first = number - 1
        while first > 0 and (words[first].light or self._of.at(words, first) is None):
            first -= 1
            if number - first > NEAR:
                return None
        opens = first == 0 or words[first - 1].sentence != words[first].sentence
        return number if opens and self._of.at(words, first) is not None else None

    def _taken_from(self, at: int, other: int) -> bool:
        """Tell whether words between two numbers say that one is taken from the other."""
        if other - at > NEAR + 1 or any(
            word.kind in ("verb", "sign") for word in self.words[at + 1 : other]
        ):
            return False
        return any(
            (found := self._of.at(self.words, n)) is not None
            and found.end <= other
            and all(self._is_light(word) for word in self.words[found.end : other])
            for n in range(at + 1, other)
        )

    def _is_light(self, word: Word) -> bool:
        return word.light or self.lexicon.has("determiners", word.core)

    def _counts(self, at: int, match: Match) -> bool:
        """Tell whether a number stands right before a thing, or is written behind it."""
        words = self.words
        if match.end <= at <= match.end + 1:
            # الأسرى الـ300
            return words[at].token.start - words[match.end - 1].token.end <= NEAR
        between = words[at + 1 : match.first]
        return at < match.first and len(between) <= NEAR and all(
            word.kind in ("noun", "number", "part")
            and not (word.means and word.kind == "noun")
            and not self.lexicon.has("joining", word.core)
            for word in between
        )

    def _is_time(self, at: int) -> bool:
        """Tell whether a number counts days, or stands in a date."""
        behind = self.words[at + 1].key if at + 1 < len(self.words) else ""
        before = self.words[at - 1].key if at else ""
        return behind in self._units or behind in self._months or before in self._months

    def clause(self, at: int, first: int, end: int, verbs: frozenset[int]) -> tuple[int, int]:
        """Return the first word of a clause and the word behind its last.

        Args:
            at: Its predicate.
            first: A word that belongs to it, too.
            end: The word behind what belongs to it.
            verbs: The predicates above it, which do not end it.
        """
        words = self.words
        start, stop = min(at, first), max(at + 1, end)
        while start > 0 and self._goes_on(start - 1, at, verbs) and not self._opens(start - 1):
            start -= 1
        while stop < len(words) and self._goes_on(stop, at, verbs) and not self._opens(stop):
            stop += 1
        return start, stop

    def _goes_on(self, n: int, at: int, verbs: frozenset[int]) -> bool:
        word = self.words[n]
        if word.sentence != self.words[at].sentence:
            return False
        if word.kind == "sign":
            return word.core in MARKS or word.core in "%٪()"
        return word.kind != "verb" or n in verbs

    def _opens(self, n: int) -> bool:
        core = self.words[n].core
        names = ("complementisers", "relatives", "adversatives", "buts", "conditions")
        return self.words[n].kind == "part" and any(self.lexicon.has(x, core) for x in names) and (
            not self.lexicon.has("prepositions", core)
        )

    def _span(self, first: int, end: int) -> Span:
        start, stop = self.words[first].token.start, self.words[end - 1].token.end
        return Span(start, stop, self._text[start:stop])
