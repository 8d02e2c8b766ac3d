"""The one entrance to what is in an article, whatever kind it is."""

from __future__ import annotations

from dataclasses import replace

from khutwa.read.dateline import dateline
from khutwa.read.inputs import docx, plain_text
from khutwa.read.inputs.apart import Task, content_apart
from khutwa.read.inputs.document import Content, Document, Limits, Raw
from khutwa.read.inputs.kinds import DOCX, FEED, HTML, PDF, TEXT, WARC, kind_of
from khutwa.read.inputs.problems import InputError


def document(raw: Raw, limits: Limits) -> Document:
    """Return an article as text.

    Raises:
        InputError: where it cannot be read.
    """
    if len(raw.data) > limits.bytes:
        raise InputError("too-large", raw.name, most=limits.bytes)
    found = _content(raw, limits)
    if len(found.text) > limits.characters:
        raise InputError("too-large", raw.name, most=limits.characters)
    # Half a pair of UTF-16 in a page cannot be written anywhere.
    text = found.text.encode("utf-8", "replace").decode()
    day = found.published or (None if raw.published else dateline(text))
    return Document(raw, replace(found, text=text, published=day))


def _content(raw: Raw, limits: Limits) -> Content:
    kind = kind_of(raw.data, raw.kind or raw.name)
    if kind in (HTML, PDF):
        return content_apart(Task(kind, raw.name, limits), raw.data)
    if kind == DOCX:
        return docx.content(raw.data, raw.name, limits)
    if kind == TEXT:
        return plain_text.content(raw.data, raw.name, limits)
    if kind in (FEED, WARC):
        raise InputError("several", raw.name)
    raise InputError("unknown-kind", raw.name)
