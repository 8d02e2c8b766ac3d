"""Names in Arabic text that no lexicon has: people, groups, organisations and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khutwa.read.names_corpus import spans
from khutwa.read.names_features import cut
from khutwa.read.names_model import Model
from khutwa.read.tokens import Token

MODEL = Path(__file__).with_name("data") / "names_ar.npz"
"""Made by `tools/train_names.py`; NOTICE beside it says from what, and under which licence."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text.

    Attributes:
        first: The number of its first token.
        end: The number of the token behind its last.
        start: Where it begins in the raw text, behind a conjunction or preposition written to it.
        stop: Where it ends.
        kind: `person`, `group`, `organisation`, `place` or `work`.
        chance: The lowest probability of a label in it, by the model.
    """

    first: int
    end: int
    start: int
    stop: int
    kind: str
    chance: float


def names(tokens: Sequence[Token]) -> list[Name]:
    """Return the names in an Arabic text, from left to right.

    A conditional random field that was trained on newswire labels each word (`names_fit`). It knows
    no name for certain: what it finds is to be offered to a person.
    """
    sentences: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        sentences.setdefault(token.sentence, []).append(at)
    if not sentences:
        return []
    places = list(sentences.values())
    found = []
    labelled = model().label([[tokens[at].key for at in place] for place in places])
    for place, (labels, sure) in zip(places, labelled, strict=True):
        for first, end, kind in spans(labels):
            head, last = tokens[place[first]], tokens[place[end - 1]]
            pieces = cut(head.key, model().known)
            start = head.start + (len(pieces) > 1 and len(pieces[0]) == 1)
            chance = float(sure[first:end].min())
            found.append(Name(place[first], place[end - 1] + 1, start, last.end, kind, chance))
    return found


@cache
def model() -> Model:
    """Return the model that is shipped."""
    return Model.load(MODEL)
