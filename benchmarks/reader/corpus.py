"""How many articles a second are read, on one process and on several.

    python benchmarks/reader/corpus.py [--articles 400] [--workers 2]

The articles are made of the sentences of the short texts in the tests, mixed by a seed; each is a
text file of some 350 words. The file of proposals must be the same on any number of workers.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

from khutwa.examples.catalogue import path
from khutwa.read.corpus import pool_of, read_all
from khutwa.read.corpus_file import Journal
from khutwa.read.corpus_work import Job
from khutwa.read.inputs.document import Limits
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.web import Web
from khutwa.roadmap.loader import load

GOLD = Path(__file__).resolve().parents[2] / "tests/read/gold"
WORDS = 350


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "articles")
        folder.mkdir()
        write(folder, given.articles)
        files = []
        for workers in sorted({1, given.workers}):
            out = Path(place, f"{workers}.jsonl")
            before = processor()
            seconds = run(folder, out, workers)
            spent = processor() - before
            files.append(out.read_bytes())
            print(f"{workers} workers: {given.articles / seconds:6.1f} articles a second; "
                  f"{1000 * spent / given.articles:.0f} ms of processor time each")  # fmt: skip
        print("the same file" if len(set(files)) == 1 else "DIFFERENT FILES")


def processor() -> float:
    """Return the seconds of processor time of this process and of those that it has ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def run(folder: Path, out: Path, workers: int) -> float:
    loaded = load(path("syria-2254"))
    assert loaded.roadmap is not None
    job = Job(loaded.roadmap, loaded.document.sha256, language="en")
    start = time.perf_counter()
    journal = Journal(out)
    pool = pool_of(workers) if workers > 1 else None
    tally = read_all(
        articles(str(folder), Limits(), Web()), job, journal, pool=pool, workers=workers
    )
    journal.close(tally.copies)
    return time.perf_counter() - start


def write(folder: Path, count: int) -> None:
    chance = random.Random(1)
    texts: dict[str, list[str]] = {}
    for file in (GOLD / "ar.yaml", GOLD / "en.yaml", GOLD / "ru.yaml"):
        raw = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        texts[file.stem] = [one["text"] for one in raw if "text" in one]
    for number in range(count):
        known = texts[chance.choice(sorted(texts))]
        text = ""
        while len(text.split()) < WORDS:
            text += chance.choice(known) + "\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
