"""WARC (ISO 28500): the pages of a web archive, each with the hash of its archived copy."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.problems import InputError, finding
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.words import M

_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_PIECE = 1 << 16


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
            last, whole = offset, True
            for record in records:
                last, whole = records.offset, True
                # Its own method for this reads the record to its end first.
                name = f"{file}#{records.offset}"
                if _is_page(record):
                    made = _page(record, name, limits)
                    whole = isinstance(made, Raw)
                    yield made
                if one:
                    return
            if whole and _is_torn(file, last):
                # warcio passes over a record of which not even the headers are whole.
                yield _torn(str(file))
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
        return _torn(name)
    http = record.http_headers
    media = (http.get_header("Content-Type") if http else record.content_type) or ""
    return Raw(name, data, media, record.rec_headers.get_header("WARC-Target-URI") or "")


def _torn(name: str) -> Diagnostic:
    return finding("broken", name, kind="WARC", error=M("the archive ends within it"))


def _is_torn(file: Path, start: int) -> bool:
    """Tell whether the archive ends within a record at or behind a place."""
    with file.open("rb") as stream:
        stream.seek(start)
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(start)
        try:
            records: io.BufferedIOBase = gzip.GzipFile(fileobj=stream) if packed else stream
            while line := records.readline(_PIECE):
                if line.strip() and not _skip(records):
                    return True
        except (EOFError, gzip.BadGzipFile, zlib.error):
            return True
    return False


def _skip(records: io.BufferedIOBase) -> bool:
    """Pass over the record whose first line was read; tell whether it is whole."""
    length = -1
    while (line := records.readline(_PIECE)).strip():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
    if not line or length < 0:
        return False
    while length > 0 and (piece := records.read(min(length, _PIECE))):
        length -= len(piece)
    return length == 0
