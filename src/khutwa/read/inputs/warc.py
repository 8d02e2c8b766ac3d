"""WARC (ISO 28500): the pages of a web archive, each with the hash of its archived copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.kinds import kind_of
from khutwa.read.inputs.problems import InputError, finding
from khutwa.roadmap.diagnostic import Diagnostic

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
                name = f"{file}#{records.get_record_offset()}"
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


def _is_page(record: object) -> bool:
    kind = getattr(record, "rec_type", "")
    http = getattr(record, "http_headers", None)
    if kind == "response" and http is not None:
        media = (http.get_header("Content-Type") or "").lower()
        return str(http.get_statuscode()) == "200" and media.startswith(_TYPES)
    media = (getattr(record, "content_type", None) or "").lower()
    return kind in ("resource", "conversion") and media.startswith(_TYPES)


def _page(record: object, name: str, limits: Limits) -> Raw | Diagnostic:
    data: bytes = record.content_stream().read(limits.bytes + 1)  # type: ignore[attr-defined]
    if len(data) > limits.bytes:
        return finding("too-large", name, most=limits.bytes)
    headers = record.rec_headers  # type: ignore[attr-defined]
    http = getattr(record, "http_headers", None)
    media = (http.get_header("Content-Type") if http else None) or ""
    media = media if kind_of(data, media) else ""
    return Raw(name, data, media, headers.get_header("WARC-Target-URI") or "")
