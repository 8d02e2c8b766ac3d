"""Who is named in a text, under which of their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khutwa.read.lexicon import LANGUAGES, Lexicon, Phrase, phrase
from khutwa.read.lexicon import lexicon as lexicon_of
from khutwa.read.match import Match, Phrases
from khutwa.read.word import Word
from khutwa.roadmap.model import Roadmap


@dataclass(frozen=True)
class Actors:
    """The names of actors, and whom a name means.

    Attributes:
        phrases: All names, each with its actor or, for a person, with the side.
        people: The names of persons alone.
        same: The plan's actor for one of the lexicon's, where both share a name.
    """

    phrases: Phrases
    people: Phrases
    same: dict[str, str]

    def all(self, words: Sequence[Word]) -> list[Match]:
        """Return the actors that are named, from left to right, with the plan's ids."""
        found = self.phrases.all(words)
        return [Match(m.first, m.end, self.same.get(m.name, m.name)) for m in found]


def actors(lexicon: Lexicon, roadmap: Roadmap | None, published: date | None) -> Actors:
    """Return whom names mean: those of the plan first, then those of the lexicon.

    A person speaks for a side only while in office, where the day of the text is known.
    """
    names: dict[str, list[Phrase]] = {}
    same: dict[str, str] = {}
    own: dict[Phrase, str] = {}
    for name, actor in (roadmap.actors if roadmap else {}).items():
        label = actor.name.get(lexicon.language)
        for text in (label, *actor.aliases):
            if text:
                known = phrase(text, lexicon.language)
                names.setdefault(name, []).append(known)
                own[known] = name
    elsewhere = _shared(roadmap)
    for name, phrases in lexicon.actors.items():
        shared = next((own[p] for p in phrases if p in own), elsewhere.get(name))
        if shared is not None:
            same[name] = shared
        # What the plan names, it names itself.
        names.setdefault(name, []).extend(p for p in phrases if p not in own)
    for person in lexicon.people:
        if _in_office(person.since, person.until, published):
            names.setdefault(person.side, []).extend(person.names)
        else:
            names.setdefault(" ".join(person.names[0]), []).extend(person.names)
    people: dict[str, list[Phrase]] = {}
    for person in lexicon.people:
        people.setdefault(person.side, []).extend(person.names)
    return Actors(Phrases(names), Phrases(people), same)


def _shared(roadmap: Roadmap | None) -> dict[str, str]:
    """Return the plan's actors by those of the lexicons whose name in any language they share.

    A plan in English and Arabic knows ООН, though it has no Russian name for it.
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        by_name = {p: name for name, ps in lexicon_of(language).actors.items() for p in ps}
        for name, actor in (roadmap.actors if roadmap else {}).items():
            label = actor.name.get(language) if actor.name.has(language) else ""
            for text in filter(None, (label, *actor.aliases)):
                known = by_name.get(phrase(text, language))
                if known is not None:
                    found.setdefault(known, name)
    return found


def _in_office(since: str, until: str, day: date | None) -> bool:
    if day is None:
        return True
    month = f"{day.year:04d}-{day.month:02d}"
    return (not since or since <= month) and (not until or month <= until)


def within(found: Sequence[Match], first: int, end: int) -> list[Match]:
    """Return the actors named between two words."""
    return [m for m in found if first <= m.first and m.end <= end]
