"""WARC (ISO 28500): the pages of a web archive, each with the hash of its archived copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.problems import InputError, finding
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.words import M

_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def pages(file: Path, limits: Limits, offset: int = 0, *, one: bool = False) -> Iterator[
    Raw | Diagnostic
]:
    """Yield the pages of an archive in its order.

    The bytes of a page are the body of the server's answer, no longer packed: those that
    `warcio extract --payload FILE OFFSET` writes. Other records (requests, pictures, pages that
    were not found) are passed over.

    Args:
        file: The archive.
        limits: How large a page may be.
        offset: Where to begin.
        one: Whether to end behind the first record.

    Raises:
        InputError: where warcio is not installed.
        OSError: where the file cannot be read.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise InputError("no-library", str(file), kind="WARC", library="warcio") from None
    with file.open("rb") as stream:
        stream.seek(offset)
        try:
            records = ArchiveIterator(stream)
            for record in records:
                # Its own method for this reads the record to its end first.
                name = f"{file}#{records.offset}"
                if _is_page(record):
                    yield _page(record, name, limits)
                if one:
                    return
        except OSError:
            raise
        except Exception as error:
            # The errors of packed and broken records are of many kinds; the rest cannot be read.
            said = f"{type(error).__name__}: {error}"[:200]
            yield finding("broken", str(file), kind="WARC", error=said)


def _is_page(record: Any) -> bool:
    kind, http = record.rec_type, record.http_headers
    if kind == "response" and http is not None:
        media = (http.get_header("Content-Type") or "").lower()
        return str(http.get_statuscode()) == "200" and media.startswith(_TYPES)
    media = (record.content_type or "").lower()
    return kind in ("resource", "conversion") and media.startswith(_TYPES)


def _page(record: Any, name: str, limits: Limits) -> Raw | Diagnostic:
    stream = record.content_stream()
    data = b""
    while len(data) <= limits.bytes and (part := stream.read(limits.bytes + 1 - len(data))):
        data += part
    if len(data) > limits.bytes:
        return finding("too-large", name, most=limits.bytes)
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        return finding("broken", name, kind="WARC", error=M("the archive ends within it"))
    http = record.http_headers
    media = (http.get_header("Content-Type") if http else record.content_type) or ""
    return Raw(name, data, media, record.rec_headers.get_header("WARC-Target-URI") or "")
