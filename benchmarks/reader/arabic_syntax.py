"""How well the reader finds negations, subjects and speakers in Arabic, against UD_Arabic-PUD.

    python benchmarks/reader/arabic_syntax.py [FILE.conllu ...] [--show cue]

The treebank is gold only: the reader sees the raw text of each sentence and nothing else.

- cue recall: of the words that the treebank marks as negative (`Polarity=Neg`) and of ليس, how many
  the reader has as negators.
- negated verb: of the negators whose head is a verb, for how many the reader names that verb.
- subject: of the verbs with a subject of their own (`nsubj`, not a pronoun written to something
  else), for how many the reader names the head of that subject. A verb that it did not take for one
  counts as wrong.
- speaker: the same over verbs of saying and thinking that govern a clause or a quotation, as the
  lemmas below name them.

Bars: .98, .95, .60, .90. Ends with 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conllu import Gold, Sentence, sentences
from data import files

from khutwa.read.analyse import analyse
from khutwa.read.lexicon import lexicon
from khutwa.read.negation import cues
from khutwa.read.subjects import subject
from khutwa.read.word import Word

BARS = {"cue": 0.98, "negated verb": 0.95, "subject": 0.60, "speaker": 0.90}

SAYING_TEXT = """
قَال صَرَّح أَعلَن أَكَّد ذَكَر أَضَاف أَوضَح أَشَار لَفَت شَدَّد كَشَف أَفَاد
أَخبَر أَعرَب كَتَب تَابَع اِدَّعَى زَعَم ظَنّ اِعتَقَد تَوَقَّع رَجَّح اِعتَبَر رَأَى
نَفَى أَنكَر حَذَّر اِتَّهَم جَادَل عَلَّق أَقَرّ اِعتَرَف أَجَاب سَأَل تَسَاءَل أَبلَغ
بَيَّن شَرَح اِقتَرَح طَالَب وَعَد تَعَهَّد هَدَّد أَصَرّ شَعَر أَمَل حَكَى رَوَى
وَصَف لَاحَظ اِستَنتَج خَلَص صَدَّق فَكَّر أَدرَك عَرَف
"""
SAYING = frozenset(SAYING_TEXT.split())
"""Verbs of saying and thinking, as the treebank spells their lemmas."""

CLAUSES = frozenset(["ccomp", "parataxis", "xcomp"])


class Score:
    """Counts of one measure, and what was missed."""

    def __init__(self) -> None:
        self.right = self.all = 0
        self.missed: list[str] = []

    def add(self, right: bool, shown: str) -> None:
        """Count one case."""
        self.all += 1
        self.right += right
        if not right:
            self.missed.append(shown)

    @property
    def value(self) -> float:
        """Return the share that was right."""
        return self.right / self.all if self.all else float("nan")


def main() -> int:
    """Score the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="treebanks in CoNLL-U, or folders")
    parser.add_argument("--show", choices=[*BARS], help="print what was missed")
    asked = parser.parse_args()
    scores = {name: Score() for name in BARS}
    extra: Counter[str] = Counter()
    start, read = time.perf_counter(), 0
    for sentence in sentences(files(parser, asked.files, "reader/ud_arabic_pud", "*.conllu")):
        _score(sentence, scores, extra)
        read += 1
    seconds = time.perf_counter() - start
    for name, score in scores.items():
        count = f"{score.right:4} of {score.all:4}"
        sys.stdout.write(f"{name:13} {count}  {score.value:.3f}  bar {BARS[name]:.2f}\n")
    others = ", ".join(f"{word} {n}" for word, n in extra.most_common(8))
    total = sum(extra.values())
    sys.stdout.write(f"negators that the treebank does not mark: {total} ({others})\n")
    sys.stdout.write(f"{read} sentences, {1000 * seconds / max(read, 1):.1f} ms each\n")
    if asked.show:
        sys.stdout.write("".join(f"  {line}\n" for line in scores[asked.show].missed))
    return int(any(s.all and s.value < BARS[name] for name, s in scores.items()))


def _score(sentence: Sentence, scores: dict[str, Score], extra: Counter[str]) -> None:
    known = lexicon("ar")
    words = analyse(sentence.text, known)
    found = {cue.at: cue for cue in cues(words, known)}
    marked = set()
    for number, gold in enumerate(sentence.words):
        if "Polarity=Neg" in gold.feats or gold.lemma == "لَيسَ":
            at = _at(words, gold.start)
            marked.add(at)
            cue = found.get(at) if at is not None else None
            scores["cue"].add(cue is not None, f"{gold.form}: {sentence.text}")
            head = sentence.words[gold.head] if gold.head >= 0 else None
            if head is not None and head.tag == "VERB" and gold.lemma != "لَيسَ":
                right = cue is not None and cue.target == _at(words, head.start)
                scores["negated verb"].add(right, f"{gold.form} {head.form}: {sentence.text}")
        if gold.tag == "VERB":
            _subject(sentence, number, gold, words, scores)
    extra.update(words[at].core for at in found if at not in marked)


def _subject(
    sentence: Sentence, number: int, gold: Gold, words: list[Word], scores: dict[str, Score]
) -> None:
    below = [g for g in sentence.words if g.head == number]
    named = [g for g in below if g.relation.startswith("nsubj")]
    if not named:
        return
    at = _at(words, gold.start)
    head = None
    if at is not None and words[at].kind == "verb":
        head = subject(words, at, lexicon("ar"))
    right = head is not None and head == _at(words, named[0].start)
    got = words[head].key if head is not None else "nothing"
    shown = f"{gold.form}, {named[0].form}, not {got}: {sentence.text}"
    scores["subject"].add(right, shown)
    if gold.lemma in SAYING and any(g.relation in CLAUSES for g in below):
        scores["speaker"].add(right, shown)


def _at(words: list[Word], place: int) -> int | None:
    return next((w.at for w in words if w.token.start <= place < w.token.end), None)


if __name__ == "__main__":
    raise SystemExit(main())
