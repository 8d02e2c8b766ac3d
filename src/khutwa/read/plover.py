"""English sentences as events by PLOVER: who does what to whom.

PLOVER is the successor of CAMEO (Open Event Data Alliance; types as in its gold standard of 2016).
No parser: a sentence loses the part that says who reported it, the verb of its main clause that a
row of the lexicon knows is taken, else a noun that names an event, and what rules them decides what
becomes of it, as CAMEO's own codes do: to promise what is friendly is to AGREE, to announce what is
hostile is to THREATEN, not to do what is asked is to REJECT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khutwa.read.english import english_tokens
from khutwa.read.lexicon import lexicon
from khutwa.read.plover_actors import mentions
from khutwa.read.plover_choice import Choice, choice
from khutwa.read.plover_grammar import forms, grammar, was
from khutwa.read.plover_mood import ordered
from khutwa.read.plover_sides import Party, codes, parties
from khutwa.read.plover_voice import sides
from khutwa.read.tokens import Token, bounded

_PAIR = 2
"""Sides that an exercise has where it is no show of force."""

_TAIL = 14
"""Most words of a reporting tail: ", a senior official said on Monday"."""


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
    sentences: dict[int, list[Token]] = {}
    for token in bounded(english_tokens(text)):
        sentences.setdefault(token.sentence, []).append(token)
    found = (_event(sentence) for sentence in sentences.values())
    return [event for event in found if event is not None]


def _event(sentence: Sequence[Token]) -> Event | None:
    seen, teller = _body(sentence)
    told = parties(teller, mentions(teller))
    spoken = _telling(teller)
    chosen = choice(seen)
    if teller and chosen is not None and ordered(seen):
        spoken = "DEMAND"
    if spoken and chosen is not None and codes(told):
        chosen = replace(chosen, event=spoken, asked=False)
    found = parties(seen, mentions(seen))
    if chosen is None and codes(told) and (said := choice(teller)) is not None:
        goal = tuple(code for code in codes(found) if code != _told_by(told))[:1]
        start, end = _span(teller, said)
        event = spoken or said.event
        return Event(event, (_told_by(told),), goal, start, end, said.fit.row.text)
    if chosen is None:
        return None
    source, goal = sides(seen, chosen, found)
    if codes(told) and (not source or _unsaid(chosen, found, spoken)):
        # "We will not go," Oslo said: who speaks does it.
        goal = tuple(c for c in dict.fromkeys((*source, *goal)) if c != _told_by(told))
        source = (_told_by(told),)
        goal = goal or tuple(c for c in codes(found) if c not in source)
        goal = goal[:1] or codes(told)[1:2] or (source if len(told) > 1 else ())
    if not source:
        source = goal[:1] or codes(found)[:1]
        if not goal and chosen.event in ("ASSAULT", "FIGHT", "COERCE"):
            goal = source if any(not one.code for one in found) else ()
    if chosen.fit.row.code == "062" and chosen.event == "COOPERATE" and len(source) < _PAIR:
        # Alone, an exercise shows force.
        chosen = chosen if goal else replace(chosen, event="MOBILIZE")
    start, end = _span(seen, chosen)
    return Event(chosen.event, source, goal, start, end, chosen.fit.row.text)


def _told_by(told: Sequence[Party]) -> str:
    """Return the code of who speaks."""
    return codes(told)[0]


def _telling(teller: Sequence[Token]) -> str:
    """Return what a tail makes of what it tells, empty for nothing: warned the president."""
    types = grammar()["telling"]
    found = (types.get(form, "") for t in teller if was(t.key) for form in sorted(forms(t.key)))
    return next((event for event in found if event), "")


def _unsaid(chosen: Choice, found: Sequence[Party], spoken: str) -> bool:
    """Tell whether who speaks must be who does it, as nobody else is said to."""
    if spoken or chosen.asked:
        return True
    verb = chosen.subject
    speech = chosen.event in ("AGREE", "REJECT", "THREATEN", "DEMAND", "DISAPPROVE")
    passive = verb is None or verb.passive
    return speech and passive and not any(one.joint == "by" for one in found)


def _span(seen: Sequence[Token], chosen: Choice) -> tuple[int, int]:
    return seen[chosen.fit.at].start, seen[chosen.fit.end - 1].end


def _body(seen: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return a sentence without the tail or the head that says who reported it, and that part."""
    body, teller = list(seen), list[Token]()
    operators = lexicon("en").lists["operators"] | set(grammar()["telling"])
    for at in range(len(seen) - 1, 0, -1):
        if seen[at].key not in (",", "''", '"', "”"):
            continue
        tail = list(seen[at + 1 :])
        reports = any(
            forms(token.key) & operators and (was(token.key) or token.key in ("says", "say"))
            for token in tail
        )
        according = len(tail) > 1 and tail[0].key == "according" and tail[1].key == "to"
        if according or (reports and len(tail) <= _TAIL and not _starts_clause(tail)):
            body, teller = list(seen[:at]), tail
            break
    if len(body) > 2 and body[0].key == "according":
        cut = next((n for n, token in enumerate(body) if token.key == ","), 0)
        body, teller = (body[cut + 1 :], body[:cut]) if cut else (body, teller)
    return body, teller


def _starts_clause(tail: Sequence[Token]) -> bool:
    """Tell whether what looks like a tail goes on with the sentence: who said, saying."""
    return bool(tail) and (
        tail[0].key in grammar()["subordinate"]
        or tail[0].key in ("and", "but")
        or tail[0].key.endswith("ing")
    )
