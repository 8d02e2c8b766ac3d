"""English sentences as events by PLOVER: who does what to whom.

PLOVER is the successor of CAMEO (Open Event Data Alliance; types as in its gold standard of 2016).
No parser: a sentence is cut at its reporting tail, its first verb that names an event is taken, and
modal verbs and negators before it decide what becomes of it, as CAMEO's own codes do: to promise
what is friendly is to AGREE, to announce what is hostile is to THREATEN, not to do what is
asked is to REJECT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.english import english_tokens, lemmas, past, verbal
from khutwa.read.lexicon import lexicon
from khutwa.read.plover_actors import Mention, mentions
from khutwa.read.plover_rows import Row, best
from khutwa.read.tokens import Token

FRIENDLY = frozenset(
    ("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE", "INVESTIGATE")
)
HOSTILE = frozenset(
    ("SANCTION", "COERCE", "ASSAULT", "FIGHT", "PROTEST", "REJECT", "MOBILIZE", "THREATEN")
)
_TAIL = 14
"""Most words of a reporting tail: ", a senior official said on Monday"."""

_GROUP = 4
"""Words before a verb among which its modal verb and its negator stand."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a sentence says has happened.

    Attributes:
        event: The type.
        source: Codes of who does it, as of `khutwa.read.plover_actors`.
        target: Codes of whom it is done to.
        start: Where the verb begins in the text.
        end: Where it ends.
        rule: The row of the lexicon that decided.
    """

    event: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    start: int
    end: int
    rule: str


def events(text: str) -> list[Event]:
    """Return the event of each sentence of an English text; a sentence may have none."""
    seen = english_tokens(text)
    sentences: dict[int, list[Token]] = {}
    for token in seen:
        sentences.setdefault(token.sentence, []).append(token)
    found = (_event(_body(sentence)) for sentence in sentences.values())
    return [event for event in found if event is not None]


def _body(seen: Sequence[Token]) -> list[Token]:
    """Return a sentence without the tail that says who reported it, and without such a head."""
    body = list(seen)
    operators = lexicon("en").lists["operators"]
    for at in range(len(seen) - 1, 0, -1):
        if seen[at].key not in (",", "''", '"', "”"):
            continue
        tail = seen[at + 1 :]
        reports = any(lemmas(token.key) & operators for token in tail)
        according = len(tail) > 1 and tail[0].key == "according" and tail[1].key == "to"
        if according or (reports and len(tail) <= _TAIL and not _starts_clause(tail)):
            body = list(seen[:at])
            break
    if len(body) > 2 and body[0].key == "according":
        cut = next((n for n, token in enumerate(body) if token.key == ","), 0)
        body = body[cut + 1 :] if cut else body
    return body


def _starts_clause(tail: Sequence[Token]) -> bool:
    return bool(tail) and tail[0].key in ("who", "which", "and", "but", "saying", "after", "while")


def _event(seen: Sequence[Token]) -> Event | None:
    verb = _main(seen)
    if verb is None:
        return None
    at, end, row = verb
    named = mentions(seen)
    subject, objects = _sides(seen, named, at, end)
    source = _codes(_joined(seen, subject))
    span = seen[at].start, seen[end - 1].end
    if _obliged(seen, at):
        asking, asked = _asked(seen, at, subject, objects)
        return Event("DEMAND", asking, asked, *span, row.text)
    if not source and not (_passive(seen, at) and subject):
        # Nobody we know does it: who it is done to is of the same country.
        source = _codes(subject)[:1] or _codes(objects)[:1]
    target = _target(seen, source, objects)
    if _passive(seen, at):
        by = [m for m in objects if _behind(seen, m.first, "by")]
        source, target = _codes(by[:1]), source or _target(seen, _codes(by[:1]), objects)
    if not target and len(source) == 1:
        target = tuple(code for code in _codes(subject[1:]) if code not in source)[:1]
    return Event(_composed(seen, at, row.event), source, target, *span, row.text)


def _asked(
    seen: Sequence[Token], at: int, subject: Sequence[Mention], objects: Sequence[Mention]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who says that others must do something, and those others."""
    operators = lexicon("en").lists["operators"]
    said = max((n for n in range(at) if lemmas(seen[n].key) & operators), default=-1)
    asked = _joined(seen, [m for m in subject if m.first > said])
    who = _joined(seen, [m for m in subject if m.first < said])
    source = _codes(who)
    return source, _codes(asked) or _target(seen, source, objects)


def _main(seen: Sequence[Token]) -> tuple[int, int, Row] | None:
    """Return the first event's verb, the word behind it and its row.

    A verb behind who or which counts where there is no other; where there is none at all, a word
    that could be one does.
    """
    spare: tuple[int, int, Row] | None = None
    for anywhere in (False, True):
        for at, token in enumerate(seen):
            fit = best(seen, at, anywhere=anywhere) if token.kind == "word" else None
            if fit is None:
                continue
            found = at, fit[1], fit[0]
            if not _relative(seen, at):
                return found
            spare = spare or found
    return spare


def _relative(seen: Sequence[Token], at: int) -> bool:
    near = [token.key for token in seen[max(0, at - 3) : at]]
    return any(word in ("who", "which", "whose", "where", "when", "if", "after") for word in near)


def _composed(seen: Sequence[Token], at: int, event: str) -> str:
    words = lexicon("en")
    group = [token.key for token in seen[max(0, at - _GROUP) : at] if token.kind == "word"]
    future = any(words.has(name, key) for name in ("future", "maybe") for key in group)
    negated = any(words.has("negators.verb", key) or key.endswith("n't") for key in group)
    negated = negated or "no longer" in " ".join(group)
    if negated and event in FRIENDLY:
        return "REJECT"
    if future and event in FRIENDLY:
        unless = any(token.key == "unless" for token in seen)
        return "THREATEN" if unless else "AGREE"
    if future and event in HOSTILE:
        return "REJECT" if negated else "THREATEN"
    return event


def _sides(
    seen: Sequence[Token], named: Sequence[Mention], at: int, end: int
) -> tuple[list[Mention], list[Mention]]:
    """Return who is named before the verb, and behind it."""
    start = 0
    if seen[0].key in _OPENERS:
        commas = [n for n in range(at) if seen[n].key == ","]
        start = commas[0] + 1 if commas else 0
    before = [m for m in named if start <= m.first < at]
    behind = [m for m in named if m.first >= end]
    return before or [m for m in named if m.first < at], behind


_OPENERS = frozenset((
    "in", "on", "under", "after", "before", "despite", "during", "following", "since", "at",
    "with", "by", "as",
))  # fmt: skip


def _obliged(seen: Sequence[Token], at: int) -> bool:
    words = lexicon("en")
    return any(words.has("obliged", token.key) for token in seen[max(0, at - _GROUP) : at + 1])


def _joined(seen: Sequence[Token], named: Sequence[Mention]) -> list[Mention]:
    """Return the first who is named and who else is joined to them by `and`."""
    together = list(named[:1])
    for mention in named[1:]:
        between = [token.key for token in seen[together[-1].end : mention.first]]
        if "and" not in between or len(between) > 6 or any(past(key) for key in between):
            break
        together.append(mention)
    return together


def _target(
    seen: Sequence[Token], source: Sequence[str], objects: Sequence[Mention]
) -> tuple[str, ...]:
    """Return whom it is done to: the first behind the verb of another country, else of the same."""
    for at, mention in enumerate(objects):
        if mention.code and mention.code not in source:
            joined = _codes(_joined(seen, objects[at:]))
            return tuple(code for code in joined if code not in source)
    return _codes(objects)[:1] or (tuple(source[:1]) if objects else ())


def _codes(named: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.code for mention in named if mention.code))


def _passive(seen: Sequence[Token], at: int) -> bool:
    helpers = lexicon("en").lists["passive_helpers"]
    near = [token.key for token in seen[max(0, at - 3) : at]]
    return past(seen[at].key) and any(key in helpers for key in near) and verbal(seen, at)


def _behind(seen: Sequence[Token], first: int, word: str) -> bool:
    return any(token.key == word for token in seen[max(0, first - 4) : first])
