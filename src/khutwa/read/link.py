"""Which step of a plan a phrase may mean. Only a person decides whether it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from khutwa.read.analyse import GRAMMARS, analyse, is_known
from khutwa.read.dates import number_of, numbers_of, units_of
from khutwa.read.frame import Candidate
from khutwa.read.lexicon import Lexicon, Phrase, lexicon, phrase
from khutwa.read.match import Match, Phrases
from khutwa.read.normalise import fold
from khutwa.read.stems import stem
from khutwa.read.word import Word
from khutwa.roadmap.location import Location
from khutwa.roadmap.model import Roadmap
from khutwa.words import M, Message, Text

MOST = 3
"""Steps that are proposed for one phrase."""
LEAST = 1.5
"""Points below which a step is not proposed."""


@dataclass(frozen=True)
class _Step:
    name: str
    concepts: frozenset[str]
    words: frozenset[str]
    places: tuple[Phrase, ...]
    performers: tuple[str, ...]
    action: str
    amount: int | None


class Steps:
    """The steps of a plan as a reader looks for them.

    A phrase may mean a step if it is in the step's name, or is another word for the same thing by
    the lexicon. The place and who acts speak for a step or against it.
    """

    def __init__(self, roadmap: Roadmap | None, language: Lexicon) -> None:
        self._lexicon = language
        self._roadmap = roadmap
        steps = roadmap.steps.values() if roadmap else ()
        self._steps = [
            _Step(
                step.id,
                frozenset(concepts_named(step.name)),
                frozenset(_content(step.name.get(language.language), language)),
                _places(roadmap.location(step) if roadmap else None, language.language),
                (*step.controllers, *step.obligors),
                _action(step.name, language),
                _amount(step.name, step.verification.done_when),
            )
            for step in steps
        ]
        names: dict[str, list[Phrase]] = {f"c:{n}": list(ps) for n, ps in language.concepts.items()}
        for concept, phrases in language.tables["participants"].items():
            names[f"p:{concept}"] = list(phrases)
        for step in steps:
            if step.name.has(language.language):
                name = step.name.get(language.language)
                names[f"s:{step.id}"] = [phrase(name, language.language)]
        self._phrases = Phrases(names)
        self._all_places = {p for step in self._steps for p in step.places}

    @property
    def places(self) -> list[Phrase]:
        """Return where the steps are to be done."""
        return sorted(self._all_places)

    def is_place(self, first: int, end: int, words: Sequence[Word]) -> bool:
        """Tell whether a step of the plan is to be done where words name a place."""
        keys = {key for word in words[first:end] for key in (word.key, *word.bare)}
        return any(keys.issuperset(place) for place in self._all_places)

    def mentions(self, words: Sequence[Word]) -> list[Match]:
        """Return the phrases that name a thing of which plans consist."""
        return self._phrases.all(words)

    def act(self, verb: Word, behind: Sequence[Word]) -> str:
        """Return the name of a match for the step whose action a verb does, empty where none.

        The verb has the root of the action in the step's name, and something else of that name
        stands behind it.
        """
        for step in self._steps:
            if step.action and self._does(step.action, verb.lemma):
                language = self._lexicon.language
                others = step.words - {step.action, stem(language, step.action)}
                if not others or any(others & word.bare for word in behind):
                    return f"s:{step.name}"
        return ""

    def candidates(
        self,
        words: Sequence[Word],
        match: Match | None,
        first: int,
        end: int,
        actors: Iterable[str],
        deeds: Sequence[str],
        *,
        stood: bool = False,
    ) -> tuple[Candidate, ...]:
        """Return the steps that a phrase may mean, the likeliest first.

        Args:
            words: The words of the text.
            match: The thing that it names, if any.
            first: Its first word.
            end: The word behind its last.
            actors: Who acts.
            deeds: The predicates above it, as the lexicon names them.
            stood: Whether it is said to hold or to be broken, which needs no other deed.
        """
        keys = frozenset(k for word in words[first:end] for k in (word.key, *word.bare))
        acting = set(actors)
        found = [
            self._candidate(step, words, match, first, end, keys, acting, deeds, stood)
            for step in self._steps
        ]
        kept = sorted((c for c in found if c.score >= LEAST), key=lambda c: -c.score)
        return tuple(kept[:MOST])

    def _candidate(
        self,
        step: _Step,
        words: Sequence[Word],
        match: Match | None,
        first: int,
        end: int,
        keys: frozenset[str],
        actors: set[str],
        deeds: Sequence[str],
        stood: bool,
    ) -> Candidate:
        score, reasons = 0.0, list[Message]()
        kind, _, name = match.name.partition(":") if match else ("", "", "")
        if match and (
            (kind == "s" and name == step.name) or (kind == "c" and name in step.concepts)
        ):
            score += 2
            shown = " ".join(w.token.text for w in words[match.first : match.end])
            reasons.append(M("“{words}” names the thing that the step is about", words=shown))
        elif match and kind == "p" and name in step.concepts and self._takes_part(name, deeds):
            score += 2
            shown = " ".join(w.token.text for w in words[match.first : match.end])
            reasons.append(M("“{words}” do what the step is about", words=shown))
        elif match and kind == "s" and step.concepts & self._concepts_of(name):
            score += 1
            reasons.append(M("another step about the same thing is named"))
        shared = step.words & keys
        if shared and score:
            score += len(shared) / len(step.words)
            share = M(
                "{n} of {total} words of its name stand here", n=len(shared), total=len(step.words)
            )
            reasons.append(share)
        if score and step.places:
            score += self._place(step, keys, reasons)
        if score and actors & set(step.performers):
            score += 0.5
            reasons.append(M("who acts is who owes it"))
        acted = stood or not step.action or self._names_deed(words, match) or any(
            self._does(step.action, deed) for deed in deeds
        )  # fmt: skip
        if score and not acted:
            score -= 0.5
            reasons.append(M("what the step does to it is not named"))
        return Candidate(step.name, round(score, 2), tuple(reasons), acted, step.amount)

    def _names_deed(self, words: Sequence[Word], match: Match | None) -> bool:
        """Tell whether a phrase names an action, and not only the thing it is done to."""
        return match is not None and any(w.means for w in words[match.first : match.end])

    def _does(self, action: str, deed: str) -> bool:
        """Tell whether a predicate does what a noun of action names."""
        return GRAMMARS[self._lexicon.language].does(action, deed, self._lexicon)

    def _takes_part(self, concept: str, deeds: Sequence[str]) -> bool:
        """Tell whether those whose deed a thing is do it: refugees are no return of refugees."""
        acts = self._lexicon.tables["acts"][concept]
        return any(self._does(act, deed) for (act,) in acts for deed in deeds)

    def _place(self, step: _Step, keys: frozenset[str], reasons: list[Message]) -> float:
        if any(keys.issuperset(place) for place in step.places):
            reasons.append(M("its place is named"))
            return 1.0
        others = self._all_places - set(step.places)
        if any(keys.issuperset(place) for place in others):
            reasons.append(M("another place is named"))
            return -2.0
        reasons.append(M("its place is not named"))
        return -0.25

    def _concepts_of(self, name: str) -> frozenset[str]:
        return next((step.concepts for step in self._steps if step.name == name), frozenset())

    def concepts(self, match: Match) -> frozenset[str]:
        """Return the things of the lexicon that a phrase names."""
        kind, _, name = match.name.partition(":")
        return self._concepts_of(name) if kind == "s" else frozenset([name])

    def takes_part(self, match: Match, deed: str) -> bool:
        """Tell whether a predicate is what those do whom a phrase names: refugees return."""
        kind, _, name = match.name.partition(":")
        return kind == "p" and self._takes_part(name, [deed])

    def frameworks(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Return the resolutions and agreements whose number stands among the words."""
        numbers = {word.key for word in words if word.kind == "number"}
        found = []
        for name, framework in (self._roadmap.frameworks if self._roadmap else {}).items():
            title = fold(framework.title.get("en"))
            if any(
                part.isdecimal() and len(part) > 2 and part in numbers for part in title.split()
            ):
                found.append(name)
        return tuple(found)


def concepts_named(name: Text) -> set[str]:
    """Return the things that a name names, in every language that has a lexicon."""
    found = set()
    for language in name.languages:
        if is_known(language):
            known = lexicon(language)
            phrases = Phrases(known.concepts)
            found |= {m.name for m in phrases.all(analyse(name.get(language), known))}
    return found


def _content(name: str, language: Lexicon) -> set[str]:
    words = analyse(name, language)
    kept = (w for w in words if w.kind in ("noun", "verb", "number"))
    keys = {w.key[2:] if w.definite and w.key.startswith("ال") else w.key for w in kept}
    return {stem(language.language, key) for key in keys}


def _action(name: Text, language: Lexicon) -> str:
    """Return the noun of action with which a name begins, if any."""
    if not name.has(language.language):
        return ""
    for word in analyse(name.get(language.language), language):
        # Alone, سحب may be "he withdrew"; a name begins with the noun. Its beginning is no deed.
        if word.kind == "verb" or (word.kind == "noun" and word.means):
            if word.means == "began":
                continue
            if language.language != "ar":
                return word.lemma
            return word.key[2:] if word.definite else word.key
        break
    return ""


def _amount(*texts: Text | None) -> int | None:
    """Return how many there are of a step's thing: the first number before a noun, if any."""
    for text in texts:
        for language in filter(is_known, text.languages if text else ()):
            known = lexicon(language)
            months = {p[0] for phrases in known.tables["months"].values() for p in phrases}
            others = {*units_of(known), *known.lists["percent"], *months}
            spelled = numbers_of(known)
            for word, behind in pairwise(analyse(text.get(language), known) if text else []):
                number = None if word.light else number_of(word, spelled)
                if number and behind.kind == "noun" and behind.key not in others:
                    return number
    return None


def _places(location: Location | None, language: str) -> tuple[Phrase, ...]:
    """Return the names of a place, those among them that the lexicons translate."""
    if location is None:
        return ()
    place = location.label
    found = {phrase(place.get(language), language)}
    own = lexicon(language).tables["gazetteer"]
    for other in filter(is_known, place.languages):
        name = phrase(place.get(other), other)
        for key, phrases in lexicon(other).tables["gazetteer"].items():
            if key != "places" and name in phrases:
                found.update(own.get(key, ()))
    return tuple(sorted(found))
