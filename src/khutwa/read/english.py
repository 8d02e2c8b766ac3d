"""English words: their first forms, and abbreviations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from khutwa.read.lexicon import lexicon
from khutwa.read.tokens import Token, tokens

_ABBREVIATED = frozenset((
    "mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "sgt", "sen", "rep", "gov",
    "prof", "st", "rev", "jr", "no", "vs",
))  # fmt: skip


def english_tokens(text: str) -> list[Token]:
    """Return the tokens of an English text; `U.N.` is one, and `Lt.` ends no sentence."""
    raw = tokens(text)
    found: list[Token] = []
    sentence, at = 0, 0
    while at < len(raw):
        end = at
        while _initial(raw, end):
            end += 2
        token = raw[at]
        if end - at >= 4:
            last = raw[end - 1]
            key = "".join(one.key for one in raw[at:end])
            span = text[token.start : last.end]
            token = replace(token, end=last.end, text=span, key=key, kind="word")
            at = end
        else:
            at += 1
        found.append(replace(token, sentence=sentence))
        stop = token.kind == "sign" and token.key in ".!?…" and len(found) > 1
        long = stop and (len(found[-2].key) > 1 or _is_counted(text, found))
        full = long and found[-2].key not in _ABBREVIATED
        initials = token.kind == "word" and token.key.endswith(".")
        sentence += full or (initials and _new_line(text, token.end))
    return found


def _is_counted(text: str, found: Sequence[Token]) -> bool:
    """Tell whether a number ends a sentence, rather than begin an item of a list."""
    return len(found) > 2 and found[-2].kind == "number" and (
        found[-3].sentence == found[-2].sentence
        and (len(found[-2].key) > 2 or "\n" not in text[found[-3].end : found[-2].start])
    )


def _initial(raw: Sequence[Token], at: int) -> bool:
    return (
        at + 1 < len(raw)
        and raw[at].kind == "word"
        and len(raw[at].text) == 1
        and raw[at].text.isupper()
        and raw[at + 1].key == "."
        and raw[at + 1].start == raw[at].end
    )


def _new_line(text: str, end: int) -> bool:
    return end >= len(text) or text[end] == "\n"


@cache
def lemmas(key: str) -> frozenset[str]:
    """Return what the first form of a word may be, the word itself among it."""
    found = {key} | _irregular().get(key, frozenset())
    for ending, instead in (
        ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
        ("ing", "e"), ("'s", ""),
    ):  # fmt: skip
        if key.endswith(ending) and len(key) - len(ending) > 1:
            stem = key[: -len(ending)]
            found.add(stem + instead)
            if ending in ("ed", "ing") and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
                found.add(stem[:-1])
    return frozenset(found)


@cache
def _irregular() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for verb, forms in lexicon("en").tables["irregular"].items():
        for form in forms:
            found[form[0]] = found.get(form[0], frozenset()) | {verb}
    return found


def past(key: str) -> bool:
    """Tell whether a word may be a verb of the past or a participle."""
    return key.endswith("ed") or any(not key.endswith("ing") for _ in _irregular().get(key, ()))
