"""The one entrance: from an article to proposed statements."""

from __future__ import annotations

from datetime import date

from khutwa.read.analyse import analyse, is_known, language_of
from khutwa.read.frame import Reading
from khutwa.read.lexicon import lexicon
from khutwa.read.link import Steps
from khutwa.read.mentions import actors
from khutwa.read.statement import Statements
from khutwa.roadmap.model import Roadmap
from khutwa.words import M


def read(
    text: str,
    roadmap: Roadmap | None = None,
    *,
    published: date | None = None,
    language: str | None = None,
) -> Reading:
    """Read an article: who says what of which step.

    Everything is a proposal; nothing is a finding until a person has accepted it.

    Args:
        text: The raw text; all places count its characters.
        roadmap: The plan whose steps are looked for.
        published: The day from which "yesterday" counts; without it such times stay undated.
        language: `ar`, `en` or `ru`; by the script of the text when not given.
    """
    language = language or language_of(text)
    if not is_known(language):
        note = M("There is no lexicon for the language {language} yet.", language=language)
        return Reading(text, language, (), (note,))
    known = lexicon(language)
    words = analyse(text, known)
    found = Statements(
        text, words, known, actors(known, roadmap, published), Steps(roadmap, known), published
    )
    return Reading(text, language, tuple(found.all()))
