"""Read the gold standard of Arabic events of the Open Event Data Alliance."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from khutwa.read.classify_evidence import evidence, read_words
from khutwa.read.classify_model import Case

_SENTENCE = re.compile(r"[-_]\d+$")


def read_cases(path: Path, kind: str) -> list[Case]:
    """Return the labelled sentences, with what speaks in them; `difficult no` is a no.

    Args:
        path: A CSV file with the columns id, label, text, accept and total.
        kind: `assault` or `protest`.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            seen = read_words(row["text"])
            document = _SENTENCE.sub("", row["id"])
            keys = [word.key for word in seen]
            yes = {"yes": True, "ambiguous": None}.get(row["label"], False)
            share = int(row["accept"]) / max(int(row["total"]), 1)
            found.append(Case(document, keys, evidence(seen, kind), yes, share))
    return found
