"""The one entrance: from an article to proposed statements."""

from __future__ import annotations

from datetime import date

from khutwa.read.analyse import analyse, is_known, language_of
from khutwa.read.frame import Reading
from khutwa.read.lexicon import lexicon
from khutwa.read.link import Steps
from khutwa.read.mentions import Actors, actors
from khutwa.read.statement import Statements
from khutwa.roadmap.model import Roadmap
from khutwa.words import M


class Reader:
    """Reads many articles against one plan.

    Attributes:
        roadmap: The plan whose steps are looked for.
    """

    def __init__(self, roadmap: Roadmap | None = None) -> None:
        self.roadmap = roadmap
        self._steps: dict[str, Steps] = {}
        self._actors: dict[tuple[str, str], Actors] = {}

    def read(
        self, text: str, *, published: date | None = None, language: str | None = None
    ) -> Reading:
        """Read an article: who says what of which step.

        Everything is a proposal; nothing is a finding until a person has accepted it.

        Args:
            text: The raw text; all places count its characters.
            published: The day from which "yesterday" counts; without it such times stay undated.
            language: `ar`, `en` or `ru`; by the script of the text when not given.
        """
        language = language or language_of(text)
        if not is_known(language):
            note = M("There is no lexicon for the language {language} yet.", language=language)
            return Reading(text, language, (), (note,))
        known = lexicon(language)
        if language not in self._steps:
            self._steps[language] = Steps(self.roadmap, known)
        # Who is in office changes by the month.
        month = language, f"{published:%Y-%m}" if published else ""
        if month not in self._actors:
            self._actors[month] = actors(known, self.roadmap, published)
        found = Statements(
            text, analyse(text, known), known, self._actors[month], self._steps[language], published
        )
        return Reading(text, language, tuple(found.all()))


def read(
    text: str,
    roadmap: Roadmap | None = None,
    *,
    published: date | None = None,
    language: str | None = None,
) -> Reading:
    """Read one article against a plan; see `Reader.read`."""
    return Reader(roadmap).read(text, published=published, language=language)
