"""Train the models of Arabic assaults and protests: src/khutwa/read/data/events_ar.npz.

    python tools/train_events.py path/to/arabic_event_gsr

The folder holds assault_gsr.csv and protest_gsr.csv of the Open Event Data Alliance (labels MIT).
The models see words as the reader does: train them again when events_ar.yaml, lexicon/ar.yaml or
the rules for Arabic words change. Takes half a minute; the result is the same every time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from khutwa.read.classify import MODEL
from khutwa.read.classify_corpus import read_cases
from khutwa.read.classify_lists import KINDS
from khutwa.read.classify_model import fit, save


def main() -> None:
    """Train and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    wish = parser.parse_args()
    found = {kind: fit(read_cases(wish.folder / f"{kind}_gsr.csv", kind)) for kind in KINDS}
    save(wish.out, found)


if __name__ == "__main__":
    main()
