"""How well names are found in Arabic newswire.

    python benchmarks/reader/names.py [FILE.txt ...]

Without a file: learns from the first four fifths of the part of NewsFANE that is in the data, which
takes a minute or two, and scores on the last fifth. With files, or folders of them: scores the
shipped model, which has learnt from all that is in the data; on that the score says nothing. A file
has a word, a tab and its label a line, and an empty line behind each sentence.

A name counts where its first and last word are right. The corpus cuts conjunctions and pronouns off
its words; what comes of words as they are written is scored too. Bar: F1 of spans >= .70, in both.
Ends with 1 if it is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from data import files

from khutwa.read.names import model
from khutwa.read.names_corpus import Labelled, fifths, read_corpus, spans, written
from khutwa.read.names_fit import fit
from khutwa.read.names_model import Model

BAR = 0.70

Span = tuple[int, int, str]


def f1(pairs: Sequence[tuple[set[object], set[object]]]) -> tuple[float, float, float]:
    """Return F1, precision and recall of what was found, given (right, found) pairs."""
    right, found = sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
    hit = sum(len(a & b) for a, b in pairs)
    return 2 * hit / max(right + found, 1), hit / max(found, 1), hit / max(right, 1)


def pairs(
    by: Model,
    corpus: Sequence[Labelled],
    seen: Callable[[Span], object | None],
    *,
    already_cut: bool = True,
) -> tuple[float, float, float]:
    """Score a corpus by what is seen of each span; None leaves the span out."""
    labelled = by.label([keys for keys, _ in corpus], already_cut=already_cut)
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", help="score the shipped model on these")
    wish = parser.parse_args()
    given = files(parser, wish.files, "reader/newsfane", "news*.txt")
    corpus: Sequence[Labelled] = [sentence for file in given for sentence in read_corpus(file)]
    if wish.files:
        by = model()
    else:
        learnt_from, corpus = fifths(corpus)
        by = fit(learnt_from)
    began = time.perf_counter()
    cut_score = pairs(by, corpus, lambda span: span[:2])
    took = time.perf_counter() - began
    words = sum(len(keys) for keys, _ in corpus)
    whole = [written(*sentence) for sentence in corpus]
    written_score = pairs(by, whole, lambda span: span[:2], already_cut=False)
    rows = {
        "spans": cut_score,
        "spans, words as written": written_score,
        "spans and kinds": pairs(by, corpus, lambda span: span),
    }
    for kind in ("person", "group", "organisation", "place", "work"):
        rows[kind] = pairs(by, corpus, partial(of_kind, kind))
    print(f"{len(corpus)} sentences, {words} words, {words / took:,.0f} words a second")
    for name, (score, precision, recall) in rows.items():
        print(f"{name:28} F1 {score:.3f}  precision {precision:.3f}  recall {recall:.3f}")
    return int(min(cut_score[0], written_score[0]) < BAR)


if __name__ == "__main__":
    sys.exit(main())
