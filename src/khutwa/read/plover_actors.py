"""Who an English sentence names: countries, their people and towns, organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from ruamel.yaml import YAML

from khutwa.read.english import english_tokens, lemmas
from khutwa.read.lexicon import lexicon
from khutwa.read.tokens import Token

NATIONS = Path(__file__).with_name("data") / "nations_en.yaml"

DOMESTIC = ""
"""Code of people of whom no country is named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named.

    Attributes:
        first: The number of the first word.
        end: The number of the word behind the last.
        code: ISO 3166-1 code of three letters, `IGO`, `NGO` or `IMG` (across borders), or empty.
    """

    first: int
    end: int
    code: str


def mentions(seen: Sequence[Token]) -> list[Mention]:
    """Return who is named, from left to right, the longest name first, no word twice.

    A word for people (rebels, police) behind a country's belongs to it; alone it has no code.
    """
    found: list[Mention] = []
    agents = lexicon("en").lists["somebody"]
    at = 0
    while at < len(seen):
        mention = _name(seen, at)
        if mention is None and seen[at].kind == "word" and agents & lemmas(seen[at].key):
            near = found and at - found[-1].end <= 2 and _same_phrase(seen, found[-1].end, at)
            mention = None if near else Mention(at, at + 1, DOMESTIC)
        if mention is not None:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def _same_phrase(seen: Sequence[Token], start: int, end: int) -> bool:
    joints = ("and", "or", "of", "in", "with", "by", "to", "from", "against", "on")
    return all(t.kind == "word" and t.key not in joints for t in seen[start:end])


def _name(seen: Sequence[Token], at: int) -> Mention | None:
    if not seen[at].text[:1].isupper() and seen[at].text != "the":
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
    if "-" in key and key.split("-")[0] in _singles():
        key = key.split("-")[0]
    if key not in _singles() and key.endswith("s") and key[:-1] in _singles():
        return key[:-1]
    return key


Names = dict[str, list[tuple[tuple[str, ...], str, bool]]]


@cache
def _singles() -> frozenset[str]:
    return frozenset(word for many in _names().values() for words, _, _ in many for word in words)


@cache
def _names() -> Names:
    raw = YAML(typ="safe").load(NATIONS.read_text(encoding="utf-8"))
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
        words = tuple(token.key for token in english_tokens(name))
        found.setdefault(words[0], []).append((words, code, name.isupper()))
    for many in found.values():
        many.sort(key=lambda item: -len(item[0]))
    return found
