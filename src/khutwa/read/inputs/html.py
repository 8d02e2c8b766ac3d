"""HTML: the article on a page, without menus, advertisements and comments, by trafilatura.

Barbaresi (2021), "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction", ACL-IJCNLP 2021 Demo Track.
"""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Any

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.plain_text import decoded
from khutwa.read.inputs.problems import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_NESTED = 2000
"""How deep tags may stand in each other; pages of people reach forty."""


def content(data: bytes, name: str, limits: Limits) -> Content:
    """Return the article on a page.

    Runs in a process of its own (`khutwa.read.inputs.apart`): a hostile page can make any parser
    slow.

    Raises:
        InputError: where there is no article, or the page is made to harm.
        ImportError: where trafilatura is not installed.
    """
    import trafilatura

    page = _page(data, name)
    if _depth(page) > _NESTED:
        raise InputError("too-deep", name, most=_NESTED)
    found: Any = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, fast=True, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    text = (found.text or "") if found is not None else ""
    if found is None or not text.strip():
        raise InputError("no-text", name)
    return Content(text, found.title or "", found.sitename or "", _day(found.date))


def _page(data: bytes, name: str) -> str:
    """Return a page as text: by its mark, by what it declares, else as any text.

    Raises:
        InputError: where its encoding cannot be told.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.startswith(b"\xef\xbb\xbf"):
        return decoded(data, name)[0]
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(codecs.lookup(declared[1].decode()).name)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decoded(data, name)[0]
    except InputError:
        # A page may have a few broken bytes in its scripts.
        page = data.decode("utf-8", "replace")
        if page.count("\ufffd") * 100 > len(page):
            raise
        return page


def _depth(page: str) -> int:
    """Return how deep the tags of a page stand in each other, void ones left out."""
    depth = deepest = 0
    for found in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", page):
        if found[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > _NESTED:
            break
    return deepest


_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "p", "li", "td", "tr", "th", "option", "dt", "dd",
))  # fmt: skip
"""Tags that need no end."""


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat((given or "")[:10])
    except ValueError:
        return None
