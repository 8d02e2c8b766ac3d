"""What kind of thing some bytes are: by their beginning first, by their name only then."""

from __future__ import annotations

import re

TEXT, HTML, PDF, DOCX, FEED, WARC, UNKNOWN = (
    "text", "html", "pdf", "docx", "feed", "warc", "unknown",
)  # fmt: skip

HEAD = 4096
"""Bytes by which a kind is told."""

_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml", ".mhtml")
_DATA_NAMES = (
    ".json", ".jsonl", ".yaml", ".yml", ".csv", ".tsv", ".xml", ".svg", ".css", ".js", ".py", ".po",
    ".ics", ".sql",
)  # fmt: skip
"""Names of texts that are for programs: a plan or a ledger that lies among articles is none."""

_MEDIA = {
    "text/html": HTML, "application/xhtml+xml": HTML, "application/pdf": PDF, "text/plain": TEXT,
    "application/rss+xml": FEED, "application/atom+xml": FEED,
}  # fmt: skip


def kind_of(data: bytes, named: str) -> str:
    """Return the kind of a document.

    Args:
        data: Its bytes, or the first `HEAD` of them.
        named: Its name, or the media type that its server gives.
    """
    name = named.lower().split(";")[0].strip()
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    if head.startswith(b"WARC/") or (head[:2] == b"\x1f\x8b" and ".warc" in name):
        return WARC
    # Tags are ASCII; the zeros of UTF-16 are dropped to see them.
    start = head.replace(b"\0", b"").decode("latin-1").lstrip("ï»¿þÿ \t\r\n")
    if start.startswith("<"):
        if _ROOT.search(start):
            return FEED
        if _PAGE.search(start) or name.endswith(_HTML_NAMES) or _MEDIA.get(name) == HTML:
            return HTML
    if name.endswith(_HTML_NAMES):
        return HTML
    if start.startswith(("<?xml", "<svg")) or name.endswith(_DATA_NAMES):
        return UNKNOWN
    return _MEDIA.get(name, TEXT)
