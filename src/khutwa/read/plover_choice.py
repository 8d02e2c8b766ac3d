"""Which event an English sentence is coded as: the verb or noun that counts, and its type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khutwa.read.plover_grammar import MODAL, forms, grammar, preposition
from khutwa.read.plover_mood import armed, composed, denied, modal, obliged, ruling, unwilling
from khutwa.read.plover_rows import Fit, Row, fits, verb_heads
from khutwa.read.plover_verbs import Verb, found_verbs
from khutwa.read.tokens import Token

_WONT = Row((), frozenset(), False, "verb", "120", "REJECT", "will not")
_MUST = Row((), frozenset(), False, "verb", "100", "DEMAND", "must")
_UNLESS = Row((), frozenset(), False, "verb", "130", "THREATEN", "will, unless")
_GAP = 8
"""Words between a verb and the "to" of the one that it rules: agreed with its neighbours to."""

_BARE = 1.5
"""Rows that weigh less ask for nothing besides their verb."""

_DEEPEST = 4
"""Most verbs that rule one another: agreed to try to begin to help."""

_SENDING = frozenset(("042", "070", "071", "072", "073", "154"))
"""Codes of visits, of aid and of troops that are sent."""

_SAYING = frozenset(("announce", "declare", "confirm", "report", "state", "reveal", "show"))
"""What these say in a clause of its own is no object of theirs."""

_AT_ONCE = 1
"""The same where nobody may stand between: began to."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a sentence is coded as.

    Attributes:
        fit: The row, where it fits.
        event: The type, after what rules it.
        subject: The verb whose subject does it, None for a noun without one.
        noun: The number of the noun that names it, None for a verb.
        asked: Whether its subject is told to do it.
        since: The number of the first word that may be of its subject; 0 for any.
        score: How surely it is what the sentence is about.
    """

    fit: Fit
    event: str
    subject: Verb | None
    noun: int | None
    asked: bool
    score: float
    since: int = 0


def choice(seen: Sequence[Token]) -> Choice | None:
    """Return what a sentence is coded as; None where no row fits."""
    verbs = found_verbs(seen, verb_heads())
    found: list[Choice] = []
    for number, verb in enumerate(verbs):
        made = _of_verb(seen, verbs, number)
        if made is not None:
            found.append(replace(made, score=made.score + _rank(verb)))
    at_verbs = {verb.at for verb in verbs}
    for at, token in enumerate(seen):
        if token.kind == "word":
            made = _of_phrase(seen, verbs, at)
            if made is None and at not in at_verbs:
                made = _of_noun(seen, verbs, at)
            if made is not None:
                found.append(made)
    if not found:
        return None
    best = max(found, key=lambda one: one.score)
    if best.fit.row.code in _SENDING:
        # "Flew to Oslo to question a witness": what for counts for more.
        best = next((replace(one, subject=best.subject) for one in found
                     if one.event == "INVESTIGATE" and one.fit.at > best.fit.at), best)  # fmt: skip
    return replace(best, event=armed(seen, best.fit, best.event))


def _rank(verb: Verb) -> float:
    if verb.kind == "finite":
        return (10.0, 9.0, 4.0)[verb.level] - verb.at / 1000
    if verb.first == 0:
        return 6.5 if verb.kind == "participle" else 6.0
    return {"infinitive": 5.0, "gerund": 3.9, "participle": 4.2}[verb.kind] - verb.at / 1000


def _of_verb(
    seen: Sequence[Token], verbs: Sequence[Verb], number: int, depth: int = 0
) -> Choice | None:
    """Return the event of a verb by what it rules, else by its rows, else by its noun or helpers.

    Args:
        seen: The sentence.
        verbs: Its verbs.
        number: Which of them.
        depth: How many verbs rule it.
    """
    verb = verbs[number]
    key = seen[verb.at].key
    start = _clause(seen, verbs, number)
    own = _rows_of(seen, verbs, number, start)
    below = _ruled(seen, verbs, number, depth)
    event = composed(key, below.event) if below is not None else ""
    made: Choice | None = None
    if below is not None and event:
        subject = below.subject if below.since else verb
        made = replace(below, event=event, subject=subject, score=0.0)
    elif below is None and _asks(seen, verbs, number) and not _other(own):
        fit = next((one for one in own if one.row.event == "DEMAND"), None)
        made = _plain(fit or Fit(_MUST, verb.at, verb.at + 1, None, 1.0), verb)
    made = made or _worded(seen, verbs, number, start, own)
    hostile = "promise" in ruling(key) and below is None
    if hostile and (made is None or made.fit.row.event == "AGREE"):
        # "Promised a strike on": what is hostile is a threat.
        noun = _lent(seen, verbs, number, start)
        if noun is not None and composed(key, noun.event) == "THREATEN":
            made = replace(noun, event="THREATEN")
    made = made or _helped(seen, verb)
    if made is None:
        return None
    event, asked = modal(seen, verb, start, made.event)
    return replace(made, event=event, asked=made.asked or asked)


def _plain(fit: Fit, verb: Verb, score: float = 0.0) -> Choice:
    return Choice(fit, fit.row.event, verb, None, asked=False, score=score)


def _rows_of(
    seen: Sequence[Token], verbs: Sequence[Verb], number: int, start: int
) -> list[Fit]:
    """Return the rows of a verb; none where what it says stands in a clause of its own."""
    verb = verbs[number]
    lemma = forms(seen[verb.at].key)
    following = seen[verb.at + 1].key if verb.at + 1 < len(seen) else ""
    if following == "that" and lemma & _SAYING:
        return []
    moved = bool(lemma & grammar()["feelings"]) and not verb.passive
    if moved and _lent(seen, verbs, number, start) is not None:
        # "The murder shocked Rome": what shocked is what happened.
        return []
    both = _objectless(seen, verb)
    return fits(seen, verb.at, "verb", passive=verb.passive, both=both, start=start)


def _other(own: Sequence[Fit]) -> bool:
    """Tell whether the rows of a verb that asks say surely that it does something else."""
    sure = bool(own) and (own[0].row.code[:2] == "16" or bool(own[0].row.next))
    return sure and own[0].row.event != "DEMAND"


def _worded(
    seen: Sequence[Token], verbs: Sequence[Verb], number: int, start: int, own: Sequence[Fit]
) -> Choice | None:
    """Return the event of a verb by its rows, or by the noun that it carries."""
    verb = verbs[number]
    lists = grammar()
    lemma = forms(seen[verb.at].key)
    carries = bool(lemma & (lists["light"] | lists["plain"] | lists["feelings"]))
    lent = _lent(seen, verbs, number, start) if carries else None
    surer = lent is not None and lent.fit.thing is not None
    if lent is not None and own and surer and lent.fit.weight >= own[0].weight:
        return lent
    if own and (own[0].weight > _BARE or not lemma & lists["light"]):
        return _plain(own[0], verb)
    if lent is not None and (not own or (lent.noun or 0) > verb.at):
        return lent
    return _plain(own[0], verb, -0.5) if own else None


def _helped(seen: Sequence[Token], verb: Verb) -> Choice | None:
    """Return the event of a verb without rows by the words that help it: must, will not."""
    helpers = [t.key for t in seen[verb.first : verb.at]]
    keys = {t.key for t in seen}
    warned = verb.level == 0 and ("unless" in keys or {"if", "not"} <= keys)
    if warned and MODAL & set(helpers):
        return _plain(Fit(_UNLESS, verb.at, verb.at + 1, None, 1.0), verb)
    if obliged(helpers):
        return _plain(Fit(_MUST, verb.at, verb.at + 1, None, 1.0), verb)
    if unwilling(helpers):
        return _plain(Fit(_WONT, verb.at, verb.at + 1, None, 1.0), verb)
    return None


def _objectless(seen: Sequence[Token], verb: Verb) -> bool:
    """Tell whether no object follows a verb, so that its subject may be what rows call so."""
    lists = grammar()
    following = seen[verb.at + 1] if verb.at + 1 < len(seen) else None
    if following is not None and following.key in ("to", "that", "whether"):
        return False
    return following is None or following.kind == "sign" or (
        preposition(following.key) or following.key in lists["subordinate"]
        or following.key.endswith("ly") or following.key in lists["times"]
    )  # fmt: skip


def _asks(seen: Sequence[Token], verbs: Sequence[Verb], number: int) -> bool:
    """Tell whether a verb asks somebody to do what the next verb says: wants Oman to go."""
    verb = verbs[number]
    if number + 1 >= len(verbs) or "ask" not in ruling(seen[verb.at].key):
        return False
    below = verbs[number + 1]
    between = seen[verb.at + 1 : below.first]
    if below.kind != "infinitive" or len(between) > _GAP or any(t.kind == "sign" for t in between):
        return False
    somebody = [t for t in between if not preposition(t.key)]
    return verb.passive or bool(somebody)


def _clause(seen: Sequence[Token], verbs: Sequence[Verb], number: int) -> int:
    """Return where the words begin that may be the subject of a verb."""
    for other in reversed(verbs[:number]):
        if other.kind == "finite":
            return other.at + 1
    return 0


def _ruled(
    seen: Sequence[Token], verbs: Sequence[Verb], number: int, depth: int
) -> Choice | None:
    """Return the event of the verb that a verb rules: agreed to withdraw, stopped shelling."""
    verb = verbs[number]
    how = ruling(seen[verb.at].key)
    if not how or number + 1 >= len(verbs) or depth >= _DEEPEST:
        return None
    below = verbs[number + 1]
    between = seen[verb.at + 1 : below.first]
    if "cause" in how and not between and not verb.passive:
        return None
    if "ask" in how and (between or verb.passive):
        return None
    if any(t.key == "and" or (t.kind == "sign" and t.key not in ('"', "“", "`")) for t in between):
        return None
    at_once = not how & {"promise", "refuse", "threaten", "cause"} or bool(
        forms(seen[verb.at].key) & grammar()["wanting"]
    )
    if len(between) > (_AT_ONCE if at_once else _GAP):
        return None
    to = below.kind == "infinitive"
    ing = below.kind == "gerund" and bool(how)
    told = below.kind == "finite" and bool(how & {"promise", "threaten"})
    if not (to or (ing and len(between) <= _AT_ONCE) or told):
        return None
    made = _of_verb(seen, verbs, number + 1, depth + 1)
    if made is None or made.asked:
        return None
    return replace(made, since=verb.at + 1) if "cause" in how and between else made


def _lent(
    seen: Sequence[Token], verbs: Sequence[Verb], number: int, start: int
) -> Choice | None:
    """Return the event of the noun that a verb without an event of its own carries.

    "An attack was launched", "issued a warning to", "talks got under way".
    """
    verb = verbs[number]
    stop = verbs[number + 1].first if number + 1 < len(verbs) else len(seen)
    lists = grammar()
    objects = range(verb.at + 1, min(stop, verb.at + 10))
    subject = _phrase(seen, start, verb.first)
    light = bool(forms(seen[verb.at].key) & lists["light"]) or "promise" in ruling(
        seen[verb.at].key
    )
    for places, weight in ((subject, -0.4), (objects, -0.6)) if verb.passive else (
        ((objects, -0.2), (subject, -0.6)) if light else ((subject, -0.6),)
    ):  # fmt: skip
        fit = _head(seen, places, {v.at for v in verbs})
        if fit is not None:
            event = denied(seen, fit.at, fit.row.event)
            return Choice(fit, event, verb, fit.at, asked=False, score=weight)
    return None


def _phrase(seen: Sequence[Token], start: int, end: int) -> range:
    """Return where the head of a subject stands: talks with Chad, in Oslo talks with Chad."""
    joints = {t.key for t in seen if preposition(t.key)} | grammar()["subordinate"]
    commas = [n for n in range(start, end) if seen[n].key == ","]
    if start < end and seen[start].key in joints and commas:
        start = commas[0] + 1
    return range(start, next((n for n in range(start + 1, end) if seen[n].key in joints), end))


def _head(seen: Sequence[Token], places: range, at_verbs: set[int]) -> Fit | None:
    """Return the first noun of a phrase that names an event, the last of a compound."""
    best: Fit | None = None
    for at in places:
        if best is not None and at >= best.end + 1:
            break
        if seen[at].kind != "word" or at in at_verbs:
            continue
        fit = noun_fit(seen, at)
        if fit is not None and (best is None or fit.end > best.end):
            best = fit
    return best


def noun_fit(seen: Sequence[Token], at: int) -> Fit | None:
    """Return the row of the event that a noun names."""
    if seen[at].key.endswith("ed") or seen[at].key in MODAL:
        return None
    found = fits(seen, at, "noun")
    lemma = forms(seen[at].key)
    verbs = {v for n in lemma if (v := grammar()["nominal"].get(n))}
    if seen[at].key.endswith("ing"):
        verbs |= lemma
    lend = frozenset(v for v in verbs if " " not in v)
    if lend:
        more = fits(seen, at, "verb", lend=lend)
        found = sorted((*found, *more), key=lambda fit: -fit.weight)
    return found[0] if found else None


def _of_phrase(seen: Sequence[Token], verbs: Sequence[Verb], at: int) -> Choice | None:
    """Return the event of words that no verb begins: on alert, out of the question."""
    phrases = fits(seen, at, "phrase") if not at or seen[at].text.islower() else []
    if not phrases:
        return None
    verb = next((v for v in reversed(verbs) if v.at < at and v.kind == "finite"), None)
    verb = verb or Verb(at, at, "finite", passive=False)
    return Choice(phrases[0], phrases[0].row.event, verb, None, asked=False, score=8.0 - at / 1000)


def _of_noun(seen: Sequence[Token], verbs: Sequence[Verb], at: int) -> Choice | None:
    """Return the event of a noun for itself."""
    ruled = _noun_ruled(seen, verbs, at)
    if ruled is not None:
        return ruled
    one = noun_fit(seen, at)
    if one is None:
        return None
    event = denied(seen, one.at, one.row.event)
    return Choice(one, event, None, at, asked=False, score=one.weight / 2 - at / 1000)


def _noun_ruled(seen: Sequence[Token], verbs: Sequence[Verb], at: int) -> Choice | None:
    """Return the event of a verb that a noun rules: plans to send, the refusal to meet."""
    if not ruling(seen[at].key):
        return None
    number = next((n for n, v in enumerate(verbs) if v.first > at), None)
    if number is None or verbs[number].first > at + _GAP or verbs[number].kind != "infinitive":
        return None
    if any(t.kind == "sign" for t in seen[at : verbs[number].first]):
        return None
    below = _of_verb(seen, verbs, number)
    event = composed(seen[at].key, below.event) if below else ""
    if below is None or not event:
        return None
    owner = next((v for v in reversed(verbs) if v.at < at and v.kind == "finite"), None)
    return replace(below, event=event, subject=owner or below.subject, score=7.5 - at / 1000)
