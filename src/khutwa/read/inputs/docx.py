"""DOCX: the paragraphs of a Word document; what was deleted under review is left out."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.problems import InputError

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_GROWTH = 8
"""How many times its packed size the text with its markup may have, beside the limit of size."""


def content(data: bytes, name: str, limits: Limits) -> Content:
    """Return the text of a Word document.

    Raises:
        InputError: where it is none, or is made to fill the memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _PARTS[0] not in names:
                raise InputError("unknown-kind", name)
            most = limits.bytes * _GROWTH
            parts = []
            for part in _PARTS:
                if part in names:
                    with archive.open(part) as stream:
                        xml = stream.read(most + 1)
                    if len(xml) > most:
                        raise InputError("too-large", name, most=most)
                    parts.append(_paragraphs(xml))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
            RuntimeError, expat.ExpatError) as error:  # fmt: skip
        raise InputError("broken", name, kind="DOCX", error=str(error)) from None
    return Content("\n".join(part for part in parts if part))


def _paragraphs(xml: bytes) -> str:
    """Return the paragraphs of a part, a line each.

    Raises:
        ValueError: where the part defines entities, which no Word document does.
        expat.ExpatError: where it is not well-formed.
    """
    done: list[str] = []
    line: list[str] = []
    inside = [False]

    def start(tag: str, _: dict[str, str]) -> None:
        plain = _plain(tag)
        inside[0] = plain == "t"
        if plain in ("tab", "br", "cr"):
            line.append("\t" if plain == "tab" else "\n")

    def end(tag: str) -> None:
        inside[0] = False
        if _plain(tag) == "p":
            done.append("".join(line).strip())
            line.clear()

    def characters(text: str) -> None:
        if inside[0]:
            line.append(text)

    parser = guarded()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.Parse(xml, True)
    return "\n".join(text for text in done if text)


def _plain(tag: str) -> str:
    for space in (_W, _STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return ""


def guarded() -> expat.XMLParserType:
    """Return a parser of XML that resolves namespaces and refuses what defines entities.

    What it calls raises a ValueError there: a few lines of entities can grow to gigabytes, and
    external ones would fetch other files.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def entity(*_: object) -> None:
        raise ValueError("entities")

    parser.EntityDeclHandler = entity
    return parser
