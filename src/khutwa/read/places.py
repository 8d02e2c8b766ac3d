"""Where: the place that a text names beside an action."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.dateline import in_heading
from khutwa.read.lexicon import Lexicon, Phrase
from khutwa.read.match import Match, Phrases
from khutwa.read.unknown import Unknown
from khutwa.read.veridicality import REPORTS
from khutwa.read.word import Word

REACH = 12
"""Words between an action and its place."""


class Places:
    """Finds places: those of the plan, of the lexicon, and names that stand where places stand."""

    def __init__(
        self,
        words: Sequence[Word],
        lexicon: Lexicon,
        phrases: Phrases,
        unknown: Sequence[Unknown],
        actors: Sequence[Match],
        things: Sequence[Match] = (),
    ) -> None:
        self.words, self.lexicon = words, lexicon
        # In the committee, at the UN: a body is no place.
        bodies = [*things, *Phrases({"": _bodies(lexicon)}).all(words)]
        bodily = {at for m in bodies for at in range(m.first, m.end)}
        acting = {at for m in actors for at in range(m.first, m.end)}
        # A country or its capital acts, unless it stands where a place does.
        found = {m.first: m.end for m in actors if self._placed(m.first)}
        found |= {u.first: u.end for u in unknown if u.kind == "place" and not self._speaks(u)
                  and (u.first not in acting or self._placed(u.first))}  # fmt: skip
        found = {first: end for first, end in found.items() if first not in bodily}
        found |= {m.first: m.end for m in phrases.all(words)
                  if m.first not in acting or self._placed(m.first)}  # fmt: skip
        self._starts = {u.first: u.start for u in unknown}
        self._found = sorted(
            (first, end) for first, end in found.items() if not in_heading(words, first)
        )

    def _speaks(self, name: Unknown) -> bool:
        """Tell whether somebody speaks in a house by that name: в Минобороны подчеркнули."""
        word = self.words[name.end] if name.end < len(self.words) else None
        return word is not None and word.kind == "verb" and word.means in REPORTS

    def _placed(self, at: int) -> bool:
        word = self.words[at]
        before = at - 1
        while before >= 0 and self.words[before].light:
            before -= 1
        prefix = before >= 0 and self.lexicon.has("place_words", self.words[before].core)
        return prefix or word.prefix == "ب"

    def within(self, first: int, end: int) -> tuple[int, int] | None:
        """Return the first place between two words: its first word and the word behind its last."""
        return next(((a, b) for a, b in self._found if first <= a and b <= end), None)

    def near(self, first: int, end: int, text: str) -> str:
        """Return the place nearest to an action in its sentence, as the text has it; empty if none.

        Args:
            first: The action's first word.
            end: The word behind its last.
            text: The raw text.
        """
        here = self.words[first]
        best: tuple[int, int, int] | None = None
        for start, stop in self._found:
            word = self.words[start]
            if word.sentence != here.sentence or word.quote != here.quote:
                continue
            away = 0 if first <= start < end else min(abs(start - end), abs(first - stop))
            if away <= REACH and (best is None or away < best[0]):
                best = away, start, stop
        if best is None:
            return ""
        _, start, stop = best
        begin = self._starts.get(start, self.words[start].token.start)
        raw = text[begin : self.words[stop - 1].token.end]
        word = self.words[start]
        if start not in self._starts:
            raw = raw[len(word.key) - len(word.core) :] if word.joined and raw[:1] in "وف" else raw
            raw = raw[1:] if word.prefix and raw[:1] == word.prefix else raw
        return " ".join(raw.split())


def _bodies(lexicon: Lexicon) -> list[Phrase]:
    """Return the names of actors that are no countries."""
    bodies = lexicon.lists.get("bodies", ())
    return [p for name in sorted(bodies) for p in lexicon.actors.get(name, ())]


def place_phrases(lexicon: Lexicon, steps: Sequence[Phrase]) -> Phrases:
    """Return the places of the lexicon and of a plan's steps."""
    named = [p for phrases in lexicon.tables["gazetteer"].values() for p in phrases]
    return Phrases({"": [*named, *steps]})
