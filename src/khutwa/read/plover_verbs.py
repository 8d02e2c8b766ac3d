"""The verbs of an English sentence, and which of them is the main one, without a parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from khutwa.read.plover_actors import is_name
from khutwa.read.plover_grammar import (
    BE,
    DO,
    HAVE,
    MODAL,
    forms,
    grammar,
    irregular,
    preposition,
    was,
)
from khutwa.read.tokens import Token

_SKIPPED = frozenset((
    "not", "never", "also", "again", "already", "still", "since", "now", "once", "long", "twice",
    "soon", "yesterday", "today", "ever", "even", "all", "both", "first", "jointly", "n't",
))  # fmt: skip
_CLEFT = 8
"""Words at the beginning of a sentence among which the "that" of "it was" stands."""

_PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i", "you", "who", "which", "that"))
_LINKS = frozenset(("and", "or", "but", "then", "nor"))


@dataclass(slots=True)
class Verb:
    """A verb where it stands.

    Attributes:
        at: The number of the word.
        first: The number of the first of the words that help it.
        kind: `finite`, `infinitive`, `gerund` or `participle`.
        passive: Whether its subject is who it is done to.
        level: 0 in the main clause, 1 below another verb, 2 in a clause that only adds.
    """

    at: int
    first: int
    kind: str
    passive: bool
    level: int = 0


@cache
def _governing() -> frozenset[str]:
    return frozenset().union(*grammar()["governors"].values())


@cache
def known(key: str, verbs: frozenset[str]) -> bool:
    """Tell whether a word may be a form of a verb that we know."""
    lists = grammar()
    return any(
        form in verbs or form in lists["light"] or form in lists["plain"] or form in _governing()
        for form in forms(key)
    )


def found_verbs(seen: Sequence[Token], verbs: frozenset[str]) -> list[Verb]:
    """Return the verbs of a sentence from left to right.

    Args:
        seen: The sentence.
        verbs: First forms of verbs, besides those that the grammar lists.
    """
    found = [verb for at in range(len(seen)) if (verb := _verb(seen, at, verbs)) is not None]
    _settle(seen, found)
    return found


def _verb(seen: Sequence[Token], at: int, verbs: frozenset[str]) -> Verb | None:
    token = seen[at]
    key = token.key
    if token.kind != "word" or key in BE or key in HAVE or key in MODAL or key in DO:
        return None
    if key in ("to", "not") or (token.text[0].isupper() and not _opens(seen, at)):
        return None
    adjective = key in _ADJECTIVES
    helped = at > 0 and (seen[at - 1].key in MODAL or seen[at - 1].key in ("not", *DO))
    sure = known(key, verbs) or (key.endswith("ed") and was(key)) or (helped and key.isalpha())
    if not adjective and not sure:
        return None
    first = at
    while first and _helps(seen, first - 1):
        first -= 1
    helpers = [one.key for one in seen[first:at]]
    lead = seen[first - 1] if first else None
    following = seen[at + 1].key if at + 1 < len(seen) else ""
    adjective = adjective and (key not in ("set", "about", "due", "expected") or following == "to")
    if adjective and (
        any(h in BE for h in helpers) or (
            lead is not None and (lead.key == "," or forms(lead.key) & {"remain", "stand"})
        )
    ):
        return Verb(at, first, "finite", passive=False)
    if adjective and not was(key):
        return None
    coming = any(h in BE for h in helpers) and helpers[-1] == "to"
    if coming and _bare(key):
        # "The king is to visit": it is to come.
        return Verb(at, first, "finite", passive=False)
    if any(h in BE for h in helpers) and (was(key) or not _bare(key)):
        passive = was(key) and not key.endswith("ing")
        to = helpers[:1] == ["to"] and not any(h in MODAL for h in helpers)
        return Verb(at, first, "infinitive" if to else "finite", passive=passive)
    if "having" in helpers and was(key):
        return Verb(at, first, "gerund", passive="been" in helpers)
    if any(h in HAVE for h in helpers) and was(key):
        return Verb(at, first, "finite", passive=False)
    if any(h in MODAL or h in DO for h in helpers):
        return Verb(at, first, "finite", passive=False) if _bare(key) or was(key) else None
    if "to" in helpers:
        return Verb(at, first, "infinitive", passive=False) if _bare(key) else None
    return _alone(seen, at, first, lead)


_ADJECTIVES = frozenset((
    "ready", "willing", "unwilling", "reluctant", "unable", "set", "due", "prepared", "poised",
    "likely", "expected", "scheduled", "determined", "opposed", "keen", "eager", "about",
))  # fmt: skip


def _opens(seen: Sequence[Token], at: int) -> bool:
    """Tell whether a word with a capital may be no name, as it begins a sentence or a quote."""
    name = at + 1 < len(seen) and seen[at + 1].text[:1].isupper()
    return (at == 0 and not name) or (at > 0 and seen[at - 1].kind == "sign")


def _bare(key: str) -> bool:
    """Tell whether a word may be the first form of a verb."""
    if key.endswith("ing") and key != "bring":
        return False
    return not was(key) or key in irregular().get(key, ())


def _helps(seen: Sequence[Token], at: int) -> bool:
    key = seen[at].key
    if key in BE or key in HAVE or key in MODAL or key in DO or key == "to":
        return True
    return key in _SKIPPED or (key.endswith("ly") and len(key) > 4 and seen[at].text.islower())


def _alone(seen: Sequence[Token], at: int, first: int, lead: Token | None) -> Verb | None:
    """Return the verb that a word is which no other word helps; None for a noun or adjective."""
    key = seen[at].key
    lists = grammar()
    noun_before = lead is not None and not (lead.key == "that" and was(key)) and (
        lead.key in lists["articles"] or lead.key.endswith(("'s", "s'", "’s"))
        or preposition(lead.key)
    )
    following = seen[at + 1] if at + 1 < len(seen) else None
    if key.endswith("ing") and forms(key) - {key}:
        if noun_before and lead is not None and lead.key in lists["articles"]:
            return None
        if following is not None and following.key == "of":
            return None
        return Verb(at, first, "gerund", passive=False)
    if noun_before:
        return None
    if lead is not None and lead.kind == "number":
        return None
    if was(key):
        opens = lead is None or (lead.kind == "sign" and lead.key in ",–-")
        return Verb(at, first, "participle" if opens and first == 0 else "past", passive=False)
    if lead is None and following is not None and key not in lists["somebody"] and (
        following.key in lists["articles"] or following.key in ("over", "up", "down", "out")
    ):
        # "Stop the war": what somebody is told to do.
        return Verb(at, first, "finite", passive=False) if _bare(key) else None
    if lead is None or lead.kind == "sign":
        return None
    if not first or bool(forms(key) & lists["somebody"]):
        return None
    if lead.key in _PRONOUNS or lead.key in ("and", "let", "help", "helped"):
        plain = following is not None and following.key not in ("of", "and", *BE, *HAVE)
        kind = "present" if lead.key == "and" else "finite"
        return Verb(at, first, kind, passive=False) if plain else None
    object_next = following is not None and (
        following.key in lists["articles"] or following.key in ("to", "that", "from")
        or (following.text[:1].isupper() and following.kind == "word")
        or following.kind == "number"
    )  # fmt: skip
    if following is None or following.kind == "sign" or following.key in (*BE, *HAVE, *MODAL):
        return None
    plural = lead.key.endswith("s") and not lead.key.endswith("ss")
    if key.endswith("s") and not key.endswith("ss"):
        people = lead.key.endswith(("an", "i", "ish", "ese"))
        upper = lead.text[:1].isupper() and not people
        name = upper and (first > 1 or (is_name(lead.key) and not was(following.key)))
        opening = first == 1 and object_next and following is not None and (
            following.key not in ("to", "that")
        )
        fits = (name or opening or (object_next and not plural)) and lead.key not in _LINKS
        return Verb(at, first, "present", passive=False) if fits else None
    if plural and lead.key not in lists["articles"]:
        return Verb(at, first, "present", passive=False) if object_next else None
    return None


def _settle(seen: Sequence[Token], found: list[Verb]) -> None:
    """Tell finite verbs from participles that stand alone, and main clauses from the others."""
    subordinate = grammar()["subordinate"]
    has_finite, below, sub_finite = False, 0, False
    last = 0
    for number, verb in enumerate(found):
        between = seen[last : verb.first]
        for n, token in enumerate(between):
            place = last + n
            if place < _CLEFT and seen[0].key == "it" and seen[1].key in BE:
                # "It was Chad that left": the clause says what Chad did.
                continue
            if token.key in subordinate and not (token.key == "that" and _says(seen, place)):
                ahead = seen[place + 1].key if place + 1 < len(seen) else ""
                if token.key == "as" and ahead in ("a", "an"):
                    continue
                below, sub_finite = 2, False
            elif token.key in (",", ";", "–", "—") and below and sub_finite:
                below = 0
        last = verb.at + 1
        finite_now = sub_finite if below else has_finite
        linked = any(t.key in _LINKS or t.key in (",", ";") for t in between) or not number
        if verb.kind in ("past", "present"):
            verb.kind = _kind(seen, found, number, finite_now=finite_now, linked=linked)
            if verb.kind == "skip":
                continue
            verb.passive = verb.kind == "finite" and _shared(seen, found, number)
        if verb.kind == "participle":
            verb.passive = True
        if verb.kind == "finite":
            if below and sub_finite and not linked:
                # "Those who fled the town were arrested": the second verb is the main one.
                below = 0
            verb.level = below
            if below:
                sub_finite = True
            else:
                has_finite = True
        else:
            verb.level = below or (1 if verb.kind == "infinitive" else 2)
    found[:] = [verb for verb in found if verb.kind != "skip"]


def _shared(seen: Sequence[Token], found: Sequence[Verb], number: int) -> bool:
    """Tell whether a verb shares the "were" of the one before it: were caught and shot."""
    verb = found[number]
    before = found[number - 1] if number else None
    if before is None or not before.passive or seen[verb.first - 1].key != "and":
        return False
    following = seen[verb.at + 1] if verb.at + 1 < len(seen) else None
    return following is None or following.kind == "sign" or preposition(following.key)


def _says(seen: Sequence[Token], at: int) -> bool:
    """Tell whether "that" at a place begins what is said, demanded or agreed."""
    return at > 0 and (was(seen[at - 1].key) or any(
        form in _governing() or form in ("say", "demand", "warn", "insist", "announce", "claim")
        for form in forms(seen[at - 1].key)
    ) or seen[at - 1].kind == "number" or seen[at - 1].key.endswith(("day", "today", "ly")))


def _kind(
    seen: Sequence[Token], found: Sequence[Verb], number: int, *, finite_now: bool, linked: bool
) -> str:
    verb = found[number]
    following = [token.key for token in seen[verb.at + 1 : verb.at + 3]]
    if verb.kind == "present":
        if seen[verb.first - 1].key == "and" and not finite_now:
            return "skip"
        return "finite" if not finite_now or linked else "skip"
    if "by" in following and not seen[verb.at].key.endswith(("stood", "abided")):
        later = _later_finite(seen, found, number)
        if finite_now or later or following[0] == "by":
            return "participle"
    if finite_now and not linked:
        return "participle"
    helped = (
        _later_finite(seen, found, number)
        or _in_front(seen, found, number)
        or _apposed(seen, verb)
    )
    loose = bool(following) and preposition(following[0])
    articles = grammar()["articles"]
    bare = bool(following) and following[0].islower() and following[0] not in articles
    if helped and (loose or bare or not following):
        return "participle"
    return "finite"


def _in_front(seen: Sequence[Token], found: Sequence[Verb], number: int) -> bool:
    """Tell whether a verb stands in a phrase before the main clause: in a letter sent to Oslo."""
    comma = next((n for n, t in enumerate(seen) if t.key == ","), 0)
    return preposition(seen[0].key) and found[number].at < comma and number + 1 < len(found)


def _apposed(seen: Sequence[Token], verb: Verb) -> bool:
    """Tell whether a verb stands in words that say who somebody is: Chad, a state bordered by."""
    commas = [n for n in range(verb.first) if seen[n].key == ","]
    return bool(commas) and commas[-1] + 1 < verb.first and (
        seen[commas[-1] + 1].key in ("a", "an", "the") and commas[-1] > 0
        and any(t.key == "," for t in seen[verb.at :])
    )


def _later_finite(seen: Sequence[Token], found: Sequence[Verb], number: int) -> bool:
    """Tell whether a verb follows in the same clause that can be nothing but its main one."""
    verb = found[number]
    subordinate = grammar()["subordinate"]
    for other in found[number + 1 :]:
        between = seen[verb.at + 1 : other.first]
        if any(t.kind == "sign" or t.key in subordinate or t.key in _LINKS for t in between):
            return False
        by = seen[other.at + 1].key == "by" if other.at + 1 < len(seen) else False
        if other.kind == "finite" or (other.kind == "past" and not by):
            return True
    return False
