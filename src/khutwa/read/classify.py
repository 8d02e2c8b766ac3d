"""Does an Arabic sentence tell of an assault or a protest that happened?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khutwa.read.classify_evidence import Deed, deeds, evidence, read_words
from khutwa.read.classify_lists import KINDS
from khutwa.read.classify_model import Linear, load

MODEL = Path(__file__).with_name("data") / "events_ar.npz"
"""Made by `tools/train_events.py`; NOTICE beside it says from what."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of one kind of event.

    Attributes:
        kind: `assault` or `protest`.
        yes: Whether the sentence tells of one.
        above: How far the score lies above the bar; below it is negative. It is no probability.
        deeds: The words for the deed, each with what the sentence says of it.
    """

    kind: str
    yes: bool
    above: float
    deeds: tuple[Deed, ...]


def classify(text: str) -> list[Judgement]:
    """Return a judgement for each kind of event in an Arabic sentence.

    A sentence that names no deed as real is still judged by its other words and their letters: no
    list has all the words in which the news tells of assaults. What comes out is for a person to
    look at.
    """
    seen = read_words(text)
    keys = [word.key for word in seen]
    found = []
    for kind in KINDS:
        model = models()[kind]
        above = model.score(keys, evidence(seen, kind)) - model.bar
        found.append(Judgement(kind, above > 0, above, tuple(deeds(seen, kind))))
    return found


@cache
def models() -> dict[str, Linear]:
    """Return the models that are shipped, by kind."""
    return load(MODEL, KINDS)
