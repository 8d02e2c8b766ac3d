"""PDF: the words of its pages, by PDFium."""

from __future__ import annotations

import re
import unicodedata

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.pdf_lines import page_text
from khutwa.read.inputs.problems import InputError

_PAGES = 500
"""Pages that are read at most; an article has a few, a report of monitors a hundred."""

_WORD = re.compile("[\u0621-\u064a]+")
_END = re.compile(r"[.!?:؟;؛…»”\"]\s*$")


def content(data: bytes, name: str, limits: Limits) -> Content:
    """Return the text of a PDF, its lines joined to paragraphs.

    Letters in the shapes in which they were printed (U+FB50 to U+FEFF) become letters (NFKC).
    Runs in a process of its own (`khutwa.read.inputs.apart`).

    Raises:
        InputError: where it is none, holds no text, or its letters stand in visual order.
        ImportError: where pypdfium2 is not installed.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = []
        size = 0
        for number in range(min(len(document), _PAGES)):
            page = page_text(document[number].get_textpage())
            size += len(page)
            if size > limits.characters:
                raise InputError("too-large", name, most=limits.characters)
            pages.append(page)
        title = str(document.get_metadata_dict().get("Title", ""))
    except pypdfium2.PdfiumError as error:
        raise InputError("broken", name, kind="PDF", error=str(error)) from None
    text = joined(unicodedata.normalize("NFKC", "\n".join(pages)))
    if not text.strip():
        raise InputError("no-text", name)
    if is_reversed(text):
        raise InputError("reversed", name)
    return Content(text, title)


def joined(text: str) -> str:
    """Return a text in which the lines of a paragraph are one.

    A line ends its paragraph where it ends a sentence or an empty line follows. A Latin or
    Cyrillic word that was cut at the end of a line is whole again.
    """
    done: list[str] = []
    open_line = ""
    for line in (" ".join(raw.split()) for raw in text.splitlines()):
        if not line:
            done.append(open_line)
            open_line = ""
            continue
        # PDFium marks a cut word with U+FFFE, others leave the hyphen.
        cut = re.search(r"[^\W\d_](?:\ufffe|-)$", open_line)
        open_line = (
            open_line[:-1] + line if cut and line[0].islower() else f"{open_line} {line}".strip()
        )
        if _END.search(open_line):
            done.append(open_line)
            open_line = ""
    return "\n".join(part.replace("\ufffe", "-") for part in (*done, open_line) if part)


def is_reversed(text: str) -> bool:
    """Tell whether Arabic words stand with their last letter first.

    Every fourth word of a text begins with the article, and none begins with the letters that only
    end words.
    """
    words = [word for word in _WORD.findall(text) if len(word) > 2]
    right = sum(word.startswith("ال") for word in words) + sum(word[-1] in "ةى" for word in words)
    wrong = sum(word.endswith("لا") for word in words) + sum(word[0] in "ةى" for word in words)
    return bool(wrong > max(right, 2))
