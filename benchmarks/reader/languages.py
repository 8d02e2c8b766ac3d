"""How well short texts in three languages are read, and how fast each language is.

    python benchmarks/reader/languages.py [--held-out]

The texts stand in `tests/read/gold`, each with the statements that a person reads in it: who says
it, whether it is denied, what is said of the action. The rules were made while looking at `ar`,
`en` and `ru`; the held-out ones (`held_out`, `later`, `partial_later`) were first scored when the
rules were done.

- recall: of the statements of the gold, those with all three right.
- precision: those, of what was found of the gold and what names a step beyond the gold.
- done, violated, partial: how many of those that the reader proposes a person reads, too, in the
  texts whose gold has the status of the ledger.
- speed: over running text that nobody has tuned to, tokens a second of CPU of one core, after a
  first reading has loaded the lexicon.

Bar: 10,000 tokens a second.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2] / "tests")]

from data import FOLDER

from khutwa.examples.catalogue import path
from khutwa.ledger import Status
from khutwa.read.proposals import entry_status
from khutwa.read.read import Reader
from khutwa.read.tokens import tokens
from khutwa.roadmap.loader import load
from read.gold import scores  # type: ignore[import-not-found]

SPEED = 10_000


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    out = sys.stdout.write
    out("             gold  found  speaker  polarity  said  all  beyond  recall  precision\n")
    held_out = ["held_out", "later", "partial_later"]
    for name in held_out if args.held_out else ["ar", "en", "ru", "partial"]:
        out(_line(name))
    out(_grave("partial_later" if args.held_out else "partial"))
    if args.held_out:
        return 0
    missed = False
    for language, texts in _running().items():
        reader = Reader(load(path("syria-2254")).roadmap)
        reader.read(texts[0], language=language)
        count = sum(len(tokens(text)) for text in texts)
        start = time.process_time()
        for text in texts:
            reader.read(text, language=language)
        speed = count / (time.process_time() - start)
        missed |= speed < SPEED
        out(f"{language}: {count} tokens, {speed:,.0f} a second (bar {SPEED:,})\n")
    return int(missed)


def _line(name: str) -> str:
    judged = []
    beyond = 0
    for score in scores(name):
        judged += score.judged
        beyond += len(score.more)
    found = sum(one.found is not None for one in judged)
    right = sum(one.right for one in judged)
    said = sum(one.said for one in judged)
    speaker, polarity = sum(one.speaker for one in judged), sum(one.polarity for one in judged)
    return (
        f"{name:12} {len(judged):4} {found:6} {speaker:8} {polarity:9} {said:5} {right:4} "
        f"{beyond:7} {right / len(judged):7.2f} {right / max(found + beyond, 1):10.2f}\n"
    )


def _grave(name: str) -> str:
    """Return how often what would be done, violated or partial is what a person reads."""
    lines = []
    found = list(scores(name))
    judged = [one for score in found for one in score.judged]
    beyond = [entry_status(statement) for score in found for statement in score.more]
    for status in (Status.DONE, Status.VIOLATED, Status.PARTIAL):
        proposed = [one for one in judged if one.status == status]
        right = sum(one.status in one.gold.status for one in proposed)
        more = sum(made is not None and made[0] is status for made in beyond)
        there = sum(one.gold.status == (status,) for one in judged)
        lines.append(
            f"{name}: {status}: {right} of {len(proposed) + more} right, {there} to be found\n"
        )
    return "".join(lines)


def _running() -> dict[str, list[str]]:
    """Return running text of each language, cut into pieces as long as a news item."""
    folder = FOLDER / "reader"
    files = {
        "ar": folder / "ud_arabic_pud" / "wiki.conllu",
        "en": folder / "uner_pud" / "en_pud-ud-test.iob2",
        "ru": folder / "uner_pud" / "ru_pud-ud-test.iob2",
    }
    found = {}
    for language, file in files.items():
        if file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            sentences = [line[9:] for line in lines if line.startswith("# text = ")]
            found[language] = list(_pieces(sentences))
    return found


def _pieces(sentences: list[str], size: int = 20) -> Iterator[str]:
    for at in range(0, len(sentences), size):
        yield "\n".join(sentences[at : at + size])


if __name__ == "__main__":
    raise SystemExit(main())
