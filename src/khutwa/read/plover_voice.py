"""The sides of an event by the voice of its verb: active, passive, or a noun that names it."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.read.lexicon import lexicon
from khutwa.read.plover_choice import Choice, noun_fit
from khutwa.read.plover_grammar import forms, grammar, was
from khutwa.read.plover_sides import (
    Party,
    Sides,
    agent,
    before,
    behind,
    codes,
    joined,
    of_noun,
    target,
)
from khutwa.read.plover_verbs import Verb
from khutwa.read.tokens import Token

_SHARED = frozenset(("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "REJECT", "FIGHT"))
"""What two do together has no target."""

_SPEECH = ("AGREE", "REJECT", "THREATEN")
"""What is done by saying it."""

_FROM = ("AID", "DISAPPROVE", "SUPPORT", "DEMAND", "THREATEN", "AGREE", "REJECT")
"""Nouns of these that come "from" somebody: rations reached Chad from Cairo."""

_SUFFERED = frozenset(("die", "perish", "succumb"))
"""Of these verbs too the subject is who it is done to."""

_ABROAD = frozenset((
    "AID", "AGREE", "SUPPORT", "COOPERATE", "MOBILIZE", "SANCTION", "CONSULT", "DEMAND", "THREATEN",
    "RETREAT",
))  # fmt: skip
"""In these a country that is named is meant before people without one: sent police to Haiti."""

_GIVERS = ("from", "by", "in", "at", "among", "of")
"""Behind these stands who does what comes to the subject: won the backing of."""

_MOVED = frozenset(("RETREAT", "MOBILIZE", "AID", "AGREE", "COOPERATE", "SUPPORT", "CONSULT"))
"""In the passive of these without "by" the subject belongs to who does it: troops were sent."""


def sides(seen: Sequence[Token], chosen: Choice, found: Sequence[Party]) -> Sides:
    """Return codes of who does it and of whom it is done to."""
    verb = chosen.subject
    if verb is None:
        source, goal = of_noun(seen, found, chosen.fit.at, chosen.fit.end)
        subject = codes(before(seen, found, 0, chosen.fit.at)[0])
        if not source and subject:
            source, goal = subject, tuple(code for code in goal if code not in subject)
        elif not goal and not set(subject) & set(source):
            goal = subject
    elif chosen.fit.row.text.lstrip("@").startswith(("come under", "under ")):
        # "Came under Iranian fire": who comes under it is whom it is done to.
        goal = codes(_subject(seen, found, verb)[0])
        source = codes([one for one in behind(seen, found, chosen.fit.at) if one.code not in goal])
        source = source[:1]
    elif chosen.asked:
        source, goal = _asked(seen, found, verb)
    elif verb.passive and forms(seen[verb.at].key) & grammar()["feelings"]:
        source, goal = _active(seen, chosen, found, verb)
    elif verb.passive or forms(seen[verb.at].key) & _SUFFERED:
        source, goal = _passive(seen, chosen, found, verb)
    else:
        source, goal = _active(seen, chosen, found, verb)
    if len(source) > 1 and chosen.event in _SHARED and goal and set(goal) <= set(source):
        goal = ()
    return source, goal


def _by_codes(
    seen: Sequence[Token], found: Sequence[Party], by: Sequence[Party]
) -> tuple[str, ...]:
    """Return by whom it is done, with who is joined to them."""
    return codes(joined(seen, list(found)[list(found).index(by[0]) :])) if by else ()


def _spoken(seen: Sequence[Token], verb: Verb) -> int:
    """Return the number of the word behind the last verb of saying before a verb."""
    operators = lexicon("en").lists["operators"]
    said = [
        n for n in range(verb.first)
        if seen[n].text.islower() and forms(seen[n].key) & operators
        and (was(seen[n].key) or seen[n].key.endswith("s"))
    ]  # fmt: skip
    return said[-1] + 1 if said else 0


def _subject(
    seen: Sequence[Token], found: Sequence[Party], verb: Verb, since: int = 0
) -> tuple[list[Party], list[Party]]:
    if since:
        return before(seen, found, since, verb.first)
    start = _spoken(seen, verb)
    if verb.level == 2 and verb.kind != "infinitive":
        near = [one for one in found if one.at < verb.first]
        if near and near[-1].code:
            return near[-1:], []
    subject, fronted = before(seen, found, start, verb.first)
    if start and not codes(subject):
        told, more = before(seen, found, 0, start)
        subject, fronted = told or subject, fronted or more
    return subject, fronted


def _active(
    seen: Sequence[Token], chosen: Choice, found: Sequence[Party], verb: Verb
) -> Sides:
    subject, fronted = _subject(seen, found, verb, chosen.since)
    source = codes(subject)
    end = verb.at + 1
    if forms(seen[verb.at].key) & grammar()["receiving"] and chosen.noun is not None:
        # "Draws criticism from": who is named behind it does it.
        doer = [o for o in found if o.at > chosen.noun and o.joint in _GIVERS and o.code]
        if doer:
            return codes(joined(seen, doer)), source
    objects = behind(seen, found, end)
    if chosen.noun is not None and chosen.noun < verb.first:
        source, goal = of_noun(seen, found, chosen.noun, chosen.fit.end)
        by = _by_codes(seen, found, agent(objects, end))
        giver = [one for one in objects if one.joint == "from" and one.code]
        if giver and chosen.event in _FROM:
            source = codes(giver[:1])
            rest = [one for one in found if one not in giver]
            return source, target(seen, source, rest)
        return by or source, goal
    thing = None if chosen.fit.row.first else chosen.fit.thing
    if thing is not None and thing < verb.first and chosen.fit.at == verb.at:
        # "Talks between Chad and Libya collapsed": what is said of them is what they do.
        source, goal = of_noun(seen, found, thing, thing + 1)
        return source or codes(subject), goal or target(seen, source, objects)
    if not objects:
        objects = [one for one in fronted if one.joint in grammar()["target_prepositions"]]
    places = grammar()["place_prepositions"]
    if len(source) > 1 and chosen.event in _SHARED:
        stop = next((n for n in range(end, len(seen)) if seen[n].kind == "sign"), len(seen))
        objects = [one for one in objects if one.joint not in places and one.at < stop]
    if not source and subject:
        # Nobody we know does it: who it is done to is of the same country.
        nearest = sorted(objects, key=lambda one: (one.joint not in places, one.at))
        source = codes(nearest)[:1] or codes(fronted)[:1]
    goal = target(seen, source, objects, abroad=chosen.event in _ABROAD)
    if chosen.event == "MOBILIZE" and goal == source[:1]:
        goal = ()
    if not set(goal) - set(source):
        far = [one for one in fronted if one.code and one.code not in source]
        goal = codes(far)[:1] or goal
    if goal and not set(goal) - set(source) and not _hurt(chosen.event):
        direct = [one for one in objects if one.joint not in places]
        goal = goal if direct else ()
    return source, goal


def _hurt(event: str) -> bool:
    return event in ("ASSAULT", "FIGHT", "COERCE")


def _passive(
    seen: Sequence[Token], chosen: Choice, found: Sequence[Party], verb: Verb
) -> Sides:
    places = grammar()["place_prepositions"]
    end = verb.at + 1
    if verb.kind == "participle" and verb.first == 0:
        comma = next((n for n, t in enumerate(seen) if t.key == ","), len(seen))
        by = [one for one in agent(found, end) if one.at < comma]
        rest = [one for one in found if one.at > comma]
        return _by_codes(seen, found, by), codes(joined(seen, rest))
    subject, fronted = _subject(seen, found, verb)
    by = agent([*fronted, *[one for one in found if one.at >= end]], 0)
    objects = [one for one in behind(seen, found, end) if one.joint != "by"]
    if chosen.noun is not None and chosen.noun < verb.first:
        return _carried(seen, found, verb, chosen.noun, chosen.fit.end, by)
    thing = chosen.fit.thing
    if thing is not None and thing < verb.first:
        same = noun_fit(seen, thing)
        if same is not None and same.row.event == chosen.event != "COERCE":
            return _carried(seen, found, verb, thing, thing + 1, by)
    if by:
        source = _by_codes(seen, found, by)
        done_to = codes(subject) or codes(objects)[:1]
        if not source:
            # "By rebels from Chad": where they are from.
            after = [one for one in found if one.at > by[0].at and one.code]
            source = codes(after)[:1] or done_to[:1]
        return source, target(seen, source, [*subject, *objects]) or done_to[:1]
    start = _spoken(seen, verb)
    teller = codes(before(seen, found, 0, start)[0]) if start else ()
    if teller and chosen.event in _SPEECH and chosen.event != chosen.fit.row.event:
        # "Oslo says no troops will be sent": who speaks means to do it.
        return teller, tuple(code for code in codes([*subject, *objects]) if code not in teller)[:1]
    belongs = chosen.fit.row.code.startswith(tuple(grammar()["belonging"]))
    if thing is not None and thing < verb.first and belongs:
        source, goal = of_noun(seen, found, thing, thing + 1)
        if source or goal:
            return source or codes([one for one in subject if not one.joint]), goal
    if chosen.event in _MOVED and codes(subject):
        source = codes(subject)
        return source, target(seen, source, [o for o in objects if o.code])
    where = [one for one in objects if one.joint in places or one.joint == "from"]
    giver = [one for one in objects if one.joint == "from" and one.code]
    if giver and chosen.event == "AID":
        source = codes(giver[:1])
        return source, target(seen, source, [*subject, *[o for o in objects if o not in giver]])
    away = [one for one in fronted if one.joint in (*places, "from")]
    source = codes(where)[:1] or codes(away)[:1] or codes(subject)[:1] or codes(objects)[:1]
    goal = codes(subject) or codes([o for o in objects if o not in where])[:1]
    if not goal and subject:
        goal = source[:1]
    return source, goal


def _carried(
    seen: Sequence[Token], found: Sequence[Party], verb: Verb, noun: int, end: int,
    by: Sequence[Party],
) -> Sides:
    """Return the sides of a noun that is the subject of a passive: a ban was imposed by."""
    if not by:
        return of_noun(seen, found, noun, end)
    source = _by_codes(seen, found, by)
    here = [one for one in found if one.at < verb.first]
    rest = [one for one in found if one.at > verb.at and one.joint != "by"]
    return source, target(seen, source, [*here, *rest])


def _asked(seen: Sequence[Token], found: Sequence[Party], verb: Verb) -> Sides:
    """Return who says that others must do something, and those others."""
    start = _spoken(seen, verb)
    asked, _ = before(seen, found, start, verb.first)
    who, _ = before(seen, found, 0, max(0, start - 1))
    source = codes(who)
    goal = codes(asked)
    if not goal and asked:
        goal = source[:1]
    return source, goal or target(seen, source, behind(seen, found, verb.at + 1))
