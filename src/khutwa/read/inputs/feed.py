"""RSS and Atom: the articles that a feed points to, or what it holds of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.parsers import expat

from khutwa.read.inputs.document import Raw, noting
from khutwa.read.inputs.docx import guarded
from khutwa.read.inputs.problems import InputError, finding
from khutwa.read.inputs.web import Web
from khutwa.roadmap.diagnostic import Diagnostic

MOST = 200
"""Articles of one feed that are read at most."""

_NAMES = {
    "title": "title", "link": "link", "pubDate": "day", "date": "day", "published": "day",
    "updated": "updated", "encoded": "whole", "content": "whole", "description": "summary",
    "summary": "summary",
}  # fmt: skip
"""What the elements of RSS 0.9 to 2.0, Atom and their extensions say of an article."""

_BLOCKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"))


@dataclass
class Item:
    """An article of a feed.

    Attributes:
        said: What the feed says of it, by the names of `_NAMES`.
    """

    said: dict[str, str] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        """Return the day on which it was published, where the feed says."""
        given = (self.said.get("day") or self.said.get("updated") or "").strip()
        with suppress(ValueError):
            return date.fromisoformat(given[:10])
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(given).date()
        return None


def items(data: bytes, name: str) -> tuple[str, list[Item]]:
    """Return the title of a feed and its articles, in its order.

    Raises:
        InputError: where it is no feed.
    """
    title: list[str] = []
    found: list[Item] = []
    path: list[str] = []
    words: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        own = tag.rsplit(" ", 1)[-1]
        path.append(own)
        words.clear()
        if own in ("item", "entry"):
            found.append(Item())
        elif own == "link" and found and attributes.get("rel", "alternate") == "alternate":
            found[-1].said.setdefault("link", attributes.get("href", ""))

    def end(_: str) -> None:
        own = path.pop()
        text = "".join(words).strip()
        holder = path[-1] if path else ""
        words.clear()
        if holder in ("item", "entry") and own in _NAMES and text:
            said = found[-1].said
            said[_NAMES[own]] = said.get(_NAMES[own]) or text
        elif holder in ("channel", "feed") and own == "title" and not title:
            title.append(text)

    parser = guarded()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words.append
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputError("broken", name, kind="RSS", error=str(error)) from None
    return (title[0] if title else ""), found[:MOST]


def articles(data: bytes, name: str, web: Web | None) -> Iterator[Raw | Diagnostic]:
    """Yield the articles of a feed, and why some cannot be had.

    Args:
        data: The feed.
        name: Its path or address.
        web: To fetch the articles with; without it, what the feed holds of them is all there is.

    Raises:
        InputError: where it is no feed.
    """
    publisher, found = items(data, name)
    for number, item in enumerate(found, 1):
        link = _joined(name, item.said.get("link", ""))
        if web is None or not link:
            yield _held(item, name, number, link, publisher)
            continue
        try:
            got = web.get(link)
        except InputError as error:
            yield error.diagnostic
            continue
        if not got.unchanged:
            if got.marks:
                web.marks[link] = got.marks
            yield Raw(link, got.data, got.kind, got.url, item.said.get("title", ""), publisher,
                      item.published)  # fmt: skip


def _held(item: Item, name: str, number: int, link: str, publisher: str) -> Raw:
    whole = item.said.get("whole", "")
    title = item.said.get("title", "")
    text = _plain(whole or item.said.get("summary", ""))
    made = Raw(f"{name}#{number}", f"{title}\n{text}".encode(errors="replace"), "text/plain", link,
               title, publisher, item.published)  # fmt: skip
    if whole:
        return made
    return noting(made, finding("only-summary", made.name, url=link or name))


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base if "://" in base else "", link.strip())
    except ValueError:
        return ""


class _Plain(HTMLParser):
    """Takes the words out of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _plain(text: str) -> str:
    parser = _Plain()
    parser.feed(text)
    parser.close()
    return "\n".join(" ".join(line.split()) for line in "".join(parser.words).split("\n") if line)
