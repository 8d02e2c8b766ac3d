"""Train the model of Arabic names: src/khutwa/read/data/names_ar.npz.

    python tools/train_names.py path/to/newsfane.txt [--all]

Learns from the first four fifths of NewsFANE (Alotaibi & Lee 2014, CC BY-SA 3.0), so that
benchmarks/reader/names.py can score with the last; `--all` learns from all of it. The penalty was
chosen by training on four fifths of those four fifths. The model sees words by way of
names_ar.yaml, gazetteer_ar.txt and ar_verbs.txt: train it again when one of them changes. Takes a
minute or two; the result is the same every time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khutwa.read.names import MODEL
from khutwa.read.names_corpus import fifths, read_corpus
from khutwa.read.names_fit import fit


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rounds", type=int, default=45)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=MODEL)
    wish = parser.parse_args()
    corpus = read_corpus(wish.corpus)
    if not wish.all:
        corpus = list(fifths(corpus)[0])
    fit(corpus, penalty=wish.penalty, rounds=wish.rounds).save(wish.out)


if __name__ == "__main__":
    main()
