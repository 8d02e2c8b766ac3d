"""Spoils files as people, editors, transfers and enemies do; the same seed spoils the same way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from khutwa.roadmap.yaml_tree import Node, parse

ODD_CHARACTERS = (
    *"\0\t\n\r\x0b\x1b\x85\xa0:#-?,[]{}&*!|>'\"%@`\\~<=",
    *"\u061c\u200b\u200e\u200f\u2028\u202e\u2066\u2069\ufeff\ufffd",
    *"ابه٠٪٫إжé🕊",
)

ODD_VALUES = (
    "", "~", "0", "-1", "1e999", ".inf", "9" * 400, "-100%", "0%", "100%", "1e-99", "120%",
    "0000", "0001-01-01", "9999-12-31", "2015-02-29", "2015-13", "2015-00", "400 years", "P0D",
    "0 days", "1 day after 9999-12-31", "not", "a and", "((", "2 of ()", "()" * 50, "yes", "no",
    "[]", "{}", "escrow", "KH101", "!!x", "<<", "\u202e", "x" * 500, "a.1", "a.b.c", "en",
    "400 years after 9999", "not before 0001", "0 of (a, b)", "und", "---", "+++", "'", '"',
    "[a]", "{a: b}", "[[]]", "[a, [b], {c: d}]", '"\\UFFFFFFFF"', '"\\ud800"', '"\\0"', "-0", "1e9",
)  # fmt: skip


def spoilt(text: str, chance: Random) -> str | bytes:
    """Return a text after one to four mutations of one kind."""
    kind: Callable[[str, Random], str | bytes] = chance.choices(
        (characters, lines, structure, values, octets), weights=(3, 3, 4, 8, 1)
    )[0]
    return kind(text, chance)


def octets(text: str, chance: Random) -> bytes:
    """Change, drop and repeat bytes."""
    data = bytearray(text.encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 9)]
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 4))
            case _:
                data = bytearray(data[:at]) or bytearray(b"x")
    return bytes(data)


def characters(text: str, chance: Random) -> str:
    """Change, drop, repeat and put in characters."""
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(text) + 1), chance.randint(1, 9)
        piece = chance.choice(("", text[at : at + size] * 2, chance.choice(ODD_CHARACTERS)))
        text = text[:at] + piece + text[at + chance.choice((0, 1, size)) :]
    return text


def lines(text: str, chance: Random) -> str:
    """Drop, repeat, move and indent lines, and change how they end."""
    split = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(split)), chance.randrange(len(split))
        match chance.randrange(5):
            case 0 if len(split) > 1:
                del split[at]
            case 1:
                split.insert(other, split[at])
            case 2:
                split[at], split[other] = split[other], split[at]
            case 3:
                split[at] = " " * chance.randrange(5) + split[at].lstrip()
            case _:
                split[at] += chance.choice((" #", ":", " x", "\r", ",", "]", '"'))
    return chance.choice(("\n", "\n", "\r\n", "\r")).join(split)


def values(text: str, chance: Random) -> str:
    """Put other values of the file, and odd ones, where scalars stand; the layout stays."""
    found = scalars(text)
    chosen = chance.sample(found, min(chance.randint(1, 3), len(found)))
    for name, start, end in sorted(chosen, key=lambda scalar: -scalar[1]):
        alike = [scalar for scalar in found if scalar[0] == name]
        _, first, last = chance.choice(chance.choice((alike, alike, found)))
        new = chance.choice((text[first:last], chance.choice(ODD_VALUES)))
        text = text[:start] + new + text[end:]
    return text


@cache
def scalars(text: str) -> list[tuple[str, int, int]]:
    """Return the field, start and end of every scalar of a sound text."""
    return list(below(parse(text), ""))


def below(node: Node, name: str) -> Iterator[tuple[str, int, int]]:
    if isinstance(node.value, str):
        yield name, node.start, node.end
    elif isinstance(node.value, dict):
        for key, item in node.value.items():
            yield from below(item, key)
    else:
        for item in node.value or ():
            yield from below(item, name)


@cache
def plain(text: str) -> Any:
    """Return the values of a sound text."""
    return parse(text).plain()


def structure(text: str, chance: Random) -> str:
    """Drop, move, copy and replace parts of the plan, and write it as JSON."""
    content = deepcopy(plain(text))
    for _ in range(chance.randint(1, 4)):
        holders = list(containers(content))
        holder, other = chance.choice(holders), chance.choice(holders)
        if not holder or not other:
            continue
        name = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        source = chance.choice(list(other) if isinstance(other, dict) else range(len(other)))
        match chance.randrange(5):
            case 0:
                del holder[name]
            case 1:
                holder[name] = chance.choice((None, [], {}, [[]], chance.choice(ODD_VALUES)))
            case 2:
                holder[name] = deepcopy(other[source])
            case 3 if isinstance(holder, dict):
                holder[str(source)] = deepcopy(holder[name])
            case _ if isinstance(holder, dict):
                holder[chance.choice(ODD_VALUES)] = holder.pop(name)
    return json.dumps(content, ensure_ascii=False)


def containers(content: Any) -> Iterator[Any]:
    """Yield every mapping and list of the values, the whole first."""
    if isinstance(content, (dict, list)):
        yield content
        for item in content.values() if isinstance(content, dict) else content:
            yield from containers(item)
