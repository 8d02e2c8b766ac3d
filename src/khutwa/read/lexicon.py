"""What the reader knows of a language, from one file a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read.normalise import fold
from khutwa.read.stems import ARTICLES, stem
from khutwa.words import Text

VERB_LISTS = ("auxiliaries", "carrying", "still", "concerning", "achieving", "soon", "confirming",
              "collapsing", "ending", "leaving", "undoing", "fewer", "more", "relaying", "common",
              "happening", "wishing", "necessary", "knowing", "opining")  # fmt: skip
NAMES = ("concepts", "participants", "actors", "nisba", "gazetteer")
"""Tables of names, which are looked up whatever their endings."""
FOLDER = Path(__file__).with_name("lexicon")
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
"""Languages that have a lexicon."""

Phrase = tuple[str, ...]
"""The keys of the words of a phrase."""


@dataclass(frozen=True)
class Construction:
    """A predicate that the words behind it make another one.

    Attributes:
        verb: The verb.
        words: Keys of which one follows, or of which none does.
        wanted: Whether one is to follow.
        means: The class that it then has; `none` for no predicate.
        reach: How many words behind the verb they may stand; None for as far as its clause goes.
    """

    verb: str
    words: frozenset[str]
    wanted: bool
    means: str
    reach: int | None = None


@dataclass(frozen=True)
class Idiom:
    """A fixed phrase that says what became of something.

    Attributes:
        phrases: Its forms.
        means: Its class; `none` for words that mean nothing apart.
        before: Whether what it is about stands before it.
    """

    phrases: tuple[Phrase, ...]
    means: str
    before: bool


@dataclass(frozen=True)
class Person:
    """A person who speaks for somebody for a time.

    Attributes:
        names: The names.
        side: The actor.
        since: Year and month from which; empty where it does not matter.
        until: Year and month until which.
    """

    names: tuple[Phrase, ...]
    side: str
    since: str
    until: str


@dataclass(frozen=True)
class Lexicon:
    """One language.

    Attributes:
        language: Its code.
        verbs: Class by verb; the verb as its own morphology names it.
        nouns: Class by noun.
        participles: Class by participle and adjective that governs like a verb.
        constructions: By verb.
        concepts: Phrases by name of the thing.
        actors: Phrases by actor.
        lists: Every other list of single words, as sets of keys.
        phrases: Every other list, as phrases; none where the language has no such list.
        tables: Every other table of lists, by its keys as text; the same.
        verb_lists: Lists of verbs, as the morphology names them.
        labels: The first name of each actor as it is written.
    """

    language: str
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    participles: Mapping[str, str]
    constructions: Mapping[str, tuple[Construction, ...]]
    idioms: tuple[Idiom, ...]
    concepts: Mapping[str, tuple[Phrase, ...]]
    actors: Mapping[str, tuple[Phrase, ...]]
    people: tuple[Person, ...]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    tables: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    verb_lists: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]

    def verb(self, name: str, lemma: str) -> bool:
        """Tell whether a list of verbs has a verb."""
        return lemma in self.verb_lists[name]

    def has(self, name: str, key: str) -> bool:
        """Tell whether a list of words has a key."""
        return key in self.lists.get(name, ())


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        FileNotFoundError: where the language has none.
    """
    raw = YAML(typ="safe").load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    kinds: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "participles": {}}
    for means, parts in raw["predicates"].items():
        for kind, words in parts.items():
            table = kinds.get(kind, kinds["participles"])
            for word in words:
                table.setdefault(str(word) if kind == "verbs" else fold(str(word)), means)
    rest = {name: value for name, value in raw.items() if isinstance(value, list)}
    tables = {
        name: {
            str(key): _names(words, language) if name in NAMES else _phrases(words)
            for key, words in value.items()
        }
        for name, value in raw.items()
        if isinstance(value, dict) and name not in ("predicates", "negators")
    }
    rest |= {f"negators.{name}": words for name, words in raw["negators"].items()}
    names = {fold(w) for p in raw.get("people", ()) for name in p["names"] for w in name.split()}
    names |= {fold(name) for group in raw["actors"].values() for name in group if " " not in name}
    words = {n: v for n, v in rest.items() if v and not isinstance(v[0], dict)}
    return Lexicon(
        language,
        **kinds,
        constructions=_constructions(raw.get("constructions", ())),
        idioms=tuple(
            Idiom(_names(i["phrases"], language), i["means"], i["of"] == "before")
            for i in raw.get("idioms", ())
        ),
        concepts=tables.pop("concepts"),
        actors=tables.pop("actors"),
        people=tuple(
            Person(
                _names(p["names"], language),
                p["side"],
                str(p.get("since", "")),
                str(p.get("until", "")),
            )
            for p in raw.get("people", ())
        ),
        lists={name: frozenset(fold(str(w)) for w in value) for name, value in words.items()}
        | {"names": frozenset(names)},
        phrases=defaultdict(tuple, {name: _phrases(value) for name, value in words.items()}),
        tables=defaultdict(dict, tables),
        verb_lists={name: frozenset(map(str, rest.get(name, ()))) for name in VERB_LISTS},
        labels={name: str(names[0]) for name, names in raw["actors"].items()},
    )


@cache
def actor_label(name: str) -> Text:
    """Return how people call an actor of the lexicons; the id itself where none has it."""
    known = {language: lexicon(language).labels for language in LANGUAGES}
    found = {language: labels[name] for language, labels in known.items() if name in labels}
    return Text(found) if found else Text.plain(name)


def phrase(text: str, language: str) -> Phrase:
    """Return the stems of the words of a name, without articles."""
    keys = tuple(fold(word) for word in text.split())
    bare = tuple(key for key in keys if key not in ARTICLES)
    return tuple(stem(language, key) for key in bare or keys)


def _phrases(texts: Iterable[Any]) -> tuple[Phrase, ...]:
    return tuple(tuple(fold(word) for word in str(text).split()) for text in texts)


def _names(texts: Iterable[Any], language: str) -> tuple[Phrase, ...]:
    return tuple(phrase(str(text), language) for text in texts)


def _constructions(raw: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Construction, ...]]:
    found: dict[str, tuple[Construction, ...]] = {}
    for item in raw:
        wanted = "without" not in item
        words = frozenset(fold(w) for w in item.get("with") or item.get("without") or ())
        made = Construction(item["verb"], words, wanted, item["class"], item.get("reach"))
        found[item["verb"]] = (*found.get(item["verb"], ()), made)
    return found
