"""Read NewsFANE, the corpus that the model of names is trained on and scored with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from khutwa.read.normalise import fold

Labelled = tuple[list[str], list[str]]
"""The folded words of a sentence, and their labels."""

KINDS = {
    "person": ("Politician", "Athlete", "Artist", "Religious_PER", "Scientist", "Police",
               "Businessperson", "Lawyer", "Engineer", "Other_PER"),
    "group": ("Group",),
    "organisation": ("Government", "Non-Governmental", "Commercial", "Educational", "Media",
                     "Entertainment", "Medical-Science", "Religious_ORG", "Sports"),
    "place": ("Nation", "Population-Center", "State-or-Province", "County-or-District", "Continent",
              "GPE-Cluster", "Water-Body", "Land", "Land-Region-Natural", "Celestial", "Water",
              "Airport", "Building-Grounds", "Path", "Plant", "Subarea-Facility"),
}  # fmt: skip
"""Our kinds by the corpus's; the others are `work`: books, films, weapons, vehicles."""

_KIND = {fine: kind for kind, all_fine in KINDS.items() for fine in all_fine}


def read_corpus(path: Path) -> list[Labelled]:
    """Return the sentences of NewsFANE (Alotaibi & Lee 2014), labelled with our kinds.

    Args:
        path: A word, a tab and its label a line; an empty line behind each sentence.
    """
    found: list[Labelled] = []
    keys: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), ""]:
        word, _, label = line.strip().partition("\t")
        if word and fold(word):
            keys.append(fold(word))
            labels.append(_ours(label))
        elif not word and keys:
            found.append((keys, labels))
            keys, labels = [], []
    return found


def fifths(corpus: Sequence[Labelled]) -> tuple[Sequence[Labelled], Sequence[Labelled]]:
    """Return the first four fifths, to train with, and the last, to test with."""
    cut = len(corpus) * 4 // 5
    return corpus[:cut], corpus[cut:]


def written(keys: Sequence[str], labels: Sequence[str]) -> Labelled:
    """Return a sentence as it is written: the corpus cuts conjunctions, prepositions, pronouns off.

    What is written to a word takes part in its label.
    """
    new_keys: list[str] = []
    new_labels: list[str] = []
    held, held_label = "", "O"
    for key, label in zip(keys, labels, strict=True):
        if key in _BEFORE:
            held, held_label = held + key, held_label if held_label != "O" else label
        elif key in _BEHIND and label == "O" and new_keys and not held:
            new_keys[-1] += key
        else:
            article = held and held[-1] == "ل" and key.startswith("ال")
            new_keys.append(held + (key[1:] if article else key))
            new_labels.append(held_label if held_label != "O" else label)
            held, held_label = "", "O"
    if held:
        new_keys.append(held)
        new_labels.append(held_label)
    return new_keys, new_labels


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the names in a labelling: first word, word behind the last, kind."""
    found: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if label.startswith("I-") and found and found[-1][1:] == (at, label[2:]):
            found[-1] = (found[-1][0], at + 1, label[2:])
        elif label != "O":
            found.append((at, at + 1, label[2:]))
    return found


_BEFORE = frozenset("وفبلك")
_BEHIND = frozenset(("ه", "ها", "هم", "هن", "نا", "كم", "هما"))


def _ours(label: str) -> str:
    if label == "O":
        return label
    place, _, fine = label.partition("-")
    return f"{place}-{_KIND.get(fine, 'work')}"
