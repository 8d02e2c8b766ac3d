"""How well the reader finds negators, subjects and speakers in Arabic sentences of the news.

    python benchmarks/reader/arabic_news.py [FILE.json ...] [--show subject]

Without a file: the sentences of `tests/read/gold/ar_news.json`, written in the style of news by
somebody who did not know the rules. A file is a list of sentences, each with its `text` and, by the
number of their first letter (`char`):

- `negators`, with the verb that each denies (none where it denies a noun); `optional` ones need not
  be found; `traps` look like one and are none;
- `subjects`: a verb with its subject; without one where it has none of its own, and `dropped` then
  says whom it goes on with;
- `speech`: a verb of saying with who speaks and `how`: `before` or `after` it, or otherwise.

Measured: of the negators, how many are found, and of those found that deny, how many are of the
gold or optional; of the verbs that are denied, how many are named; of the subjects, how many heads;
of the verbs without one, for how many nobody is named, or who was dropped; of the speakers beside
their verb, how many; of the verbs, how many are taken for one.

Bars: .98 of the negators, .95 of the denied verbs, .60 of the subjects, .90 of the speakers. Ends
with 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from arabic_syntax import Score

from khutwa.read.analyse import analyse
from khutwa.read.lexicon import lexicon
from khutwa.read.negation import cues
from khutwa.read.subjects import subject
from khutwa.read.word import Word

GOLD = Path(__file__).resolve().parents[2] / "tests" / "read" / "gold" / "ar_news.json"
BARS = {"negator": 0.98, "negated verb": 0.95, "subject": 0.60, "speaker": 0.90}
MEASURES = (*BARS, "negator, none too many", "no subject", "verb")


def main() -> int:
    """Score the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", choices=MEASURES, help="print what was missed")
    asked = parser.parse_args()
    scores = scored([item for file in asked.files or [GOLD] for item in read(file)])
    for name, score in scores.items():
        bar = f"  bar {BARS[name]:.2f}" if name in BARS else ""
        sys.stdout.write(f"{name:23} {score.right:4} of {score.all:4}  {score.value:.3f}{bar}\n")
    if asked.show:
        sys.stdout.write("".join(f"  {line}\n" for line in scores[asked.show].missed))
    return int(any(scores[name].value < bar for name, bar in BARS.items()))


def read(file: Path) -> list[dict[str, Any]]:
    """Return the sentences of a file."""
    return list(json.loads(file.read_text(encoding="utf-8")))


def scored(items: list[dict[str, Any]]) -> dict[str, Score]:
    """Return the scores over sentences, by measure."""
    scores = {name: Score() for name in MEASURES}
    for item in items:
        words = analyse(item["text"], lexicon("ar"))
        _negators(item, words, scores)
        for gold in item.get("subjects", ()):
            _subject(gold, item["text"], words, scores)
        for gold in item.get("speech", ()):
            if gold.get("how") in ("before", "after") and gold.get("kind") != "preposition":
                found = _head(words, gold["char"])
                right = found is not None and found == _at(words, gold.get("speaker_char"))
                scores["speaker"].add(right, f"{gold['verb']}, {gold['speaker']}: {item['text']}")
    return scores


def _negators(item: dict[str, Any], words: list[Word], scores: dict[str, Score]) -> None:
    found = {cue.at: cue for cue in cues(words, lexicon("ar"))}
    wanted = set()
    for gold in item.get("negators", ()):
        at = _at(words, gold["char"])
        wanted.add(at)
        cue = found.get(at) if at is not None else None
        scores["negator"].add(cue is not None, f"{gold['token']}: {item['text']}")
        if gold.get("verb"):
            right = cue is not None and cue.target == _at(words, gold["verb_char"])
            scores["negated verb"].add(right, f"{gold['token']} {gold['verb']}: {item['text']}")
    wanted |= {_at(words, gold["char"]) for gold in item.get("optional", ())}
    for at, cue in found.items():
        if cue.scope in ("clause", "word"):
            shown = f"{words[at].token.text}: {item['text']}"
            scores["negator, none too many"].add(at in wanted, shown)


def _subject(gold: dict[str, Any], text: str, words: list[Word], scores: dict[str, Score]) -> None:
    at = _at(words, gold["char"])
    shown = f"{gold['verb']}, {gold.get('subject') or 'nobody'}: {text}"
    is_verb = at is not None and words[at].kind == "verb"
    scores["verb"].add(is_verb, shown)
    head = _head(words, gold["char"])
    if gold.get("subject"):
        scores["subject"].add(head is not None and head == _at(words, gold["subject_char"]), shown)
    elif is_verb:
        dropped = _at(words, gold.get("dropped_char"))
        scores["no subject"].add(head is None or head == dropped, shown)


def _head(words: list[Word], place: int) -> int | None:
    at = _at(words, place)
    is_verb = at is not None and words[at].kind == "verb"
    return subject(words, at, lexicon("ar")) if is_verb and at is not None else None


def _at(words: list[Word], place: int | None) -> int | None:
    if place is None:
        return None
    return next((w.at for w in words if w.token.start <= place < w.token.end), None)


if __name__ == "__main__":
    raise SystemExit(main())
