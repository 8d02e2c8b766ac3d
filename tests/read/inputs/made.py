"""Small documents of every kind, made here byte by byte."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable

ARABIC = (
    "أفرجت الحكومة السورية عن المعتقلين أمس. "
    "وتعثر اجتماع اللجنة الدستورية. "
    "وطالبت المعارضة دمشق بعودة النازحين."
)
RUSSIAN = (
    "Правительство вчера освободило заключенных. "
    "Заседание конституционного комитета сорвалось. Стороны вернулись ни с чем."
)


def page(*paragraphs: str, head: str = "", charset: str = "utf-8") -> bytes:
    """Return a page with a menu, an article and a footer."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset={charset}><title>T</title>{head}</head><body>"
        f"<nav><a href=/>Home</a><a href=/x>Sport</a></nav><article><h1>Head</h1>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode(charset)


def docx(*paragraphs: str, body: str = "", prologue: str = "") -> bytes:
    """Return a Word document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="{space}">'
        f"<w:body>{made}{body}</w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


Glyph = tuple[float, float, str]
"""A letter and where it is printed: from the left and from the bottom."""


def pdf(glyphs: Iterable[Glyph]) -> bytes:
    """Return a PDF that prints letters in the given order, each at its own place."""
    listed = list(glyphs)
    letters = sorted({letter for _, _, letter in listed})
    code = {letter: number + 33 for number, letter in enumerate(letters)}
    shown = "".join(f"1 0 0 1 {x} {y} Tm <{code[letter]:02x}> Tj\n" for x, y, letter in listed)
    content = f"BT /F 12 Tf\n{shown}ET"
    rows = "".join(
        f"<{number:02x}> <{''.join(f'{ord(c):04x}' for c in letter)}>\n"
        for letter, number in code.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(code)} beginbfchar\n{rows}endbfchar endcmap end end"
    )
    widths = " ".join("500" for _ in range(256))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 "
        f"/Widths [{widths}] /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    )
    return out.encode("latin-1")


def printed(text: str, right: float = 560.0, top: float = 700.0) -> list[Glyph]:
    """Return Arabic lines as they are printed: from the right edge leftwards, six points a sign."""
    return [
        (right - 6 * column, top - 20 * row, sign)
        for row, line in enumerate(text.split("\n"))
        for column, sign in enumerate(line)
        if sign != " "
    ]


def warc(pages: Iterable[tuple[str, str, bytes]], *, status: str = "200 OK") -> bytes:
    """Return a web archive of pages, each with its address, its media type and its bytes."""
    out = io.BytesIO()
    for url, media, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2019-05-20T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        out.write(gzip.compress(head + http + b"\r\n\r\n", mtime=0))
    return out.getvalue()


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Paper</title><link>/</link>
<item><title>One</title><link>/one.html</link><pubDate>Sun, 19 May 2019 08:00:00 +0300</pubDate>
<description>In short &lt;b&gt;one&lt;/b&gt;</description></item>
<item><title>Two</title><link>/two.html</link><pubDate>no day</pubDate>
<content:encoded><![CDATA[<p>Whole <b>two</b>.</p><p>Its end.</p>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
<entry><title>One</title><link rel="self" href="/self"/><link href="/one.html"/>
<updated>2019-05-20T01:02:03Z</updated><summary>Short.</summary></entry></feed>"""
