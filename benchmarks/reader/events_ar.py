"""How well Arabic sentences are sorted into those that tell of an assault, or a protest.

    python benchmarks/reader/events_ar.py [--repeats 5] [--share 0.5]
    python benchmarks/reader/events_ar.py FILE.csv ...

Without a file: splits the documents of the data into five groups; each is judged by a model that
was trained, and whose bar was chosen, on the other four alone. This is repeated with other groups.
`--share` trains on that share of the documents only: what more of them would give shows from it.

With files, or folders of them: scores the shipped models, which learn nothing from them. Each has
the columns id, event_type, label, accept, total and text. On the sentences that the shipped models
were trained on, the score says nothing.

Bars: F1 >= .66 and >= .35. A character n-gram classifier has .64 and .21, a lexicon by itself .37
and .28. Sentences on which those who labelled them do not agree are left out; what comes of
counting them as a no is shown too. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent))

from data import files

from khutwa.read.classify import models
from khutwa.read.classify_corpus import read_cases
from khutwa.read.classify_model import Case, fit

BARS = {"assault": 0.66, "protest": 0.35}
FOLDS = 5


def f1(cases: Sequence[Case], said: Sequence[bool]) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    hits = sum(bool(case.yes) and yes for case, yes in zip(cases, said, strict=True))
    right, found = sum(case.yes is True for case in cases), sum(said)
    return 2 * hits / max(right + found, 1), hits / max(found, 1), hits / max(right, 1)


def crossed(cases: Sequence[Case], repeat: int, share: float) -> list[bool]:
    """Judge each case by what was learnt from a share of the other documents."""
    # Salted, so that the groups are not those by which `fit` chooses the bar.
    groups = [crc32(f"fold{repeat or ''} {case.document}".encode()) % FOLDS for case in cases]
    lots = [crc32(f"lot{repeat} {case.document}".encode()) / 2**32 for case in cases]
    said = [False] * len(cases)
    for fold in range(FOLDS):
        others = zip(cases, groups, lots, strict=True)
        model = fit([case for case, group, lot in others if group != fold and lot < share])
        for n, case in enumerate(cases):
            if groups[n] == fold:
                said[n] = model.score(case.keys, case.evidence) > model.bar
    return said


def report(kind: str, cases: Sequence[Case], runs: Sequence[Sequence[bool]]) -> float:
    """Print the scores of one kind; return the mean F1 of the runs."""
    clear = [case.yes is not None for case in cases]
    agreed = [case for case in cases if case.yes is not None]
    scores = [f1(agreed, [yes for yes, one in zip(run, clear, strict=True) if one]) for run in runs]
    score, precision, recall = (statistics.fmean(one[n] for one in scores) for n in range(3))
    alone = f1(agreed, [case.evidence.told.get("real", 0) > 0 for case in agreed])[0]
    out = sys.stdout.write
    out(f"{kind}: {len(agreed)} sentences, {sum(case.yes is True for case in agreed)} yes\n")
    out(f"  model F1 {score:.3f} (bar {BARS[kind]:.2f})")
    out(f"  precision {precision:.3f}  recall {recall:.3f}\n")
    if len(runs) > 1:
        spread = sorted(one[0] for one in scores)
        out(f"  F1 of {len(runs)} repeats: {spread[0]:.3f} to {spread[-1]:.3f}\n")
    out(f"  {len(cases) - len(agreed)} more without agreement, counted as a no: ")
    out(f"F1 {statistics.fmean(f1(cases, run)[0] for run in runs):.3f}\n")
    out(f"  a deed that is neither denied nor unreal, alone: F1 {alone:.3f}\n")
    return score


def main() -> int:
    """Print the scores; return 1 if a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", help="score the shipped models on these")
    parser.add_argument("--repeats", type=int, default=1, help="how often to split the documents")
    parser.add_argument("--share", type=float, default=1.0, help="of the documents to learn from")
    wish = parser.parse_args()
    missed = False
    for file in files(parser, wish.files, "reader/arabic_event_gsr", "*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            kind = next(csv.DictReader(rows))["event_type"].lower()
        cases = read_cases(file, kind)
        if wish.files:
            model = models()[kind]
            runs = [[model.score(case.keys, case.evidence) > model.bar for case in cases]]
        else:
            runs = [crossed(cases, repeat, wish.share) for repeat in range(wish.repeats)]
        missed |= report(kind, cases, runs) < BARS[kind]
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
