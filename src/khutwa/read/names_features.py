"""What the model of names looks at in a word and its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from babel import Locale
from ruamel.yaml import YAML

from khutwa.read.normalise import fold
from khutwa.read.verb_table import forms

LISTS = Path(__file__).with_name("data") / "names_ar.yaml"
GAZETTEER = LISTS.with_name("gazetteer_ar.txt")

_EDGE = "<>"
"""What stands before the first word and behind the last."""

_NO_GROUP = -1


BLOCK = 20
"""Sentences that are read together: what one says of a word helps with the others."""


def features(
    sentences: Sequence[Sequence[str]], known: Container[int], groups: Mapping[int, int]
) -> list[list[list[int]]]:
    """Return the features of each word of each sentence of a text.

    A feature is the 32-bit hash of its name. A word is seen by itself, its first and last letters,
    its shape, the lists and the group it is in, whether it was met in training, and by the company
    that the same word keeps elsewhere in the block of `BLOCK` sentences; its two neighbours on each
    side are seen by the same, more coarsely.

    Args:
        sentences: The folded words and signs of each sentence.
        known: The hashes of the words that were met in training.
        groups: Numbers of groups of words that keep the same company, by hashes of words.
    """
    found = []
    for start in range(0, len(sentences), BLOCK):
        block = [_Sentence(keys, known, groups) for keys in sentences[start : start + BLOCK]]
        met: dict[str, Counter[str]] = {}
        for sentence in block:
            for key, company in zip(sentence.keys, sentence.company, strict=True):
                met.setdefault(key, Counter()).update((*company, "again"))
        found += [sentence.features(met) for sentence in block]
    return found


def cut(key: str, known: Container[int]) -> tuple[str, ...]:
    """Return a written word in the pieces in which the corpus has it: conjunction, word, pronoun.

    A word that was met in training is whole. Another is cut where what is left was met or is in a
    list. A conjunction is also cut off the article, from which the corpus cuts no preposition, and
    off a long word of which nothing is known.
    """
    if len(key) < _SHORT or hashed(key) in known:
        return (key,)
    for head in ("", key[0]) if key[0] in "وفبلك" else ("",):
        rest = key[len(head) :]
        if head == "ل" and rest[0] == "ل":
            rest = "ا" + rest
        before = (head,) if head else ()
        article = head in ("و", "ف") and rest.startswith("ال") and len(rest) > _SHORT + 1
        if head and (_familiar(rest, known) or article):
            return (*before, rest)
        for pronoun in _PRONOUNS:
            stem = rest[: -len(pronoun)]
            for base in (stem, stem[:-1] + "ة") if stem.endswith("ت") else (stem,):
                if rest.endswith(pronoun) and len(base) > 1 and hashed(base) in known:
                    return (*before, base, pronoun)
    if key[0] == "و" and len(key) > _SHORT + 2 and not _lists(key):
        return key[0], key[1:]
    return (key,)


_SHORT = 3
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")


def _familiar(key: str, known: Container[int]) -> bool:
    return hashed(key) in known or any(key in words for words in _words().values())


class _Sentence:
    """A sentence whose words have been looked at."""

    def __init__(
        self, keys: Sequence[str], known: Container[int], groups: Mapping[int, int]
    ) -> None:
        edge = _look(_EDGE)
        self.keys = keys
        self._looks = [edge, edge, *map(_look, keys), edge, edge]
        new = ["e", *("" if hashed(key) in known else "n" for key in keys), "e"]
        self._new = new
        ours = [groups.get(hashed(key), _NO_GROUP) for key in keys]
        self._groups = [_NO_GROUP, _NO_GROUP, *ours, _NO_GROUP, _NO_GROUP]
        self.company = [
            (*("-" + name for name in self._looks[at + 1].listed),
             *("+" + name for name in self._looks[at + 3].listed))
            for at in range(len(keys))
        ]  # fmt: skip

    def features(self, met: Mapping[str, Counter[str]]) -> list[list[int]]:
        """Return the features of each word, given the company of each in the block."""
        found = []
        for at, key in enumerate(self.keys):
            second, before, look, after, next_but_one = self._looks[at : at + 5]
            alone = (look.own, before.left, after.right, second.far_left, next_but_one.far_right)
            together = [hashed(name) for name in self._together(at, met[key])]
            near = [_grouped(n, group) for n, group in enumerate(self._groups[at : at + 5])]
            found.append([*(one for part in alone for one in part), *near, *together])
        return found

    def _together(self, at: int, met: Counter[str]) -> list[str]:
        """Return the features that are of more than one word."""
        second, before, look, after = self._looks[at : at + 4]
        named = [
            f"-1|0{before.key}|{look.key}",
            f"0|+1{look.key}|{after.key}",
            f"s{before.shape}{look.shape}{after.shape}",
            f"t{before.lists}|{look.lists}",
            f"u{second.lists}|{before.lists}|{look.shape}",
        ]
        around = f"{self._new[at]},{self._new[at + 2]}"
        if self._new[at + 1]:
            named += ["new", f"new{around}", f"new{look.shape}", f"new{before.lists}"]
            named += [f"new-1{before.key}", f"new+1{after.key}", f"new-1{before.shape}"]
        else:
            named.append(f"old{around}")
        if met["again"] > 1:
            state = self._new[at + 1] or "o"
            own = Counter((*self.company[at], "again"))
            named += [f"x{state}{name}" for name, count in met.items() if count > own[name]]
        return named


@lru_cache(maxsize=5_000)
def _grouped(place: int, group: int) -> int:
    return hashed(f"g{place}|{group}")


def hashed(name: str) -> int:
    """Return the hash of a word or feature: CRC-32 of its UTF-8."""
    return crc32(name.encode(errors="surrogatepass"))


class _Look:
    """What is seen of one word wherever it stands, as hashes: by itself and by its neighbours."""

    __slots__ = ("far_left", "far_right", "key", "left", "listed", "lists", "own", "right", "shape")

    def __init__(self, key: str) -> None:
        stem = _stem(key)
        lists = _lists(key)
        shape = _shape(key)
        self.key = key
        self.shape = shape
        self.listed = lists
        self.lists = "".join(lists)
        ends = [f"p{key[:n]}" for n in (1, 2, 3, 4) if len(key) > n]
        ends += [f"e{key[-n:]}" for n in (1, 2, 3, 4) if len(key) > n]
        given = ["l" + name for name in lists]
        inside = f"<{key}>"
        ends += ["c" + inside[n : n + 3] for n in range(len(inside) - 2)]
        own = ["bias", f"w{key}", f"m{stem}", f"s{shape}", *ends, *given]
        own += [f"q{stem[:2]}", f"n{min(len(key), 8)}", f"a{shape}{key[-2:]}"]
        seen = [f"w{key}", f"m{stem}", f"s{shape}", f"p{key[:2]}", f"e{key[-2:]}", *given]
        far = [f"w{key}", f"s{shape}", *given]
        self.own = [hashed(name) for name in own]
        self.left = [hashed("-1" + name) for name in seen]
        self.right = [hashed("+1" + name) for name in seen]
        self.far_left = [hashed("-2" + name) for name in far]
        self.far_right = [hashed("+2" + name) for name in far]


@lru_cache(maxsize=50_000)
def _look(key: str) -> _Look:
    return _Look(key)


def _stem(key: str) -> str:
    for prefix in ("وال", "بال", "كال", "فال", "لل", "ال"):
        if key.startswith(prefix) and len(key) > len(prefix) + 2:
            return key[len(prefix) :]
    return key


def _shape(key: str) -> str:
    if key == _EDGE:
        return "E"
    if key.isdigit():
        return "D"
    if not key[:1].isalpha():
        return "S"
    if key.isascii():
        return "L"
    article = "A" if _stem(key) != key else "N"
    if key.endswith(("ية", "يه")):
        return article + "f"
    if key.endswith("ي"):
        return article + "y"
    if key.endswith(("ين", "ون", "ات")):
        return article + "p"
    if key.endswith("ة"):
        return article + "h"
    return article + ("1" if len(key) == 1 else "")


@lru_cache(maxsize=50_000)
def _lists(key: str) -> tuple[str, ...]:
    spelled = _forms(key)
    found = tuple(name for name, words in _words().items() if not words.isdisjoint(spelled))
    return (*found, "verb") if _verb(key) else found


def _verb(key: str) -> bool:
    options = [key, key[1:]] if len(key) > 3 and key[0] in "وفس" else [key]
    return any(forms(option) for option in options)


def _forms(key: str) -> set[str]:
    # Apart from khutwa.read.clitics on purpose: the trained weights hold for these forms alone.
    found = {key, _stem(key)}
    if len(key) > 3 and key[0] in "وفبلك":
        found |= {key[1:], _stem(key[1:])}
    return found | {form[:-1] for form in found if form.endswith("ة")}


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = YAML(typ="safe").load(LISTS.read_text(encoding="utf-8"))
    found = {name: frozenset(fold(word) for word in words) for name, words in raw.items()}
    arabic = Locale("ar")
    countries = [name for code, name in arabic.territories.items() if code.isalpha()]
    cities = [zone["city"] for zone in arabic.time_zones.values() if zone.get("city")]
    found["country"] = frozenset(fold(word) for word in countries)
    found["city"] = frozenset(fold(word) for word in cities)
    more: dict[str, set[str]] = {}
    for line in GAZETTEER.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("\t")
        if words:
            one = " " not in words
            more.setdefault(name if one else name + "'s", set()).update(words.split())
    return found | {name: found.get(name, frozenset()) | words for name, words in more.items()}
