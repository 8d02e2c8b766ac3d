"""Who an English sentence names: countries, their people and towns, organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from ruamel.yaml import YAML

from khutwa.read.english import english_tokens
from khutwa.read.plover_grammar import forms, grammar
from khutwa.read.tokens import Token

NATIONS = Path(__file__).with_name("data") / "nations_en.yaml"

_BACKED = ("-backed", "-sponsored", "-funded", "-trained", "-financed", "-occupied", "-held",
           "-brokered", "-born", "-made", "-built", "-owned", "-mediated", "-supplied")  # fmt: skip
"""Who stands behind somebody, or where they are from, is not who they are."""

DOMESTIC = ""
"""Code of people of whom no country is named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named.

    Attributes:
        first: The number of the first word.
        end: The number of the word behind the last.
        people: Whether people are named, and not a country alone.
        code: ISO 3166-1 code of three letters, `IGO`, `NGO` or `IMG` (across borders), or empty.
    """

    first: int
    end: int
    code: str
    people: bool = False


def mentions(seen: Sequence[Token]) -> list[Mention]:
    """Return who is named, from left to right, the longest name first, no word twice.

    A word for people (rebels, police) belongs to the country's name before it, or behind it after
    "of", "in" or "from"; alone it has no code.
    """
    found: list[Mention] = []
    agents = grammar()["somebody"]
    at = 0
    while at < len(seen):
        mention = _name(seen, at)
        if mention is None and seen[at].kind == "word" and agents & forms(seen[at].key):
            if found and at - found[-1].end <= 3 and _same_phrase(seen, found[-1].end, at):
                found[-1] = Mention(found[-1].first, at + 1, found[-1].code, people=True)
                at += 1
                continue
            mention = _placed(seen, at) or Mention(at, at + 1, DOMESTIC, people=True)
        if mention is not None and found and _titled(seen, found[-1], mention):
            # "Ecuadorean Indians" are of Ecuador, "Serbs of Croatia" of Croatia.
            close = found[-1].end == mention.first and found[-1].code
            code = found[-1].code if close else mention.code
            found[-1] = Mention(found[-1].first, mention.end, code, people=True)
        elif mention is not None:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def _titled(seen: Sequence[Token], title: Mention, name: Mention) -> bool:
    """Tell whether a name follows a title, or a country a people in it: Serbs of Croatia."""
    between = [t.key for t in seen[title.end : name.first]]
    if not title.code:
        return not between and bool(name.code) and seen[name.first].text[:1].isupper()
    last = seen[title.end - 1]
    if not between and name.code and not last.key.endswith(("'s", "s'")):
        return True
    plural = last.key.endswith("s") and not last.key.endswith(("'s", "ss"))
    short = between[:1] in (["of"], ["in"]) and len(between) <= 2
    return short and plural and last.key[:-1] in _singles() and not title.people


def _placed(seen: Sequence[Token], at: int) -> Mention | None:
    """Return people of whom it is said behind them where they are: the police of Nairobi."""
    for place in range(at + 1, min(at + 2, len(seen) - 1)):
        if seen[place].key in ("of", "in", "from"):
            for start in range(place + 1, min(place + 4, len(seen))):
                name = _name(seen, start)
                if name is not None:
                    return Mention(at, name.end, name.code, people=True)
                if seen[start].kind != "word" or seen[start].key in ("and", "by", "with"):
                    return None
            return None
        if seen[place].kind != "word" or not seen[place].text.islower():
            return None
    return None


def _same_phrase(seen: Sequence[Token], start: int, end: int) -> bool:
    joints = ("and", "or", "of", "in", "with", "by", "to", "from", "against", "on", "at", "for",
              "that", "who", "the", "a", "an", "over", "as", "its", "his", "their")  # fmt: skip
    return all(
        t.kind == "word" and t.key not in joints and not t.key.endswith("ed")
        for t in seen[start:end]
    )


def _name(seen: Sequence[Token], at: int) -> Mention | None:
    if not seen[at].text[:1].isupper() and _plain(seen[at]) not in _small():
        return None
    if seen[at].key.endswith(_BACKED):
        return None
    for words, code, upper in _names().get(_plain(seen[at]), ()):
        end = at + len(words)
        if end > len(seen) or (upper and not seen[at].text.rstrip("'s").isupper()):
            continue
        if all(_plain(seen[at + n]) == word for n, word in enumerate(words)):
            # "Ethnic Albanians" says of what people they are, not of what country.
            ethnic = at > 0 and seen[at - 1].key == "ethnic"
            return Mention(at, end, DOMESTIC if ethnic else code)
    return None


def _plain(token: Token) -> str:
    key = token.key
    for ending in ("'s", "s'", "'"):
        if key.endswith(ending):
            key = key[: -len(ending)]
    # "Israeli-led", "pro-Syrian": the name is what is left of the joint.
    if key not in _singles() and "-" in key and key.split("-")[0] in _singles():
        key = key.split("-")[0]
    if key not in _singles() and key.endswith("s") and key[:-1] in _singles():
        return key[:-1]
    return key


@cache
def _small() -> frozenset[str]:
    """Return the first words of names that may begin with a small letter."""
    spelled = [name for names in _given().values() for name in names]
    return frozenset({name.split()[0].lower() for name in spelled if name[0].islower()} | {"the"})


@cache
def _given() -> dict[str, list[str]]:
    """Return the names of the file by code."""
    raw = YAML(typ="safe").load(NATIONS.read_text(encoding="utf-8"))
    return {code: [name.strip() for name in names.split(",")] for code, names in raw.items()}


def is_name(key: str) -> bool:
    """Tell whether a word alone is a name that stands for a country."""
    return any(len(words) == 1 for words, _, _ in _names().get(key, ()))


Names = dict[str, list[tuple[tuple[str, ...], str, bool]]]


@cache
def _singles() -> frozenset[str]:
    return frozenset(word for many in _names().values() for words, _, _ in many for word in words)


@cache
def _names() -> Names:
    raw = _given()
    spelled = [(name, code) for code, names in raw.items() for name in names]
    own = {name for name, _ in spelled}
    three: dict[str, str] = {}
    for old, new in get_global("territory_aliases").items():
        # Of two codes, as FRA and FXX, the one that we know too is in use.
        if len(old) == 3 and old.isalpha() and len(new) == 1 and three.get(new[0]) not in raw:
            three[new[0]] = old
    for two, name in Locale("en").territories.items():
        code = three.get(two)
        if code and name not in own and not name.isupper():
            spelled.append((name, "XKX" if two == "XK" else code))
    found: Names = {}
    for name, code in spelled:
        words = tuple(token.key.removesuffix("'s") for token in english_tokens(name))
        found.setdefault(words[0], []).append((words, code, name.isupper()))
    for many in found.values():
        many.sort(key=lambda item: -len(item[0]))
    return found
