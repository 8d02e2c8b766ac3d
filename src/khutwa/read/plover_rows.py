"""The rows of words that name an event in an English sentence, and where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from khutwa.read.plover_grammar import FOLDER, forms, grammar, spelled
from khutwa.read.tokens import Token

FILES = ("accord", "yielding", "speech", "pressure", "force")
REACH = 11
"""Words behind or before a verb among which its object is looked for."""

_SMALL = frozenset(("on", "to", "in", "from", "of", "by", "the", "as", "over", "at", "for"))
"""Words of an object in several words that do not tell it."""

_FEW = 6
"""A row with so few objects says more than one with many."""

_MANY = 15
"""A row with more objects than these means nouns by them, no verbs."""

_ABOUT = frozenset(("for", "of", "on", "about", "over", "to", "in"))

_PARTICLES = frozenset(("up", "off", "out", "back", "down", "in", "over", "away", "aside", "free"))
_APART = 3
"""Words that may stand between a verb and its particle: turned the offer down."""


@dataclass(frozen=True, slots=True)
class Row:
    """A verb or noun with what must stand by it.

    Attributes:
        next: Words that follow, any of each.
        later: Words of which one is the verb's object; empty where none needs to be.
        first: Whether they are its subject instead.
        kind: `verb`; `noun` for one that counts where no verb says what happens; `phrase` for
            words that no verb begins.
        code: Code of CAMEO.
        event: The type of event.
        text: The row as the file has it.
    """

    next: tuple[frozenset[str], ...]
    later: frozenset[str]
    first: bool
    kind: str
    code: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A row where it fits.

    Attributes:
        row: The row.
        at: The number of its first word.
        end: The number of the word behind its last.
        thing: The number of its object, else None.
        weight: How well it fits; of the rows that fit at a word the greatest counts.
    """

    row: Row
    at: int
    end: int
    thing: int | None
    weight: float


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """Return the rows by each of their first words."""
    raw = YAML(typ="safe").load((FOLDER / "sets.yaml").read_text(encoding="utf-8"))
    sets = {
        kind: {name: [w.strip() for w in text.split(",")] for name, text in named.items()}
        for kind, named in raw.items()
    }
    found: dict[str, list[Row]] = {}
    for name in FILES:
        for code, text in _load(name).items():
            for row in text.replace("| ", "|").split(","):
                for head, made in _rows(row.strip(), code, sets):
                    found.setdefault(head, []).append(made)
    return {head: tuple(many) for head, many in found.items()}


@cache
def verb_heads() -> frozenset[str]:
    """Return the first forms of the verbs that begin a row."""
    return frozenset(h for h, many in rows().items() if any(row.kind == "verb" for row in many))


def _load(name: str) -> dict[str, str]:
    found: dict[str, str] = YAML(typ="safe").load(
        (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return found


def type_of(code: str) -> str:
    """Return the type of event of a code of CAMEO."""
    types: dict[str, str] = grammar()["types"]
    return types[max((c for c in types if code.startswith(c)), key=len)]


def _rows(
    text: str, code: str, sets: dict[str, dict[str, list[str]]]
) -> Iterator[tuple[str, Row]]:
    kind = {"~": "noun", "@": "phrase"}.get(text[0], "verb")
    front, mark, back = text.lstrip("~@").partition(" < " if " < " in text else " ... ")
    words = front.split()
    items = back.split()
    later = frozenset(
        spelled(word)
        for item in items
        for name in item.split("|")
        for word in (sets["nouns"][name[1:]] if name.startswith("$") else [name])
        if not (len(items) > 1 and name in _SMALL)
    )
    heads = sets["verbs"][words[0][1:]] if words[0].startswith("%") else words[0].split("|")
    for head in heads:
        first, *more = head.split()
        following = tuple(frozenset(map(spelled, w.split("|"))) for w in (*more, *words[1:]))
        yield spelled(first), Row(following, later, mark == " < ", kind, code, type_of(code), text)


def fits(
    seen: Sequence[Token], at: int, kind: str, *, passive: bool = False, both: bool = False,
    start: int = 0, lend: frozenset[str] | None = None,
) -> list[Fit]:
    """Return the rows that fit at a word, the best first.

    Args:
        seen: The sentence.
        at: The number of the word.
        kind: The kind of rows.
        passive: Whether its object stands before it.
        both: Whether it may stand on either side.
        start: The number of the first word of its clause.
        lend: The verbs that a noun is read as, instead of the word's own first forms.
    """  # fmt: skip
    found = []
    for head in sorted(lend or forms(seen[at].key)):
        for row in rows().get(head, ()):
            if row.kind != kind:
                continue
            fit = _fit(
                seen, at, row, start, passive=passive, both=both, nominal=lend is not None
            )
            if fit is not None:
                found.append(fit)
    return sorted(found, key=lambda fit: -fit.weight)


def _fit(
    seen: Sequence[Token], at: int, row: Row, start: int, *, passive: bool, both: bool,
    nominal: bool,
) -> Fit | None:
    stop = at + 1
    for words in row.next:
        place = _next(seen, stop, words)
        if place is None:
            return None
        stop = place + 1
    weight = 1.0 + 2.5 * len(row.next)
    if not row.later:
        return Fit(row, at, stop, None, weight)
    places = []
    head = len(seen)
    if row.first and (passive or nominal):
        return None
    if passive or nominal or both or row.first:
        low = max(start, at - (4 if nominal else 2 * REACH))
        places += [(n, at - n) for n in range(at - 1, low - 1, -1)]
        head = next((n for n in range(low, at) if seen[n].key in _ABOUT), at)
    if (not passive or nominal or both) and not row.first:
        places += [(n, n - stop + 1) for n in range(stop, _reach(seen, stop))]
    if passive and not both:
        # "Was put on alert": what stands behind a passive may belong to it too.
        places += [(n, n - stop + 4) for n in range(stop, min(_reach(seen, stop), stop + 4))]
    best: tuple[float, int] | None = None
    for place, far in places:
        if seen[place].kind == "word" and _is(seen[place].key, row.later):
            to = place > at and seen[place - 1].key == "to"
            apart = row.code.startswith("03") and any(t.key == "that" for t in seen[stop:place])
            small = both and place < at and seen[place].key in _SMALL
            if (to and len(row.later) > _MANY) or apart or small:
                # "A drive to rally support" is no rally.
                continue
            score = weight + (2.2 if seen[place].key in _SMALL else 3.0) - 0.08 * far
            # "A request for troops" is no troops.
            about = place > head if place < at and not nominal else seen[place - 1].key in _ABOUT
            score += 0.5 + 0.08 * far if to else 0.0
            score += 0.3 * (len(row.later) <= _FEW)
            score -= 0.7 * (both and place < at)
            score -= 0.8 * bool(not row.next and place and about)
            if best is None or score > best[0]:
                best = score, place
    return None if best is None else Fit(row, at, stop, best[1], best[0])


def _is(key: str, words: frozenset[str]) -> bool:
    """Tell whether a word is one of some, but no participle of one: a planned visit."""
    return key in words or (bool(words & forms(key)) and not key.endswith("ed"))


def _next(seen: Sequence[Token], stop: int, words: frozenset[str]) -> int | None:
    """Return where one of some words follows, over articles, and over an object for a particle."""
    articles = grammar()["articles"]
    place = stop
    while place < len(seen) and seen[place].key in articles and not words & forms(seen[place].key):
        place += 1
    if place < len(seen) and words & forms(seen[place].key):
        return place
    if words & _PARTICLES:
        for place in range(stop, min(stop + _APART + 1, len(seen))):
            if seen[place].kind == "sign" or seen[place].key in ("and", "to"):
                return None
            if seen[place].key in words:
                return place if place == stop or _alone(seen, place) else None
    return None


def _alone(seen: Sequence[Token], place: int) -> bool:
    """Tell whether a particle is no preposition: shut the mine down, but in Oslo."""
    following = seen[place + 1] if place + 1 < len(seen) else None
    if following is None or following.kind == "sign":
        return True
    articles = grammar()["articles"]
    return following.text[:1].islower() and following.key not in articles


def _reach(seen: Sequence[Token], stop: int) -> int:
    """Return the number of the word behind the last one that may be the verb's object."""
    for place in range(stop, min(stop + REACH, len(seen))):
        if seen[place].key in (";", ":", "who", "which", "while", "because", "although", "if"):
            return place
        if seen[place].key in ("after", "unless", "when"):
            return place
    return min(stop + REACH, len(seen))
