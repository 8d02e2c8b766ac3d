"""Train the model of Arabic names: src/khutwa/read/data/names_ar.npz.

    python tools/train_names.py path/to/newsfane.txt

Learns from all of the part of NewsFANE (Alotaibi & Lee 2014, CC BY-SA 3.0) that it is given;
benchmarks/reader/names.py learns from four fifths in the same way and scores with the last. What
the model looks at, and the penalty, were chosen within those four fifths. The model sees words by
way of names_ar.yaml, gazetteer_ar.txt and ar_verbs.txt: train it again when one of them changes.
Takes half a minute; the result is the same every time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khutwa.read.names import MODEL
from khutwa.read.names_corpus import read_corpus
from khutwa.read.names_fit import fit


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    wish = parser.parse_args()
    fit(read_corpus(wish.corpus)).save(wish.out)


if __name__ == "__main__":
    main()
