"""How well Arabic sentences are sorted into those that tell of an assault, or a protest.

    python benchmarks/reader/events_ar.py [path/to/arabic_event_gsr] [--shipped]

Splits the documents into five groups; each is judged by a model that was trained, and whose bar was
chosen, on the other four alone. `--shipped` judges with the models that are shipped: for a folder
that they have not seen. Bars: F1 >= .66 and >= .35. A character n-gram classifier has .64 and .21,
a lexicon by itself .37 and .28. Sentences on
which those who labelled them do not agree are left out. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from khutwa.read.classify import models
from khutwa.read.classify_corpus import read_cases
from khutwa.read.classify_evidence import KINDS
from khutwa.read.classify_model import Case, fit

BARS = {"assault": 0.66, "protest": 0.35}
FOLDS = 5
DATA = Path(__file__).resolve().parents[3] / "shared/data/reader/arabic_event_gsr"


def f1(cases: Sequence[Case], said: Sequence[bool]) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    hits = sum(bool(case.yes) and yes for case, yes in zip(cases, said, strict=True))
    right, found = sum(case.yes is True for case in cases), sum(said)
    return 2 * hits / max(right + found, 1), hits / max(found, 1), hits / max(right, 1)


def crossed(cases: Sequence[Case]) -> list[bool]:
    """Judge each case by what was learnt from other documents."""
    # Salted, so that the groups are not those by which `fit` chooses the bar.
    groups = [crc32(f"fold {case.document}".encode()) % FOLDS for case in cases]
    said = [False] * len(cases)
    for fold in range(FOLDS):
        model = fit([case for case, group in zip(cases, groups, strict=True) if group != fold])
        for n, case in enumerate(cases):
            if groups[n] == fold:
                said[n] = model.score(case.keys, case.evidence) > model.bar
    return said


def main() -> int:
    """Print the scores; return 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DATA)
    parser.add_argument("--shipped", action="store_true")
    wish = parser.parse_args()
    if not wish.folder.exists():
        print(f"{wish.folder} is not there.")
        return 0
    missed = False
    for kind in KINDS:
        cases = read_cases(wish.folder / f"{kind}_gsr.csv", kind)
        ready = models()[kind] if wish.shipped else None
        said = (
            [ready.score(case.keys, case.evidence) > ready.bar for case in cases]
            if ready
            else crossed(cases)
        )
        pairs = zip(cases, said, strict=True)
        said = [yes for case, yes in pairs if case.yes is not None]
        cases = [case for case in cases if case.yes is not None]
        alone = f1(cases, [case.evidence["real deed"] > 0 for case in cases])
        score, precision, recall = f1(cases, said)
        print(f"{kind}: {len(cases)} sentences, {sum(case.yes is True for case in cases)} yes")
        print(f"  model F1 {score:.3f} (bar {BARS[kind]:.2f})", end="")
        print(f"  precision {precision:.3f}  recall {recall:.3f}")
        print(f"  a deed that is neither denied nor unreal, alone: F1 {alone[0]:.3f}")
        missed |= score < BARS[kind]
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
