"""Read one article of a corpus, in whatever process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from khutwa.read.corpus_file import Line
from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.patience import within
from khutwa.read.inputs.problems import InputError
from khutwa.read.plain import document_to_dict
from khutwa.read.read import Reader
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.model import Roadmap
from khutwa.version import __version__
from khutwa.words import current_language, use_language


@dataclass(frozen=True)
class Job:
    """How the articles of a corpus are read.

    Attributes:
        roadmap: The plan.
        plan: Hash of its text.
        published: The day of publication where the articles do not say.
        limits: What an article may take.
        language: Language of the texts for people.
    """

    roadmap: Roadmap
    plan: str
    published: date | None = None
    limits: Limits = field(default_factory=Limits)
    language: str = field(default_factory=current_language)

    @cached_property
    def key(self) -> str:
        """Return the hash of all that decides how an article is read."""
        return sha256(json.dumps(self._with, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def _with(self) -> dict[str, Any]:
        return {
            "khutwa": __version__, "plan": self.plan, "language": self.language,
            "published": self.published.isoformat() if self.published else None,
            "limits": asdict(self.limits),
        }  # fmt: skip

    @property
    def read_with(self) -> dict[str, str]:
        """Return what a line says of how it was made."""
        return {"khutwa": __version__, "plan": self.plan, "key": self.key}

    def line_of_failure(self, raw: Raw, *found: Diagnostic) -> Line:
        """Return the line of an article that could not be read."""
        return {
            "file": raw.name, "sha256": raw.sha256, "url": raw.url,
            "findings": [each.to_dict() for each in (*raw.found, *found)],
            "read_with": self.read_with,
        }  # fmt: skip


_readers: dict[str, Reader] = {}
"""The reader of this process, by what it reads with."""


def work(job: Job, raw: Raw) -> Line:
    """Return the line of an article."""
    if job.key not in _readers:
        _readers.clear()
        _readers[job.key] = Reader(job.roadmap)
    with use_language(job.language):
        try:
            found = document(raw, job.limits)
            with within(job.limits.seconds, raw.name):
                day = job.published or found.published
                reading = _readers[job.key].read(found.text, published=day)
                said = document_to_dict(found, reading, job.roadmap, job.published)
        except InputError as error:
            return job.line_of_failure(raw, error.diagnostic)
        return {**said, "read_with": job.read_with}
