"""English words: their first forms, whether one is a verb where it stands, and abbreviations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from khutwa.read.lexicon import lexicon
from khutwa.read.tokens import Token, tokens

_DETERMINERS = frozenset((
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our",
    "your", "my", "some", "any", "no", "every", "each", "another", "of", "in", "on", "at",
    "from", "with", "for", "by", "into", "against", "between", "under", "during", "after",
    "before", "over",
))  # fmt: skip
"""Behind these a word that could be a verb is a noun, or the adjective that a participle makes."""

_ABBREVIATED = frozenset((
    "mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "sgt", "sen", "rep", "gov",
    "prof", "st", "rev", "jr", "no", "vs",
))  # fmt: skip
_BEFORE_VERBS = frozenset((
    "to", "will", "would", "shall", "may", "might", "could", "can", "must", "should", "not",
    "never",
))  # fmt: skip
_BE = frozenset((
    "be", "is", "are", "was", "were", "been", "being", "am", "has", "have", "had",
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
        long = stop and (len(found[-2].key) > 1 or _is_counted(found))
        full = long and found[-2].key not in _ABBREVIATED
        initials = token.kind == "word" and token.key.endswith(".")
        sentence += full or (initials and _new_line(text, token.end))
    return found


def _is_counted(found: Sequence[Token]) -> bool:
    """Tell whether a number ends a sentence, rather than begin an item of a list."""
    return len(found) > 2 and found[-2].kind == "number" and (
        found[-3].sentence == found[-2].sentence
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


def verbal(seen: Sequence[Token], at: int) -> bool:
    """Tell whether a word that may be a verb is one where it stands."""
    key = seen[at].key
    before = seen[at - 1] if at else None
    if before is None or (before.kind == "sign" and before.key not in ',–-)"”'):
        return past(key)
    last = before.key
    if last in _BEFORE_VERBS or last.endswith("ly"):
        return True
    if last in _DETERMINERS or last.endswith(("'s", "s'")) or before.kind == "number":
        return False
    if key.endswith("ing"):
        return last in _BE or last in ("began", "begun", "started", "stopped", "not")
    if past(key):
        return True
    if last in _BE:
        return False
    # "Israel rejects", "the rebels demand"; but "peace talks", "rebel attacks".
    plural = last.endswith("s") and not last.endswith("ss")
    name = before.text[:1].isupper()
    if key.endswith("s") and not key.endswith("ss"):
        return name and not last.endswith(("an", "ian", "i", "ish", "ese"))
    return plural or last in ("they", "we", "i", "you", "who", "and")
