"""An article as it was found, and as text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from khutwa.roadmap.diagnostic import Diagnostic


@dataclass(frozen=True)
class Limits:
    """How much an article may take.

    Attributes:
        bytes: Size of a document as it was found.
        characters: Length of its text.
        seconds: Time to fetch it, to find the text in it, and to read it, each.
        memory: Bytes of memory for finding the text, where the system can limit it.
    """

    bytes: int = 16 * 1024 * 1024
    characters: int = 512 * 1024
    seconds: float = 20.0
    memory: int = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Raw:
    """An article as it was found.

    Attributes:
        name: How it can be named again: a path, an address, or `archive.warc#offset`.
        data: Its bytes.
        kind: What its server or its name says that it is: a media type or a suffix.
        url: Where it can be read.
        title: Its title, where what holds it says so.
        publisher: Who published it, likewise.
        published: When, likewise.
        found: What was odd about finding it.
    """

    name: str
    data: bytes = field(repr=False)
    kind: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    found: tuple[Diagnostic, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Return the hash of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Content:
    """What was found in the bytes of an article.

    Attributes:
        text: Its text.
        title: Its title, where it says so.
        publisher: Who published it, likewise.
        published: When, likewise.
        found: What was odd about it.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Document:
    """An article that can be read.

    Attributes:
        raw: As it was found; its hash is that of the copy to keep.
        content: What is in it; what `raw` knows of title, publisher and day goes first.
    """

    raw: Raw
    content: Content

    @property
    def text(self) -> str:
        """Return its text."""
        return self.content.text

    @property
    def title(self) -> str:
        """Return its title, empty where nobody says."""
        return self.raw.title or self.content.title

    @property
    def publisher(self) -> str:
        """Return who published it, empty where nobody says."""
        return self.raw.publisher or self.content.publisher

    @property
    def published(self) -> date | None:
        """Return when it was published, None where nobody says."""
        return self.raw.published or self.content.published

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """Return what was odd about it."""
        return self.raw.found + self.content.found


def noting(raw: Raw, *found: Diagnostic) -> Raw:
    """Return an article with more that was odd about finding it."""
    return replace(raw, found=(*raw.found, *found))
