"""An article as a page, its statements marked: who says what of which step, and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from khutwa.read.frame import Reading, Statement
from khutwa.read.inputs.document import Document
from khutwa.read.inputs.problems import finding
from khutwa.read.plover_export import coded
from khutwa.read.proposals import GRAVE, entry_status, needs
from khutwa.read.rule_words import rule_word
from khutwa.read.sentences import (
    confidence,
    extent,
    labels,
    link_words,
    no_probability,
    speaker,
    two_sources,
    verdict,
    when,
)
from khutwa.read.veridicality import Said
from khutwa.report.page import dress, template
from khutwa.roadmap.model import Roadmap
from khutwa.version import __version__
from khutwa.words import MN, M, Message, direction, format_date, use_language

_KINDS = {
    "fact": (Said.DONE, Said.BEGUN, Said.KEPT),
    "word": (Said.AGREED, Said.PROMISED, Said.ANNOUNCED, Said.OFFERED, Said.PLANNED),
    "wish": (Said.INSISTED, Said.SOUGHT, Said.DISCUSSED, Said.ALLOWED, Said.DEMANDED),
    "bad": (Said.WARNED, Said.THREATENED, Said.STALLED, Said.DROPPED, Said.REFUSED, Said.FAILED,
            Said.VIOLATED, Said.PREVENTED),
}  # fmt: skip
"""What a mark looks like, by what is said."""

_SIGNS = {"fact": "●", "word": "◐", "wish": "○", "bad": "▲", "named": "·"}
"""What a mark has beside its colour and its line."""


@dataclass
class Piece:
    """Words of the article that belong to the same statements.

    Attributes:
        text: The words.
        kind: How they are marked; empty where they belong to none.
        denied: Whether what they tell of is denied.
        begins: Numbers of the statements that begin here.
    """

    text: str
    kind: str = ""
    denied: bool = False
    begins: list[int] = field(default_factory=list)


def article_html(
    document: Document,
    reading: Reading,
    roadmap: Roadmap,
    language: str,
    published: date | None = None,
) -> str:
    """Return an article as a page that stands alone.

    The article keeps its own direction, whatever the language of the words around it.

    Args:
        document: The article.
        reading: What was read in it.
        roadmap: The plan.
        language: Language of the words around it.
        published: The day of publication, where a person gave it.
    """
    with use_language(language):
        return template("article.html").render(
            **dress(),
            **_content(document, reading, roadmap, published),
            lang=language,
            dir=direction(language),
        )


def _content(
    document: Document, reading: Reading, roadmap: Roadmap, published: date | None
) -> dict[str, Any]:
    cards = [_card(n, s, roadmap) for n, s in enumerate(reading.statements, 1)]
    grave = sum(card["needs"] is not None for card in cards)
    day = published or document.published
    found = list(document.found)
    if published is None and day is not None:
        found.append(finding("dated", document.raw.name, day=format_date(day)))
    return {
        "title": document.title or PurePath(document.raw.name).name,
        "plan": roadmap.title,
        "heads": _heads(),
        "about": [
            (M("Published by"), document.publisher),
            (M("Published on"), format_date(day) if day else ""),
            (M("Address"), document.raw.url),
            (M("File"), document.raw.name),
            (M("SHA-256 of the copy"), document.raw.sha256),
        ],
        "count": MN("{n} statement was found.", "{n} statements were found.", len(cards)),
        "proposed": no_probability(),
        "grave": two_sources(grave) if grave else None,
        "notes": [*reading.notes, *(each.what for each in found)],
        "legend": _legend(),
        "text_lang": reading.language,
        "text_dir": direction(reading.language),
        "paragraphs": _paragraphs(reading),
        "signs": {card["number"]: card["sign"] for card in cards},
        "cards": cards,
        "made": M("Made by khutwa {version}; the plan is {plan}.", version=__version__,
                  plan=roadmap.title),
    }  # fmt: skip


def _heads() -> dict[str, Message]:
    return {
        "page": M("An article, read against a plan"),
        "article": M("The article"),
        "statements": M("What it says"),
        "signs": M("What the marks mean"),
        "said": M("What is said of it"),
        "speaker": M("Who says so"),
        "denied": M("Denied"),
        "actors": M("Who acts"),
        "steps": M("Which step may be meant"),
        "frameworks": M("Agreements named"),
        "when": M("When"),
        "extent": M("How much"),
        "place": M("Where"),
        "chain": M("Words that decide"),
        "rules": M("Rules"),
        "sure": M("How sure"),
        "ledger": M("In the ledger"),
        "plover": M("By PLOVER"),
        "nothing": M("Nothing in it speaks of what plans consist of."),
        "back": M("to its place in the article"),
    }


def _legend() -> list[tuple[str, str, Message]]:
    return [
        ("fact", _SIGNS["fact"], M("said to be so: done, begun, holds")),
        ("word", _SIGNS["word"], M("a word given: agreed, promised, announced, offered, planned")),
        ("wish", _SIGNS["wish"], M("wanted, demanded, allowed, discussed")),
        ("bad", _SIGNS["bad"], M("against it: refused, stalled, failed, violated, threatened")),
        ("named", _SIGNS["named"], M("only mentioned")),
        ("denied", _DENIED, M("denied: it is said not to be so")),
        ("perhaps", _PERHAPS, M("perhaps: a belief, a possibility, a condition or a question")),
    ]


_DENIED, _PERHAPS = "✕", "?"


def _kind(statement: Statement) -> str:
    return next((kind for kind, said in _KINDS.items() if statement.said in said), "named")


def _card(number: int, statement: Statement, roadmap: Roadmap) -> dict[str, Any]:
    status = entry_status(statement)
    kind = _kind(statement)
    sign = _SIGNS[kind] + _DENIED * statement.negated + _PERHAPS * statement.hedged
    event = coded(statement, roadmap)
    return {
        "number": number,
        "kind": kind,
        "sign": sign,
        "words": statement.span.text,
        "verdict": verdict(statement),
        "speaker": speaker(statement.speaker, roadmap),
        "is_denied": statement.negated,
        "denied": M("yes: it is said not to be so") if statement.negated else M("no"),
        "actors": labels(statement.actors, roadmap),
        "steps": [
            (roadmap.label(each.step), each.step, list(each.reasons)) for each in statement.steps
        ],
        "frameworks": [
            roadmap.frameworks[name].title if name in roadmap.frameworks else name
            for name in statement.frameworks
        ],
        "extent": extent(statement),
        "when": when(statement.when) if statement.when else None,
        "place": statement.place,
        "chain": [link_words(link) for link in statement.chain],
        "rules": [rule_word(rule) for rule in statement.rules],
        "sure": confidence(statement),
        "status": status[0].label if status else M("nothing: it says nothing of how far a step is"),
        "needs": needs(status[0]) if status and status[0] in GRAVE else None,
        "plover": "/".join(part for part in (event.type, event.mode) if part) if event else None,
    }  # fmt: skip


def _paragraphs(reading: Reading) -> list[list[Piece]]:
    """Return the text in paragraphs, each in pieces that belong to the same statements."""
    text, spans = reading.text, [s.span for s in reading.statements]
    cuts = {0, len(text)}
    for span in spans:
        cuts |= {span.start, span.end}
    made: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted(cut for cut in cuts if 0 <= cut <= len(text))):
        over = [n for n, s in enumerate(spans) if s.start <= start and end <= s.end]
        inner = reading.statements[_inner(over, spans)] if over else None
        kind, denied = (_kind(inner), inner.negated) if inner else ("", False)
        begins = [n + 1 for n, s in enumerate(spans) if s.start == start]
        for number, line in enumerate(text[start:end].split("\n")):
            if number:
                made.append([])
            if line.strip() or begins:
                made[-1].append(Piece(line, kind, denied, begins))
            begins = []
    return [pieces for pieces in made if pieces]


def _inner(over: Sequence[int], spans: Sequence[Any]) -> int:
    """Return the shortest of the statements that some words belong to."""
    return min(over, key=lambda n: spans[n].end - spans[n].start)
