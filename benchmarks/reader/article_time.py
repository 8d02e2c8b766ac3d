"""How long the reader takes for an article.

    python benchmarks/reader/article_time.py [ARTICLE ...]

Against the plan of Syria. Without an article, those in `news` are read. The first reading loads the
lexicon and the stems of verbs; of the others the median counts. CPU time of one core.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from data import files

from khutwa.examples.catalogue import path
from khutwa.read.read import Reader
from khutwa.roadmap.loader import load

RUNS = 30


def main() -> int:
    """Read and print the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path, help="texts, or folders of them")
    articles = files(parser, parser.parse_args().articles, "news", "*.txt")
    reader = Reader(load(path("syria-2254")).roadmap)
    for file in articles:
        text = file.read_text(encoding="utf-8")
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            reading = reader.read(text, published=date(2019, 5, 19))
            times.append(1000 * (time.process_time() - start))
        first, *others = times
        sys.stdout.write(
            f"{len(text.split()):6} words, {len(reading.statements):3} statements: "
            f"{statistics.median(others):.1f} ms, the first time {first:.0f} ms\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
