"""How well names are found in Arabic newswire.

    python benchmarks/reader/names.py [path/to/newsfane.txt] [--part test|all]

Scores the shipped model on the last fifth of NewsFANE, which it has not seen (`--part all` for a
file that it has seen nothing of). A name counts where its first and last word are right. The corpus
cuts conjunctions and pronouns off its words; what comes of words as they are written is scored too.
Bar: F1 of spans >= .70. Ends with 1 if it is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from khutwa.read.names import model
from khutwa.read.names_corpus import Labelled, fifths, read_corpus, spans, written

BAR = 0.70
DATA = Path(__file__).resolve().parents[3] / "shared/data/reader/newsfane/newsfane.txt"

Span = tuple[int, int, str]


def f1(pairs: Sequence[tuple[set[object], set[object]]]) -> tuple[float, float, float]:
    """Return F1, precision and recall of what was found, given (right, found) pairs."""
    right, found = sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
    hit = sum(len(a & b) for a, b in pairs)
    return 2 * hit / max(right + found, 1), hit / max(found, 1), hit / max(right, 1)


def pairs(
    corpus: Sequence[Labelled],
    seen: Callable[[Span], object | None],
    *,
    already_cut: bool = True,
) -> tuple[float, float, float]:
    """Score a corpus by what is seen of each span; None leaves the span out."""
    labelled = model().label([keys for keys, _ in corpus], already_cut=already_cut)
    both = []
    for (_, right), (found, _) in zip(corpus, labelled, strict=True):
        sides = [{seen(span) for span in spans(labels)} - {None} for labels in (right, found)]
        both.append((sides[0], sides[1]))
    return f1(both)


def of_kind(kind: str, span: Span) -> Span | None:
    """Return a span of a kind; None for another."""
    return span if span[2] == kind else None


def main() -> int:
    """Print the scores; return 1 if the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=DATA)
    parser.add_argument("--part", choices=("test", "all"), default="test")
    wish = parser.parse_args()
    if not wish.corpus.exists():
        print(f"{wish.corpus} is not there.")
        return 0
    corpus: Sequence[Labelled] = read_corpus(wish.corpus)
    if wish.part == "test":
        corpus = fifths(corpus)[1]
    began = time.perf_counter()
    main_score = pairs(corpus, lambda span: span[:2])
    took = time.perf_counter() - began
    words = sum(len(keys) for keys, _ in corpus)
    rows = {
        "spans": main_score,
        "spans and kinds": pairs(corpus, lambda span: span),
        "spans, words as written": pairs(
            [written(*sentence) for sentence in corpus], lambda span: span[:2], already_cut=False
        ),
    }
    for kind in ("person", "group", "organisation", "place", "work"):
        rows[kind] = pairs(corpus, partial(of_kind, kind))
    print(f"{len(corpus)} sentences, {words} words, {words / took:,.0f} words a second")
    for name, (score, precision, recall) in rows.items():
        print(f"{name:28} F1 {score:.3f}  precision {precision:.3f}  recall {recall:.3f}")
    return int(main_score[0] < BAR)


if __name__ == "__main__":
    sys.exit(main())
