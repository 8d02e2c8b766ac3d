"""Who does what an English sentence says, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.plover_actors import Mention
from khutwa.read.plover_grammar import forms, grammar, was
from khutwa.read.tokens import Token

Sides = tuple[tuple[str, ...], tuple[str, ...]]
RECIPROCAL = frozenset(("between", "among"))
_LATER = frozenset((
    "which", "who", "whose", "after", "following", "because", "while", "as", "when", "despite",
    "amid", "before", "until", "since", "if", "unless", "where",
))  # fmt: skip
"""Behind these is told what else happens."""

_BACK = 7
"""Words before a name among which its preposition stands."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who is named, and how they are joined to the words before them.

    Attributes:
        mention: Who.
        joint: The preposition before them, empty for none.
    """

    mention: Mention
    joint: str

    @property
    def at(self) -> int:
        """Return the number of the first word."""
        return self.mention.first

    @property
    def code(self) -> str:
        """Return the code."""
        return self.mention.code


def parties(seen: Sequence[Token], named: Sequence[Mention]) -> list[Party]:
    """Return who is named with their prepositions."""
    found: list[Party] = []
    for one in named:
        stop = found[-1].mention.end if found else 0
        found.append(Party(one, _joint(seen, one.first, stop)))
    return found


def _joint(seen: Sequence[Token], first: int, stop: int) -> str:
    lists = grammar()
    for at in range(first - 1, max(stop - 1, first - _BACK, -1), -1):
        token = seen[at]
        key = token.key
        if key in RECIPROCAL or key == "by":
            return key
        if key in lists["place_prepositions"] or key in lists["target_prepositions"]:
            return key
        if token.kind == "sign" or key in lists["subordinate"] or key == "and":
            return ""
        if was(key) and not key.endswith("ed"):
            return ""
    return ""


def codes(found: Sequence[Party]) -> tuple[str, ...]:
    """Return the codes of some parties, each once."""
    return tuple(dict.fromkeys(one.code for one in found if one.code))


def joined(seen: Sequence[Token], found: Sequence[Party]) -> list[Party]:
    """Return the first party and who else is joined to them by "and" or a comma before one."""
    together = list(found[:1])
    for one in found[1:]:
        between = [t.key for t in seen[together[-1].mention.end : one.at]]
        named = all(t.text[:1].isupper() for t in seen[together[-1].mention.end : one.at])
        if named and one.code == together[-1].code:
            # "Libyan leader Muammar Gaddafi": the same one still.
            together.append(one)
            continue
        comma = between[:1] == [","] and len(between) <= 3 and _listed(seen, one)
        ok = "and" in between or comma
        if not ok or len(between) > 7 or any(was(key) for key in between) or ";" in between:
            break
        together.append(one)
    return together


def _listed(seen: Sequence[Token], one: Party) -> bool:
    """Tell whether a list goes on behind a party: Kenya, Uganda and Rwanda."""
    ahead = [t.key for t in seen[one.mention.end : one.mention.end + 5]]
    return "and" in ahead[:4]


def before(
    seen: Sequence[Token], found: Sequence[Party], start: int, verb: int
) -> tuple[list[Party], list[Party]]:
    """Return the subject of a verb, and who is named in what stands in front of the subject."""
    here = [one for one in found if start <= one.at < verb]
    fronted: list[Party] = []
    cut = _front(seen, start, verb)
    if cut:
        fronted = [one for one in here if one.at < cut]
        here = [one for one in here if one.at >= cut]
    lists = grammar()
    good = [one for one in here if one.joint in ("", "of", "by", "between", "among")]
    first = next((one for one in good if one.joint != "by"), None) or next(iter(good), None)
    if first is None:
        first = next(iter(here), None)
    if first is None:
        return [], fronted
    fronted += [one for one in here[: here.index(first)] if one.joint != "of"]
    # A country in which nameless people are says whose they are.
    whole = joined(seen, here[here.index(first) :])
    if not codes(whole):
        places = (*lists["place_prepositions"], "of", "from")
        whole = [one for one in here if one.code and one.joint in places][:1] or whole
    return whole, fronted


def _front(seen: Sequence[Token], start: int, verb: int) -> int:
    """Return where the subject begins behind a phrase in front of it, 0 for no such phrase."""
    if start >= len(seen):
        return 0
    key = seen[start].key
    lists = grammar()
    opens = (
        key in lists["place_prepositions"]
        or key in lists["target_prepositions"]
        or key in lists["subordinate"]
        or key in ("by", "under", "during", "without", "given", "citing", "according", "like",
                   "through", "because", "due", "alongside", "unlike", "defying", "besides")
        or (key.endswith("ing") and len(key) > 5)
        or (was(key) and seen[start].kind == "word")
        or (key.endswith("ly") and len(key) > 4)
    )  # fmt: skip
    if not opens:
        return 0
    commas = [n for n in range(start, verb) if seen[n].key == ","]
    return commas[0] + 1 if commas else 0


def behind(seen: Sequence[Token], found: Sequence[Party], end: int) -> list[Party]:
    """Return who is named behind a verb, who is only where it happens last."""
    here = [one for one in found if one.at >= end]
    places = grammar()["place_prepositions"]
    stop = next((n for n in range(end, len(seen)) if seen[n].key in _LATER), len(seen))
    return sorted(here, key=lambda one: (one.at > stop, one.joint in (*places, "during")))


def target(
    seen: Sequence[Token], source: Sequence[str], objects: Sequence[Party], *, abroad: bool = False
) -> tuple[str, ...]:
    """Return whom it is done to: the first of another country, else people of the same.

    Args:
        seen: The sentence.
        source: Who does it.
        objects: Who is named.
        abroad: Whether people of the same country are more likely those who do it.
    """
    far = [one for one in objects if one.code and one.code not in source]
    if abroad and far:
        objects = [one for one in objects if one.code]
    places = grammar()["place_prepositions"] - {"at"}
    for at, one in enumerate(objects):
        if not at and one.mention.people and one.code in source and one.joint not in places:
            return (one.code,)
        own = not set(source) & {"IGO", "NGO", "IMG"}
        if own and not one.code and one.joint not in places:
            foreign = [o for o in objects[at + 1 :] if o.code and o.code not in source]
            if not foreign or not _belongs(seen, one, foreign[0]):
                return tuple(source[:1])
        if one.code and one.code not in source:
            return tuple(code for code in codes(joined(seen, objects[at:])) if code not in source)
    if set(source) & {"IGO", "NGO", "IMG"}:
        return ()
    return codes(objects)[:1] or (tuple(source[:1]) if objects else ())


def _belongs(seen: Sequence[Token], one: Party, other: Party) -> bool:
    """Tell whether a country behind nameless people goes on with them rather than says where."""
    between = [t.key for t in seen[one.mention.end : other.at]]
    places = grammar()["place_prepositions"]
    return not any(key in places or key == "," for key in between) or any(
        key in ("with", "against") for key in between
    )


def agent(found: Sequence[Party], end: int) -> list[Party]:
    """Return by whom it is done."""
    return [one for one in found if one.joint == "by" and one.at >= end]


def of_noun(
    seen: Sequence[Token], found: Sequence[Party], at: int, end: int
) -> Sides:
    """Return who does what a noun names, and to whom: the Danish ban on imports from Chile."""
    doers = grammar()["of_doer"]
    owner = [
        one for one in found
        if one.at < at and at - one.mention.end <= 4
        and not any(t.kind == "sign" for t in seen[one.mention.end : at])
        and not any(t.key in grammar()["target_prepositions"] for t in seen[one.mention.end : at])
    ]  # fmt: skip
    behind_it = [one for one in found if one.at >= end]
    by = [one for one in behind_it if one.joint == "by" and one.code][:1]
    pair = [one for one in behind_it if one.joint in RECIPROCAL]
    if pair:
        both = joined(seen, behind_it[behind_it.index(pair[0]) :])
        if len(codes(both)) > 1:
            return codes(both), ()
    of = [one for one in behind_it if one.joint == "of" and one.at - end <= 6]
    rest = [one for one in behind_it if one.joint != "by"]
    if by:
        source = codes(joined(seen, behind_it[behind_it.index(by[0]) :]))
        return source, target(seen, source, rest or owner)
    if owner:
        source = codes(owner[-1:])
        if source:
            return source, target(seen, source, rest)
    intransitive = bool(doers & forms(seen[at].key))
    others = [one for one in rest if one not in of and one.joint not in
              grammar()["place_prepositions"]]  # fmt: skip
    if of and (intransitive or others):
        both = joined(seen, behind_it[behind_it.index(of[0]) :])
        return codes(both), target(seen, codes(both), [o for o in rest if o not in both])
    if of:
        where = codes([o for o in rest if o not in of])[:1]
        return where, codes(joined(seen, of)) or where
    return (), codes(rest)[:1]
